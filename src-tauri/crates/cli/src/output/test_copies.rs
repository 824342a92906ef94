//! A test copy, a person's checks and expensive statements in words.

use domain::test_copy::{CheckOutcome, SqlChecks, StatementLook, Statements, StatementsSource, TestCopyView};
use domain::time::Millis;

use super::{Out, Tone, harmless};
use crate::verbs::{WRITTEN_LATER, state_id, whole};

/// Letters of a statement that are shown.
const SHOWN: usize = 100;

impl Out {
    /// One test copy, whole. Its password is not among it.
    pub(crate) fn test_copy(&self, copy: &TestCopyView) {
        let words = self.words();
        let unknown = || words.text("cli-not-known", &[]);
        self.heading(&words.text("cli-test-copy-title", &[("database", &*harmless(&copy.database_name))]));
        self.field("cli-label-id", &copy.id.to_string());
        self.field("cli-test-copy-state", &words.text(&state_id(copy.state), &[]));
        if let Some(problem) = &copy.problem {
            let title = words.text(&format!("error-{}-title", problem.kind.code().to_lowercase()), &[]);
            self.field("cli-test-copy-problem", &format!("{title} ({})", problem.kind.code()));
            self.field("cli-error-detail", &harmless(&problem.detail));
        }
        let from = copy.from_version.as_ref().map_or_else(unknown, ToString::to_string);
        let to = copy.change.version.to_string();
        self.field("report-versions", &words.text("report-from-to", &[("from", &from), ("to", &to)]));
        self.field("cli-label-plan", &harmless(&copy.plan_name));
        self.field("cli-label-zone", &copy.change.zone);
        if let Some(place) = &copy.place {
            self.field("cli-label-host", &format!("{}:{}", place.host, place.port));
            self.field("cli-label-database", &place.database);
            self.field("cli-label-user", &place.user);
        }
        self.field("cli-test-copy-until", &self.moment(copy.expires));
        let price = copy.price_so_far.as_ref();
        let price = price.map_or_else(unknown, |price| words.money(price.amount, &price.currency));
        self.field("cli-test-copy-price", &price);
        let times = copy.times;
        for (label, took) in [
            ("cli-test-copy-order", times.order),
            ("cli-test-copy-answering", times.answering),
            ("cli-test-copy-objects", sum(times.objects, times.finishing)),
            ("cli-test-copy-rows", times.rows),
            ("cli-test-copy-comparison", times.comparison),
        ] {
            self.field(label, &took.map_or_else(unknown, |took| words.span(took.0)));
        }
        if let Some(rehearsal) = &copy.rehearsal {
            let took = rehearsal.read_only.map_or_else(unknown, |took| words.span(took.0));
            self.field("cli-test-copy-migration", &took);
        }
        if let Some(seen) = &copy.verification {
            let equal = whole(seen).then(|| words.text("cli-verify-equal", &[]));
            let tone = if equal.is_some() { Tone::Good } else { Tone::Bad };
            self.compared(seen, equal, tone, WRITTEN_LATER);
            if seen.not_checked.iter().any(|reason| reason == WRITTEN_LATER) {
                self.field("cli-verify-writes", &words.text("cli-verify-writes-possible", &[]));
            }
        }
    }

    /// What became of a person's checks. Values are theirs.
    pub(crate) fn sql_checks(&self, all: &SqlChecks) {
        let words = self.words();
        for check in &all.checks {
            let (tone, id) = match &check.outcome {
                CheckOutcome::Equal => (Tone::Good, "cli-test-copy-check-equal"),
                CheckOutcome::Differs { .. } => (Tone::Bad, "cli-test-copy-check-differs"),
                CheckOutcome::Failed { .. } => (Tone::Mild, "cli-test-copy-check-failed"),
            };
            let took = check.took.map(|took| words.span(took.0)).unwrap_or_default();
            let name = harmless(&check.name);
            self.line(&format!("{:<9} {name}  {took}", self.toned(tone, &words.text(id, &[]))));
            match &check.outcome {
                CheckOutcome::Equal => {}
                CheckOutcome::Differs { expected, actual } => {
                    self.items("cli-test-copy-check-expected", &rows(expected));
                    self.items("cli-test-copy-check-actual", &rows(actual));
                }
                CheckOutcome::Failed { problem, .. } => {
                    self.field("cli-error-detail", &harmless(&problem.detail));
                }
            }
        }
        let count = |count: u32| count.to_string();
        let figures =
            [("equal", &*count(all.equal)), ("differ", &count(all.differ)), ("failed", &count(all.failed))];
        self.say("cli-test-copy-check-sum", &figures);
    }

    /// The most expensive statements on both sides.
    pub(crate) fn statements(&self, all: &Statements) {
        if all.source == StatementsSource::NotCounted {
            self.say("cli-test-copy-statements-not-counted", &[]);
            return;
        }
        if all.statements.is_empty() {
            self.say("cli-test-copy-statements-none", &[]);
            return;
        }
        let rows: Vec<Vec<String>> = all.statements.iter().map(|one| self.statement(one)).collect();
        let heads =
            ["cli-head-before", "cli-head-after", "cli-head-plan-of", "cli-head-calls", "cli-head-statement"];
        self.table(&heads, &rows);
        for one in all.statements.iter().filter(|one| one.plan_changed == Some(true)) {
            self.heading(&short(&one.statement));
            for (label, side) in
                [("cli-test-copy-plan-source", &one.source), ("cli-test-copy-plan-copy", &one.copy)]
            {
                self.items(label, side.as_ref().map_or(&[], |side| &side.shape[..]));
            }
        }
    }

    fn statement(&self, one: &StatementLook) -> Vec<String> {
        let words = self.words();
        let took = |side: &Option<domain::test_copy::PlanLook>| {
            let took = side.as_ref().and_then(|side| side.took);
            took.map_or_else(|| words.text("cli-not-known", &[]), |took| words.span(took.0))
        };
        let plan = match one.plan_changed {
            Some(true) => "cli-test-copy-plan-changed",
            Some(false) => "cli-test-copy-plan-same",
            None => "cli-not-known",
        };
        let calls = words.number(one.calls);
        vec![took(&one.source), took(&one.copy), words.text(plan, &[]), calls, short(&one.statement)]
    }
}

fn sum(one: Option<Millis>, other: Option<Millis>) -> Option<Millis> {
    Some(Millis(one?.0 + other?.0))
}

/// Rows as one reads them in a terminal.
fn rows(rows: &[Vec<Option<String>>]) -> Vec<String> {
    let value = |value: &Option<String>| value.as_deref().unwrap_or(r"\N").replace('\n', " ");
    rows.iter().map(|row| harmless(&row.iter().map(value).collect::<Vec<_>>().join(" | "))).collect()
}

/// The beginning of a statement, on one line.
fn short(statement: &str) -> String {
    let line = harmless(&statement.split_whitespace().collect::<Vec<_>>().join(" "));
    if line.chars().count() <= SHOWN { line } else { line.chars().take(SHOWN).chain(['…']).collect() }
}
