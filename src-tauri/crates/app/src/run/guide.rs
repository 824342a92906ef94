//! What the person says to a guided run: that they are about to act, that they give up, that the restore point may go. And the look
//! afterwards whether the way back was taken.

use std::sync::Arc;
use std::time::Duration;

use domain::engine::Engine;
use domain::ids::RunId;
use domain::run::{Method, RunState, RunView, Step, StepOutcome};
use domain::{Error, ErrorKind, Result};

use super::course::guided;
use super::drive::{not_done, unknown};
use super::live::Live;
use super::record;
use super::record_guided::{FrozenSource, GoAsked, Restored, WayBack};
use crate::application::App;

/// A look at a server of a run that is over takes no longer.
const LOOK_FOR: Duration = Duration::from_secs(5);

impl App {
    /// The person is about to act in the provider's panel. With `keep_out` nobody can write to the source from here until both
    /// sides were compared; without it the source is printed as it is.
    ///
    /// # Errors
    /// `NotFound`; `WrongState` unless the run waits for exactly this.
    pub async fn run_go(&self, id: RunId, keep_out: bool) -> Result<RunView> {
        let live = self.run_live(id).await?;
        let entries = live.entries();
        let is_guided = live.run.plan.method == Method::Guided;
        let waits = is_guided && guided::wait(&entries) == Some(domain::run::GuideWait::Go);
        let said = guided::go_asked(&entries).is_some() || guided::abort_asked(&entries);
        if !waits || said || !live.is_driven() || live.run.course().state(&entries) != RunState::Waiting {
            return Err(Error::new(ErrorKind::WrongState, "the run does not wait for this now"));
        }
        live.say(self, if keep_out { "go-kept-out" } else { "go" }, &[]).await;
        live.observe(self, Step::AwaitGo, StepOutcome::Progress, &GoAsked { keep_out }).await?;
        live.nudge();
        Ok(live.view())
    }

    /// Gives up a guided run, while the server is as it was.
    pub(super) async fn give_up(&self, live: &Arc<Live>) -> Result<RunView> {
        if !live.view().can_abort || !live.is_driven() {
            return Err(Error::new(ErrorKind::WrongState, "the run cannot be given up now"));
        }
        live.say(self, "given-up", &[]).await;
        live.intend(self, Step::Abort, &serde_json::json!({})).await?;
        live.observe(self, Step::Abort, StepOutcome::Done, &()).await?;
        live.nudge();
        Ok(live.view())
    }

    /// Deletes the restore point of a run that is over. One that is gone already is no error; what the provider refuses stays
    /// listed.
    ///
    /// # Errors
    /// `NotFound`; `WrongState` while the run goes on, or where there is none; those of the provider.
    pub async fn restore_point_delete(&self, id: RunId) -> Result<RunView> {
        let live = self.run_live(id).await?;
        let entries = live.entries();
        let there = live.view().guide.is_some_and(|guide| guide.restore_point.is_some());
        let made = record::observed::<Restored>(&entries, Step::RestorePoint).filter(|_| there);
        let over = live.run.course().state(&entries).is_over();
        let Some(made) = made.filter(|_| over) else {
            return Err(Error::new(ErrorKind::WrongState, "there is no restore point to delete now"));
        };
        let Some(wheel) = live.take_wheel() else {
            return Err(Error::new(ErrorKind::WrongState, "the run goes on"));
        };
        let (_, provider) = self.connection_of(live.run.plan.key.account).await?;
        live.intend(self, Step::DeleteRestorePoint, &serde_json::json!({ "database": made.restore_point }))
            .await?;
        let asked = provider.delete_database(&made.restore_point).await;
        let outcome = match &asked {
            Ok(()) => StepOutcome::Done,
            Err(error) if error.retry() == domain::error::Retry::Never => not_done(error),
            Err(error) => unknown(error),
        };
        live.observe(self, Step::DeleteRestorePoint, outcome, &()).await?;
        drop(wheel);
        live.over();
        asked.map(|()| live.view())
    }

