//! What a transfer writes down about itself, so that nothing is lost and nothing is counted twice, also when the process dies.
//!
//! The name of a transaction is written down before its commit is sent: whatever happens then, the server can be asked.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use async_trait::async_trait;
use serde::{Deserialize, Serialize};

use super::facts::Identity;
use super::plan::Pace;
use super::progress::TransferStage;
use crate::error::Result;
use crate::time::Timestamp;

/// A transfer as a whole.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TransferRecord {
    /// Where from.
    pub source: Identity,
    /// Where to.
    pub target: Identity,
    /// What the target was like while it was empty, in its engine's own words; see [`super::BuildPlan::site`].
    pub site: String,
    /// How tables are cut.
    pub pace: Pace,
    /// Whether nobody could write to the source when its rows were begun.
    pub frozen: bool,
    /// How far it is.
    pub stage: TransferStage,
    /// Whether rows and what follows them are being taken back, to be carried once more.
    pub starting_over: bool,
    /// When it was begun.
    pub begun_at: Timestamp,
}

/// How far a chunk or a task is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WorkState {
    /// Begun; not known to be committed. A chunk is written down so when all of it was sent and its commit was not.
    Begun,
    /// Committed on the target.
    Done,
}

/// A chunk as written down. It is found again by its table and range.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChunkRecord {
    /// Qualified name of its table.
    pub table: String,
    /// The engine's words for its range.
    pub range: String,
    /// As in [`super::Chunk::mark`].
    pub mark: String,
    /// How far it is.
    pub state: WorkState,
    /// The server's name of the transaction of the newest attempt.
    pub transaction: String,
    /// Rows, as counted by the server.
    pub rows: u64,
    /// Bytes, as sent.
    pub bytes: u64,
    /// Hex of a hash of the bytes in the order they were sent.
    pub hash: String,
    /// How many times it was begun.
    pub attempts: u32,
}

/// A task as written down.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TaskRecord {
    /// Kind and name, and a number where several are called alike. The same plan gives the same keys.
    pub key: String,
    /// Hex of a hash of what is executed.
    pub script: String,
    /// Whether doing it twice harms nothing.
    pub again: bool,
    /// How far it is.
    pub state: WorkState,
    /// The server's name of its transaction; empty where it ran outside of one.
    pub transaction: String,
}

/// A transfer that has not ended, and its number in the ledgers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unfinished {
    /// For [`Ledgers::take_up`].
    pub number: i64,
    /// As last written.
    pub record: TransferRecord,
}

/// Where transfers are written down, one ledger each.
#[async_trait]
pub trait Ledgers: Send + Sync {
    /// Those that have not ended, newest first.
    ///
    /// # Errors
    /// `StoreDamaged`, `StoreUnwritable`, `StoreBusy`.
    async fn unfinished(&self) -> Result<Vec<Unfinished>>;

    /// Begins one.
    ///
    /// # Errors
    /// As [`Ledgers::unfinished`].
    async fn begin(&self, record: &TransferRecord) -> Result<Arc<dyn Ledger>>;

    /// Goes on with one.
    ///
    /// # Errors
    /// As [`Ledgers::unfinished`].
    async fn take_up(&self, number: i64) -> Result<Arc<dyn Ledger>>;
}

/// Where one transfer is written down.
///
/// # Contract
/// - A call returns when what it wrote outlives the process. It may be lost with the machine: who takes a transfer up counts
///   the rows that are there.
/// - Calls about different chunks and tasks may be made at the same time; about one, never.
#[async_trait]
pub trait Ledger: Send + Sync {
    /// Writes the transfer itself over what stood there.
    ///
    /// # Errors
    /// `StoreUnwritable`: the transfer stops, since nothing is begun that could not be written down.
    async fn write(&self, record: &TransferRecord) -> Result<()>;

    /// Writes a chunk over the one of the same table and range, if any.
    ///
    /// # Errors
    /// As [`Ledger::write`].
    async fn chunk(&self, record: ChunkRecord) -> Result<()>;

