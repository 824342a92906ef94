//! Majors that their makers maintain no more, 10 to 13: people upgrade from them.

use anyhow::{Context, Result};
use domain::ErrorKind;
use domain::engine::{Reason, TransferEvent};
use domain::finding::Level;
use support::postgres::{carry, empty, run, server, texts};

/// What every major from 10 on understands.
const SCRIPT: &str = "
    CREATE SCHEMA app; CREATE EXTENSION hstore;
    CREATE TYPE app.mood AS ENUM ('a', 'b'); CREATE TYPE app.pair AS (a integer, b text); CREATE DOMAIN app.word AS text CHECK (VALUE <> ''); CREATE TYPE app.span AS RANGE (subtype = float8);
    CREATE TABLE app.t (id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY, s serial, f8 float8, f4 float4, n numeric, m app.mood, p app.pair, w app.word, r app.span, a float8[], h hstore, j jsonb, at timestamptz, big text, m2 money);
    INSERT INTO app.t (f8, f4, n, m, p, w, r, a, h, j, at, big) SELECT i / 7.0, i / 3.0, i / 11.0, 'b'::app.mood, ROW(i, 'x')::app.pair, 'w' || i, app.span(i / 3.0, i), ARRAY[i / 9.0, 'NaN', '-0'], 'a=>1'::hstore, '{\"a\": 1.50}'::jsonb, to_timestamp(i / 7.0), repeat('x', i) FROM generate_series(1, 2000) i;
    INSERT INTO app.t (f8, f4) VALUES ('-0', 1.1), ('Infinity', 3.4e38), (2.2250738585072014e-308, 1.4e-45), (0.1, 0.1);
    CREATE TABLE app.l (at date, v text) PARTITION BY RANGE (at); CREATE TABLE app.l1 PARTITION OF app.l FOR VALUES FROM ('2000-01-01') TO ('2010-01-01');
    INSERT INTO app.l VALUES ('2005-05-05', 'x');
    CREATE TABLE app.child (t integer REFERENCES app.t, n integer CHECK (n > 0)); INSERT INTO app.child VALUES (1, 1);
    CREATE VIEW app.v AS SELECT id, w FROM app.t WHERE id IN (SELECT c.t FROM app.child c); CREATE MATERIALIZED VIEW app.mv AS SELECT * FROM app.v;
    CREATE FUNCTION app.f(integer) RETURNS integer LANGUAGE sql AS 'SELECT $1'; CREATE AGGREGATE app.agg(integer) (sfunc = int4pl, stype = integer);
    CREATE FUNCTION app.tr() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'; CREATE TRIGGER tr BEFORE INSERT ON app.t FOR EACH ROW EXECUTE PROCEDURE app.tr();
    CREATE STATISTICS app.st ON id, s FROM app.t; CREATE PUBLICATION p FOR TABLE app.t; ALTER TABLE app.child ENABLE ROW LEVEL SECURITY; CREATE POLICY pol ON app.child USING (n > 0);
    CREATE INDEX ON app.t (lower(w)); CREATE COLLATION app.c FROM \"C\"; CREATE SEQUENCE app.sq; SELECT nextval('app.sq'); SELECT lo_from_bytea(70000, '\\x0102'); COMMENT ON TABLE app.t IS 't';
    CREATE RULE r AS ON DELETE TO app.child DO INSTEAD NOTHING; ALTER DEFAULT PRIVILEGES IN SCHEMA app GRANT SELECT ON TABLES TO PUBLIC; GRANT SELECT ON app.t TO PUBLIC;";

/// Rows as values of the type, not as text: floats are printed otherwise before 12.
const SUMS: &str = "SELECT md5(string_agg(float8send(f8)::text || float4send(f4)::text || coalesce(n::text, '') || coalesce(j::text, '') || coalesce(encode(array_send(a), 'hex'), ''), '' ORDER BY id)) FROM app.t
    UNION ALL SELECT count(*)::text FROM app.l UNION ALL SELECT last_value::text FROM app.sq UNION ALL SELECT md5(lo_get(70000)) UNION ALL SELECT count(*)::text FROM app.mv";

async fn moves(from: u16, to: u16) -> Result<()> {
    let (old, new) = tokio::join!(server(from), server(to));
    let (source, target) = (empty(&old, "older").await, empty(&new, "older").await);
    run(&source, SCRIPT).await;
    let (done, _) = carry(&source, &target, transfer::Options::default()).await;
    let report = done?;
    assert_eq!(report.verification.context("not compared")?.differences, []);
    assert_eq!(texts(&source, SUMS).await, texts(&target, SUMS).await);
    let serious: Vec<_> = report.uncarried.iter().filter(|u| u.level > Level::Info).collect();
    assert!(serious.is_empty(), "{serious:?}");
    Ok(())
}

#[tokio::test]
async fn major_10_moves_to_18() -> Result<()> {
    moves(10, 18).await
}

#[tokio::test]
async fn major_11_moves_to_14() -> Result<()> {
    moves(11, 14).await
}

#[tokio::test]
async fn major_12_moves_to_17() -> Result<()> {
    moves(12, 17).await
}

#[tokio::test]
async fn major_13_moves_to_16() -> Result<()> {
    moves(13, 16).await
}

#[tokio::test]
async fn what_later_majors_take_no_more_is_named_and_capitals_in_options_are_carried() -> Result<()> {
    let (old, new) = tokio::join!(server(10), server(18));
    let (source, target) = (empty(&old, "capitals").await, empty(&new, "capitals").await);
    let script = "CREATE TEXT SEARCH DICTIONARY public.plain (TEMPLATE = simple, \"StopWords\" = english, \"Accept\" = false);
        CREATE FUNCTION public.twice(integer) RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT $1 * 2';
        CREATE OPERATOR public.##! (PROCEDURE = public.twice, LEFTARG = integer);";
    run(&source, script).await;
    let (done, events) = carry(&source, &target, transfer::Options::default()).await;
    assert_eq!(done.err().context("began")?.kind, ErrorKind::CannotBeCarried);
    let blocked = events.iter().find_map(|event| match event {
        TransferEvent::Blocked { uncarried } => Some(uncarried.clone()),
        _ => None,
    });
    let blocked: Vec<_> =
        blocked.context("not told")?.into_iter().filter(|u| u.level == Level::Blocker).collect();
    let named: Vec<_> = blocked.iter().map(|u| (u.name.as_str(), u.reason)).collect();
    assert_eq!(named, [("public.##! (integer, NONE)", Reason::GoneInVersion)]);
    run(&source, "DROP OPERATOR public.##! (integer, NONE)").await;
    let (done, _) = carry(&source, &target, transfer::Options::default()).await;
    assert_eq!(done?.verification.context("not compared")?.differences, []);
    Ok(())
}
