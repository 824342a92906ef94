//! The freeze: a bounded time in which a source is read-only for everybody, so that what is copied is all there is.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::ids::{GuardId, RunId};
use crate::time::{Millis, Timestamp};

/// How a database is made read-only for new sessions, and how that is undone. Known, and shown, before anything is done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct FreezePlan {
    /// What is said to the server, in its own language. Sessions that are there are ended afterwards.
    pub freeze: Vec<String>,
    /// What undoes it, for any client of the owner of the database. Sessions that began meanwhile are ended by it.
    pub thaw: Vec<String>,
    /// It is read-only already, by somebody else's doing: nothing is changed, so nothing is undone.
    pub already: bool,
    /// Sessions of others there now, which will have to connect again.
    pub sessions: u32,
}

/// A database that was made read-only, and how to tell whether somebody wrote in spite of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Frozen {
    /// Sessions that were ended.
    pub ended: u32,
    /// Where the server's count of transactions stood.
    pub transactions: String,
    /// Where its count of changed rows of this database stood; `None` where it does not count.
    pub changes: Option<u64>,
}

/// What a freeze was like, for the report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct FreezeReport {
    /// When the source became read-only.
    pub began: Timestamp,
    /// How long it was until it could be written to again, or, where it stays read-only, until both sides were proven equal.
    pub read_only: Millis,
    /// Sessions that were ended.
    pub sessions_ended: u32,
    /// Whether it is still read-only: the target took over, and what is written to the source now would be lost.
    pub stays: bool,
    /// What makes it writable again.
    pub thaw: Vec<String>,
}

/// A freeze as it is written down before it begins, so that it is found again whatever happens to us. No secret.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FreezeRecord {
    /// `user@host:port/database`.
    pub place: String,
    /// When it was about to begin.
    pub since: Timestamp,
    /// What undoes it.
    pub plan: FreezePlan,
    /// Whether the target took over: what is written to the source after it is undone would be lost.
    pub handed_over: bool,
    /// The run that it belongs to, where it is one's.
    #[serde(default)]
    pub run: Option<RunId>,
    /// Who undoes it when we are gone; `None` where nobody does.
    #[serde(default)]
    pub guard: Option<GuardId>,
}
