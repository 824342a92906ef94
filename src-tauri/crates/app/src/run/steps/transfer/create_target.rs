//! Orders the new database. It is billed from here on, so it is ordered once and never again.
//!
//! Effect: one request, sent once in the life of the run. Probe: a database whose name holds the run's label. Class: reversible, it is
//! deleted when the run is taken back. Bound: the request's own, then that of the probe.

use domain::ids::{DatabaseId, RunId};
use domain::run::{Step, StepOutcome};
use domain::{Error, ErrorKind, Result};
use tokio::time::Instant;

use super::super::super::drive::Drive;
use super::super::super::record;
use super::super::super::record_transfer::{CreateIntent, Created};
use super::gave_up;
use crate::fault::is_refusal;

const STEP: Step = Step::CreateTarget;

/// What the name of a database of this run holds: small letters, digits and a hyphen, as every provider takes them.
pub(in crate::run) fn label(run: RunId) -> String {
    format!("chg-{}", run.0.simple())
}

/// Orders, once.
pub(in crate::run) async fn run(drive: &Drive) -> Result<()> {
    let plan = &drive.live.run.plan;
    let provider = match drive.provider().await {
        Ok(provider) => provider,
        Err(error) => return gave_up(drive, STEP, &error).await,
    };
    let intent = CreateIntent { label: label(drive.live.run.id), change: plan.change.clone() };
    drive.live.intend(&drive.app, STEP, &intent).await?;
    drive.say("target-ordered", &[("label", intent.label.clone())]).await;
    match provider.create_database(&plan.key.database, &intent.label, &plan.change).await {
        Ok(target) => created(drive, target, false).await,
        Err(error) if is_refusal(error.kind) => gave_up(drive, STEP, &error).await,
        Err(error) => {
            tracing::warn!(run = %drive.live.run.id, code = error.code(), "the answer to the order is lost");
            drive.say("target-answer-lost", &[("code", error.code().to_owned())]).await;
            let lost = serde_json::json!({ "lost": error.kind, "reference": error.reference });
            drive.live.observe(&drive.app, STEP, StepOutcome::Progress, &lost).await?;
            probe(drive).await
        }
    }
}

/// Looks whether what was ordered is there. Reads only, however often it is called.
pub(in crate::run) async fn probe(drive: &Drive) -> Result<()> {
    let pace = drive.app.config.pace;
    let until = Instant::now() + pace.probe_start_for;
    loop {
        let late = Instant::now() >= until;
        match found(drive).await.as_deref() {
            Ok([target]) => return created(drive, target.clone(), true).await,
            Ok([_, ..]) => {
                let error = Error::new(ErrorKind::OutcomeUnknown, "several databases bear the run's label");
                return drive.pause(STEP, &error).await;
            }
            Ok([]) if late => {
                let error =
                    Error::new(ErrorKind::TimedOut, "the provider lists no database with the run's label");
                return gave_up(drive, STEP, &error).await;
            }
            Err(error) if late || error.retry() == domain::error::Retry::AfterRemedy => {
                return drive.pause(STEP, error).await;
            }
            Ok([]) | Err(_) => tokio::time::sleep(pace.probe_start_every).await,
        }
    }
}

/// Databases that bear the run's label.
pub(super) async fn found(drive: &Drive) -> Result<Vec<DatabaseId>> {
    let label = record::intended::<CreateIntent>(&drive.live.entries(), STEP).map(|intent| intent.label);
    let label = label.unwrap_or_else(|| label_of(drive));
    let listed = drive.provider().await?.list_databases().await?;
    let source = &drive.live.run.plan.key.database;
    let ours = listed.into_iter().filter(|one| one.name.contains(&label) && one.id != *source);
    Ok(ours.map(|one| one.id).collect())
}

fn label_of(drive: &Drive) -> String {
    label(drive.live.run.id)
}

async fn created(drive: &Drive, target: DatabaseId, adopted: bool) -> Result<()> {
    if target == drive.live.run.plan.key.database {
        let error = Error::new(ErrorKind::SameDatabase, "the provider names the source as the new database");
        return drive.pause(STEP, &error).await;
    }
    drive.live.heard(drive.app.now());
    let id = target.id.clone();
    drive.live.done(&drive.app, STEP, &Created { target, adopted }).await?;
    drive.say(if adopted { "target-adopted" } else { "target-created" }, &[("target", id)]).await;
    Ok(())
}
