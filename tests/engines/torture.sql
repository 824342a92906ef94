-- One of every kind that a person can make without a library of his own, with names meant to hurt.
CREATE SCHEMA "Odd ""Schema""; DROP TABLE x; --";
CREATE SCHEMA app;
CREATE EXTENSION hstore WITH SCHEMA app;
CREATE EXTENSION pg_trgm;

CREATE COLLATION app.german (provider = icu, locale = 'de-DE');
CREATE COLLATION app.nocase (provider = icu, locale = 'und-u-ks-level2', deterministic = false);

CREATE TYPE app.mood AS ENUM ('sad', 'it''s', 'happy\n', 'très "bien"');
CREATE TYPE app.pair AS ("Left" integer, right_side text COLLATE app.german);
CREATE DOMAIN app.positive AS integer DEFAULT 7 NOT NULL CONSTRAINT above_zero CHECK (VALUE > 0);
CREATE DOMAIN app.word AS text COLLATE "C" CHECK (VALUE <> '') CHECK (length(VALUE) < 100);
CREATE TYPE app.floats AS RANGE (subtype = float8, subtype_diff = float8mi);

CREATE FUNCTION app.add(a integer, b integer DEFAULT 5) RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT $1 + $2';
CREATE FUNCTION app.shout(VARIADIC words text[]) RETURNS text LANGUAGE plpgsql STABLE STRICT SECURITY DEFINER
  SET search_path = pg_catalog, "Odd ""Schema""; DROP TABLE x; --" COST 7 AS $f$ BEGIN RETURN upper(array_to_string(words, ';$$')); END $f$;
CREATE FUNCTION app.modern(n integer) RETURNS integer LANGUAGE sql BEGIN ATOMIC SELECT n * 2; END;
CREATE FUNCTION app.many(OUT a integer, OUT b text) RETURNS SETOF record LANGUAGE sql AS $$ SELECT 1, 'x' $$;
CREATE PROCEDURE app.nothing(INOUT n integer) LANGUAGE plpgsql AS $$ BEGIN n := n + 1; END $$;
CREATE AGGREGATE app.total(integer) (sfunc = app.add, stype = integer, initcond = '0', combinefunc = app.add, parallel = safe);
CREATE AGGREGATE app.counter(*) (sfunc = int8inc, stype = int8, initcond = '0');
CREATE FUNCTION app.same(a app.pair, b app.pair) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT $1."Left" = $2."Left"';
CREATE OPERATOR app.=== (FUNCTION = app.same, LEFTARG = app.pair, RIGHTARG = app.pair, COMMUTATOR = OPERATOR(app.===));
CREATE FUNCTION app.mood_size(app.mood) RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT length($1::text)';
CREATE CAST (app.mood AS integer) WITH FUNCTION app.mood_size(app.mood) AS ASSIGNMENT;

CREATE TEXT SEARCH DICTIONARY app.plain (TEMPLATE = pg_catalog.simple, STOPWORDS = 'english', ACCEPT = 'true');
CREATE TEXT SEARCH CONFIGURATION app.search (PARSER = pg_catalog."default");
ALTER TEXT SEARCH CONFIGURATION app.search ADD MAPPING FOR asciiword, word WITH app.plain, english_stem;

CREATE SEQUENCE app.loose AS smallint START 9 INCREMENT -3 MINVALUE -30 MAXVALUE 30 CACHE 5 CYCLE;
SELECT nextval('app.loose');
CREATE SEQUENCE app.untouched START 42;

