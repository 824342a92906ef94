//! How far a transfer is: what was done, how fast, how long it will take still. State and arithmetic; the time is handed in.
//!
//! It must not do I/O, and must not tell a figure that goes back: a chunk that is begun again is told once.

mod flow;
mod left;
mod pace;
mod plan;
#[cfg(test)]
mod properties;
mod remaining;
mod ticking;

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use domain::engine::{
    Chunk, ChunkId, ObjectPulse, Phase, Pulse, TablePulse, Task, TaskId, TransferStage, Written,
};
use domain::time::{Millis, Timestamp};

pub(crate) use flow::Flow;
use pace::{Cost, Rate, as_f64};
use plan::Work;
pub(crate) use ticking::ticking;

/// A gap in the ticks that is longer, in milliseconds, is sleep of the computer, not work.
const SLEPT: i64 = 30_000;
/// Rows that do not come for this long, in milliseconds, are told.
const SILENT: i64 = 30_000;
/// Of a chunk on its way no more than this is counted as done: the rest is its commit.
const UNCOMMITTED: f64 = 0.95;

/// What is committed of a table.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Count {
    pub(crate) rows: u64,
    pub(crate) bytes: u64,
    pub(crate) rows_estimate: Option<u64>,
    /// On disk, of all of it and of what is committed.
    disk: u64,
    disk_done: u64,
    /// The most bytes that were told.
    told: u64,
}

/// A chunk on its way.
struct Under {
    table: String,
    work: u64,
    disk: u64,
    flow: Arc<Flow>,
}

/// An object that is being created.
struct Built {
    phase: Phase,
    work: u64,
    kind: &'static str,
    name: String,
    since: i64,
}

/// Everything that is known of how far a transfer is.
pub(crate) struct Course {
    stage: TransferStage,
    /// When `stage` began, by `awake`.
    stage_since: i64,
    workers: usize,
    last: Timestamp,
    /// Milliseconds since the beginning, without sleep.
    awake: i64,
    pub(crate) tables: HashMap<String, Count>,
    total: Work,
    done: Work,
    under: HashMap<ChunkId, Under>,
    building: HashMap<TaskId, Built>,
    /// What will follow the rows of a table, by its work.
    waiting: BTreeSet<(u64, TaskId)>,
    passed: Arc<AtomicU64>,
    /// What was heard last, and when, by `awake`.
    heard: (u64, i64),
    ticked: (i64, f64),
    /// Milliseconds of workers since the last tick: on rows, on objects.
    spent: (f64, f64),
    rate: Rate,
    cost_before: Cost,
    cost_rows: Cost,
    cost_built: Cost,
    busy: Cost,
    permille: u16,
    bytes: u64,
}

impl Course {
    pub(crate) fn new(
        chunks: &[Chunk],
        tasks: &[Task],
        workers: usize,
        compare: bool,
        began: Timestamp,
    ) -> Self {
        let mut tables: HashMap<String, Count> = HashMap::new();
        for chunk in chunks {
            let count = tables.entry(chunk.table_name.clone()).or_default();
            count.disk += chunk.bytes_estimate;
            count.rows_estimate = match (count.rows_estimate, chunk.rows_estimate) {
                (None, more) => more,
                (some, None) => some,
                (Some(some), Some(more)) => Some(some + more),
            };
        }
        let follows = tasks.iter().filter(|task| task.phase == Phase::AfterTable);
        Self {
            stage: TransferStage::Reading,
            stage_since: 0,
            workers: workers.max(1),
            last: began,
            awake: 0,
            tables,
            total: Work::all(chunks, tasks, compare),
            done: Work::default(),
            under: HashMap::new(),
            building: HashMap::new(),
            waiting: follows.map(|task| (plan::of_task(task), task.id)).collect(),
            passed: Arc::new(AtomicU64::new(0)),
            heard: (0, 0),
            ticked: (0, 0.0),
            spent: (0.0, 0.0),
            rate: Rate::default(),
            cost_before: Cost::default(),
            cost_rows: Cost::default(),
            cost_built: Cost::default(),
            busy: Cost::default(),
            permille: 0,
            bytes: 0,
        }
    }

    /// Lets time pass. A clock that went back, and the sleep of the computer, are no time.
    fn pass(&mut self, now: Timestamp) {
        let passed = now.since(self.last).0;
        self.last = now;
        if passed > SLEPT {
            self.rate.forget();
            self.heard.1 = self.awake;
        } else {
            let passed = passed.max(0);
            self.awake += passed;
            self.spent.0 += as_units(self.under.len() as u64) * as_f64(passed);
            self.spent.1 += as_units(self.building.len() as u64) * as_f64(passed);
        }
    }

