//! Watches the provider's migration to its end, and meanwhile prints the source while it is read-only.
//!
//! Effect: none. Class: final, since the provider switches over during it. Bound: none, the provider decides; a lost
//! connection, an overload or an unknown word never ends the watch, and only the provider's own word ends the run.

use std::time::Duration;

use domain::provider::{MigrationStatus, ProviderMigration};
use domain::run::{Step, StepOutcome};
use domain::{Error, ErrorKind, Result};
use tokio::sync::watch;
use tokio::time::Instant;

use super::super::course::provider;
use super::super::drive::Drive;
use super::super::record::Watched;
use super::fingerprint_source::{self, Stage};
use super::patience::{Meaning, Patience};

const STEP: Step = Step::Watch;

pub(crate) async fn run(drive: &Drive) -> Result<()> {
    let Some(last) = provider::migration(&drive.live.entries()) else {
        let error = Error::new(ErrorKind::OutcomeUnknown, "the journal names no migration to watch");
        return drive.pause(STEP, &error).await;
    };
    drive.live.intend(&drive.app, STEP, &serde_json::json!({ "migration": last.id })).await?;
    let (stage, stages) = watch::channel(Stage::of(&last));
    let watching = async {
        let watched = follow(drive, last, &stage).await;
        // Whatever ends the watch ends the wait for a freeze; a print under way goes on while the source answers.
        let _ = stage.send(match &watched {
            Ok(true) => Stage::Done,
            Ok(false) | Err(_) => Stage::GivenUp,
        });
        watched
    };
    let (watched, printed) =
        tokio::join!(Box::pin(watching), Box::pin(fingerprint_source::run(drive, stages)));
    watched?;
    printed
}

/// Until its end. Says whether it ended well.
async fn follow(drive: &Drive, mut last: ProviderMigration, stage: &watch::Sender<Stage>) -> Result<bool> {
    let pace = drive.app.config.pace;
    let begun = Instant::now();
    let mut patience = Patience::default();
    let mut failed_since: Option<Instant> = None;
    loop {
        let wait = match look(drive, &last.id).await {
            Ok(migration) => {
                if patience.worked() {
                    drive.say("provider-heard", &[]).await;
                }
                drive.live.heard(drive.app.now());
                let _ = stage.send(Stage::of(&migration));
                let failed = migration.status == MigrationStatus::Failed;
                let since = failed.then(|| *failed_since.get_or_insert_with(Instant::now));
                failed_since = since;
                // A failure may still turn into a recovery: it is believed after a while.
                let believed = since.is_none_or(|since| since.elapsed() >= pace.recovering_for);
                if migration.status.is_terminal() && believed {
                    return end(drive, migration).await;
                }
                if differs(&last, &migration) {
                    tell_steps(drive, &last, &migration).await;
                    let watched = Watched { migration: migration.clone() };
                    drive.live.observe(&drive.app, STEP, StepOutcome::Progress, &watched).await?;
                }
                last = migration;
                if begun.elapsed() < pace.later_after { pace.poll } else { pace.poll_later }
            }
            Err(error) => match patience.failed(&error, pace.poll, pace.back_off_most) {
                Meaning::Person => {
                    drive.pause(STEP, &error).await?;
                    return Ok(false);
                }
                Meaning::Wait(wait) => {
                    tracing::info!(run = %drive.live.run.id, code = error.code(), "the provider was not heard");
                    if patience.is_first() {
                        drive.say("provider-silent", &[("code", error.code().to_owned())]).await;
                    }
                    wait
                }
            },
        };
        drive.live.wait(wait.max(Duration::from_millis(1))).await;
    }
}

async fn look(drive: &Drive, id: &str) -> Result<ProviderMigration> {
    drive.provider().await?.migration(&drive.live.run.plan.key.database, id).await
}

/// Writes how it ended, in the provider's words.
async fn end(drive: &Drive, migration: ProviderMigration) -> Result<bool> {
    let well = migration.status == MigrationStatus::Ok;
    let outcome = match migration.status {
        MigrationStatus::Ok => StepOutcome::Done,
        MigrationStatus::Aborted => failed(ErrorKind::Cancelled, &migration),
        MigrationStatus::Failed
        | MigrationStatus::Recovered
        | MigrationStatus::Running
        | MigrationStatus::Recovering
        | MigrationStatus::Unknown => failed(ErrorKind::MigrationFailed, &migration),
    };
    drive.say("provider-ended", &[("status", migration.status_word.clone())]).await;
    drive.live.observe(&drive.app, STEP, outcome, &Watched { migration }).await?;
    Ok(well)
}

fn failed(kind: ErrorKind, migration: &ProviderMigration) -> StepOutcome {
    let message = migration.steps.iter().rev().find_map(|step| step.message.clone());
    StepOutcome::NotDone {
        error: kind,
        detail: message.unwrap_or_else(|| format!("the migration ended as {}", migration.status_word)),
        reference: migration.reference.clone(),
    }
}

/// Whether anything but the name of the request is new.
fn differs(a: &ProviderMigration, b: &ProviderMigration) -> bool {
    a.status_word != b.status_word || a.steps != b.steps
}

/// A line of the log for each step that began or ended.
async fn tell_steps(drive: &Drive, before: &ProviderMigration, now: &ProviderMigration) {
    for (place, step) in now.steps.iter().enumerate() {
        let old = before.steps.get(place);
        if old.is_some_and(|old| old.status_word == step.status_word && old.word == step.word) {
            continue;
        }
        let code = if step.phase.is_some() { "step" } else { "step-unknown" };
        drive.say(code, &[("step", step.word.clone()), ("status", step.status_word.clone())]).await;
    }
}
