//! Taking up a transfer that did not end: nothing lost, nothing doubled, and no word too much.

use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use anyhow::Result;
use async_trait::async_trait;
use domain::database::Endpoint;
use domain::engine::{
    ChunkRecord, Ledger, Ledgers, MemoryLedger, Pace, TaskRecord, TransferEvent, TransferRecord,
    TransferReport, Unfinished,
};
use domain::time::Timestamp;
use domain::verification::Verdict;
use domain::{Error, ErrorKind};
use store::Store;
use support::postgres::{Wall, assert_same, empty, run, server, text};
use transfer::Controls;

const SCRIPT: &str = "CREATE TABLE public.t (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, k text);
    INSERT INTO public.t (k) SELECT md5(i::text) FROM generate_series(1, 20000) i;
    CREATE INDEX by_k ON public.t (k);
    CREATE TABLE public.child (t bigint REFERENCES public.t, n integer);
    INSERT INTO public.child SELECT i, i FROM generate_series(1, 9000) i;
    CREATE TABLE public.hollow (); INSERT INTO public.hollow SELECT FROM generate_series(1, 500);
    CREATE VIEW public.sums AS SELECT id, k, count(n) FROM public.t LEFT JOIN public.child c ON c.t = t.id GROUP BY t.id;
    CREATE MATERIALIZED VIEW public.kept AS SELECT sum(n) FROM public.child;
    CREATE FUNCTION public.f() RETURNS trigger LANGUAGE plpgsql AS 'begin new.n := 0; return new; end';
    CREATE TRIGGER zero BEFORE INSERT ON public.child FOR EACH ROW EXECUTE FUNCTION public.f();
    CREATE SCHEMA more; CREATE TABLE more.secret (n integer); INSERT INTO more.secret VALUES (1), (2);
    ALTER TABLE more.secret ENABLE ROW LEVEL SECURITY; CREATE POLICY p ON more.secret USING (n > 1);
    ALTER TABLE public.child ADD CONSTRAINT late CHECK (n < 8000) NOT VALID;
    SELECT lo_from_bytea(70000 + i, decode(repeat('ab', 100000), 'hex')) FROM generate_series(1, 5) i;";
const FREEZE: &str = "DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET default_transaction_read_only = on', current_database()); END $$";
const CHANGE: &str = "DELETE FROM public.t WHERE id > 19000; UPDATE public.t SET k = 'new' WHERE id % 7 = 0;
    INSERT INTO public.t (k) VALUES ('last'); TRUNCATE more.secret; SELECT lo_unlink(70001); SELECT lo_create(80000);";

fn options(resume: bool) -> transfer::Options {
    transfer::Options {
        pace: Pace { chunk_bytes: 200_000, ..Pace::default() },
        resume,
        jobs: 3,
        ..Default::default()
    }
}

/// Carries, and stops when an event says so.
async fn carry(
    (from, to): (&Endpoint, &Endpoint),
    ledgers: Arc<dyn Ledgers>,
    resume: bool,
    stop: impl Fn(&TransferEvent) -> bool + Send + Sync + 'static,
) -> (domain::Result<TransferReport>, Vec<TransferEvent>) {
    let controls = Controls::default();
    let (events, steer) = (Arc::new(Mutex::new(Vec::new())), controls.clone());
    let heard = Arc::clone(&events);
    let sink: transfer::Sink = Arc::new(move |event| {
        if stop(&event) {
            steer.stop();
        }
        heard.lock().unwrap_or_else(PoisonError::into_inner).push(event);
    });
    let engine = engines::postgres::engine();
    let done =
        transfer::between(&*engine, from, to, ledgers, Arc::new(Wall), options(resume), sink, controls).await;
    let events = std::mem::take(&mut *events.lock().unwrap_or_else(PoisonError::into_inner));
    (done, events)
}

fn resumed(events: &[TransferEvent]) -> Option<(bool, u32, u32)> {
    events.iter().find_map(|event| match event {
        TransferEvent::Resumed { data_again, objects, chunks, .. } => Some((*data_again, *objects, *chunks)),
        _ => None,
    })
}

/// Stops after a number of events of a kind.
fn after(
    count: u32,
    of: fn(&TransferEvent) -> bool,
) -> impl Fn(&TransferEvent) -> bool + Send + Sync + 'static {
    let seen = AtomicU32::new(0);
    move |event| of(event) && seen.fetch_add(1, Ordering::Relaxed) + 1 >= count
}

fn rows(event: &TransferEvent) -> bool {
    matches!(event, TransferEvent::Rows { .. })
}

fn kind(done: domain::Result<TransferReport>) -> Option<ErrorKind> {
    done.err().map(|error| error.kind)
}

async fn ledgers() -> Result<Arc<dyn Ledgers>> {
    Ok(Arc::new(Store::in_memory().await?.ledgers()?))
}

