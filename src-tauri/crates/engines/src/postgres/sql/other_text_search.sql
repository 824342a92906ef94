SELECT 3601::int8 AS class, p.oid::int8 AS oid, 'text_search_parser' AS kind, n.nspname AS schema, p.prsname AS name, NULL::text AS owner,
       pg_catalog.json_build_object('start', p.prsstart::pg_catalog.regproc::text, 'token', p.prstoken::pg_catalog.regproc::text,
         'end', p.prsend::pg_catalog.regproc::text, 'lextypes', p.prslextype::pg_catalog.regproc::text,
         'headline', nullif(p.prsheadline::pg_catalog.regproc::text, '-')) AS parts
FROM pg_catalog.pg_ts_parser p JOIN pg_catalog.pg_namespace n ON n.oid = p.prsnamespace
WHERE p.oid >= 16384
UNION ALL
SELECT 3764, t.oid::int8, 'text_search_template', n.nspname, t.tmplname, NULL,
       pg_catalog.json_build_object('init', nullif(t.tmplinit::pg_catalog.regproc::text, '-'), 'lexize', t.tmpllexize::pg_catalog.regproc::text)
FROM pg_catalog.pg_ts_template t JOIN pg_catalog.pg_namespace n ON n.oid = t.tmplnamespace
WHERE t.oid >= 16384
UNION ALL
SELECT 3600, d.oid::int8, 'text_search_dictionary', n.nspname, d.dictname, pg_catalog.pg_get_userbyid(d.dictowner),
       pg_catalog.json_build_object('options', d.dictinitoption, 'template_schema', tn.nspname, 'template', t.tmplname)
FROM pg_catalog.pg_ts_dict d JOIN pg_catalog.pg_namespace n ON n.oid = d.dictnamespace
JOIN pg_catalog.pg_ts_template t ON t.oid = d.dicttemplate JOIN pg_catalog.pg_namespace tn ON tn.oid = t.tmplnamespace
WHERE d.oid >= 16384
UNION ALL
SELECT 3602, c.oid::int8, 'text_search_configuration', n.nspname, c.cfgname, pg_catalog.pg_get_userbyid(c.cfgowner),
       pg_catalog.json_build_object('parser_schema', pn.nspname, 'parser', p.prsname,
         'mappings', (SELECT pg_catalog.json_agg(x.mapping ORDER BY x.token) FROM (
            SELECT m.maptokentype AS token, pg_catalog.format('FOR %I WITH %s',
                     (SELECT tt.alias FROM pg_catalog.ts_token_type(c.cfgparser) tt WHERE tt.tokid = m.maptokentype),
                     pg_catalog.string_agg(pg_catalog.format('%I.%I', dn.nspname, d.dictname), ', ' ORDER BY m.mapseqno)) AS mapping
            FROM pg_catalog.pg_ts_config_map m JOIN pg_catalog.pg_ts_dict d ON d.oid = m.mapdict
            JOIN pg_catalog.pg_namespace dn ON dn.oid = d.dictnamespace
            WHERE m.mapcfg = c.oid GROUP BY m.maptokentype) x))
FROM pg_catalog.pg_ts_config c JOIN pg_catalog.pg_namespace n ON n.oid = c.cfgnamespace
JOIN pg_catalog.pg_ts_parser p ON p.oid = c.cfgparser JOIN pg_catalog.pg_namespace pn ON pn.oid = p.prsnamespace
WHERE c.oid >= 16384
