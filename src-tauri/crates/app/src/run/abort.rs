//! Stops a run, only while it can still be undone whole. A migration of the provider is asked to abort, and the watch says what
//! became of it; what we do ourselves is taken back.

use std::sync::Arc;

use domain::ids::RunId;
use domain::run::{Method, RunView, Step, StepOutcome};
use domain::{Error, ErrorKind, Result};

use super::course::provider;
use super::drive::{Licence, not_done, unknown};
use super::live::Live;
use crate::application::App;

impl App {
    /// Asks for an abort. That it was asked for says nothing of how the migration ends.
    ///
    /// # Errors
    /// `WrongState` when the migration cannot be aborted (any more) without touching what counts; `NotFound`; those of the
    /// provider.
    pub async fn run_abort(&self, id: RunId) -> Result<RunView> {
        let live = self.run_live(id).await?;
        if live.run.plan.method == Method::Guided {
            return self.give_up(&live).await;
        }
        let too_late = || Error::new(ErrorKind::WrongState, "the migration cannot be aborted now");
        let view = live.view();
        if live.run.plan.method == Method::Transfer {
            if !view.can_abort {
                return Err(too_late());
            }
            return self.take_back(&live).await;
        }
        let Some(seen) = view.migration.filter(|_| view.can_abort && live.is_driven()) else {
            return Err(too_late());
        };
        let key = &live.run.plan.key;
        let (_, provider) = self.connection_of(key.account).await?;
        // What was seen last may be seconds old, and the switchover takes seconds.
        let now = provider.migration(&key.database, &seen.id).await?;
        if !provider::abortable(&now) {
            return Err(too_late());
        }
        live.say(self, "abort-asked", &[]).await;
        live.intend(self, Step::Abort, &serde_json::json!({ "migration": seen.id })).await?;
        let asked = provider.abort_migration(&key.database, &seen.id).await;
        let outcome = match &asked {
            Ok(()) => StepOutcome::Done,
            Err(error) => match error.retry() {
                domain::error::Retry::AfterRemedy | domain::error::Retry::Never => not_done(error),
                domain::error::Retry::Later | domain::error::Retry::Probe => unknown(error),
            },
        };
        let refused = matches!(outcome, StepOutcome::NotDone { .. });
        live.observe(self, Step::Abort, outcome, &serde_json::Value::Null).await?;
        live.nudge();
        match asked {
            Err(error) if refused => Err(error),
            Ok(()) | Err(_) => Ok(live.view()),
        }
    }

    /// Stops what we do ourselves: what was done is taken back by whoever drives the run.
    async fn take_back(&self, live: &Arc<Live>) -> Result<RunView> {
        live.say(self, "abort-asked", &[]).await;
        live.intend(self, Step::Abort, &serde_json::json!({})).await?;
        live.observe(self, Step::Abort, StepOutcome::Done, &serde_json::Value::Null).await?;
        live.stop.cancel();
        live.nudge();
        live.ask_again();
        self.drive(live, Licence::TakenUp)?;
        Ok(live.view())
    }
}
