//! The whole transfer, from the first look at both sides to the comparison.

use std::sync::Arc;
use std::time::Duration;

use domain::database::Endpoint;
use domain::engine::{
    Chunk, Engine, Inventory, Ledgers, Pace, Phase, Source, Target, Timings, TransferEvent, TransferRecord,
    TransferReport, TransferStage, Uncarried, Unfinished,
};
use domain::finding::Level;
use domain::time::{Clock, Timestamp};
use domain::{Error, ErrorKind, Result};

use crate::build;
use crate::control::Controls;
use crate::copy;
use crate::direction::{occupied, passable};
use crate::jobs::Jobs;
use crate::journal::Journal;
use crate::meter::{Meter, Sink};
use crate::planner;
use crate::pulse::{Course, ticking};
use crate::resume::{self, Kept};
use crate::verify::{Verifying, verify};

/// Rows that are named of a table that differs.
const NAMED_ROWS: usize = 20;

/// An answer that takes this long comes over a link, which is then slower than the servers.
const FAR: Duration = Duration::from_millis(3);

/// How to go about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Options {
    /// Sessions that copy at the same time on each side, 1 or more; [`Controls`] may say otherwise.
    pub jobs: usize,
    /// How tables are cut.
    pub pace: Pace,
    /// Whether both sides are printed and compared at the end. A transfer that was taken up is compared in any case.
    pub verify: bool,
    /// How many times a chunk is begun at most before the transfer gives up.
    pub attempts: u32,
    /// Whether an unfinished transfer between the two goes on. Where there is none, one is begun.
    pub resume: bool,
    /// Whether the source took writes since an earlier part of it: then no row that was carried is kept.
    pub written_between: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            jobs: 4,
            pace: Pace::default(),
            verify: true,
            attempts: 5,
            resume: false,
            written_between: false,
        }
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
    ledgers: Arc<dyn Ledgers>,
    clock: Arc<dyn Clock>,
    options: Options,
    sink: Sink,
    controls: impl Into<Controls> + Send,
) -> Result<TransferReport> {
    let (began, controls) = (clock.now(), controls.into());
    let source = engine.source(from).await?;
    let target = engine.target(to).await?;
    passable(engine, &*source, &*target)?;
    carry(source.into(), target.into(), ledgers, clock, options, sink, controls, began).await
}

/// Carries everything from a source to an empty target: objects, rows, what comes after them; then compares. With
/// [`Options::resume`] it goes on with what an earlier transfer has left there.
///
/// Nothing is written before both sides are checked. A failure leaves the target unfinished and known as such in the ledgers,
/// never the source changed.
///
/// # Errors
/// `SameDatabase`, `TargetNotEmpty`, `WrongDirection`, `TransferUnfinished`, `CannotResume`, `RowsMayBeHidden`, `CannotBeCarried` before the
/// first write; `Cancelled` between and within chunks; `ConnectionLost` and others when what was lost cannot be replaced. A
/// difference found at the end is no error: it is in the report.
pub async fn run(
    source: Arc<dyn Source>,
    target: Arc<dyn Target>,
    ledgers: Arc<dyn Ledgers>,
    clock: Arc<dyn Clock>,
    options: Options,
    sink: Sink,
    controls: impl Into<Controls> + Send,
) -> Result<TransferReport> {
    let began = clock.now();
    carry(source, target, ledgers, clock, options, sink, controls.into(), began).await
}

#[allow(clippy::too_many_arguments, reason = "see run")]
async fn carry(
    source: Arc<dyn Source>,
    target: Arc<dyn Target>,
    ledgers: Arc<dyn Ledgers>,
    clock: Arc<dyn Clock>,
    options: Options,
    sink: Sink,
    controls: Controls,
    began: Timestamp,
) -> Result<TransferReport> {
    let stop = controls.stopping().clone();
    let work = carry_all(source, target, ledgers, clock, options, sink, controls, began);
    tokio::select! {
        biased;
        () = stop.cancelled() => Err(Error::new(ErrorKind::Cancelled, "the transfer was stopped")),
        done = Box::pin(work) => done,
    }
}

