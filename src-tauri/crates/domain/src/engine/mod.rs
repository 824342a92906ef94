//! The contract of an engine: what `transfer`, `app` and the practice cloud may ask of a database without knowing which one.
//!
//! Data is in [`facts`], [`plan`] and [`progress`]; sessions are in [`session`]; what a resumable copy writes down is in
//! [`ledger`]; the pure comparison of two sides is in [`compare`]. Nothing here does I/O or names a database in particular.

pub mod ask;
pub mod compare;
pub mod facts;
pub mod freeze;
pub mod ledger;
pub mod plan;
pub mod progress;
mod rights;
pub mod session;

use std::time::Duration;

use async_trait::async_trait;

pub use ask::{AskBounds, Expensive};
pub use compare::{compare, compare_but};
pub use facts::{
    Descriptor, ExtensionFact, Identity, Inventory, ObjectCount, Probe, Reason, TableFact, Uncarried,
};
pub use freeze::{FreezePlan, FreezeRecord, FreezeReport, Frozen};
pub use ledger::{
    ChunkRecord, Ledger, Ledgers, MemoryLedger, TaskRecord, TransferRecord, Unfinished, WorkState,
};
pub use plan::{Blueprint, BuildPlan, Chunk, ChunkId, Pace, Phase, Redo, Refusal, Script, Task, TaskId};
pub use progress::{
    ObjectPulse, Pulse, TablePulse, TimeLeft, Timings, TransferEvent, TransferReport, TransferStage,
};
pub use session::{
    Bucket, ChunkData, CommitFailure, Outcome, Printing, Reader, RowPrint, RowSearch, Source, Target, Writer,
    Written,
};

use crate::certificate::Certificate;
use crate::database::Endpoint;
use crate::error::{Error, ErrorKind, Result};
use crate::test_copy::{Answer, PlanLook};
use crate::time::{Clock, Timestamp};
use crate::verification::Fingerprint;
use crate::version::{Version, VersionLife};

/// One kind of database server.
///
/// # Contract
/// - Every call opens its own connections and closes them before it returns, except [`Engine::source`] and
///   [`Engine::target`], which return what they opened.
/// - Whatever is not a target session is read-only: the server itself is told so, and refuses a write.
/// - Connections are built from the [`Endpoint`] and nothing else: no environment variable, no file of the user.
/// - No error and no log line holds a value of a row, a password or a statement with literals of the user.
/// - All calls may run at the same time, also on the same endpoint.
#[async_trait]
pub trait Engine: Send + Sync {
    /// What it is, as data.
    fn descriptor(&self) -> Descriptor;

    /// How a version stands on the day of `today`, and the newest of `offered` that is higher than it.
    fn life(&self, version: &Version, today: Timestamp, offered: &[Version]) -> VersionLife;

    /// Whether data of `from` can be carried to `to`: the same or a higher major that we know. `false` where unsure.
    fn can_carry(&self, from: &Version, to: &Version) -> bool;

    /// Of the installed extensions, those that providers no longer ship for `to`. Names, as installed.
    fn gone_extensions(&self, installed: &[String], to: &Version) -> Vec<String>;

    /// Which certificate the server at the address shows, asked without signing in: no name and no password is sent. `None` where
    /// there is none to be had, as with a socket of this machine.
    ///
    /// # Errors
    /// `HostNotFound`, `DatabaseUnreachable`, `TimedOut`; `TlsIdentity` when the server does not hold the certificate's key;
    /// `TlsUnavailable`.
    async fn certificate(&self, endpoint: &Endpoint) -> Result<Option<Certificate>> {
        let _ = endpoint;
        Ok(None)
    }

    /// Connects once and asks little: does it answer, which version, is it read-only. Seconds at most.
    ///
    /// # Errors
    /// `HostNotFound`, `DatabaseUnreachable`, `TimedOut`, `TlsIdentity`, `CertificateChanged`, `TlsUnavailable`,
    /// `DatabaseLogin`, `DatabaseVersion`.
    async fn probe(&self, endpoint: &Endpoint) -> Result<Probe>;

