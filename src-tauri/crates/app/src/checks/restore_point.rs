//! Can a restore point of our own be made: a second database in the account, with everything in it?

use domain::finding::{Finding, Level};
use domain::provider::Capability;

use super::facts::Facts;
use super::finding::{could_not_run, say};

pub(super) const NAME: &str = super::RESTORE_POINT;

pub(super) async fn run(facts: &Facts) -> Finding {
    if !facts.descriptor().can(Capability::TestCopy) {
        return say(NAME, "not-offered", Level::Warning).done();
    }
    let inventory = match facts.inventory().await {
        Ok(Some(inventory)) => inventory,
        Ok(None) => return say(NAME, "engine-not-known", Level::Warning).done(),
        Err(failure) => return could_not_run(NAME, &failure),
    };
    if inventory.is_blocked() {
        let stands = inventory.uncarried.iter().filter(|thing| thing.level == Level::Blocker);
        let names: Vec<String> = stands.map(|thing| format!("{} {}", thing.kind, thing.name)).collect();
        return say(NAME, "cannot-be-carried", Level::Warning).with("count", names.len()).items(names).done();
    }
    let bytes: u64 = inventory.tables.iter().map(|table| table.bytes).sum();
    say(NAME, "possible", Level::Info).with("size_bytes", bytes).done()
}