    /// Looks whether the way back of a run was taken, while it is open. What cannot be looked at now is looked at later.
    ///
    /// # Errors
    /// Those of the store.
    pub(crate) async fn look_back(&self, live: &Arc<Live>) -> Result<()> {
        let entries = live.entries();
        let Some(way_back) = guided::way_back(&entries).filter(|_| live.run.plan.method == Method::Guided)
        else {
            return Ok(());
        };
        let open = way_back.rolled_back_at.is_none() && self.now() < way_back.way_back_until;
        if !open || !self.store.writable() {
            return Ok(());
        }
        let Some(wheel) = live.take_wheel() else { return Ok(()) };
        match tokio::time::timeout(LOOK_FOR, self.is_as_before(live)).await {
            Ok(Ok(Some(back))) => {
                // What was read-only when it was left comes back read-only.
                if let (Some(engine), Some(frozen)) =
                    (self.engine(live.run.plan.database.engine), frozen_then(live))
                    && let Err(error) = self.writable_again(&*engine, &back, &frozen.plan).await
                {
                    tracing::error!(code = error.code(), "the original came back read-only");
                    return Ok(());
                }
                let seen = WayBack { rolled_back_at: Some(self.now()), ..way_back };
                live.say(self, "rolled-back", &[]).await;
                live.intend(self, Step::WayBack, &serde_json::json!({})).await?;
                live.done(self, Step::WayBack, &seen).await?;
                drop(wheel);
                live.over();
            }
            Ok(Ok(None)) => {}
            Ok(Err(error)) => tracing::debug!(code = error.code(), "whether it was rolled back is not known"),
            Err(_) => tracing::debug!("whether it was rolled back is not known"),
        }
        Ok(())
    }

    /// The address, where the version of before answers again.
    async fn is_as_before(&self, live: &Arc<Live>) -> Result<Option<domain::database::Endpoint>> {
        let plan = &live.run.plan;
        let before =
            record::observed::<record::Before>(&live.entries(), Step::RecordBefore).unwrap_or_default();
        let (Some(engine), Some(version)) = (self.engine(plan.database.engine), before.version) else {
            return Ok(None);
        };
        let (_, provider) = self.connection_of(plan.key.account).await?;
        let Some(endpoint) = provider.endpoint(&plan.key.database).await? else { return Ok(None) };
        let probe = Engine::probe(&*engine, &endpoint).await?;
        let back = probe.version.major() == version.major()
            && probe.version.compare(&plan.change.version) != Some(std::cmp::Ordering::Equal);
        Ok(back.then_some(endpoint))
    }

    /// Looks at every run whose way back is open, now and then, as long as the application is open.
    pub(crate) async fn watch_ways_back(&self) -> Result<()> {
        let app = self.own()?;
        let stop = self.stop.clone();
        self.tasks.spawn(async move {
            loop {
                let work = async {
                    for stored in app.store.runs().await? {
                        if stored.plan.method == Method::Guided && stored.ended_at.is_some() {
                            let live = app.run_live(stored.id).await?;
                            Box::pin(app.look_back(&live)).await?;
                        }
                    }
                    Ok::<(), Error>(())
                };
                tokio::select! {
                    biased;
                    () = stop.cancelled() => return,
                    looked = Box::pin(work) => if let Err(error) = looked {
                        tracing::warn!(code = error.code(), "ways back could not be looked at");
                    },
                }
                tokio::select! {
                    biased;
                    () = stop.cancelled() => return,
                    () = tokio::time::sleep(app.config.pace.way_back_every) => {}
                }
            }
        });
        std::future::ready(Ok(())).await
    }
}

/// The freeze that held while the account was moved, if there was one.
fn frozen_then(live: &Live) -> Option<FrozenSource> {
    record::observed::<FrozenSource>(guided::round(&live.entries()), Step::Freeze)
}
