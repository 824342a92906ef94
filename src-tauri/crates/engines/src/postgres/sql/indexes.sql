-- What an index of a constraint is made of is said by the constraint.
SELECT i.indexrelid::int8 AS oid, i.indrelid::int8 AS relation, n.nspname AS schema, c.relname AS name,
       c.relkind::text AS kind, i.indisunique AS is_unique, i.indisvalid AS valid, i.indisclustered AS clustered,
       i.indisreplident AS replica_identity, coalesce(CASE WHEN k.oid IS NULL THEN pg_catalog.pg_get_indexdef(i.indexrelid) END, '') AS definition,
       h.inhparent::int8 AS parent, k.oid::int8 AS constraint_oid, c.reloptions AS options, ts.spcname AS tablespace,
       (SELECT pg_catalog.json_agg(pg_catalog.json_build_array(a.attnum, a.attstattarget) ORDER BY a.attnum)
        FROM pg_catalog.pg_attribute a
        WHERE a.attrelid = i.indexrelid AND a.attstattarget >= 0) AS statistics
FROM pg_catalog.pg_index i
JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid
JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
LEFT JOIN pg_catalog.pg_inherits h ON h.inhrelid = i.indexrelid
LEFT JOIN pg_catalog.pg_constraint k ON k.conindid = i.indexrelid AND k.conrelid = i.indrelid AND k.contype IN ('p', 'u', 'x')
LEFT JOIN pg_catalog.pg_tablespace ts ON ts.oid = c.reltablespace
WHERE i.indexrelid >= 16384 AND n.nspname !~ '^pg_toast' AND n.nspname !~ '^pg_(toast_)?temp_'
