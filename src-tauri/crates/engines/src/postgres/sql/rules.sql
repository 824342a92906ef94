SELECT r.oid::int8 AS oid, r.ev_class::int8 AS relation, r.rulename AS name, pg_catalog.pg_get_ruledef(r.oid) AS definition,
       r.ev_enabled::text AS enabled, r.rulename = '_RETURN' AS is_view
FROM pg_catalog.pg_rewrite r
WHERE r.oid >= 16384
