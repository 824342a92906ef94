//! Findings: the results of checks, as codes and parameters. Words are made of them by the hosts.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::time::Timestamp;

/// The result of one check.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Finding {
    /// Which check, kebab case, stable: `linked-applications`. The words are `finding-<check>-<outcome>`.
    pub check: String,
    /// Which of the check's outcomes, kebab case: `hard-coded`, `none`, `unreadable`.
    pub outcome: String,
    /// How serious it is.
    pub level: Level,
    /// What the words need: names, counts, versions. Never a secret.
    pub params: BTreeMap<String, String>,
    /// Single things found, to be listed under the sentence: `shop-web · DATABASE_HOST`.
    pub items: Vec<String>,
}

/// How serious a finding is, mildest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// As it should be.
    Pass,
    /// Good to know.
    Info,
    /// Going on needs a tick, and the tick lands in the report.
    Warning,
    /// The check could not be run. Never a pass; asks for a tick like a warning.
    CouldNotRun,
    /// Going on is not possible.
    Blocker,
}

/// The findings of one validation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Findings {
    /// In the order of the checks.
    pub findings: Vec<Finding>,
    /// When they were observed.
    pub observed_at: Timestamp,
}

impl Findings {
    /// The most serious level among them; `Pass` when there are none.
    #[must_use]
    pub fn worst(&self) -> Level {
        self.findings.iter().map(|finding| finding.level).max().unwrap_or(Level::Pass)
    }

    /// Checks that need the person's tick before going on.
    #[must_use]
    pub fn to_accept(&self) -> Vec<&str> {
        let asks = |level| matches!(level, Level::Warning | Level::CouldNotRun);
        self.findings
            .iter()
            .filter(|finding| asks(finding.level))
            .map(|finding| finding.check.as_str())
            .collect()
    }
}
