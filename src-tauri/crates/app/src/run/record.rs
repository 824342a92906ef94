//! What the steps write into the journal, as types. Read back leniently: an entry of another version of the application
//! never stops a run from being shown. No secret is ever part of it.

use domain::application::Application;
use domain::change::Change;
use domain::database::{VariableChange, VariableRole};
use domain::provider::ProviderMigration;
use domain::run::{EntryKind, JournalEntry, RedeployedApplication, Step, StepOutcome};
use domain::time::Millis;
use domain::verification::{Fingerprint, Verification};
use domain::version::Version;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// What is known before the first effect.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Before {
    /// The variables, with values only where they may be shown.
    pub variables: Vec<VariablePrint>,
    /// Where the source is reached; never with a password.
    pub address: Option<Address>,
    /// Its user there.
    pub user: Option<String>,
    /// Linked applications and their newest deployment.
    pub applications: Vec<Application>,
    /// The server's own version string, when it could be reached.
    pub server_version: Option<String>,
    /// The version as a token, when it could be reached.
    pub version: Option<Version>,
    /// The page of the provider's panel on which the person acts, where there is one.
    pub page: Option<String>,
}

/// Where a server is reached.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Address {
    /// Host name.
    pub host: String,
    /// Port.
    pub port: u16,
    /// Database name.
    pub database: String,
}

/// A variable as the journal keeps it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct VariablePrint {
    /// Its name.
    pub name: String,
    /// What it holds.
    pub role: VariableRole,
    /// Its value, where that is harmless.
    pub shown: Option<String>,
    /// Sixteen bits of a keyed hash of the value: enough to see that it changed, of no use to guess it.
    pub mark: String,
}

/// What is about to be asked of the provider, and how the effect would be known again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StartIntent {
    /// The settings.
    pub change: Change,
    /// Ids of the migrations that the provider already listed: anything else that appears is ours.
    pub known: Vec<String>,
}

/// How a migration was found to have begun.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Started {
    /// As the provider reports it.
    pub migration: ProviderMigration,
    /// True when the answer to the start was lost and the migration was found by listing.
    #[serde(default)]
    pub adopted: bool,
}

/// What the watch saw.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Watched {
    /// As the provider reports it.
    pub migration: ProviderMigration,
}

/// What the source looked like while it was read-only.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SourcePrint {
    /// The whole print.
    pub fingerprint: Fingerprint,
}

/// What changed for those who connect.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct After {
    /// Every variable before and after.
    pub variables: Vec<VariableChange>,
}

/// When the new server answered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ready {
    /// The server's own version string.
    pub server_version: String,
    /// How long it took to answer after the provider was done.
    pub waited: Millis,
}

/// The comparison.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Verified {
    /// As the engine compared.
    pub verification: Verification,
    /// How long it took.
    pub took: Millis,
}

/// How the linked applications stand.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Applications {
    /// One line each.
    pub applications: Vec<RedeployedApplication>,
}

/// How the original was found after a failure. `None` where it could not be probed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Original {
    /// It answers.
    pub answers: Option<bool>,
    /// A new session of its user may write.
    pub writable: Option<bool>,
}

/// A value for the journal. Serialization of these plain types cannot fail; `null` would be read back as nothing known.
pub(crate) fn value(data: &impl Serialize) -> Value {
    serde_json::to_value(data).unwrap_or(Value::Null)
}

/// What the newest observation of a step carries that is of this type. Intents and failures are passed over.
#[must_use]
pub fn observed<T: DeserializeOwned>(entries: &[JournalEntry], step: Step) -> Option<T> {
    entries.iter().rev().filter(|entry| entry.step == step).find_map(|entry| match &entry.kind {
        EntryKind::Observation { data, .. } if !data.is_null() => T::deserialize(data).ok(),
        EntryKind::Observation { .. } | EntryKind::Intent { .. } => None,
    })
}

/// What the newest intent of a step says.
#[must_use]
pub fn intended<T: DeserializeOwned>(entries: &[JournalEntry], step: Step) -> Option<T> {
    entries.iter().rev().filter(|entry| entry.step == step).find_map(|entry| match &entry.kind {
        EntryKind::Intent { parameters } => T::deserialize(parameters).ok(),
        EntryKind::Observation { .. } => None,
    })
}

/// How a step ended: the newest observation since it was last begun that is more than progress.
#[must_use]
pub fn ended(entries: &[JournalEntry], step: Step) -> Option<&StepOutcome> {
    let mut of_step = entries.iter().rev().filter(|entry| entry.step == step);
    of_step.find_map(|entry| match &entry.kind {
        EntryKind::Observation { outcome: StepOutcome::Progress, .. } => None,
        EntryKind::Observation { outcome, .. } => Some(Some(outcome)),
        EntryKind::Intent { .. } => Some(None),
    })?
}

/// Whether the newest entry of a step is an intent that nothing was observed of: it was cut off.
#[must_use]
pub fn open(entries: &[JournalEntry], step: Step) -> bool {
    let last = entries.iter().rev().find(|entry| entry.step == step);
    last.is_some_and(|entry| matches!(entry.kind, EntryKind::Intent { .. }))
}

/// How often a step was begun.
#[must_use]
pub fn attempts(entries: &[JournalEntry], step: Step) -> u32 {
    let begun = |entry: &&JournalEntry| entry.step == step && matches!(entry.kind, EntryKind::Intent { .. });
    u32::try_from(entries.iter().filter(begun).count()).unwrap_or(u32::MAX)
}

/// Whether an observation carries a field of this name.
#[must_use]
pub fn data_has(entry: &JournalEntry, field: &str) -> bool {
    matches!(&entry.kind, EntryKind::Observation { data, .. } if data.get(field).is_some())
}
