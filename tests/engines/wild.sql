-- Odd things that databases in the field hold: names, values, cycles, leftovers.
CREATE SCHEMA wild;
CREATE SCHEMA "Größe
und	Tab \ %s $1 ''";
CREATE EXTENSION citext;
CREATE EXTENSION ltree SCHEMA wild;

-- Names: 63 bytes, newlines, quotes, emoji, words of the language.
CREATE TABLE "Größe
und	Tab \ %s $1 ''"."select * from ""x""; --
😀" ("a
b" integer, "%d\n" text CHECK ("%d\n" <> '''"'), " leading " text DEFAULT E'\t\\', "ctid2" integer, "primary" boolean);
INSERT INTO "Größe
und	Tab \ %s $1 ''"."select * from ""x""; --
😀" SELECT 1, E'x\n\t\\', '😀', 2, true FROM generate_series(1, 3);
CREATE INDEX "index; '\" ON "Größe
und	Tab \ %s $1 ''"."select * from ""x""; --
😀" ("a
b", ("%d\n" || '\'''));
CREATE TABLE wild.aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa1 (aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa2 serial NOT NULL CHECK (aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa2 > 0));
CREATE TYPE wild."enum ""x""" AS ENUM ('', ' ', 'a''b', E'c\nd', 'e,f', '{g}', 'NULL', '\h');
CREATE TYPE wild."comp ""x""" AS ("a b" wild."enum ""x""", "c,d" text[]);

-- Values.
CREATE TABLE wild.values (k integer, v text, a integer[], m text[][], b bit(5), vb bit varying, n numeric, n2 numeric(1000, 500), f float8, g float4,
  d date, ts timestamp, tz timestamptz, t time, ttz timetz, i interval, j json, jb jsonb, x xml, u uuid, by bytea, c "char", bp char(5), nm name,
  ln line, ls lseg, bx box, pa path, po polygon, ci circle, mac macaddr, mac8 macaddr8, cid cidr, lsn pg_lsn, tq tsquery, r numrange, mr int4multirange,
  e wild."enum ""x""", co wild."comp ""x""", ea wild."enum ""x"""[], coa wild."comp ""x"""[], ci2 citext, lt wild.ltree, o oid, rc regclass, rt regtype, jp jsonpath, sn txid_snapshot, bo boolean);
