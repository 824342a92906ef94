//! What a target refuses: named before the start with all that is in the way, or, where only rows decide, named at the end while
//! the rest arrives.

use anyhow::{Context, Result};
use domain::ErrorKind;
use domain::engine::{Pace, Reason, TransferEvent, Uncarried};
use domain::finding::Level;
use support::postgres::{carry, empty, run, server, text, texts};

fn named(things: &[Uncarried], level: Level) -> Vec<String> {
    let some = things.iter().filter(|thing| thing.level == level && thing.reason != Reason::SettingsDiffer);
    some.map(|u| format!("{} {} {:?}", u.kind, u.name, u.reason)).collect()
}

const USER_TABLES: &str = "SELECT count(*)::text FROM pg_class WHERE oid >= 16384 AND relkind = 'r'";

/// Everything that stands in the way of a transfer, which must then leave nothing behind.
async fn in_the_way(from: u16, to: u16, script: &str) -> Result<Vec<Uncarried>> {
    let (old, new) = tokio::join!(server(from), server(to));
    let (source, target) = (empty(&old, "refused").await, empty(&new, "refused").await);
    run(&source, script).await;
    let (done, events) = carry(&source, &target, transfer::Options::default()).await;
    assert_eq!(done.err().context("it began")?.kind, ErrorKind::CannotBeCarried);
    assert_eq!(text(&target, USER_TABLES).await, "0");
    let blocked = events.into_iter().find_map(|event| match event {
        TransferEvent::Blocked { uncarried } => Some(uncarried),
        _ => None,
    });
    blocked.context("nothing was named")
}

#[tokio::test]
async fn what_a_later_major_no_longer_has_is_named_before_the_start() -> Result<()> {
    let script = "CREATE SCHEMA app; CREATE TABLE app.t (id integer PRIMARY KEY, at abstime, f float8);
        CREATE OPERATOR app.!! (PROCEDURE = numeric_fac, LEFTARG = bigint);
        CREATE AGGREGATE app.joined(anyelement) (SFUNC = array_append, STYPE = anyarray, INITCOND = '{}');
        CREATE TABLE app.numbered (a integer) WITH OIDS; CREATE VIEW app.over AS SELECT id FROM app.t WHERE at IS NULL; CREATE VIEW app.fine AS SELECT 1 AS one;
        CREATE FUNCTION app.old(reltime) RETURNS integer LANGUAGE sql AS 'SELECT 1';
        CREATE FUNCTION app.body() RETURNS integer LANGUAGE plpgsql AS 'BEGIN RETURN nowhere(); END';";
    let found = in_the_way(10, 18, script).await?;
    let blockers = named(&found, Level::Blocker);
    for expected in ["aggregate app.joined(anyelement)", "table app.t", "function app.old(reltime)"] {
        let one = format!("{expected} RefusedByTarget");
        assert!(blockers.contains(&one), "{one} is not in {blockers:?}");
    }
    for gone in ["row_numbers app.numbered.oid", "operator app.!! (bigint, NONE)"] {
        assert!(blockers.contains(&format!("{gone} GoneInVersion")), "{blockers:?}");
    }
    assert_eq!(blockers.len(), 5, "{blockers:?}");
    let told = found.iter().find(|thing| thing.name == "app.t").and_then(|thing| thing.params.get("detail"));
    assert!(told.context("no words")?.contains("42704"), "{told:?}");
    assert!(named(&found, Level::Info).contains(&"view app.over NeedsRefused".to_owned()));
    Ok(())
}

#[tokio::test]
async fn what_only_the_target_itself_can_judge_is_named_before_the_start() -> Result<()> {
    let script = "CREATE EXTENSION postgres_fdw; CREATE EXTENSION hstore; CREATE SCHEMA app;
        CREATE FUNCTION app.own() RETURNS integer LANGUAGE sql AS 'SELECT 1'; ALTER EXTENSION hstore ADD FUNCTION app.own();
        CREATE VIEW app.uses AS SELECT app.own() AS one;
        CREATE FOREIGN DATA WRAPPER loose; CREATE SERVER far FOREIGN DATA WRAPPER loose OPTIONS (host 'x', colour 'canary-option');
        UPDATE pg_foreign_data_wrapper SET fdwvalidator = (SELECT fdwvalidator FROM pg_foreign_data_wrapper WHERE fdwname = 'postgres_fdw') WHERE fdwname = 'loose';
        CREATE TABLE app.t AS SELECT 1 AS n;";
    let found = in_the_way(16, 17, script).await?;
    let blockers = named(&found, Level::Blocker);
    assert_eq!(blockers, ["foreign_server far RefusedByTarget", "view app.uses RefusedByTarget"]);
    assert!(!format!("{found:?}").contains("canary"), "no value of a person is told");
    Ok(())
}

