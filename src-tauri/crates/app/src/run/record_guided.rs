//! What the steps of a guided run write into the journal, as types. As in [`super::record`], no secret is part of it.

use domain::engine::{FreezePlan, Frozen};
use domain::ids::DatabaseId;
use domain::time::Timestamp;
use domain::verification::Verdict;
use domain::version::Version;
use serde::{Deserialize, Serialize};

/// The label by which a restore point would be found at the provider, written before it is ordered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RestoreIntent {
    /// Part of its name.
    pub label: String,
}

/// A restore point that holds all data.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Restored {
    /// At the provider.
    pub restore_point: DatabaseId,
    /// Its name there.
    pub name: String,
    /// When all data was in it.
    pub made_at: Timestamp,
    /// Rows in it.
    pub rows: u64,
    /// What its comparison with the original said.
    pub verdict: Verdict,
}

/// The person says that they are about to act.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GoAsked {
    /// Whether writers are to be kept out until the new server was compared.
    pub keep_out: bool,
}

/// How the waiting for the person ended.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Gone {
    /// Whether writers are to be kept out.
    pub freeze: bool,
    /// The server has the new version already: somebody was faster than we.
    pub changed: bool,
    /// When the old version was last seen, where it has changed.
    pub last_old_at: Option<Timestamp>,
}

/// Bounds of a freeze, written before it begins, with what undoes it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FreezeIntent {
    /// When it ends if nothing was pressed.
    pub until: Timestamp,
    /// What undoes it.
    pub thaw: Vec<String>,
}

/// A source that is read-only.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FrozenSource {
    /// Since when.
    pub since: Timestamp,
    /// When it ends if nothing was pressed.
    pub until: Timestamp,
    /// How it was done and is undone.
    pub plan: FreezePlan,
    /// How to tell whether somebody wrote in spite of it.
    pub frozen: Frozen,
    /// The store's number of it.
    pub number: i64,
}

/// What is waited for in the panel, written before the waiting.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PanelIntent {
    /// When the waiting ends while the old version still answers.
    pub until: Timestamp,
}

/// Whether the server answers while the panel is waited for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Silence {
    /// It does not.
    pub silent: bool,
}

/// The change was seen at the server.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Moved {
    /// The version now.
    pub version: Version,
    /// When the old one was last seen: the migration was started later than that.
    pub last_old_at: Timestamp,
}

/// The way back that the provider offers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WayBack {
    /// Until when, at the earliest.
    pub way_back_until: Timestamp,
    /// When it was seen that it was taken.
    pub rolled_back_at: Option<Timestamp>,
}
