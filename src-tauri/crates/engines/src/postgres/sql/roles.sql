-- Roles of the server with what can be seen of them; their passwords cannot.
SELECT r.oid::int8 AS oid, r.rolname AS name, r.rolsuper AS superuser, r.rolinherit AS inherit, r.rolcreaterole AS create_role,
       r.rolcreatedb AS create_database, r.rolcanlogin AS login, r.rolreplication AS replication, r.rolbypassrls AS bypass,
       r.rolconnlimit AS connections,
       CASE WHEN pg_catalog.isfinite(r.rolvaliduntil) THEN r.rolvaliduntil::text END AS valid_until, r.rolconfig AS settings,
       pg_catalog.shobj_description(r.oid, 'pg_authid') AS comment,
       (SELECT pg_catalog.json_agg(pg_catalog.json_build_object('role', pg_catalog.pg_get_userbyid(m.roleid), 'admin', m.admin_option
          , 'inherit', m.inherit_option, 'set', m.set_option -- since 16
        ) ORDER BY m.roleid) FROM pg_catalog.pg_auth_members m WHERE m.member = r.oid) AS memberships
FROM pg_catalog.pg_roles r
