//! Counts what is done and tells it. Figures only grow.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use domain::engine::{Chunk, Task, TransferEvent, TransferStage, Written};
use domain::time::Clock;

use crate::pulse::{Course, Flow};

/// Takes events. Called from several workers, so it must not block.
pub type Sink = Arc<dyn Fn(TransferEvent) + Send + Sync>;

struct Inner {
    course: Course,
    objects_done: u32,
    retries: u32,
    ended: bool,
}

/// The counters of one transfer.
pub(crate) struct Meter {
    sink: Sink,
    clock: Arc<dyn Clock>,
    objects: u32,
    inner: Mutex<Inner>,
}

impl Meter {
    pub(crate) fn new(sink: Sink, clock: Arc<dyn Clock>, course: Course, objects: u32) -> Self {
        let inner = Inner { course, objects_done: 0, retries: 0, ended: false };
        Self { sink, clock, objects, inner: Mutex::new(inner) }
    }

    fn lock(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A stage begins.
    pub(crate) fn stage(&self, stage: TransferStage) {
        let mut inner = self.lock();
        inner.course.stage(stage, self.clock.now());
        (self.sink)(TransferEvent::Stage { stage });
    }

    /// A chunk is begun, also again: what comes back counts its bytes on their way.
    pub(crate) fn begun(&self, chunk: &Chunk) -> Arc<Flow> {
        self.lock().course.begun(chunk, self.clock.now())
    }

    /// A chunk was committed.
    pub(crate) fn rows(&self, chunk: &Chunk, written: Written, complete: bool) {
        let mut inner = self.lock();
        let count = inner.course.committed(chunk, written, self.clock.now());
        // Told under the lock: otherwise a later figure could be told first.
        (self.sink)(TransferEvent::Rows {
            table: chunk.table_name.clone(),
            rows: count.rows,
            rows_estimate: count.rows_estimate,
            bytes: count.bytes,
            complete,
        });
    }

    /// An object is begun.
    pub(crate) fn building(&self, task: &Task) {
        self.lock().course.building(task, self.clock.now());
    }

    /// An object was created.
    pub(crate) fn object(&self, task: &Task) {
        let mut inner = self.lock();
        inner.course.built(task, self.clock.now());
        inner.objects_done += 1;
        (self.sink)(TransferEvent::Objects {
            done: inner.objects_done,
            total: self.objects,
            kind: task.kind.to_owned(),
            name: task.name.clone(),
        });
    }

    /// A chunk is begun again.
    pub(crate) fn retried(&self, chunk: &Chunk, attempts: u32, code: &str) {
        let mut inner = self.lock();
        inner.retries += 1;
        (self.sink)(TransferEvent::Retried {
            table: chunk.table_name.clone(),
            attempts,
            code: code.to_owned(),
        });
    }

    /// Tells how far it is now; nothing any more when it has ended.
    pub(crate) fn tick(&self) {
        let mut inner = self.lock();
        if !inner.ended {
            let pulse = Box::new(inner.course.tick(self.clock.now()));
            (self.sink)(TransferEvent::Pulse { pulse });
        }
    }

    /// Tells that all is done.
    pub(crate) fn ended(&self) {
        let mut inner = self.lock();
        inner.ended = true;
        let pulse = Box::new(inner.course.ended(self.clock.now()));
        (self.sink)(TransferEvent::Pulse { pulse });
    }

    /// Rows and bytes committed.
    pub(crate) fn totals(&self) -> (u64, u64) {
        let inner = self.lock();
        inner.course.tables.values().fold((0, 0), |sum, count| (sum.0 + count.rows, sum.1 + count.bytes))
    }

    /// Tables with rows to copy.
    pub(crate) fn tables(&self) -> u32 {
        u32::try_from(self.lock().course.tables.len()).unwrap_or(u32::MAX)
    }

    /// Chunks that were begun again.
    pub(crate) fn retries(&self) -> u32 {
        self.lock().retries
    }
}
