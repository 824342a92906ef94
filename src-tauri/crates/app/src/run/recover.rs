//! Taking runs up again: at the start, and when what they waited for has come. Nothing is started by it.

use std::sync::Arc;

use domain::Result;
use domain::ids::{AccountId, RunId};
use domain::run::{Acceptance, Plan};
use domain::{Error, ErrorKind};
use store::{NewRun, StoredRun};

use super::drive::{Licence, not_done, unknown};
use super::live::Live;
use super::record;
use super::view::Confirmed;
use crate::application::App;

impl App {
    /// Takes up every run that has not ended.
    pub(crate) async fn recover(&self) -> Result<()> {
        for stored in self.store.open_runs().await? {
            let live = self.live_of(stored).await?;
            tracing::info!(run = %live.run.id, "a run is taken up again");
            live.say(self, "taken-up", &[]).await;
            self.cut_off(&live).await?;
            self.drive(&live, Licence::TakenUp)?;
        }
        Ok(())
    }

    /// Writes that a run was cut off, where it is not gone on with by itself: days may have passed since its gate.
    async fn cut_off(&self, live: &Live) -> Result<()> {
        let entries = live.entries();
        let Some(step) = live.run.course().cut_off(&entries) else { return Ok(()) };
        let error = Error::new(ErrorKind::Cancelled, "the application ended in the middle of it");
        let outcome = if record::attempts(&entries, step) > 0 { unknown(&error) } else { not_done(&error) };
        live.say(self, "cut-off", &[]).await;
        live.observe(self, step, outcome, &serde_json::Value::Null).await
    }

    /// Takes up the runs of an account that waited for its credentials.
    pub(crate) async fn resume_account(&self, account: AccountId) {
        for live in self.live.all().iter().filter(|live| live.run.plan.key.account == account) {
            self.take_up(live).await;
        }
        self.nudge_test_copies();
    }

    /// Takes up every run that waits for the person.
    pub(crate) async fn resume_all(&self) {
        for live in self.live.all() {
            self.take_up(&live).await;
        }
        self.nudge_test_copies();
    }

    async fn take_up(&self, live: &Arc<Live>) {
        if live.run.course().state(&live.entries()).is_over() {
            return;
        }
        live.ask_again();
        if !live.is_driven() {
            live.say(self, "resumed", &[]).await;
        }
        if let Err(error) = self.drive(live, Licence::TakenUp) {
            tracing::warn!(code = error.code(), "a run could not be taken up");
        }
    }

    /// Begins a run that a person has just confirmed.
    pub(crate) async fn begin_run(&self, plan: Plan, acceptance: Acceptance) -> Result<RunId> {
        let account = self.known_account(plan.key.account).await?;
        let new = NewRun {
            id: RunId(self.config.randomness.id()),
            provider: account.provider,
            plan,
            acceptance,
            created_at: self.now(),
        };
        let live = self.live_of(self.store.create_run(&new).await?).await?;
        tracing::info!(run = %live.run.id, "a run begins");
        live.say(self, "begun", &[]).await;
        self.drive(&live, Licence::Fresh)?;
        Ok(live.run.id)
    }

    /// A run in this process, read from the store when it is not there yet.
    pub(crate) async fn run_live(&self, id: RunId) -> Result<Arc<Live>> {
        if let Some(live) = self.live.get(&id) {
            return Ok(live);
        }
        let stored = self.store.run(id).await?;
        let stored = stored.ok_or_else(|| Error::new(ErrorKind::NotFound, "there is no such run"))?;
        self.live_of(stored).await
    }

    async fn live_of(&self, stored: StoredRun) -> Result<Arc<Live>> {
        let entries = self.store.journal(stored.id).await?;
        let id = stored.id;
        Ok(self.live.get_or(id, || Live::new(confirmed(stored), entries)))
    }
}

/// What was confirmed, as it is remembered.
pub(crate) fn confirmed(stored: StoredRun) -> Confirmed {
    Confirmed {
        id: stored.id,
        provider: stored.provider,
        plan: stored.plan,
        acceptance: stored.acceptance,
        created_at: stored.created_at,
    }
}
