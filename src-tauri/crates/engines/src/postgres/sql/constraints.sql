SELECT k.oid::int8 AS oid, k.contype::text AS kind, k.conname AS name, k.conrelid::int8 AS relation, k.contypid::int8 AS domain,
       pg_catalog.pg_get_constraintdef(k.oid) AS definition, k.convalidated AS validated, k.conislocal AS is_local,
       k.connoinherit AS no_inherit, k.conindid::int8 AS index, k.confrelid::int8 AS target,
       k.conkey AS columns
       , k.conparentid::int8 AS parent -- since 11
       , k.conperiod AS period -- since 18
FROM pg_catalog.pg_constraint k
JOIN pg_catalog.pg_namespace n ON n.oid = k.connamespace
WHERE k.oid >= 16384 AND n.nspname !~ '^pg_(toast_)?temp_'
