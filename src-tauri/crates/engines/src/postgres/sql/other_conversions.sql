SELECT 2607::int8 AS class, c.oid::int8 AS oid, 'conversion' AS kind, n.nspname AS schema, c.conname AS name,
       pg_catalog.pg_get_userbyid(c.conowner) AS owner,
       pg_catalog.json_build_object('default', c.condefault, 'function', c.conproc::pg_catalog.regproc::text,
         'from', pg_catalog.pg_encoding_to_char(c.conforencoding), 'to', pg_catalog.pg_encoding_to_char(c.contoencoding)) AS parts
FROM pg_catalog.pg_conversion c
JOIN pg_catalog.pg_namespace n ON n.oid = c.connamespace
WHERE c.oid >= 16384
