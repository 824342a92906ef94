//! Which other databases move too? Where the version belongs to the account, one button moves all of its engine.

use domain::finding::{Finding, Level};

use super::facts::Facts;
use super::finding::{could_not_run, say};

pub(super) const NAME: &str = "account-moves";

pub(super) async fn run(facts: &Facts) -> Finding {
    let all = match facts.all_databases().await {
        Ok(all) => all,
        Err(failure) => return could_not_run(NAME, &failure),
    };
    let this = &facts.database.summary;
    let account = &this.owner.name;
    let same = |one: &&domain::database::DatabaseSummary| {
        one.owner.id == this.owner.id && one.engine == this.engine && one.id != this.id
    };
    let others: Vec<String> = all.iter().filter(same).map(|one| one.name.clone()).collect();
    if others.is_empty() {
        return say(NAME, "alone", Level::Pass).with("account", account).done();
    }
    say(NAME, "others", Level::Warning)
        .with("account", account)
        .with("count", others.len())
        .items(others)
        .done()
}
