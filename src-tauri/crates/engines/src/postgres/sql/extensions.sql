SELECT e.oid::int8 AS oid, e.extname AS name, n.nspname AS schema, e.extversion AS version,
       e.extconfig::int8[] AS config, e.extcondition AS conditions
FROM pg_catalog.pg_extension e
JOIN pg_catalog.pg_namespace n ON n.oid = e.extnamespace
