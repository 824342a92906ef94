SELECT 2601::int8 AS class, a.oid::int8 AS oid, 'access_method' AS kind, a.amname AS name,
       pg_catalog.json_build_object('type', a.amtype::text, 'handler', a.amhandler::pg_catalog.regproc::text) AS parts
FROM pg_catalog.pg_am a
WHERE a.oid >= 16384
