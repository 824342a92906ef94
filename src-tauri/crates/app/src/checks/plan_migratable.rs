//! Can the provider migrate this product, from this plan, to the targeted one?

use domain::database::Migratable;
use domain::finding::{Finding, Level};

use super::facts::Facts;
use super::finding::{could_not_run, say};

pub(super) const NAME: &str = "plan-migratable";

pub(super) async fn run(facts: &Facts) -> Finding {
    match facts.database.summary.migratable {
        Migratable::NotThisProduct => return say(NAME, "not-this-product", Level::Blocker).done(),
        Migratable::NotThisPlan => return say(NAME, "not-this-plan", Level::Blocker).done(),
        Migratable::Yes => {}
    }
    if facts.is_guided() {
        return say(NAME, "in-the-panel", Level::Info).done();
    }
    match facts.target_plan().await {
        Err(failure) => could_not_run(NAME, &failure),
        Ok(None) => {
            say(NAME, "target-not-offered", Level::Blocker).with("plan", &facts.change.plan_id).done()
        }
        Ok(Some(plan)) if plan.migratable == Some(false) => {
            say(NAME, "target-not-migratable", Level::Blocker).with("plan", &plan.name).done()
        }
        Ok(Some(plan)) => say(NAME, "yes", Level::Pass).with("plan", &plan.name).done(),
    }
}