CREATE TABLE "Odd ""Schema""; DROP TABLE x; --"."select" (
  "from" integer GENERATED ALWAYS AS IDENTITY (START 100 INCREMENT 7) PRIMARY KEY,
  "Été\ ""; --" text DEFAULT 'a\b''c' NOT NULL,
  mood app.mood DEFAULT 'it''s',
  doubled integer GENERATED ALWAYS AS (length('abc') * 2) STORED,
  when_done timestamptz DEFAULT now(), tags text[] DEFAULT '{}', doc jsonb, pair app.pair, extra app.hstore,
  amount numeric(20, 5), f8 float8, f4 float4, bits bit varying(12), net inet, span interval, raw bytea, flags boolean,
  positive app.positive, range app.floats, x xml, id uuid, money money, vec tsvector, point point, d date, t timetz, c "char", n name
) WITH (fillfactor = 70, autovacuum_enabled = false, toast.autovacuum_enabled = false);
COMMENT ON TABLE "Odd ""Schema""; DROP TABLE x; --"."select" IS 'it''s a \ comment; $$';
COMMENT ON COLUMN "Odd ""Schema""; DROP TABLE x; --"."select"."Été\ ""; --" IS 'column';
INSERT INTO "Odd ""Schema""; DROP TABLE x; --"."select" ("Été\ ""; --", mood, when_done, tags, doc, pair, extra, amount, f8, f4, bits, net, span, raw, flags, range, x, id, money, vec, point, d, t, c, n)
VALUES
 (E'tab\there\nline\\.', 'sad', 'infinity', ARRAY['a', NULL, '{"x"}', ''], '{"a": [1, null, "\u00e9"]}', ROW(1, 'x,"y"'), 'a=>1, b=>NULL', 'NaN', 'NaN', '-0', B'1010', '::1/128', '-1 year -2 mons +3 days -04:05:06.789', '\x00ff5c0a', true, '[1.5,2.5)', '<a>&amp;</a>', '00000000-0000-0000-0000-000000000001', 12.34, 'a:1 b:2A', '(1,2)', '4713-01-01 BC', '12:00:00+05:30', 'q', 'nm'),
 ('', NULL, '-infinity', NULL, 'null', NULL, NULL, 0.00001, 'Infinity', 3.4028235e38, NULL, NULL, NULL, '', false, 'empty', NULL, NULL, -1, NULL, NULL, 'infinity', NULL, NULL, NULL),
 ('\N', 'très "bien"', '0044-03-15 12:00:00+00 BC', '{}', '1e400', ROW(NULL, NULL), '', 99999999999999.99999, 4.9e-324, 1.4e-45, B'', '10.0.0.0/8', '178000000 years', NULL, NULL, NULL, NULL, NULL, NULL, '', NULL, NULL, NULL, NULL, NULL);
ALTER TABLE "Odd ""Schema""; DROP TABLE x; --"."select" ALTER COLUMN doc SET STORAGE EXTERNAL;
ALTER TABLE "Odd ""Schema""; DROP TABLE x; --"."select" ALTER COLUMN raw SET COMPRESSION pglz;
ALTER TABLE "Odd ""Schema""; DROP TABLE x; --"."select" ALTER COLUMN amount SET STATISTICS 555;
ALTER TABLE "Odd ""Schema""; DROP TABLE x; --"."select" ALTER COLUMN amount SET (n_distinct = -0.5);

CREATE TABLE app.parent (
  id serial PRIMARY KEY, gone text, code varchar(10) NOT NULL CHECK (code ~ '^[a-z\\]+$'), small app.positive DEFAULT 3, "Group" integer,
  CONSTRAINT one_code UNIQUE (code) DEFERRABLE INITIALLY DEFERRED, EXCLUDE USING gist (int4range(id, id + 1) WITH &&)
);
ALTER TABLE app.parent DROP COLUMN gone;
INSERT INTO app.parent (code, small, "Group") SELECT chr(97 + i % 26) || chr(97 + i / 26), i + 1, i % 5 FROM generate_series(0, 299) i;
CREATE TABLE app.child (extra text, more integer DEFAULT 1) INHERITS (app.parent);
INSERT INTO app.child (id, code, extra) VALUES (1000, 'zz', 'child');
ALTER TABLE app.child ADD CONSTRAINT child_ref FOREIGN KEY ("Group") REFERENCES app.parent (id) ON UPDATE CASCADE ON DELETE SET NULL NOT VALID;
ALTER TABLE app.parent ADD CONSTRAINT later CHECK (id > 0) NOT VALID;
CREATE TABLE app.refers (id integer PRIMARY KEY, parent integer REFERENCES app.parent MATCH FULL DEFERRABLE, loop integer REFERENCES app.refers);
INSERT INTO app.refers VALUES (1, 1, 2), (2, 2, 1);

