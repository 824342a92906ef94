//! Guards: for each source that is read-only by our doing there is another process, which makes it writable again when we are gone
//! without having done so, or hang for longer than the freeze may last. ADR 0012 says why, and who counts at each moment.
//!
//! Who may act is in the guard's mark and nowhere else: we ask it before the target may count, the guard before it thaws. This module
//! starts no process: a host does, behind [`GuardPost`].

mod mark;
mod order;
mod stand;

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use async_trait::async_trait;
use domain::database::{Endpoint, EngineKind};
use domain::engine::FreezeRecord;
use domain::ids::{GuardId, RunId};
use domain::{Error, ErrorKind, Result, Secret};
use tokio::time::Instant;

use crate::application::App;
pub(crate) use mark::{Locked, Mark, Word};
pub use order::Order;
pub use stand::{Ended, Guard};

use mark::Presence;

/// How long a guard tries to make the source writable.
const PATIENCE: Duration = Duration::from_mins(10);

/// How long a guard that is at work is waited for.
const LOCK: Duration = Duration::from_mins(1);

/// How long the start waits for guards that have just seen our end.
const AT_START: Duration = Duration::from_secs(10);
const LOOK_AGAIN: Duration = Duration::from_millis(50);

/// Starts guards: the host.
#[async_trait]
pub trait GuardPost: Send + Sync {
    /// Starts one and hands it its order, by a way on which no other process sees it. It is ready when this returns.
    ///
    /// # Errors
    /// `GuardMissing`: then nothing may be made read-only.
    async fn post(&self, order: &Secret) -> Result<Box<dyn Posted>>;
}

/// A guard that was started. Dropped, it finds itself alone, and acts by its mark.
#[async_trait]
pub trait Posted: Send + Sync {
    /// Lets go of it, and waits until it has ended; a few seconds at most.
    async fn dismiss(self: Box<Self>);
}

/// The guards that we have posted.
#[derive(Default)]
pub(crate) struct Guards(Mutex<HashMap<GuardId, Standing>>);

struct Standing {
    mark: Mark,
    posted: Box<dyn Posted>,
    run: Option<RunId>,
}

