//! A copy of any reachable database into an empty one, as screens show it: what a check says, how the copy stands, what
//! changes. No secret, and nothing of a row.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::address::AddressValue;
use crate::certificate::RememberedCertificate;
use crate::database::TlsStrength;
use crate::engine::{FreezePlan, ObjectCount, Probe, Pulse, TransferReport, TransferStage, Uncarried};
use crate::error::ErrorKind;
use crate::ids::CopyId;
use crate::time::{Millis, Timestamp};

/// What keeps a copy from its start, or ended it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CopyProblem {
    /// What kind of error it is.
    pub kind: ErrorKind,
    /// In technical words.
    pub detail: String,
}

/// One of the two databases, as a check found it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CopySide {
    /// `user@host:port/database`; empty when the address could not be read.
    pub place: String,
    /// What answers there; `None` when nothing does.
    pub probe: Option<Probe>,
    /// Why this side cannot be used.
    pub problem: Option<CopyProblem>,
    /// Bytes of its disk, for a database of an account whose provider states it.
    #[ts(type = "number | null")]
    pub disk: Option<u64>,
    /// What is remembered of its server, where it is known by that.
    pub certificate: Option<RememberedCertificate>,
    /// How the connection was protected; `None` when nothing answered.
    pub tls: Option<TlsStrength>,
    /// Values of a typed address and where each comes from; none for a database of an account.
    pub values: Vec<AddressValue>,
    /// Its name, for a database of an account that is marked as production: it is typed before the copy is started.
    pub production: Option<String>,
}

/// What a check of both sides says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CopyCheck {
    /// By which the copy is started; `None` when it cannot be.
    pub id: Option<CopyId>,
    /// Where the data is.
    pub source: CopySide,
    /// Where it is to go.
    pub target: CopySide,
    /// What is in the source; `None` when it was not read.
    pub contents: Option<CopyContents>,
    /// Why the two cannot be used together.
    pub problem: Option<CopyProblem>,
    /// How the source can be kept from being written to meanwhile; `None` when it cannot.
    pub freeze: Option<FreezePlan>,
    /// Why it cannot.
    pub freeze_problem: Option<CopyProblem>,
}

/// What is in a source.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CopyContents {
    /// Tables with rows to copy.
    pub tables: u32,
    /// Rows as the server estimates them; `None` when it never counted any.
    #[ts(type = "number | null")]
    pub rows_estimate: Option<u64>,
    /// Bytes of the tables on disk.
    #[ts(type = "number")]
    pub bytes: u64,
    /// Objects by kind.
    pub objects: Vec<ObjectCount>,
    /// What does not arrive as it is, what forbids the start first.
    pub uncarried: Vec<Uncarried>,
}

/// How a copy stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum CopyState {
    /// It goes on.
    Running,
    /// It was asked to stop.
    Stopping,
    /// All of it was done; what was compared is in the report.
    Done,
    /// It was stopped: the target holds a part.
    Stopped,
    /// It broke off: the target holds a part.
    Failed,
}

impl CopyState {
    /// Whether nothing more happens.
    #[must_use]
    pub fn is_over(self) -> bool {
        matches!(self, Self::Done | Self::Stopped | Self::Failed)
    }
}

/// A stage of a copy and when it began.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CopyStage {
    /// Which.
    pub stage: TransferStage,
    /// When.
    pub began: Timestamp,
}

/// How far a table is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum CopyTableState {
    /// Not begun.
    Waiting,
    /// Some of its rows are there or on their way.
    Copying,
    /// All of its rows are there.
    Done,
}

/// A table of a copy.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CopyTable {
    /// Qualified name.
    pub name: String,
    /// How far it is.
    pub state: CopyTableState,
    /// Rows committed.
    #[ts(type = "number")]
    pub rows: u64,
    /// Rows as the server estimates them; `None` when it never counted.
    #[ts(type = "number | null")]
    pub rows_estimate: Option<u64>,
    /// Bytes sent, those on their way included.
    #[ts(type = "number")]
    pub bytes: u64,
    /// About how many bytes it has, once that can be told.
    #[ts(type = "number | null")]
    pub bytes_expected: Option<u64>,
}

impl CopyTable {
    /// One of which nothing is there yet.
    #[must_use]
    pub fn waiting(name: String, rows_estimate: Option<u64>) -> Self {
        Self { name, state: CopyTableState::Waiting, rows: 0, rows_estimate, bytes: 0, bytes_expected: None }
    }
}

/// How fast a copy was at a moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CopySpeed {
    /// Since the copy began.
    pub at: Millis,
    /// Bytes per second.
    #[ts(type = "number")]
    pub bytes_per_second: u64,
}

/// A part of a table that was begun again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CopyRetry {
    /// Qualified name of the table.
    pub table: String,
    /// Code of the error that ended the attempt before.
    pub code: String,
}

/// How a source is kept from being written to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CopyFreeze {
    /// What was done, and what undoes it.
    pub plan: FreezePlan,
    /// When it was about to begin.
    pub began: Timestamp,
    /// How long the source was read-only; `None` while it is.
    pub read_only: Option<Millis>,
    /// Whether the target took over.
    pub handed_over: bool,
}

/// A copy, whole but for its tables.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CopyHead {
    /// Its name.
    pub id: CopyId,
    /// Where the data comes from, without the password.
    pub source: String,
    /// Where it goes, without the password.
    pub target: String,
    /// When it began.
    pub began: Timestamp,
    /// When it ended.
    pub ended: Option<Timestamp>,
    /// How it stands.
    pub state: CopyState,
    /// Stages so far, in order.
    pub stages: Vec<CopyStage>,
    /// Objects created.
    pub objects_done: u32,
    /// Objects to create; 0 until that is known.
    pub objects: u32,
    /// How far it is; `None` before there is anything to tell.
    pub pulse: Option<Pulse>,
    /// Parts that were begun again.
    pub retries: u32,
    /// The newest of them.
    pub last_retry: Option<CopyRetry>,
    /// Why it broke off.
    pub problem: Option<CopyProblem>,
    /// What it did, at its end.
    pub report: Option<TransferReport>,
    /// How the source is kept from being written to; `None` where it is not.
    pub freeze: Option<CopyFreeze>,
}

/// A line of the log of a copy.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CopyLine {
    /// When.
    pub at: Timestamp,
    /// Catalogue key, `copy-log-<code>`.
    pub code: String,
    /// What the words need; never a secret, nothing of a row.
    pub params: std::collections::BTreeMap<String, String>,
}

/// A copy, whole.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CopyView {
    /// Everything but the lists.
    pub head: CopyHead,
    /// Its tables, largest first.
    pub tables: Vec<CopyTable>,
    /// How fast it was, oldest first; a bounded number of points.
    pub speed: Vec<CopySpeed>,
    /// What happened, oldest first; of a very long one the newest part.
    pub log: Vec<CopyLine>,
}

/// What a subscriber of a copy hears.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum CopyEvent {
    /// All of it: first, and whenever parts would not be enough.
    Snapshot {
        /// The copy.
        copy: Box<CopyView>,
    },
    /// What has changed since the event before.
    Changed {
        /// In place of the one before.
        head: Box<CopyHead>,
        /// Tables in place of those of the same name.
        tables: Vec<CopyTable>,
        /// To be added to those before.
        speed: Vec<CopySpeed>,
        /// To be added to those before.
        log: Vec<CopyLine>,
    },
    /// Nothing follows.
    Over {
        /// Whose.
        id: CopyId,
    },
}
