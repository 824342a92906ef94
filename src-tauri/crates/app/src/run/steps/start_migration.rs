//! Asks the provider to start the migration. The one effect that must never happen twice.
//!
//! Before: no migration is under way. Effect: one request, sent once in the life of the run. Probe: a migration that the
//! provider lists now and did not list before the intent. Class: bounded, since it can be aborted until the switchover.
//! Bound: the request's own, then that of the probe.

use domain::provider::ProviderMigration;
use domain::run::Step;
use domain::{Error, ErrorKind, Result};
use tokio::time::Instant;

use super::super::drive::{Drive, not_done, unknown};
use super::super::record::{self, StartIntent, Started};
use crate::fault::is_refusal;

const STEP: Step = Step::StartMigration;

/// Asks for the start, once.
pub(crate) async fn run(drive: &Drive) -> Result<()> {
    let plan = &drive.live.run.plan;
    let known = match known(drive).await {
        Ok(known) => known,
        Err(error) => return drive.live.observe(&drive.app, STEP, not_done(&error), &()).await,
    };
    let intent = StartIntent { change: plan.change.clone(), known };
    drive.live.intend(&drive.app, STEP, &intent).await?;
    let asked = match drive.provider().await {
        Ok(provider) => provider.start_migration(&plan.key.database, &plan.change).await,
        Err(error) => return drive.live.observe(&drive.app, STEP, not_done(&error), &()).await,
    };
    match asked {
        Ok(migration) => begun(drive, migration, false).await,
        Err(error) if is_refusal(error.kind) => {
            drive.live.observe(&drive.app, STEP, not_done(&error), &()).await
        }
        Err(error) => {
            tracing::warn!(run = %drive.live.run.id, code = error.code(), "the answer to the start is lost");
            drive.say("start-answer-lost", &[("code", error.code().to_owned())]).await;
            let lost = serde_json::json!({ "lost": error.kind, "reference": error.reference });
            drive.live.observe(&drive.app, STEP, domain::run::StepOutcome::Progress, &lost).await?;
            probe(drive).await
        }
    }
}

/// Looks whether the start that was asked for happened. Reads only, however often it is called.
pub(crate) async fn probe(drive: &Drive) -> Result<()> {
    let Some(intent) = record::intended::<StartIntent>(&drive.live.entries(), STEP) else {
        let error = Error::new(ErrorKind::OutcomeUnknown, "the journal does not say what was known before");
        return drive.pause(STEP, &error).await;
    };
    if drive.is_open(STEP) {
        let lost = serde_json::json!({ "lost": "interrupted" });
        drive.live.observe(&drive.app, STEP, domain::run::StepOutcome::Progress, &lost).await?;
    }
    drive.say("start-probing", &[]).await;
    let pace = drive.app.config.pace;
    let until = Instant::now() + pace.probe_start_for;
    loop {
        let late = Instant::now() >= until;
        match look(drive, &intent).await {
            Ok(Seen::Ours(migration)) => return begun(drive, *migration, true).await,
            Ok(Seen::Several) => {
                let error = Error::new(
                    ErrorKind::OutcomeUnknown,
                    "several migrations appeared since the start was asked for",
                );
                return drive.pause(STEP, &error).await;
            }
            Ok(Seen::Nothing) if late => {
                drive.say("start-absent", &[]).await;
                let error = Error::new(
                    ErrorKind::TimedOut,
                    "the provider lists no migration since the start was asked for",
                );
                return drive.live.observe(&drive.app, STEP, not_done(&error), &()).await;
            }
            Err(error) if late || !error.kind.may_pass() => {
                let outcome = unknown(&Error::new(ErrorKind::OutcomeUnknown, error.detail.clone()));
                let kind = if error.kind.may_pass() { outcome } else { unknown(&error) };
                drive.say("paused", &[("code", error.code().to_owned())]).await;
                return drive.live.observe(&drive.app, STEP, kind, &serde_json::Value::Null).await;
            }
            Ok(Seen::Nothing) | Err(_) => tokio::time::sleep(pace.probe_start_every).await,
        }
    }
}

/// What the provider lists that it did not list before.
enum Seen {
    /// One: it is ours, since it allows one at a time.
    Ours(Box<ProviderMigration>),
    /// None.
    Nothing,
    /// More than one: which is ours cannot be told.
    Several,
}

async fn look(drive: &Drive, intent: &StartIntent) -> Result<Seen> {
    let provider = drive.provider().await?;
    let listed = provider.migrations(&drive.live.run.plan.key.database).await?;
    let mut new = listed.into_iter().filter(|migration| !intent.known.contains(&migration.id));
    Ok(match (new.next(), new.next()) {
        (Some(ours), None) => Seen::Ours(Box::new(ours)),
        (None, _) => Seen::Nothing,
        (Some(_), Some(_)) => Seen::Several,
    })
}

/// Ids of the migrations that the provider lists before the intent.
async fn known(drive: &Drive) -> Result<Vec<String>> {
    let provider = drive.provider().await?;
    let listed = provider.migrations(&drive.live.run.plan.key.database).await?;
    if listed.iter().any(|migration| !migration.status.is_terminal()) {
        return Err(Error::new(ErrorKind::AlreadyRunning, "the provider migrates this database already"));
    }
    Ok(listed.into_iter().map(|migration| migration.id).collect())
}

async fn begun(drive: &Drive, migration: ProviderMigration, adopted: bool) -> Result<()> {
    let id = migration.id.clone();
    drive.live.heard(drive.app.now());
    drive.live.done(&drive.app, STEP, &Started { migration, adopted }).await?;
    // For the eye of those who look into the store; the journal is what counts.
    if let Err(error) = drive.app.store.set_migration_id(drive.live.run.id, &id).await {
        tracing::warn!(code = error.code(), "the provider's id of a migration is not in the list of runs");
    }
    drive.say(if adopted { "start-adopted" } else { "start-accepted" }, &[("migration", id)]).await;
    Ok(())
}

/// Whether an error passes by waiting.
trait MayPass {
    fn may_pass(self) -> bool;
}

impl MayPass for ErrorKind {
    fn may_pass(self) -> bool {
        use domain::error::Retry;
        match self.retry() {
            Retry::Later | Retry::Probe | Retry::Never => true,
            Retry::AfterRemedy => false,
        }
    }
}