impl Guards {
    fn with<T>(&self, look: impl FnOnce(&mut HashMap<GuardId, Standing>) -> T) -> T {
        look(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl App {
    /// The name of a guard that is to be posted; `None` where nobody can be.
    pub(crate) fn new_guard(&self) -> Option<GuardId> {
        self.config.guards.as_ref().map(|_| GuardId(self.config.randomness.id()))
    }

    /// Posts the guard of a freeze that is written down and is about to begin, or `lasts` already. Ready when this returns.
    ///
    /// # Errors
    /// `GuardMissing`, `StoreUnwritable`: then nothing may be made read-only.
    pub(crate) async fn post_guard(
        &self,
        (engine, from): (EngineKind, &Endpoint),
        (number, record): (i64, &FreezeRecord),
        (limit, lasts): (Duration, bool),
    ) -> Result<()> {
        let (Some(post), Some(id)) = (&self.config.guards, record.guard) else { return Ok(()) };
        let folder =
            std::path::absolute(&self.config.data_dir).unwrap_or_else(|_| self.config.data_dir.clone());
        let mark = Mark::create(&folder, id, if lasts { Word::Armed } else { Word::Called })?;
        let order = Order {
            folder,
            guard: id,
            number,
            run: record.run,
            engine,
            // It knows no servers by itself.
            endpoint: self.told_apart(engine, from).await?,
            plan: record.plan.clone(),
            limit,
            patience: PATIENCE,
        };
        let posted = match post.post(&order.line()?).await {
            Ok(posted) => posted,
            Err(error) => {
                Mark::remove(&self.config.data_dir, id);
                return Err(error);
            }
        };
        mark.lock(LOCK).await?.write(Word::Armed)?;
        let standing = Standing { mark, posted, run: record.run };
        self.guards.with(|guards| guards.insert(id, standing));
        Ok(())
    }

    /// Posts a guard of ours for a freeze that lasts, in place of the one that an earlier process left behind. Where that one has
    /// undone the freeze, this is written down instead.
    ///
    /// # Errors
    /// As [`App::post_guard`]; `TimedOut` while the other one is at work.
    pub(crate) async fn replace_guard(
        &self,
        at: (EngineKind, &Endpoint),
        (number, record): (i64, &FreezeRecord),
        limit: Duration,
    ) -> Result<()> {
        let ours = record.guard.is_some_and(|id| self.guards.with(|guards| guards.contains_key(&id)));
        let Some(guard) = self.new_guard().filter(|_| !ours) else { return Ok(()) };
        let mark = self.hold_mark(record).await?;
        if mark.as_ref().is_some_and(|mark| mark.read().is_ok_and(|word| word == Word::Thawed)) {
            return self.store.end_freeze(number, self.now()).await;
        }
        let taken = FreezeRecord { guard: Some(guard), ..record.clone() };
        self.store.write_freeze(number, &taken).await?;
        if let Err(error) = self.post_guard(at, (number, &taken), (limit, true)).await {
            self.store.write_freeze(number, record).await?;
            return Err(error);
        }
        mark.map_or(Ok(()), |mark| mark.write(Word::Released))
    }

    /// Whether the target may take over: from here on the guard asks the store.
    ///
    /// # Errors
    /// `FreezeTooLong` when the guard has made the source writable; `FreezeBroken` when somebody else took the freeze over.
    pub(crate) async fn may_decide(&self, record: &FreezeRecord) -> Result<()> {
        let Some(mark) = self.hold_mark(record).await? else { return Ok(()) };
        match mark.read()? {
            Word::Armed => mark.write(Word::Deciding),
            Word::Thawed => Err(Error::new(ErrorKind::FreezeTooLong, "the guard has undone it")),
            Word::Called | Word::Deciding | Word::Released => {
                Err(Error::new(ErrorKind::FreezeBroken, "another freeze took its place"))
            }
        }
    }

    /// The mark of a freeze, so that its guard waits; `None` where it has none.
    ///
    /// # Errors
    /// `TimedOut`, `StoreUnwritable`.
    pub(crate) async fn hold_mark(&self, record: &FreezeRecord) -> Result<Option<Locked>> {
        let Some(id) = record.guard else { return Ok(None) };
        let known = self.guards.with(|guards| guards.get(&id).map(|standing| standing.mark.clone()));
        let mark = match known {
            Some(mark) => Some(mark),
            None => Mark::open(&self.config.data_dir, id)?,
        };
        match mark {
            Some(mark) => mark.lock(LOCK).await.map(Some),
            None => Ok(None),
        }
    }

    /// Nothing is left to do for a guard: it ends. One that has made the source writable stays known for it.
    pub(crate) async fn dismiss(&self, guard: Option<GuardId>) {
        let Some(id) = guard else { return };
        let Some(Standing { mark, posted, .. }) = self.guards.with(|guards| guards.remove(&id)) else {
            return;
        };
        let released = match mark.lock(LOCK).await {
            Ok(mark) => mark
                .read()
                .and_then(|word| if word == Word::Thawed { Ok(()) } else { mark.write(Word::Released) }),
            Err(error) => Err(error),
        };
        if let Err(error) = released {
            tracing::error!(code = error.code(), "a guard could not be told that it is over");
        }
        posted.dismiss().await;
        Mark::remove(&self.config.data_dir, id);
    }

    /// What we cannot do or say is left to the guard: it finds itself alone.
    pub(crate) fn leave_to_guard(&self, guard: Option<GuardId>) {
        drop(guard.and_then(|id| self.guards.with(|guards| guards.remove(&id))));
    }

    /// The guard of a run's freeze.
    pub(crate) fn guard_of(&self, run: RunId) -> Option<GuardId> {
        let of_run = |(id, standing): (&GuardId, &Standing)| (standing.run == Some(run)).then_some(*id);
        self.guards.with(|guards| guards.iter().find_map(of_run))
    }

    /// Lets guards that were left behind do their work, and writes down what they did.
    pub(crate) async fn settle_guards(&self) -> Result<()> {
        let (until, data) = (Instant::now() + AT_START, &self.config.data_dir);
        let mut kept = Vec::new();
        for (number, record) in self.store.freezes().await? {
            let Some(id) = record.guard else { continue };
            while Presence::is_there(data, id) && Instant::now() < until {
                tokio::time::sleep(LOOK_AGAIN).await;
            }
            if self.is_undone(&record) {
                tracing::info!("a freeze was undone by its guard, or had not begun");
                self.store.end_freeze(number, self.now()).await?;
            } else {
                kept.push(id);
            }
        }
        Mark::remove_all_but(data, &kept);
        Ok(())
    }

    /// Whether the guard of a freeze has undone it, as far as can be seen at once.
    pub(crate) fn has_thawed(&self, record: &FreezeRecord) -> bool {
        self.word_of(record) == Some(Word::Thawed)
    }

    /// Whether a freeze was undone by its guard, or had not begun when its process ended.
    pub(crate) fn is_undone(&self, record: &FreezeRecord) -> bool {
        matches!(self.word_of(record), Some(Word::Thawed | Word::Called))
    }

    fn word_of(&self, record: &FreezeRecord) -> Option<Word> {
        let mark = Mark::open(&self.config.data_dir, record.guard?).ok()??;
        mark.try_lock().ok()??.read().ok()
    }
}
