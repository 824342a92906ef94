//! The whole transfer, from the first look at both sides to the comparison.

use std::sync::Arc;
use std::time::Duration;

use domain::database::Endpoint;
use domain::engine::{
    Engine, Inventory, Ledger, Pace, Phase, Source, Target, Timings, TransferEvent, TransferReport,
    TransferStage, Uncarried,
};
use domain::finding::Level;
use domain::time::{Clock, Timestamp};
use domain::{Error, ErrorKind, Result};
use tokio_util::sync::CancellationToken;

use crate::build;
use crate::copy;
use crate::jobs::Jobs;
use crate::meter::{Meter, Sink};
use crate::planner;
use crate::pulse::{Course, ticking};
use crate::verify::{Verifying, verify};

/// Rows that are named of a table that differs.
const NAMED_ROWS: usize = 20;

/// An answer that takes this long comes over a link, which is then slower than the servers.
const FAR: Duration = Duration::from_millis(3);

/// How to go about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Options {
    /// Sessions that copy at the same time on each side, 1 or more.
    pub jobs: usize,
    /// How tables are cut.
    pub pace: Pace,
    /// Whether both sides are printed and compared at the end.
    pub verify: bool,
    /// How many times a chunk is begun at most before the transfer gives up.
    pub attempts: u32,
}

impl Default for Options {
    fn default() -> Self {
        Self { jobs: 4, pace: Pace::default(), verify: true, attempts: 5 }
    }
}

/// Connects both sides with one engine and carries everything across. See [`run`].
///
/// # Errors
/// As [`run`], and what connecting gives.
#[allow(clippy::too_many_arguments, reason = "each is a thing of its own that only the caller has")]
pub async fn between(
    engine: &dyn Engine,
    from: &Endpoint,
    to: &Endpoint,
    ledger: Arc<dyn Ledger>,
    clock: Arc<dyn Clock>,
    options: Options,
    sink: Sink,
    cancel: CancellationToken,
) -> Result<TransferReport> {
    let began = clock.now();
    let source = engine.source(from).await?;
    let target = engine.target(to).await?;
    if !engine.can_carry(&source.identity().version, &target.identity().version) {
        let detail = format!("from {} to {}", source.identity().version, target.identity().version);
        return Err(Error::new(ErrorKind::DatabaseVersion, detail));
    }
    carry(source.into(), target.into(), ledger, clock, options, sink, cancel, began).await
}

/// Carries everything from a source to an empty target: objects, rows, what comes after them; then compares.
///
/// Nothing is written before both sides are checked. A failure leaves the target unfinished, never the source changed.
///
/// # Errors
/// `SameDatabase`, `TargetNotEmpty`, `RowsMayBeHidden`, `CannotBeCarried` before the first write; `Cancelled` between and
/// within chunks; `ConnectionLost` and others when what was lost cannot be replaced. A difference found at the end is no
/// error: it is in the report.
pub async fn run(
    source: Arc<dyn Source>,
    target: Arc<dyn Target>,
    ledger: Arc<dyn Ledger>,
    clock: Arc<dyn Clock>,
    options: Options,
    sink: Sink,
    cancel: CancellationToken,
) -> Result<TransferReport> {
    let began = clock.now();
    carry(source, target, ledger, clock, options, sink, cancel, began).await
}

#[allow(clippy::too_many_arguments, reason = "see run")]
async fn carry(
    source: Arc<dyn Source>,
    target: Arc<dyn Target>,
    ledger: Arc<dyn Ledger>,
    clock: Arc<dyn Clock>,
    options: Options,
    sink: Sink,
    cancel: CancellationToken,
    began: Timestamp,
) -> Result<TransferReport> {
    let work = carry_all(source, target, ledger, clock, options, sink, cancel.clone(), began);
    tokio::select! {
        biased;
        () = cancel.cancelled() => Err(Error::new(ErrorKind::Cancelled, "the transfer was stopped")),
        done = Box::pin(work) => done,
    }
}

