//! What the steps of a run by the method `transfer` write into the journal, as types. No secret is ever part of it.

use domain::change::Change;
use domain::database::Backup;
use domain::engine::FreezePlan;
use domain::ids::DatabaseId;
use domain::time::{Millis, Timestamp};
use serde::{Deserialize, Serialize};

use super::record::Address;

/// What a restore point is waited for by: backups that were listed before.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RestorePointIntent {
    /// Ids of the backups that the provider listed before it was asked.
    pub known_backups: Vec<String>,
}

/// The backup that is there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RestorePoint {
    /// As the provider lists it.
    pub backup: Backup,
}

/// What is about to be ordered, and how it would be known again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CreateIntent {
    /// What the name of the new database will hold.
    pub label: String,
    /// The settings.
    pub change: Change,
}

/// The new database.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Created {
    /// What the provider calls it.
    pub target: DatabaseId,
    /// True when the answer to the order was lost and the database was found by its label.
    #[serde(default)]
    pub adopted: bool,
}

/// When the new database answered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TargetReady {
    /// The server's own version string.
    pub server_version: String,
    /// How long it took.
    pub waited: Millis,
    /// Where it is reached.
    pub target_address: Address,
    /// Its user.
    pub target_user: String,
}

/// What both sides were found to be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BothChecked {
    /// Size of the source.
    pub size_bytes: u64,
    /// What the target needs.
    pub wanted_bytes: u64,
    /// What its plan has; `None` where the provider does not say.
    pub disk_bytes: Option<u64>,
    /// Tables that will be copied.
    pub tables: usize,
    /// Things that do not arrive as they are.
    pub uncarried: usize,
}

/// What is about to be carried.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CarryIntent {
    /// How long the source is read-only at most.
    pub limit: Millis,
}

/// What the copy tells of the source on its way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "source", rename_all = "snake_case")]
pub enum CarryNews {
    /// It is about to become read-only.
    Freezing {
        /// How, and what undoes it.
        plan: FreezePlan,
        /// When.
        since: Timestamp,
    },
    /// It can be written to again.
    Thawed {
        /// How long it could not.
        read_only: Millis,
    },
}

/// What was left of the new database.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Removed {
    /// What was deleted; `None` when there was nothing.
    pub removed: Option<DatabaseId>,
}
