//! Odd things that databases in the field hold.

use anyhow::{Context, Result};
use domain::engine::Reason;
use domain::finding::Level;
use support::postgres::{Wall, assert_same, carry, empty, printing, run, server, text};

const SCRIPT: &str = include_str!("wild.sql");

async fn moves(from: u16, to: u16) -> Result<()> {
    let (old, new) = tokio::join!(server(from), server(to));
    let (source, target) = (empty(&old, "wild").await, empty(&new, "wild").await);
    run(&source, SCRIPT).await;
    let (done, _) = carry(&source, &target, transfer::Options::default()).await;
    let report = done?;
    assert_eq!(report.verification.context("not compared")?.differences, []);
    assert_same(&source, &target).await;
    let serious: Vec<_> = report.uncarried.iter().filter(|u| u.level > Level::Info).collect();
    assert!(serious.is_empty(), "{serious:?}");
    Ok(())
}

#[tokio::test]
async fn odd_things_move_from_14_to_18() -> Result<()> {
    moves(14, 18).await
}

#[tokio::test]
async fn odd_things_move_from_16_to_17() -> Result<()> {
    moves(16, 17).await
}

#[tokio::test]
async fn odd_things_move_from_18_to_18() -> Result<()> {
    moves(18, 18).await
}

#[tokio::test]
async fn columns_keep_their_order_whatever_inheritance_would_give() -> Result<()> {
    let (old, new) = tokio::join!(server(17), server(18));
    let (source, target) = (empty(&old, "order").await, empty(&new, "order").await);
    let script = "CREATE TABLE public.parent (a integer CHECK (a > 0)); CREATE TABLE public.child (b integer) INHERITS (public.parent);
        ALTER TABLE public.parent ADD COLUMN c integer NOT NULL DEFAULT 7; INSERT INTO public.child (a, b, c) VALUES (1, 2, 3);
        CREATE TABLE public.below (d integer) INHERITS (public.child); ALTER TABLE public.parent ADD COLUMN e text;
        CREATE TABLE public.turned (x integer PRIMARY KEY, y text); CREATE TABLE public.heir (y text DEFAULT 'y', x integer UNIQUE NOT NULL);
        ALTER TABLE public.heir INHERIT public.turned; INSERT INTO public.heir VALUES ('s', 5);";
    run(&source, script).await;
    let (done, _) = carry(&source, &target, transfer::Options::default()).await;
    let report = done?;
    assert_eq!(report.verification.context("not compared")?.differences, []);
    assert_same(&source, &target).await;
    let order = "SELECT string_agg(attrelid::regclass || '.' || attname, ' ' ORDER BY attrelid::regclass::text, attnum) FROM pg_attribute
        WHERE attrelid >= 16384 AND attnum > 0 AND NOT attisdropped AND attrelid::regclass::text ~ 'child|below|heir|turned'";
    assert_eq!(text(&source, order).await, text(&target, order).await);
    assert!(report.uncarried.iter().all(|u| u.level <= Level::Info), "{:?}", report.uncarried);
    Ok(())
}

#[tokio::test]
async fn a_definition_that_reads_otherwise_after_it_was_read_again_is_no_difference() -> Result<()> {
    let (old, new) = tokio::join!(server(15), server(17));
    let (source, target) = (empty(&old, "again").await, empty(&new, "again").await);
    let script = "CREATE TABLE public.t (a integer, s varchar(9) CHECK (s IN ('x', 'y, z')), n integer, CHECK (n BETWEEN 1 AND 5 AND a > 0));
        CREATE VIEW public.v AS SELECT a FROM public.t WHERE a BETWEEN (SELECT 1) AND (SELECT 9) AND EXISTS (SELECT FROM public.t u WHERE u.s IN ('x', 'z'));
        CREATE INDEX i ON public.t (a) WHERE s IN ('x', 'y') OR (n BETWEEN 3 AND 4 AND a > 0); INSERT INTO public.t VALUES (3, 'x', 4);
        CREATE VIEW public.legs AS SELECT a AS first, s FROM public.t UNION ALL SELECT NULL, 'x' UNION SELECT 1, NULL;";
    run(&source, script).await;
    let (done, _) = carry(&source, &target, transfer::Options::default()).await;
    assert_eq!(done?.verification.context("not compared")?.differences, []);
    let definition = "SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conname = 't_s_check'";
    assert_ne!(text(&source, definition).await, text(&target, definition).await, "nothing was tried");
    Ok(())
}

#[tokio::test]
async fn another_encoding_is_converted_and_compared_by_its_characters() -> Result<()> {
    let (old, new) = tokio::join!(server(15), server(18));
    let make = "CREATE DATABASE latin ENCODING 'LATIN1' TEMPLATE template0 LC_COLLATE 'C' LC_CTYPE 'C'";
    run(&old.admin("postgres"), make).await;
    let (source, target) = (old.admin("latin"), empty(&new, "unicode").await);
    run(&source, "CREATE TABLE public.\"é\" AS SELECT i AS n, 'déjà vu ñ ÿ ' || chr(160 + i % 90) AS t FROM generate_series(1, 500) i").await;
    let (done, _) = carry(&source, &target, transfer::Options::default()).await;
    let report = done?;
    assert_eq!(report.verification.context("not compared")?.differences, []);
    let sum =
        "SELECT md5(string_agg(n || encode(convert_to(t, 'UTF8'), 'hex'), '' ORDER BY n)) FROM public.\"é\"";
    assert_eq!(text(&source, sum).await, text(&target, sum).await);
    run(&target, "UPDATE public.\"é\" SET t = replace(t, 'é', 'è') WHERE n = 250").await;
    let engine = engines::postgres::engine();
    let prints = (
        engine.fingerprint(&source, &printing(1), &Wall).await?,
        engine.fingerprint(&target, &printing(1), &Wall).await?,
    );
    assert_ne!(prints.0.tables, prints.1.tables);
    Ok(())
}