#[tokio::test]
async fn a_frozen_source_is_taken_up_chunk_by_chunk() -> Result<()> {
    let (old, new) = tokio::join!(server(14), server(17));
    let (from, to) = (empty(&old, "shop").await, empty(&new, "shop").await);
    run(&from, SCRIPT).await;
    run(&from, FREEZE).await;
    let ledgers = ledgers().await?;
    let (done, _) = carry((&from, &to), Arc::clone(&ledgers), false, after(4, rows)).await;
    assert_eq!(kind(done), Some(ErrorKind::Cancelled));
    let (done, _) = carry((&from, &to), Arc::clone(&ledgers), false, |_| false).await;
    assert_eq!(kind(done), Some(ErrorKind::TransferUnfinished));
    // The server of the target was started anew meanwhile.
    new.stop().await?;
    new.start().await?;
    let (done, events) = carry((&from, &to), Arc::clone(&ledgers), true, |_| false).await;
    let report = done?;
    let (again, objects, chunks) = resumed(&events).unwrap_or_default();
    assert!(
        !again && objects > 4 && chunks >= 4 && chunks < report.chunks,
        "{objects} {chunks} {}",
        report.chunks
    );
    assert_eq!(
        report.verification.map(|seen| (seen.verdict, seen.differences)),
        Some((Verdict::Equal, vec![]))
    );
    assert_eq!(report.rows, 20_000 + 9_000 + 500 + 2 + 5);
    assert_same(&from, &to).await;
    assert!(ledgers.unfinished().await?.is_empty());
    Ok(())
}

/// Says of an event whether to stop at it.
type Stop = Box<dyn Fn(&TransferEvent) -> bool + Send + Sync>;
/// A name, and what makes its stop.
type Case = (&'static str, fn() -> Stop);

#[tokio::test]
async fn a_source_that_was_written_to_is_carried_again_and_the_objects_stay() -> Result<()> {
    let (old, new) = tokio::join!(server(15), server(18));
    let stops: [Case; 3] = [
        ("rows", || Box::new(after(5, rows))),
        ("trigger", || {
            Box::new(|event| matches!(event, TransferEvent::Objects { kind, .. } if kind == "trigger"))
        }),
        ("verifying", || {
            Box::new(|event| {
                matches!(event, TransferEvent::Stage { stage: domain::engine::TransferStage::Verifying })
            })
        }),
    ];
    for (name, stop) in stops {
        let (from, to) = (empty(&old, name).await, empty(&new, name).await);
        run(&from, SCRIPT).await;
        let ledgers = ledgers().await?;
        let (done, _) = carry((&from, &to), Arc::clone(&ledgers), false, stop()).await;
        assert_eq!(kind(done), Some(ErrorKind::Cancelled), "{name}");
        run(&from, CHANGE).await;
        let (done, events) = carry((&from, &to), ledgers, true, |_| false).await;
        let report = done?;
        let (again, objects, chunks) = resumed(&events).unwrap_or_default();
        assert!(again && objects > 4 && chunks == 0, "{name}: {objects} {chunks}");
        assert_eq!(report.verification.map(|seen| seen.differences), Some(vec![]), "{name}");
        assert_same(&from, &to).await;
        let large =
            "SELECT string_agg(oid || md5(lo_get(oid)), ',' ORDER BY oid) FROM pg_largeobject_metadata";
        assert_eq!(text(&from, large).await, text(&to, large).await);
    }
    Ok(())
}

#[tokio::test]
async fn what_is_no_longer_what_it_was_is_refused_by_name() -> Result<()> {
    let (old, new) = tokio::join!(server(16), server(16));
    for (name, change) in [
        ("column", "ALTER TABLE public.t ADD COLUMN more integer"),
        ("dropped", "DROP TABLE more.secret"),
        ("other", ""),
    ] {
        let (mut from, to) = (empty(&old, name).await, empty(&new, name).await);
        run(&from, SCRIPT).await;
        let ledgers = ledgers().await?;
        let (done, _) = carry((&from, &to), Arc::clone(&ledgers), false, after(4, rows)).await;
        assert_eq!(kind(done), Some(ErrorKind::Cancelled));
        if change.is_empty() {
            from = empty(&old, "elsewhere").await;
            run(&from, SCRIPT).await;
        } else {
            run(&from, change).await;
        }
        let before = text(&to, "SELECT count(*)::text FROM public.t").await;
        let (done, _) = carry((&from, &to), Arc::clone(&ledgers), true, |_| false).await;
        assert_eq!(kind(done), Some(ErrorKind::CannotResume), "{name}");
        assert_eq!(text(&to, "SELECT count(*)::text FROM public.t").await, before);
    }
    // Emptied by hand, it is begun anew with or without a word.
    let (from, to) = (empty(&old, "anew").await, empty(&new, "anew").await);
    run(&from, "CREATE TABLE public.t AS SELECT 1 AS n").await;
    let ledgers = ledgers().await?;
    let (done, _) = carry((&from, &to), Arc::clone(&ledgers), false, after(1, rows)).await;
    assert_eq!(kind(done), Some(ErrorKind::Cancelled));
    run(&to, "DROP TABLE public.t").await;
    let (done, events) = carry((&from, &to), Arc::clone(&ledgers), false, |_| false).await;
    assert_eq!((done?.rows, resumed(&events)), (1, None));
    assert!(ledgers.unfinished().await?.is_empty());
    Ok(())
}

#[tokio::test]
async fn rows_that_came_or_went_meanwhile_on_the_target_are_carried_again() -> Result<()> {
    let (old, new) = tokio::join!(server(17), server(17));
    for (name, harm) in [
        ("less", "DELETE FROM public.t WHERE ctid = (SELECT min(ctid) FROM public.t)"),
        ("empty", "TRUNCATE public.t"),
    ] {
        let (from, to) = (empty(&old, name).await, empty(&new, name).await);
        run(&from, SCRIPT).await;
        run(&from, FREEZE).await;
        let ledgers = ledgers().await?;
        let (done, _) = carry((&from, &to), Arc::clone(&ledgers), false, after(3, rows)).await;
        assert_eq!(kind(done), Some(ErrorKind::Cancelled));
        run(&to, harm).await;
        let (done, _) = carry((&from, &to), ledgers, true, |_| false).await;
        assert_eq!(done?.verification.map(|seen| seen.differences), Some(vec![]), "{name}");
        assert_same(&from, &to).await;
    }
    Ok(())
}

/// Ledgers in memory, of which a certain write fails: as if the process had died just before it.
struct Dying {
    inner: MemoryLedger,
    left: Arc<AtomicU32>,
}

struct DyingOne {
    inner: Arc<dyn Ledger>,
    left: Arc<AtomicU32>,
}

fn die(left: &AtomicU32) -> domain::Result<()> {
    match left.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| left.checked_sub(1)) {
        Ok(_) => Ok(()),
        Err(_) => Err(Error::new(ErrorKind::StoreUnwritable, "dead")),
    }
}

