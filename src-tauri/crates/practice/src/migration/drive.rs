//! Takes a migration through its steps, and back when one of them fails or a client aborts it.

use std::sync::Arc;
use std::time::Duration;

use tokio_util::sync::CancellationToken;

use super::steps::{
    self, DUMP_AND_RESTORE, ENABLE_EDIT_RIGHT, REMOVE_FROM_TARGET, STOP_MIGRATION_INSTANCE, UPDATE_PROXIES,
};
use super::work::Work;
use crate::core::Core;
use crate::scenario::Ending;

/// Why a migration does not go on.
enum Stopped {
    /// A step failed; this is how the migration is to end.
    Failed(Ending),
    /// A client aborted it.
    Aborted,
}

/// Runs a migration to its end.
pub(crate) async fn drive(core: Arc<Core>, id: String) {
    let Some(mut drive) = Drive::new(core, id) else { return };
    let outcome = Box::pin(drive.forward()).await;
    match outcome {
        Ok(()) => drive.finish().await,
        Err(stopped) => Box::pin(drive.back(stopped)).await,
    }
}

struct Drive {
    core: Arc<Core>,
    id: String,
    addon: String,
    shared: (bool, bool),
    abort: CancellationToken,
    work: Work,
    /// The new database is the one that counts: failures from here on do not bring the old one back.
    switched: bool,
}

impl Drive {
    fn new(core: Arc<Core>, id: String) -> Option<Self> {
        let (migration, addon, shared) = core.with(|world| {
            let migration = world.migration_mut(&id)?.clone();
            let addon = world.addon(&migration.addon)?.clone();
            let product = world.catalogue.product(&addon.product)?;
            let is_shared = |slug: &str| product.plan(slug).is_some_and(|plan| plan.shared);
            let shared = (is_shared(&addon.plan), is_shared(&migration.wanted.plan));
            Some((migration, addon, shared))
        })?;
        let work = Work::new(Arc::clone(&core), addon.clone(), migration.wanted);
        Some(Self { core, id, addon: addon.id, shared, abort: migration.abort, work, switched: false })
    }

    async fn forward(&mut self) -> Result<(), Stopped> {
        for step in steps::of(self.shared.0, self.shared.1) {
            if self.abort.is_cancelled() && !self.switched {
                return Err(Stopped::Aborted);
            }
            if step == UPDATE_PROXIES && !self.point_of_no_abort() {
                return Err(Stopped::Aborted);
            }
            self.step(step).await?;
            if step == ENABLE_EDIT_RIGHT {
                self.switched = true;
            }
        }
        Ok(())
    }

    /// One step: begun, done, shown for a moment, ended.
    async fn step(&mut self, step: &'static str) -> Result<(), Stopped> {
        let faults = self.core.faults.at_step(step, &self.called());
        if faults.revoke {
            self.core.revoke();
        }
        let shown = faults.word.clone().unwrap_or_else(|| step.to_owned());
        self.change(|migration| {
            migration.begin(&shown);
            migration.odd_status.clone_from(&faults.status);
        });
        let work = async {
            match &faults.fail {
                Some((_, message)) => Err(message.clone()),
                None => tokio::select! {
                    // Only the copy is long and harmless to leave: everything else is done to its end.
                    done = self.work.step(step) => done,
                    () = self.abort.cancelled(), if step == DUMP_AND_RESTORE => Err("aborted".to_owned()),
                },
            }
        };
        let pause = pause(&self.abort, self.core.step + Duration::from_millis(faults.slower_ms));
        let (done, ()) = tokio::join!(Box::pin(work), pause);
        let aborted = self.abort.is_cancelled() && !self.is_switching();
        self.change(|migration| {
            migration.odd_status = None;
            match &done {
                _ if aborted => migration.end("ABORTED", None),
                Ok(()) => migration.end("OK", None),
                Err(message) => migration.end("FAILED", Some(message.clone())),
            }
        });
        match done {
            _ if aborted => Err(Stopped::Aborted),
            Ok(()) => Ok(()),
            Err(_) => Err(Stopped::Failed(faults.fail.map_or(Ending::Recovered, |(end, _)| end))),
        }
    }

    /// All went well: the platform restarts what is linked, and the migration is over.
    async fn finish(&mut self) {
        let late = self.core.faults.late_ready(&self.called());
        if let Some(late) = late {
            self.work.come_late(late).await;
        }
        self.status("OK");
        self.core.redeploy_linked(&self.addon);
    }

    /// Undoes what was done: the new server goes, the original serves again.
    async fn back(&mut self, stopped: Stopped) {
        let (end, failed_first) = match &stopped {
            Stopped::Aborted => ("ABORTED", false),
            // Clean-up that failed changes nothing about which database counts.
            Stopped::Failed(..) if self.switched => return self.status("FAILED"),
            Stopped::Failed(Ending::Recovered) => ("RECOVERED", false),
            Stopped::Failed(Ending::Failed) => ("FAILED", false),
            Stopped::Failed(Ending::FailedThenRecovered) => ("RECOVERED", true),
        };
        // What was said of it is for clients: it may repeat how the servers are reached.
        if matches!(stopped, Stopped::Failed(..)) {
            tracing::info!(addon = self.addon, "a practice migration failed");
        }
        if failed_first {
            self.status("FAILED");
            tokio::time::sleep(self.core.step * 4).await;
        }
        // A migration that stays failed is undone quietly; the words for it are those of recovery.
        if end != "FAILED" {
            self.status("RECOVERING");
        }
        let remove = if self.shared.1 { REMOVE_FROM_TARGET } else { STOP_MIGRATION_INSTANCE };
        if self.work.has_new_server() {
            self.undo(remove).await;
        }
        if self.work.is_frozen() {
            self.undo(ENABLE_EDIT_RIGHT).await;
        }
        self.status(end);
    }

    async fn undo(&mut self, step: &'static str) {
        self.change(|migration| migration.begin(step));
        let undone =
            if step == ENABLE_EDIT_RIGHT { self.work.thaw().await } else { self.work.remove_new().await };
        tokio::time::sleep(self.core.step).await;
        self.change(|migration| match &undone {
            Ok(()) => migration.end("OK", None),
            Err(message) => migration.end("FAILED", Some(message.clone())),
        });
    }

    /// From here on an abort is refused. `false`: one was accepted just before.
    fn point_of_no_abort(&self) -> bool {
        self.core.with(|world| {
            world.migration_mut(&self.id).is_some_and(|migration| {
                migration.switching = !migration.abort.is_cancelled();
                migration.switching
            })
        })
    }

    fn is_switching(&self) -> bool {
        self.core.with(|world| world.migration_mut(&self.id).is_some_and(|migration| migration.switching))
    }

    fn status(&self, status: &'static str) {
        self.change(|migration| migration.status = status);
    }

    fn change(&self, change: impl FnOnce(&mut super::Migration)) {
        self.core.with(|world| world.migration_mut(&self.id).map(change));
    }

    /// Under which names faults may mean this database.
    fn called(&self) -> Vec<String> {
        self.core.with(|world| world.addon(&self.addon).map(crate::world::Addon::names).unwrap_or_default())
    }
}

/// Shows a step for a while, unless the migration is aborted meanwhile.
async fn pause(abort: &CancellationToken, time: Duration) {
    tokio::select! {
        () = tokio::time::sleep(time) => {}
        () = abort.cancelled() => {}
    }
}
