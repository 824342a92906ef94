//! The most expensive statements of a source, looked at on both sides. Their texts are the person's own.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::copy::CopyProblem;
use crate::time::Millis;

/// One side of a statement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PlanLook {
    /// How the server goes about it, one line a step, without figures.
    pub shape: Vec<String>,
    /// How long it took when it was run; `None` where it was not.
    pub took: Option<Millis>,
}

/// A statement on both sides.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct StatementLook {
    /// As the server of the source keeps it: values are replaced by `$1`, `$2`...
    pub statement: String,
    /// How often it was called there.
    #[ts(type = "number")]
    pub calls: u64,
    /// How long all calls took together there.
    pub total: Millis,
    /// Whether it was not run, because it has parameters: its plan alone was looked at.
    pub has_parameters: bool,
    /// On the source; `None` when it has no answer.
    pub source: Option<PlanLook>,
    /// On the copy; `None` when it has no answer.
    pub copy: Option<PlanLook>,
    /// Whether the two go about it differently; `None` where that cannot be told.
    pub plan_changed: Option<bool>,
    /// Why a side has no answer.
    pub problem: Option<CopyProblem>,
}

/// Where the statements come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum StatementsSource {
    /// The server of the source counts them.
    Counted,
    /// It does not: its extension is not there, or may not be read.
    NotCounted,
}

/// The most expensive statements, by total time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Statements {
    /// Whether there is such a list.
    pub source: StatementsSource,
    /// The most expensive first.
    pub statements: Vec<StatementLook>,
}
