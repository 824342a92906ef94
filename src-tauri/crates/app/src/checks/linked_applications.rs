//! Which applications are linked to the database, and so restart by themselves after the migration?

use domain::finding::{Finding, Level};

use super::facts::Facts;
use super::finding::{could_not_run, say};

pub(super) const NAME: &str = "linked-applications";

pub(super) async fn run(facts: &Facts) -> Finding {
    let applications = match facts.applications().await {
        Ok(applications) => applications,
        Err(failure) => return could_not_run(NAME, &failure),
    };
    if applications.is_empty() {
        return say(NAME, "none", Level::Pass).done();
    }
    let running = applications.iter().filter(|application| application.should_run).count();
    say(NAME, "restart", Level::Info)
        .with("count", applications.len())
        .with("running", running)
        .items(applications.iter().map(|application| application.name.clone()))
        .done()
}
