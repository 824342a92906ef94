SELECT n.oid::int8 AS oid, n.nspname AS name, pg_catalog.pg_get_userbyid(n.nspowner) AS owner,
       n.nspacl::text[] AS acl,
       coalesce(i.initprivs, pg_catalog.acldefault('n', n.nspowner))::text[] AS acl_default
FROM pg_catalog.pg_namespace n
LEFT JOIN pg_catalog.pg_init_privs i
       ON i.classoid = 'pg_catalog.pg_namespace'::regclass AND i.objoid = n.oid AND i.objsubid = 0
WHERE (n.oid >= 16384 OR n.nspname = 'public') AND n.nspname !~ '^pg_(toast_)?temp_'