INSERT INTO wild.values (k, v, a, m, b, vb, n, n2, f, g, d, ts, tz, t, ttz, i, j, jb, x, u, by, c, bp, nm, ln, ls, bx, pa, po, ci, mac, mac8, cid, lsn, tq, r, mr, e, co, ea, coa, ci2, lt, o, rc, rt, jp, sn, bo) VALUES
 (1, E'\\.', '[-2:0]={1,NULL,3}', '[0:1][5:6]={{a,"b c"},{"\"",NULL}}', B'10101', B'', 'NaN', 1e499, '-0', '-0', 'infinity', '-infinity', 'infinity', '24:00', '24:00:00-15:59', '-178000000 years', '{"a" : 1,  "a":2}', '{"a": 1e400, "\u0001": "\\"}', '<?xml version="1.0"?><a><!-- b --></a>', 'ffffffff-ffff-ffff-ffff-ffffffffffff', decode(repeat('00ff5c27220a0d09', 1000), 'hex'), E'\\377', 'a', 'n', '{1,2,3}', '[(1,2),(3,4)]', '(1,2),(3,4)', '[(1,1),(2,2)]', '((1,1),(2,2))', '<(1,1),2>', '08:00:2b:01:02:03', '08:00:2b:01:02:03:04:05', '10.1.0.0/16', 'FFFFFFFF/FFFFFFFF', '''a b'' & !c', '(,)', '{[1,3),[5,7)}', E'c\nd', ROW('a''b', ARRAY['x,y', '"']), ARRAY['', ' ', 'NULL', '\h']::wild."enum ""x"""[], ARRAY[ROW('e,f', NULL)]::wild."comp ""x"""[], 'CaSe', 'a.b.c', 4294967295, 'wild.values', 'wild."enum ""x"""', '$.a[*] ? (@ > 1)', '10:20:10,14,15', true),
 (2, '', '{}', '{}', NULL, NULL, '123456789012345678901234567890.000000', -1e-500, 'Infinity', '-Infinity', '4713-01-01 BC', '294276-12-31 23:59:59.999999', '4714-11-24 00:00:00+00 BC', '00:00:00.000001', NULL, '1 mon -1 day 00:00:00.000001', 'null', 'null', '', '00000000-0000-0000-0000-000000000000', '', '', '', '', NULL, NULL, NULL, '((1,1),(2,2))', NULL, NULL, NULL, NULL, NULL, '0/0', '', 'empty', '{}', '', ROW(NULL, NULL), '{}', '{}', '', '', 0, NULL, 'integer', NULL, NULL, NULL),
 (3, NULL, NULL, NULL, NULL, NULL, ('1e131071')::numeric, NULL, 1.7976931348623157e308, 3.4028235e38, '5874897-12-31', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, false),
 (4, repeat('é😀', 300000), NULL, NULL, NULL, NULL, ('1e-16383')::numeric, 0.00, 2.2250738585072014e-308, 1.17549435e-38, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO wild.values (k, n, n2) VALUES (5, 'Infinity', NULL), (5, '-Infinity', NULL), (5, 'Infinity', NULL), (5, 1.10, 1.1), (5, 1.1, 1.10);
DO $$ BEGIN EXECUTE 'CREATE TABLE wild.broad (' || (SELECT string_agg('c' || i || ' integer', ', ') FROM generate_series(1, 1600) i) || ')'; END $$;
INSERT INTO wild.broad (c1, c1600) VALUES (1, 2);
CREATE TABLE wild.twins (a integer, b text);
INSERT INTO wild.twins SELECT 1, 'same' FROM generate_series(1, 1000);
CREATE TABLE wild.hollow ();
INSERT INTO wild.hollow SELECT FROM generate_series(1, 7);

-- A domain with a check that its rows break; defaults; domains over domains and arrays.
CREATE DOMAIN wild.mark AS integer;
CREATE TABLE wild.marks (m wild.mark, ms wild.mark[]);
INSERT INTO wild.marks VALUES (-1, '{-2}');
ALTER DOMAIN wild.mark ADD CONSTRAINT positive CHECK (VALUE > 0) NOT VALID;
COMMENT ON CONSTRAINT positive ON DOMAIN wild.mark IS 'late';
CREATE DOMAIN wild.over AS wild.mark[] CHECK (array_length(VALUE, 1) < 9);

-- Checks and keys that rows break.
CREATE TABLE wild.broken (id integer, ref integer);
INSERT INTO wild.broken VALUES (-1, 99);
ALTER TABLE wild.broken ADD CONSTRAINT c CHECK (id > 0) NOT VALID;
ALTER TABLE wild.aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa1 ADD PRIMARY KEY (aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa2);
ALTER TABLE wild.broken ADD CONSTRAINT f FOREIGN KEY (ref) REFERENCES wild.aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa1 (aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa2) NOT VALID;
CREATE TABLE wild.heir_base (id integer);
CREATE TABLE wild.heir () INHERITS (wild.heir_base);
INSERT INTO wild.heir VALUES (-5);
ALTER TABLE wild.heir_base ADD CONSTRAINT later CHECK (id > 0) NOT VALID;
CREATE TABLE wild.heir_own (CONSTRAINT later CHECK (id > 0)) INHERITS (wild.heir_base);

-- Inheritance: several parents, merged columns, own defaults, columns in other order.
CREATE TABLE wild.p1 (a integer DEFAULT 1, b text NOT NULL, gone integer, c integer CHECK (c > 0));
ALTER TABLE wild.p1 ADD COLUMN late date DEFAULT '2020-02-29' NOT NULL;
CREATE TABLE wild.p2 (c integer, d text COLLATE "C" DEFAULT 'd', b text NOT NULL);
CREATE TABLE wild.both (own integer GENERATED BY DEFAULT AS IDENTITY, d text COLLATE "C" DEFAULT 'mine', e integer) INHERITS (wild.p1, wild.p2);
ALTER TABLE wild.p1 DROP COLUMN gone;
ALTER TABLE wild.both ALTER COLUMN a DROP DEFAULT;
ALTER TABLE wild.both ALTER COLUMN e SET NOT NULL;
INSERT INTO wild.both (a, b, c, e) VALUES (5, 'b', 6, 7);
INSERT INTO wild.p1 (b) VALUES ('p');
CREATE TABLE wild.no_more (x integer, CONSTRAINT only_here CHECK (x > 1) NO INHERIT);
CREATE TABLE wild.below () INHERITS (wild.no_more);
INSERT INTO wild.below VALUES (0);

-- Generated columns, defaults and checks that need functions, which need tables and types.
CREATE FUNCTION wild.twice(integer) RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT $1 * 2';
CREATE TABLE wild.computed (a integer, b integer GENERATED ALWAYS AS (wild.twice(a)) STORED, c text DEFAULT wild.twice(4)::text, CHECK (wild.twice(a) < 1000), UNIQUE (b));
INSERT INTO wild.computed (a) SELECT i FROM generate_series(1, 20) i;
CREATE FUNCTION wild.label(wild.computed) RETURNS text LANGUAGE sql IMMUTABLE AS 'SELECT $1.a || ''/'' || $1.b';
CREATE INDEX computed_label ON wild.computed (wild.label(computed.*));
CREATE TABLE wild.of_rows (one wild.computed, many wild.computed[]);
INSERT INTO wild.of_rows SELECT t, ARRAY[t, NULL] FROM wild.computed t LIMIT 3;
CREATE FUNCTION wild.next_code(p text DEFAULT 'x', VARIADIC q integer[] DEFAULT '{1,2}') RETURNS text LANGUAGE plpgsql AS $$ BEGIN RETURN p || (SELECT count(*) FROM wild.twins); END $$;
CREATE TABLE wild.coded (c text DEFAULT wild.next_code('y', 3));
CREATE SEQUENCE wild.shared START 5 INCREMENT 5;
CREATE TABLE wild.s1 (id bigint DEFAULT nextval('wild.shared'));
CREATE TABLE wild.s2 (id bigint DEFAULT nextval('wild.shared'::regclass) * 2);
ALTER SEQUENCE wild.shared OWNED BY wild.s2.id;
INSERT INTO wild.s1 DEFAULT VALUES; INSERT INTO wild.s2 DEFAULT VALUES;
CREATE SEQUENCE wild.at_end MAXVALUE 3; SELECT nextval('wild.at_end') FROM generate_series(1, 3);
CREATE SEQUENCE wild.big MINVALUE -9223372036854775808 START -9223372036854775808; SELECT nextval('wild.big');
CREATE TABLE wild.ids (a smallint GENERATED ALWAYS AS IDENTITY (MINVALUE -5 START -5 CYCLE), b bigint GENERATED BY DEFAULT AS IDENTITY (CACHE 20));
INSERT INTO wild.ids DEFAULT VALUES;
ALTER TABLE wild.ids ALTER COLUMN b RESTART WITH 500;
COMMENT ON SEQUENCE wild.ids_b_seq IS 'of an identity';

-- Circles.
CREATE TABLE wild.hen (id integer PRIMARY KEY, egg integer);
CREATE TABLE wild.egg (id integer PRIMARY KEY, hen integer REFERENCES wild.hen DEFERRABLE INITIALLY DEFERRED);
ALTER TABLE wild.hen ADD FOREIGN KEY (egg) REFERENCES wild.egg;
BEGIN; INSERT INTO wild.hen VALUES (1, NULL); INSERT INTO wild.egg VALUES (1, 1); UPDATE wild.hen SET egg = 1; COMMIT;
CREATE VIEW wild.view_a AS SELECT id FROM wild.hen;
CREATE FUNCTION wild.from_a() RETURNS SETOF wild.view_a LANGUAGE sql AS 'SELECT * FROM wild.view_a';
CREATE VIEW wild.view_b AS SELECT f.id, (SELECT count(*) FROM wild.from_a() g WHERE g.id = f.id) AS n FROM wild.from_a() f;
CREATE OR REPLACE VIEW wild.view_a AS SELECT id FROM wild.hen WHERE id < 10 UNION ALL SELECT e.id FROM wild.egg e WHERE e.hen IN (SELECT hen.id FROM wild.hen);
CREATE FUNCTION wild.atomic() RETURNS bigint LANGUAGE sql BEGIN ATOMIC SELECT count(*) FROM wild.view_b; SELECT sum(n) FROM wild.view_b; END;
CREATE VIEW wild.by_key AS SELECT h.*, count(*) AS n FROM wild.hen h JOIN wild.egg e ON e.hen = h.id GROUP BY h.id ORDER BY 1;
CREATE FUNCTION wild.of_key() RETURNS SETOF wild.by_key LANGUAGE sql AS 'SELECT * FROM wild.by_key';
CREATE VIEW wild.lateral AS SELECT t.a, x.* FROM wild.twins t, LATERAL (SELECT t.a + 1 AS b, generate_series(1, 2) AS s) x WHERE t.a = ANY (ARRAY[1, 2]) AND t.b COLLATE "C" > 'a';
CREATE VIEW wild.windowed AS SELECT a, rank() OVER w, sum(a) FILTER (WHERE a > 0) OVER (w ROWS BETWEEN 1 PRECEDING AND CURRENT ROW) AS s FROM wild.computed WINDOW w AS (PARTITION BY a % 3 ORDER BY a DESC NULLS LAST);
CREATE VIEW wild.sets AS (SELECT 1 AS n UNION SELECT 2) EXCEPT ALL SELECT 2 INTERSECT SELECT 3 ORDER BY 1 LIMIT 5 OFFSET 0;
CREATE VIEW wild.grouping AS SELECT a % 2 AS g, count(*) AS n, grouping(a % 2) AS gr FROM wild.computed GROUP BY GROUPING SETS ((a % 2), ()) HAVING count(*) > 0;
CREATE VIEW wild.names AS SELECT "a
b" AS "%I", "%d\n" FROM "Größe
und	Tab \ %s $1 ''"."select * from ""x""; --
😀";
CREATE VIEW wild.values_view (x, y) AS VALUES (1, 'a'::text), (2, NULL);
CREATE VIEW wild.nothing AS SELECT;
CREATE MATERIALIZED VIEW wild.m1 WITH (fillfactor = 50) AS SELECT * FROM wild.view_b;
CREATE VIEW wild.over_m1 AS SELECT id FROM wild.m1;
CREATE MATERIALIZED VIEW wild.a_first AS SELECT o.id, wild.twice(o.id) AS t FROM wild.over_m1 o;
CREATE INDEX ON wild.a_first (id);
ALTER MATERIALIZED VIEW wild.a_first ALTER COLUMN t SET STATISTICS 5;
COMMENT ON COLUMN wild.a_first.t IS 'column of a materialized view';
COMMENT ON COLUMN wild.view_a.id IS 'column of a view';
COMMENT ON COLUMN wild."comp ""x"""."a b" IS 'column of a type';
COMMENT ON VIEW wild.nothing IS '';

-- Partitions: list with null, expressions, foreign ones, sub-partitions with other column orders, own indexes and checks, unlogged.
CREATE TABLE wild.parts (id integer, k text, at timestamptz DEFAULT now(), g integer GENERATED ALWAYS AS (id * 2) STORED, CHECK (id > 0)) PARTITION BY LIST (lower(k) COLLATE "C");
CREATE TABLE wild.parts_x (k text, extra integer, id integer, g integer GENERATED ALWAYS AS (id * 2) STORED, at timestamptz DEFAULT '2001-01-01', CHECK (id > 0), CONSTRAINT parts_id_check CHECK (id > 0));
ALTER TABLE wild.parts_x DROP COLUMN extra, DROP CONSTRAINT parts_x_id_check;
ALTER TABLE wild.parts ATTACH PARTITION wild.parts_x FOR VALUES IN ('x', 'X', NULL);
CREATE UNLOGGED TABLE wild.parts_u PARTITION OF wild.parts FOR VALUES IN ('u');
CREATE TABLE wild.parts_rest PARTITION OF wild.parts DEFAULT PARTITION BY RANGE (id, (abs(id)));
CREATE TABLE wild.parts_rest_1 PARTITION OF wild.parts_rest FOR VALUES FROM (MINVALUE, MINVALUE) TO (10, 10);
CREATE TABLE wild.parts_rest_2 PARTITION OF wild.parts_rest FOR VALUES FROM (10, 10) TO (MAXVALUE, MAXVALUE);
INSERT INTO wild.parts (id, k) SELECT i, (ARRAY['x', 'u', 'r', NULL])[1 + i % 4] FROM generate_series(1, 40) i;
CREATE INDEX parts_at ON wild.parts (at) WHERE id > 3;
CREATE INDEX own_index ON wild.parts_x (id, k);
CREATE INDEX alone ON ONLY wild.parts (k);
ALTER TABLE wild.parts_rest_1 ADD CONSTRAINT own CHECK (id < 1000) NOT VALID;
ALTER TABLE wild.parts ADD CONSTRAINT late_part CHECK (id < 100000) NOT VALID;
ALTER TABLE wild.parts_x ALTER COLUMN id SET NOT NULL;
ALTER TABLE wild.parts_u ALTER COLUMN at SET DEFAULT '1999-01-01';
CREATE TABLE wild.to_parts (id integer, at date, PRIMARY KEY (id, at)) PARTITION BY RANGE (at);
CREATE TABLE wild.to_parts_1 PARTITION OF wild.to_parts FOR VALUES FROM ('2000-01-01') TO ('2001-01-01');
INSERT INTO wild.to_parts VALUES (1, '2000-05-05');
CREATE TABLE wild.from_parts (x integer, id integer, at date, FOREIGN KEY (id, at) REFERENCES wild.to_parts ON DELETE CASCADE) PARTITION BY HASH (x);
CREATE TABLE wild.from_parts_1 PARTITION OF wild.from_parts FOR VALUES WITH (MODULUS 1, REMAINDER 0);
INSERT INTO wild.from_parts VALUES (1, 1, '2000-05-05');
CREATE TABLE wild.empty_parts (a integer) PARTITION BY RANGE (a);

-- Triggers in all states, rules in all states, on names that hurt.
CREATE FUNCTION wild."fn ""; x"() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'fired'; END $$;
CREATE TRIGGER "tr
1" BEFORE INSERT ON "Größe
und	Tab \ %s $1 ''"."select * from ""x""; --
😀" FOR EACH ROW EXECUTE FUNCTION wild."fn ""; x"(E'a\nb', '', '\\');
CREATE TRIGGER t_replica BEFORE INSERT ON wild.hen FOR EACH ROW EXECUTE FUNCTION wild."fn ""; x"();
ALTER TABLE wild.hen ENABLE REPLICA TRIGGER t_replica;
CREATE TRIGGER t_always BEFORE INSERT ON wild.egg FOR EACH ROW EXECUTE FUNCTION wild."fn ""; x"();
ALTER TABLE wild.egg ENABLE ALWAYS TRIGGER t_always;
CREATE TRIGGER t_truncate BEFORE TRUNCATE ON wild.twins EXECUTE FUNCTION wild."fn ""; x"();
CREATE RULE "rule ""x""" AS ON INSERT TO wild.twins WHERE new.a < 0 DO INSTEAD NOTHING;
ALTER TABLE wild.twins DISABLE RULE "rule ""x""";
CREATE RULE insertable AS ON INSERT TO wild.view_a DO INSTEAD INSERT INTO wild.hen VALUES (new.id) RETURNING hen.id;
COMMENT ON RULE insertable ON wild.view_a IS 'rule';
ALTER TABLE wild.hen ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY "pol ""x""" ON wild.hen FOR ALL TO PUBLIC USING (EXISTS (SELECT 1 FROM wild.egg e WHERE e.hen = hen.id AND e.id IN (SELECT n.x FROM wild.values_view n)));

-- Functions of all kinds.
CREATE FUNCTION wild.table_fn(a integer DEFAULT NULL, OUT b text, OUT c wild."comp ""x""") RETURNS SETOF record LANGUAGE sql STABLE LEAKPROOF PARALLEL SAFE COST 0.5 ROWS 7 SECURITY DEFINER SET search_path TO wild, 'Größe
und	Tab \ %s $1 ''' SET work_mem = '1MB' AS $$ SELECT 'x;$fn$', NULL::wild."comp ""x""" $$;
CREATE FUNCTION wild.returns_table() RETURNS TABLE (x integer, "y z" wild.mark) LANGUAGE plpgsql AS $fn$ BEGIN RETURN; END $fn$;
CREATE FUNCTION wild.poly(anyelement, anyarray) RETURNS anyelement LANGUAGE sql AS 'SELECT $1';
CREATE FUNCTION wild.poly(integer) RETURNS integer LANGUAGE sql AS 'SELECT $1';
CREATE PROCEDURE wild.proc(IN a integer, INOUT b text DEFAULT 'it''s') LANGUAGE sql AS 'SELECT $2';
CREATE FUNCTION wild.state(internal, integer) RETURNS internal LANGUAGE internal AS 'int4_avg_accum';
CREATE AGGREGATE wild.percent(float8 ORDER BY anyelement) (sfunc = ordered_set_transition, stype = internal, finalfunc = percentile_disc_final, finalfunc_extra);
CREATE AGGREGATE wild.moving(integer) (sfunc = int4pl, stype = integer, msfunc = int4pl, minvfunc = int4mi, mstype = integer, minitcond = '0');
CREATE FUNCTION wild.keep(text, VARIADIC text[]) RETURNS text LANGUAGE sql IMMUTABLE AS 'SELECT $1';
CREATE AGGREGATE wild.variadic(VARIADIC text[]) (sfunc = wild.keep, stype = text, initcond = '\{}');
CREATE STATISTICS wild.stats (ndistinct, mcv) ON a, (a % 3), lower(b) FROM wild.twins;
ALTER STATISTICS wild.stats SET STATISTICS 77;
COMMENT ON STATISTICS wild.stats IS 'stats';
COMMENT ON PROCEDURE wild.proc(integer, text) IS 'proc';
COMMENT ON COLLATION "C" IS NULL;

-- Operators, classes and families.
CREATE FUNCTION wild.cmp(wild."comp ""x""", wild."comp ""x""") RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT 0';
CREATE FUNCTION wild.lt(wild."comp ""x""", wild."comp ""x""") RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT false';
CREATE OPERATOR wild.<# (FUNCTION = wild.lt, LEFTARG = wild."comp ""x""", RIGHTARG = wild."comp ""x""", COMMUTATOR = OPERATOR(wild.>#), RESTRICT = scalarltsel);
CREATE OPERATOR wild.># (FUNCTION = wild.lt, LEFTARG = wild."comp ""x""", RIGHTARG = wild."comp ""x""", COMMUTATOR = OPERATOR(wild.<#));
CREATE OPERATOR wild.<=# (FUNCTION = wild.lt, LEFTARG = wild."comp ""x""", RIGHTARG = wild."comp ""x""");
CREATE OPERATOR wild.==# (FUNCTION = wild.lt, LEFTARG = wild."comp ""x""", RIGHTARG = wild."comp ""x""");
CREATE OPERATOR wild.>=# (FUNCTION = wild.lt, LEFTARG = wild."comp ""x""", RIGHTARG = wild."comp ""x""");
CREATE OPERATOR wild.!# (FUNCTION = wild.twice, RIGHTARG = integer);
CREATE OPERATOR FAMILY wild.fam USING btree;
CREATE OPERATOR CLASS wild.cls FOR TYPE wild."comp ""x""" USING btree FAMILY wild.fam AS OPERATOR 1 wild.<#, OPERATOR 2 wild.<=#, OPERATOR 3 wild.==#, OPERATOR 4 wild.>=#, OPERATOR 5 wild.>#, FUNCTION 1 wild.cmp(wild."comp ""x""", wild."comp ""x""");
CREATE INDEX by_class ON wild.values (co wild.cls);
COMMENT ON OPERATOR CLASS wild.cls USING btree IS 'class';
CREATE CAST (wild."comp ""x""" AS wild."enum ""x""") WITH INOUT;
CREATE CONVERSION wild.conv FOR 'LATIN1' TO 'UTF8' FROM iso8859_1_to_utf8;
COMMENT ON CONVERSION wild.conv IS 'conv';
-- The root of all locales, which older majors let go unnamed.
CREATE COLLATION wild.root (provider = icu, locale = '');
CREATE COLLATION wild.numeric (provider = icu, locale = '@colCaseFirst=lower;colNumeric=yes');
-- A cast that gives a text, where a text is as good as the type.
CREATE TYPE wild.token;
CREATE FUNCTION wild.token_in(cstring) RETURNS wild.token LANGUAGE internal IMMUTABLE STRICT AS 'textin';
CREATE FUNCTION wild.token_out(wild.token) RETURNS cstring LANGUAGE internal IMMUTABLE STRICT AS 'textout';
CREATE TYPE wild.token (INPUT = wild.token_in, OUTPUT = wild.token_out, LIKE = text);
CREATE FUNCTION wild.numbered(integer) RETURNS text LANGUAGE sql IMMUTABLE AS $$ SELECT 'n' || $1 $$;
CREATE CAST (text AS wild.token) WITHOUT FUNCTION AS IMPLICIT;
CREATE CAST (integer AS wild.token) WITH FUNCTION wild.numbered(integer) AS ASSIGNMENT;
-- Bodies of functions that need each other.
CREATE FUNCTION wild.even(integer) RETURNS boolean LANGUAGE sql RETURN $1 = 0;
CREATE FUNCTION wild.odd(a integer, strict_one text DEFAULT 'AS $x$') RETURNS boolean LANGUAGE sql BEGIN ATOMIC SELECT CASE WHEN a = 0 THEN false ELSE wild.even(a - 1) END; END;
CREATE OR REPLACE FUNCTION wild.even(integer) RETURNS boolean LANGUAGE sql RETURN CASE WHEN $1 = 0 THEN true ELSE wild.odd($1 - 1) END;
CREATE VIEW wild.evens AS SELECT i FROM generate_series(0, 9) i WHERE wild.even(i);
