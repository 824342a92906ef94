//! A run as it is shown, derived from the journal alone.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::guide::GuideView;
use super::journal::{JournalEntry, Step};
use super::plan::{Method, Plan};
use super::transfer::TransferRunView;
use crate::database::VariableChange;
use crate::error::ErrorKind;
use crate::ids::{DatabaseKey, ProviderId, RunId};
use crate::provider::{ObservedStep, Phase, ProviderMigration};
use crate::time::{Millis, Timestamp};
use crate::verification::Verification;
use crate::version::Version;

/// A line of the list of runs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct RunHeader {
    /// Ours.
    pub id: RunId,
    /// Which database.
    pub key: DatabaseKey,
    /// Its provider.
    pub provider: ProviderId,
    /// Its name.
    pub database_name: String,
    /// Name of the account.
    pub account_name: String,
    /// Empty for none.
    pub workspace: String,
    /// From.
    pub from_version: Option<Version>,
    /// To.
    pub to_version: Version,
    /// How the data moves.
    pub method: Method,
    /// When the gate was passed.
    pub created_at: Timestamp,
    /// When it ended.
    pub ended_at: Option<Timestamp>,
    /// How it stands.
    pub state: RunState,
    /// Until when the provider offers a way back that was not taken, once it has ended.
    #[serde(default)]
    pub way_back_until: Option<Timestamp>,
}

/// How a run stands. One word, so that impossible states cannot be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum RunState {
    /// The gate is passed, nothing has been asked of the provider yet.
    Preparing,
    /// The start was asked for and its answer is awaited or being probed.
    Starting,
    /// The provider is at work, we watch.
    Watching,
    /// An abort was asked for.
    Aborting,
    /// The provider is done, we prove it.
    Verifying,
    /// Nothing more can be done without the person: signed out, unreachable, unknown. The provider goes on meanwhile.
    Paused,
    /// The person is to act in the provider's panel. It goes on by itself once that is seen.
    Waiting,
    /// Done and proven.
    Succeeded,
    /// Done, but something needs a look: a difference, an application not deployed, a check that could not run.
    NeedsAttention,
    /// Failed; the original serves.
    Failed,
    /// Aborted; the original serves.
    Aborted,
}

impl RunState {
    /// Whether nothing more will happen by itself.
    #[must_use]
    pub fn is_over(self) -> bool {
        match self {
            Self::Succeeded | Self::NeedsAttention | Self::Failed | Self::Aborted => true,
            Self::Preparing
            | Self::Starting
            | Self::Watching
            | Self::Aborting
            | Self::Verifying
            | Self::Paused
            | Self::Waiting => false,
        }
    }
}

/// Which side counts now, and whether it takes writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum DataLocation {
    /// The original server, reads and writes.
    Source,
    /// The original server, read-only while the data moves.
    SourceReadOnly,
    /// Between the two: the provider is switching over.
    SwitchingOver,
    /// The new server.
    Target,
    /// Not known for sure; the screen says what to look at.
    Unknown,
}

/// What happens to a run when this computer goes away.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ResumeClass {
    /// The work is at the provider: we find it again and watch.
    ProviderSide,
    /// The source is frozen: chunks done stay done.
    FrozenSource,
    /// The copy starts again.
    RestartCopy,
}

/// A group of steps with its time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PhaseView {
    /// Which group; `None` gathers words that we do not know, shown raw.
    pub phase: Option<Phase>,
    /// Its steps in the order in which they were seen.
    pub steps: Vec<ObservedStep>,
    /// When its first step began.
    pub started_at: Option<Timestamp>,
    /// When its last step ended; `None` while one runs.
    pub ended_at: Option<Timestamp>,
}

/// Measured times.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Timings {
    /// From the gate to the end, or to the last sign of life.
    pub total: Option<Millis>,
    /// How long the source was read-only, from the provider's own dates.
    pub read_only: Option<Millis>,
    /// How long the comparison took.
    pub verification: Option<Millis>,
    /// What was expected of it, measured on a test copy before the gate.
    #[serde(default)]
    pub predicted: Option<Predicted>,
}

/// Times that were expected.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Predicted {
    /// How long the source would be read-only.
    pub read_only: Millis,
    /// How long the comparison would take.
    pub verification: Millis,
    /// Whether the same way of migrating was measured.
    pub same_way: bool,
}

/// A linked application after a migration.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct RedeployedApplication {
    /// The provider's id.
    pub id: String,
    /// Its owner there.
    pub owner: String,
    /// Its name.
    pub name: String,
    /// Whether it is meant to run.
    pub should_run: bool,
    /// When it was deployed after the migration's end; `None` when it was not.
    pub deployed_at: Option<Timestamp>,
    /// The provider's word for that deployment's state, raw.
    pub state: Option<String>,
}

/// What a failure screen says, in its order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct FailureView {
    /// Proven by a probe: the original answers. `None` when it could not be probed.
    pub original_answers: Option<bool>,
    /// Proven by a probe: the original accepts writes. `None` when it could not be probed.
    pub original_writable: Option<bool>,
    /// The step at which it happened, ours.
    pub step: Step,
    /// The step at which it happened, the provider's word.
    pub provider_step: Option<String>,
    /// What the provider said, raw.
    pub provider_message: Option<String>,
    /// What kind of error it is.
    pub kind: ErrorKind,
    /// In technical words.
    pub detail: String,
    /// The provider's name of the request (`Sozu-Id`).
    pub reference: Option<String>,
}

/// A run, whole.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct RunView {
    /// The line of the list.
    pub header: RunHeader,
    /// What was confirmed.
    pub plan: Plan,
    /// Checks whose warning was accepted.
    pub accepted: Vec<String>,
    /// Why the test was skipped.
    pub test_skipped_because: Option<String>,
    /// Which side counts now.
    pub data: DataLocation,
    /// What the provider reports.
    pub migration: Option<ProviderMigration>,
    /// Its steps by group.
    pub phases: Vec<PhaseView>,
    /// Whether an abort may be asked for now; false from the switchover on.
    pub can_abort: bool,
    /// What happens when this computer goes away.
    pub resume: ResumeClass,
    /// Why it waits for the person, when it does.
    pub paused: Option<FailureView>,
    /// Why it failed, when it did.
    pub failure: Option<FailureView>,
    /// The comparison, once made.
    pub verification: Option<Verification>,
    /// Every connection variable before and after, once known.
    pub variables: Vec<VariableChange>,
    /// Linked applications, once looked at.
    pub applications: Vec<RedeployedApplication>,
    /// Addresses written by hand that are to be edited: `shop-web · DATABASE_HOST`.
    pub by_hand: Vec<String>,
    /// Measured times.
    pub timings: Timings,
    /// When the provider was last heard.
    pub heard_at: Option<Timestamp>,
    /// What is the person's, where the person acts in the provider's panel.
    #[serde(default)]
    pub guide: Option<GuideView>,
    /// What a run by the method `transfer` has beside the rest.
    pub transfer: Option<TransferRunView>,
    /// The journal.
    pub journal: Vec<JournalEntry>,
}
