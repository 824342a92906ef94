//! Sessions: the two sides of a transfer and their workers. Object safe, so that `transfer` knows no engine by name.

use std::pin::Pin;
use std::time::Duration;

use async_trait::async_trait;
use bytes::Bytes;
use futures_core::Stream;

use super::facts::{Identity, Inventory};
use super::plan::{Blueprint, BuildPlan, Chunk, Pace, Script, Task};
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

    /// Whether ordinary sessions could not write to it when it was opened. Copies of a writable source are of one past moment.
    fn is_read_only(&self) -> bool;

    /// Whether it also stays what it is, as far as can be known: a replica takes no writes, and changes all the same.
    fn is_frozen(&self) -> bool;

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
/// - Nothing is kept before [`Target::writer`] hands out a session: a plan may try things, and takes them back at once.
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

    /// What has to be done here to build the blueprint, with what this very server offers and allows, and what it refuses, as
    /// far as that can be tried without rows on a target that is empty. `site` is that of an earlier plan, for a target that
    /// is half built.
    ///
    /// # Errors
    /// `Internal` for a blueprint of another engine; `CannotResume` for a site that is not understood; `ConnectionLost`.
    async fn plan(&self, blueprint: &Blueprint, site: Option<&str>) -> Result<BuildPlan>;

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

    /// What became of transactions, by the names that [`Writer::begin`] gave, in their order. One whose client is gone is ended
    /// if it is still at work.
    ///
    /// # Errors
    /// `TimedOut` when one of them does not end; `ConnectionLost`.
    async fn outcomes(&self, transactions: &[String]) -> Result<Vec<Outcome>>;

    /// Asks the `count` of a chunk.
    ///
    /// # Errors
    /// `DatabaseRefused` when its table is not there; `ConnectionLost`.
    async fn count(&self, chunk: &Chunk) -> Result<u64>;

    /// Does the `clear` of a chunk.
    ///
    /// # Errors
    /// As [`Target::count`].
    async fn clear(&self, chunk: &Chunk) -> Result<()>;

    /// Takes a task back. `false`: something else needs it, and nothing was done.
    ///
    /// # Errors
    /// `DatabaseRefused`, `ConnectionLost`.
    async fn take_back(&self, script: &Script) -> Result<bool>;

    /// What is there now, to be read as any source, in one consistent view: for the comparison.
    ///
    /// # Errors
    /// As [`super::Engine::source`].
    async fn view(&self) -> Result<Box<dyn Source>>;
}

/// One session that writes, one transaction after the other. After an error it is thrown away: what it had not committed is
/// gone.
#[async_trait]
pub trait Writer: Send {
    /// Begins a transaction and gives the server's own name of it, by which its outcome can be asked for.
    ///
    /// # Errors
    /// `ConnectionLost`, `DatabaseRefused`, `TimedOut`.
    async fn begin(&mut self) -> Result<String>;

    /// Does one task, inside of the transaction; one that is marked to run alone, outside of any. When other sessions are
    /// `busy` too, the server is not asked to spread it over more processes.
    ///
    /// # Errors
    /// `DatabaseRefused`, `DatabaseRight`, `ConnectionLost`, `TimedOut`.
    async fn execute(&mut self, task: &Task, busy: bool) -> Result<()>;

    /// Writes a chunk inside of the transaction. When `data` yields an error, that error is returned.
    ///
    /// # Errors
    /// As [`Writer::execute`], and what `data` yields.
    async fn write(&mut self, chunk: &Chunk, data: ChunkData<'_>) -> Result<Written>;

    /// Commits.
    ///
    /// # Errors
    /// [`CommitFailure`], which says whether the outcome is known.
    async fn commit(&mut self) -> Result<(), CommitFailure>;
}

/// What was written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Written {
    /// Rows, as counted by the server.
    pub rows: u64,
    /// Bytes of the rows on the wire.
    pub bytes: u64,
}

/// What became of a transaction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It was committed: do not repeat it.
    Committed,
    /// It was not, and never will be: repeat it.
    NotCommitted,
    /// It is so long ago that the server no longer knows.
    Forgotten,
}

/// A commit did not go well.
#[derive(Debug)]
pub struct CommitFailure {
    /// What went wrong.
    pub error: Error,
    /// `true`: it was sent and got no answer; ask [`Target::outcomes`] before anything else. `false`: nothing was kept.
    pub unknown: bool,
}
