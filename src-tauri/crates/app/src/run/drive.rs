//! Drives a run: asks the journal what is next, does it, and asks again, until it is over or needs the person.

use std::sync::Arc;

use domain::engine::Engine;
use domain::provider::Provider;
use domain::run::{Method, Step, StepOutcome};
use domain::{Error, ErrorKind, Result};

use super::course::Next;
use super::live::Live;
use super::record;
use super::steps;
use crate::application::App;

/// Whether the gate was passed in this process, moments ago. Only then may the start be asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Licence {
    /// The person has just passed the gate.
    Fresh,
    /// The run is taken up again: nothing is started, whatever the journal says.
    TakenUp,
}

/// What a step works with.
pub(crate) struct Drive {
    pub(crate) app: Arc<App>,
    pub(crate) live: Arc<Live>,
    pub(crate) licence: Licence,
}

impl App {
    /// Lets a run go on by itself, unless it already does.
    pub(crate) fn drive(&self, live: &Arc<Live>, licence: Licence) -> Result<()> {
        let Some(wheel) = live.take_wheel() else { return Ok(()) };
        // Whoever begins now looks afresh at everything anyway.
        live.take_again();
        let drive = Drive { app: self.own()?, live: Arc::clone(live), licence };
        let stop = self.stop.clone();
        self.tasks.spawn(async move {
            let outcome = tokio::select! {
                biased;
                () = stop.cancelled() => return,
                outcome = Box::pin(drive.to_the_end()) => outcome,
            };
            // What cannot be written down must not go on; the provider does, and the next start takes it up.
            if let Err(error) = outcome {
                tracing::error!(run = %drive.live.run.id, code = error.code(), error = %error, "a run stands still");
                drive.say("stands-still", &[("code", error.code().to_owned())]).await;
            }
            drop(wheel);
            // Asked between the last look and here, when the wheel was not free to take.
            if drive.live.is_asked_again()
                && let Err(error) = drive.app.drive(&drive.live, Licence::TakenUp)
            {
                tracing::warn!(code = error.code(), "a run could not be taken up");
            }
        });
        Ok(())
    }
}

impl Drive {
    /// Until it is over, or until it needs the person. Errors are those of the store alone.
    async fn to_the_end(&self) -> Result<()> {
        let course = self.live.run.course();
        if self.live.run.plan.method == Method::Guided {
            steps::freeze::take_up(self).await?;
        }
        let mut first = true;
        loop {
            let entries = self.live.entries();
            // What waits for the person is tried once when it is taken up, and then left to the person again.
            if !first && course.paused(&entries).is_some() && !self.live.take_again() {
                return Ok(());
            }
            first = false;
            match course.next(&entries) {
                Next::Do(_) if self.licence == Licence::TakenUp && course.is_untouched(&entries) => {
                    self.interrupted(course.first_effect()).await?;
                }
                Next::Do(step) => self.take(step).await?,
                Next::Probe(step) => self.probe(step).await?,
                Next::Nothing => return self.finish().await,
            }
        }
    }

    /// Does a step, or goes on with it.
    async fn take(&self, step: Step) -> Result<()> {
        let by_transfer = self.live.run.plan.method == Method::Transfer;
        match step {
            Step::RecordBefore => steps::record_before::run(self).await,
            Step::StartMigration => steps::start_migration::run(self).await,
            Step::Watch => steps::watch::run(self).await,
            Step::FingerprintSource if self.live.run.plan.method == Method::Guided => {
                steps::print_source::run(self).await
            }
            // A part of the watch.
            Step::FingerprintSource => Ok(()),
            // Asked for by the person, beside the watch.
            Step::Abort => Ok(()),
            Step::RecordAfter => steps::record_after::run(self).await,
            Step::AwaitReady => steps::await_ready::run(self).await,
            Step::Verify => steps::verify::run(self).await,
            Step::CheckApplications => steps::check_applications::run(self).await,
            Step::CheckOriginal => steps::check_original::run(self).await,
            Step::RestorePoint if by_transfer => steps::transfer::restore_point::run(self).await,
            Step::RestorePoint => steps::restore_point::run(self).await,
            Step::AwaitGo => steps::await_go::run(self).await,
            Step::Freeze => steps::freeze::run(self).await,
            Step::AwaitPanel => steps::await_panel::run(self).await,
            Step::Thaw if by_transfer => steps::transfer::thaw::run(self).await,
            Step::Thaw => steps::freeze::thaw(self).await,
            Step::WayBack => steps::way_back::run(self).await,
            Step::CreateTarget => steps::transfer::create_target::run(self).await,
            Step::AwaitTarget => steps::transfer::await_target::run(self).await,
            Step::CheckBoth => steps::transfer::check_both::run(self).await,
            Step::Carry => steps::transfer::carry::run(self).await,
            Step::HandOver => steps::transfer::hand_over::run(self).await,
            Step::RemoveTarget => steps::transfer::remove_target::run(self).await,
            // Asked for by the person, after the end.
            Step::DeleteRestorePoint | Step::Release => Ok(()),
        }
    }

