//! A copy in this process: what is shown of it, by versions, so that each listener gets what is new to it.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use domain::copy::{
    CopyEvent, CopyFreeze, CopyHead, CopyRetry, CopySpeed, CopyStage, CopyState, CopyTable, CopyTableState,
    CopyView,
};
use domain::engine::{Pulse, TransferEvent, TransferReport};
use domain::ids::CopyId;
use domain::time::Timestamp;
use domain::{Error, ErrorKind};
use tokio::sync::watch;
use tokio_util::sync::CancellationToken;

use super::check::problem;
use super::log::Log;
use crate::place::Place;

/// Points of speed that are kept. When there are so many, each two become one.
const POINTS: usize = 1200;

/// What a listener has got so far.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Got {
    version: u64,
    points: usize,
    lines: usize,
    generation: u32,
}

struct Inner {
    /// Both sides, until the copy begins.
    places: Option<(Place, Place)>,
    /// A source which is read-only by our doing.
    frozen: Option<Place>,
    started: bool,
    head: CopyHead,
    tables: Vec<CopyTable>,
    /// The version in which a table changed last.
    changed: Vec<u64>,
    at: HashMap<String, usize>,
    speed: Vec<CopySpeed>,
    log: Log,
    /// Raised when points were put together.
    generation: u32,
    version: u64,
}

/// A copy, checked or begun.
pub(crate) struct Copying {
    pub(crate) id: CopyId,
    test: bool,
    pub(super) stop: CancellationToken,
    inner: Mutex<Inner>,
    pub(super) news: watch::Sender<u64>,
}

impl Copying {
    /// One that was checked.
    pub(super) fn new(
        id: CopyId,
        (source, target): (String, String),
        places: impl Into<Option<(Place, Place)>>,
        tables: Vec<CopyTable>,
    ) -> Self {
        let head = CopyHead {
            id,
            source,
            target,
            began: Timestamp(0),
            ended: None,
            state: CopyState::Running,
            stages: Vec::new(),
            objects_done: 0,
            objects: 0,
            pulse: None,
            retries: 0,
            last_retry: None,
            problem: None,
            report: None,
            freeze: None,
        };
        let inner = Inner {
            places: places.into(),
            frozen: None,
            started: false,
            head,
            changed: vec![0; tables.len()],
            at: tables.iter().enumerate().map(|(at, table)| (table.name.clone(), at)).collect(),
            tables,
            speed: Vec::new(),
            log: Log::default(),
            generation: 0,
            version: 0,
        };
        Self {
            id,
            test: false,
            stop: CancellationToken::new(),
            inner: Mutex::new(inner),
            news: watch::Sender::new(0),
        }
    }

    /// One that fills a test copy or belongs to a run, and goes on already.
    pub(crate) fn followed(
        id: CopyId,
        places: (String, String),
        tables: Vec<CopyTable>,
        now: Timestamp,
    ) -> Self {
        let copying = Self { test: true, ..Self::new(id, places, None, tables) };
        {
            let mut inner = copying.lock();
            inner.started = true;
            inner.head.began = now;
        }
        copying
    }

    /// Whether it fills a test copy.
    pub(super) fn is_test(&self) -> bool {
        self.test
    }

    fn lock(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Both sides, until it begins.
    pub(super) fn places(&self) -> Option<(Place, Place)> {
        self.lock().places.clone()
    }

    /// Begins; gives both sides once. Where the source will be `frozen`, it is kept for the thaw.
    pub(super) fn begin(&self, now: Timestamp, frozen: bool) -> Option<(Place, Place)> {
        let mut inner = self.lock();
        if frozen {
            inner.frozen = inner.places.as_ref().map(|(from, _)| from.clone());
        }
        inner.started = true;
        inner.head.began = if inner.places.is_some() { now } else { inner.head.began };
        inner.places.take()
    }

    /// How it stands; `None` before it begins.
    pub(super) fn stands(&self) -> Option<CopyState> {
        let inner = self.lock();
        inner.started.then_some(inner.head.state)
    }

    pub(super) fn ask_to_stop(&self) {
        // What fills a test copy is stopped by whoever deletes that.
        if self.test {
            return;
        }
        let mut inner = self.lock();
        if inner.started && inner.head.state == CopyState::Running {
            inner.head.state = CopyState::Stopping;
            self.tell(&mut inner);
        }
        self.stop.cancel();
    }

    /// Takes what happened.
    pub(crate) fn apply(&self, event: TransferEvent, now: Timestamp) {
        let mut inner = self.lock();
        inner.apply(event, now);
        self.tell(&mut inner);
    }

    /// It is over.
    pub(crate) fn ended(&self, end: &Result<TransferReport, Error>, now: Timestamp) {
        let mut inner = self.lock();
        inner.head.ended = Some(now);
        match end {
            Ok(_) => inner.log.add(now, "done", &[]),
            Err(error) if error.kind == ErrorKind::Cancelled => inner.log.add(now, "stopped", &[]),
            Err(error) => inner.log.add(now, "failed", &[("code", error.code().to_owned())]),
        }
        inner.head.state = match end {
            Ok(report) => {
                if let (Some(freeze), Some(shown)) = (&report.freeze, &mut inner.head.freeze) {
                    shown.handed_over = freeze.stays;
                }
                inner.head.report = Some(report.clone());
                CopyState::Done
            }
            Err(error) if error.kind == ErrorKind::Cancelled => CopyState::Stopped,
            Err(error) => {
                inner.head.problem = Some(problem(error));
                CopyState::Failed
            }
        };
        if !inner.is_frozen() {
            inner.frozen = None;
        }
        self.tell(&mut inner);
    }

    /// The source, while it is read-only by our doing.
    pub(super) fn frozen(&self) -> Option<Place> {
        self.lock().frozen.clone()
    }

    /// The source can be written to again.
    pub(super) fn thawed(&self, now: Timestamp) {
        let mut inner = self.lock();
        inner.frozen = None;
        if let Some(freeze) = &mut inner.head.freeze {
            freeze.read_only = Some(now.since(freeze.began));
        }
        self.tell(&mut inner);
    }

    fn tell(&self, inner: &mut Inner) {
        inner.version += 1;
        self.news.send_replace(inner.version);
    }

    /// What is shown of it now.
    pub(crate) fn view(&self) -> CopyView {
        self.lock().view()
    }

    /// What is new since; `None` when nothing is.
    pub(crate) fn since(&self, got: &mut Got, first: bool) -> Option<CopyEvent> {
        let inner = self.lock();
        let before = std::mem::replace(
            got,
            Got {
                version: inner.version,
                points: inner.speed.len(),
                lines: inner.log.written(),
                generation: inner.generation,
            },
        );
        if first || before.generation != inner.generation {
            return Some(CopyEvent::Snapshot { copy: Box::new(inner.view()) });
        }
        if before.version == inner.version {
            return None;
        }
        let changed = inner.tables.iter().zip(&inner.changed).filter(|(_, at)| **at > before.version);
        Some(CopyEvent::Changed {
            head: Box::new(inner.head.clone()),
            tables: changed.map(|(table, _)| table.clone()).collect(),
            speed: inner.speed.get(before.points..).unwrap_or_default().to_vec(),
            log: inner.log.after(before.lines),
        })
    }
}

impl Inner {
    fn is_frozen(&self) -> bool {
        self.head.freeze.as_ref().is_some_and(|freeze| freeze.read_only.is_none() && !freeze.plan.already)
    }

