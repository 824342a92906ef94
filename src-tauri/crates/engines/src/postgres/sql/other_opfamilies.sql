SELECT 2753::int8 AS class, f.oid::int8 AS oid, 'operator_family' AS kind, n.nspname AS schema, f.opfname AS name,
       pg_catalog.pg_get_userbyid(f.opfowner) AS owner,
       pg_catalog.json_build_object('method', am.amname,
         -- A family that a person only added to: it comes with the server, or with an extension.
         'added_to', f.added_to,
         'added', CASE WHEN f.added_to THEN (SELECT pg_catalog.json_agg(m.key) FROM (
             SELECT '2602/' || o.oid AS key FROM pg_catalog.pg_amop o WHERE o.amopfamily = f.oid AND o.oid >= 16384
             UNION ALL SELECT '2603/' || p.oid FROM pg_catalog.pg_amproc p WHERE p.amprocfamily = f.oid AND p.oid >= 16384) m) END,
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
           WHERE o.amopfamily = f.oid AND (NOT f.added_to OR (o.oid >= 16384 AND (f.oid < 16384 OR o.amopopr >= 16384) AND NOT EXISTS (
             SELECT 1 FROM pg_catalog.pg_depend e WHERE e.deptype = 'e' AND (e.classid, e.objid) IN ((2617, o.amopopr), (1247, o.amoplefttype), (1247, o.amoprighttype)))))
             AND NOT EXISTS (SELECT 1 FROM pg_catalog.pg_depend d WHERE d.classid = 2602 AND d.objid = o.oid AND d.refclassid = 2616)),
         'loose_functions', (SELECT pg_catalog.json_agg(pg_catalog.format('FUNCTION %s (%s, %s) %s', p.amprocnum,
             pg_catalog.format_type(p.amproclefttype, NULL), pg_catalog.format_type(p.amprocrighttype, NULL),
             p.amproc::pg_catalog.regprocedure) ORDER BY p.amproclefttype, p.amprocrighttype, p.amprocnum)
           FROM pg_catalog.pg_amproc p
           WHERE p.amprocfamily = f.oid AND (NOT f.added_to OR (p.oid >= 16384 AND (f.oid < 16384 OR p.amproc >= 16384) AND NOT EXISTS (
             SELECT 1 FROM pg_catalog.pg_depend e WHERE e.deptype = 'e' AND (e.classid, e.objid) IN ((1255, p.amproc::oid), (1247, p.amproclefttype), (1247, p.amprocrighttype)))))
             AND NOT EXISTS (SELECT 1 FROM pg_catalog.pg_depend d WHERE d.classid = 2603 AND d.objid = p.oid AND d.refclassid = 2616))
       ) AS parts
FROM (SELECT o.oid, o.opfname, o.opfnamespace, o.opfowner, o.opfmethod, o.oid < 16384
        OR EXISTS (SELECT 1 FROM pg_catalog.pg_depend e WHERE e.classid = 2753 AND e.objid = o.oid AND e.deptype = 'e') AS added_to
      FROM pg_catalog.pg_opfamily o) f
JOIN pg_catalog.pg_namespace n ON n.oid = f.opfnamespace
JOIN pg_catalog.pg_am am ON am.oid = f.opfmethod
WHERE f.oid >= 16384
   OR EXISTS (SELECT 1 FROM pg_catalog.pg_amop o WHERE o.amopfamily = f.oid AND o.oid >= 16384)
   OR EXISTS (SELECT 1 FROM pg_catalog.pg_amproc p WHERE p.amprocfamily = f.oid AND p.oid >= 16384)
