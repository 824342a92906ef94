//! What a person confirms before the first effect.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::change::{Change, ChangeKind};
use crate::database::DatabaseSummary;
use crate::finding::Findings;
use crate::ids::DatabaseKey;
use crate::offer::PriceChange;
use crate::provider::Consequence;
use crate::test_copy::Estimate;
use crate::time::Timestamp;
use crate::version::Version;

/// How the data moves.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Method {
    /// The provider does it, we watch.
    Provider,
    /// Our engine copies.
    Transfer,
    /// The person clicks in the provider's panel, we check before and after.
    Guided,
}

/// What a database is for, chosen by the person; production raises the confirmation.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Environment {
    /// Not said yet: treated like production where it matters.
    #[default]
    Unmarked,
    /// A business lives on it.
    Production,
    /// A rehearsal of production.
    Staging,
    /// Nobody is hurt.
    Development,
}

/// Everything that a person sees on the review page. Its hash is what a gate is bound to.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct Plan {
    /// Which database.
    pub key: DatabaseKey,
    /// As it was when the plan was made.
    pub database: DatabaseSummary,
    /// Name of the account and of its workspace, for the eye.
    pub account_name: String,
    /// Empty for none.
    pub workspace: String,
    /// What it is for.
    pub environment: Environment,
    /// What is asked for.
    pub change: Change,
    /// What that amounts to.
    pub kind: ChangeKind,
    /// The present version, where known.
    pub from_version: Option<Version>,
    /// Name of the targeted plan, for people.
    pub plan_name: String,
    /// How the data moves.
    pub method: Method,
    /// What the provider says a migration does.
    pub consequences: Vec<Consequence>,
    /// What it costs.
    pub price: PriceChange,
    /// The findings it rests on.
    pub findings: Findings,
    /// Names of the applications that will restart.
    pub restarts: Vec<String>,
    /// When the newest backup was made: the restore point.
    pub restore_point: Option<Timestamp>,
    /// What a test copy leads to expect; `None` where none with these settings has been measured.
    #[serde(default)]
    pub estimate: Option<Estimate>,
}

/// A gate: the plan as seen, its hash, and a nonce that opens it once.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct Gate {
    /// The plan.
    pub plan: Plan,
    /// Hex of the hash of the plan.
    pub plan_hash: String,
    /// Opens the gate once, for this hash alone.
    pub nonce: String,
    /// The name that must be typed; `None` where a button is enough.
    pub typed_name: Option<String>,
    /// Checks whose warning must be accepted.
    pub to_accept: Vec<String>,
    /// True when a blocker stands in the way.
    pub blocked: bool,
}

/// What the person says at the gate.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Acceptance {
    /// From the gate.
    pub plan_hash: String,
    /// From the gate.
    pub nonce: String,
    /// As typed; compared after trimming and Unicode normalisation.
    pub typed_name: Option<String>,
    /// Checks whose warning was ticked.
    pub accepted: Vec<String>,
    /// Why the test was skipped, in the person's words; lands in the report.
    pub test_skipped_because: Option<String>,
}
