SELECT n.nspname::text, c.relname::text, CASE WHEN c.relkind NOT IN ('i', 'I') THEN s.attname::text END,
       CASE WHEN c.relkind IN ('i', 'I') THEN a.attnum END, s.inherited, s.null_frac, s.avg_width, s.n_distinct,
       s.most_common_vals::text, s.most_common_freqs, s.histogram_bounds::text, s.correlation,
       s.most_common_elems::text, s.most_common_elem_freqs, s.elem_count_histogram,
       s.range_length_histogram::text, s.range_empty_frac, s.range_bounds_histogram::text, -- since 17
       NULL::text, NULL::float4, NULL::text, -- before 17
       t.reltuples
FROM pg_catalog.pg_class t
JOIN pg_catalog.pg_class c ON c.oid = t.oid OR c.oid IN (SELECT i.indexrelid FROM pg_catalog.pg_index i WHERE i.indrelid = t.oid)
JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
JOIN pg_catalog.pg_stats s ON s.schemaname = n.nspname AND s.tablename = c.relname
JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attname = s.attname
WHERE t.oid IN ({tables})
