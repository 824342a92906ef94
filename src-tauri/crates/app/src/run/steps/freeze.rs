//! Makes the source read-only for everybody, and writable again.
//!
//! Effect: the default of the database is read-only and older sessions are ended; probed by the server itself. Class: bounded
//! by `panel_for`. Undone when the person gives up, when nothing is pressed in time, and once both sides were compared. What undoes it
//! is in the intent, so on screen, before it begins.

use std::sync::Arc;
use std::time::Duration;

use domain::database::Endpoint;
use domain::engine::FreezeRecord;
use domain::run::Step;
use domain::{Error, ErrorKind, Result};

use super::super::course::guided;
use super::super::drive::{Drive, not_done};
use super::super::record_guided::{FreezeIntent, FrozenSource};
use super::await_panel::after;
use super::await_ready::is_providers;
use crate::carry::Sides;

pub(crate) async fn run(drive: &Drive) -> Result<()> {
    match freeze(drive).await {
        Ok(frozen) => {
            drive.say("frozen", &[]).await;
            drive.live.done(&drive.app, Step::Freeze, &frozen).await
        }
        Err(error) => {
            drive.say("not-frozen", &[("code", error.code().to_owned())]).await;
            drive.live.observe(&drive.app, Step::Freeze, not_done(&error), &()).await
        }
    }
}

async fn freeze(drive: &Drive) -> Result<FrozenSource> {
    let endpoint = endpoint(drive).await?;
    drive.live.remember_source(endpoint.clone());
    let engine =
        drive.engine().ok_or_else(|| Error::new(ErrorKind::NotSupported, "the engine is not known"))?;
    let plan = engine.freeze_plan(&endpoint).await?;
    let until = after(drive.app.now(), drive.app.config.pace.panel_for);
    drive.live.intend(&drive.app, Step::Freeze, &FreezeIntent { until, thaw: plan.thaw }).await?;
    let sides = Sides { engine, from: endpoint.clone(), to: endpoint };
    let sink: transfer::Sink = Arc::new(|_| {});
    let held = drive.app.freeze(&sides, Some(drive.live.run.id), limit(drive), &sink).await?;
    Ok(FrozenSource {
        since: held.began,
        until,
        plan: held.record.plan,
        frozen: held.frozen,
        number: held.number,
    })
}

/// Makes it writable again, wherever the address leads to now. Asked until it is done; then it is left to the person.
pub(crate) async fn thaw(drive: &Drive) -> Result<()> {
    let Some(frozen) = guided::frozen(&drive.live.entries()) else {
        return drive.live.skip(&drive.app, Step::Thaw, "not-frozen").await;
    };
    drive.live.intend(&drive.app, Step::Thaw, &serde_json::json!({ "thaw": frozen.plan.thaw })).await?;
    let thawed = async {
        let Some(record) = record(drive, frozen.number).await? else { return Ok(()) };
        let endpoint = endpoint(drive).await?;
        let Some(engine) = drive.engine() else { return Ok(()) };
        drive.app.undo(&*engine, &endpoint, frozen.number, &record).await
    };
    match thawed.await {
        Ok(()) => {
            drive.say("thawed", &[]).await;
            drive.live.done(&drive.app, Step::Thaw, &serde_json::json!({})).await
        }
        Err(error) => drive.pause(Step::Thaw, &error).await,
    }
}

/// Whoever takes the run up again does so with the source as it is: writable, when the guard undid the freeze, or the person did;
/// else with a guard of its own. What cannot be reached now is left to the guard that is there.
pub(crate) async fn take_up(drive: &Drive) -> Result<()> {
    let Some(frozen) = guided::frozen(&drive.live.entries()) else { return Ok(()) };
    if let Some(record) = record(drive, frozen.number).await? {
        let replaced = async {
            let endpoint = endpoint(drive).await?;
            let kind = drive.live.run.plan.database.engine;
            drive.app.replace_guard((kind, &endpoint), (frozen.number, &record), limit(drive)).await
        };
        if let Err(error) = replaced.await {
            tracing::info!(code = error.code(), "the guard that was left behind stays");
        }
    }
    if record(drive, frozen.number).await?.is_some() {
        return Ok(());
    }
    drive.live.intend(&drive.app, Step::Thaw, &serde_json::json!({ "thaw": frozen.plan.thaw })).await?;
    drive.say("thawed-meanwhile", &[]).await;
    drive.live.done(&drive.app, Step::Thaw, &serde_json::json!({ "meanwhile": true })).await
}

/// What follows the panel has bounds of its own: this is for a process that hangs.
fn limit(drive: &Drive) -> Duration {
    let pace = drive.app.config.pace;
    pace.panel_for.saturating_add(pace.ready_for).saturating_add(pace.print_for)
}

/// A freeze that nobody has undone, as far as is written down.
async fn record(drive: &Drive, number: i64) -> Result<Option<FreezeRecord>> {
    let found = drive.app.store.freezes().await?.into_iter().find(|(known, _)| *known == number);
    Ok(found.map(|(_, record)| record))
}

/// The address now.
pub(super) async fn endpoint(drive: &Drive) -> Result<Endpoint> {
    let known = address_now(drive).await.inspect_err(|error| {
        if !is_providers(error.kind) {
            tracing::info!(code = error.code(), "no address");
        }
    })?;
    known.ok_or_else(|| Error::new(ErrorKind::NotSupported, "the database has no address for us"))
}

/// The address as the provider says it; where it cannot be asked, the one at which a guided run reached the server last. What is
/// read-only by our doing must not stay so for want of a credential.
pub(super) async fn address_now(drive: &Drive) -> Result<Option<Endpoint>> {
    let asked = async { drive.provider().await?.endpoint(&drive.live.run.plan.key.database).await };
    match asked.await {
        Err(error) => match drive.live.remembered_source() {
            Some(known) => Ok(Some(known)),
            None => Err(error),
        },
        said => said,
    }
}
