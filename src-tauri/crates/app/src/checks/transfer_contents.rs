//! Does everything in the database arrive, when our own engine copies it? What does not is named, each thing with its reason.

use std::cmp::Reverse;

use domain::ErrorKind;
use domain::engine::{Inventory, Uncarried};
use domain::finding::{Finding, Level};

use super::facts::{Facts, Failure};
use super::finding::{could_not_run, say};

pub(super) const NAME: &str = "transfer-contents";

pub(super) async fn run(facts: &Facts) -> Finding {
    match read(facts).await {
        Ok(Some(inventory)) => judge(&inventory),
        Ok(None) => could_not_run(NAME, &Failure { kind: ErrorKind::NotSupported, reference: None }),
        Err(error) if error.kind == ErrorKind::RowsMayBeHidden => {
            say(NAME, "rows-hidden", Level::Blocker).items([error.detail]).done()
        }
        Err(error) => could_not_run(NAME, &error.into()),
    }
}

/// With the session by which the copy itself reads.
async fn read(facts: &Facts) -> domain::Result<Option<Inventory>> {
    let Some((engine, endpoint)) = facts.reach().await? else { return Ok(None) };
    let source = engine.source(&endpoint).await?;
    source.inventory(&facts.change.version).await.map(Some)
}

fn judge(inventory: &Inventory) -> Finding {
    let mut things: Vec<&Uncarried> =
        inventory.uncarried.iter().filter(|thing| thing.level >= Level::Warning).collect();
    things.sort_by_key(|thing| Reverse(thing.level));
    let (outcome, level) = match things.first() {
        Some(_) if inventory.is_blocked() => ("blocked", Level::Blocker),
        Some(_) => ("some", Level::Warning),
        None => ("all", Level::Pass),
    };
    let tables = inventory.tables.len();
    let named = things.iter().map(|thing| format!("{} {}", thing.kind.replace('_', " "), thing.name));
    say(NAME, outcome, level).with("count", things.len()).with("table_count", tables).items(named).done()
}

#[cfg(test)]
mod tests {
    use domain::engine::Reason;

    use super::*;

    fn thing(level: Level) -> Uncarried {
        let params = std::collections::BTreeMap::new();
        Uncarried { kind: "role".into(), name: "ann".into(), reason: Reason::RoleMissing, level, params }
    }

    #[test]
    fn the_worst_thing_that_does_not_arrive_decides() {
        let of = |levels: &[Level]| {
            let uncarried = levels.iter().map(|level| thing(*level)).collect();
            let finding = judge(&Inventory { uncarried, ..Default::default() });
            (finding.outcome, finding.level, finding.items.len())
        };
        assert_eq!(of(&[]), ("all".into(), Level::Pass, 0));
        assert_eq!(of(&[Level::Info]), ("all".into(), Level::Pass, 0));
        assert_eq!(of(&[Level::Warning, Level::Info]), ("some".into(), Level::Warning, 1));
        assert_eq!(of(&[Level::Warning, Level::Blocker]), ("blocked".into(), Level::Blocker, 2));
    }
}
