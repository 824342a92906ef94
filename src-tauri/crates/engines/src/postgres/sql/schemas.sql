SELECT n.oid::int8 AS oid, n.nspname AS name, pg_catalog.pg_get_userbyid(n.nspowner) AS owner,
       n.nspacl::text[] AS acl,
       coalesce(i.initprivs, pg_catalog.acldefault('n', n.nspowner))::text[] AS acl_default,
       pg_catalog.pg_has_role(n.nspowner, 'USAGE') AS mine,
       -- Whoever stands for the owner of the database: the rights of these are no choice of a person.
       CASE WHEN n.nspname = 'public' THEN
         (SELECT pg_catalog.json_agg(r.rolname) FROM pg_catalog.pg_roles r
          WHERE r.rolsuper OR r.oid = n.nspowner OR r.rolname = 'pg_database_owner'
             OR r.oid = (SELECT b.datdba FROM pg_catalog.pg_database b WHERE b.datname = pg_catalog.current_database())) END AS keepers,
       r.rolsuper OR r.rolname = 'pg_database_owner'
         OR r.oid = (SELECT b.datdba FROM pg_catalog.pg_database b WHERE b.datname = pg_catalog.current_database()) AS kept
FROM pg_catalog.pg_namespace n
JOIN pg_catalog.pg_roles r ON r.oid = n.nspowner
LEFT JOIN pg_catalog.pg_init_privs i
       ON i.classoid = 'pg_catalog.pg_namespace'::regclass AND i.objoid = n.oid AND i.objsubid = 0
WHERE (n.oid >= 16384 OR n.nspname = 'public') AND n.nspname !~ '^pg_(toast_)?temp_'
