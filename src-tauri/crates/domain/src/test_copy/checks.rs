//! Checks that a person writes: statements that only read, each with what it is expected to answer, and what became of them.
//! Answers are the person's data: for the screen and the report, never for a log line or an error.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::copy::CopyProblem;
use crate::time::Millis;

/// What a statement answered: rows of values as the server writes them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Answer {
    /// Rows in the order of the server; `null` is no value.
    pub rows: Vec<Vec<Option<String>>>,
    /// Whether there are more rows than were read: then it cannot be compared.
    pub more: bool,
    /// How long it took.
    pub took: Millis,
}

/// What a check expects.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Expected {
    /// These rows; none at all for an empty list.
    Rows {
        /// Value by value.
        rows: Vec<Vec<Option<String>>>,
    },
    /// Whatever the source answers.
    SameAsSource,
}

/// One check.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SqlCheck {
    /// What the person calls it.
    pub name: String,
    /// Line of its first line, from 1.
    pub line: u32,
    /// One statement.
    pub statement: String,
    /// What it is expected to answer.
    pub expected: Expected,
}

/// What became of a check.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum CheckOutcome {
    /// As expected.
    Equal,
    /// Otherwise.
    Differs {
        /// The first rows of what was expected.
        expected: Vec<Vec<Option<String>>>,
        /// The first rows of what was answered.
        actual: Vec<Vec<Option<String>>>,
    },
    /// It has no answer that could be compared.
    Failed {
        /// Whether it was the source that gave none.
        on_source: bool,
        /// Why; the server's own code is in the detail.
        problem: CopyProblem,
    },
}

/// A check and what became of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SqlCheckResult {
    /// What the person calls it.
    pub name: String,
    /// Line of its first line, from 1.
    pub line: u32,
    /// What became of it.
    pub outcome: CheckOutcome,
    /// How long the copy took to answer.
    pub took: Option<Millis>,
    /// How long the source took, where it was asked.
    pub source_took: Option<Millis>,
}

/// All checks of a file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SqlChecks {
    /// In the order of the file.
    pub checks: Vec<SqlCheckResult>,
    /// How many were as expected.
    pub equal: u32,
    /// How many were not.
    pub differ: u32,
    /// How many had no answer.
    pub failed: u32,
}
