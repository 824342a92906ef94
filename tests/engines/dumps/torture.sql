-- One of every kind that a person can make without a library of his own, with names meant to hurt. What stands here every
-- major from 10 on understands; what came later is in torture_newer.sql, with its major.
CREATE SCHEMA "Odd ""Schema""; DROP TABLE x; --";
CREATE SCHEMA app;
CREATE EXTENSION hstore WITH SCHEMA app;
CREATE EXTENSION pg_trgm;

CREATE COLLATION app.german (provider = icu, locale = 'de-DE');

CREATE TYPE app.mood AS ENUM ('sad', 'it''s', 'happy\n', 'très "bien"');
CREATE TYPE app.pair AS ("Left" integer, right_side text COLLATE app.german);
CREATE DOMAIN app.positive AS integer DEFAULT 7 NOT NULL CONSTRAINT above_zero CHECK (VALUE > 0);
CREATE DOMAIN app.word AS text COLLATE "C" CHECK (VALUE <> '') CHECK (length(VALUE) < 100);
CREATE TYPE app.floats AS RANGE (subtype = float8, subtype_diff = float8mi);

CREATE FUNCTION app.add(a integer, b integer DEFAULT 5) RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT $1 + $2';
CREATE FUNCTION app.shout(VARIADIC words text[]) RETURNS text LANGUAGE plpgsql STABLE STRICT SECURITY DEFINER
  SET search_path = pg_catalog, "Odd ""Schema""; DROP TABLE x; --" COST 7 AS $f$ BEGIN RETURN upper(array_to_string(words, ';$$')); END $f$;
CREATE FUNCTION app.many(OUT a integer, OUT b text) RETURNS SETOF record LANGUAGE sql AS $$ SELECT 1, 'x' $$;
CREATE AGGREGATE app.total(integer) (sfunc = app.add, stype = integer, initcond = '0', combinefunc = app.add, parallel = safe);
CREATE AGGREGATE app.counter(*) (sfunc = int8inc, stype = int8, initcond = '0');
CREATE FUNCTION app.same(a app.pair, b app.pair) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT $1."Left" = $2."Left"';
CREATE OPERATOR app.=== (PROCEDURE = app.same, LEFTARG = app.pair, RIGHTARG = app.pair, COMMUTATOR = OPERATOR(app.===));
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

CREATE INDEX parent_expression ON app.parent (lower(code) text_pattern_ops, app.add(id, 1)) WHERE id > 10;
CREATE INDEX parent_trigram ON app.parent USING gin (code gin_trgm_ops) WITH (fastupdate = off);
CREATE UNIQUE INDEX parent_desc ON app.parent (id DESC NULLS LAST, "Group");
CREATE INDEX parent_stat ON app.parent ((id % 7));
COMMENT ON INDEX app.parent_stat IS 'index';
ALTER TABLE app.parent CLUSTER ON parent_desc;
ALTER TABLE app.refers REPLICA IDENTITY FULL;
CREATE STATISTICS app.correlated (dependencies, ndistinct) ON id, "Group" FROM app.parent;
COMMENT ON CONSTRAINT one_code ON app.parent IS 'unique';

CREATE TABLE app.logged (at timestamptz NOT NULL, kind app.mood, n integer CHECK (n >= 0)) PARTITION BY RANGE (at, n);
CREATE TABLE app.logged_old PARTITION OF app.logged FOR VALUES FROM (MINVALUE, MINVALUE) TO ('2020-01-01', 5);
CREATE TABLE app.logged_new PARTITION OF app.logged (n DEFAULT 7) FOR VALUES FROM ('2020-01-01', 5) TO (MAXVALUE, MAXVALUE) PARTITION BY LIST (kind);
CREATE TABLE app.logged_new_sad PARTITION OF app.logged_new FOR VALUES IN ('sad', NULL);
CREATE TABLE app.logged_new_other (n integer CHECK (n >= 0), kind app.mood, gone text, at timestamptz NOT NULL);
ALTER TABLE app.logged_new_other DROP COLUMN gone;
ALTER TABLE app.logged_new_other ADD CONSTRAINT logged_n_check CHECK (n >= 0);
ALTER TABLE app.logged_new ATTACH PARTITION app.logged_new_other FOR VALUES IN ('happy\n', 'it''s');
CREATE INDEX logged_old_n ON app.logged_old (n);
INSERT INTO app.logged VALUES ('2000-01-01', 'sad', 1), ('2021-01-01', NULL, 2), ('2022-01-01', 'it''s', 3), ('infinity', 'happy\n', 4);

