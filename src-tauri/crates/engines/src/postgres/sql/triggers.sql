SELECT t.oid::int8 AS oid, t.tgrelid::int8 AS relation, t.tgname AS name, pg_catalog.pg_get_triggerdef(t.oid) AS definition,
       t.tgenabled::text AS enabled, t.tgisinternal AS internal
     , t.tgparentid::int8 AS parent -- since 13
FROM pg_catalog.pg_trigger t
WHERE t.oid >= 16384
