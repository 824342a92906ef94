SELECT 2753::int8 AS class, f.oid::int8 AS oid, 'operator_family' AS kind, n.nspname AS schema, f.opfname AS name,
       pg_catalog.pg_get_userbyid(f.opfowner) AS owner,
       pg_catalog.json_build_object('method', am.amname,
         'members', (SELECT pg_catalog.json_agg(m.member ORDER BY m.member COLLATE "C") FROM (
             SELECT pg_catalog.format('OPERATOR %s %s %s', o.amopstrategy, o.amopopr::pg_catalog.regoperator, o.amopsortfamily <> 0) AS member
             FROM pg_catalog.pg_amop o WHERE o.amopfamily = f.oid
             UNION ALL
             SELECT pg_catalog.format('FUNCTION %s (%s, %s) %s', p.amprocnum, pg_catalog.format_type(p.amproclefttype, NULL),
               pg_catalog.format_type(p.amprocrighttype, NULL), p.amproc::pg_catalog.regprocedure)
             FROM pg_catalog.pg_amproc p WHERE p.amprocfamily = f.oid) m),
         'loose_operators', (SELECT pg_catalog.json_agg(pg_catalog.format('OPERATOR %s %s (%s, %s)%s', o.amopstrategy,
             o.amopopr::pg_catalog.regoper, pg_catalog.format_type(o.amoplefttype, NULL),
             pg_catalog.format_type(o.amoprighttype, NULL),
             CASE WHEN o.amopsortfamily <> 0 THEN ' FOR ORDER BY ' || (SELECT pg_catalog.quote_ident(sn.nspname) || '.' || pg_catalog.quote_ident(sf.opfname)
                    FROM pg_catalog.pg_opfamily sf JOIN pg_catalog.pg_namespace sn ON sn.oid = sf.opfnamespace WHERE sf.oid = o.amopsortfamily)
                  ELSE '' END) ORDER BY o.amoplefttype, o.amoprighttype, o.amopstrategy)
           FROM pg_catalog.pg_amop o
           WHERE o.amopfamily = f.oid AND NOT EXISTS (SELECT 1 FROM pg_catalog.pg_depend d WHERE d.classid = 2602 AND d.objid = o.oid AND d.refclassid = 2616)),
         'loose_functions', (SELECT pg_catalog.json_agg(pg_catalog.format('FUNCTION %s (%s, %s) %s', p.amprocnum,
             pg_catalog.format_type(p.amproclefttype, NULL), pg_catalog.format_type(p.amprocrighttype, NULL),
             p.amproc::pg_catalog.regprocedure) ORDER BY p.amproclefttype, p.amprocrighttype, p.amprocnum)
           FROM pg_catalog.pg_amproc p
           WHERE p.amprocfamily = f.oid AND NOT EXISTS (SELECT 1 FROM pg_catalog.pg_depend d WHERE d.classid = 2603 AND d.objid = p.oid AND d.refclassid = 2616))
       ) AS parts
FROM pg_catalog.pg_opfamily f
JOIN pg_catalog.pg_namespace n ON n.oid = f.opfnamespace
JOIN pg_catalog.pg_am am ON am.oid = f.opfmethod
WHERE f.oid >= 16384