    /// Looks whether the effect of a step happened. Reads only.
    async fn probe(&self, step: Step) -> Result<()> {
        match step {
            Step::StartMigration => steps::start_migration::probe(self).await,
            Step::CreateTarget => steps::transfer::create_target::probe(self).await,
            _ => self.take(step).await,
        }
    }

    /// The process ended between the gate and the start: nothing was asked of the provider, and nothing is.
    async fn interrupted(&self, step: Step) -> Result<()> {
        let outcome = StepOutcome::NotDone {
            error: ErrorKind::Cancelled,
            detail: "the application was closed before the migration was asked for".to_owned(),
            reference: None,
        };
        self.live.observe(&self.app, step, outcome, &serde_json::Value::Null).await
    }

    async fn finish(&self) -> Result<()> {
        let at = situation_ended_at(&self.live).unwrap_or_else(|| self.app.now());
        self.app.store.end_run(self.live.run.id, at).await?;
        self.live.over();
        Ok(())
    }

    /// The provider, connected afresh when its secret has changed.
    pub(crate) async fn provider(&self) -> Result<Arc<dyn Provider>> {
        Ok(self.app.connection_of(self.live.run.plan.key.account).await?.1)
    }

    /// The engine of the database, where we know it.
    pub(crate) fn engine(&self) -> Option<Arc<dyn Engine>> {
        self.app.engine(self.live.run.plan.database.engine)
    }

    /// A line for the log of the run.
    pub(crate) async fn say(&self, code: &str, params: &[(&str, String)]) {
        self.live.say(&self.app, code, params).await;
    }

    /// Whether a step was begun and nothing became of it.
    pub(crate) fn is_open(&self, step: Step) -> bool {
        record::open(&self.live.entries(), step)
    }

    /// Tries again by itself after a while what the run waits for.
    pub(crate) fn again_later(&self) {
        let (app, live) = (Arc::clone(&self.app), Arc::clone(&self.live));
        self.app.tasks.spawn(async move {
            tokio::select! {
                () = app.stop.cancelled() => return,
                () = tokio::time::sleep(app.config.pace.again_after) => {}
            }
            live.ask_again();
            if let Err(error) = app.drive(&live, Licence::TakenUp) {
                tracing::warn!(code = error.code(), "a run could not be taken up");
            }
        });
    }

    /// Writes that it is not known how a step went: the run waits for the person.
    pub(crate) async fn pause(&self, step: Step, error: &Error) -> Result<()> {
        self.say("paused", &[("code", error.code().to_owned())]).await;
        self.live.observe(&self.app, step, unknown(error), &serde_json::Value::Null).await
    }
}

fn situation_ended_at(live: &Live) -> Option<domain::time::Timestamp> {
    live.view().header.ended_at
}

/// An error as an outcome that says: for sure, it did not happen.
pub(crate) fn not_done(error: &Error) -> StepOutcome {
    StepOutcome::NotDone {
        error: error.kind,
        detail: error.detail.clone(),
        reference: error.reference.clone(),
    }
}

/// An error as an outcome that says: it is not known.
pub(crate) fn unknown(error: &Error) -> StepOutcome {
    StepOutcome::Unknown {
        error: error.kind,
        detail: error.detail.clone(),
        reference: error.reference.clone(),
    }
}
