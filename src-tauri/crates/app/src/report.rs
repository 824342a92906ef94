//! The report of a run: everything that was confirmed, done, measured and proven, with the head of the journal's chain.

use domain::Result;
use domain::ids::RunId;
use domain::run::{RunMessage, RunView};
use domain::time::Timestamp;
use serde::{Deserialize, Serialize};

use crate::application::App;

/// The report of a run.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Report {
    /// The run, whole: plan, findings, ticks, journal, variables, applications, comparison, times.
    pub run: RunView,
    /// The log.
    pub messages: Vec<RunMessage>,
    /// Hash of the plan that was confirmed.
    pub plan_hash: String,
    /// Hash of the newest entry of the journal that fits its chain.
    pub journal_head: String,
    /// The first entry that does not fit the chain; `None` when nothing was altered.
    pub journal_broken_at: Option<u64>,
    /// Version of the application that wrote it.
    pub application: String,
    /// When.
    pub made_at: Timestamp,
}

impl App {
    /// The report of a run, as it stands now.
    ///
    /// # Errors
    /// `NotFound`; those of the store.
    pub async fn run_report(&self, id: RunId) -> Result<Report> {
        let live = self.run_live(id).await?;
        self.look_back(&live).await?;
        let chain = self.store.verify_chain(id).await?;
        Ok(Report {
            run: live.view(),
            messages: self.store.messages(id).await?,
            plan_hash: live.run.acceptance.plan_hash.clone(),
            journal_head: chain.head,
            journal_broken_at: chain.broken_at,
            application: self.config.version.clone(),
            made_at: self.now(),
        })
    }
}
