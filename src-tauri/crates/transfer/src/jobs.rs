//! What the workers take next: the largest waiting chunk, or a task whose table is complete. Pure; no I/O.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap, HashSet, VecDeque};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use domain::engine::{Chunk, Phase, Task, TaskId};
use tokio::sync::Notify;

/// One piece of work for a worker.
#[derive(Clone, Debug)]
pub(crate) enum Job {
    /// Copy rows.
    Chunk(Arc<Chunk>),
    /// Build something on a table that has all of its rows.
    Task {
        /// What.
        task: Arc<Task>,
        /// Whether other workers have something to do too.
        busy: bool,
    },
}

struct Inner {
    chunks: VecDeque<Arc<Chunk>>,
    /// Chunks of tables whose opening chunk is not committed.
    held: HashMap<u32, Vec<Arc<Chunk>>>,
    waiting: Vec<Arc<Task>>,
    /// Chunks of each table that are not committed.
    open: BTreeMap<u32, usize>,
    done: HashSet<TaskId>,
    running: usize,
    failed: bool,
}

/// All work of the stage of rows, shared by the workers.
pub(crate) struct Jobs {
    inner: Mutex<Inner>,
    changed: Notify,
}

/// What a worker is told when it asks for work.
pub(crate) enum Next {
    /// Do this.
    Do(Job),
    /// Nothing is ready now, but something will be.
    Wait,
    /// There is nothing left.
    End,
}

impl Jobs {
    /// Chunks, and the tasks of a phase that any session may do.
    pub(crate) fn new(chunks: Vec<Chunk>, tasks: &[Task], phase: Phase) -> Self {
        let mut open: BTreeMap<u32, usize> = BTreeMap::new();
        for chunk in &chunks {
            *open.entry(chunk.table).or_default() += 1;
        }
        let mut waiting: Vec<Arc<Task>> =
            tasks.iter().filter(|task| task.phase == phase).cloned().map(Arc::new).collect();
        // The largest table first; within a table the order of the plan.
        waiting.sort_by(|a, b| b.weight.cmp(&a.weight).then_with(|| a.id.cmp(&b.id)));
        let opened: HashSet<u32> = chunks.iter().filter(|c| c.opens).map(|c| c.table).collect();
        let mut held: HashMap<u32, Vec<Arc<Chunk>>> = HashMap::new();
        let mut free = VecDeque::with_capacity(chunks.len());
        for chunk in chunks.into_iter().map(Arc::new) {
            if !chunk.opens && opened.contains(&chunk.table) {
                held.entry(chunk.table).or_default().push(chunk);
            } else {
                free.push_back(chunk);
            }
        }
        let inner =
            Inner { chunks: free, held, waiting, open, done: HashSet::new(), running: 0, failed: false };
        Self { inner: Mutex::new(inner), changed: Notify::new() }
    }

    fn lock(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The next piece of work. Building comes before copying: an index of a large table is the longest tail.
    pub(crate) fn next(&self) -> Next {
        let mut inner = self.lock();
        if inner.failed {
            return Next::End;
        }
        if let Some(at) = inner.waiting.iter().position(|task| inner.is_ready(task)) {
            let task = inner.waiting.remove(at);
            inner.running += 1;
            let busy = !inner.chunks.is_empty() || inner.waiting.iter().any(|other| inner.is_ready(other));
            return Next::Do(Job::Task { task, busy });
        }
        if let Some(chunk) = inner.chunks.pop_front() {
            inner.running += 1;
            return Next::Do(Job::Chunk(chunk));
        }
        // With nobody at work nothing can become ready: what still waits would wait for ever.
        let nothing = inner.waiting.is_empty() && inner.held.is_empty();
        if nothing || inner.running == 0 { Next::End } else { Next::Wait }
    }

    /// Waits until something may have changed.
    pub(crate) async fn changed(&self) {
        // A missed notice costs a moment, not the transfer.
        let _ = tokio::time::timeout(std::time::Duration::from_millis(200), self.changed.notified()).await;
    }

    /// A piece of work is done. Says whether it completed the rows of a table.
    pub(crate) fn done(&self, job: &Job) -> bool {
        let mut inner = self.lock();
        inner.running = inner.running.saturating_sub(1);
        let complete = match job {
            Job::Chunk(chunk) => {
                if chunk.opens
                    && let Some(held) = inner.held.remove(&chunk.table)
                {
                    inner.chunks.extend(held);
                    inner.chunks.make_contiguous().sort_by_key(|chunk| Reverse(chunk.bytes_estimate));
                }
                let left = inner.open.entry(chunk.table).or_default();
                *left = left.saturating_sub(1);
                *left == 0
            }
            Job::Task { task, .. } => {
                inner.done.insert(task.id);
                false
            }
        };
        drop(inner);
        self.changed.notify_waiters();
        complete
    }

    /// Something failed for good: nobody begins anything new.
    pub(crate) fn fail(&self) {
        self.lock().failed = true;
        self.changed.notify_waiters();
    }

    /// Names of what was never begun. Empty at the end of a good run.
    pub(crate) fn left(&self) -> Vec<String> {
        let inner = self.lock();
        let tasks = inner.waiting.iter().map(|task| format!("{} {}", task.kind, task.name));
        let chunks = inner.chunks.iter().chain(inner.held.values().flatten());
        let chunks = chunks.map(|chunk| format!("{} {}", chunk.table_name, chunk.range));
        chunks.chain(tasks).collect()
    }

    /// Work in all: more workers than this have nothing to do.
    pub(crate) fn len(&self) -> usize {
        let inner = self.lock();
        inner.chunks.len() + inner.held.values().map(Vec::len).sum::<usize>() + inner.waiting.len()
    }
}

impl Inner {
    fn is_ready(&self, task: &Task) -> bool {
        let rows = task.table.is_none_or(|table| self.open.get(&table).copied().unwrap_or_default() == 0);
        rows && task.waits_for.iter().all(|id| self.done.contains(id))
    }
}

#[cfg(test)]
mod tests {
    use domain::engine::{ChunkId, Script};

