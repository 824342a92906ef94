-- Things that are named, not carried: replication slots.
SELECT -8::int8 AS class, 0::int8 AS oid, 'replication_slot' AS kind, s.slot_name AS name
FROM pg_catalog.pg_replication_slots s WHERE s.database = pg_catalog.current_database()
