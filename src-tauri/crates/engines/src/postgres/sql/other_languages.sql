SELECT 2612::int8 AS class, l.oid::int8 AS oid, 'language' AS kind, l.lanname AS name,
       pg_catalog.pg_get_userbyid(l.lanowner) AS owner,
       pg_catalog.json_build_object('trusted', l.lanpltrusted, 'handler', l.lanplcallfoid::pg_catalog.regproc::text,
         'inline', nullif(l.laninline::pg_catalog.regproc::text, '-'), 'validator', nullif(l.lanvalidator::pg_catalog.regproc::text, '-')) AS parts,
       l.lanacl::text[] AS acl, pg_catalog.acldefault('l', l.lanowner)::text[] AS acl_default
FROM pg_catalog.pg_language l
WHERE l.oid >= 16384