#[tokio::test]
async fn functions_that_name_things_without_a_schema_work_while_rows_arrive() -> Result<()> {
    let (old, new) = tokio::join!(server(16), server(18));
    let (source, target) = (empty(&old, "names").await, empty(&new, "names").await);
    let script = "CREATE FUNCTION public.inner_one(integer) RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT $1 + 1';
        CREATE FUNCTION public.outer_one(integer) RETURNS integer LANGUAGE plpgsql IMMUTABLE AS 'BEGIN RETURN inner_one($1); END';
        CREATE TABLE public.t (a integer CHECK (public.outer_one(a) > 0), b integer GENERATED ALWAYS AS (public.outer_one(a)) STORED);
        INSERT INTO public.t SELECT i FROM generate_series(1, 100) i;";
    run(&source, script).await;
    let (done, _) = carry(&source, &target, transfer::Options::default()).await;
    assert_eq!(done?.verification.context("not compared")?.differences, []);
    assert_same(&source, &target).await;
    Ok(())
}

/// Whatever calls such functions is built by sessions without a path, from 17 on by the server's own doing.
#[tokio::test]
async fn functions_that_name_things_without_a_schema_work_while_what_calls_them_is_built() -> Result<()> {
    for (from, to) in [(15, 18), (14, 16), (17, 17)] {
        let (old, new) = tokio::join!(server(from), server(to));
        let (source, target) = (empty(&old, "paths").await, empty(&new, "paths").await);
        let script = "CREATE TABLE public.rates (k text, r numeric); INSERT INTO public.rates VALUES ('x', 2), ('y', 3);
            CREATE FUNCTION public.half(numeric) RETURNS numeric LANGUAGE sql IMMUTABLE AS 'SELECT $1 / 2';
            CREATE FUNCTION public.rate(t text) RETURNS numeric LANGUAGE plpgsql STABLE AS 'BEGIN RETURN (SELECT half(r) FROM rates WHERE k = t); END';
            CREATE FUNCTION public.key_of(t text) RETURNS numeric LANGUAGE plpgsql IMMUTABLE AS 'BEGIN RETURN half(length(t)); END';
            CREATE FUNCTION public.clean(t text) RETURNS text LANGUAGE plpgsql IMMUTABLE AS 'BEGIN RETURN lower(t); END';
            CREATE TABLE public.goods (k text, EXCLUDE USING btree (public.key_of(k) WITH =) WHERE (k = 'zz'));
            CREATE VIEW public.priced AS SELECT k, public.rate(k) AS r FROM public.goods;";
        run(&source, script).await;
        run(&source, "INSERT INTO public.goods VALUES ('x'), ('y')").await;
        // A source of 17 builds no such index by itself, once there are rows.
        let built = "CREATE INDEX goods_key ON public.goods (public.key_of(k), public.clean(k));
            CREATE MATERIALIZED VIEW public.prices AS SELECT * FROM public.priced;";
        let lend = "ALTER FUNCTION public.key_of(text) SET search_path = public; ALTER FUNCTION public.rate(text) SET search_path = public;";
        let back = "ALTER FUNCTION public.key_of(text) RESET search_path; ALTER FUNCTION public.rate(text) RESET search_path;";
        run(&source, &format!("{lend} {built} {back}")).await;
        let (done, _) = carry(&source, &target, transfer::Options::default()).await;
        let report = done?;
        assert_eq!(report.verification.context("not compared")?.differences, [], "{from} to {to}");
        assert_same(&source, &target).await;
        let prices = "SELECT string_agg(k || ' ' || r::float8, ', ' ORDER BY k) FROM public.prices";
        assert_eq!(text(&target, prices).await, "x 1, y 1.5");
        let told: Vec<_> =
            report.uncarried.iter().filter(|u| u.reason == Reason::NamesWithoutSchema).collect();
        let mut names: Vec<_> = told.iter().map(|u| u.name.as_str()).collect();
        names.sort_unstable();
        // Where the source lets them be built and the target does not.
        let crossed = from < 17 && to >= 17;
        assert_eq!(
            names,
            if crossed { vec!["public.key_of(t text)", "public.rate(t text)"] } else { vec![] }
        );
        let kept = "SELECT count(*)::text FROM pg_proc WHERE pronamespace = 'public'::regnamespace AND proconfig IS NOT NULL";
        assert_eq!(text(&target, kept).await, "0", "{from} to {to}");
    }
    Ok(())
}

#[tokio::test]
async fn names_of_arguments_that_later_majors_take_for_words_of_their_own_are_carried() -> Result<()> {
    let (old, new) = tokio::join!(server(14), server(18));
    let (source, target) = (empty(&old, "words").await, empty(&new, "words").await);
    let script = "CREATE FUNCTION public.words(json json, OUT json_value integer, json DEFAULT '{}') LANGUAGE sql AS 'SELECT 1';
        CREATE FUNCTION public.columns_of() RETURNS TABLE(json json, other integer) LANGUAGE sql AS 'SELECT NULL::json, 1';
        COMMENT ON FUNCTION public.words(json, json) IS 'words';";
    run(&source, script).await;
    let (done, _) = carry(&source, &target, transfer::Options::default()).await;
    let report = done?;
    assert_eq!(report.verification.context("not compared")?.differences, []);
    let said = "SELECT string_agg(proname || proargnames::text || coalesce(obj_description(oid, 'pg_proc'), ''), ' ' ORDER BY proname)
        FROM pg_proc WHERE pronamespace = 'public'::regnamespace";
    assert_eq!(text(&target, said).await, text(&source, said).await);
    Ok(())
}
