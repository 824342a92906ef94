//! Can the database be kept from being written to while it is copied? Who could go on writing is named.

use domain::ErrorKind;
use domain::finding::{Finding, Level};

use super::facts::{Facts, Failure};
use super::finding::{could_not_run, say};

pub(super) const NAME: &str = "freeze-possible";

pub(super) async fn run(facts: &Facts) -> Finding {
    let plan = match facts.reach().await {
        Ok(Some((engine, endpoint))) => engine.freeze_plan(&endpoint).await,
        Ok(None) => return could_not_run(NAME, &Failure { kind: ErrorKind::NotSupported, reference: None }),
        Err(error) => Err(error),
    };
    match plan {
        Ok(plan) if plan.already => say(NAME, "already", Level::Warning).done(),
        Ok(plan) => say(NAME, "possible", Level::Pass).with("count", plan.sessions).items(plan.thaw).done(),
        Err(error) if error.kind == ErrorKind::FreezeImpossible => {
            say(NAME, "impossible", Level::Blocker).items([error.detail]).done()
        }
        Err(error) => could_not_run(NAME, &error.into()),
    }
}
