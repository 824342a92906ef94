//! Validation: what could go wrong, found before anything is touched. Each check is a file; they run at the same time,
//! change nothing, and can be run again. A check that could not be run is never a pass.

mod account_moves;
mod addresses;
mod backup_age;
mod database_reachable;
mod dev_plan;
mod direct_host;
pub(crate) mod disk_space;
mod extensions;
mod facts;
mod finding;
mod freeze_possible;
mod linked_applications;
mod plan_migratable;
mod read_only_users;
mod replicas;
mod restore_point;
mod role;
mod running_migration;
mod transfer_contents;
mod version_direction;
mod version_life;
mod zone_served;

use std::time::Duration;

use domain::ErrorKind;
use domain::finding::{Finding, Findings};
use domain::provider::{Capability, Descriptor};
use domain::run::Method;
use futures::future::{BoxFuture, FutureExt as _, join_all, ready};

pub use facts::{Fact, Facts, Failure};

/// The check for addresses written by hand: what it found is what the person edits afterwards.
pub const ADDRESSES: &str = "hard-coded-addresses";

/// The check for a restore point of our own: what it found decides whether one is made.
pub const RESTORE_POINT: &str = "restore-point";

/// A check: its name and its work.
type Check = (&'static str, for<'a> fn(&'a Facts) -> BoxFuture<'a, Finding>);

/// Every check, in the order in which they are shown.
const CHECKS: &[Check] = &[
    (version_direction::NAME, |facts| version_direction::run(facts).boxed()),
    (version_life::NAME, |facts| ready(version_life::run(facts)).boxed()),
    (running_migration::NAME, |facts| running_migration::run(facts).boxed()),
    (account_moves::NAME, |facts| account_moves::run(facts).boxed()),
    (role::NAME, |facts| ready(role::run(facts)).boxed()),
    (plan_migratable::NAME, |facts| plan_migratable::run(facts).boxed()),
    (zone_served::NAME, |facts| zone_served::run(facts).boxed()),
    (dev_plan::NAME, |facts| dev_plan::run(facts).boxed()),
    (disk_space::NAME, |facts| disk_space::run(facts).boxed()),
    (database_reachable::NAME, |facts| database_reachable::run(facts).boxed()),
    (extensions::NAME, |facts| extensions::run(facts).boxed()),
    (replicas::NAME, |facts| replicas::run(facts).boxed()),
    (backup_age::NAME, |facts| backup_age::run(facts).boxed()),
    (restore_point::NAME, |facts| restore_point::run(facts).boxed()),
    (linked_applications::NAME, |facts| linked_applications::run(facts).boxed()),
    (addresses::NAME, |facts| addresses::run(facts).boxed()),
    (direct_host::NAME, |facts| direct_host::run(facts).boxed()),
    (read_only_users::NAME, |facts| ready(read_only_users::run(facts)).boxed()),
    (transfer_contents::NAME, |facts| transfer_contents::run(facts).boxed()),
    (freeze_possible::NAME, |facts| freeze_possible::run(facts).boxed()),
];

/// Whether a check has anything to say at a provider. One that has not is left out: that would be no pass.
fn applies(check: &str, provider: &Descriptor) -> bool {
    let guided = provider.method == Method::Guided;
    let transfer = provider.method == Method::Transfer;
    match check {
        running_migration::NAME => provider.can(Capability::Migrate) || !(guided || transfer),
        backup_age::NAME => !guided || provider.can(Capability::Backups),
        // Plan, zone and address stay where the person presses a button for the whole account.
        zone_served::NAME | disk_space::NAME => !guided,
        // A new server is made for the copy, and no application is linked to it.
        dev_plan::NAME | direct_host::NAME | addresses::NAME => !guided && !transfer,
        linked_applications::NAME | read_only_users::NAME => !transfer,
        account_moves::NAME | restore_point::NAME => guided,
        transfer_contents::NAME | freeze_possible::NAME => transfer,
        _ => true,
    }
}

/// The names of all checks, in order.
pub fn names() -> impl Iterator<Item = &'static str> {
    CHECKS.iter().map(|(name, _)| *name)
}

/// Runs every check at once, each within a bound.
pub async fn run(facts: &Facts, bound: Duration) -> Findings {
    let wanted = CHECKS.iter().filter(|(name, _)| applies(name, facts.descriptor()));
    let checks = wanted.map(|(name, check)| async move {
        tokio::time::timeout(bound, check(facts)).await.unwrap_or_else(|_| {
            finding::could_not_run(name, &Failure { kind: ErrorKind::TimedOut, reference: None })
        })
    });
    let findings = join_all(checks).await;
    Findings { findings, observed_at: facts.now }
}
