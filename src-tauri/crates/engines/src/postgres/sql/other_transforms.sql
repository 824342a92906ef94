SELECT 3576::int8 AS class, t.oid::int8 AS oid, 'transform' AS kind,
       pg_catalog.format('FOR %s LANGUAGE %I', pg_catalog.format_type(t.trftype, NULL), l.lanname) AS name,
       pg_catalog.json_build_object('from', CASE WHEN t.trffromsql <> 0 THEN t.trffromsql::pg_catalog.regprocedure::text END,
         'to', CASE WHEN t.trftosql <> 0 THEN t.trftosql::pg_catalog.regprocedure::text END) AS parts
FROM pg_catalog.pg_transform t
JOIN pg_catalog.pg_language l ON l.oid = t.trflang
WHERE t.oid >= 16384
