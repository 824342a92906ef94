//! How a check says what it found, in one line.

use domain::finding::{Finding, Level};

use super::facts::Failure;

/// A finding under construction.
pub(super) struct Said(Finding);

/// Begins a finding: which check, which outcome, how serious.
pub(super) fn say(check: &str, outcome: &str, level: Level) -> Said {
    Said(Finding {
        check: check.to_owned(),
        outcome: outcome.to_owned(),
        level,
        params: std::collections::BTreeMap::new(),
        items: Vec::new(),
    })
}

/// The check could not be run: never a pass.
pub(super) fn could_not_run(check: &str, failure: &Failure) -> Finding {
    let said = say(check, "could-not-run", Level::CouldNotRun).with("code", failure.kind.code());
    match &failure.reference {
        Some(reference) => said.with("reference", reference).done(),
        None => said.done(),
    }
}

impl Said {
    /// Adds a parameter of the words. Never a secret.
    pub(super) fn with(mut self, name: &str, value: impl ToString) -> Self {
        self.0.params.insert(name.to_owned(), value.to_string());
        self
    }

    /// Adds the single things found.
    pub(super) fn items(mut self, items: impl IntoIterator<Item = String>) -> Self {
        self.0.items.extend(items);
        self
    }

    /// The finding.
    pub(super) fn done(self) -> Finding {
        self.0
    }
}
