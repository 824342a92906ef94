//! Does the account's role in the owner's organisation allow a migration? Roles are the provider's words; one that we do
//! not know is no pass.

use domain::finding::{Finding, Level};

use super::facts::Facts;
use super::finding::say;

pub(super) const NAME: &str = "role";

pub(super) fn run(facts: &Facts) -> Finding {
    let owner = &facts.database.summary.owner;
    let Some(role) = &owner.role else {
        return say(NAME, "not-said", Level::Info).with("owner", &owner.name).done();
    };
    let (outcome, level) = match role.to_ascii_lowercase().as_str() {
        "admin" | "owner" | "manager" => ("enough", Level::Pass),
        "developer" => ("maybe", Level::Warning),
        "accounting" | "none" | "read-only" => ("too-little", Level::Blocker),
        _ => ("unknown", Level::CouldNotRun),
    };
    say(NAME, outcome, level).with("role", role).with("owner", &owner.name).done()
}
