//! A transfer from a source that nobody can write to meanwhile: check, freeze, carry, prove, and on any failure thaw.
//!
//! Until the comparison is done the source is what counts, and it becomes writable again whatever goes wrong. After it the
//! target is, and the source stays read-only: what would be written there would be lost.

use std::time::Duration;

use domain::database::Endpoint;
use domain::engine::{Engine, FreezePlan, FreezeRecord, FreezeReport, Frozen, TransferEvent, TransferReport};
use domain::finding::Level;
use domain::ids::RunId;
use domain::time::Timestamp;
use domain::verification::Verdict;
use domain::{Error, ErrorKind, Result};

use crate::application::App;
use crate::carry::Sides;
use crate::copy::address::place;
use crate::copy::check::together;
use crate::place::{Found, Place};

/// How long the source may be asked to become writable again, before it is left to the person.
const PATIENCE: Duration = Duration::from_secs(30);
const ASK_AGAIN: Duration = Duration::from_secs(1);

/// How the source is to be frozen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FreezeOrder {
    /// How long it may be read-only at most before both sides are proven equal.
    pub limit: Duration,
    /// The run that it belongs to, where it is one's.
    pub run: Option<RunId>,
}

/// A source that is read-only by our doing, or may be.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct StillFrozen {
    /// `user@host:port/database`.
    pub place: String,
    /// Since when.
    pub since: Timestamp,
    /// Whether a target took over: then writing to it again would split the data.
    pub handed_over: bool,
    /// What makes it writable.
    pub thaw: Vec<String>,
}

/// A freeze that has begun.
pub(crate) struct Held {
    /// The store's number of it.
    pub(crate) number: i64,
    /// As it is written down.
    pub(crate) record: FreezeRecord,
    /// How to tell whether somebody wrote in spite of it.
    pub(crate) frozen: Frozen,
    /// Since when.
    pub(crate) began: Timestamp,
}

/// What a transfer came to.
struct Proven {
    report: TransferReport,
    /// Whether both sides are the same, and nobody wrote meanwhile.
    equal: bool,
}

impl App {
    /// As [`App::carry`], with a source that is read-only from the check to the proof.
    pub(crate) async fn carry_frozen(
        &self,
        sides: &Sides,
        order: &FreezeOrder,
        options: transfer::Options,
        sink: transfer::Sink,
        controls: transfer::Controls,
    ) -> Result<TransferReport> {
        // What cannot end well must not cost a moment of writing. What is half done is looked at by the transfer itself.
        if !options.resume {
            let inventory = Box::pin(together(&*sides.engine, &sides.from, &sides.to)).await?;
            if inventory.is_blocked() {
                sink(TransferEvent::Blocked { uncarried: inventory.uncarried });
                return Err(Error::new(ErrorKind::CannotBeCarried, "the check of both sides names what"));
            }
        }
        let mut held = self.freeze(sides, order.run, &sink).await?;
        let work = self.carry(sides, options, sink.clone(), controls);
        let done = match tokio::time::timeout(order.limit, work).await {
            Ok(done) => done,
            Err(_) => Err(Error::new(ErrorKind::FreezeTooLong, "both sides were not equal in time")),
        };
        let proven = self.proven(sides, &held, done).await;
        if let Ok(proven) = &proven
            && proven.equal
        {
            held.record.handed_over = true;
            self.store.write_freeze(held.number, &held.record).await?;
            if held.record.plan.already {
                // Not ours to undo, so not ours to remember.
                self.store.end_freeze(held.number, self.now()).await?;
            }
        } else if let Err(left) = self.thaw_held(&*sides.engine, &sides.from, &held, &sink).await {
            tracing::error!(code = left.code(), "the source is still read-only");
            // Where the work itself failed, that is what the person has to know; the list of freezes tells the rest.
            proven?;
            return Err(left);
        }
        let Proven { mut report, equal } = proven?;
        report.freeze = Some(FreezeReport {
            began: held.began,
            read_only: self.now().since(held.began),
            sessions_ended: held.frozen.ended,
            stays: equal,
            thaw: held.record.plan.thaw,
        });
        Ok(report)
    }

    /// What a transfer came to, and whether the target may take over.
    async fn proven(&self, sides: &Sides, held: &Held, done: Result<TransferReport>) -> Result<Proven> {
        let report = done?;
        let equal = is_proven(&report);
        if equal && sides.engine.written_since(&sides.from, &held.frozen).await? {
            return Err(Error::new(ErrorKind::FreezeBroken, "rows were changed in spite of it"));
        }
        Ok(Proven { report, equal })
    }

