//! How old is the newest backup? It is the restore point of the migration.

use domain::finding::{Finding, Level};

use super::facts::Facts;
use super::finding::{could_not_run, say};

pub(super) const NAME: &str = "backup-age";

/// A daily backup and two hours for making it.
const RECENT_HOURS: i64 = 26;

const HOUR: i64 = 3_600_000;

pub(super) async fn run(facts: &Facts) -> Finding {
    let backups = match facts.backups().await {
        Ok(backups) => backups,
        Err(failure) => return could_not_run(NAME, &failure),
    };
    let Some(newest) = backups.iter().filter_map(|backup| backup.created_at).max() else {
        return say(NAME, "none", Level::Warning).done();
    };
    let hours = facts.now.since(newest).0.max(0) / HOUR;
    let (outcome, level) =
        if hours <= RECENT_HOURS { ("recent", Level::Pass) } else { ("old", Level::Warning) };
    say(NAME, outcome, level).with("hours", hours).with("days", hours / 24).done()
}