CREATE INDEX parent_expression ON app.parent (lower(code) text_pattern_ops, app.add(id, 1)) INCLUDE (small) WHERE id > 10;
CREATE INDEX parent_trigram ON app.parent USING gin (code gin_trgm_ops) WITH (fastupdate = off);
CREATE UNIQUE INDEX parent_desc ON app.parent (id DESC NULLS LAST, "Group");
CREATE INDEX parent_stat ON app.parent ((id % 7));
ALTER INDEX app.parent_stat ALTER COLUMN 1 SET STATISTICS 99;
COMMENT ON INDEX app.parent_stat IS 'index';
ALTER TABLE app.parent CLUSTER ON parent_desc;
ALTER TABLE app.refers REPLICA IDENTITY FULL;
CREATE STATISTICS app.correlated (dependencies, ndistinct) ON id, "Group" FROM app.parent;
COMMENT ON CONSTRAINT one_code ON app.parent IS 'unique';

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
CREATE TABLE app.points (at date, place text, FOREIGN KEY (at, place) REFERENCES app.measure);
INSERT INTO app.points VALUES ('2019-12-20', 'a');
ALTER TABLE app.measure ADD COLUMN owner_id integer REFERENCES app.refers;

CREATE UNLOGGED TABLE app.volatile AS SELECT i AS n FROM generate_series(1, 10) i;
CREATE TABLE app.nothing_at_all ();
INSERT INTO app.nothing_at_all DEFAULT VALUES;
INSERT INTO app.nothing_at_all DEFAULT VALUES;
CREATE TABLE app.typed OF app.pair (PRIMARY KEY ("Left"));
INSERT INTO app.typed VALUES (1, 'one');
CREATE TABLE app.only_computed (c integer GENERATED ALWAYS AS (1) STORED);
INSERT INTO app.only_computed DEFAULT VALUES;

CREATE VIEW app.simple AS SELECT id, code FROM app.parent;
CREATE VIEW app.checked WITH (security_barrier = true) AS SELECT p.id, p.code AS "Co de" FROM app.parent p WHERE p.id > 3 WITH LOCAL CHECK OPTION;
ALTER VIEW app.simple ALTER COLUMN code SET DEFAULT 'dflt';
CREATE RECURSIVE VIEW app.numbers (n) AS VALUES (1) UNION ALL SELECT n + 1 FROM numbers WHERE n < 5;
CREATE VIEW app.grouped AS SELECT p.*, count(*) OVER (PARTITION BY "Group") AS n FROM app.parent p GROUP BY p.id;
CREATE VIEW app.within AS SELECT r.id FROM app.refers r WHERE EXISTS (SELECT 1 FROM app.parent p WHERE p.id = r.parent AND p.id IN (SELECT n FROM app.numbers));
CREATE MATERIALIZED VIEW app.summary AS SELECT "Group", count(*) AS n FROM app.grouped GROUP BY 1;
CREATE UNIQUE INDEX summary_group ON app.summary ("Group");
CREATE MATERIALIZED VIEW app.second AS SELECT sum(n) AS s FROM app.summary;
CREATE MATERIALIZED VIEW app.empty AS SELECT 1 AS one WITH NO DATA;
COMMENT ON VIEW app.simple IS 'view';

