//! Lets the old database of a transfer go, once the new one counts and answers, and the person typed its name.

use std::sync::Arc;

use domain::ids::{DatabaseId, RunId};
use domain::provider::{Capability, Provider};
use domain::run::{RunView, Step};
use domain::{Error, ErrorKind, Result};
use tokio::time::Instant;

use super::drive::{not_done, unknown};
use super::live::Live;
use super::record;
use super::record_transfer::Created;
use super::steps::transfer::remove_target::delete;
use crate::application::App;
use crate::gate::typed;

const STEP: Step = Step::Release;

impl App {
    /// Deletes the old database at its provider; its backups stay. What was written to it after it became read-only is gone with it.
    ///
    /// # Errors
    /// `NotFound`; `WrongState` for a run that did not end well, or whose old database is gone; `NameMismatch` when what was typed is
    /// not its name; those of reaching the new database, which must answer; those of the provider.
    pub async fn run_release(&self, id: RunId, typed_name: &str) -> Result<RunView> {
        let live = self.run_live(id).await?;
        let wrong = |why: &str| Error::new(ErrorKind::WrongState, why);
        if !live.view().transfer.is_some_and(|transfer| transfer.can_release) {
            return Err(wrong("there is no old database to let go"));
        }
        if !typed::matches(&live.run.plan.database.name, Some(typed_name)) {
            return Err(Error::new(
                ErrorKind::NameMismatch,
                "what was typed is not the name of the database",
            ));
        }
        let Some(wheel) = live.take_wheel() else { return Err(wrong("the run goes on")) };
        let (_, provider) = self.connection_of(live.run.plan.key.account).await?;
        self.counts(&live, &*provider).await?;
        live.say(self, "release-asked", &[]).await;
        live.intend(self, STEP, &serde_json::json!({ "released": live.run.plan.key.database })).await?;
        let done = self.let_go(&live, &*provider).await;
        let view = match done {
            Ok(()) => {
                for (number, freeze) in self.store.freezes().await? {
                    if freeze.run == Some(id) {
                        self.store.end_freeze(number, self.now()).await?;
                    }
                }
                live.done(self, STEP, &serde_json::json!({ "released": true })).await?;
                live.say(self, "released", &[]).await;
                Ok(live.view())
            }
            Err(error) => {
                let sure = matches!(
                    error.kind,
                    ErrorKind::Forbidden | ErrorKind::SignedOut | ErrorKind::ProviderRefused
                );
                let outcome = if sure { not_done(&error) } else { unknown(&error) };
                live.observe(self, STEP, outcome, &serde_json::Value::Null).await?;
                Err(error)
            }
        };
        drop(wheel);
        live.over();
        view
    }

    /// The new database is another one, and takes writes at this moment.
    async fn counts(&self, live: &Arc<Live>, provider: &dyn Provider) -> Result<()> {
        let created =
            record::observed::<Created>(&live.entries(), Step::CreateTarget).map(|created| created.target);
        let target: DatabaseId = created
            .filter(|target| *target != live.run.plan.key.database)
            .ok_or_else(|| Error::new(ErrorKind::WrongState, "the new database is not known"))?;
        let engine = self.engine(live.run.plan.database.engine);
        let (Some(engine), Some(endpoint)) = (engine, provider.endpoint(&target).await?) else {
            return Err(Error::new(ErrorKind::NotSupported, "the new database cannot be reached"));
        };
        let probe = engine.probe(&endpoint).await?;
        if probe.read_only || probe.replica {
            return Err(Error::new(ErrorKind::DatabaseRight, "the new database takes no writes"));
        }
        Ok(())
    }

    /// Until the provider knows it no more.
    async fn let_go(&self, live: &Arc<Live>, provider: &dyn Provider) -> Result<()> {
        let old = &live.run.plan.key.database;
        if provider.descriptor().can(Capability::DeletionLock) {
            match provider.lock_deletion(old, false).await {
                Ok(()) => {}
                Err(error) if error.kind == ErrorKind::NotFound => {}
                Err(error) => return Err(error),
            }
        }
        let pace = self.config.pace;
        let until = Instant::now() + pace.remove_for;
        while !delete(provider, old).await? {
            if Instant::now() >= until {
                return Err(Error::new(ErrorKind::TimedOut, "the old database is still there"));
            }
            tokio::time::sleep(pace.remove_every).await;
        }
        Ok(())
    }
}
