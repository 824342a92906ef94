SELECT d.classoid::int8 AS class, d.objoid::int8 AS oid, d.objsubid AS sub, d.description AS text
FROM pg_catalog.pg_description d
WHERE d.objoid >= 16384 OR d.classoid = 'pg_catalog.pg_largeobject'::regclass
   OR (d.classoid = 'pg_catalog.pg_namespace'::regclass
       AND d.objoid IN (SELECT n.oid FROM pg_catalog.pg_namespace n WHERE n.nspname = 'public'))
