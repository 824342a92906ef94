-- The database itself: rights on it and its comment. Its name and its owner are the target's own.
SELECT -13::int8 AS class, d.oid::int8 AS oid, 'database' AS kind, d.datname AS name,
       pg_catalog.json_build_object('comment', pg_catalog.shobj_description(d.oid, 'pg_database'), 'owner', pg_catalog.pg_get_userbyid(d.datdba),
         'limit', nullif(d.datconnlimit, -1)::text) AS parts,
       d.datacl::text[] AS acl, pg_catalog.acldefault('d', d.datdba)::text[] AS acl_default
FROM pg_catalog.pg_database d
WHERE d.datname = pg_catalog.current_database()