    /// Writes down what is about to be done, says it, does it.
    pub(crate) async fn freeze(
        &self,
        sides: &Sides,
        run: Option<RunId>,
        sink: &transfer::Sink,
    ) -> Result<Held> {
        let place = place(&sides.from);
        let plan = sides.engine.freeze_plan(&sides.from).await?;
        let mut ours = self.store.freezes().await?;
        ours.retain(|(_, record)| plan.already && record.place == place && !record.handed_over);
        let (number, record) = match ours.pop() {
            // Our own, from before we were interrupted.
            Some((number, mut earlier)) => {
                if run.is_some() && earlier.run != run {
                    earlier.run = run;
                    self.store.write_freeze(number, &earlier).await?;
                }
                (number, earlier)
            }
            None => {
                let since = self.now();
                let record = FreezeRecord { place, since, plan, handed_over: false, run };
                (self.store.begin_freeze(&record).await?, record)
            }
        };
        sink(TransferEvent::Freezing { plan: record.plan.clone() });
        let began = self.now();
        match sides.engine.freeze(&sides.from, &record.plan).await {
            Ok(frozen) => Ok(Held { number, record, frozen, began }),
            Err(error) => {
                match self.writable_again(&*sides.engine, &sides.from, &record.plan).await {
                    Ok(()) => self.store.end_freeze(number, self.now()).await?,
                    Err(left) => tracing::error!(code = left.code(), "the source may still be read-only"),
                }
                Err(error)
            }
        }
    }

    async fn thaw_held(
        &self,
        engine: &dyn Engine,
        from: &Endpoint,
        held: &Held,
        sink: &transfer::Sink,
    ) -> Result<()> {
        self.writable_again(engine, from, &held.record.plan).await?;
        self.store.end_freeze(held.number, self.now()).await?;
        sink(TransferEvent::Thawed { read_only: self.now().since(held.began) });
        Ok(())
    }

    /// Asks until it is done, for half a minute.
    pub(crate) async fn writable_again(
        &self,
        engine: &dyn Engine,
        from: &Endpoint,
        plan: &FreezePlan,
    ) -> Result<()> {
        let asking = async {
            loop {
                match engine.thaw(from, plan).await {
                    Ok(()) => return,
                    Err(error) => {
                        tracing::warn!(code = error.code(), "the source is not writable yet; asking again");
                        tokio::time::sleep(ASK_AGAIN).await;
                    }
                }
            }
        };
        let late = |_| Error::new(ErrorKind::TimedOut, "the source could not be made writable again");
        tokio::time::timeout(PATIENCE, asking).await.map_err(late)
    }

    /// Sources that are read-only by our doing.
    ///
    /// # Errors
    /// `StoreDamaged`.
    pub async fn still_frozen(&self) -> Result<Vec<StillFrozen>> {
        let shown = |(_, record): (i64, FreezeRecord)| StillFrozen {
            place: record.place,
            since: record.since,
            handed_over: record.handed_over,
            thaw: record.plan.thaw,
        };
        Ok(self.store.freezes().await?.into_iter().map(shown).collect())
    }

    /// Makes a source writable again that we made read-only. Returns what is known of it.
    ///
    /// # Errors
    /// Those of finding the place; `NotFound` when we did not make it read-only; those of reaching it.
    pub async fn thaw(&self, from: &Place) -> Result<StillFrozen> {
        let Found { engine, endpoint } = self.find(from).await?;
        let place = place(&endpoint);
        let mut ours = self.store.freezes().await?;
        ours.retain(|(_, record)| record.place == place);
        let last = ours.last().cloned();
        let (_, record) =
            last.ok_or_else(|| Error::new(ErrorKind::NotFound, "we did not make it read-only"))?;
        for (number, each) in ours {
            engine.thaw(&endpoint, &each.plan).await?;
            self.store.end_freeze(number, self.now()).await?;
        }
        Ok(StillFrozen {
            place,
            since: record.since,
            handed_over: record.handed_over,
            thaw: record.plan.thaw,
        })
    }
}

/// Whether both sides were compared and nothing stands against the target.
fn is_proven(report: &TransferReport) -> bool {
    let equal = report.verification.as_ref().is_some_and(|seen| {
        !matches!(seen.verdict, Verdict::Different | Verdict::NotChecked) && seen.differences.is_empty()
    });
    equal && report.uncarried.iter().all(|thing| thing.level < Level::Blocker)
}