#[allow(clippy::too_many_arguments, reason = "see run")]
async fn carry_all(
    source: Arc<dyn Source>,
    target: Arc<dyn Target>,
    ledgers: Arc<dyn Ledgers>,
    clock: Arc<dyn Clock>,
    options: Options,
    sink: Sink,
    controls: Controls,
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
    let earlier = earlier(&*source, &*target, &*ledgers, options).await?;
    let inventory = source.inventory(&target.identity().version).await?;
    let blueprint = source.blueprint().await?;
    let plan = target.plan(&blueprint, earlier.as_ref().map(|earlier| &*earlier.record.site)).await?;
    let mut uncarried = merged(&inventory, plan.uncarried.clone());
    refuse_blocked(&uncarried, &sink)?;
    if earlier.is_none() {
        target.require_empty().await.map_err(|error| occupied(error, &inventory))?;
    }
    let (near, far) = tokio::try_join!(source.distance(), target.distance())?;
    let far = options.pace.far || near.max(far) >= FAR;
    let pace = Pace { far, jobs: options.jobs, ..options.pace };
    let pace = earlier.as_ref().map_or(pace, |earlier| earlier.record.pace);
    let mut chunks = source.chunks(pace).await?;
    let objects = u32::try_from(plan.tasks.len()).unwrap_or(u32::MAX);
    let compared = options.verify || earlier.is_some();
    let course = Course::new(&chunks, &plan.tasks, options.jobs, compared, began);
    let meter = Arc::new(Meter::new(Arc::clone(&sink), Arc::clone(&clock), course, objects));
    sink(TransferEvent::Planned {
        tables: meter.tables(),
        chunks: u32::try_from(chunks.len()).unwrap_or(u32::MAX),
        objects,
        bytes_on_disk: chunks.iter().map(|chunk| chunk.bytes_estimate).sum(),
        uncarried: uncarried.clone(),
    });
    let resumed = earlier.is_some();
    let (ledger, mut record, kept) = match earlier {
        None => {
            let record = TransferRecord {
                source: source.identity().clone(),
                target: target.identity().clone(),
                site: plan.site.clone(),
                pace,
                frozen: source.is_frozen(),
                stage: TransferStage::Objects,
                starting_over: false,
                begun_at: began,
            };
            (ledgers.begin(&record).await?, record, Kept::default())
        }
        Some(Unfinished { number, mut record }) => {
            let journal = Journal::new(ledgers.take_up(number).await?, &plan.tasks);
            let now = resume::Now {
                target: &*target,
                plan: &plan,
                chunks: &chunks,
                frozen: source.is_frozen(),
                written_between: options.written_between,
            };
            let kept = resume::sort_out(&now, &journal, &mut record).await?;
            (journal.ledger, record, kept)
        }
    };
    let mut tasks = plan.tasks;
    let journal = Arc::new(Journal::new(ledger, &tasks));
    if resumed {
        tell_kept(&kept, &tasks, &chunks, &meter, &sink);
    }
    let chunk_count = u32::try_from(chunks.len()).unwrap_or(u32::MAX);
    chunks.retain(|chunk| !kept.chunks.contains_key(&chunk.id));
    tasks.retain(|task| !kept.tasks.contains(&task.id));
    tasks.iter_mut().for_each(|task| task.waits_for.retain(|id| !kept.tasks.contains(id)));
    timings.reading = lap(&*clock);

    let attempts = options.attempts.max(1);
    record.stage = TransferStage::Objects;
    journal.ledger.write(&record).await?;
    meter.stage(TransferStage::Objects);
    let ticks = ticking(&meter);
    build::in_order(&*target, &journal, &tasks, Phase::BeforeData, &meter, attempts).await?;
    timings.objects = lap(&*clock);

    record.stage = TransferStage::Rows;
    journal.ledger.write(&record).await?;
    meter.stage(TransferStage::Rows);
    let jobs = Arc::new(Jobs::new(chunks, &tasks, Phase::AfterTable));
    let site = Arc::new(copy::Site {
        source: Arc::clone(&source),
        target: Arc::clone(&target),
        journal: Arc::clone(&journal),
        meter: Arc::clone(&meter),
        controls,
        options,
    });
    copy::all(Arc::clone(&site), jobs).await?;
    timings.rows = lap(&*clock);

    record.stage = TransferStage::Finishing;
    journal.ledger.write(&record).await?;
    meter.stage(TransferStage::Finishing);
    // While the tables are still ours: later some belong to others.
    let statistics = source.statistics(&target.identity().version).await?;
    planner::carry(&site, &statistics).await?;
    build::in_order(&*target, &journal, &tasks, Phase::AfterData, &meter, attempts).await?;
    let beside = Arc::new(Jobs::new(Vec::new(), &tasks, Phase::Beside));
    copy::all(Arc::clone(&site), beside).await?;
    build::in_order(&*target, &journal, &tasks, Phase::Last, &meter, attempts).await?;
    timings.finishing = lap(&*clock);
    let refused = journal.refused();
    // What is missing can be mended and taken up: then the transfer has not ended.
    let whole = refused.iter().all(|thing| thing.level < Level::Blocker);
    uncarried.extend(refused);

    let verification = if compared {
        record.stage = TransferStage::Verifying;
        journal.ledger.write(&record).await?;
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
    if whole {
        journal.ledger.end(clock.now()).await?;
    }
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
        freeze: None,
    };
    sink(TransferEvent::Finished { report: Box::new(report.clone()) });
    Ok(report)
}

