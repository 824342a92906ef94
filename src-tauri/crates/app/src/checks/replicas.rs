//! Is a replica involved, as far as it shows? A database with replicas is one for the provider's support.

use domain::ErrorKind;
use domain::finding::{Finding, Level};

use super::facts::{Facts, Failure};
use super::finding::{could_not_run, say};

pub(super) const NAME: &str = "replicas";

pub(super) async fn run(facts: &Facts) -> Finding {
    match facts.probe().await {
        Ok(Some(probe)) if probe.replica => say(NAME, "is-replica", Level::Blocker).done(),
        Ok(Some(_)) => say(NAME, "none-seen", Level::Info).done(),
        Ok(None) => could_not_run(NAME, &Failure { kind: ErrorKind::NotSupported, reference: None }),
        Err(failure) => could_not_run(NAME, &failure),
    }
}
