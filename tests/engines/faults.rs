//! Faults while a database is carried: the end is the whole truth or an error with a code, never something half called done.

use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

use anyhow::{Context, Result};
use domain::ErrorKind;
use domain::database::Endpoint;
use domain::engine::{MemoryLedger, Pace, TransferEvent, TransferReport};
use support::postgres::{Wall, assert_same, carry, empty, run, server, text};
use tokio_util::sync::CancellationToken;

use crate::relay::Relay;

const SCRIPT: &str =
    "CREATE TABLE public.t (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, k text, at timestamptz);
    INSERT INTO public.t (k, at) SELECT md5(i::text), to_timestamp(i) FROM generate_series(1, 60000) i;
    CREATE INDEX by_k ON public.t (k);
    CREATE TABLE public.child (t bigint REFERENCES public.t, n integer);
    INSERT INTO public.child SELECT i, i FROM generate_series(1, 20000) i;
    CREATE TABLE public.hollow (); INSERT INTO public.hollow SELECT FROM generate_series(1, 5000);
    SELECT lo_from_bytea(70000 + i, decode(repeat('ab', 100000), 'hex')) FROM generate_series(1, 20) i;";

/// Small chunks, many connections.
fn options() -> transfer::Options {
    transfer::Options { pace: Pace { chunk_bytes: 300_000, ..Pace::default() }, ..Default::default() }
}

const SUMS: &str = "SELECT (SELECT count(*) || md5(string_agg(t::text, '' ORDER BY id)) FROM public.t t) || (SELECT count(*) || '-' || sum(n) FROM public.child)
    || (SELECT count(*) FROM public.hollow) || (SELECT md5(string_agg(oid || md5(lo_get(oid)), '' ORDER BY oid)) FROM pg_largeobject_metadata)
    || (SELECT count(*) FROM pg_indexes WHERE schemaname = 'public') || (SELECT count(*) FROM pg_constraint WHERE contype = 'f')";

/// Whether a transfer said that it is done; then it must be.
async fn judge(done: domain::Result<TransferReport>, source: &Endpoint, target: &Endpoint) -> Result<bool> {
    match done {
        Ok(report) => {
            assert_eq!(report.verification.context("not compared")?.differences, []);
            assert_eq!(text(source, SUMS).await, text(target, SUMS).await);
            Ok(true)
        }
        Err(error) => {
            let network = [
                ErrorKind::ConnectionLost,
                ErrorKind::DatabaseUnreachable,
                ErrorKind::TimedOut,
                ErrorKind::OutcomeUnknown,
                ErrorKind::DatabaseRefused,
            ];
            assert!(network.contains(&error.kind), "{error:?}");
            Ok(false)
        }
    }
}

#[tokio::test]
async fn broken_connections_on_either_side_never_end_in_a_wrong_success() -> Result<()> {
    let (old, new) = tokio::join!(server(16), server(17));
    let source = empty(&old, "faulty").await;
    run(&source, SCRIPT).await;
    let (mut whole, mut retried, mut cuts) = (0, 0, 0);
    for round in 0..12_u64 {
        let target = empty(&new, &format!("round{round}")).await;
        let (from_every, to_every) = if round % 2 == 0 { (4, 0) } else { (0, 4) };
        let before = Relay::start(&source, round + 1, from_every, 900_000).await?;
        let behind = Relay::start(&target, round + 100, to_every, 900_000).await?;
        let (done, _) = carry(&before.endpoint(&source), &behind.endpoint(&target), options()).await;
        cuts += before.cuts.load(Ordering::Relaxed) + behind.cuts.load(Ordering::Relaxed);
        retried += done.as_ref().map_or(0, |report| report.retries);
        whole += u32::from(judge(done, &source, &target).await?);
    }
    assert!(cuts > 5 && whole > 1 && retried > 0, "{cuts} cuts, {whole} whole, {retried} retried");
    Ok(())
}

