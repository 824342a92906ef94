SELECT l.classoid::int8 AS class, l.objoid::int8 AS oid, l.objsubid AS sub, l.provider, l.label AS text
FROM pg_catalog.pg_seclabel l
WHERE l.objoid >= 16384 OR l.classoid = 'pg_catalog.pg_largeobject'::pg_catalog.regclass
   OR (l.classoid = 'pg_catalog.pg_namespace'::pg_catalog.regclass
       AND l.objoid IN (SELECT n.oid FROM pg_catalog.pg_namespace n WHERE n.nspname = 'public'))