    /// Writes tasks over those of the same keys, all or none.
    ///
    /// # Errors
    /// As [`Ledger::write`].
    async fn tasks(&self, records: &[TaskRecord]) -> Result<()>;

    /// All chunks that were ever begun.
    ///
    /// # Errors
    /// `StoreDamaged`, `StoreBusy`.
    async fn chunks(&self) -> Result<Vec<ChunkRecord>>;

    /// All tasks that were ever begun.
    ///
    /// # Errors
    /// As [`Ledger::chunks`].
    async fn done_tasks(&self) -> Result<Vec<TaskRecord>>;

    /// Strikes out chunks, by table and range, and tasks, by key: nothing of them is there any more.
    ///
    /// # Errors
    /// As [`Ledger::write`].
    async fn forget(&self, chunks: &[(String, String)], tasks: &[String]) -> Result<()>;

    /// The transfer has ended: it is not offered again.
    ///
    /// # Errors
    /// As [`Ledger::write`].
    async fn end(&self, at: Timestamp) -> Result<()>;
}

#[derive(Debug, Default)]
struct Book {
    record: Option<TransferRecord>,
    chunks: BTreeMap<(String, String), ChunkRecord>,
    tasks: BTreeMap<String, TaskRecord>,
}

/// Ledgers that live as long as the process.
#[derive(Debug, Default)]
pub struct MemoryLedger(Mutex<Vec<Arc<MemoryBook>>>);

/// One of them.
#[derive(Debug, Default)]
pub struct MemoryBook(Mutex<Book>);

impl MemoryBook {
    fn lock(&self) -> MutexGuard<'_, Book> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[async_trait]
impl Ledgers for MemoryLedger {
    async fn unfinished(&self) -> Result<Vec<Unfinished>> {
        let books = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let of = |(number, book): (i64, &Arc<MemoryBook>)| {
            Some(Unfinished { number, record: book.lock().record.clone()? })
        };
        let mut open: Vec<Unfinished> = (0..).zip(books.iter()).filter_map(of).collect();
        open.reverse();
        Ok(open)
    }

    async fn begin(&self, record: &TransferRecord) -> Result<Arc<dyn Ledger>> {
        let book = Arc::new(MemoryBook::default());
        book.lock().record = Some(record.clone());
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push(Arc::clone(&book));
        Ok(book)
    }

    async fn take_up(&self, number: i64) -> Result<Arc<dyn Ledger>> {
        let books = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let book = usize::try_from(number).ok().and_then(|number| books.get(number));
        let none = || crate::Error::new(crate::ErrorKind::NotFound, "there is no such transfer");
        book.cloned().map(|book| book as Arc<dyn Ledger>).ok_or_else(none)
    }
}

#[async_trait]
impl Ledger for MemoryBook {
    async fn write(&self, record: &TransferRecord) -> Result<()> {
        self.lock().record = Some(record.clone());
        Ok(())
    }

    async fn chunk(&self, record: ChunkRecord) -> Result<()> {
        self.lock().chunks.insert((record.table.clone(), record.range.clone()), record);
        Ok(())
    }

    async fn tasks(&self, records: &[TaskRecord]) -> Result<()> {
        self.lock().tasks.extend(records.iter().map(|record| (record.key.clone(), record.clone())));
        Ok(())
    }

    async fn chunks(&self) -> Result<Vec<ChunkRecord>> {
        Ok(self.lock().chunks.values().cloned().collect())
    }

    async fn done_tasks(&self) -> Result<Vec<TaskRecord>> {
        Ok(self.lock().tasks.values().cloned().collect())
    }

    async fn forget(&self, chunks: &[(String, String)], tasks: &[String]) -> Result<()> {
        let mut book = self.lock();
        book.chunks.retain(|key, _| !chunks.contains(key));
        book.tasks.retain(|key, _| !tasks.contains(key));
        Ok(())
    }

    async fn end(&self, _at: Timestamp) -> Result<()> {
        *self.lock() = Book::default();
        Ok(())
    }
}
