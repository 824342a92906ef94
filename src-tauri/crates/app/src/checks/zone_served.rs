//! Does the targeted plan exist in the targeted zone? A plan without room there fails late and opaquely.

use domain::finding::{Finding, Level};

use super::facts::Facts;
use super::finding::{could_not_run, say};

pub(super) const NAME: &str = "zone-served";

pub(super) async fn run(facts: &Facts) -> Finding {
    let plan = match facts.target_plan().await {
        Ok(plan) => plan,
        Err(failure) => return could_not_run(NAME, &failure),
    };
    let zone = &facts.change.zone;
    let (outcome, level) = match plan {
        None => ("plan-not-offered", Level::Blocker),
        Some(plan) if plan.zones.is_empty() => ("not-said", Level::CouldNotRun),
        Some(plan) if plan.zones.contains(zone) => ("served", Level::Pass),
        Some(_) => ("not-served", Level::Blocker),
    };
    let name = plan.map_or(facts.change.plan_id.as_str(), |plan| plan.name.as_str());
    say(NAME, outcome, level)
        .with("zone", zone)
        .with("plan", name)
        .items(plan.map(|plan| plan.zones.clone()).unwrap_or_default())
        .done()
}