#[tokio::test]
async fn sessions_that_the_server_ends_are_replaced_or_named() -> Result<()> {
    let (old, new) = tokio::join!(server(15), server(18));
    let source = empty(&old, "faulty").await;
    run(&source, SCRIPT).await;
    for round in 0..6_u64 {
        let target = empty(&new, &format!("round{round}")).await;
        let (side, name) =
            if round % 2 == 0 { (old.admin("postgres"), "read") } else { (new.admin("postgres"), "write") };
        let end = format!(
            "SELECT count(pg_terminate_backend(pid))::text FROM pg_stat_activity WHERE application_name = 'changeover {name}'"
        );
        let killer = tokio::spawn(async move {
            for _ in 0..3 {
                tokio::time::sleep(Duration::from_millis(60 + 50 * round)).await;
                text(&side, &end).await;
            }
        });
        let (done, _) = carry(&source, &target, options()).await;
        killer.await?;
        judge(done, &source, &target).await?;
    }
    Ok(())
}

#[tokio::test]
async fn a_cancel_stops_at_once_leaves_the_source_and_is_never_called_done() -> Result<()> {
    let (old, new) = tokio::join!(server(17), server(17));
    let (source, target) = (empty(&old, "stopped").await, empty(&new, "stopped").await);
    run(&source, SCRIPT).await;
    let before = text(&source, SUMS).await;
    let cancel = CancellationToken::new();
    let heard = cancel.clone();
    let sink: transfer::Sink = Arc::new(move |event| {
        assert!(!matches!(event, TransferEvent::Finished { .. }), "called done");
        if matches!(event, TransferEvent::Rows { .. }) {
            heard.cancel();
        }
    });
    let engine = engines::postgres::engine();
    let ledger = Arc::new(MemoryLedger::default());
    let done =
        transfer::between(&*engine, &source, &target, ledger, Arc::new(Wall), options(), sink, cancel).await;
    assert_eq!(done.err().map(|error| error.kind), Some(ErrorKind::Cancelled));
    tokio::time::sleep(Duration::from_secs(2)).await;
    let left = "SELECT count(*)::text FROM pg_stat_activity WHERE application_name LIKE 'changeover%'";
    assert_eq!(text(&source, left).await, "0");
    assert_eq!(text(&target, left).await, "0");
    assert_eq!(text(&source, SUMS).await, before);
    let (again, _) = carry(&source, &target, options()).await;
    assert_eq!(again.err().map(|error| error.kind), Some(ErrorKind::TargetNotEmpty));
    Ok(())
}

#[tokio::test]
async fn a_target_that_refuses_is_an_error_of_its_kind() -> Result<()> {
    let (old, new) = tokio::join!(server(16), server(16));
    let source = old.create_database("shop").await?;
    run(&source, "CREATE TABLE public.t (n integer); INSERT INTO public.t SELECT generate_series(1, 9)")
        .await;
    let target = new.create_database("shop").await?;
    let admin = new.admin("shop");
    let owner = format!("\"{}\"", target.user);
    let cases = [
        (
            "ALTER SCHEMA public OWNER TO CURRENT_USER; REVOKE ALL ON SCHEMA public FROM PUBLIC",
            // The rehearsal finds it.
            ErrorKind::CannotBeCarried,
        ),
        (
            "ALTER SCHEMA public OWNER TO {owner}; ALTER ROLE {owner} CONNECTION LIMIT 1",
            ErrorKind::TooManyConnections,
        ),
        ("ALTER ROLE {owner} CONNECTION LIMIT -1 NOLOGIN", ErrorKind::DatabaseLogin),
    ];
    for (script, kind) in cases {
        run(&admin, &script.replace("{owner}", &owner)).await;
        let (done, events) = carry(&source, &target, options()).await;
        assert_eq!(done.err().map(|error| error.kind), Some(kind), "{script}");
        assert!(!events.iter().any(|event| matches!(event, TransferEvent::Finished { .. })));
    }
    run(&admin, &format!("ALTER ROLE {owner} LOGIN; REVOKE TEMPORARY ON DATABASE shop FROM PUBLIC")).await;
    let (done, _) = carry(&source, &target, options()).await;
    assert_eq!(done?.rows, 9);
    assert_same(&source, &target).await;
    Ok(())
}