    /// Everything that is in the database, and what of it cannot be carried to `to` (`None`: to the same version).
    ///
    /// # Errors
    /// As [`Engine::probe`], and `DatabaseRight` when the catalogs cannot be read.
    async fn inventory(&self, endpoint: &Endpoint, to: Option<&Version>) -> Result<Inventory>;

    /// Prints every object and the exact content of every table in one consistent view. Reads every row.
    ///
    /// # Errors
    /// As [`Engine::probe`], and `RowsMayBeHidden` when it cannot be proven that every row is seen.
    async fn fingerprint(
        &self,
        endpoint: &Endpoint,
        how: &Printing,
        clock: &dyn Clock,
    ) -> Result<Fingerprint>;

    /// Opens the reading side and pins one consistent view of it, which lives as long as the returned session.
    ///
    /// # Errors
    /// As [`Engine::probe`], and `RowsMayBeHidden`.
    async fn source(&self, endpoint: &Endpoint) -> Result<Box<dyn Source>>;

    /// Opens the writing side. Writes nothing yet.
    ///
    /// # Errors
    /// As [`Engine::probe`].
    async fn target(&self, endpoint: &Endpoint) -> Result<Box<dyn Target>>;

    /// How this database can be made read-only for everybody with the rights of this user. Changes nothing.
    ///
    /// # Errors
    /// As [`Engine::probe`]; `FreezeImpossible` when somebody could go on writing, with who and why.
    async fn freeze_plan(&self, endpoint: &Endpoint) -> Result<FreezePlan>;

    /// Makes it read-only and ends every session that began before, ours of the same user included. When it returns, nobody
    /// writes by mistake; when it fails, what it did is undone as far as the server can be reached.
    ///
    /// # Errors
    /// As [`Engine::freeze_plan`], and `FreezeImpossible` when a session does not end.
    async fn freeze(&self, endpoint: &Endpoint, plan: &FreezePlan) -> Result<Frozen>;

    /// Undoes it and ends the sessions that began meanwhile, which would stay read-only. Doing it twice is no error.
    ///
    /// # Errors
    /// As [`Engine::probe`], and `DatabaseRight`.
    async fn thaw(&self, endpoint: &Endpoint, plan: &FreezePlan) -> Result<()>;

    /// Whether somebody has written since, in spite of it, or could by now: also when it was undone and nobody has yet. Where the
    /// server cannot tell, the answer is yes.
    ///
    /// # Errors
    /// As [`Engine::probe`].
    async fn written_since(&self, endpoint: &Endpoint, frozen: &Frozen) -> Result<bool>;

    /// What one statement answers, in a transaction that cannot write and is taken back. The statement is the person's own.
    ///
    /// # Errors
    /// As [`Engine::probe`]; whatever the server says of the statement, with its own code in the detail and nothing of the
    /// statement; `TimedOut` after `bounds.patience`.
    async fn ask(&self, endpoint: &Endpoint, statement: &str, bounds: AskBounds) -> Result<Answer> {
        let _ = (endpoint, statement, bounds);
        Err(not_asked())
    }

    /// The statements that only read and took most of the server's time, the most expensive first. `None` where the server does
    /// not count them for this user.
    ///
    /// # Errors
    /// As [`Engine::probe`].
    async fn expensive(&self, endpoint: &Endpoint, limit: u32) -> Result<Option<Vec<Expensive>>> {
        let _ = (endpoint, limit);
        Err(not_asked())
    }

    /// How the server goes about a statement, one line a step, without figures and values; one without parameters is run too, in
    /// a transaction that cannot write and is taken back, and timed unless it takes longer than `patience`.
    ///
    /// # Errors
    /// As [`Engine::ask`]; `NotSupported` for a statement with parameters on a server that cannot tell.
    async fn look(&self, endpoint: &Endpoint, statement: &Expensive, patience: Duration) -> Result<PlanLook> {
        let _ = (endpoint, statement, patience);
        Err(not_asked())
    }
}

fn not_asked() -> Error {
    Error::new(ErrorKind::NotSupported, "this engine answers no questions of a person")
}
