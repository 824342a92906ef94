//! Sessions: the two sides of a transfer and their workers. Object safe, so that `transfer` knows no engine by name.

use std::pin::Pin;
use std::time::Duration;

use async_trait::async_trait;
use bytes::Bytes;
use futures_core::Stream;

use super::facts::{Identity, Inventory};
use super::plan::{Blueprint, BuildPlan, Chunk, Pace, Task};
use crate::error::{Error, Result};
use crate::time::Clock;
use crate::verification::{Fingerprint, KeyValue, PrintForm};
use crate::version::Version;

/// The rows of a chunk in the form that the same engine's writer takes. Ends after the first error.
pub type ChunkData<'a> = Pin<Box<dyn Stream<Item = Result<Bytes>> + Send + 'a>>;

/// The reading side: one consistent view of a database, pinned while this lives.
///
/// # Contract
/// - The server holds every session of it read-only.
/// - All answers, and all readers opened from it, speak of the same moment.
/// - When the session that pins the moment is lost, every later call fails with `ConnectionLost`: the caller starts over.
#[async_trait]
pub trait Source: Send + Sync {
    /// Which database it is.
    fn identity(&self) -> &Identity;

    /// Whether ordinary sessions could write to it when it was opened. Copies of a writable source are of one past moment.
    fn is_read_only(&self) -> bool;

    /// Everything inside, and what cannot be carried to `to`. Does not read rows.
    ///
    /// # Errors
    /// `DatabaseRight` when the catalogs cannot be read; `ConnectionLost`.
    async fn inventory(&self, to: &Version) -> Result<Inventory>;

    /// The model of all objects, for [`Target::plan`] of the same engine. Read once, then the same.
    ///
    /// # Errors
    /// As [`Source::inventory`].
    async fn blueprint(&self) -> Result<Blueprint>;

    /// Cuts all rows into chunks: each row is in exactly one. Largest first.
    ///
    /// # Errors
    /// `ConnectionLost`.
    async fn chunks(&self, pace: Pace) -> Result<Vec<Chunk>>;

    /// What carries to a server of version `to` that which its planner would else have to gather. Read and written as other
    /// chunks are, once every table and index is there. Empty where the server gathers it all by itself.
    ///
    /// # Errors
    /// As [`Source::inventory`].
    async fn statistics(&self, to: &Version) -> Result<Vec<Chunk>>;

    /// How long the shortest of a few empty questions took.
    ///
    /// # Errors
    /// `ConnectionLost`.
    async fn distance(&self) -> Result<Duration>;

    /// Opens one more session on the same moment. Several may read at the same time.
    ///
    /// # Errors
    /// As [`super::Engine::probe`]; `ConnectionLost` when the moment is lost.
    async fn reader(&self) -> Result<Box<dyn Reader>>;

    /// The forms in which this server can print rows, best first.
    fn forms(&self) -> Vec<PrintForm>;

    /// Prints objects and rows of the pinned moment.
    ///
    /// # Errors
    /// As [`super::Engine::fingerprint`].
    async fn fingerprint(&self, how: &Printing, clock: &dyn Clock) -> Result<Fingerprint>;

    /// Columns that tell the rows of a table apart, by the name of the table in prints; empty where none do.
    ///
    /// # Errors
    /// `NotFound` when there is no such table; `ConnectionLost`.
    async fn key(&self, table: &str) -> Result<Vec<String>>;

    /// Sorts the rows of a table into buckets and sums each. Buckets without a row are left out.
    ///
    /// # Errors
    /// As [`Source::key`]; `DatabaseRefused`, `DatabaseRight`.
    async fn buckets(&self, search: &RowSearch) -> Result<Vec<Bucket>>;

    /// All rows of some buckets, each by its key and its hash.
    ///
    /// # Errors
    /// As [`Source::buckets`].
    async fn rows(&self, search: &RowSearch, buckets: &[u32]) -> Result<Vec<RowPrint>>;
}

/// How prints are made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Printing {
    /// Sessions that read at the same time, 1 or more.
    pub jobs: usize,
    /// The form that was agreed with the other side. `None`, or one that this server cannot make: the best of this side.
    pub form: Option<PrintForm>,
}

/// How rows are looked for on both sides: they must be asked alike.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowSearch {
    /// Name of the table in prints.
    pub table: String,
    /// The form of the prints.
    pub form: PrintForm,
    /// Columns that tell rows apart; empty: their whole content does.
    pub key: Vec<String>,
    /// Number of buckets, a power of two.
    pub buckets: u32,
}

