SELECT a.attrelid::int8 AS relation, a.attnum AS number, a.attname AS name,
       pg_catalog.format_type(a.atttypid, a.atttypmod) AS type, a.atttypid::int8 AS type_oid,
       a.attnotnull AS not_null,
       CASE WHEN a.attcollation <> t.typcollation THEN cn.nspname END AS collation_schema,
       CASE WHEN a.attcollation <> t.typcollation THEN co.collname END AS collation,
       a.attidentity::text AS identity,
       a.attgenerated::text AS generated, -- since 12
       a.attcompression::text AS compression, -- since 14
       -- Otherwise a child would have that of its parent.
       CASE WHEN a.attstorage <> t.typstorage OR (a.attinhcount > 0 AND EXISTS (
         SELECT 1 FROM pg_catalog.pg_inherits h JOIN pg_catalog.pg_attribute up ON up.attrelid = h.inhparent AND up.attname = a.attname
         WHERE h.inhrelid = a.attrelid AND up.attstorage <> a.attstorage))
       THEN a.attstorage::text END AS storage,
       nullif(a.attstattarget, -1) AS statistics, a.attoptions AS options, a.attfdwoptions AS foreign_options,
       a.attislocal AS is_local,
       d.oid::int8 AS default_oid, pg_catalog.pg_get_expr(d.adbin, d.adrelid) AS default_expression,
       a.attacl::text[] AS acl
FROM pg_catalog.pg_attribute a
JOIN pg_catalog.pg_class c ON c.oid = a.attrelid
JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
JOIN pg_catalog.pg_type t ON t.oid = a.atttypid
LEFT JOIN pg_catalog.pg_collation co ON co.oid = a.attcollation
LEFT JOIN pg_catalog.pg_namespace cn ON cn.oid = co.collnamespace
LEFT JOIN pg_catalog.pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
WHERE a.attrelid >= 16384 AND a.attnum > 0 AND NOT a.attisdropped
  AND c.relkind IN ('r', 'p', 'v', 'm', 'f', 'c') AND n.nspname !~ '^pg_(toast_)?temp_'
ORDER BY a.attrelid, a.attnum
