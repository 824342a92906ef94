-- Where sequences stand, as far as one question for all of them says so: before 18, only of those that were called.
SELECT q.oid::int8 AS oid, q.last_value::text AS last_value, q.is_called
FROM (
  SELECT c.oid
       , d.last_value, d.is_called -- since 18
       , pg_catalog.pg_sequence_last_value(c.oid) AS last_value, true AS is_called -- before 18
  FROM pg_catalog.pg_class c
       CROSS JOIN LATERAL pg_catalog.pg_get_sequence_data(c.oid) d -- since 18
  WHERE c.relkind = 'S' AND c.oid >= 16384 AND c.relpersistence <> 't' AND pg_catalog.has_table_privilege(c.oid, 'SELECT')
  OFFSET 0
) q
WHERE q.last_value IS NOT NULL
