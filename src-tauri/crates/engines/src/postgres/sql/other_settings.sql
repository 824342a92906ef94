-- What is set on the database itself. Whether it is frozen is no part of it.
SELECT -7::int8 AS class, pg_catalog.row_number() OVER (ORDER BY r.role NULLS FIRST, r.place)::int8 AS oid, 'database_setting' AS kind, r.name, r.role AS owner,
       pg_catalog.json_build_object('value', r.value, 'role', r.role) AS parts
FROM (
  SELECT c.place, pg_catalog.split_part(c.setting, '=', 1) AS name, pg_catalog.substr(c.setting, pg_catalog.strpos(c.setting, '=') + 1) AS value,
         CASE WHEN s.setrole <> 0 THEN pg_catalog.pg_get_userbyid(s.setrole)::text END AS role
  FROM pg_catalog.pg_db_role_setting s, pg_catalog.unnest(s.setconfig) WITH ORDINALITY c(setting, place)
  WHERE s.setdatabase = (SELECT d.oid FROM pg_catalog.pg_database d WHERE d.datname = pg_catalog.current_database())
) r
WHERE r.name NOT IN ('default_transaction_read_only', 'transaction_read_only')
