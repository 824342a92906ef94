SELECT 6104::int8 AS class, p.oid::int8 AS oid, 'publication' AS kind, p.pubname AS name,
       pg_catalog.pg_get_userbyid(p.pubowner) AS owner,
       pg_catalog.json_build_object('all', p.puballtables, 'insert', p.pubinsert, 'update', p.pubupdate, 'delete', p.pubdelete
         , 'truncate', p.pubtruncate -- since 11
         , 'root', p.pubviaroot -- since 13
         , 'generated', p.pubgencols::text -- since 18
         , 'tables', (SELECT pg_catalog.json_agg(pg_catalog.format('%I.%I', n.nspname, c.relname)
             || coalesce(' (' || (SELECT pg_catalog.string_agg(pg_catalog.quote_ident(a.attname), ', ' ORDER BY a.attnum) FROM pg_catalog.pg_attribute a WHERE a.attrelid = c.oid AND a.attnum = ANY (r.prattrs)) || ')', '') -- since 15
             || coalesce(' WHERE (' || pg_catalog.pg_get_expr(r.prqual, r.prrelid) || ')', '') -- since 15
             ORDER BY n.nspname, c.relname)
             FROM pg_catalog.pg_publication_rel r JOIN pg_catalog.pg_class c ON c.oid = r.prrelid
             JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace WHERE r.prpubid = p.oid)
         , 'schemas', (SELECT pg_catalog.json_agg(n.nspname ORDER BY n.nspname) FROM pg_catalog.pg_publication_namespace s JOIN pg_catalog.pg_namespace n ON n.oid = s.pnnspid WHERE s.pnpubid = p.oid) -- since 15
       ) AS parts
FROM pg_catalog.pg_publication p
WHERE p.oid >= 16384