#[async_trait]
impl Ledgers for Dying {
    async fn unfinished(&self) -> domain::Result<Vec<Unfinished>> {
        self.inner.unfinished().await
    }
    async fn begin(&self, record: &TransferRecord) -> domain::Result<Arc<dyn Ledger>> {
        die(&self.left)?;
        Ok(Arc::new(DyingOne { inner: self.inner.begin(record).await?, left: Arc::clone(&self.left) }))
    }
    async fn take_up(&self, number: i64) -> domain::Result<Arc<dyn Ledger>> {
        Ok(Arc::new(DyingOne { inner: self.inner.take_up(number).await?, left: Arc::clone(&self.left) }))
    }
}

#[async_trait]
impl Ledger for DyingOne {
    async fn write(&self, record: &TransferRecord) -> domain::Result<()> {
        die(&self.left)?;
        self.inner.write(record).await
    }
    async fn chunk(&self, record: ChunkRecord) -> domain::Result<()> {
        die(&self.left)?;
        self.inner.chunk(record).await
    }
    async fn tasks(&self, records: &[TaskRecord]) -> domain::Result<()> {
        die(&self.left)?;
        self.inner.tasks(records).await
    }
    async fn chunks(&self) -> domain::Result<Vec<ChunkRecord>> {
        self.inner.chunks().await
    }
    async fn done_tasks(&self) -> domain::Result<Vec<TaskRecord>> {
        self.inner.done_tasks().await
    }
    async fn forget(&self, chunks: &[(String, String)], tasks: &[String]) -> domain::Result<()> {
        die(&self.left)?;
        self.inner.forget(chunks, tasks).await
    }
    async fn end(&self, at: Timestamp) -> domain::Result<()> {
        die(&self.left)?;
        self.inner.end(at).await
    }
}

#[tokio::test]
async fn a_death_at_any_write_of_the_ledger_loses_and_doubles_nothing() -> Result<()> {
    let (old, new) = tokio::join!(server(17), server(18));
    for (name, frozen) in [("frozen", true), ("open", false)] {
        let from = empty(&old, name).await;
        run(&from, "CREATE TABLE public.t (id int PRIMARY KEY, k text); INSERT INTO public.t SELECT i, md5(i::text) FROM generate_series(1, 3000) i;
            CREATE TABLE public.child (t int REFERENCES public.t); INSERT INTO public.child SELECT id FROM public.t;").await;
        if frozen {
            run(&from, FREEZE).await;
        }
        let mut deaths = 0;
        let to = empty(&new, name).await;
        let ledgers: Arc<Dying> =
            Arc::new(Dying { inner: MemoryLedger::default(), left: Arc::new(AtomicU32::new(0)) });
        // Each life lasts a little longer, so that also taking up again is interrupted everywhere.
        let report = loop {
            assert!(deaths < 200, "it never ends");
            ledgers.left.store(deaths, Ordering::Relaxed);
            let shared: Arc<dyn Ledgers> = Arc::clone(&ledgers) as Arc<dyn Ledgers>;
            let (done, _) = carry((&from, &to), shared, true, |_| false).await;
            match done {
                Ok(report) => break report,
                Err(error) => assert_eq!(error.kind, ErrorKind::StoreUnwritable, "{error:?}"),
            }
            deaths += 1;
        };
        assert!(deaths > 5, "{deaths}");
        assert_eq!(report.verification.map(|seen| seen.differences), Some(vec![]), "{name}");
        assert_same(&from, &to).await;
    }
    Ok(())
}
