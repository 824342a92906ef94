//! Which applications are linked to the database, and so restart by themselves after the migration?

use domain::finding::{Finding, Level};

use super::facts::Facts;
use super::finding::{could_not_run, say};
use crate::run::view::mention_line;

pub(super) const NAME: &str = "linked-applications";

pub(super) async fn run(facts: &Facts) -> Finding {
    if facts.is_guided() {
        return naming(facts).await;
    }
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

/// Where the address stays: what names the database, and is without it while the account moves.
async fn naming(facts: &Facts) -> Finding {
    let scan = match facts.scan().await {
        Ok(scan) => scan,
        Err(failure) => return could_not_run(NAME, &failure),
    };
    if !scan.places_unreadable.is_empty() {
        return say(NAME, "unreadable", Level::CouldNotRun)
            .with("unreadable", scan.places_unreadable.join(", "))
            .items(scan.mentions.iter().map(mention_line))
            .done();
    }
    if scan.mentions.is_empty() {
        return say(NAME, "none", Level::Pass).done();
    }
    say(NAME, "named", Level::Info)
        .with("count", scan.mentions.len())
        .items(scan.mentions.iter().map(mention_line))
        .done()
}
