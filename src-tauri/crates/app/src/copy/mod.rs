//! Copying a database into an empty one, by address or out of the accounts: check, start, follow, stop.
//!
//! Addresses hold passwords: they come in with the check, stay here until the copy is over, and never go out.

pub(crate) mod address;
pub(crate) mod check;
mod live;
mod log;
mod stream;

use std::sync::Arc;
use std::time::Duration;

use domain::copy::{CopyState, CopyView};
use domain::engine::TransferReport;
use domain::ids::{CopyId, DatabaseKey};
use domain::{Error, ErrorKind, Result, Secret};
use tokio::sync::mpsc;

use crate::application::App;
use crate::carry::TransferOrder;
use crate::freeze::FreezeOrder;
use crate::place::Place;
pub(crate) use address::{escaped, place};
pub(crate) use check::{problem, waiting};
pub(crate) use live::{Copying, Got};
pub use stream::CopyEvents;

/// How long a source is read-only at most, when a copy is started in the window.
const FREEZE_LIMIT: Duration = Duration::from_hours(2);

/// An address as a person types it, and the password that goes with it. No `Debug`: it holds secrets.
#[derive(Clone)]
pub struct CopyAddress {
    /// `postgresql://user@host:port/database`, `host=... dbname=...`, `service=...`.
    pub address: Secret,
    /// The password, where the address does not hold it; empty for none.
    pub password: Secret,
}

/// One side of a copy, as a person says it. No `Debug`: it may hold secrets.
#[derive(Clone)]
pub enum CopyEnd {
    /// By its address.
    Typed(CopyAddress),
    /// A database of one of the accounts.
    Database(DatabaseKey),
}

impl App {
    /// Where a side is.
    ///
    /// # Errors
    /// As [`App::address`].
    pub(crate) async fn place_of(&self, end: &CopyEnd) -> Result<Place> {
        match end {
            CopyEnd::Typed(typed) => self.address(typed).await.map(Place::Address),
            CopyEnd::Database(key) => Ok(Place::Database(key.clone())),
        }
    }

    /// Starts a copy that was checked. It goes on whoever listens, until it is over or stopped. With a `freeze` nobody can write
    /// to the source from its beginning to the comparison, and after that the target is what counts. A side that is marked as
    /// production wants its `typed_name`.
    ///
    /// # Errors
    /// `NotFound` when there is no such check; `WrongState` when it was started before; `NameMismatch`, which may be corrected.
    pub async fn copy_start(&self, id: CopyId, freeze: bool, typed_name: Option<String>) -> Result<CopyView> {
        let copying = self.copying(id)?;
        if let Some((from, to)) = copying.places() {
            self.confirmed(&from, &to, freeze, typed_name.as_deref()).await?;
        }
        let Some((from, to)) = copying.begin(self.now(), freeze) else {
            return Err(Error::new(ErrorKind::WrongState, "the copy was started before"));
        };
        for side in ["from", "to"] {
            self.passwords.take(&side);
        }
        let (app, live) = (self.own()?, Arc::clone(&copying));
        self.under_way.send_modify(|count| *count += 1);
        let host = tokio::runtime::Handle::current();
        // It has a thread of its own: it computes for long stretches, and other commands want answers meanwhile.
        self.tasks.spawn_blocking(move || {
            let order = TransferOrder {
                from,
                to,
                jobs: None,
                verify: true,
                chunk_bytes: None,
                resume: true,
                freeze: freeze.then_some(FreezeOrder { limit: FREEZE_LIMIT, run: None }),
                typed_name,
            };
            let end = host.block_on(Box::pin(app.carry_copy(&live, order)));
            live.ended(&end, app.now());
            app.under_way.send_modify(|count| *count = count.saturating_sub(1));
        });
        std::future::ready(Ok(copying.view())).await
    }

    async fn carry_copy(&self, live: &Copying, order: TransferOrder) -> Result<TransferReport> {
        let (send, mut events) = mpsc::unbounded_channel();
        let controls = transfer::Controls::default();
        let work = self.transfer(&order, send, controls.clone());
        tokio::pin!(work);
        let mut stopping = false;
        let end = loop {
            tokio::select! {
                biased;
                // The work ends by itself then, and makes a source writable again.
                () = live.stop.cancelled(), if !stopping => {
                    stopping = true;
                    controls.stop();
                }
                Some(event) = events.recv() => live.apply(event, self.now()),
                end = &mut work => break end,
            }
        };
        while let Ok(event) = events.try_recv() {
            live.apply(event, self.now());
        }
        end
    }

    /// Stops a copy. What has arrived on the target stays there, and is of no use. One that is over stays as it is.
    ///
    /// # Errors
    /// `NotFound`.
    pub async fn copy_stop(&self, id: CopyId) -> Result<CopyView> {
        let copying = self.copying(id)?;
        copying.ask_to_stop();
        std::future::ready(Ok(copying.view())).await
    }

    /// Makes the source of a copy writable again that is read-only by our doing.
    ///
    /// # Errors
    /// `NotFound`; `WrongState` while the copy goes on, or when the source is not read-only; those of reaching it.
    pub async fn copy_thaw(&self, id: CopyId) -> Result<CopyView> {
        let copying = self.copying(id)?;
        let frozen = copying.frozen().filter(|_| !copying.is_under_way());
        let from = frozen.ok_or_else(|| Error::new(ErrorKind::WrongState, "there is nothing to undo"))?;
        self.thaw(&from).await?;
        copying.thawed(self.now());
        Ok(copying.view())
    }

    /// The copy that was started last since the application was opened.
    ///
    /// # Errors
    /// None today.
    pub async fn copy_latest(&self) -> Result<Option<CopyView>> {
        let started =
            self.copies.all().into_iter().filter(|copying| copying.is_started() && !copying.is_test());
        let latest = started.map(|copying| copying.view()).max_by_key(|view| view.head.began);
        std::future::ready(Ok(latest)).await
    }

    /// The events of a copy: all of it first, then what changes, merged; ends when it is over.
    ///
    /// # Errors
    /// `NotFound`.
    pub async fn copy_events(&self, id: CopyId) -> Result<CopyEvents> {
        let copying = self.copying(id)?;
        std::future::ready(Ok(CopyEvents::new(copying, self.config.pace.events_every))).await
    }

    /// How many copies are under way, now and whenever that changes.
    #[must_use]
    pub fn copies_under_way(&self) -> tokio::sync::watch::Receiver<usize> {
        self.under_way.subscribe()
    }

    fn copying(&self, id: CopyId) -> Result<Arc<Copying>> {
        self.copies.get(&id).ok_or_else(|| Error::new(ErrorKind::NotFound, "there is no such copy here"))
    }

    /// Checks that were never started are forgotten when another is made: their passwords go with them.
    fn forget_checks(&self) {
        for copying in self.copies.all() {
            if !copying.is_started() {
                self.copies.take(&copying.id);
            }
        }
    }
}

impl Copying {
    fn is_started(&self) -> bool {
        self.stands().is_some()
    }

    /// Whether it goes on.
    pub(crate) fn is_under_way(&self) -> bool {
        self.stands().is_some_and(|state: CopyState| !state.is_over())
    }
}
