DO $changeover$
DECLARE
    s record;
    target pg_catalog.regclass;
    failed pg_catalog.regclass[] := '{}';
    done boolean;
BEGIN
    FOR s IN SELECT q.*, coalesce(i.indrelid, c.oid) AS of_table, c.oid AS relation
             FROM pg_temp.changeover_statistics q
             JOIN pg_catalog.pg_namespace n ON n.nspname = q.schema_name
             JOIN pg_catalog.pg_class c ON c.relnamespace = n.oid AND c.relname = q.relation_name
             LEFT JOIN pg_catalog.pg_index i ON i.indexrelid = c.oid
    LOOP
        BEGIN
            SELECT pg_catalog.pg_restore_attribute_stats(
                'schemaname', s.schema_name, 'relname', s.relation_name, 'attname', s.column_name,
                'attnum', s.column_number, 'inherited', s.inherited, 'null_frac', s.null_frac,
                'avg_width', s.avg_width, 'n_distinct', s.n_distinct,
                'most_common_vals', s.most_common_vals, 'most_common_freqs', s.most_common_freqs,
                'histogram_bounds', s.histogram_bounds, 'correlation', s.correlation,
                'most_common_elems', s.most_common_elems, 'most_common_elem_freqs', s.most_common_elem_freqs,
                'elem_count_histogram', s.elem_count_histogram,
                'range_length_histogram', s.range_length_histogram, 'range_empty_frac', s.range_empty_frac,
                'range_bounds_histogram', s.range_bounds_histogram) INTO done;
            -- Building an index counts the rows of its table; what was never counted takes the source's figure.
            IF done AND EXISTS (SELECT FROM pg_catalog.pg_class c WHERE c.oid = s.relation AND c.reltuples < 0) THEN
                SELECT pg_catalog.pg_restore_relation_stats(
                    'schemaname', s.schema_name, 'relname', s.relation_name, 'reltuples', s.table_rows,
                    'relpages', (SELECT CASE WHEN c.relkind = 'p' THEN -1 ELSE pg_catalog.pg_relation_size(c.oid)
                                 / pg_catalog.current_setting('block_size')::int8 END
                                 FROM pg_catalog.pg_class c WHERE c.oid = s.relation)::int4) INTO done;
            END IF;
        EXCEPTION WHEN OTHERS THEN
            done := false;
        END;
        IF NOT done THEN
            failed := failed || s.of_table::pg_catalog.regclass;
        END IF;
    END LOOP;
    -- What could not be taken over is gathered here.
    FOR target IN SELECT DISTINCT unnest(failed) LOOP
        EXECUTE 'ANALYZE ' || target::text;
    END LOOP;
END
$changeover$
