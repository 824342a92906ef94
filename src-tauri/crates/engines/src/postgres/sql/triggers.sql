SELECT t.oid::int8 AS oid, t.tgrelid::int8 AS relation, t.tgname AS name, pg_catalog.pg_get_triggerdef(t.oid) AS definition,
       t.tgenabled::text AS enabled, t.tgisinternal AS internal
     , t.tgparentid::int8 AS parent -- since 13
     , coalesce((SELECT d.refobjid FROM pg_catalog.pg_depend d -- before 13
         WHERE d.classid = 'pg_catalog.pg_trigger'::pg_catalog.regclass AND d.objid = t.oid -- before 13
           AND d.refclassid = 'pg_catalog.pg_trigger'::pg_catalog.regclass LIMIT 1), 0)::int8 AS parent -- before 13
FROM pg_catalog.pg_trigger t
WHERE t.oid >= 16384
