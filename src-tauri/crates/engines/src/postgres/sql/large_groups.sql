-- Large objects that are another user's or have rights of their own, in groups that are treated alike.
SELECT pg_catalog.pg_get_userbyid(g.owner) AS owner, g.acl::text[] AS acl,
       pg_catalog.acldefault('L', g.owner)::text[] AS acl_default, g.oids
FROM (
  SELECT m.owner, m.acl::pg_catalog.aclitem[] AS acl, pg_catalog.json_agg(m.oid::int8 ORDER BY m.oid) AS oids
  FROM (
    SELECT l.oid, l.lomowner AS owner, l.lomacl::text AS acl,
           pg_catalog.row_number() OVER (PARTITION BY l.lomowner, l.lomacl::text ORDER BY l.oid) / 500 AS part
    FROM pg_catalog.pg_largeobject_metadata l
    WHERE l.lomacl IS NOT NULL OR pg_catalog.pg_get_userbyid(l.lomowner) <> current_user
  ) m
  GROUP BY m.owner, m.acl, m.part
) g
