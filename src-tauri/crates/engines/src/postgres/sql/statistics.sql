SELECT s.oid::int8 AS oid, s.stxrelid::int8 AS relation, n.nspname AS schema, s.stxname AS name,
       pg_catalog.pg_get_userbyid(s.stxowner) AS owner, pg_catalog.pg_get_statisticsobjdef(s.oid) AS definition
     , nullif(s.stxstattarget, -1) AS target -- since 13
FROM pg_catalog.pg_statistic_ext s
JOIN pg_catalog.pg_namespace n ON n.oid = s.stxnamespace
WHERE s.oid >= 16384
