//! Is a shared (DEV) plan involved? It has little room, few connections and no promise of the provider.

use domain::finding::{Finding, Level};

use super::facts::Facts;
use super::finding::{could_not_run, say};

pub(super) const NAME: &str = "dev-plan";

pub(super) async fn run(facts: &Facts) -> Finding {
    let offers = match facts.offers().await {
        Ok(offers) => offers,
        Err(failure) => return could_not_run(NAME, &failure),
    };
    let dedicated = |id: &str| offers.plans.iter().find(|plan| plan.id == id).and_then(|plan| plan.dedicated);
    let current = facts.database.summary.plan.as_ref();
    let from = facts.database.dedicated.or_else(|| current.and_then(|plan| dedicated(&plan.id)));
    let to = dedicated(&facts.change.plan_id);
    let (outcome, level) = match (from, to) {
        (_, Some(false)) => ("target-shared", Level::Warning),
        (Some(false), Some(true)) => ("leaves-shared", Level::Info),
        (_, Some(true)) => ("dedicated", Level::Pass),
        (_, None) => ("not-said", Level::CouldNotRun),
    };
    say(NAME, outcome, level).done()
}
