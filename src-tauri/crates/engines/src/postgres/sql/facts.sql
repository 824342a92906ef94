SELECT pg_catalog.current_setting('server_version') AS version, pg_catalog.version() AS server_version,
       pg_catalog.current_setting('server_version_num')::int4 / 10000 AS major,
       pg_catalog.current_setting('server_encoding') AS encoding,
       pg_catalog.pg_is_in_recovery() AS replica,
       -- What an ordinary new session of this user gets, not what we have set for ours.
       (SELECT s.reset_val = 'on' FROM pg_catalog.pg_settings s WHERE s.name = 'default_transaction_read_only') AS read_only,
       coalesce((SELECT r.rolsuper FROM pg_catalog.pg_roles r WHERE r.rolname = current_user), false) AS superuser,
       coalesce((SELECT x.ssl FROM pg_catalog.pg_stat_ssl x WHERE x.pid = pg_catalog.pg_backend_pid()), false) AS encrypted,
       current_user::text AS "user", pg_catalog.current_database()::text AS database,
       pg_catalog.pg_database_size(d.oid) AS size_bytes, d.oid::int8 AS database_oid,
       d.datcollate AS collate, d.datctype AS ctype, pg_catalog.pg_has_role(current_user, d.datdba, 'USAGE') AS owns_database,
       extract(epoch FROM pg_catalog.pg_postmaster_start_time())::text AS started,
       (SELECT s.reset_val FROM pg_catalog.pg_settings s WHERE s.name = 'search_path') AS search_path
FROM pg_catalog.pg_database d
WHERE d.datname = pg_catalog.current_database()
