//! Rows of any size: they arrive as they were, and the process that carries them stays small.

use anyhow::{Context, Result};
use domain::ErrorKind;
use domain::database::Endpoint;
use domain::engine::Pace;
use support::postgres::{carry, empty, run, server, text, texts};

use crate::relay::Relay;

/// Megabytes of the largest value; the others are in proportion. 500 takes minutes.
fn megabytes() -> u64 {
    std::env::var("CHANGEOVER_TEST_MB").ok().and_then(|text| text.parse().ok()).unwrap_or(40)
}

/// What the process may hold, in megabytes, whatever it carries.
#[cfg(target_os = "linux")]
const BOUND: u64 = 128;

/// The most memory that this process ever held, in megabytes.
#[cfg(target_os = "linux")]
fn most() -> Result<u64> {
    let status = std::fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).context("no VmHWM")?;
    Ok(line.trim().trim_end_matches(" kB").parse::<u64>()? / 1024)
}

/// Two tables, one whose rows travel binary and one whose rows cannot.
fn script(major: u16, megabytes: u64) -> String {
    let computed = if major < 12 { "" } else { ", n integer GENERATED ALWAYS AS (octet_length(b)) STORED" };
    let part = |percent: u64| (megabytes * percent / 100).max(1);
    format!(
        "CREATE DOMAIN public.blob AS bytea CHECK (octet_length(VALUE) <> 3);
        CREATE DOMAIN public.list AS text[]; CREATE TYPE public.mood AS ENUM ('fair', 'foul'); CREATE TYPE public.pair AS (n integer, t text);
        CREATE TABLE public.noise AS SELECT string_agg(decode(md5(i::text), 'hex'), '') AS b, string_agg(E'\\t\\\\N é€𝄞\\r\\n\\\\.\\n' || md5(i::text), '') AS t,
          json_agg(json_build_object('k' || i, md5(i::text), 'e', E'\\t\\\\ é€')) AS j FROM generate_series(1, 65536) i;
        ALTER TABLE public.noise ALTER b SET STORAGE EXTERNAL;
        CREATE TABLE public.huge (id integer PRIMARY KEY, gone text, b bytea, t text, j jsonb, a text[], d public.blob, l public.list, m public.mood DEFAULT 'foul', note varchar(20){computed});
        ALTER TABLE public.huge ALTER b SET STORAGE EXTERNAL, ALTER t SET NOT NULL;
        INSERT INTO public.huge (id, gone, t) SELECT i, 'gone', '' FROM generate_series(1, 200) i; ALTER TABLE public.huge DROP COLUMN gone;
        UPDATE public.huge SET b = (SELECT string_agg(n.b, '') FROM public.noise n, generate_series(1, {})), note = 'bytes' WHERE id = 20;
        UPDATE public.huge SET t = (SELECT repeat(n.t, {}) FROM public.noise n) WHERE id = 30;
        UPDATE public.huge SET j = (SELECT jsonb_agg(n.j) FROM public.noise n, generate_series(1, greatest({} / 6, 1))) WHERE id = 40;
        UPDATE public.huge SET a = (SELECT array_agg(CASE WHEN g % 3 = 0 THEN NULL ELSE n.t END) FROM public.noise n, generate_series(1, greatest({} / 2, 2)) g) WHERE id = 50;
        UPDATE public.huge h SET d = repeat('x', {p10} << 20)::bytea, t = repeat('é', {p10} << 20), b = o.b || '\\x00ff'::bytea, j = o.j, a = ARRAY[o.t, 'x'], l = ARRAY[NULL, o.t], m = 'fair', note = 'all'
          FROM public.noise o WHERE id = 60;
        UPDATE public.huge SET b = '', t = '', a = '{{}}', d = '', note = '' WHERE id = 70; UPDATE public.huge SET m = NULL, a = '{{NULL}}', j = 'null' WHERE id = 80;
        UPDATE public.huge h SET t = o.t FROM public.noise o WHERE id BETWEEN 190 AND 195;
        CREATE TABLE public.texts (p public.pair, yes boolean, b bytea, t text, c char(5), x xid, v varchar, k integer);
        INSERT INTO public.texts SELECT ROW(i, E'\\\\\\n\\t,\"')::public.pair, true, '\\x5c00', E'\\\\N\\n', ' a', '7', '', i FROM generate_series(1, 50) i;
        INSERT INTO public.texts SELECT ROW(1, n.t)::public.pair, false, NULL, NULL, NULL, NULL, NULL, 51 FROM public.noise n;
        INSERT INTO public.texts SELECT NULL, NULL, (SELECT string_agg(n.b, '') FROM public.noise n, generate_series(1, {p25})), (SELECT repeat(n.t, 3) FROM public.noise n), 'b', NULL, E'\\\\.', 52;
        INSERT INTO public.texts SELECT ROW(NULL, NULL)::public.pair, true, n.b, E'\\\\.\\n' || n.t, NULL, '0', n.t, NULL FROM public.noise n;",
        part(100), part(60) / 4, part(40), part(40),
        p10 = part(10), p25 = part(25),
    )
}

