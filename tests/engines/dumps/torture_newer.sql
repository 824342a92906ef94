-- What came with later majors than 10: each section holds from the major that its heading names. See torture.sql.

-- since 11
CREATE DOMAIN kinds.over_pair AS app.pair; ALTER TABLE kinds.of_all ADD p kinds.over_pair DEFAULT ROW(1, NULL);
CREATE PROCEDURE app.nothing(INOUT n integer) LANGUAGE plpgsql AS $$ BEGIN n := n + 1; END $$;
CREATE INDEX parent_covering ON app.parent (id) INCLUDE (small, "Group") WHERE id > 10;
ALTER INDEX app.parent_stat ALTER COLUMN 1 SET STATISTICS 99;
CREATE TABLE app.measure (at date NOT NULL, place text, value integer, PRIMARY KEY (at, place)) PARTITION BY RANGE (at);
CREATE TABLE app.measure_old PARTITION OF app.measure FOR VALUES FROM (MINVALUE) TO ('2020-01-01');
CREATE TABLE app.measure_new PARTITION OF app.measure FOR VALUES FROM ('2020-01-01') TO (MAXVALUE) PARTITION BY LIST (place);
CREATE TABLE app.measure_new_a PARTITION OF app.measure_new (CONSTRAINT small CHECK (value < 100000)) FOR VALUES IN ('a', NULL);
CREATE TABLE app.measure_new_rest PARTITION OF app.measure_new DEFAULT;
CREATE TABLE app.hashed (k integer, v text) PARTITION BY HASH (k);
CREATE TABLE app.hashed_0 PARTITION OF app.hashed FOR VALUES WITH (MODULUS 2, REMAINDER 0);
CREATE TABLE app.hashed_1 PARTITION OF app.hashed FOR VALUES WITH (MODULUS 2, REMAINDER 1);
INSERT INTO app.hashed SELECT i, i::text FROM generate_series(1, 50) i;
CREATE INDEX measure_value ON app.measure (value);
INSERT INTO app.measure SELECT '2019-12-20'::date + i, chr(97 + i % 3), i FROM generate_series(0, 60) i;
ALTER TABLE app.measure ADD COLUMN owner_id integer REFERENCES app.refers;
CREATE TRIGGER on_partitions AFTER DELETE ON app.measure FOR EACH ROW EXECUTE PROCEDURE app.touch();
ALTER TABLE app.measure_old DISABLE TRIGGER on_partitions;
COMMENT ON PROCEDURE app.nothing(integer) IS 'procedure';
ALTER TABLE kinds.storage SET (toast_tuple_target = 200);
CREATE AGGREGATE kinds.modifies(integer) (SFUNC = int4pl, STYPE = integer, FINALFUNC = int4abs, FINALFUNC_MODIFY = READ_WRITE, MSFUNC = int4pl, MINVFUNC = int4mi, MSTYPE = integer, MFINALFUNC = int4abs, MFINALFUNC_MODIFY = SHAREABLE);
CREATE DOMAIN kinds.over_domain_of_pair AS kinds.over_pair CHECK ((VALUE)."Left" > 0);
CREATE TABLE kinds.quick (a integer); INSERT INTO kinds.quick VALUES (1); ALTER TABLE kinds.quick ADD b text DEFAULT 'there at once' NOT NULL;
CREATE INDEX alone ON ONLY app.measure (place);
CREATE TABLE kinds.to_parts (x integer, at date, place text, FOREIGN KEY (x) REFERENCES app.refers ON DELETE CASCADE) PARTITION BY RANGE (at, (lower(place)));
CREATE TABLE kinds.to_parts_1 PARTITION OF kinds.to_parts DEFAULT;
INSERT INTO kinds.to_parts VALUES (1, '2020-01-01', 'p');
ALTER TABLE app.measure_new_a ADD CONSTRAINT own_unique UNIQUE (value);
CREATE UNIQUE INDEX hashed_k ON app.hashed (k);
CREATE FUNCTION kinds.of_domains(VARIADIC c kinds.over_word[] DEFAULT '{a,b}') RETURNS kinds.over_pair[] LANGUAGE sql AS 'SELECT NULL::kinds.over_pair[]';

