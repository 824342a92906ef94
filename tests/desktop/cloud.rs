//! Practice clouds for journeys: small, quick, with real servers.

use std::time::Duration;

use anyhow::Result;
use practice::scenario::{Fault, Scenario};
use practice::{Cloud, Options, PracticeDatabase};

/// The database of every journey.
pub(crate) const SHOP: &str = "shop-production";

/// A database with nothing in it.
pub(crate) const EMPTY: &str = "try-out";

/// The default scenario with steps that take this long.
pub(crate) async fn start(step: Duration) -> Result<Cloud> {
    start_as(Scenario::built_in("default")?, step).await
}

/// A scenario with steps that take this long.
pub(crate) async fn start_as(scenario: Scenario, step: Duration) -> Result<Cloud> {
    let mut options = Options::new(scenario);
    options.step = Some(step);
    Ok(Box::pin(Cloud::start(options)).await?)
}

/// The shop as it is now.
pub(crate) fn shop(cloud: &Cloud) -> Result<PracticeDatabase> {
    cloud.database(SHOP).ok_or_else(|| anyhow::anyhow!("the scenario has no {SHOP}"))
}

/// How many migrations were asked for.
pub(crate) fn starts(cloud: &Cloud) -> usize {
    cloud.asked("POST", "/migrations")
}

/// The next copy fails, and the provider says why.
pub(crate) fn copy_fails(said: &str) -> Result<Fault> {
    let fault = serde_json::json!({ "kind": "fail_step", "step": "DUMP_AND_RESTORE", "message": said });
    Ok(serde_json::from_value(fault)?)
}
