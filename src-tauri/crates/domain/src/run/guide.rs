//! A run in which the person acts in the provider's panel, as it is shown. Data only.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::view::FailureView;
use crate::ids::DatabaseId;
use crate::time::Timestamp;
use crate::verification::Verdict;
use crate::version::Version;

/// What is the person's in such a run, and what was made for it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct GuideView {
    /// The page of the panel, an https address (http on loopback for the practice cloud). `None` where none is known.
    pub page: Option<String>,
    /// What is waited for now.
    pub wait: Option<GuideWait>,
    /// Why the last try came to nothing; nothing was lost by it.
    pub problem: Option<FailureView>,
    /// The restore point, while it is there.
    pub restore_point: Option<RestorePointView>,
    /// Why there is none, as a code.
    pub no_restore_point: Option<String>,
    /// The source is read-only by our doing.
    pub frozen: Option<GuideFreeze>,
    /// The version that was seen after the change.
    pub version: Option<Version>,
    /// Until when the provider offers a way back.
    pub way_back_until: Option<Timestamp>,
    /// When it was seen that the way back was taken: the original counts again.
    pub rolled_back_at: Option<Timestamp>,
}

/// What is waited for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum GuideWait {
    /// The person says that they are about to act; nothing may have been pressed before.
    Go,
    /// The person presses the button in the panel.
    Press,
    /// The server does not answer: the provider is at work, most likely.
    Silence,
}

/// A restore point of our own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct RestorePointView {
    /// At the provider.
    pub id: DatabaseId,
    /// Its name there.
    pub name: String,
    /// When all data was in it.
    pub made_at: Timestamp,
    /// Rows in it.
    #[ts(type = "number")]
    pub rows: u64,
    /// What its comparison with the original said.
    pub verdict: Verdict,
}

/// A source that is read-only by our doing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct GuideFreeze {
    /// Since when.
    pub since: Timestamp,
    /// When it becomes writable again if nothing was pressed.
    pub until: Timestamp,
    /// What makes it writable again, in the server's own language.
    pub thaw: Vec<String>,
}
