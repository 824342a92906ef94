SELECT 2617::int8 AS class, o.oid::int8 AS oid, 'operator' AS kind, n.nspname AS schema, o.oprname AS name,
       pg_catalog.pg_get_userbyid(o.oprowner) AS owner,
       pg_catalog.json_build_object(
         'function', o.oprcode::pg_catalog.regproc::text,
         'defined', o.oprcode <> 0,
         'left', CASE WHEN o.oprleft <> 0 THEN pg_catalog.format_type(o.oprleft, NULL) END,
         'right', CASE WHEN o.oprright <> 0 THEN pg_catalog.format_type(o.oprright, NULL) END,
         'commutator', (SELECT pg_catalog.quote_ident(cn.nspname) || '.' || c.oprname FROM pg_catalog.pg_operator c
                        JOIN pg_catalog.pg_namespace cn ON cn.oid = c.oprnamespace WHERE c.oid = o.oprcom),
         'negator', (SELECT pg_catalog.quote_ident(cn.nspname) || '.' || c.oprname FROM pg_catalog.pg_operator c
                     JOIN pg_catalog.pg_namespace cn ON cn.oid = c.oprnamespace WHERE c.oid = o.oprnegate),
         'restrict', nullif(o.oprrest::pg_catalog.regproc::text, '-'),
         'join', nullif(o.oprjoin::pg_catalog.regproc::text, '-'),
         'hashes', o.oprcanhash, 'merges', o.oprcanmerge) AS parts
FROM pg_catalog.pg_operator o
JOIN pg_catalog.pg_namespace n ON n.oid = o.oprnamespace
WHERE o.oid >= 16384
