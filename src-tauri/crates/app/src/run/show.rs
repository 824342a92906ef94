//! Looking at runs, listening to them, and taking them up by hand.

use domain::ids::{DatabaseId, ProviderId, RunId};
use domain::run::{RunHeader, RunState, RunView};
use domain::{Error, ErrorKind, Result};
use store::StoredRun;

use super::drive::Licence;
use super::recover::confirmed;
use super::stream::RunEvents;
use super::view;
use crate::application::App;

impl App {
    /// Every run, newest first.
    ///
    /// # Errors
    /// Those of the store.
    pub async fn runs(&self) -> Result<Vec<RunHeader>> {
        let stored = self.store.runs().await?;
        self.headers(stored).await
    }

    pub(crate) async fn runs_of(
        &self,
        provider: &ProviderId,
        database: &DatabaseId,
    ) -> Result<Vec<RunHeader>> {
        let stored = self.store.runs_of(provider, database).await?;
        self.headers(stored).await
    }

    async fn headers(&self, stored: Vec<StoredRun>) -> Result<Vec<RunHeader>> {
        let mut headers = Vec::with_capacity(stored.len());
        for run in stored {
            let entries = match self.live.get(&run.id) {
                Some(live) => live.entries(),
                None => self.store.journal(run.id).await?,
            };
            headers.push(view::header(&confirmed(run), &entries));
        }
        Ok(headers)
    }

    /// One run, whole.
    ///
    /// # Errors
    /// `NotFound`; those of the store.
    pub async fn run(&self, id: RunId) -> Result<RunView> {
        let live = self.run_live(id).await?;
        self.look_back(&live).await?;
        Ok(live.view())
    }

    /// Takes a run up again: looks afresh at what it waits for. Starts nothing. A run that goes on already is left alone.
    ///
    /// # Errors
    /// `NotFound`; `WrongState` for a run that is over; `StoreBusy` beside the store's owner.
    pub async fn run_resume(&self, id: RunId) -> Result<RunView> {
        let live = self.run_live(id).await?;
        if live.run.course().state(&live.entries()).is_over() {
            return Err(Error::new(ErrorKind::WrongState, "the run is over"));
        }
        if !self.store.writable() {
            return Err(Error::new(
                ErrorKind::StoreBusy,
                "another copy of the application owns the data folder",
            ));
        }
        live.ask_again();
        live.say(self, "resumed", &[]).await;
        self.drive(&live, Licence::TakenUp)?;
        Ok(live.view())
    }

    /// The events of a run: the whole state first, then its log so far, then what happens. Ends when the run is over.
    ///
    /// # Errors
    /// `NotFound`; those of the store.
    pub async fn run_events(&self, id: RunId) -> Result<RunEvents> {
        let live = self.run_live(id).await?;
        // Listening begins before the state is read: nothing falls between the two.
        let heard = live.listen();
        let messages = self.store.messages(id).await?;
        Ok(RunEvents::new(live, heard, messages, self.config.pace.events_every))
    }

    /// Waits until a run is over or needs the person, and shows it.
    ///
    /// # Errors
    /// `NotFound`; those of the store.
    pub async fn run_settled(&self, id: RunId) -> Result<RunView> {
        let live = self.run_live(id).await?;
        let mut heard = live.listen();
        loop {
            // Asked first: a run that is over has still to be put away, and one that waits may be taken up meanwhile.
            let left = live.is_left();
            let view = live.view();
            if left && (view.header.state.is_over() || view.header.state == RunState::Paused) {
                return Ok(view);
            }
            let some_time = std::time::Duration::from_millis(200);
            let _ = tokio::time::timeout(some_time, heard.recv()).await;
        }
    }
}
