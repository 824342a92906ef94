//! Looks at both sides as the copy itself will, before the source loses a moment of writing.
//!
//! Effect: none. Class: reversible. Bound: `check_for` for each try. What stands in the way gives the run up; an account that is signed
//! out waits for the person.

use domain::error::Retry;
use domain::run::Step;
use domain::{Error, ErrorKind, Result};

use super::super::super::drive::Drive;
use super::super::super::record_transfer::BothChecked;
use super::super::await_ready::is_providers;
use super::{endpoint, engine, gave_up, target, unless_stopped};
use crate::checks::disk_space;
use crate::copy::check::together;
use crate::place::enough_room;

const STEP: Step = Step::CheckBoth;

/// How often it is tried where what failed may pass.
const TRIES: u32 = 3;

pub(in crate::run) async fn run(drive: &Drive) -> Result<()> {
    drive.live.intend(&drive.app, STEP, &serde_json::json!({})).await?;
    let mut tried = 0;
    loop {
        tried += 1;
        let error = match unless_stopped(drive, look(drive)).await {
            Ok(checked) => {
                drive.say("both-checked", &[("count", checked.tables.to_string())]).await;
                return drive.live.done(&drive.app, STEP, &checked).await;
            }
            Err(error) => error,
        };
        // The new database waits with it: once the person has signed in again, it goes on.
        if is_providers(error.kind) {
            return drive.pause(STEP, &error).await;
        }
        if tried >= TRIES || !matches!(error.retry(), Retry::Later | Retry::Probe) {
            return gave_up(drive, STEP, &error).await;
        }
        tokio::time::sleep(drive.app.config.pace.ready_every).await;
    }
}

async fn look(drive: &Drive) -> Result<BothChecked> {
    let plan = &drive.live.run.plan;
    let engine = engine(drive)?;
    let from = endpoint(drive, &plan.key.database).await?;
    let to = endpoint(drive, &target(&drive.live.entries())?).await?;
    // Who could go on writing is named now, and not when the source is read-only already.
    engine.freeze_plan(&from).await?;
    let inventory = Box::pin(together(&*engine, &from, &to)).await?;
    if inventory.is_blocked() {
        let names = inventory.uncarried.iter().filter(|thing| thing.level == domain::finding::Level::Blocker);
        let names: Vec<_> = names.map(|thing| format!("{} {}", thing.kind, thing.name)).take(5).collect();
        return Err(Error::new(ErrorKind::CannotBeCarried, names.join(", ")));
    }
    let offers = drive.provider().await?.offers(&plan.key.database).await?;
    let disk_bytes =
        offers.plans.iter().find(|one| one.id == plan.change.plan_id).and_then(|one| one.disk_bytes);
    let wanted_bytes = disk_space::wanted(inventory.size_bytes);
    enough_room(inventory.size_bytes, disk_bytes)?;
    Ok(BothChecked {
        size_bytes: inventory.size_bytes,
        wanted_bytes,
        disk_bytes,
        tables: inventory.tables.len(),
        uncarried: inventory.uncarried.len(),
    })
}
