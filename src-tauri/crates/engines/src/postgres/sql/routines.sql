SELECT p.oid::int8 AS oid, n.nspname AS schema, p.proname AS name, pg_catalog.pg_get_userbyid(p.proowner) AS owner,
       p.prokind::text AS kind, -- since 11
       CASE WHEN p.proisagg THEN 'a' WHEN p.proiswindow THEN 'w' ELSE 'f' END AS kind, -- before 11
       l.lanname AS language, l.lanpltrusted AS trusted, p.probin AS library,
       CASE WHEN a.aggfnoid IS NULL THEN pg_catalog.pg_get_functiondef(p.oid) END AS definition,
       pg_catalog.pg_get_function_identity_arguments(p.oid) AS identity_arguments,
       pg_catalog.pg_get_function_arguments(p.oid) AS arguments, p.proparallel::text AS parallel,
       CASE WHEN a.aggfnoid IS NOT NULL THEN pg_catalog.json_build_object(
         'kind', a.aggkind::text,
         'transition', a.aggtransfn::regproc::text, 'state', pg_catalog.format_type(a.aggtranstype, NULL),
         'state_size', a.aggtransspace, 'initial', a.agginitval,
         'final', nullif(a.aggfinalfn::regproc::text, '-'), 'final_extra', a.aggfinalextra,
         'final_modify', a.aggfinalmodify::text, -- since 11
         'combine', nullif(a.aggcombinefn::regproc::text, '-'),
         'serial', nullif(a.aggserialfn::regproc::text, '-'), 'deserial', nullif(a.aggdeserialfn::regproc::text, '-'),
         'moving', nullif(a.aggmtransfn::regproc::text, '-'), 'moving_inverse', nullif(a.aggminvtransfn::regproc::text, '-'),
         'moving_state', CASE WHEN a.aggmtranstype <> 0 THEN pg_catalog.format_type(a.aggmtranstype, NULL) END,
         'moving_size', a.aggmtransspace, 'moving_initial', a.aggminitval,
         'moving_final', nullif(a.aggmfinalfn::regproc::text, '-'), 'moving_final_extra', a.aggmfinalextra,
         'moving_final_modify', a.aggmfinalmodify::text, -- since 11
         'sort', (SELECT pg_catalog.quote_ident(sn.nspname) || '.' || o.oprname FROM pg_catalog.pg_operator o
                  JOIN pg_catalog.pg_namespace sn ON sn.oid = o.oprnamespace WHERE o.oid = a.aggsortop)
       ) END AS aggregate,
       p.proacl::text[] AS acl, pg_catalog.acldefault('f', p.proowner)::text[] AS acl_default
FROM pg_catalog.pg_proc p
JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace
JOIN pg_catalog.pg_language l ON l.oid = p.prolang
LEFT JOIN pg_catalog.pg_aggregate a ON a.aggfnoid = p.oid
WHERE p.oid >= 16384 AND n.nspname !~ '^pg_(toast_)?temp_'
