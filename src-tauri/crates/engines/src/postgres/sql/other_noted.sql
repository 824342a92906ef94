-- Things that are named, not carried: labels of security modules, replication slots, comments and rights of the database.
SELECT -8::int8 AS class, l.objoid::int8 AS oid, 'security_label' AS kind, l.provider AS name
FROM pg_catalog.pg_seclabel l WHERE l.objoid >= 16384
UNION ALL
SELECT -8, 0, 'replication_slot', s.slot_name FROM pg_catalog.pg_replication_slots s WHERE s.database = pg_catalog.current_database()
UNION ALL
SELECT -8, 0, 'database_comment', pg_catalog.current_database()
FROM pg_catalog.pg_shdescription d
WHERE d.classoid = 'pg_catalog.pg_database'::pg_catalog.regclass
  AND d.objoid = (SELECT b.oid FROM pg_catalog.pg_database b WHERE b.datname = pg_catalog.current_database())