/// Each row by digests of its values, asked by plain SQL.
const HUGE: &str = "SELECT concat_ws(' ', id, coalesce(md5(b), '-'), md5(t), coalesce(md5(j::text), '-'), coalesce(md5(array_to_string(a, '|', 'null')), '-'), array_length(a, 1),
    coalesce(md5(d), '-'), coalesce(md5(array_to_string(l, '|', 'null')), '-'), coalesce(m::text, '-'), coalesce(note, '-')) FROM public.huge ORDER BY id";
const TEXTS: &str = "SELECT concat_ws(' ', k, coalesce(md5((p).t), '-'), coalesce((p).n, -1), num_nulls(p), coalesce(yes::text, '-'), coalesce(md5(b), '-'), coalesce(md5(t), '-'), coalesce(c, '-'),
    coalesce(x::text, '-'), coalesce(md5(v), '-')) FROM public.texts ORDER BY k";

async fn assert_equal(source: &Endpoint, target: &Endpoint) {
    for (sql, count) in [(HUGE, 200), (TEXTS, 53)] {
        let rows = texts(source, sql).await;
        assert_eq!(rows.len(), count);
        assert_eq!(rows, texts(target, sql).await);
    }
}

async fn moves(from: u16, to: u16, options: transfer::Options) -> Result<()> {
    let (old, new) = tokio::join!(server(from), server(to));
    let (source, target) = (empty(&old, "huge").await, empty(&new, "huge").await);
    run(&source, &script(from, megabytes())).await;
    let (done, _) = carry(&source, &target, options).await;
    let report = done?;
    assert_eq!(report.verification.context("not compared")?.differences, []);
    assert_eq!(report.rows, 200 + 53 + 1);
    #[cfg(target_os = "linux")]
    assert!(most()? < BOUND, "{} MB were held", most()?);
    assert_equal(&source, &target).await;
    if from >= 12 {
        let computed = "SELECT count(*)::text FROM public.huge WHERE n IS DISTINCT FROM octet_length(b)";
        assert_eq!(text(&target, computed).await, "0");
    }
    Ok(())
}

#[tokio::test]
async fn huge_rows_arrive_whole_in_little_memory() -> Result<()> {
    moves(14, 18, transfer::Options::default()).await
}

#[tokio::test]
async fn huge_rows_of_an_old_server_arrive_whole_as_text_too() -> Result<()> {
    let pace = Pace { chunk_bytes: 4 << 20, far: true, ..Pace::default() };
    moves(10, 17, transfer::Options { pace, jobs: 3, ..Default::default() }).await
}

#[tokio::test]
async fn huge_rows_that_are_begun_again_arrive_once() -> Result<()> {
    let (old, new) = tokio::join!(server(16), server(17));
    let source = empty(&old, "huge").await;
    run(&source, &script(16, 10)).await;
    let (mut whole, mut retried) = (0, 0);
    for round in 0..6_u64 {
        let target = empty(&new, &format!("round{round}")).await;
        let (from_every, to_every) = if round % 2 == 0 { (3, 0) } else { (0, 3) };
        let before = Relay::start(&source, round + 1, from_every, 16 << 20).await?;
        let behind = Relay::start(&target, round + 100, to_every, 16 << 20).await?;
        let options = transfer::Options {
            pace: Pace { chunk_bytes: 4 << 20, ..Pace::default() },
            verify: false,
            ..Default::default()
        };
        let (done, _) = carry(&before.endpoint(&source), &behind.endpoint(&target), options).await;
        if let Ok(report) = done {
            assert_equal(&source, &target).await;
            whole += 1;
            retried += report.retries;
        }
    }
    assert!(whole > 1 && retried > 0, "{whole} whole, {retried} retried");
    Ok(())
}

#[tokio::test]
async fn a_row_that_no_server_takes_is_named_before_anything_is_written() -> Result<()> {
    let (old, new) = tokio::join!(server(15), server(18));
    let (source, target) = (empty(&old, "huge").await, empty(&new, "huge").await);
    let script = "CREATE TABLE public.monster (a text, b text); INSERT INTO public.monster SELECT repeat('x', 600 << 20);
        UPDATE public.monster SET b = a; INSERT INTO public.monster VALUES ('x', NULL)";
    run(&source, script).await;
    let (done, _) = carry(&source, &target, transfer::Options::default()).await;
    let error = done.err().context("it was carried")?;
    assert_eq!(error.kind, ErrorKind::CannotBeCarried);
    assert!(error.detail.contains("public.monster has 1 row"), "{}", error.detail);
    assert_eq!(text(&target, "SELECT to_regclass('public.monster')::text").await, "");
    Ok(())
}
