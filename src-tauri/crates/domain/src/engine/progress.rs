//! What a transfer tells while it runs and when it has ended. Figures only grow; nothing is guessed.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::facts::Uncarried;
use crate::time::Millis;
use crate::verification::Verification;
use crate::version::Version;

/// What a transfer is doing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum TransferStage {
    /// Reading what the source holds and checking both sides.
    Reading,
    /// Creating objects that must be there before the rows.
    Objects,
    /// Copying rows; indexes are built beside it.
    Rows,
    /// Creating what comes after the rows: foreign keys, triggers, sequences, statistics.
    Finishing,
    /// Comparing both sides.
    Verifying,
}

/// One thing that happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum TransferEvent {
    /// A stage began.
    Stage {
        /// Which.
        stage: TransferStage,
    },
    /// What there is to do, told once, before the first write.
    Planned {
        /// Tables with rows to copy.
        tables: u32,
        /// Chunks they are cut into.
        chunks: u32,
        /// Objects to create.
        objects: u32,
        /// Bytes of the tables on disk; what is sent differs from it.
        #[ts(type = "number")]
        bytes_on_disk: u64,
        /// Things that do not arrive as they are.
        uncarried: Vec<Uncarried>,
    },
    /// It does not start: these are in the way, with all else that would not arrive as it is. An error follows.
    Blocked {
        /// All that would not arrive as it is, blockers among them.
        uncarried: Vec<Uncarried>,
    },
    /// The source is made read-only now; what undoes it, whatever happens to us.
    Freezing {
        /// The whole of it.
        plan: super::FreezePlan,
    },
    /// The source can be written to again.
    Thawed {
        /// How long it was read-only.
        read_only: Millis,
    },
    /// Rows arrived. Totals of the table so far, committed ones only.
    Rows {
        /// Qualified name of the table.
        table: String,
        /// Rows committed.
        #[ts(type = "number")]
        rows: u64,
        /// Rows as the server estimates them; `None` when it never counted.
        #[ts(type = "number | null")]
        rows_estimate: Option<u64>,
        /// Bytes committed, as sent.
        #[ts(type = "number")]
        bytes: u64,
        /// Whether all of its rows are there.
        complete: bool,
    },
    /// An unfinished transfer goes on.
    Resumed {
        /// Whether the rows are carried once more, because the source could be written to meanwhile.
        data_again: bool,
        /// Objects that are there already.
        objects: u32,
        /// Chunks that are there already.
        chunks: u32,
        /// Rows in them.
        #[ts(type = "number")]
        rows: u64,
        /// Tables that were begun, and are emptied and carried once more.
        emptied: u32,
    },
    /// Objects are there.
    Objects {
        /// How many so far.
        done: u32,
        /// How many in all.
        total: u32,
        /// Kind of the last one.
        kind: String,
        /// Its name.
        name: String,
    },
    /// A chunk is done again because its connection was lost; nothing of it had been kept.
    Retried {
        /// Qualified name of the table.
        table: String,
        /// How many times it was begun so far.
        attempts: u32,
        /// Code of the error.
        code: String,
    },
    /// How far it is, about once a second from the first object to the end. Its figures never go back.
    Pulse {
        /// The figures.
        pulse: Box<Pulse>,
    },
    /// It ended well; the report says what was compared.
    Finished {
        /// The whole report.
        report: Box<TransferReport>,
    },
}

/// How far a transfer is at one moment.
///
/// Bytes are told while they are on their way, before they are committed; when a chunk is begun again, its bytes are told
/// once, so no figure goes back. Rows are told when they are committed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Pulse {
    /// What is being done.
    pub stage: TransferStage,
    /// Since the transfer began, without the time that this computer slept.
    pub elapsed: Millis,
    /// How much of all work is done, in thousandths: rows, objects, comparing, each by its weight. Never goes back; 1000
    /// only when all of it is done.
    pub permille: u16,
    /// Rows committed.
    #[ts(type = "number")]
    pub rows: u64,
    /// Bytes sent, those on their way included.
    #[ts(type = "number")]
    pub bytes: u64,
    /// About how many bytes there are to send; corrected on the way, so it may shrink, but never below `bytes`.
    #[ts(type = "number")]
    pub bytes_expected: u64,
    /// Bytes per second over the last seconds.
    #[ts(type = "number")]
    pub bytes_per_second: u64,
    /// Rows per second over the last seconds, from the bytes and what a row weighed so far.
    #[ts(type = "number")]
    pub rows_per_second: u64,
    /// How long it will take still; `None` before 10 seconds and 2 % of the work, and whenever it is not known.
    pub left: Option<TimeLeft>,
    /// Rows are asked for, but none came for this long; `None` while they come.
    pub silent: Option<Millis>,
    /// Tables of which rows are on their way now.
    pub tables: Vec<TablePulse>,
    /// Objects that are being created now.
    pub objects: Vec<ObjectPulse>,
}

/// How long something will take still: at least, at most. Rounded as one would say it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct TimeLeft {
    /// At least; 0 for moments.
    pub low: Millis,
    /// At most; never less than `low`.
    pub high: Millis,
}

/// How far a table is of which rows are on their way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct TablePulse {
    /// Qualified name of the table.
    pub table: String,
    /// Rows committed.
    #[ts(type = "number")]
    pub rows: u64,
    /// Bytes sent, those on their way included. Never goes back.
    #[ts(type = "number")]
    pub bytes: u64,
    /// About how many bytes it has; never below `bytes`.
    #[ts(type = "number")]
    pub bytes_expected: u64,
}

/// An object that is being created.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ObjectPulse {
    /// Its kind: `index`...
    pub kind: String,
    /// Its qualified name.
    pub name: String,
    /// How long it has taken so far.
    pub elapsed: Millis,
}

/// What a transfer did.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct TransferReport {
    /// Version of the source.
    pub from: Version,
    /// Version of the target.
    pub to: Version,
    /// Tables whose rows were copied.
    pub tables: u32,
    /// Rows committed.
    #[ts(type = "number")]
    pub rows: u64,
    /// Bytes committed, as sent.
    #[ts(type = "number")]
    pub bytes: u64,
    /// Objects created.
    pub objects: u32,
    /// Chunks copied.
    pub chunks: u32,
    /// Chunks that had to be begun again.
    pub retries: u32,
    /// Things that did not arrive as they are.
    pub uncarried: Vec<Uncarried>,
    /// How long each stage took.
    pub timings: Timings,
    /// The comparison of both sides; `None` when it was not asked for.
    pub verification: Option<Verification>,
    /// How the source was kept from being written to; `None` where it was not.
    #[serde(default)]
    pub freeze: Option<super::FreezeReport>,
}

/// How long the stages of a transfer took.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(rename = "TransferTimings")]
pub struct Timings {
    /// Reading and checking.
    pub reading: Millis,
    /// Objects before the rows.
    pub objects: Millis,
    /// Rows, and indexes beside them.
    pub rows: Millis,
    /// What comes after the rows.
    pub finishing: Millis,
    /// Comparing.
    pub verifying: Millis,
    /// All of it.
    pub total: Millis,
}