    use super::*;

    fn chunk(id: u32, table: u32) -> Chunk {
        Chunk {
            id: ChunkId(id),
            table,
            table_name: format!("t{table}"),
            bytes_estimate: 1,
            rows_estimate: None,
            range: "all".into(),
            mark: String::new(),
            opens: false,
            read: Script(Vec::new()),
            write: Script(Vec::new()),
            count: Script(Vec::new()),
            clear: Script(Vec::new()),
        }
    }

    fn task(id: u32, table: u32, waits_for: &[u32]) -> Task {
        Task {
            id: TaskId(id),
            phase: Phase::AfterTable,
            kind: "index",
            name: format!("i{id}"),
            table: Some(table),
            waits_for: waits_for.iter().map(|id| TaskId(*id)).collect(),
            weight: 1,
            alone: false,
            script: Script(Vec::new()),
            redo: domain::engine::Redo::Stay,
            refusal: domain::engine::Refusal::Ends,
        }
    }

    fn take(jobs: &Jobs) -> Option<Job> {
        match jobs.next() {
            Next::Do(job) => Some(job),
            Next::Wait | Next::End => None,
        }
    }

    fn id(job: &Job) -> u32 {
        match job {
            Job::Chunk(chunk) => chunk.id.0,
            Job::Task { task, .. } => 100 + task.id.0,
        }
    }

    #[test]
    fn an_index_waits_for_all_chunks_of_its_table() {
        let jobs =
            Jobs::new(vec![chunk(0, 1), chunk(1, 1), chunk(2, 2)], &[task(0, 1, &[])], Phase::AfterTable);
        let (a, b) = (take(&jobs).unwrap(), take(&jobs).unwrap());
        assert_eq!((id(&a), id(&b)), (0, 1));
        assert!(!jobs.done(&a));
        assert_eq!(id(&take(&jobs).unwrap()), 2, "the index is not ready");
        assert!(jobs.done(&b), "the table is complete");
        assert_eq!(id(&take(&jobs).unwrap()), 100);
    }

    #[test]
    fn the_other_chunks_of_a_table_wait_until_it_is_opened() {
        let opening = Chunk { opens: true, bytes_estimate: 9, ..chunk(0, 1) };
        let jobs = Jobs::new(vec![opening, chunk(1, 1), chunk(2, 2)], &[], Phase::AfterTable);
        let (first, other) = (take(&jobs).unwrap(), take(&jobs).unwrap());
        assert_eq!((id(&first), id(&other)), (0, 2));
        jobs.done(&other);
        assert!(matches!(jobs.next(), Next::Wait), "it is not committed");
        jobs.done(&first);
        assert_eq!(id(&take(&jobs).unwrap()), 1);
        assert!(matches!(jobs.next(), Next::End));
    }

    #[test]
    fn a_task_is_told_whether_others_have_work() {
        let jobs = Jobs::new(Vec::new(), &[task(0, 1, &[]), task(1, 1, &[])], Phase::AfterTable);
        let busy = |job| matches!(job, Some(Job::Task { busy: true, .. }));
        assert!(busy(take(&jobs)));
        assert!(!busy(take(&jobs)));
    }

    #[test]
    fn tasks_wait_for_each_other() {
        let jobs = Jobs::new(Vec::new(), &[task(0, 1, &[]), task(1, 1, &[0])], Phase::AfterTable);
        let first = take(&jobs).unwrap();
        assert!(matches!(jobs.next(), Next::Wait));
        jobs.done(&first);
        assert_eq!(id(&take(&jobs).unwrap()), 101);
    }

    #[test]
    fn a_task_that_can_never_start_ends_the_stage_and_is_named() {
        let jobs = Jobs::new(Vec::new(), &[task(0, 1, &[7])], Phase::AfterTable);
        assert!(matches!(jobs.next(), Next::End));
        assert_eq!(jobs.left(), ["index i0"]);
    }

    #[test]
    fn after_a_failure_nothing_new_is_begun() {
        let jobs = Jobs::new(vec![chunk(0, 1)], &[], Phase::AfterTable);
        jobs.fail();
        assert!(matches!(jobs.next(), Next::End));
    }
}
