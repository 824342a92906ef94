-- Only a server's owner is shown where a subscription reads from.
SELECT 6100::int8 AS class, s.oid::int8 AS oid, 'subscription' AS kind, s.subname AS name, pg_catalog.pg_get_userbyid(s.subowner) AS owner,
       pg_catalog.json_build_object('connection', s.subconninfo, 'slot', s.subslotname, 'commit', s.subsynccommit, 'publications', s.subpublications
         , 'binary', s.subbinary -- since 14
         , 'streaming', CASE WHEN s.substream THEN 'on' END -- since 14 before 16
         , 'streaming', CASE s.substream WHEN 't' THEN 'on' WHEN 'p' THEN 'parallel' END -- since 16
         , 'two_phase', s.subtwophasestate <> 'd', 'disable_on_error', s.subdisableonerr -- since 15
         , 'password_optional', NOT s.subpasswordrequired, 'run_as_owner', s.subrunasowner, 'origin', nullif(s.suborigin, 'any') -- since 16
         , 'failover', s.subfailover -- since 17
       ) AS parts
FROM pg_catalog.pg_subscription s
WHERE s.subdbid = (SELECT d.oid FROM pg_catalog.pg_database d WHERE d.datname = pg_catalog.current_database())
