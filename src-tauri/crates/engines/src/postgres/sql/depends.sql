-- Every dependency of a user object; extension members are told by deptype 'e'. Columns do not count.
SELECT DISTINCT d.classid::int8 AS class, d.objid::int8 AS oid,
       d.refclassid::int8 AS ref_class, d.refobjid::int8 AS ref_oid, d.deptype::text AS kind
FROM pg_catalog.pg_depend d
WHERE d.objid >= 16384
