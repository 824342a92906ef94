//! Reads the variables again and says what changed for those who connect.
//!
//! Effect: none. Class: reversible. Bound: `variables_for` while nothing has changed; then it is believed that nothing did.

use domain::Result;
use domain::database::{VariableChange, VariableOutcome};
use domain::run::Step;
use tokio::time::Instant;

use super::super::drive::Drive;
use super::super::record::{self, After, Before, VariablePrint};
use super::patience::{Meaning, Patience};
use super::record_before::print;

const STEP: Step = Step::RecordAfter;

pub(crate) async fn run(drive: &Drive) -> Result<()> {
    drive.live.intend(&drive.app, STEP, &serde_json::json!({})).await?;
    let before = record::observed::<Before>(&drive.live.entries(), Step::RecordBefore).unwrap_or_default();
    let pace = drive.app.config.pace;
    let mut patience = Patience::default();
    let until = Instant::now() + pace.variables_for;
    loop {
        let wait = match look(drive).await {
            Ok(after) => {
                patience.worked();
                let variables = compare(&before.variables, &after);
                let changed =
                    variables.iter().filter(|one| one.outcome != VariableOutcome::Unchanged).count();
                if changed > 0 || Instant::now() >= until {
                    drive.say("variables-changed", &[("count", changed.to_string())]).await;
                    return drive.live.done(&drive.app, STEP, &After { variables }).await;
                }
                pace.ready_every
            }
            Err(error) => match patience.failed(&error, pace.ready_every, pace.back_off_most) {
                Meaning::Wait(wait) if Instant::now() < until + pace.ready_for => wait,
                Meaning::Wait(_) | Meaning::Person => return drive.pause(STEP, &error).await,
            },
        };
        tokio::time::sleep(wait).await;
    }
}

async fn look(drive: &Drive) -> Result<Vec<VariablePrint>> {
    let provider = drive.provider().await?;
    let variables = provider.variables(&drive.live.run.plan.key.database).await?;
    Ok(variables.iter().map(|variable| print(drive, variable)).collect())
}

/// Every variable before and after, those of before first.
fn compare(before: &[VariablePrint], after: &[VariablePrint]) -> Vec<VariableChange> {
    let find = |list: &'_ [VariablePrint], name: &str| list.iter().find(|one| one.name == name).cloned();
    let mut changes: Vec<VariableChange> = before
        .iter()
        .map(|old| {
            let new = find(after, &old.name);
            let outcome = match &new {
                None => VariableOutcome::Removed,
                Some(new) if new.mark == old.mark && new.shown == old.shown => VariableOutcome::Unchanged,
                Some(_) => VariableOutcome::Changed,
            };
            VariableChange {
                name: old.name.clone(),
                role: old.role,
                before: old.shown.clone(),
                after: new.and_then(|new| new.shown),
                outcome,
            }
        })
        .collect();
    let added = after.iter().filter(|new| find(before, &new.name).is_none());
    changes.extend(added.map(|new| VariableChange {
        name: new.name.clone(),
        role: new.role,
        before: None,
        after: new.shown.clone(),
        outcome: VariableOutcome::Added,
    }));
    changes
}

#[cfg(test)]
mod tests {
    use domain::database::VariableRole;

    use super::*;

    fn one(name: &str, shown: Option<&str>, mark: &str) -> VariablePrint {
        let role = VariableRole::Host;
        VariablePrint { name: name.into(), role, shown: shown.map(str::to_owned), mark: mark.into() }
    }

    #[test]
    fn every_variable_is_told_before_and_after() {
        let before = [
            one("HOST", Some("a"), "1"),
            one("PASSWORD", None, "2"),
            one("PORT", Some("5"), "3"),
            one("DIRECT", None, "4"),
        ];
        let after = [
            one("HOST", Some("b"), "9"),
            one("PASSWORD", None, "8"),
            one("PORT", Some("5"), "3"),
            one("NEW", None, "7"),
        ];
        let outcomes: Vec<_> =
            compare(&before, &after).into_iter().map(|change| (change.name, change.outcome)).collect();
        let expected = [
            ("HOST", VariableOutcome::Changed),
            ("PASSWORD", VariableOutcome::Changed),
            ("PORT", VariableOutcome::Unchanged),
            ("DIRECT", VariableOutcome::Removed),
            ("NEW", VariableOutcome::Added),
        ];
        assert_eq!(outcomes, expected.map(|(name, outcome)| (name.to_owned(), outcome)));
    }
}
