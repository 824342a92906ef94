//! Does the database hand out a direct host or port? They bypass the provider's proxy and do not survive a migration.

use domain::database::VariableRole;
use domain::finding::{Finding, Level};

use super::facts::Facts;
use super::finding::{could_not_run, say};

pub(super) const NAME: &str = "direct-host";

pub(super) async fn run(facts: &Facts) -> Finding {
    let variables = match facts.variables().await {
        Ok(variables) => variables,
        Err(failure) => return could_not_run(NAME, &failure),
    };
    let direct: Vec<String> = variables
        .iter()
        .filter(|variable| variable.role == VariableRole::Direct)
        .map(|variable| variable.name.clone())
        .collect();
    if direct.is_empty() {
        return say(NAME, "none", Level::Pass).done();
    }
    say(NAME, "used", Level::Warning).with("count", direct.len()).items(direct).done()
}