-- since 12
CREATE COLLATION app.nocase (provider = icu, locale = 'und-u-ks-level2', deterministic = false);
ALTER TABLE "Odd ""Schema""; DROP TABLE x; --"."select" ADD COLUMN doubled integer GENERATED ALWAYS AS (length('abc') * 2) STORED;
CREATE TABLE app.points (at date, place text, FOREIGN KEY (at, place) REFERENCES app.measure);
INSERT INTO app.points VALUES ('2019-12-20', 'a');
CREATE TABLE app.only_computed (c integer GENERATED ALWAYS AS (1) STORED);
INSERT INTO app.only_computed DEFAULT VALUES;
CREATE STATISTICS kinds.common (mcv) ON id, code FROM app.parent;
CREATE TABLE kinds.by_rows (a integer, r app.parent, n text COLLATE app.nocase UNIQUE);
INSERT INTO kinds.by_rows SELECT 1, p, 'Été' FROM app.parent p WHERE id = 1;
CREATE INDEX by_path ON "Odd ""Schema""; DROP TABLE x; --"."select" USING gin (doc jsonb_path_ops);
CREATE VIEW kinds.by_jsonpath AS SELECT jsonb_path_query('{"a": [1, 2]}', '$.a[*] ? (@ > 1)') AS j;
CREATE TABLE kinds.from_parts (at date, place text, FOREIGN KEY (at, place) REFERENCES app.measure ON DELETE CASCADE DEFERRABLE) PARTITION BY LIST (place);
CREATE TABLE kinds.from_parts_1 (place text, at date); ALTER TABLE kinds.from_parts ATTACH PARTITION kinds.from_parts_1 FOR VALUES IN ('a');
INSERT INTO kinds.from_parts VALUES ('2019-12-20', 'a');
CREATE TABLE kinds.computed (a integer, b integer GENERATED ALWAYS AS (app.add(a, 1)) STORED, c text COLLATE "C" GENERATED ALWAYS AS ('n' || a::text) STORED, UNIQUE (b));
INSERT INTO kinds.computed (a) VALUES (1), (NULL);
ALTER TABLE kinds.storage SET (vacuum_index_cleanup = false, toast.vacuum_truncate = false);
ALTER TABLE kinds.edges ADD jp jsonpath; INSERT INTO kinds.edges (jp) VALUES ('strict $."a b"[*] ? (@ > 1 && @ like_regex "x\\\\")');

-- since 13
CREATE PUBLICATION by_root FOR TABLE app.measure WITH (publish_via_partition_root = true, publish = 'truncate');
ALTER STATISTICS app.correlated SET STATISTICS 77;
CREATE EXTENSION ltree WITH SCHEMA kinds;
CREATE TABLE kinds.trees (t kinds.ltree); CREATE INDEX trees_signed ON kinds.trees USING gist (t kinds.gist_ltree_ops (siglen = 100));
INSERT INTO kinds.trees VALUES ('a.b'), ('');
CREATE TRIGGER before_parts BEFORE INSERT ON app.hashed FOR EACH ROW WHEN (NEW.k < 0) EXECUTE FUNCTION app.touch();
CREATE TABLE kinds.expressed (a integer GENERATED ALWAYS AS (5) STORED); ALTER TABLE kinds.expressed ALTER a DROP EXPRESSION;

-- since 14
CREATE FUNCTION app.modern(n integer) RETURNS integer LANGUAGE sql BEGIN ATOMIC SELECT n * 2; END;
ALTER TABLE "Odd ""Schema""; DROP TABLE x; --"."select" ALTER COLUMN raw SET COMPRESSION pglz;
CREATE PROCEDURE kinds.gives(IN a integer, OUT b text) LANGUAGE sql BEGIN ATOMIC SELECT a::text; END;
CREATE FUNCTION kinds.body() RETURNS SETOF app.parent LANGUAGE sql BEGIN ATOMIC INSERT INTO kinds.quick (a) SELECT id FROM kinds.first; SELECT * FROM app.parent WHERE id IN (SELECT n FROM app.numbers); END;
CREATE STATISTICS kinds.expressions ON (id % 3), lower(code) FROM app.parent;
CREATE TABLE kinds.many_ranges (m int4multirange, d kinds.days_multirange, f app.floats);
CREATE TYPE kinds.spans AS RANGE (SUBTYPE = interval, MULTIRANGE_TYPE_NAME = kinds."all; spans");
CREATE TABLE kinds.bloomed (a integer); CREATE INDEX bloomed_a ON kinds.bloomed USING brin (a int4_bloom_ops (n_distinct_per_range = 99, false_positive_rate = 0.05));
ALTER TABLE kinds.storage ALTER b SET COMPRESSION pglz;
CREATE VIEW kinds.cycles AS WITH RECURSIVE t(n) AS (VALUES (1) UNION ALL SELECT n % 3 + 1 FROM t) SEARCH DEPTH FIRST BY n SET o CYCLE n SET c USING p SELECT n, c FROM t;
INSERT INTO kinds.many_ranges VALUES ('{[1,3),[5,7)}', '{[2000-01-01,2000-01-03)}', '[1,2]'), ('{}', '{}', NULL), ('{(,)}', NULL, 'empty');
INSERT INTO kinds.quick (a, b) SELECT 1, n::text FROM (VALUES ('Infinity'::numeric), ('-Infinity')) v(n);
ALTER TABLE kinds.edges ADD mr nummultirange, ADD x8 xid8, ADD ps pg_snapshot; INSERT INTO kinds.edges (n, mr, x8, ps) VALUES ('Infinity', '{(,1),[NaN,NaN]}', '18446744073709551615', '10:20:10,14,15'), ('-Infinity', '{}', '0', NULL);

