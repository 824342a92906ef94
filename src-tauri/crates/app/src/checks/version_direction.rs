//! Is the targeted version higher than the present one, the same, or lower? Lower is done by support alone.

use std::cmp::Ordering;

use domain::finding::{Finding, Level};

use super::facts::Facts;
use super::finding::say;

pub(super) const NAME: &str = "version-direction";

pub(super) async fn run(facts: &Facts) -> Finding {
    let to = &facts.change.version;
    let said = |outcome, level| say(NAME, outcome, level).with("to", to);
    let Some(from) = facts.version() else {
        return said("unknown", Level::CouldNotRun).done();
    };
    let said = |outcome, level| say(NAME, outcome, level).with("to", to).with("from", from);
    let direction = to.compare(from);
    if direction == Some(Ordering::Less) {
        return said("lower", Level::Blocker).done();
    }
    // What the provider does not sell cannot be asked for; an unknown list says nothing.
    if let Ok(offers) = facts.offers().await
        && offers.versions_known
        && !offers.versions.iter().any(|offered| offered.version == *to)
        && direction != Some(Ordering::Equal)
    {
        return said("not-offered", Level::Blocker).done();
    }
    match direction {
        Some(Ordering::Greater) => said("higher", Level::Pass).done(),
        Some(Ordering::Equal) if facts.is_guided() => said("no-change", Level::Blocker).done(),
        Some(Ordering::Equal) => said("same", Level::Info).done(),
        Some(Ordering::Less) => said("lower", Level::Blocker).done(),
        None => said("unknown", Level::CouldNotRun).done(),
    }
}
