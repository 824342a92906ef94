SELECT 6100::int8 AS class, s.oid::int8 AS oid, 'subscription' AS kind, s.subname AS name
FROM pg_catalog.pg_subscription s
WHERE s.subdbid = (SELECT d.oid FROM pg_catalog.pg_database d WHERE d.datname = pg_catalog.current_database())
