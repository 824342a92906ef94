//! Rows that break what is built on them: repaired, a transfer is taken up and ends well; not repaired, it never does.

use std::sync::Arc;

use anyhow::{Context, Result};
use domain::database::Endpoint;
use domain::engine::{Ledgers, TransferReport};
use domain::finding::Level;
use domain::verification::Verdict;
use store::Store;
use support::postgres::{Wall, assert_same, empty, run, server, text};

/// A unique index that does not see a second row, as after a change of the order of texts, with a key that refers to it; and a
/// materialized view that is older than its rows.
const SCRIPT: [&str; 4] = [
    "CREATE TABLE public.t (id integer, k integer); CREATE UNIQUE INDEX t_id ON public.t (id); INSERT INTO public.t SELECT i, i FROM generate_series(1, 500) i;
     CREATE TABLE public.child (t integer REFERENCES public.t (id)); INSERT INTO public.child SELECT 7 FROM generate_series(1, 50);
     CREATE MATERIALIZED VIEW public.stale AS SELECT k FROM public.t; CREATE UNIQUE INDEX stale_k ON public.stale (k);",
    "UPDATE pg_catalog.pg_index SET indisready = false, indisvalid = false WHERE indexrelid = 'public.t_id'::regclass",
    "INSERT INTO public.t VALUES (7, 7)",
    "UPDATE pg_catalog.pg_index SET indisready = true, indisvalid = true WHERE indexrelid = 'public.t_id'::regclass",
];
const FREEZE: &str = "DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET default_transaction_read_only = on', current_database()); END $$";
/// Without the index, which would look for the row in its own way.
const REPAIR: &str =
    "SET transaction_read_only = off; SET enable_indexscan = off; SET enable_bitmapscan = off;
    DELETE FROM public.t WHERE ctid = (SELECT max(ctid) FROM public.t WHERE id = 7)";

async fn carry(
    from: &Endpoint,
    to: &Endpoint,
    ledgers: &Arc<dyn Ledgers>,
    resume: bool,
) -> Result<TransferReport> {
    let options = transfer::Options { resume, ..Default::default() };
    let (sink, engine): (transfer::Sink, _) = (Arc::new(|_| {}), engines::postgres::engine());
    let controls = transfer::Controls::default();
    let ledgers = Arc::clone(ledgers);
    Ok(transfer::between(&*engine, from, to, ledgers, Arc::new(Wall), options, sink, controls).await?)
}

fn missing(report: &TransferReport) -> Vec<&str> {
    let blockers = report.uncarried.iter().filter(|thing| thing.level == Level::Blocker);
    let mut names: Vec<&str> = blockers.map(|thing| thing.name.as_str()).collect();
    names.sort_unstable();
    names.dedup();
    names
}

/// Nothing differs. Of a source that may be written to, no more is ever said.
fn is_equal(report: &TransferReport, frozen: bool) -> bool {
    let verdict = if frozen { Verdict::Equal } else { Verdict::Incomplete };
    report.verification.as_ref().is_some_and(|seen| seen.verdict == verdict && seen.differences.is_empty())
}

/// The sides of a transfer that ended with what the rows broke.
async fn refused(from: &Endpoint, to: &Endpoint, frozen: bool) -> Result<Arc<dyn Ledgers>> {
    for part in SCRIPT {
        run(from, part).await;
    }
    if frozen {
        run(from, FREEZE).await;
    }
    let ledgers: Arc<dyn Ledgers> = Arc::new(Store::in_memory().await?.ledgers()?);
    let report = carry(from, to, &ledgers, false).await?;
    let broken = ["public.child.child_t_fkey", "public.stale_k", "public.t_id"];
    assert_eq!(missing(&report), broken);
    assert!(!is_equal(&report, frozen));
    assert_eq!(ledgers.unfinished().await?.len(), 1, "it can be taken up");
    Ok(ledgers)
}

#[tokio::test]
async fn rows_repaired_on_the_source_let_a_resume_end_well() -> Result<()> {
    let (old, new) = tokio::join!(server(15), server(17));
    for (name, frozen) in [("open", false), ("frozen", true)] {
        let (from, to) = (empty(&old, name).await, empty(&new, name).await);
        let ledgers = refused(&from, &to, frozen).await?;
        run(&from, REPAIR).await;
        if frozen {
            // A frozen source is believed to be what it was: whoever repairs it does so on both sides.
            run(&to, REPAIR).await;
        }
        let report = carry(&from, &to, &ledgers, true).await?;
        assert_eq!(missing(&report), [""; 0], "{name}");
        assert!(is_equal(&report, frozen), "{name}: {:?}", report.verification);
        assert!(ledgers.unfinished().await?.is_empty(), "{name}");
        assert_same(&from, &to).await;
    }
    Ok(())
}

#[tokio::test]
async fn what_is_not_repaired_is_named_again_and_never_called_equal() -> Result<()> {
    let (old, new) = tokio::join!(server(16), server(18));
    for (name, on_target) in [("nowhere", false), ("target", true)] {
        let (from, to) = (empty(&old, name).await, empty(&new, name).await);
        let ledgers = refused(&from, &to, true).await?;
        if on_target {
            run(&to, REPAIR).await;
        }
        let report = carry(&from, &to, &ledgers, true).await?;
        assert!(!is_equal(&report, true), "{name}");
        let differences = report.verification.context("not compared")?.differences;
        assert!(!differences.is_empty(), "{name}");
        // The row is a row of the source: it comes back, or its absence is a difference.
        let rows = text(&to, "SELECT count(*)::text FROM public.t").await;
        assert!(rows == "501" || differences.iter().any(|found| found.name == "public.t"), "{name}: {rows}");
    }
    Ok(())
}