CREATE FUNCTION app.touch() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'a trigger fired'; END $$;
CREATE TRIGGER "Touch; --" BEFORE INSERT OR UPDATE OF code ON app.parent FOR EACH ROW WHEN (NEW.code = 'never') EXECUTE FUNCTION app.touch('a''b', '\');
CREATE TRIGGER always_fails AFTER INSERT ON app.refers FOR EACH ROW EXECUTE FUNCTION app.touch();
ALTER TABLE app.refers DISABLE TRIGGER always_fails;
CREATE CONSTRAINT TRIGGER deferred AFTER UPDATE ON app.parent DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION app.touch();
CREATE TRIGGER tables_of AFTER INSERT ON app.parent REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION app.touch();
CREATE TRIGGER on_partitions AFTER DELETE ON app.measure FOR EACH ROW EXECUTE FUNCTION app.touch();
ALTER TABLE app.measure_old DISABLE TRIGGER on_partitions;
CREATE TRIGGER instead INSTEAD OF INSERT ON app.simple FOR EACH ROW EXECUTE FUNCTION app.touch();
COMMENT ON TRIGGER instead ON app.simple IS 'trigger';
CREATE RULE no_delete AS ON DELETE TO app.refers DO INSTEAD NOTHING;
CREATE RULE log_it AS ON UPDATE TO app.volatile WHERE new.n > 5 DO ALSO INSERT INTO app.volatile VALUES (old.n);

ALTER TABLE app.typed ENABLE ROW LEVEL SECURITY;
CREATE POLICY "own; rows" ON app.typed AS RESTRICTIVE FOR UPDATE TO PUBLIC USING ("Left" > 0) WITH CHECK ("Left" < 100);
CREATE POLICY see ON app.typed FOR SELECT USING (true);
COMMENT ON POLICY see ON app.typed IS 'policy';

CREATE FOREIGN DATA WRAPPER nowhere OPTIONS (debug 'true');
CREATE SERVER far TYPE 'x' VERSION '1' FOREIGN DATA WRAPPER nowhere OPTIONS (host 'h''ost', "Port" '1');
CREATE USER MAPPING FOR PUBLIC SERVER far OPTIONS (password 'canary-mapping');
CREATE FOREIGN TABLE app.remote (a integer OPTIONS (column_name 'b') NOT NULL, b text DEFAULT 'x') SERVER far OPTIONS (table_name 't');

CREATE PUBLICATION changes FOR TABLE app.parent, app.refers WITH (publish = 'insert, delete');
CREATE PUBLICATION everything FOR ALL TABLES;
CREATE FUNCTION app.on_ddl() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'an event trigger fired'; END $$;
CREATE EVENT TRIGGER guard ON ddl_command_start WHEN TAG IN ('DROP TABLE') EXECUTE FUNCTION app.on_ddl();

GRANT SELECT, UPDATE ("Group") ON app.parent TO PUBLIC;
GRANT USAGE ON SCHEMA app TO PUBLIC;
REVOKE EXECUTE ON FUNCTION app.add(integer, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION app.counter() TO pg_monitor WITH GRANT OPTION;
ALTER DEFAULT PRIVILEGES IN SCHEMA app GRANT SELECT ON TABLES TO pg_monitor;
COMMENT ON SCHEMA app IS 'the schema';
COMMENT ON FUNCTION app.add(integer, integer) IS 'adds';
COMMENT ON AGGREGATE app.counter(*) IS 'counts';
COMMENT ON TYPE app.mood IS 'mood';
COMMENT ON DOMAIN app.positive IS 'domain';
COMMENT ON CONSTRAINT above_zero ON DOMAIN app.positive IS 'check';
COMMENT ON CAST (app.mood AS integer) IS 'cast';
COMMENT ON OPERATOR app.=== (app.pair, app.pair) IS 'operator';
COMMENT ON EXTENSION hstore IS 'not the stock comment';
SELECT setval('app.parent_id_seq', 5000, false);
