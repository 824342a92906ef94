//! Writes down what a transfer does, and finds it again: each chunk by its table and range, each task by its key.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex, PoisonError};

use domain::engine::{
    Chunk, ChunkRecord, Ledger, Reason, Redo, Refusal, Task, TaskId, TaskRecord, Uncarried, WorkState,
};
use domain::finding::Level;
use domain::{Error, ErrorKind, Result};

use crate::pipe::Moved;

/// How a task is called in the ledger.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Key {
    /// Kind and name, and a number where several are called alike.
    pub(crate) key: String,
    /// Hex of a hash of what is executed.
    pub(crate) script: String,
}

/// The ledger of one transfer, with the keys of its plan.
pub(crate) struct Journal {
    pub(crate) ledger: Arc<dyn Ledger>,
    keys: HashMap<TaskId, Key>,
    refused: Mutex<Vec<Uncarried>>,
}

impl Journal {
    pub(crate) fn new(ledger: Arc<dyn Ledger>, tasks: &[Task]) -> Self {
        Self { ledger, keys: keys(tasks), refused: Mutex::default() }
    }

    /// Names a task that the target refuses, where the rest can go on without it. `false`: it cannot.
    pub(crate) fn refuses(&self, task: &Task, error: &Error) -> bool {
        let level = match task.refusal {
            Refusal::Ends => return false,
            Refusal::Missing => Level::Blocker,
            Refusal::Told => Level::Warning,
        };
        // Whatever may be otherwise at another time is no refusal.
        let refusals = [ErrorKind::DatabaseRefused, ErrorKind::DatabaseRight, ErrorKind::CannotBeCarried];
        if !refusals.contains(&error.kind) {
            return false;
        }
        tracing::warn!(kind = task.kind, name = %task.name, detail = %error.detail, "refused by the target");
        self.refused.lock().unwrap_or_else(PoisonError::into_inner).push(Uncarried {
            kind: task.kind.to_owned(),
            name: task.name.clone(),
            reason: Reason::RefusedByTarget,
            level,
            params: BTreeMap::from([("detail".to_owned(), error.detail.clone())]),
        });
        true
    }

    /// What the target has refused so far.
    pub(crate) fn refused(&self) -> Vec<Uncarried> {
        self.refused.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// The key of a task of the plan.
    pub(crate) fn key(&self, task: &Task) -> Option<&Key> {
        self.keys.get(&task.id)
    }

    /// Writes down how far tasks of one transaction are.
    pub(crate) async fn tasks(&self, tasks: &[&Task], state: WorkState, transaction: &str) -> Result<()> {
        let record = |task: &&Task| {
            let key = self.key(task)?.clone();
            Some(TaskRecord {
                key: key.key,
                script: key.script,
                again: task.redo == Redo::Repeat,
                state,
                transaction: transaction.to_owned(),
            })
        };
        let records: Vec<TaskRecord> = tasks.iter().filter_map(record).collect();
        self.ledger.tasks(&records).await
    }

    /// Writes down how far a chunk is.
    pub(crate) async fn chunk(
        &self,
        chunk: &Chunk,
        state: WorkState,
        transaction: &str,
        moved: &Moved,
        attempts: u32,
    ) -> Result<()> {
        let record = ChunkRecord {
            table: chunk.table_name.clone(),
            range: chunk.range.clone(),
            mark: chunk.mark.clone(),
            state,
            transaction: transaction.to_owned(),
            rows: moved.written.rows,
            bytes: moved.written.bytes,
            hash: moved.hash.clone(),
            attempts,
        };
        self.ledger.chunk(record).await
    }
}

/// Keys of all tasks of a plan.
fn keys(tasks: &[Task]) -> HashMap<TaskId, Key> {
    let mut alike: BTreeMap<String, u32> = BTreeMap::new();
    let mut keys = HashMap::with_capacity(tasks.len());
    for task in tasks {
        let named = format!("{} {}", task.kind, task.name);
        let number = alike.entry(named.clone()).or_default();
        *number += 1;
        let key = if *number == 1 { named } else { format!("{named} #{number}") };
        let mut hasher = blake3::Hasher::new();
        for statement in &task.script.0 {
            hasher.update(&(statement.len() as u64).to_le_bytes());
            hasher.update(statement.as_bytes());
        }
        let script = hasher.finalize().to_hex()[..32].to_owned();
        keys.insert(task.id, Key { key, script });
    }
    keys
}
