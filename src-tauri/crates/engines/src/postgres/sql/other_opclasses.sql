SELECT 2616::int8 AS class, c.oid::int8 AS oid, 'operator_class' AS kind, n.nspname AS schema, c.opcname AS name,
       pg_catalog.pg_get_userbyid(c.opcowner) AS owner,
       pg_catalog.json_build_object('method', am.amname, 'default', c.opcdefault,
         'type', pg_catalog.format_type(c.opcintype, NULL),
         'storage', CASE WHEN c.opckeytype <> 0 AND c.opckeytype <> c.opcintype THEN pg_catalog.format_type(c.opckeytype, NULL) END,
         'family_schema', fn.nspname, 'family', f.opfname,
         'operators', (SELECT pg_catalog.json_agg(pg_catalog.format('OPERATOR %s %s%s', o.amopstrategy, o.amopopr::pg_catalog.regoperator,
             CASE WHEN o.amopsortfamily <> 0 THEN ' FOR ORDER BY ' || (SELECT pg_catalog.quote_ident(sn.nspname) || '.' || pg_catalog.quote_ident(sf.opfname)
                    FROM pg_catalog.pg_opfamily sf JOIN pg_catalog.pg_namespace sn ON sn.oid = sf.opfnamespace WHERE sf.oid = o.amopsortfamily)
                  ELSE '' END) ORDER BY o.amopstrategy)
           FROM pg_catalog.pg_amop o JOIN pg_catalog.pg_depend d ON d.classid = 2602 AND d.objid = o.oid AND d.refclassid = 2616 AND d.refobjid = c.oid),
         'functions', (SELECT pg_catalog.json_agg(pg_catalog.format('FUNCTION %s (%s, %s) %s', p.amprocnum,
             pg_catalog.format_type(p.amproclefttype, NULL), pg_catalog.format_type(p.amprocrighttype, NULL), p.amproc::pg_catalog.regprocedure) ORDER BY p.amprocnum)
           FROM pg_catalog.pg_amproc p JOIN pg_catalog.pg_depend d ON d.classid = 2603 AND d.objid = p.oid AND d.refclassid = 2616 AND d.refobjid = c.oid)
       ) AS parts
FROM pg_catalog.pg_opclass c
JOIN pg_catalog.pg_namespace n ON n.oid = c.opcnamespace
JOIN pg_catalog.pg_am am ON am.oid = c.opcmethod
JOIN pg_catalog.pg_opfamily f ON f.oid = c.opcfamily
JOIN pg_catalog.pg_namespace fn ON fn.oid = f.opfnamespace
WHERE c.oid >= 16384
