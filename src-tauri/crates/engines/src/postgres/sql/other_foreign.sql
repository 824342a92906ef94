SELECT 2328::int8 AS class, w.oid::int8 AS oid, 'foreign_data_wrapper' AS kind, w.fdwname AS name,
       pg_catalog.pg_get_userbyid(w.fdwowner) AS owner,
       pg_catalog.json_build_object('handler', nullif(w.fdwhandler::pg_catalog.regproc::text, '-'),
         'validator', nullif(w.fdwvalidator::pg_catalog.regproc::text, '-'), 'options', w.fdwoptions) AS parts,
       w.fdwacl::text[] AS acl, pg_catalog.acldefault('F', w.fdwowner)::text[] AS acl_default
FROM pg_catalog.pg_foreign_data_wrapper w
WHERE w.oid >= 16384
UNION ALL
SELECT 1417, s.oid::int8, 'foreign_server', s.srvname, pg_catalog.pg_get_userbyid(s.srvowner),
       pg_catalog.json_build_object('wrapper', w.fdwname, 'type', s.srvtype, 'version', s.srvversion, 'options', s.srvoptions),
       s.srvacl::text[], pg_catalog.acldefault('S', s.srvowner)::text[]
FROM pg_catalog.pg_foreign_server s JOIN pg_catalog.pg_foreign_data_wrapper w ON w.oid = s.srvfdw
WHERE s.oid >= 16384
UNION ALL
SELECT 1418, m.umid::int8, 'user_mapping', m.usename || ' on ' || m.srvname, NULL,
       pg_catalog.json_build_object('user', m.usename, 'public', m.umuser = 0, 'server', m.srvname, 'options', m.umoptions), NULL, NULL
FROM pg_catalog.pg_user_mappings m
