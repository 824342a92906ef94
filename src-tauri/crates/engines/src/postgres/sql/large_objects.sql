-- How many there are, how many of them this user may not read, and about how large they are together.
SELECT count(*)::int8 AS count,
       count(*) FILTER (WHERE NOT (pg_catalog.pg_has_role(m.lomowner, 'USAGE') OR EXISTS (
         SELECT 1 FROM pg_catalog.aclexplode(m.lomacl) a
         WHERE a.privilege_type = 'SELECT' AND (a.grantee = 0 OR pg_catalog.pg_has_role(a.grantee, 'USAGE')))))::int8 AS hidden,
       pg_catalog.pg_relation_size('pg_catalog.pg_largeobject'::pg_catalog.regclass) AS bytes
FROM pg_catalog.pg_largeobject_metadata m
