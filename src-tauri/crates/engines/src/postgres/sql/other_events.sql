SELECT 3466::int8 AS class, e.oid::int8 AS oid, 'event_trigger' AS kind, e.evtname AS name,
       pg_catalog.pg_get_userbyid(e.evtowner) AS owner,
       pg_catalog.json_build_object('event', e.evtevent, 'function', e.evtfoid::pg_catalog.regproc::text, 'enabled', e.evtenabled::text,
         'tags', e.evttags) AS parts
FROM pg_catalog.pg_event_trigger e
WHERE e.oid >= 16384
