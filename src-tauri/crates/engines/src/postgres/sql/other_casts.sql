SELECT 2605::int8 AS class, c.oid::int8 AS oid, 'cast' AS kind,
       pg_catalog.format('(%s AS %s)', pg_catalog.format_type(c.castsource, NULL), pg_catalog.format_type(c.casttarget, NULL)) AS name,
       pg_catalog.json_build_object('method', c.castmethod::text, 'context', c.castcontext::text,
         'function', CASE WHEN c.castfunc <> 0 THEN c.castfunc::pg_catalog.regprocedure::text END) AS parts
FROM pg_catalog.pg_cast c
WHERE c.oid >= 16384
