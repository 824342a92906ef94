//! Runs the checks that a person wrote against a test copy, and against the source where they ask for it. Answers are theirs:
//! they are shown, and never in a log or an error.

use std::path::PathBuf;
use std::time::Duration;

use domain::database::Endpoint;
use domain::engine::{AskBounds, Engine};
use domain::ids::{DatabaseKey, TestCopyId};
use domain::test_copy::{
    Answer, CheckOutcome, Expected, SqlCheck, SqlCheckResult, SqlChecks, TestCopyRecord, TestCopyView,
};
use domain::verification::Verification;
use domain::{Error, ErrorKind, Result};

use super::{drive, engine_of, format, view};
use crate::application::App;
use crate::copy::problem;
use crate::place::Place;
use crate::verify::VerifyOrder;

/// How much of an answer is compared.
const BOUNDS: AskBounds =
    AskBounds { patience: Duration::from_secs(5 * 60), rows: 10_000, bytes: 16 * 1024 * 1024 };

/// Rows that are shown of an answer that differs.
const SHOWN: usize = 20;

/// The largest file of checks, in bytes.
const LARGEST: u64 = 4 * 1024 * 1024;

/// Where a person's checks are.
#[derive(Clone, PartialEq, Eq)]
pub enum ChecksFrom {
    /// In a file.
    File(PathBuf),
    /// Here.
    Text(String),
}

impl App {
    /// Compares a test copy with its source once more, every object and every row. Writes to neither.
    ///
    /// # Errors
    /// `NotFound`; `WrongState` when the copy is not ready; as [`App::verify`]. A difference is no error.
    pub async fn test_copy_verify(&self, id: TestCopyId) -> Result<TestCopyView> {
        let record = self.ready_record(id).await?;
        let seen = self.compare_test_copy(&record).await?;
        match self.test_copies.get(&id) {
            Some(live) => {
                live.change(self, |record| record.verification = Some(seen)).await?;
                Ok(view::of_live(&live, self.now()))
            }
            // Beside the owner of the store: shown, not kept.
            None => {
                let record = TestCopyRecord { verification: Some(seen), ..record };
                Ok(view::of(&record, None, self.now()))
            }
        }
    }

    pub(super) async fn compare_test_copy(&self, record: &TestCopyRecord) -> Result<Verification> {
        let made = record.created.clone();
        let made = made.ok_or_else(|| Error::new(ErrorKind::WrongState, "there is no database yet"))?;
        let to = Place::Database(DatabaseKey { account: record.key.account, database: made });
        let order = VerifyOrder { from: Place::Database(record.key.clone()), to, jobs: None };
        Ok(Box::pin(self.verify(&order)).await?.verification)
    }

    /// Runs a person's checks, one after the other. Each is run in a transaction that cannot write and is taken back.
    ///
    /// # Errors
    /// `NotFound`; `WrongState` when the copy is not ready; `FileUnreadable`, with the line; those of the provider. What a
    /// server says of a statement is in its result.
    pub async fn test_copy_check(&self, id: TestCopyId, from: ChecksFrom) -> Result<SqlChecks> {
        let record = self.ready_record(id).await?;
        let checks = format::read(&text(from).await?)?;
        let engine = engine_of(self, &record).await?;
        let copy = drive::target(self, &record).await?;
        let source = match checks.iter().any(|check| check.expected == Expected::SameAsSource) {
            true => Some(drive::source(self, &record).await?),
            false => None,
        };
        let mut all = SqlChecks::default();
        for check in &checks {
            let result = one(&*engine, check, &copy, source.as_ref()).await;
            match result.outcome {
                CheckOutcome::Equal => all.equal += 1,
                CheckOutcome::Differs { .. } => all.differ += 1,
                CheckOutcome::Failed { .. } => all.failed += 1,
            }
            all.checks.push(result);
        }
        Ok(all)
    }
}

