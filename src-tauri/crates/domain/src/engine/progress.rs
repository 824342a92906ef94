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
    /// It ended well; the report says what was compared.
    Finished {
        /// The whole report.
        report: Box<TransferReport>,
    },
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
}

/// How long the stages of a transfer took.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
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
