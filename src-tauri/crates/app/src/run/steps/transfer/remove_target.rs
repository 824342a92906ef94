//! When a run is taken back: deletes the database that it ordered, so that nothing stays billed unseen.
//!
//! Effect: the new database is deleted, never the source. Probe: no database of this id or label is there. Class: final for what was
//! copied, which is of no use. Bound: `remove_for`; then the run shows it as left over, and tries again by itself.

use domain::error::Retry;
use domain::ids::DatabaseId;
use domain::provider::Provider;
use domain::run::Step;
use domain::{Error, ErrorKind, Result};
use tokio::time::Instant;

use super::super::super::course::transfer::ordered;
use super::super::super::drive::Drive;
use super::super::super::record_transfer::Removed;
use super::super::await_ready::is_providers;
use super::create_target::found;
use super::target;

const STEP: Step = Step::RemoveTarget;

pub(in crate::run) async fn run(drive: &Drive) -> Result<()> {
    let first = !drive.is_open(STEP);
    if first {
        drive.live.intend(&drive.app, STEP, &serde_json::json!({})).await?;
    }
    if !ordered(&drive.live.entries()) {
        return drive.live.skip(&drive.app, STEP, "never-ordered").await;
    }
    let pace = drive.app.config.pace;
    let until = Instant::now() + pace.remove_for;
    let mut removed: Option<DatabaseId> = None;
    loop {
        let error = match remove(drive, &mut removed).await {
            Ok(true) => {
                drive.say("target-removed", &[]).await;
                return drive.live.done(&drive.app, STEP, &Removed { removed }).await;
            }
            Ok(false) => Error::new(ErrorKind::TimedOut, "the new database is still there"),
            Err(error) => error,
        };
        tracing::info!(run = %drive.live.run.id, code = error.code(), "the new database is not gone yet");
        if is_providers(error.kind) {
            return drive.pause(STEP, &error).await;
        }
        if Instant::now() >= until {
            drive.say("target-left-over", &[("code", error.code().to_owned())]).await;
            drive.again_later();
            return drive.pause(STEP, &error).await;
        }
        tokio::time::sleep(pace.remove_every).await;
    }
}

/// One try. Says whether nothing is there any more.
async fn remove(drive: &Drive, removed: &mut Option<DatabaseId>) -> Result<bool> {
    let mut ours = found(drive).await?;
    if let Ok(known) = target(&drive.live.entries())
        && !ours.contains(&known)
    {
        ours.push(known);
    }
    let provider = drive.provider().await?;
    let mut gone = true;
    for each in ours {
        // Whatever the journal or the provider says: the source is not ours to delete.
        if each == drive.live.run.plan.key.database {
            continue;
        }
        *removed = Some(each.clone());
        gone &= delete(&*provider, &each).await?;
    }
    Ok(gone)
}

/// Deletes a database and says whether it is gone.
pub(in crate::run) async fn delete(provider: &dyn Provider, database: &DatabaseId) -> Result<bool> {
    match provider.delete_database(database).await {
        Ok(()) => {}
        // Whether it was heard is seen by looking.
        Err(error) if error.retry() == Retry::Probe => {}
        Err(error) => return Err(error),
    }
    // The list is what a person sees, and is the last to forget.
    Ok(!provider.list_databases().await?.iter().any(|one| one.id == *database))
}
