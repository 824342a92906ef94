//! A migration as a provider reports it: words are kept raw beside what we make of them.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::time::Timestamp;

/// A migration at its provider.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ProviderMigration {
    /// The provider's id, `migration_<uuid>`.
    pub id: String,
    /// What we make of its status.
    pub status: MigrationStatus,
    /// The provider's own word for it.
    pub status_word: String,
    /// When it was asked for.
    pub requested_at: Option<Timestamp>,
    /// Steps seen so far, in order. There is no list of steps to come.
    pub steps: Vec<ObservedStep>,
    /// What the provider calls the last request about it (`Sozu-Id`).
    pub reference: Option<String>,
}

/// Status of a migration or of a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum MigrationStatus {
    /// Under way.
    Running,
    /// Done.
    Ok,
    /// Failed; may still turn into recovering.
    Failed,
    /// The provider is putting the original back.
    Recovering,
    /// The provider has put the original back.
    Recovered,
    /// Aborted.
    Aborted,
    /// A word that we do not know: shown raw, taken as under way, never as success.
    Unknown,
}

impl MigrationStatus {
    /// Whether the provider's own documents call it an end.
    #[must_use]
    pub fn is_terminal(self) -> bool {
        match self {
            Self::Ok | Self::Failed | Self::Recovered | Self::Aborted => true,
            Self::Running | Self::Recovering | Self::Unknown => false,
        }
    }
}

/// A step that was seen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ObservedStep {
    /// The provider's word, `DUMP_AND_RESTORE`.
    pub word: String,
    /// Where it belongs, `None` for a word that we do not know.
    pub phase: Option<Phase>,
    /// What we make of its status.
    pub status: MigrationStatus,
    /// The provider's own word for it.
    pub status_word: String,
    /// When it began.
    pub started_at: Option<Timestamp>,
    /// When it ended; `None` while it runs.
    pub ended_at: Option<Timestamp>,
    /// What the provider says about it, typically why it failed.
    pub message: Option<String>,
}

/// Groups of steps, in the order in which they come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Phase {
    /// Looking before anything changes.
    Checks,
    /// The new server is made.
    NewServer,
    /// The source is read-only and the data moves.
    FreezeAndCopy,
    /// The new server becomes the one that counts.
    Switchover,
    /// The old server goes.
    CleanUp,
    /// The original is put back.
    RollBack,
}
