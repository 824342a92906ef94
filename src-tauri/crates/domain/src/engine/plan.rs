//! What there is to do: the opaque blueprint of a database, the tasks that build it elsewhere, the chunks that fill it.

use std::any::Any;
use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::facts::Uncarried;

/// Everything about the objects of a source, in its engine's own form. Only the same engine reads it.
#[derive(Clone)]
pub struct Blueprint(Arc<dyn Any + Send + Sync>);

impl Blueprint {
    /// Wraps an engine's own model.
    pub fn new<T: Any + Send + Sync>(model: T) -> Self {
        Self(Arc::new(model))
    }

    /// The model, for the engine that made it; `None` for any other.
    #[must_use]
    pub fn model<T: Any + Send + Sync>(&self) -> Option<&T> {
        self.0.downcast_ref()
    }
}

impl fmt::Debug for Blueprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Blueprint")
    }
}

/// Statements in the engine's language. They may hold literals of the user, so they are never printed.
#[derive(Clone, PartialEq, Eq)]
pub struct Script(pub Vec<String>);

impl fmt::Debug for Script {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Script({} statements)", self.0.len())
    }
}

/// Place of a task in its plan, counted from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct TaskId(pub u32);

/// When a task is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Phase {
    /// Before any row is written; in the order of the plan, by one session.
    BeforeData,
    /// As soon as the rows of its table are complete and the tasks it waits for are done; by any session.
    AfterTable,
    /// After all rows of all tables and all tasks of the phases before; in the order of the plan, by one session.
    AfterData,
    /// After all of that, as soon as the tasks it waits for are done; by any session. For long looks at rows that lock little.
    Beside,
    /// At the very end; in the order of the plan, by one session.
    Last,
}

/// One thing to do on the target.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Task {
    /// Its place in the plan.
    pub id: TaskId,
    /// When.
    pub phase: Phase,
    /// Kind of the object: `table`, `index`...
    pub kind: &'static str,
    /// Qualified name as people read it.
    pub name: String,
    /// The table whose rows must be complete first, as in [`Chunk::table`].
    pub table: Option<u32>,
    /// Tasks that must be done first.
    pub waits_for: Vec<TaskId>,
    /// About how much work it is, in bytes of its table; larger ones are begun first.
    pub weight: u64,
    /// Whether it must run outside of a transaction.
    pub alone: bool,
    /// What to execute.
    pub script: Script,
    /// What becomes of it when the rows have to be carried once more.
    pub redo: Redo,
    /// What it means for the rest when the target refuses it.
    pub refusal: Refusal,
}

/// What it means for the rest when the target refuses a task.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Refusal {
    /// The transfer ends there.
    #[default]
    Ends,
    /// The rest is done all the same; the object is missing, is named, and the whole is no success.
    Missing,
    /// The rest is done all the same; nothing of the source is lost by it, and the person is told.
    Told,
}

/// What becomes of a task that was done, when the rows have to be carried once more.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Redo {
    /// It stays: it neither depends on rows nor disturbs their arrival.
    #[default]
    Stay,
    /// It is done once more after the rows. Doing it twice harms nothing.
    Repeat,
    /// It is taken back by this, which does nothing where it is not there.
    TakeBack {
        /// What takes it back, and nothing else with it.
        script: Script,
        /// Whether it may stay as well, when something else has come to need it.
        may_stay: bool,
    },
}

/// All that is to be done on a target, besides the rows.
#[derive(Clone, Debug, Default)]
pub struct BuildPlan {
    /// In order: a task never waits for a later one.
    pub tasks: Vec<Task>,
    /// What the target was like when it was looked at, in the engine's own words: given to [`super::Target::plan`], it leads to
    /// the same plan when the target is half built.
    pub site: String,
    /// What this target cannot take as it is, besides what the source already named.
    pub uncarried: Vec<Uncarried>,
}

/// Place of a chunk in its plan, counted from 0. The same source, frozen, and the same pace give the same chunks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ChunkId(pub u32);

/// A range of a table: what is read in one go and committed in one transaction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chunk {
    /// Its place in the plan.
    pub id: ChunkId,
    /// The table, by its place in the engine's model.
    pub table: u32,
    /// Qualified name of the table as people read it.
    pub table_name: String,
    /// About how many bytes it holds on disk.
    pub bytes_estimate: u64,
    /// About how many rows it holds; `None` when the server never counted.
    pub rows_estimate: Option<u64>,
    /// The engine's own words for the range, for the log and the ledger: `all`, `ctid [0,4096)`. No value of a row.
    pub range: String,
    /// The engine's own mark of where the rows lie. As long as it is the same, and nobody writes, equal ranges hold equal rows.
    pub mark: String,
    /// Whether its table must be empty when it is written, so that no other chunk of the table may be under way before it is
    /// committed.
    pub opens: bool,
    /// What reads it. For the engine's reader only.
    pub read: Script,
    /// What takes it. For the engine's writer only.
    pub write: Script,
    /// One question to the target: how many rows are there of this chunk and all that have the same question.
    pub count: Script,
    /// What removes the rows that `count` counts. For [`super::Target::clear`] only.
    pub clear: Script,
}

/// How a source is cut into chunks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pace {
    /// A table larger than this is cut into chunks of about this many bytes on disk.
    pub chunk_bytes: u64,
    /// Whether a side is far away: then the fewest bytes win, not the least work of the servers.
    pub far: bool,
    /// Sessions that will carry the chunks at the same time; 0: not known.
    #[serde(default)]
    pub jobs: usize,
}

impl Default for Pace {
    fn default() -> Self {
        Self { chunk_bytes: 64 * 1024 * 1024, far: false, jobs: 0 }
    }
}
