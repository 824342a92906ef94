SELECT 826::int8 AS class, a.oid::int8 AS oid, 'default_privileges' AS kind, n.nspname AS schema,
       pg_catalog.pg_get_userbyid(a.defaclrole) || ' ' || a.defaclobjtype::text AS name,
       pg_catalog.json_build_object('role', pg_catalog.pg_get_userbyid(a.defaclrole), 'type', a.defaclobjtype::text) AS parts,
       a.defaclacl::text[] AS acl,
       CASE WHEN a.defaclnamespace = 0 THEN pg_catalog.acldefault(CASE a.defaclobjtype WHEN 'S' THEN 's'::"char" ELSE a.defaclobjtype END, a.defaclrole)::text[] ELSE '{}'::text[] END AS acl_default
FROM pg_catalog.pg_default_acl a
LEFT JOIN pg_catalog.pg_namespace n ON n.oid = a.defaclnamespace
