//! When a run is taken back: makes the source writable again, if it is read-only by this run's doing.
//!
//! Effect: the source's default is what it was. Probe: none is needed, doing it twice is no error. Class: reversible. Bound:
//! `original_for`; then the run waits for the person and asks again by itself.

use domain::Result;
use domain::database::Endpoint;
use domain::engine::FreezeRecord;
use domain::run::Step;
use tokio::time::Instant;

use super::super::super::drive::Drive;
use super::super::await_ready::is_providers;
use super::super::patience::{Meaning, Patience};
use super::{endpoint, engine};

const STEP: Step = Step::Thaw;

pub(in crate::run) async fn run(drive: &Drive) -> Result<()> {
    drive.live.intend(&drive.app, STEP, &serde_json::json!({})).await?;
    if ours(drive).await?.is_empty() {
        return drive.live.skip(&drive.app, STEP, "not-frozen").await;
    }
    let pace = drive.app.config.pace;
    let mut patience = Patience::default();
    let until = Instant::now() + pace.original_for;
    loop {
        let error = match thaw(drive).await {
            Ok(()) => break,
            Err(error) => error,
        };
        tracing::warn!(run = %drive.live.run.id, code = error.code(), "the source is not writable yet");
        let wait = match patience.failed(&error, pace.ready_every, pace.original_every) {
            Meaning::Person if is_providers(error.kind) => return drive.pause(STEP, &error).await,
            Meaning::Person => pace.original_every,
            Meaning::Wait(wait) => wait,
        };
        if Instant::now() >= until {
            drive.again_later();
            return drive.pause(STEP, &error).await;
        }
        tokio::time::sleep(wait).await;
    }
    drive.say("thawed", &[]).await;
    drive.live.done(&drive.app, STEP, &serde_json::json!({ "thawed": true })).await
}

/// Freezes of this run that nobody undid.
async fn ours(drive: &Drive) -> Result<Vec<(i64, FreezeRecord)>> {
    let mut all = drive.app.store.freezes().await?;
    all.retain(|(_, record)| record.run == Some(drive.live.run.id));
    Ok(all)
}

async fn thaw(drive: &Drive) -> Result<()> {
    let (engine, from) = (engine(drive)?, source(drive).await?);
    for (number, record) in ours(drive).await? {
        drive.app.undo_once(&*engine, &from, number, &record).await?;
    }
    Ok(())
}

/// Where the source is reached: as the provider says, else as it was reached by this process.
async fn source(drive: &Drive) -> Result<Endpoint> {
    match drive.live.remembered_source() {
        Some(known) => Ok(known),
        None => endpoint(drive, &drive.live.run.plan.key.database).await,
    }
}
