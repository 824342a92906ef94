-- Rights on what comes with the server or with an extension, where a person changed them.
SELECT q.class, q.oid, i.type AS kind, i.identity AS name, q.acl::text[] AS acl, q.usual::text[] AS acl_default,
       pg_catalog.pg_get_userbyid(q.owner) AS owner, pg_catalog.json_build_object('column', q.of_column) AS parts
FROM (
  SELECT 'pg_catalog.pg_class'::regclass::oid::int8 AS class, c.oid::int8 AS oid, c.relacl AS acl, c.relowner AS owner,
         coalesce(p.initprivs, pg_catalog.acldefault(CASE c.relkind WHEN 'S' THEN 's'::"char" ELSE 'r' END, c.relowner)) AS usual,
         NULL::text AS of_column
  FROM pg_catalog.pg_class c
  LEFT JOIN pg_catalog.pg_init_privs p ON p.classoid = 'pg_catalog.pg_class'::regclass AND p.objoid = c.oid AND p.objsubid = 0
  -- What is usual in the information schema is written down nowhere.
  WHERE c.relkind IN ('r', 'v', 'm', 'S', 'f', 'p') AND c.relnamespace <> 'information_schema'::pg_catalog.regnamespace
  UNION ALL
  SELECT 'pg_catalog.pg_proc'::regclass::oid::int8, f.oid::int8, f.proacl, f.proowner,
         coalesce(p.initprivs, pg_catalog.acldefault('f', f.proowner)), NULL
  FROM pg_catalog.pg_proc f
  LEFT JOIN pg_catalog.pg_init_privs p ON p.classoid = 'pg_catalog.pg_proc'::regclass AND p.objoid = f.oid
  WHERE f.pronamespace <> 'information_schema'::pg_catalog.regnamespace
  UNION ALL
  SELECT 'pg_catalog.pg_type'::regclass::oid::int8, t.oid::int8, t.typacl, t.typowner,
         coalesce(p.initprivs, pg_catalog.acldefault('T', t.typowner)), NULL
  FROM pg_catalog.pg_type t
  LEFT JOIN pg_catalog.pg_init_privs p ON p.classoid = 'pg_catalog.pg_type'::regclass AND p.objoid = t.oid
  WHERE t.typnamespace <> 'information_schema'::pg_catalog.regnamespace
  UNION ALL
  SELECT 'pg_catalog.pg_namespace'::regclass::oid::int8, n.oid::int8, n.nspacl, n.nspowner, p.initprivs, NULL
  FROM pg_catalog.pg_namespace n
  JOIN pg_catalog.pg_init_privs p ON p.classoid = 'pg_catalog.pg_namespace'::regclass AND p.objoid = n.oid
  WHERE n.nspname <> 'public'
  UNION ALL
  SELECT 'pg_catalog.pg_language'::regclass::oid::int8, l.oid::int8, l.lanacl, l.lanowner,
         coalesce(p.initprivs, pg_catalog.acldefault('l', l.lanowner)), NULL
  FROM pg_catalog.pg_language l
  LEFT JOIN pg_catalog.pg_init_privs p ON p.classoid = 'pg_catalog.pg_language'::regclass AND p.objoid = l.oid
  UNION ALL
  SELECT 'pg_catalog.pg_foreign_data_wrapper'::regclass::oid::int8, w.oid::int8, w.fdwacl, w.fdwowner,
         coalesce(p.initprivs, pg_catalog.acldefault('F', w.fdwowner)), NULL
  FROM pg_catalog.pg_foreign_data_wrapper w
  LEFT JOIN pg_catalog.pg_init_privs p ON p.classoid = 'pg_catalog.pg_foreign_data_wrapper'::regclass AND p.objoid = w.oid
  UNION ALL
  SELECT 'pg_catalog.pg_class'::regclass::oid::int8, a.attrelid::int8, a.attacl, c.relowner,
         coalesce(p.initprivs, '{}'::pg_catalog.aclitem[]), a.attname
  FROM pg_catalog.pg_attribute a
  JOIN pg_catalog.pg_class c ON c.oid = a.attrelid
  LEFT JOIN pg_catalog.pg_init_privs p
         ON p.classoid = 'pg_catalog.pg_class'::regclass AND p.objoid = a.attrelid AND p.objsubid = a.attnum
  WHERE a.attacl IS NOT NULL AND NOT a.attisdropped AND c.relnamespace <> 'information_schema'::pg_catalog.regnamespace
) q
CROSS JOIN LATERAL pg_catalog.pg_identify_object(q.class::oid, q.oid::oid, 0) i
WHERE (q.oid < 16384 OR EXISTS (SELECT 1 FROM pg_catalog.pg_depend d WHERE d.classid = q.class::oid AND d.objid = q.oid::oid AND d.deptype = 'e'))
  AND q.acl IS NOT NULL AND NOT (q.acl @> q.usual AND q.acl <@ q.usual)