/// Rows of a table whose keys fall together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bucket {
    /// Which, from 0.
    pub number: u32,
    /// Rows in it.
    pub rows: u64,
    /// The sum of their hashes, as text.
    pub sum: String,
}

/// One row as seen while looking for differences. Holds data of the person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowPrint {
    /// The same on both sides for the same key.
    pub id: String,
    /// The hash of its content.
    pub hash: String,
    /// How many rows are like that: more than one only without a key.
    pub count: u64,
    /// What names the row to a person.
    pub key: Vec<KeyValue>,
}

/// One session that reads chunks. After an error it is thrown away.
#[async_trait]
pub trait Reader: Send {
    /// Reads a chunk. The stream is lazy: it reads no faster than it is polled. Dropping it half way makes the reader
    /// useless.
    ///
    /// # Errors
    /// `ConnectionLost`, `DatabaseRight`, `DatabaseRefused`, `TimedOut`.
    async fn read<'a>(&'a mut self, chunk: &'a Chunk) -> Result<ChunkData<'a>>;
}

/// The writing side.
///
/// # Contract
/// - Nothing is written before [`Target::writer`] hands out a session.
/// - What is committed is durable in the way the server is set up to be durable.
#[async_trait]
pub trait Target: Send + Sync {
    /// Which database it is.
    fn identity(&self) -> &Identity;

    /// Fails when the database holds any object or row of a user that we would write over or mix with.
    ///
    /// # Errors
    /// `TargetNotEmpty`, naming how many objects and the first of them; `ConnectionLost`.
    async fn require_empty(&self) -> Result<()>;

    /// What has to be done here to build the blueprint, with what this very server offers and allows.
    ///
    /// # Errors
    /// `Internal` for a blueprint of another engine; `ConnectionLost`.
    async fn plan(&self, blueprint: &Blueprint) -> Result<BuildPlan>;

    /// How long the shortest of a few empty questions took.
    ///
    /// # Errors
    /// `ConnectionLost`.
    async fn distance(&self) -> Result<Duration>;

    /// Opens one more writing session. Several may write at the same time, but never the same chunk.
    ///
    /// # Errors
    /// As [`super::Engine::probe`].
    async fn writer(&self) -> Result<Box<dyn Writer>>;

    /// What became of a write whose commit got no answer. Waits a while for the server to know.
    ///
    /// # Errors
    /// `OutcomeUnknown` when the server no longer knows: the chunk must not be repeated.
    async fn settle(&self, receipt: &Receipt) -> Result<Settled>;

    /// What is there now, to be read as any source, in one consistent view: for the comparison.
    ///
    /// # Errors
    /// As [`super::Engine::source`].
    async fn view(&self) -> Result<Box<dyn Source>>;
}

/// One session that writes. After an error it is thrown away.
#[async_trait]
pub trait Writer: Send {
    /// Does one task: whole or not at all, unless it is marked to run alone.
    ///
    /// # Errors
    /// `DatabaseRefused`, `DatabaseRight`, `ConnectionLost` (its outcome is then unknown), `TimedOut`.
    async fn execute(&mut self, task: &Task) -> Result<()>;

    /// Writes a chunk in one transaction: all of its rows, once, or none. When `data` yields an error, nothing is kept and
    /// that error is returned.
    ///
    /// # Errors
    /// [`WriteFailure`]: with a receipt when the commit was sent and its outcome is not known.
    async fn write(&mut self, chunk: &Chunk, data: ChunkData<'_>) -> Result<Written, WriteFailure>;
}

/// What was written and committed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Written {
    /// Rows, as counted by the server.
    pub rows: u64,
    /// Bytes of the rows on the wire.
    pub bytes: u64,
}

/// The server's own name of a transaction, by which its outcome can be asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receipt {
    /// The name of the transaction.
    pub transaction: String,
    /// What it holds, if it was committed.
    pub written: Written,
}

/// What became of a transaction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Settled {
    /// It was committed: do not repeat it.
    Committed,
    /// It was not, and never will be: repeat it.
    NotCommitted,
}

/// A chunk was not written, or it is not known whether it was.
#[derive(Debug)]
pub struct WriteFailure {
    /// What went wrong.
    pub error: Error,
    /// `Some`: the commit was sent, ask [`Target::settle`] before anything else. `None`: nothing was kept.
    pub receipt: Option<Box<Receipt>>,
}

impl From<Error> for WriteFailure {
    fn from(error: Error) -> Self {
        Self { error, receipt: None }
    }
}