/// The unfinished transfer that is to go on; `None` to begin anew.
async fn earlier(
    source: &dyn Source,
    target: &dyn Target,
    ledgers: &dyn Ledgers,
    options: Options,
) -> Result<Option<Unfinished>> {
    let mut unfinished = ledgers.unfinished().await?;
    unfinished.retain(|one| target.identity().may_be(&one.record.target));
    if unfinished.is_empty() {
        return Ok(None);
    }
    let empty = match target.require_empty().await {
        Ok(()) => true,
        Err(error) if error.kind == ErrorKind::TargetNotEmpty => false,
        Err(error) => return Err(error),
    };
    if empty {
        // Somebody has emptied it: what is written down of it no longer holds.
        for one in unfinished {
            ledgers.take_up(one.number).await?.end(one.record.begun_at).await?;
        }
        return Ok(None);
    }
    if !options.resume {
        return Err(Error::new(ErrorKind::TransferUnfinished, "an earlier transfer into it did not end"));
    }
    let same = unfinished.into_iter().find(|one| source.identity().may_be(&one.record.source));
    let other = || Error::new(ErrorKind::CannotResume, "what is there came from another source");
    same.map(Some).ok_or_else(other)
}

/// Tells what is there already, as if it had just been done.
fn tell_kept(kept: &Kept, tasks: &[domain::engine::Task], chunks: &[Chunk], meter: &Meter, sink: &Sink) {
    let many = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    sink(TransferEvent::Resumed {
        data_again: kept.data_again,
        objects: many(kept.tasks.len()),
        chunks: many(kept.chunks.len()),
        rows: kept.chunks.values().map(|written| written.rows).sum(),
        emptied: kept.emptied,
    });
    tasks.iter().filter(|task| kept.tasks.contains(&task.id)).for_each(|task| meter.object(task));
    let mut open: std::collections::HashMap<u32, usize> = std::collections::HashMap::new();
    chunks.iter().for_each(|chunk| *open.entry(chunk.table).or_default() += 1);
    for (chunk, written) in chunks.iter().filter_map(|chunk| Some((chunk, kept.chunks.get(&chunk.id)?))) {
        let left = open.entry(chunk.table).or_default();
        *left -= 1;
        meter.rows(chunk, *written, *left == 0);
    }
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

fn refuse_blocked(uncarried: &[Uncarried], sink: &Sink) -> Result<()> {
    let blockers: Vec<&Uncarried> = uncarried.iter().filter(|thing| thing.level == Level::Blocker).collect();
    let Some(first) = blockers.first() else { return Ok(()) };
    sink(TransferEvent::Blocked { uncarried: uncarried.to_vec() });
    let detail =
        format!("{} things, one is {} {} ({:?})", blockers.len(), first.kind, first.name, first.reason);
    Err(Error::new(ErrorKind::CannotBeCarried, detail))
}
