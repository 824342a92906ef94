//! The life of a guard, in its own process: it waits until we are gone, or hang, and makes the source writable again.
//!
//! It never does so once the target counts. While the mark says that this is being decided it asks the store, and only when we are
//! gone: then nobody decides any more. It knows no file but the mark, the store and the log.

use std::future::Future;
use std::time::Duration;

use domain::engine::Engine;
use domain::run::{Step, StepOutcome};
use domain::{Error, ErrorKind, Result};
use store::Store;
use tokio::time::Instant;

use super::mark::{Mark, Presence, Word};
use super::order::Order;
use crate::ports::{EngineRoom as _, RealEngines};
use crate::run::record;

/// How long one try may take.
const ONE_TRY: Duration = Duration::from_secs(45);

/// How long another who holds the mark is waited for.
const LOCK: Duration = Duration::from_secs(5);

/// Between two tries: the first is short, each next one twice as long.
const AGAIN: Duration = Duration::from_millis(500);
const AGAIN_MOST: Duration = Duration::from_secs(10);

/// What we had sent before our end may arrive after what the guard says.
const STRAGGLERS: Duration = Duration::from_secs(1);

/// How a guard ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ended {
    /// There was nothing to do: it was released, or the target counts.
    Idle,
    /// It made the source writable.
    Thawed,
    /// It could not, in all the time that it had.
    GaveUp,
}

/// A guard that is ready.
pub struct Guard {
    order: Order,
    mark: Mark,
    _there: Presence,
}

impl Guard {
    /// Takes its post.
    ///
    /// # Errors
    /// `NotFound` when there is no mark of it; `StoreUnwritable`; `NotSupported` for an engine that is not known.
    pub fn take_post(order: Order) -> Result<Self> {
        engine(&order)?;
        let mark = Mark::open(&order.folder, order.guard)?;
        let mark = mark.ok_or_else(|| Error::new(ErrorKind::NotFound, "there is no mark of this guard"))?;
        let there = Presence::take(&order.folder, order.guard)?;
        Ok(Self { order, mark, _there: there })
    }

    /// Stands until it is not needed any more. `gone` ends when those who posted it are gone, or have let go of it.
    pub async fn stand(self, gone: impl Future<Output = ()>) -> Ended {
        tokio::pin!(gone);
        let late = tokio::time::sleep(self.order.limit);
        let mut are_gone = tokio::select! {
            biased;
            () = &mut gone => true,
            () = late => false,
        };
        let mut until = Instant::now() + self.order.patience;
        let mut pause = AGAIN;
        loop {
            match self.look(are_gone).await {
                Ok(Look::Over(ended)) => return ended,
                // They are about to begin, or to decide: only their end can be waited for.
                Ok(Look::Undecided) => {
                    (&mut gone).await;
                    (are_gone, until) = (true, Instant::now() + self.order.patience);
                    continue;
                }
                Err(error) => tracing::warn!(code = error.code(), "a guard could not thaw yet"),
            }
            if Instant::now() >= until {
                tracing::error!("a guard gives up: the source may still be read-only");
                return Ended::GaveUp;
            }
            tokio::time::sleep(pause).await;
            pause = (pause * 2).min(AGAIN_MOST);
        }
    }

    async fn look(&self, are_gone: bool) -> Result<Look> {
        let mark = self.mark.lock(LOCK).await?;
        match mark.read()? {
            Word::Thawed | Word::Released => return Ok(Look::Over(Ended::Idle)),
            Word::Called if are_gone => return Ok(Look::Over(Ended::Idle)),
            Word::Called | Word::Deciding if !are_gone => return Ok(Look::Undecided),
            Word::Deciding if decided(&self.order).await? => {
                mark.write(Word::Released)?;
                return Ok(Look::Over(Ended::Idle));
            }
            Word::Called | Word::Armed | Word::Deciding => {}
        }
        tracing::warn!(are_gone, "a guard makes a source writable");
        let late = |_| Error::new(ErrorKind::TimedOut, "the source did not become writable in time");
        tokio::time::timeout(ONE_TRY, thaw(&self.order)).await.map_err(late)??;
        mark.write(Word::Thawed)?;
        tracing::warn!("a guard has made a source writable");
        Ok(Look::Over(Ended::Thawed))
    }
}

enum Look {
    Over(Ended),
    Undecided,
}

fn engine(order: &Order) -> Result<std::sync::Arc<dyn Engine>> {
    let engine = RealEngines.engine(order.engine);
    engine.ok_or_else(|| Error::new(ErrorKind::NotSupported, "this engine is not known"))
}

async fn thaw(order: &Order) -> Result<()> {
    let engine = engine(order)?;
    engine.thaw(&order.endpoint, &order.plan).await?;
    tokio::time::sleep(STRAGGLERS).await;
    if engine.probe(&order.endpoint).await.is_ok_and(|probe| probe.read_only) {
        engine.thaw(&order.endpoint, &order.plan).await?;
    }
    Ok(())
}

/// Whether the target counts, by what is written down.
async fn decided(order: &Order) -> Result<bool> {
    let store = Store::open_read_only(&order.folder).await?;
    let decided = match order.run {
        Some(run) => {
            matches!(record::ended(&store.journal(run).await?, Step::Carry), Some(StepOutcome::Done))
        }
        None => {
            let freezes = store.freezes().await?;
            freezes.iter().any(|(number, freeze)| *number == order.number && freeze.handed_over)
        }
    };
    store.close().await;
    Ok(decided)
}
