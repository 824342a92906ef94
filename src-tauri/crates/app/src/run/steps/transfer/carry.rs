//! Makes the source read-only, carries everything, compares both sides. When it is done the new database counts.
//!
//! Before: both sides were checked. Effect: the source's default becomes read-only, known and undone by what [`crate::freeze`] writes
//! down first. Class: bounded, by `freeze_limit`; on overrun, failure and stop the source takes writes again within half a minute.

use std::sync::Arc;
use std::time::Duration;

use domain::engine::{TransferEvent, TransferReport, TransferStage};
use domain::ids::CopyId;
use domain::run::{Step, StepOutcome};
use domain::time::Millis;
use domain::{Error, ErrorKind, Result};
use tokio::sync::mpsc::{self, UnboundedReceiver};
use tokio::task::JoinHandle;
use tokio::time::MissedTickBehavior;

use super::super::super::drive::{Drive, not_done};
use super::super::super::record_transfer::{CarryIntent, CarryNews};
use super::super::await_ready::is_providers;
use super::{endpoint, engine, gave_up, target};
use crate::carry::Sides;
use crate::copy::Copying;
use crate::copy::address::place;
use crate::freeze::FreezeOrder;

const STEP: Step = Step::Carry;

/// How often listeners are told how far it is.
const TELL_EVERY: Duration = Duration::from_millis(200);

type Work = JoinHandle<Result<TransferReport>>;

pub(in crate::run) async fn run(drive: &Drive) -> Result<()> {
    let limit = drive.app.config.pace.freeze_limit;
    let sides = match sides(drive).await {
        Ok(sides) => sides,
        // Nobody is kept out yet: it goes on once the person has signed in again.
        Err(error) if is_providers(error.kind) => return drive.pause(STEP, &error).await,
        Err(error) => return gave_up(drive, STEP, &error).await,
    };
    let limit_ms = Millis(i64::try_from(limit.as_millis()).unwrap_or(i64::MAX));
    drive.live.intend(&drive.app, STEP, &CarryIntent { limit: limit_ms }).await?;
    drive.live.remember_source(sides.from.clone());
    let (id, now) = (CopyId(drive.live.run.id.0), drive.app.now());
    let copying = Arc::new(Copying::followed(id, (place(&sides.from), place(&sides.to)), Vec::new(), now));
    drive.live.shows(Arc::clone(&copying));
    let controls = transfer::Controls::from(drive.live.stop.clone());
    let order = FreezeOrder { limit, run: Some(drive.live.run.id) };
    let (send, events) = mpsc::unbounded_channel();
    let work = begin(drive, sides, order, send, controls.clone());
    let end = match follow(drive, &copying, events, work, &controls).await {
        Ok(end) => end,
        Err((error, work)) => {
            // What cannot be written down must not go on; the work makes the source writable before it ends.
            controls.stop();
            if let Some(work) = work {
                let _ = work.await;
            }
            return Err(error);
        }
    };
    copying.ended(&end, drive.app.now());
    drive.live.tell_copy();
    ended(drive, end).await
}

/// Where the data is and where it goes.
async fn sides(drive: &Drive) -> Result<Sides> {
    let engine = engine(drive)?;
    let from = endpoint(drive, &drive.live.run.plan.key.database).await?;
    let to = endpoint(drive, &target(&drive.live.entries())?).await?;
    Ok(Sides { engine, from, to })
}

/// It has a thread of its own: it computes for long stretches. The application waits for it when it closes.
fn begin(
    drive: &Drive,
    sides: Sides,
    order: FreezeOrder,
    events: mpsc::UnboundedSender<TransferEvent>,
    controls: transfer::Controls,
) -> Work {
    let (app, host) = (Arc::clone(&drive.app), tokio::runtime::Handle::current());
    let sink: transfer::Sink = Arc::new(move |event| {
        let _ = events.send(event);
    });
    drive.app.tasks.spawn_blocking(move || {
        let options = transfer::Options { verify: true, ..Default::default() };
        host.block_on(Box::pin(app.carry_frozen(&sides, &order, options, sink, controls)))
    })
}

/// Until it has ended. Fails with what could not be written down, and the work that goes on.
async fn follow(
    drive: &Drive,
    copying: &Copying,
    mut events: UnboundedReceiver<TransferEvent>,
    mut work: Work,
    controls: &transfer::Controls,
) -> std::result::Result<Result<TransferReport>, (Error, Option<Work>)> {
    let mut tick = tokio::time::interval(TELL_EVERY);
    tick.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let broken = || Error::new(ErrorKind::Internal, "the copy ended without a word");
    let end = loop {
        tokio::select! {
            biased;
            Some(event) = events.recv() => {
                if let Err(error) = note(drive, &event).await {
                    controls.stop();
                    return Err((error, Some(work)));
                }
                copying.apply(event, drive.app.now());
            }
            _ = tick.tick() => drive.live.tell_copy(),
            end = &mut work => break end.unwrap_or_else(|_| Err(broken())),
        }
    };
    while let Ok(event) = events.try_recv() {
        if let Err(error) = note(drive, &event).await {
            return Err((error, None));
        }
        copying.apply(event, drive.app.now());
    }
    Ok(end)
}

/// What of it belongs into the journal and the log.
async fn note(drive: &Drive, event: &TransferEvent) -> Result<()> {
    match event {
        TransferEvent::Freezing { plan } => {
            let news = CarryNews::Freezing { plan: plan.clone(), since: drive.app.now() };
            drive.say("freezing", &[]).await;
            drive.live.observe(&drive.app, STEP, StepOutcome::Progress, &news).await
        }
        TransferEvent::Thawed { read_only } => {
            drive.say("thawed", &[]).await;
            let news = CarryNews::Thawed { read_only: *read_only };
            drive.live.observe(&drive.app, STEP, StepOutcome::Progress, &news).await
        }
        TransferEvent::Stage { stage } => {
            let code = match stage {
                TransferStage::Reading => "copy-reading",
                TransferStage::Objects => "copy-objects",
                TransferStage::Rows => "copy-rows",
                TransferStage::Finishing => "copy-finishing",
                TransferStage::Verifying => "copy-verifying",
            };
            drive.say(code, &[]).await;
            Ok(())
        }
        _ => Ok(()),
    }
}

/// Done is what was proven equal, with a source that stayed read-only; everything else is not.
async fn ended(drive: &Drive, end: Result<TransferReport>) -> Result<()> {
    match end {
        Ok(report) if report.freeze.as_ref().is_some_and(|freeze| freeze.stays) => {
            let rows = report.verification.as_ref().map_or(0, |seen| seen.rows_compared);
            drive.say("carried", &[("rows", rows.to_string())]).await;
            let guard = drive.app.guard_of(drive.live.run.id);
            match drive.live.done(&drive.app, STEP, &report).await {
                Ok(()) => drive.app.dismiss(guard).await,
                Err(error) => {
                    // It looks into the journal whether the new database counts.
                    drive.app.leave_to_guard(guard);
                    return Err(error);
                }
            }
            Ok(())
        }
        Ok(report) => {
            let error = Error::new(ErrorKind::VerificationDiffers, "both sides were not proven equal");
            drive.live.observe(&drive.app, STEP, not_done(&error), &report).await
        }
        Err(error) => gave_up(drive, STEP, &error).await,
    }
}