    fn view(&self) -> CopyView {
        CopyView {
            head: self.head.clone(),
            tables: self.tables.clone(),
            speed: self.speed.clone(),
            log: self.log.all(),
        }
    }

    fn apply(&mut self, event: TransferEvent, now: Timestamp) {
        self.log.tell(&event, now);
        match event {
            TransferEvent::Stage { stage } => self.head.stages.push(CopyStage { stage, began: now }),
            TransferEvent::Planned { objects, .. } => self.head.objects = objects,
            TransferEvent::Rows { table, rows, rows_estimate, bytes, complete } => {
                let table = self.table(table);
                table.state = if complete { CopyTableState::Done } else { CopyTableState::Copying };
                table.rows = rows;
                table.rows_estimate = rows_estimate;
                table.bytes = table.bytes.max(bytes);
                if complete {
                    table.bytes_expected = Some(table.bytes);
                }
            }
            TransferEvent::Objects { done, total, .. } => {
                (self.head.objects_done, self.head.objects) = (done, total);
            }
            TransferEvent::Retried { table, code, .. } => {
                self.head.retries += 1;
                self.head.last_retry = Some(CopyRetry { table, code });
            }
            TransferEvent::Pulse { pulse } => self.pulse(*pulse),
            // What is there already is told again as if it had just arrived.
            // What is in the way is told by the check, and by the error that follows.
            TransferEvent::Resumed { .. } | TransferEvent::Blocked { .. } => {}
            TransferEvent::Freezing { plan } => {
                self.head.freeze = Some(CopyFreeze { plan, began: now, read_only: None, handed_over: false });
            }
            TransferEvent::Thawed { read_only } => {
                if let Some(freeze) = &mut self.head.freeze {
                    freeze.read_only = Some(read_only);
                }
            }
            TransferEvent::Finished { report } => self.head.report = Some(*report),
        }
    }

    fn pulse(&mut self, pulse: Pulse) {
        for shown in &pulse.tables {
            let table = self.table(shown.table.clone());
            if table.state != CopyTableState::Done {
                table.state = CopyTableState::Copying;
                table.bytes = table.bytes.max(shown.bytes);
                table.bytes_expected = Some(shown.bytes_expected.max(table.bytes));
            }
        }
        self.speed.push(CopySpeed { at: pulse.elapsed, bytes_per_second: pulse.bytes_per_second });
        if self.speed.len() >= POINTS {
            let joined = self.speed.chunks(2).filter_map(|two| {
                let sum: u64 = two.iter().map(|point| point.bytes_per_second).sum();
                two.last().map(|last| CopySpeed { bytes_per_second: sum / two.len() as u64, ..*last })
            });
            self.speed = joined.collect();
            self.generation += 1;
        }
        self.head.pulse = Some(pulse);
    }

    /// The table of a name, which is about to change. One that was not foreseen comes last.
    fn table(&mut self, name: String) -> &mut CopyTable {
        let version = self.version + 1;
        let at = match self.at.get(&name) {
            Some(at) => *at,
            None => {
                self.at.insert(name.clone(), self.tables.len());
                self.tables.push(CopyTable::waiting(name, None));
                self.changed.push(version);
                self.tables.len() - 1
            }
        };
        self.changed[at] = version;
        &mut self.tables[at]
    }
}
