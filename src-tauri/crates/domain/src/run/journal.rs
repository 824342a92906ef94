//! The journal: one entry before an effect (intent), one after it (observation). The state shown is derived from it.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::error::ErrorKind;
use crate::time::Timestamp;

/// A step of a run. Those of the method `provider` come first, in order; other methods bring steps of their own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Step {
    /// Reads the variables and what the source looks like.
    RecordBefore,
    /// Asks the provider to start the migration. Its effect is probed by listing, never repeated blindly.
    StartMigration,
    /// Watches the provider's migration to its end.
    Watch,
    /// Takes the fingerprint of the source while it is read-only.
    FingerprintSource,
    /// Asks the provider to abort.
    Abort,
    /// Reads the variables again and what changed.
    RecordAfter,
    /// Waits until the new server answers.
    AwaitReady,
    /// Compares both sides.
    Verify,
    /// Looks which linked applications were deployed again.
    CheckApplications,
    /// After a failure: proves that the original serves again and accepts writes.
    CheckOriginal,
    /// Makes a restore point: a second database of our own with all the data, or a backup by the provider.
    RestorePoint,
    /// Waits until the person is about to act in the provider's panel.
    AwaitGo,
    /// Makes the source read-only for everybody, within a bound.
    Freeze,
    /// Waits until what the person has started in the panel is seen at the server itself.
    AwaitPanel,
    /// Makes writable again what was made read-only.
    Thaw,
    /// Watches, for as long as the provider offers a way back, whether it was taken.
    WayBack,
    /// Deletes the restore point, when the person asks for it.
    DeleteRestorePoint,
    /// Transfer: orders the new database. Its effect is probed by its label, never repeated.
    CreateTarget,
    /// Transfer: waits until the new database is provisioned and answers.
    AwaitTarget,
    /// Transfer: looks at both sides as the copy will.
    CheckBoth,
    /// Transfer: makes the source read-only, carries everything, compares.
    Carry,
    /// Transfer: says where the new database is reached.
    HandOver,
    /// Transfer, when it is given up: deletes the new database.
    RemoveTarget,
    /// Transfer: the person lets the old database go.
    Release,
}

/// What can be undone of a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum StepClass {
    /// Can be undone at any time, or changes nothing.
    Reversible,
    /// Ends within a bound, done or undone.
    Bounded,
    /// Cannot be undone.
    Final,
}

/// One entry of the journal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct JournalEntry {
    /// Counts from 1 within a run.
    #[ts(type = "number")]
    pub seq: u64,
    /// When it was written.
    pub at: Timestamp,
    /// Which step.
    pub step: Step,
    /// Counts from 1 within a step.
    pub attempt: u32,
    /// What it says.
    pub kind: EntryKind,
    /// Hex of the hash over the previous entry's hash and this entry: a chain that shows tampering.
    pub hash: String,
}

/// What an entry says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum EntryKind {
    /// Written before an effect: what is about to happen, and what will be looked for to know whether it did.
    Intent {
        /// Parameters, as JSON, without secrets.
        #[ts(type = "unknown")]
        parameters: serde_json::Value,
    },
    /// Written after an effect, or after a probe.
    Observation {
        /// How it went.
        outcome: StepOutcome,
        /// What was seen, as JSON, without secrets.
        #[ts(type = "unknown")]
        data: serde_json::Value,
    },
}

/// How a step went.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum StepOutcome {
    /// Something was seen on the way; the step goes on.
    Progress,
    /// The effect happened.
    Done,
    /// The effect did not happen, for sure.
    NotDone {
        /// Why.
        error: ErrorKind,
        /// In technical words.
        detail: String,
        /// The provider's name of the request.
        reference: Option<String>,
    },
    /// It is not known whether the effect happened.
    Unknown {
        /// Why.
        error: ErrorKind,
        /// In technical words.
        detail: String,
        /// The provider's name of the request.
        reference: Option<String>,
    },
    /// The step does not apply here, with the reason as a code.
    Skipped {
        /// `source-unreachable`.
        reason: String,
    },
}
