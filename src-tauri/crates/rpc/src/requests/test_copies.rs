//! What the commands of test copies take. A password never comes back: it goes to a file.

use domain::change::Change;
use domain::ids::{DatabaseKey, TestCopyId};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Begins a test copy.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct TestCopyStart {
    /// Of which database.
    pub key: DatabaseKey,
    /// With which settings.
    pub change: Change,
    /// After how many hours it is deleted; `None` for a day.
    #[serde(default)]
    pub hours: Option<u32>,
    /// Whether the provider is to carry its own migration out on it.
    #[serde(default)]
    pub rehearse: bool,
}

/// Names a test copy.
#[derive(Clone, Copy, Debug, Deserialize, Serialize, TS)]
pub struct TestCopyRef {
    /// Which.
    pub id: TestCopyId,
}

/// Runs a person's checks on a test copy.
#[derive(Clone, Deserialize, TS)]
pub struct TestCopyChecks {
    /// On which.
    pub id: TestCopyId,
    /// Where the checks are.
    pub from: ChecksFrom,
}

/// Where a person's checks are.
#[derive(Clone, Deserialize, TS)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum ChecksFrom {
    /// In a file on this machine.
    File {
        /// Its path.
        path: String,
    },
    /// Here.
    Text {
        /// As in such a file.
        text: String,
    },
}

/// Looks at the most expensive statements of the source on both sides.
#[derive(Clone, Copy, Debug, Deserialize, Serialize, TS)]
pub struct TestCopyStatements {
    /// Of which test copy.
    pub id: TestCopyId,
    /// How many at most; `None` for the usual number.
    #[serde(default)]
    pub limit: Option<u32>,
}

/// Writes the address of a test copy, with its password, to a new file.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct TestCopyEnv {
    /// Of which.
    pub id: TestCopyId,
    /// Absolute path of a file that is not there yet.
    pub path: String,
}