async fn one(
    engine: &dyn Engine,
    check: &SqlCheck,
    copy: &Endpoint,
    source: Option<&Endpoint>,
) -> SqlCheckResult {
    let on_copy = engine.ask(copy, &check.statement, BOUNDS).await;
    let took = on_copy.as_ref().ok().map(|answer| answer.took);
    let mut source_took = None;
    let outcome = match (on_copy, &check.expected, source) {
        (Err(error), _, _) => failed(false, &error),
        (Ok(actual), Expected::Rows { rows }, _) => {
            let expected = Answer { rows: rows.clone(), ..Answer::default() };
            compared(expected, actual, &check.statement)
        }
        (Ok(actual), Expected::SameAsSource, Some(source)) => {
            match engine.ask(source, &check.statement, BOUNDS).await {
                Ok(expected) => {
                    source_took = Some(expected.took);
                    compared(expected, actual, &check.statement)
                }
                Err(error) => failed(true, &error),
            }
        }
        (Ok(_), Expected::SameAsSource, None) => {
            failed(true, &Error::new(ErrorKind::Internal, "the source was not asked"))
        }
    };
    SqlCheckResult { name: check.name.clone(), line: check.line, outcome, took, source_took }
}

fn failed(on_source: bool, error: &Error) -> CheckOutcome {
    CheckOutcome::Failed { on_source, problem: problem(error) }
}

/// Two answers. Where the statement asks for no order, none counts.
fn compared(expected: Answer, actual: Answer, statement: &str) -> CheckOutcome {
    if expected.more || actual.more {
        let detail = format!("the answer has more than {} rows, or is too long", BOUNDS.rows);
        return failed(!actual.more, &Error::new(ErrorKind::AnswerTooLarge, detail));
    }
    let (mut expected, mut actual) = (expected.rows, actual.rows);
    if !statement.to_ascii_lowercase().contains("order by") {
        expected.sort();
        actual.sort();
    }
    if expected == actual {
        return CheckOutcome::Equal;
    }
    // From the first row that differs: thousands of equal ones before it say nothing.
    let same = expected.iter().zip(&actual).take_while(|(one, other)| one == other).count();
    let shown = |rows: Vec<Vec<Option<String>>>| rows.into_iter().skip(same).take(SHOWN).collect();
    CheckOutcome::Differs { expected: shown(expected), actual: shown(actual) }
}

async fn text(from: ChecksFrom) -> Result<String> {
    let path = match from {
        ChecksFrom::Text(text) => return Ok(text),
        ChecksFrom::File(path) => path,
    };
    let read = move || -> Result<String> {
        let unreadable =
            |error| Error::new(ErrorKind::FileUnreadable, "the file cannot be read").because(error);
        let about = std::fs::metadata(&path).map_err(unreadable)?;
        if !about.is_file() || about.len() > LARGEST {
            return Err(Error::new(
                ErrorKind::FileUnreadable,
                "it is no file, or too large for one of checks",
            ));
        }
        std::fs::read_to_string(&path).map_err(unreadable)
    };
    let done = tokio::task::spawn_blocking(read).await;
    done.unwrap_or_else(|_| Err(Error::new(ErrorKind::Internal, "reading a file broke off")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(rows: &[&str]) -> Answer {
        Answer { rows: rows.iter().map(|row| vec![Some((*row).to_owned())]).collect(), ..Answer::default() }
    }

    #[test]
    fn the_order_counts_where_it_was_asked_for() {
        let (one, other) = (answer(&["a", "b", "c"]), answer(&["a", "c", "b"]));
        assert_eq!(compared(one.clone(), other.clone(), "select x from t"), CheckOutcome::Equal);
        let differs = compared(one.clone(), other, "select x from t ORDER BY x");
        let CheckOutcome::Differs { expected, actual } = differs else { panic!("{differs:?}") };
        assert_eq!((expected.len(), actual[0][0].as_deref()), (2, Some("c")));
        let less = compared(one.clone(), answer(&["a"]), "select x");
        assert!(matches!(less, CheckOutcome::Differs { .. }));
        let more = Answer { more: true, ..one.clone() };
        assert!(matches!(compared(one, more, "select x"), CheckOutcome::Failed { on_source: false, .. }));
    }
}