#[allow(clippy::too_many_arguments, reason = "see run")]
async fn carry_all(
    source: Arc<dyn Source>,
    target: Arc<dyn Target>,
    ledger: Arc<dyn Ledger>,
    clock: Arc<dyn Clock>,
    options: Options,
    sink: Sink,
    cancel: CancellationToken,
    began: Timestamp,
) -> Result<TransferReport> {
    let mut timings = Timings::default();
    let mut stage_began = began;
    let mut lap = |clock: &dyn Clock| {
        let now = clock.now();
        let took = now.since(stage_began);
        stage_began = now;
        took
    };
    sink(TransferEvent::Stage { stage: TransferStage::Reading });
    if source.identity().is_same(target.identity()) {
        return Err(Error::new(ErrorKind::SameDatabase, "source and target are one database"));
    }
    let inventory = source.inventory(&target.identity().version).await?;
    let blueprint = source.blueprint().await?;
    let plan = target.plan(&blueprint).await?;
    let uncarried = merged(&inventory, plan.uncarried);
    refuse_blocked(&uncarried)?;
    target.require_empty().await?;
    let (near, far) = tokio::try_join!(source.distance(), target.distance())?;
    let pace = Pace { far: options.pace.far || near.max(far) >= FAR, ..options.pace };
    let chunks = source.chunks(pace).await?;
    let objects = u32::try_from(plan.tasks.len()).unwrap_or(u32::MAX);
    let course = Course::new(&chunks, &plan.tasks, options.jobs, options.verify, began);
    let meter = Arc::new(Meter::new(Arc::clone(&sink), Arc::clone(&clock), course, objects));
    sink(TransferEvent::Planned {
        tables: meter.tables(),
        chunks: u32::try_from(chunks.len()).unwrap_or(u32::MAX),
        objects,
        bytes_on_disk: chunks.iter().map(|chunk| chunk.bytes_estimate).sum(),
        uncarried: uncarried.clone(),
    });
    timings.reading = lap(&*clock);

    meter.stage(TransferStage::Objects);
    let ticks = ticking(&meter);
    build::in_order(&*target, &plan.tasks, Phase::BeforeData, &meter).await?;
    timings.objects = lap(&*clock);

    meter.stage(TransferStage::Rows);
    let chunk_count = u32::try_from(chunks.len()).unwrap_or(u32::MAX);
    let jobs = Arc::new(Jobs::new(chunks, &plan.tasks, Phase::AfterTable));
    copy::all(&source, &target, &ledger, &jobs, &meter, options, &cancel).await?;
    timings.rows = lap(&*clock);

    meter.stage(TransferStage::Finishing);
    // While the tables are still ours: later some belong to others.
    let statistics = source.statistics(&target.identity().version).await?;
    planner::carry(&*source, &*target, &statistics, options.jobs, options.attempts).await?;
    build::in_order(&*target, &plan.tasks, Phase::AfterData, &meter).await?;
    let beside = Arc::new(Jobs::new(Vec::new(), &plan.tasks, Phase::Beside));
    copy::all(&source, &target, &ledger, &beside, &meter, options, &cancel).await?;
    build::in_order(&*target, &plan.tasks, Phase::Last, &meter).await?;
    timings.finishing = lap(&*clock);

    let verification = if options.verify {
        meter.stage(TransferStage::Verifying);
        let view = target.view().await?;
        let how = Verifying { jobs: options.jobs, rows: NAMED_ROWS };
        let verification = verify(&*source, &*view, &uncarried, how, &*clock).await?;
        timings.verifying = lap(&*clock);
        Some(verification)
    } else {
        None
    };
    drop(ticks);
    meter.ended();
    timings.total = clock.now().since(began);
    let (rows, bytes) = meter.totals();
    let report = TransferReport {
        from: source.identity().version.clone(),
        to: target.identity().version.clone(),
        tables: meter.tables(),
        rows,
        bytes,
        objects,
        chunks: chunk_count,
        retries: meter.retries(),
        uncarried,
        timings,
        verification,
    };
    sink(TransferEvent::Finished { report: Box::new(report.clone()) });
    Ok(report)
}

/// What either side names, each thing once.
fn merged(inventory: &Inventory, more: Vec<Uncarried>) -> Vec<Uncarried> {
    let mut all = inventory.uncarried.clone();
    for thing in more {
        if !all.contains(&thing) {
            all.push(thing);
        }
    }
    all
}

fn refuse_blocked(uncarried: &[Uncarried]) -> Result<()> {
    let blockers: Vec<&Uncarried> = uncarried.iter().filter(|thing| thing.level == Level::Blocker).collect();
    let Some(first) = blockers.first() else { return Ok(()) };
    let detail =
        format!("{} things, one is {} {} ({:?})", blockers.len(), first.kind, first.name, first.reason);
    Err(Error::new(ErrorKind::CannotBeCarried, detail))
}
