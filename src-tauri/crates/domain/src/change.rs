//! What a person asks for: the settings of a migration.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::version::Version;

/// The settings of a migration. All three are always sent, also those that stay as they are.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
pub struct Change {
    /// The provider's id of the targeted plan.
    pub plan_id: String,
    /// Name of the targeted zone.
    pub zone: String,
    /// The targeted version.
    pub version: Version,
}

/// What a change amounts to, against the database as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ChangeKind {
    /// A higher version.
    Upgrade,
    /// Same version, other plan or zone.
    Move,
    /// Same version, plan and zone: patches, a restart, disk space back.
    UpdateInPlace,
    /// A lower version: refused, support does it.
    Downgrade,
    /// The versions cannot be compared.
    Unknown,
}
