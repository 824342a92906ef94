//! What becomes of read-only users? Said by the provider's own consequences, engine by engine.

use domain::database::EngineKind;
use domain::finding::{Finding, Level};

use super::facts::Facts;
use super::finding::say;

pub(super) const NAME: &str = "read-only-users";

pub(super) fn run(facts: &Facts) -> Finding {
    let users = &facts.database.read_only_users;
    if users.is_empty() {
        return say(NAME, "none", Level::Pass).done();
    }
    let (outcome, level) = match facts.database.summary.engine {
        EngineKind::Postgresql => ("kept", Level::Info),
        EngineKind::Mysql
        | EngineKind::Mariadb
        | EngineKind::Redis
        | EngineKind::Mongodb
        | EngineKind::Elasticsearch
        | EngineKind::Other => ("lost", Level::Warning),
    };
    say(NAME, outcome, level).with("count", users.len()).items(users.iter().cloned()).done()
}
