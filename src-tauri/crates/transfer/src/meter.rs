//! Counts what is committed and tells it. Figures only grow, since only committed work is counted.

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use domain::engine::{Chunk, Task, TransferEvent, Written};

/// Takes events. Called from several workers, so it must not block.
pub type Sink = Arc<dyn Fn(TransferEvent) + Send + Sync>;

#[derive(Clone, Copy, Debug, Default)]
struct Count {
    rows: u64,
    bytes: u64,
    rows_estimate: Option<u64>,
}

struct Inner {
    tables: HashMap<String, Count>,
    objects_done: u32,
    retries: u32,
}

/// The counters of one transfer.
pub(crate) struct Meter {
    sink: Sink,
    objects: u32,
    inner: Mutex<Inner>,
}

impl Meter {
    pub(crate) fn new(sink: Sink, chunks: &[Chunk], objects: u32) -> Self {
        let mut tables: HashMap<String, Count> = HashMap::new();
        for chunk in chunks {
            let count = tables.entry(chunk.table_name.clone()).or_default();
            count.rows_estimate = match (count.rows_estimate, chunk.rows_estimate) {
                (None, more) => more,
                (some, None) => some,
                (Some(some), Some(more)) => Some(some + more),
            };
        }
        Self { sink, objects, inner: Mutex::new(Inner { tables, objects_done: 0, retries: 0 }) }
    }

    fn lock(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A chunk was committed.
    pub(crate) fn rows(&self, chunk: &Chunk, written: Written, complete: bool) {
        let mut inner = self.lock();
        let count = inner.tables.entry(chunk.table_name.clone()).or_default();
        count.rows += written.rows;
        count.bytes += written.bytes;
        let count = *count;
        // Told under the lock: otherwise a later figure could be told first.
        (self.sink)(TransferEvent::Rows {
            table: chunk.table_name.clone(),
            rows: count.rows,
            rows_estimate: count.rows_estimate,
            bytes: count.bytes,
            complete,
        });
    }

    /// An object was created.
    pub(crate) fn object(&self, task: &Task) {
        let mut inner = self.lock();
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
        self.lock().retries += 1;
        (self.sink)(TransferEvent::Retried {
            table: chunk.table_name.clone(),
            attempts,
            code: code.to_owned(),
        });
    }

    /// Rows and bytes committed.
    pub(crate) fn totals(&self) -> (u64, u64) {
        let inner = self.lock();
        inner.tables.values().fold((0, 0), |sum, count| (sum.0 + count.rows, sum.1 + count.bytes))
    }

    /// Tables with rows to copy.
    pub(crate) fn tables(&self) -> u32 {
        let inner = self.lock();
        let names: HashSet<&String> = inner.tables.keys().collect();
        u32::try_from(names.len()).unwrap_or(u32::MAX)
    }

    /// Chunks that were begun again.
    pub(crate) fn retries(&self) -> u32 {
        self.lock().retries
    }
}
