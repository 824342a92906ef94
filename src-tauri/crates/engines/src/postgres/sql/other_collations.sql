SELECT 3456::int8 AS class, c.oid::int8 AS oid, 'collation' AS kind, n.nspname AS schema, c.collname AS name,
       pg_catalog.pg_get_userbyid(c.collowner) AS owner,
       pg_catalog.json_build_object(
         'provider', c.collprovider::text, 'collate', c.collcollate, 'ctype', c.collctype
         , 'deterministic', c.collisdeterministic -- since 12
         , 'icu', c.colliculocale -- since 15 before 17
         , 'icu', c.colllocale -- since 17
         , 'rules', c.collicurules -- since 16
       ) AS parts
FROM pg_catalog.pg_collation c
JOIN pg_catalog.pg_namespace n ON n.oid = c.collnamespace
WHERE c.oid >= 16384
