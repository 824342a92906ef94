SELECT t.oid::int8 AS oid, n.nspname AS schema, t.typname AS name, pg_catalog.pg_get_userbyid(t.typowner) AS owner,
       t.typtype::text AS kind, t.typisdefined AS defined, t.typrelid::int8 AS relation, rc.relkind::text AS relation_kind,
       e.oid::int8 AS element,
       pg_catalog.format_type(t.typbasetype, t.typtypmod) AS base, t.typnotnull AS not_null,
       pg_catalog.pg_get_expr(t.typdefaultbin, 0) AS default_expression, t.typdefault AS default_text,
       CASE WHEN t.typtype = 'd' AND t.typcollation <> bt.typcollation THEN cn.nspname END AS collation_schema,
       CASE WHEN t.typtype = 'd' AND t.typcollation <> bt.typcollation THEN co.collname END AS collation,
       (SELECT pg_catalog.json_agg(l.enumlabel ORDER BY l.enumsortorder) FROM pg_catalog.pg_enum l WHERE l.enumtypid = t.oid) AS labels,
       CASE WHEN r.rngtypid IS NOT NULL THEN pg_catalog.json_build_object(
         'subtype', pg_catalog.format_type(r.rngsubtype, NULL),
         'opclass_schema', rn.nspname, 'opclass', ro.opcname, 'opclass_default', ro.opcdefault,
         'collation_schema', CASE WHEN r.rngcollation <> rs.typcollation THEN rcn.nspname END,
         'collation', CASE WHEN r.rngcollation <> rs.typcollation THEN rco.collname END,
         'canonical', nullif(r.rngcanonical::regproc::text, '-'), 'subdiff', nullif(r.rngsubdiff::regproc::text, '-')
         , 'multirange', r.rngmultitypid::int8, 'multirange_name', (SELECT m.typname FROM pg_catalog.pg_type m WHERE m.oid = r.rngmultitypid), 'multirange_schema', (SELECT mn.nspname FROM pg_catalog.pg_type m JOIN pg_catalog.pg_namespace mn ON mn.oid = m.typnamespace WHERE m.oid = r.rngmultitypid) -- since 14
       ) END AS range,
       CASE WHEN t.typtype = 'b' AND t.typisdefined AND e.oid IS NULL THEN pg_catalog.json_build_object(
         'input', t.typinput::regproc::text, 'output', t.typoutput::regproc::text,
         'receive', nullif(t.typreceive::regproc::text, '-'), 'send', nullif(t.typsend::regproc::text, '-'),
         'typmod_in', nullif(t.typmodin::regproc::text, '-'), 'typmod_out', nullif(t.typmodout::regproc::text, '-'),
         'analyze', nullif(t.typanalyze::regproc::text, '-'),
         'subscript', nullif(t.typsubscript::regproc::text, '-'), -- since 14
         'length', t.typlen, 'by_value', t.typbyval, 'align', t.typalign::text, 'storage', t.typstorage::text,
         'category', t.typcategory::text, 'preferred', t.typispreferred, 'delimiter', t.typdelim::text,
         'of', CASE WHEN t.typelem <> 0 THEN pg_catalog.format_type(t.typelem, NULL) END, 'collatable', t.typcollation <> 0
       ) END AS base_type,
       t.typacl::text[] AS acl, pg_catalog.acldefault('T', t.typowner)::text[] AS acl_default
FROM pg_catalog.pg_type t
JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace
LEFT JOIN pg_catalog.pg_type e ON e.typarray = t.oid
LEFT JOIN pg_catalog.pg_class rc ON rc.oid = t.typrelid
LEFT JOIN pg_catalog.pg_type bt ON bt.oid = t.typbasetype
LEFT JOIN pg_catalog.pg_collation co ON co.oid = t.typcollation
LEFT JOIN pg_catalog.pg_namespace cn ON cn.oid = co.collnamespace
LEFT JOIN pg_catalog.pg_range r ON r.rngtypid = t.oid
LEFT JOIN pg_catalog.pg_type rs ON rs.oid = r.rngsubtype
LEFT JOIN pg_catalog.pg_opclass ro ON ro.oid = r.rngsubopc
LEFT JOIN pg_catalog.pg_namespace rn ON rn.oid = ro.opcnamespace
LEFT JOIN pg_catalog.pg_collation rco ON rco.oid = r.rngcollation
LEFT JOIN pg_catalog.pg_namespace rcn ON rcn.oid = rco.collnamespace
WHERE t.oid >= 16384 AND n.nspname !~ '^pg_(toast_)?temp_' AND n.nspname <> 'pg_toast'
