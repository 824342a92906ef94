SELECT p.oid::int8 AS oid, p.polrelid::int8 AS relation, p.polname AS name, p.polcmd::text AS command,
       p.polpermissive AS permissive,
       pg_catalog.pg_get_expr(p.polqual, p.polrelid) AS using_expression,
       pg_catalog.pg_get_expr(p.polwithcheck, p.polrelid) AS check_expression,
       ARRAY(SELECT CASE WHEN r = 0 THEN '' ELSE pg_catalog.pg_get_userbyid(r)::text END FROM pg_catalog.unnest(p.polroles) r ORDER BY 1) AS roles
FROM pg_catalog.pg_policy p
WHERE p.oid >= 16384