CREATE UNLOGGED TABLE app.volatile AS SELECT i AS n FROM generate_series(1, 10) i;
CREATE TABLE app.nothing_at_all ();
INSERT INTO app.nothing_at_all DEFAULT VALUES;
INSERT INTO app.nothing_at_all DEFAULT VALUES;
CREATE TABLE app.typed OF app.pair (PRIMARY KEY ("Left"));
INSERT INTO app.typed VALUES (1, 'one');

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
CREATE TRIGGER "Touch; --" BEFORE INSERT OR UPDATE OF code ON app.parent FOR EACH ROW WHEN (NEW.code = 'never') EXECUTE PROCEDURE app.touch('a''b', '\');
CREATE TRIGGER always_fails AFTER INSERT ON app.refers FOR EACH ROW EXECUTE PROCEDURE app.touch();
ALTER TABLE app.refers DISABLE TRIGGER always_fails;
CREATE CONSTRAINT TRIGGER deferred AFTER UPDATE ON app.parent DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE PROCEDURE app.touch();
CREATE TRIGGER tables_of AFTER INSERT ON app.parent REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE PROCEDURE app.touch();
CREATE TRIGGER instead INSTEAD OF INSERT ON app.simple FOR EACH ROW EXECUTE PROCEDURE app.touch();
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
CREATE EVENT TRIGGER guard ON ddl_command_start WHEN TAG IN ('DROP TABLE') EXECUTE PROCEDURE app.on_ddl();

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

-- Roles of the server, as owners and in rights, policies and mappings.
CREATE ROLE "odd ""role"" =/,é" NOLOGIN;
CREATE ROLE clerk LOGIN PASSWORD 'canary-role' CONNECTION LIMIT 7 VALID UNTIL '2099-01-01 00:00:00+00';
CREATE ROLE chief NOINHERIT CREATEDB CREATEROLE IN ROLE pg_monitor;
GRANT clerk TO chief WITH ADMIN OPTION;
COMMENT ON ROLE clerk IS 'it''s a clerk';
ALTER ROLE clerk SET work_mem = '7MB';
ALTER ROLE clerk IN DATABASE torture SET search_path = app, "$user", 'Odd "Schema"; DROP TABLE x; --';
ALTER DATABASE torture SET statement_timeout = '11min';
ALTER DATABASE torture SET app.custom = 'it''s "x", \y';
COMMENT ON DATABASE torture IS 'it''s the database';
GRANT CONNECT, TEMPORARY ON DATABASE torture TO clerk;
REVOKE TEMPORARY ON DATABASE torture FROM PUBLIC;

-- Base types by functions that every server has, and shells of types.
CREATE SCHEMA kinds AUTHORIZATION clerk;
CREATE TYPE kinds.mark;
CREATE FUNCTION kinds.mark_in(cstring) RETURNS kinds.mark LANGUAGE internal IMMUTABLE STRICT AS 'textin';
CREATE FUNCTION kinds.mark_out(kinds.mark) RETURNS cstring LANGUAGE internal IMMUTABLE STRICT AS 'textout';
CREATE FUNCTION kinds.mark_recv(internal) RETURNS kinds.mark LANGUAGE internal STABLE STRICT AS 'textrecv';
CREATE FUNCTION kinds.mark_send(kinds.mark) RETURNS bytea LANGUAGE internal STABLE STRICT AS 'textsend';
CREATE TYPE kinds.mark (INPUT = kinds.mark_in, OUTPUT = kinds.mark_out, RECEIVE = kinds.mark_recv, SEND = kinds.mark_send,
  INTERNALLENGTH = VARIABLE, STORAGE = extended, CATEGORY = 'S', DELIMITER = ';', DEFAULT = 'it''s', COLLATABLE = true);
CREATE TYPE kinds.tiny;
CREATE FUNCTION kinds.tiny_in(cstring) RETURNS kinds.tiny LANGUAGE internal IMMUTABLE STRICT AS 'int4in';
CREATE FUNCTION kinds.tiny_out(kinds.tiny) RETURNS cstring LANGUAGE internal IMMUTABLE STRICT AS 'int4out';
CREATE TYPE kinds.tiny (INPUT = kinds.tiny_in, OUTPUT = kinds.tiny_out, LIKE = pg_catalog.int4, CATEGORY = 'N');
CREATE TYPE kinds.never_finished;
COMMENT ON TYPE kinds.tiny IS 'base';
CREATE TYPE kinds.days;
CREATE FUNCTION kinds.days_whole(kinds.days) RETURNS kinds.days LANGUAGE internal IMMUTABLE STRICT AS 'daterange_canonical';
CREATE FUNCTION kinds.days_between(a date, b date) RETURNS float8 LANGUAGE sql IMMUTABLE AS 'SELECT ($1 - $2)::float8';
CREATE TYPE kinds.days AS RANGE (SUBTYPE = date, CANONICAL = kinds.days_whole, SUBTYPE_DIFF = kinds.days_between);
CREATE DOMAIN kinds.over_word AS app.word DEFAULT 'x' CHECK (VALUE <> 'y');
CREATE DOMAIN kinds.over_array AS app.mood[] NOT NULL DEFAULT '{sad}';
CREATE TYPE kinds.deep AS (a kinds.over_word, b app.pair[], c kinds.over_array, d kinds.days, e kinds.mark);
CREATE TABLE kinds.of_all (m kinds.mark, t kinds.tiny, d kinds.days, o kinds.over_word, deep kinds.deep, ms kinds.mark[], ds kinds.deep[],
  ba kinds.over_array DEFAULT '{}', txt text COLLATE "C", vb varbit(3)[], ch char(3)[], nn numeric(4, 2)[]);
INSERT INTO kinds.of_all VALUES ('a;b', '7', '[2000-01-01,2000-01-05]', 'w', ROW('a', ARRAY[ROW(1, 'x')::app.pair, NULL], '{happy\\n}', 'empty', 'e'),
  '{"a;b";c}', ARRAY[ROW(NULL, '{}', '{}', '(,)', NULL)::kinds.deep], '{sad,NULL}', 'ü', '{101,1}', '{ab,c}', '{1.5,-99.99}');
CREATE INDEX of_all_range ON kinds.of_all USING gist (d);
CREATE INDEX of_all_hash ON kinds.of_all USING hash (txt);
CREATE INDEX of_all_brin ON kinds.of_all USING brin (txt) WITH (pages_per_range = 16, autosummarize = on);
CREATE INDEX of_all_tree ON kinds.of_all (txt COLLATE app.german DESC, (txt || 'x') COLLATE "C" text_pattern_ops NULLS FIRST) WITH (fillfactor = 55);
ALTER TABLE kinds.of_all OWNER TO clerk;
ALTER TYPE kinds.deep OWNER TO "odd ""role"" =/,é";
GRANT SELECT (txt), INSERT (m, t) ON kinds.of_all TO "odd ""role"" =/,é" WITH GRANT OPTION;

-- Operators in families and classes of their own, used by an index and an exclusion constraint.
CREATE FUNCTION kinds.cmp(app.pair, app.pair) RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT btint4cmp($1."Left", $2."Left")';
CREATE FUNCTION kinds.lt(app.pair, app.pair) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT $1."Left" < $2."Left"';
CREATE FUNCTION kinds.gt(app.pair, app.pair) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT $1."Left" > $2."Left"';
CREATE FUNCTION kinds.le(app.pair, app.pair) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT $1."Left" <= $2."Left"';
CREATE FUNCTION kinds.ge(app.pair, app.pair) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT $1."Left" >= $2."Left"';
CREATE FUNCTION kinds.eq(app.pair, app.pair) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT $1."Left" = $2."Left"';
CREATE OPERATOR kinds.<% (PROCEDURE = kinds.lt, LEFTARG = app.pair, RIGHTARG = app.pair, COMMUTATOR = OPERATOR(kinds.>%), NEGATOR = OPERATOR(kinds.>=%), RESTRICT = scalarltsel, JOIN = scalarltjoinsel);
CREATE OPERATOR kinds.>% (PROCEDURE = kinds.gt, LEFTARG = app.pair, RIGHTARG = app.pair, COMMUTATOR = OPERATOR(kinds.<%), NEGATOR = OPERATOR(kinds.<=%));
CREATE OPERATOR kinds.<=% (PROCEDURE = kinds.le, LEFTARG = app.pair, RIGHTARG = app.pair, COMMUTATOR = OPERATOR(kinds.>=%), NEGATOR = OPERATOR(kinds.>%));
CREATE OPERATOR kinds.>=% (PROCEDURE = kinds.ge, LEFTARG = app.pair, RIGHTARG = app.pair, COMMUTATOR = OPERATOR(kinds.<=%), NEGATOR = OPERATOR(kinds.<%));
CREATE OPERATOR kinds.=% (PROCEDURE = kinds.eq, LEFTARG = app.pair, RIGHTARG = app.pair, COMMUTATOR = OPERATOR(kinds.=%), HASHES, MERGES);
CREATE OPERATOR kinds.!% (PROCEDURE = pg_catalog.int4abs, RIGHTARG = integer);
CREATE OPERATOR FAMILY kinds.pairs USING btree;
CREATE OPERATOR CLASS kinds.pair_ops FOR TYPE app.pair USING btree FAMILY kinds.pairs AS OPERATOR 1 kinds.<%, OPERATOR 2 kinds.<=%, OPERATOR 3 kinds.=%,
  OPERATOR 4 kinds.>=%, OPERATOR 5 kinds.>%, FUNCTION 1 kinds.cmp(app.pair, app.pair);
CREATE OPERATOR FAMILY kinds.loose USING btree;
ALTER OPERATOR FAMILY kinds.loose USING btree ADD OPERATOR 1 pg_catalog.< (int4, int8), FUNCTION 1 (int4, int8) pg_catalog.btint48cmp(int4, int8);
CREATE FUNCTION kinds.hash(app.pair) RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT hashint4($1."Left")';
CREATE OPERATOR CLASS kinds.alone DEFAULT FOR TYPE app.pair USING hash AS OPERATOR 1 kinds.=%, FUNCTION 1 kinds.hash(app.pair);
COMMENT ON OPERATOR FAMILY kinds.loose USING btree IS 'family';
COMMENT ON OPERATOR CLASS kinds.pair_ops USING btree IS 'class';
CREATE TABLE kinds.ordered (p app.pair, at tsrange, EXCLUDE USING gist (at WITH &&) WHERE (at <> 'empty') DEFERRABLE, EXCLUDE USING btree (p kinds.pair_ops WITH OPERATOR(kinds.=%)));
INSERT INTO kinds.ordered VALUES (ROW(1, 'x'), '[2000-01-01,2000-01-02)'), (ROW(2, NULL), 'empty'), (NULL, '[2001-01-01,)');
CREATE VIEW kinds.by_operator AS SELECT p FROM kinds.ordered WHERE p OPERATOR(kinds.>%) ROW(0, 'a')::app.pair ORDER BY p USING OPERATOR(kinds.<%);
CREATE CAST (app.pair AS kinds.mark) WITH INOUT AS IMPLICIT;
CREATE CAST (kinds.tiny AS integer) WITHOUT FUNCTION;
CREATE CONVERSION kinds.conv FOR 'LATIN1' TO 'UTF8' FROM iso8859_1_to_utf8;
COMMENT ON CONVERSION kinds.conv IS 'conversion';
CREATE TEXT SEARCH PARSER kinds.parser (START = prsd_start, GETTOKEN = prsd_nexttoken, END = prsd_end, LEXTYPES = prsd_lextype, HEADLINE = prsd_headline);
CREATE TEXT SEARCH TEMPLATE kinds.template (INIT = dsimple_init, LEXIZE = dsimple_lexize);
CREATE TEXT SEARCH DICTIONARY kinds.dictionary (TEMPLATE = kinds.template, STOPWORDS = 'french');
CREATE TEXT SEARCH CONFIGURATION kinds."config; x" (PARSER = kinds.parser);
ALTER TEXT SEARCH CONFIGURATION kinds."config; x" ADD MAPPING FOR asciiword, email, "int" WITH kinds.dictionary, pg_catalog.french_stem;
COMMENT ON TEXT SEARCH PARSER kinds.parser IS 'parser';
COMMENT ON TEXT SEARCH TEMPLATE kinds.template IS 'template';
COMMENT ON TEXT SEARCH DICTIONARY kinds.dictionary IS 'dictionary';
COMMENT ON TEXT SEARCH CONFIGURATION kinds."config; x" IS 'configuration';
CREATE TABLE kinds.searched (t text, v tsvector);
CREATE INDEX searched_v ON kinds.searched USING gin (to_tsvector('kinds."config; x"', t)) WITH (gin_pending_list_limit = 128);
CREATE TRIGGER fill BEFORE INSERT OR UPDATE ON kinds.searched FOR EACH ROW EXECUTE PROCEDURE tsvector_update_trigger(v, 'app.search', t);
INSERT INTO kinds.searched (t) VALUES ('Le chat d''Anna'), (NULL);
CREATE TRANSFORM FOR integer LANGUAGE plpgsql (FROM SQL WITH FUNCTION prsd_lextype(internal));
CREATE LANGUAGE "other; lang" HANDLER plpgsql_call_handler INLINE plpgsql_inline_handler VALIDATOR plpgsql_validator;
CREATE TRUSTED LANGUAGE trusty HANDLER plpgsql_call_handler;
COMMENT ON LANGUAGE trusty IS 'language';
GRANT USAGE ON LANGUAGE trusty TO clerk;
CREATE FUNCTION kinds.in_other() RETURNS integer LANGUAGE "other; lang" AS 'BEGIN RETURN 1; END';
CREATE ACCESS METHOD heir TYPE INDEX HANDLER bthandler;
COMMENT ON ACCESS METHOD heir IS 'method';

-- Aggregates of all kinds, functions with all that can be said of them.
CREATE AGGREGATE kinds.ordered_set(float8 ORDER BY anyelement) (SFUNC = ordered_set_transition, STYPE = internal, FINALFUNC = percentile_disc_final, FINALFUNC_EXTRA);
CREATE AGGREGATE kinds.hypothetical(VARIADIC "any" ORDER BY VARIADIC "any") (SFUNC = ordered_set_transition_multi, STYPE = internal, FINALFUNC = rank_final, FINALFUNC_EXTRA, HYPOTHETICAL);
CREATE AGGREGATE kinds.moving(float8) (SFUNC = float8pl, STYPE = float8, SSPACE = 64, MSFUNC = float8pl, MINVFUNC = float8mi, MSTYPE = float8, MSSPACE = 32, MINITCOND = '0', INITCOND = '0');
CREATE AGGREGATE kinds.least(integer) (SFUNC = int4smaller, STYPE = integer, SORTOP = OPERATOR(pg_catalog.<), COMBINEFUNC = int4smaller);
CREATE AGGREGATE kinds.serial(numeric) (SFUNC = numeric_avg_accum, STYPE = internal, SSPACE = 128, FINALFUNC = numeric_avg, COMBINEFUNC = numeric_avg_combine,
  SERIALFUNC = numeric_avg_serialize, DESERIALFUNC = numeric_avg_deserialize, PARALLEL = SAFE);
CREATE FUNCTION kinds.windowing() RETURNS bigint LANGUAGE internal WINDOW IMMUTABLE STRICT AS 'window_row_number';
CREATE FUNCTION kinds.leaks(a integer, b text DEFAULT E'x\\y;$body$', VARIADIC c text[] DEFAULT '{a,b}') RETURNS TABLE (x integer, "y z" text)
  LANGUAGE plpgsql STABLE LEAKPROOF CALLED ON NULL INPUT SECURITY DEFINER PARALLEL RESTRICTED COST 3.5 ROWS 77 SET datestyle = 'German, DMY' SET app.setting = 'a''b'
  AS $body$ BEGIN /* $$ ; */ RETURN QUERY SELECT 1, E'a\nb'; END $body$;
COMMENT ON FUNCTION kinds.leaks(integer, text, text[]) IS 'a;
-- b';
CREATE FUNCTION kinds.of_row(app.parent) RETURNS text LANGUAGE sql STABLE AS 'SELECT $1.code || ''!''';
CREATE INDEX parent_of_row ON app.parent ((code || '!'));

-- Inheritance with merged columns and checks of all kinds; a column in another place.
CREATE TABLE kinds.mother (a integer DEFAULT 1, b text NOT NULL CHECK (b <> ''), c integer, CONSTRAINT only_me CHECK (a < 1000) NO INHERIT);
CREATE TABLE kinds.father (b text NOT NULL, d date DEFAULT '2000-02-29');
CREATE TABLE kinds.both (b text DEFAULT 'both', e serial) INHERITS (kinds.mother, kinds.father);
ALTER TABLE kinds.both ALTER COLUMN a SET DEFAULT 2, ALTER COLUMN d DROP DEFAULT, ALTER COLUMN c SET NOT NULL, ALTER COLUMN c SET STATISTICS 0;
INSERT INTO kinds.both (c) VALUES (1); INSERT INTO kinds.mother (b) VALUES ('m');
ALTER TABLE kinds.mother ADD CONSTRAINT late CHECK (c < 1000000) NOT VALID;
CREATE TABLE kinds.child_of_typed OF app.pair ("Left" WITH OPTIONS DEFAULT 4 CHECK ("Left" > 0), right_side WITH OPTIONS NOT NULL);
CREATE TABLE kinds.storage (a text, b text, c text, d bytea) WITH (autovacuum_vacuum_scale_factor = 0.07, toast.autovacuum_vacuum_threshold = 99, parallel_workers = 3, user_catalog_table = true);
ALTER TABLE kinds.storage ALTER a SET STORAGE PLAIN, ALTER b SET STORAGE MAIN, ALTER c SET STORAGE EXTERNAL, ALTER d SET (n_distinct = 3, n_distinct_inherited = 4);
CREATE SEQUENCE kinds.shared START 10 INCREMENT 10 OWNED BY kinds.storage.a;
CREATE TABLE kinds.takes (id bigint DEFAULT nextval('kinds.shared'), again bigint DEFAULT nextval('kinds.shared') + 1);
INSERT INTO kinds.takes DEFAULT VALUES;
CREATE TABLE kinds.ids (a smallint GENERATED BY DEFAULT AS IDENTITY (SEQUENCE NAME kinds."an id; --" MINVALUE -5 START -3 MAXVALUE 5 CYCLE CACHE 2), b bigint GENERATED ALWAYS AS IDENTITY (INCREMENT -1));
INSERT INTO kinds.ids DEFAULT VALUES;
COMMENT ON SEQUENCE kinds."an id; --" IS 'identity';
GRANT USAGE ON SEQUENCE kinds."an id; --" TO clerk;
CREATE TABLE kinds.hen (id integer PRIMARY KEY, egg integer);
CREATE TABLE kinds.egg (id integer PRIMARY KEY USING INDEX TABLESPACE pg_default, hen integer DEFAULT 0 REFERENCES kinds.hen ON DELETE SET DEFAULT ON UPDATE RESTRICT DEFERRABLE INITIALLY DEFERRED);
ALTER TABLE kinds.hen ADD CONSTRAINT "of; egg" FOREIGN KEY (egg) REFERENCES kinds.egg ON DELETE CASCADE;
ALTER TABLE kinds.egg REPLICA IDENTITY NOTHING;
ALTER TABLE kinds.takes ALTER id SET NOT NULL;
CREATE UNIQUE INDEX takes_identity ON kinds.takes (id); ALTER TABLE kinds.takes REPLICA IDENTITY USING INDEX takes_identity;

-- Views that need each other through functions, rules on them, and columns that they hide.
CREATE VIEW kinds.first AS SELECT id FROM kinds.hen;
CREATE FUNCTION kinds.from_first() RETURNS SETOF kinds.first LANGUAGE sql AS 'SELECT * FROM kinds.first';
CREATE VIEW kinds.second AS SELECT f.id, count(*) OVER () AS n FROM kinds.from_first() f;
CREATE OR REPLACE VIEW kinds.first AS SELECT id FROM kinds.hen UNION SELECT id FROM kinds.egg WHERE (SELECT count(*) FROM kinds.second) < 0;
CREATE VIEW kinds.cascaded AS SELECT id, egg FROM kinds.hen WHERE id > 0 WITH CASCADED CHECK OPTION;
CREATE RULE "rule; --" AS ON INSERT TO kinds.second DO INSTEAD (INSERT INTO kinds.hen VALUES (new.id); NOTIFY "chan; nel");
CREATE RULE off AS ON UPDATE TO kinds.hen WHERE old.id = 1 DO INSTEAD NOTHING;
ALTER TABLE kinds.hen DISABLE RULE off;
CREATE MATERIALIZED VIEW kinds.later WITH (autovacuum_enabled = false) AS SELECT * FROM kinds.cascaded WITH NO DATA;
CREATE INDEX later_id ON kinds.later (id); ALTER MATERIALIZED VIEW kinds.later CLUSTER ON later_id;
ALTER VIEW kinds.cascaded OWNER TO clerk;
CREATE POLICY of_clerk ON kinds.hen FOR INSERT TO clerk, "odd ""role"" =/,é" WITH CHECK (EXISTS (SELECT 1 FROM kinds.egg e WHERE e.id = hen.egg));
ALTER TABLE kinds.hen ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;

-- Beyond the database: what is switched off on arrival, and what acts by itself.
CREATE SUBSCRIPTION "sub; --" CONNECTION 'host=nowhere.invalid dbname=x password=canary-subscription' PUBLICATION a, "b; --" WITH (connect = false, slot_name = NONE);
COMMENT ON SUBSCRIPTION "sub; --" IS 'subscription';
CREATE USER MAPPING FOR clerk SERVER far OPTIONS ("user" 'x', password 'canary;''');
GRANT USAGE ON FOREIGN SERVER far TO clerk; GRANT USAGE ON FOREIGN DATA WRAPPER nowhere TO chief WITH GRANT OPTION;
COMMENT ON FOREIGN DATA WRAPPER nowhere IS 'wrapper'; COMMENT ON SERVER far IS 'server'; COMMENT ON FOREIGN TABLE app.remote IS 'foreign';
ALTER FOREIGN TABLE app.remote ALTER a SET STATISTICS 9, ADD CONSTRAINT positive CHECK (a > 0);
COMMENT ON EVENT TRIGGER guard IS 'event'; COMMENT ON PUBLICATION changes IS 'publication'; COMMENT ON RULE off ON kinds.hen IS 'rule';
COMMENT ON STATISTICS app.correlated IS 'statistics'; COMMENT ON COLLATION app.german IS 'collation'; COMMENT ON MATERIALIZED VIEW app.summary IS 'matview';
COMMENT ON SEQUENCE app.loose IS 'sequence'; COMMENT ON COLUMN kinds.deep.a IS 'attribute'; COMMENT ON COLUMN app.summary.n IS 'column';
CREATE EVENT TRIGGER always ON sql_drop EXECUTE PROCEDURE app.on_ddl(); ALTER EVENT TRIGGER always DISABLE;
CREATE EVENT TRIGGER after_all ON ddl_command_end WHEN TAG IN ('DROP OWNED') EXECUTE PROCEDURE app.on_ddl(); ALTER EVENT TRIGGER after_all ENABLE ALWAYS;
-- What others than the owner gave, and gave on.
CREATE TABLE kinds.given_on (a integer, b text); GRANT USAGE ON SCHEMA kinds TO clerk WITH GRANT OPTION; GRANT SELECT, UPDATE (b) ON kinds.given_on TO clerk WITH GRANT OPTION;
SET ROLE clerk; GRANT SELECT ON kinds.given_on TO chief WITH GRANT OPTION; GRANT UPDATE (b) ON kinds.given_on TO "odd ""role"" =/,é"; GRANT USAGE ON SCHEMA kinds TO chief; RESET ROLE;
SET ROLE chief; GRANT SELECT ON kinds.given_on TO PUBLIC; RESET ROLE;
-- Children whose columns stand in another order than those of their parents.
CREATE TABLE kinds.elder (a integer DEFAULT 1 CHECK (a > 0), gone text); CREATE TABLE kinds.younger (b integer) INHERITS (kinds.elder); ALTER TABLE kinds.elder ADD COLUMN c integer NOT NULL DEFAULT 3 CHECK (c > 0);
CREATE TABLE kinds.youngest (d integer) INHERITS (kinds.younger); ALTER TABLE kinds.elder ADD COLUMN e text, DROP COLUMN gone; INSERT INTO kinds.youngest VALUES (1, 2, 3, 4, 'e');
ALTER DEFAULT PRIVILEGES FOR ROLE clerk REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;
ALTER DEFAULT PRIVILEGES FOR ROLE clerk IN SCHEMA kinds GRANT USAGE ON SEQUENCES TO chief WITH GRANT OPTION;
ALTER DEFAULT PRIVILEGES FOR ROLE chief GRANT USAGE ON SCHEMAS TO PUBLIC; ALTER DEFAULT PRIVILEGES FOR ROLE chief REVOKE USAGE ON TYPES FROM PUBLIC;
REVOKE ALL ON TYPE app.mood FROM PUBLIC; GRANT USAGE ON TYPE app.mood TO clerk; REVOKE ALL ON app.volatile FROM CURRENT_USER;
SELECT lo_create(70001), lo_from_bytea(70002, '\x00ff'), lo_from_bytea(4294967295, decode(repeat('ab', 5000), 'hex'));
COMMENT ON LARGE OBJECT 70002 IS 'large'; ALTER LARGE OBJECT 70002 OWNER TO clerk; GRANT SELECT ON LARGE OBJECT 70001 TO PUBLIC;

-- Values at the edges of every type.
CREATE TABLE kinds.edges (k serial, v text, vc varchar(7), bp char(5), nm name, c "char", a integer[], m text[][], b bit(5), vb bit varying, n numeric, n2 numeric(1000, 500), i2 smallint, i4 integer, i8 bigint,
  f float8, g float4, fs float8[], mo money, d date, ts timestamp, tz timestamptz, tz0 timestamptz(0), t time, ttz timetz, i interval, im interval year to month, j json, jb jsonb, x xml, u uuid, by bytea, bo boolean,
  pt point, ln line, ls lseg, bx box, pa path, po polygon, ci circle, ine inet, cid cidr, mac macaddr, mac8 macaddr8, lsn pg_lsn, ve tsvector, tq tsquery, r4 int4range, r8 int8range, rn numrange, rt tsrange, rz tstzrange, rd daterange,
  e app.mood, ea app.mood[], co app.pair, coa app.pair[], o oid, rc regclass, rty regtype, rp regprocedure, sn txid_snapshot, h app.hstore, rf refcursor, ac aclitem, xi xid, ci2 cid, ti tid);
INSERT INTO kinds.edges (v, vc, bp, nm, c, a, m, b, vb, n, n2, i2, i4, i8, f, g, fs, mo, d, ts, tz, tz0, t, ttz, i, im, j, jb, x, u, by, bo, pt, ln, ls, bx, pa, po, ci, ine, cid, mac, mac8, lsn, ve, tq, r4, r8, rn, rt, rz, rd, e, ea, co, coa, o, rc, rty, rp, sn, h, rf, ac, xi, ci2, ti) VALUES
 (E'\\.', '', '', '', '', '[-2:0]={1,NULL,3}', '[0:1][5:6]={{a,"b c"},{"\"",NULL}}', B'10101', B'', 'NaN', 1e499, -32768, -2147483648, -9223372036854775808, '-0', '-0', '{NaN,-0,Infinity,4.9e-324}', -92233720368547758.08,
  'infinity', '-infinity', 'infinity', '-infinity', '24:00', '24:00:00-15:59', '-178000000 years', '-9999 years', '{"a" : 1,  "a":2}', '{"a": 1e400, "\u0001": "\\"}', '<?xml version="1.0"?><a><!-- b --></a>',
  'ffffffff-ffff-ffff-ffff-ffffffffffff', decode(repeat('00ff5c27220a0d09', 1000), 'hex'), true, '(NaN,-0)', '{1,2,3}', '[(1,2),(3,4)]', '(1,2),(3,4)', '[(1,1),(2,2)]', '((1,1),(2,2))', '<(1e300,1),2>', '::ffff:1.2.3.4/100', '10.1.0.0/16',
  '08:00:2b:01:02:03', '08:00:2b:01:02:03:04:05', 'FFFFFFFF/FFFFFFFF', '''a b'':1A,2B '':'' ''''''''', '''a b'':*A & !c <3> d', '(,)', 'empty', '[NaN,NaN]', '[-infinity,infinity]', '(,infinity)', '[4713-01-01 BC,)',
  'happy\n', '{"it''s",NULL}', ROW(-1, E'\n\t"\\'), ARRAY[ROW(NULL, ''), NULL]::app.pair[], 4294967295, 'kinds.edges', 'app.mood', 'app.add(integer,integer)', '10:20:10,14,15', '"a b"=>NULL, ""=>"=>"', 'cur', '=r/pg_monitor', '4294967295', '4294967295', '(4294967295,65535)'),
 ('', 'ééééééé', 'é', repeat('n', 63), E'\\377', '{}', '{}', B'00000', repeat('10', 3000)::varbit, 0.000, 0.0, 32767, 2147483647, 9223372036854775807, '-Infinity', 'Infinity', '{}', 92233720368547758.07,
  '4713-01-01 BC', '4713-01-01 00:00 BC', '4713-01-01 00:00+00 BC', '294276-12-31 23:59:59+00', '00:00', '00:00:00+15:59', '178000000 years 1 mon -2147483648 days 2147483647:59:59', NULL, 'null', 'null', '', '00000000-0000-0000-0000-000000000000', '', false,
  '(1e-300,1e300)', '{0,-1,0}', '[(0,0),(0,0)]', '(0,0),(0,0)', '((0,0))', '((0,0))', '<(0,0),0>', '::', '::/0', '00:00:00:00:00:00', 'ff:ff:ff:ff:ff:ff:ff:ff', '0/0', '', '', 'empty', '[-9223372036854775808,9223372036854775806]', '(,0]', '(,)', 'empty', '(,)',
  'sad', '{}', ROW(NULL, NULL), '{}', 0, NULL, 'integer', NULL, NULL, '', '', NULL, '0', '0', '(0,1)');
INSERT INTO kinds.edges (v, n, i2, i4, i8, f, g, fs, d, ts) VALUES (repeat('é😀', 300000), 1e131071, 0, 0, 0, 1.7976931348623157e308, 3.4028235e38, '[3:4]={0.1,0.30000000000000004}', '5874897-12-31', '294276-12-31 23:59:59.999999');
INSERT INTO kinds.edges (n, f, g) VALUES (1e-16383, 2.2250738585072014e-308, 1.17549435e-38), (1.10, 0.1, 0.1), (1.1, 1e23, 1.4e-45), (-0.0, 4.9e-324, 16777217);
