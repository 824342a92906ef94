SELECT c.oid::int8 AS oid, n.nspname AS schema, c.relname AS name, c.relkind::text AS kind,
       c.relhasoids AS has_oids, -- before 12
       c.relpersistence::text AS persistence, pg_catalog.pg_get_userbyid(c.relowner) AS owner,
       am.amname AS method, c.reloptions AS options,
       -- A table that has lost all columns of a variable length keeps its place for them, and a new one has none.
       CASE WHEN EXISTS (SELECT 1 FROM pg_catalog.pg_attribute v WHERE v.attrelid = c.oid AND v.attlen < 0
                         AND v.attstorage <> 'p' AND v.attnum > 0 AND NOT v.attisdropped)
            THEN t.reloptions END AS toast_options,
       greatest(c.reltuples, -1)::float8 AS rows_estimate,
       CASE WHEN c.relkind IN ('r', 'm') THEN pg_catalog.pg_relation_size(c.oid) ELSE 0 END AS bytes,
       pg_catalog.pg_relation_filenode(c.oid)::int8 AS file,
       CASE WHEN c.relkind IN ('r', 'm') AND c.reltoastrelid <> 0
            THEN pg_catalog.pg_relation_size(c.reltoastrelid) ELSE 0 END AS toast_bytes,
       c.relrowsecurity AS row_security, c.relforcerowsecurity AS row_security_forced,
       c.relrowsecurity AND pg_catalog.row_security_active(c.oid) AS row_security_active,
       c.relkind NOT IN ('r', 'm', 'S') OR pg_catalog.has_table_privilege(c.oid, 'SELECT') AS readable,
       c.relreplident::text AS replica_identity, c.relispartition AS is_partition, c.relispopulated AS populated,
       CASE WHEN c.reloftype <> 0 THEN pg_catalog.format_type(c.reloftype, NULL) END AS of_type,
       CASE WHEN c.relispartition THEN pg_catalog.pg_get_expr(c.relpartbound, c.oid) END AS bound,
       CASE WHEN c.relkind = 'p' THEN pg_catalog.pg_get_partkeydef(c.oid) END AS partition_key,
       CASE WHEN c.relkind IN ('v', 'm') THEN pg_catalog.pg_get_viewdef(c.oid) END AS definition,
       ts.spcname AS tablespace, fs.srvname AS server, ft.ftoptions AS foreign_options,
       c.relacl::text[] AS acl,
       -- Rights on the columns that every table has.
       (SELECT pg_catalog.json_agg(pg_catalog.json_build_array(s.attname, s.attacl::text[]) ORDER BY s.attnum) FROM pg_catalog.pg_attribute s
        WHERE s.attrelid = c.oid AND s.attnum < 0 AND s.attacl IS NOT NULL) AS system_acls,
       pg_catalog.acldefault(CASE WHEN c.relkind = 'S' THEN 's'::"char" ELSE 'r'::"char" END, c.relowner)::text[] AS acl_default
FROM pg_catalog.pg_class c
JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
LEFT JOIN pg_catalog.pg_am am ON am.oid = c.relam
LEFT JOIN pg_catalog.pg_class t ON t.oid = c.reltoastrelid
LEFT JOIN pg_catalog.pg_tablespace ts ON ts.oid = c.reltablespace
LEFT JOIN pg_catalog.pg_foreign_table ft ON ft.ftrelid = c.oid
LEFT JOIN pg_catalog.pg_foreign_server fs ON fs.oid = ft.ftserver
WHERE c.oid >= 16384 AND c.relkind NOT IN ('i', 'I', 't', 'c') AND n.nspname !~ '^pg_(toast_)?temp_'