    pub(crate) fn stage(&mut self, stage: TransferStage, now: Timestamp) {
        self.pass(now);
        (self.stage, self.stage_since) = (stage, self.awake);
        self.busy = Cost::default();
        // All that came before is behind us, whatever of it was not told.
        if stage >= TransferStage::Verifying {
            (self.under, self.building) = (HashMap::new(), HashMap::new());
            self.done = Work { compared: 0, ..self.total };
        }
    }

    /// A chunk is begun, or begun again.
    pub(crate) fn begun(&mut self, chunk: &Chunk, now: Timestamp) -> Arc<Flow> {
        self.pass(now);
        let under = self.under.entry(chunk.id).or_insert_with(|| Under {
            table: chunk.table_name.clone(),
            work: plan::of_chunk(chunk),
            disk: chunk.bytes_estimate,
            flow: Arc::new(Flow::new(Arc::clone(&self.passed))),
        });
        under.flow.again();
        self.heard.1 = self.awake;
        Arc::clone(&under.flow)
    }

    /// A chunk is committed: by us, or, if we did not begin it, before.
    pub(crate) fn committed(&mut self, chunk: &Chunk, written: Written, now: Timestamp) -> Count {
        self.pass(now);
        self.heard.1 = self.awake;
        self.done.rows += plan::of_chunk(chunk);
        if self.under.remove(&chunk.id).is_none() {
            // It cost nothing now, so it says nothing about how fast we are.
            self.ticked.1 += as_units(plan::of_chunk(chunk));
        }
        let count = self.tables.entry(chunk.table_name.clone()).or_default();
        count.rows += written.rows;
        count.bytes += written.bytes;
        count.disk_done += chunk.bytes_estimate;
        count.told = count.told.max(count.bytes);
        *count
    }

    /// An object is begun.
    pub(crate) fn building(&mut self, task: &Task, now: Timestamp) {
        self.pass(now);
        let work = plan::of_task(task);
        self.waiting.remove(&(work, task.id));
        let (phase, kind, name) = (task.phase, task.kind, task.name.clone());
        self.building.insert(task.id, Built { phase, work, kind, name, since: self.awake });
    }

    /// An object is there.
    pub(crate) fn built(&mut self, task: &Task, now: Timestamp) {
        self.pass(now);
        *self.done.part(task.phase) += plan::of_task(task);
        self.waiting.remove(&(plan::of_task(task), task.id));
        let Some(built) = self.building.remove(&task.id) else { return };
        let took = self.awake - built.since;
        let cost =
            if built.phase == Phase::BeforeData { &mut self.cost_before } else { &mut self.cost_built };
        cost.fade(took);
        cost.spent(as_f64(took), as_units(built.work));
    }

    /// All is done.
    pub(crate) fn ended(&mut self, now: Timestamp) -> Pulse {
        self.pass(now);
        (self.under, self.building) = (HashMap::new(), HashMap::new());
        self.done = self.total;
        self.permille = 1000;
        Pulse { permille: 1000, left: None, ..self.tick(now) }
    }

    /// How far it is now. Asked about once a second.
    pub(crate) fn tick(&mut self, now: Timestamp) -> Pulse {
        self.pass(now);
        self.learn();
        let shown = self.shown_tables();
        let (mut bytes, mut expected) = (0, self.waiting_bytes());
        for count in self.tables.values() {
            bytes += count.bytes;
            expected += count.bytes;
        }
        for under in self.under.values() {
            bytes += under.flow.bytes();
            expected += self.bytes_of(under);
        }
        self.bytes = self.bytes.max(bytes);
        self.permille = self.permille.max(self.share());
        let silent = self.silent();
        let sure = silent.is_none() && self.awake >= 10_000 && (20..1000).contains(&self.permille);
        let rows: u64 = self.tables.values().map(|count| count.rows).sum();
        let committed: u64 = self.tables.values().map(|count| count.bytes).sum();
        let bytes_per_second = self.rate.per_second();
        let rows_per_second = u128::from(bytes_per_second) * u128::from(rows) / u128::from(committed.max(1));
        Pulse {
            stage: self.stage,
            elapsed: Millis(self.awake),
            permille: self.permille,
            rows,
            bytes: self.bytes,
            bytes_expected: expected.max(self.bytes),
            bytes_per_second,
            rows_per_second: u64::try_from(rows_per_second).unwrap_or(u64::MAX),
            left: if sure { self.left() } else { None },
            silent,
            tables: shown,
            objects: self.shown_objects(),
        }
    }

