//! Is a migration of this database already under way? Two at once are never possible.

use domain::finding::{Finding, Level};

use super::facts::Facts;
use super::finding::{could_not_run, say};

pub(super) const NAME: &str = "running-migration";

pub(super) async fn run(facts: &Facts) -> Finding {
    let migrations = match facts.migrations().await {
        Ok(migrations) => migrations,
        Err(failure) => return could_not_run(NAME, &failure),
    };
    match migrations.iter().find(|migration| !migration.status.is_terminal()) {
        Some(running) => say(NAME, "running", Level::Blocker)
            .with("migration", &running.id)
            .with("status", &running.status_word)
            .done(),
        None => say(NAME, "none", Level::Pass).done(),
    }
}
