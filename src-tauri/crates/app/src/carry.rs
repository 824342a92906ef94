//! Carrying one database into another with our own engine: from address to address, both sides looked at first.

use std::sync::Arc;

use domain::database::Endpoint;
use domain::engine::{Engine, Probe, TransferEvent, TransferReport};
use domain::{Error, ErrorKind, Result};
use tokio::sync::mpsc;

use crate::application::App;
use crate::freeze::FreezeOrder;
use crate::place::{Place, enough_room, of_side};

/// What to carry. The addresses hold passwords: no `Debug`.
pub struct TransferOrder {
    /// Where the data is.
    pub from: Place,
    /// Where it goes: a database that must be empty.
    pub to: Place,
    /// Sessions that copy at the same time on each side; `None` for the usual number.
    pub jobs: Option<usize>,
    /// Whether both sides are compared at the end.
    pub verify: bool,
    /// Bytes on disk that are carried in one piece; `None` for the usual number. A smaller piece loses less when it is interrupted.
    pub chunk_bytes: Option<u64>,
    /// Whether an unfinished transfer between the two goes on. Where there is none, one is begun.
    pub resume: bool,
    /// Whether the source is kept from being written to, and how. Both sides are then compared in any case.
    pub freeze: Option<FreezeOrder>,
    /// The name that the person typed, where a side is marked as production.
    pub typed_name: Option<String>,
}

impl App {
    /// Carries everything from a source into an empty target and compares both. Events go to `events` as they come; a
    /// receiver that is gone stops nothing. Dropping the future stops the work, and leaves a source read-only that was made so:
    /// stop by `controls` instead.
    ///
    /// # Errors
    /// `InvalidInput` for an address; those of reaching either side, before anything is written; those of the transfer:
    /// `SameDatabase`, `TargetNotEmpty`, `WrongDirection`, `RowsMayBeHidden`, `CannotBeCarried`, `DatabaseVersion`, `Cancelled`, ...
    /// With a freeze also `FreezeImpossible`, `FreezeTooLong`, `FreezeBroken`. `NameMismatch` where a database of an account is marked
    /// as production. A difference found at the end is no error: it is in the report. `controls` steers it while it runs.
    pub async fn transfer(
        &self,
        order: &TransferOrder,
        events: mpsc::UnboundedSender<TransferEvent>,
        controls: transfer::Controls,
    ) -> Result<TransferReport> {
        self.confirmed(&order.from, &order.to, order.freeze.is_some(), order.typed_name.as_deref()).await?;
        let (source, target) = self.find_both(&order.from, &order.to).await?;
        let (engine, from, to) = (source.engine, source.endpoint, target.endpoint);
        let (probe, _) = both_answer(&*engine, &from, &to).await?;
        enough_room(probe.size_bytes, self.disk(&order.to).await)?;
        let verify = order.verify || order.freeze.is_some();
        let mut options = transfer::Options { verify, resume: order.resume, ..Default::default() };
        if let Some(bytes) = order.chunk_bytes {
            options.pace.chunk_bytes = bytes;
        }
        if let Some(jobs) = jobs(order.jobs)? {
            options.jobs = jobs;
        }
        let sides = Sides { engine, from, to };
        let sink: transfer::Sink = Arc::new(move |event| {
            let _ = events.send(event);
        });
        match &order.freeze {
            Some(freeze) => self.carry_frozen(&sides, freeze, options, sink, controls).await,
            None => self.carry(&sides, options, sink, controls).await,
        }
    }

    /// The transfer itself. Ends when the application closes.
    pub(crate) async fn carry(
        &self,
        sides: &Sides,
        options: transfer::Options,
        sink: transfer::Sink,
        controls: transfer::Controls,
    ) -> Result<TransferReport> {
        let ledgers = Arc::new(self.store.ledgers()?);
        let clock = Arc::clone(&self.config.clock);
        // Dropped with this future: then the work inside ends too.
        let work = transfer::between(
            &*sides.engine,
            &sides.from,
            &sides.to,
            ledgers,
            clock,
            options,
            sink,
            controls,
        );
        tokio::select! {
            biased;
            () = self.stop.cancelled() => Err(Error::new(ErrorKind::Cancelled, "the application is closing")),
            done = Box::pin(work) => done,
        }
    }
}

/// Two databases of one engine.
pub(crate) struct Sides {
    pub(crate) engine: Arc<dyn Engine>,
    pub(crate) from: Endpoint,
    pub(crate) to: Endpoint,
}

/// A number of sessions that can be meant.
pub(crate) fn jobs(asked: Option<usize>) -> Result<Option<usize>> {
    match asked {
        None | Some(1..=64) => Ok(asked),
        Some(_) => Err(Error::new(ErrorKind::InvalidInput, "the number of jobs is not between 1 and 64")),
    }
}

/// Both sides are looked at before anything else, so that an error names the side it belongs to.
async fn both_answer(engine: &dyn Engine, from: &Endpoint, to: &Endpoint) -> Result<(Probe, Probe)> {
    let (source, target) = tokio::join!(engine.probe(from), engine.probe(to));
    let (source, target) = (source.map_err(of_side("source"))?, target.map_err(of_side("target"))?);
    if target.replica {
        return Err(Error::new(ErrorKind::DatabaseRight, "target: it is a replica and takes no writes"));
    }
    Ok((source, target))
}