    /// Takes what happened since the last tick into account of what things cost.
    fn learn(&mut self) {
        let (at, before) = self.ticked;
        let (millis, now) = (self.awake - at, self.rows_done());
        self.ticked = (self.awake, now);
        let passed = self.passed.load(Ordering::Relaxed);
        self.rate.see(self.awake, passed);
        if passed != self.heard.0 || self.under.is_empty() {
            self.heard = (passed, self.awake);
        }
        let (on_rows, on_objects) = std::mem::take(&mut self.spent);
        if on_rows > 0.0 || now > before {
            self.cost_rows.fade(millis);
            self.cost_rows.spent(on_rows, (now - before).max(0.0));
        }
        self.busy.fade(millis);
        self.busy.spent(on_rows + on_objects, as_f64(millis));
    }

    /// Work done on rows, those on their way included.
    fn rows_done(&self) -> f64 {
        let under: f64 = self.under.values().map(|under| as_units(under.work) * self.part_of(under)).sum();
        as_units(self.done.rows) + under
    }

    /// How much of a chunk on its way has passed, 0 to 1.
    fn part_of(&self, under: &Under) -> f64 {
        let (passed, all) = (under.flow.bytes(), self.bytes_of(under));
        (as_units(passed) / as_units(all.max(1))).min(UNCOMMITTED)
    }

    /// About how many bytes a chunk on its way will send; never less than it has sent.
    fn bytes_of(&self, under: &Under) -> u64 {
        let ratio = self.tables.get(&under.table).map_or(1.0, |count| self.ratio_of(count));
        units(as_units(under.disk) * ratio).max(under.flow.bytes())
    }

    /// Bytes sent for a byte on disk: of the table, or of all that was sent.
    fn ratio_of(&self, count: &Count) -> f64 {
        let (bytes, disk) = if count.disk_done > 0 {
            (count.bytes, count.disk_done)
        } else {
            self.tables.values().fold((0, 0), |sum, one| (sum.0 + one.bytes, sum.1 + one.disk_done))
        };
        if disk == 0 { 1.0 } else { as_units(bytes) / as_units(disk) }
    }

    /// About how many bytes the chunks have that are not begun.
    fn waiting_bytes(&self) -> u64 {
        let on_disk = |of: fn(&Count) -> u64| self.tables.values().map(of).sum::<u64>();
        let under: u64 = self.under.values().map(|under| under.disk).sum();
        let waiting = on_disk(|count| count.disk)
            .saturating_sub(on_disk(|count| count.disk_done))
            .saturating_sub(under);
        units(as_units(waiting) * self.ratio_of(&Count::default()))
    }

    fn share(&self) -> u16 {
        let done = as_units(Work { rows: 0, ..self.done }.sum()) + self.rows_done();
        let share = units(done * 1000.0 / as_units(self.total.sum().max(1)));
        u16::try_from(share).unwrap_or(999).min(999)
    }

    fn silent(&self) -> Option<Millis> {
        let silent = self.awake - self.heard.1;
        (!self.under.is_empty() && silent >= SILENT).then_some(Millis(silent))
    }

    fn shown_tables(&mut self) -> Vec<TablePulse> {
        let mut open: HashMap<String, (u64, u64)> = HashMap::new();
        for under in self.under.values() {
            let open = open.entry(under.table.clone()).or_default();
            (open.0, open.1) = (open.0 + under.flow.bytes(), open.1 + self.bytes_of(under));
        }
        let mut shown: Vec<TablePulse> = Vec::new();
        for (table, (sent, _)) in open {
            let Some(count) = self.tables.get(&table).copied() else { continue };
            let told = count.told.max(count.bytes + sent);
            if let Some(count) = self.tables.get_mut(&table) {
                count.told = told;
            }
            let all = units(as_units(count.disk) * self.ratio_of(&count));
            shown.push(TablePulse { table, rows: count.rows, bytes: told, bytes_expected: all.max(told) });
        }
        shown.sort_by(|a, b| a.table.cmp(&b.table));
        shown
    }

    fn shown_objects(&self) -> Vec<ObjectPulse> {
        let mut shown: Vec<(i64, ObjectPulse)> = Vec::new();
        for built in self.building.values() {
            let elapsed = Millis(self.awake - built.since);
            let (kind, name) = (built.kind.to_owned(), built.name.clone());
            shown.push((built.since, ObjectPulse { kind, name, elapsed }));
        }
        shown.sort_by(|a, b| a.0.cmp(&b.0).then_with(|| a.1.name.cmp(&b.1.name)));
        shown.into_iter().map(|(_, object)| object).collect()
    }
}

#[allow(clippy::cast_precision_loss, reason = "for estimates")]
fn as_units(value: u64) -> f64 {
    value as f64
}

/// Whole units; none for what is no number.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "saturates, checked for its sign")]
fn units(value: f64) -> u64 {
    if value > 0.0 { value as u64 } else { 0 }
}