#[tokio::test]
async fn what_became_stricter_is_named_before_the_start() -> Result<()> {
    // Before 14 the text of an interval counted as immutable.
    let script = "CREATE TABLE public.t (span interval, twice text GENERATED ALWAYS AS ('x') STORED);
        CREATE INDEX by_text ON public.t ((span::text)); CREATE INDEX by_span ON public.t (span);
        CREATE TABLE public.g (span interval, said text GENERATED ALWAYS AS (span::text) STORED); CREATE VIEW public.over AS SELECT said FROM public.g;";
    let found = in_the_way(13, 18, script).await?;
    assert_eq!(
        named(&found, Level::Blocker),
        ["table public.g RefusedByTarget", "index public.by_text RefusedByTarget"]
    );
    assert_eq!(named(&found, Level::Info), ["view public.over NeedsRefused"]);
    let told = |name: &str| {
        let thing = found.iter().find(|thing| thing.name == name);
        thing.and_then(|thing| thing.params.get("detail")).cloned().unwrap_or_default()
    };
    assert_eq!(
        told("public.by_text"),
        "SQLSTATE 42P17: functions in index expression must be marked IMMUTABLE"
    );
    assert!(told("public.g").contains("42P17: generation expression"), "{}", told("public.g"));
    // Until 18 a key could be looked up in another order than its own.
    let script = "CREATE COLLATION public.loose (provider = icu, locale = 'und-u-ks-level1', deterministic = false);
        CREATE COLLATION public.looser (provider = icu, locale = 'de-u-ks-level1', deterministic = false);
        CREATE TABLE public.t (name text COLLATE public.loose PRIMARY KEY);
        CREATE TABLE public.refers (name text COLLATE public.looser REFERENCES public.t, same text COLLATE public.loose REFERENCES public.t);";
    let found = in_the_way(17, 18, script).await?;
    assert_eq!(named(&found, Level::Blocker), ["foreign_key public.refers.refers_name_fkey RefusedByTarget"]);
    let detail = found.iter().find_map(|thing| thing.params.get("detail")).context("no words")?;
    assert!(detail.starts_with("SQLSTATE 42P21: foreign key constraint"), "{detail}");
    Ok(())
}

#[tokio::test]
async fn what_only_rows_decide_is_named_at_the_end_and_the_rest_arrives() -> Result<()> {
    let (old, new) = tokio::join!(server(15), server(17));
    let (source, target) = (empty(&old, "late").await, empty(&new, "late").await);
    let script = "CREATE TABLE public.t (id integer PRIMARY KEY, k integer); INSERT INTO public.t SELECT i, i FROM generate_series(1, 100) i;
        CREATE MATERIALIZED VIEW public.stale AS SELECT k FROM public.t; CREATE UNIQUE INDEX stale_k ON public.stale (k); UPDATE public.t SET k = 7;
        CREATE FOREIGN DATA WRAPPER idle; CREATE SERVER nowhere FOREIGN DATA WRAPPER idle;
        CREATE TABLE public.p (a integer) PARTITION BY LIST (a); CREATE FOREIGN TABLE public.p_far PARTITION OF public.p FOR VALUES IN (1) SERVER nowhere;
        CREATE FUNCTION public.tr() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
        CREATE TRIGGER tr BEFORE INSERT ON public.t FOR EACH ROW EXECUTE FUNCTION public.tr();";
    run(&source, script).await;
    let (done, _) = carry(&source, &target, transfer::Options::default()).await;
    let report = done?;
    assert_eq!(named(&report.uncarried, Level::Blocker), ["index public.stale_k RefusedByTarget"]);
    assert_eq!(named(&report.uncarried, Level::Warning), ["statistics_of public.p RefusedByTarget"]);
    let differences = report.verification.context("not compared")?.differences;
    let missing: Vec<_> = differences.iter().map(|d| format!("{} {}", d.kind, d.name)).collect();
    assert_eq!(missing, ["index public.stale_k"], "it is no success, and says why");
    let there = "SELECT (SELECT count(*) FROM public.t) || ' ' || (SELECT count(*) FROM pg_trigger WHERE tgname = 'tr')";
    assert_eq!(text(&target, there).await, "100 1");
    Ok(())
}

#[tokio::test]
async fn what_an_extension_brought_with_it_is_never_emptied() -> Result<()> {
    let (old, new) = tokio::join!(server(16), server(17));
    let (source, target) = (empty(&old, "kept").await, empty(&new, "kept").await);
    // As an extension has it whose script says that its table holds settings of the person.
    let script = "BEGIN; CREATE EXTENSION hstore; CREATE TABLE public.settings (k text, v text); INSERT INTO public.settings VALUES ('own', '1');
        ALTER EXTENSION hstore ADD TABLE public.settings;
        UPDATE pg_extension SET extconfig = ARRAY['public.settings'::regclass::oid], extcondition = ARRAY[''] WHERE extname = 'hstore'; COMMIT;";
    run(&source, script).await;
    run(&target, script).await;
    run(&target, "INSERT INTO public.settings VALUES ('carried', '2')").await;
    let engine = engines::postgres::engine();
    let chunks = engine.source(&source).await?.chunks(Pace::default()).await?;
    let chunk = chunks.iter().find(|chunk| chunk.table_name == "public.settings").context("no chunk")?;
    let side = engine.target(&target).await?;
    assert_eq!(side.count(chunk).await?, 1, "what came with the extension is not ours");
    side.clear(chunk).await?;
    assert_eq!(texts(&target, "SELECT k FROM public.settings").await, ["own"]);
    Ok(())
}

#[tokio::test]
async fn xml_keeps_its_declaration() -> Result<()> {
    let (old, new) = tokio::join!(server(14), server(18));
    let (source, target) = (empty(&old, "xml").await, empty(&new, "xml").await);
    let script = "CREATE DOMAIN public.page AS xml; CREATE TABLE public.t (id integer, x xml, p public.page);
        INSERT INTO public.t VALUES (1, '<?xml version=\"1.0\" encoding=\"UTF-8\"?><é/>', '<?xml version=\"1.1\" standalone=\"yes\"?><b/>'), (2, 'a\\b', NULL), (3, '', '<c/>');";
    run(&source, script).await;
    let (done, _) = carry(&source, &target, transfer::Options::default()).await;
    assert_eq!(done?.verification.context("not compared")?.differences, []);
    let stored = "SELECT id || coalesce(x::text, '-') || coalesce(p::text, '-') FROM public.t ORDER BY id";
    assert_eq!(texts(&source, stored).await, texts(&target, stored).await);
    assert!(texts(&target, stored).await[0].contains("encoding"));
    Ok(())
}