-- since 15
CREATE TABLE kinds.two_keys (a integer, b integer, PRIMARY KEY (a, b));
CREATE TABLE kinds.nulls (a integer, b integer, UNIQUE NULLS NOT DISTINCT (a), CONSTRAINT part FOREIGN KEY (a, b) REFERENCES kinds.two_keys ON DELETE SET NULL (b));
CREATE PUBLICATION "some; --" FOR TABLE app.refers (id, "loop") WHERE (id > 5), TABLE app.child;
CREATE PUBLICATION whole FOR TABLES IN SCHEMA app, kinds;
CREATE VIEW app.invoked WITH (security_invoker = true) AS SELECT 1 AS one;
CREATE UNLOGGED SEQUENCE app.unlogged; CREATE UNLOGGED TABLE kinds.unlogged_ids (a integer GENERATED ALWAYS AS IDENTITY);
ALTER TABLE kinds.edges ADD ni numeric(3, -2), ADD nf numeric(2, 5); INSERT INTO kinds.edges (ni, nf) VALUES (99949, 0.00099);

-- since 16
CREATE COLLATION app.ruled (provider = icu, locale = 'und', rules = '& V << w <<< W');
CREATE VIEW kinds.by_json AS SELECT JSON_OBJECT('a': 1 ABSENT ON NULL) AS j, '{}' IS JSON OBJECT AS is_it;
ALTER TABLE kinds.storage ALTER a SET STORAGE DEFAULT;

-- since 17
CREATE TABLE kinds.of_method (a integer) PARTITION BY LIST (a); ALTER TABLE kinds.of_method SET ACCESS METHOD heap;
CREATE EXTENSION btree_gist;
CREATE COLLATION app.builtin (provider = builtin, locale = 'C.UTF-8');
CREATE TABLE kinds.part_ids (id bigint GENERATED BY DEFAULT AS IDENTITY, k integer) PARTITION BY RANGE (k);
CREATE TABLE kinds.part_ids_1 PARTITION OF kinds.part_ids FOR VALUES FROM (1) TO (9);
INSERT INTO kinds.part_ids (k) VALUES (2), (3);
CREATE TABLE kinds.part_excludes (k integer, r int4range, EXCLUDE USING gist (r WITH &&, k WITH =)) PARTITION BY RANGE (k);
GRANT MAINTAIN ON app.parent TO clerk;
CREATE VIEW kinds.by_table AS SELECT t.* FROM JSON_TABLE('[{"a": 1}]', '$[*]' COLUMNS (a integer PATH '$.a')) t;
CREATE EVENT TRIGGER on_login ON login EXECUTE FUNCTION app.on_ddl(); ALTER EVENT TRIGGER on_login DISABLE;

-- since 18
CREATE TABLE kinds.late_not_null (a integer, b integer CONSTRAINT named NOT NULL); CREATE TABLE kinds.late_not_null_heir (c integer) INHERITS (kinds.late_not_null); INSERT INTO kinds.late_not_null VALUES (NULL, 1); ALTER TABLE kinds.late_not_null ADD CONSTRAINT late NOT NULL a NOT VALID;
COMMENT ON CONSTRAINT late ON kinds.late_not_null IS 'late'; COMMENT ON CONSTRAINT named ON kinds.late_not_null IS 'named';
CREATE TABLE kinds.newest (id integer CONSTRAINT "my not null" NOT NULL, at int4range, v integer GENERATED ALWAYS AS (id + 1) VIRTUAL, u integer, PRIMARY KEY (id, at WITHOUT OVERLAPS));
CREATE TABLE kinds.newer (id integer, at int4range, CONSTRAINT during FOREIGN KEY (id, PERIOD at) REFERENCES kinds.newest);
ALTER TABLE kinds.newest ADD CONSTRAINT unchecked CHECK (u > 0) NOT ENFORCED;
ALTER TABLE kinds.newest ADD CONSTRAINT late NOT NULL u NOT VALID;
ALTER TABLE kinds.newer ADD CONSTRAINT loose FOREIGN KEY (id) REFERENCES app.refers (id) NOT ENFORCED;
CREATE TABLE kinds.named_parent (a integer CONSTRAINT named NOT NULL NO INHERIT, b integer CONSTRAINT of_both NOT NULL);
CREATE TABLE kinds.named_child (c integer CONSTRAINT own NOT NULL, CONSTRAINT here NOT NULL a) INHERITS (kinds.named_parent);
COMMENT ON CONSTRAINT of_both ON kinds.named_parent IS 'not null';
INSERT INTO kinds.newest VALUES (1, '[1,2)', DEFAULT, 3); INSERT INTO kinds.newer VALUES (1, '[1,2)');
CREATE PUBLICATION computed FOR TABLE kinds.computed WITH (publish_generated_columns = stored);
ALTER DEFAULT PRIVILEGES FOR ROLE clerk GRANT SELECT ON LARGE OBJECTS TO chief;
