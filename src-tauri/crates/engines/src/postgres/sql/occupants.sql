SELECT o.kind, o.name
FROM (
  SELECT 'relation' AS kind, n.nspname || '.' || c.relname AS name, 'pg_catalog.pg_class'::regclass::oid AS class, c.oid AS oid
  FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
  WHERE c.relkind NOT IN ('i', 'I', 't', 'c') AND n.nspname !~ '^pg_(toast|temp)'
  UNION ALL
  SELECT 'routine', n.nspname || '.' || p.proname, 'pg_catalog.pg_proc'::regclass::oid, p.oid
  FROM pg_catalog.pg_proc p JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace
  WHERE n.nspname !~ '^pg_(toast|temp)'
  UNION ALL
  SELECT 'type', n.nspname || '.' || t.typname, 'pg_catalog.pg_type'::regclass::oid, t.oid
  FROM pg_catalog.pg_type t JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace
  LEFT JOIN pg_catalog.pg_class c ON c.oid = t.typrelid
  WHERE n.nspname !~ '^pg_(toast|temp)' AND (t.typtype <> 'c' OR c.relkind = 'c')
    AND NOT EXISTS (SELECT 1 FROM pg_catalog.pg_type e WHERE e.typarray = t.oid)
  UNION ALL
  SELECT 'schema', n.nspname, 'pg_catalog.pg_namespace'::regclass::oid, n.oid
  FROM pg_catalog.pg_namespace n
  WHERE n.nspname !~ '^pg_(toast|temp)' AND n.nspname <> 'public'
  UNION ALL
  SELECT 'event trigger', e.evtname, 'pg_catalog.pg_event_trigger'::regclass::oid, e.oid
  FROM pg_catalog.pg_event_trigger e
  UNION ALL
  SELECT 'publication', p.pubname, 'pg_catalog.pg_publication'::regclass::oid, p.oid
  FROM pg_catalog.pg_publication p
  UNION ALL
  SELECT 'foreign server', s.srvname, 'pg_catalog.pg_foreign_server'::regclass::oid, s.oid
  FROM pg_catalog.pg_foreign_server s
  UNION ALL
  -- Their numbers are chosen by whoever makes them.
  SELECT 'large object', l.oid::text, 'pg_catalog.pg_largeobject'::regclass::oid, 16384::oid
  FROM (SELECT m.oid FROM pg_catalog.pg_largeobject_metadata m LIMIT 1) l
) o
WHERE o.oid >= 16384
  AND NOT EXISTS (SELECT 1 FROM pg_catalog.pg_depend d
                  WHERE d.classid = o.class AND d.objid = o.oid AND d.deptype = 'e')
ORDER BY 1, 2
