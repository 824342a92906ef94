//! A transfer from a source that nobody can write to meanwhile: check, freeze, carry, prove, and on any failure thaw.
//!
//! Until the comparison is done the source is what counts, and it becomes writable again whatever goes wrong. After it the
//! target is, and the source stays read-only: what would be written there would be lost. What undoes it when we are gone is the
//! freeze's guard: see [`crate::guard`].

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
use crate::guard::{Locked, Word};
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
    /// Whether it took writes until then: what was copied of it earlier is of no use.
    pub(crate) took_writes: bool,
}

/// A freeze of ours that nobody has undone, as far as is known. Its guard waits as long as this is held.
struct Earlier {
    number: i64,
    record: FreezeRecord,
    mark: Option<Locked>,
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
        mut options: transfer::Options,
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
        let mut held = self.freeze(sides, order.run, order.limit, &sink).await?;
        options.written_between = held.took_writes;
        let work = self.carry(sides, options, sink.clone(), controls);
        let done = match tokio::time::timeout(order.limit, work).await {
            Ok(done) => done,
            Err(_) => Err(Error::new(ErrorKind::FreezeTooLong, "both sides were not equal in time")),
        };
        let proven = self.proven(sides, &held, done).await;
        let proven = proven.map_err(|error| self.as_undone(&held.record, error));
        if let Ok(proven) = &proven
            && proven.equal
        {
            held.record.handed_over = true;
            if let Err(error) = self.store.write_freeze(held.number, &held.record).await {
                // Whether it is written is known to the store alone, and asked there.
                self.leave_to_guard(held.record.guard);
                return Err(error);
            }
            if held.record.plan.already {
                // Not ours to undo, so not ours to remember.
                self.store.end_freeze(held.number, self.now()).await?;
            }
            if order.run.is_none() {
                self.dismiss(held.record.guard).await;
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
        if equal {
            // First, so that the guard does not thaw behind the look.
            self.may_decide(&held.record).await?;
            if sides.engine.written_since(&sides.from, &held.frozen).await? {
                return Err(Error::new(ErrorKind::FreezeBroken, "rows were changed in spite of it"));
            }
        }
        Ok(Proven { report, equal })
    }

    /// Writes down what is about to be done, posts who undoes it when we are gone, says it, does it. After `limit` the guard acts
    /// though we are there.
    pub(crate) async fn freeze(
        &self,
        sides: &Sides,
        run: Option<RunId>,
        limit: Duration,
        sink: &transfer::Sink,
    ) -> Result<Held> {
        let place = place(&sides.from);
        let mut earlier = self.earlier(&place).await?;
        let plan = sides.engine.freeze_plan(&sides.from).await?;
        let took_writes = !plan.already;
        // Our own, from before we were interrupted.
        let at = earlier.iter().rposition(|one| plan.already && !one.record.handed_over);
        let guard = self.new_guard().filter(|_| at.is_some() || !plan.already);
        let (number, record, before) = match at.map(|at| &earlier[at]) {
            Some(Earlier { number, record, .. }) => {
                let taken = FreezeRecord { run: run.or(record.run), guard, ..record.clone() };
                self.store.write_freeze(*number, &taken).await?;
                (*number, taken, Some(record.clone()))
            }
            None => {
                let record = FreezeRecord { place, since: self.now(), plan, handed_over: false, run, guard };
                (self.store.begin_freeze(&record).await?, record, None)
            }
        };
        let kind = sides.engine.descriptor().kind;
        let bounds = (limit.saturating_add(PATIENCE), before.is_some());
        if let Err(error) = self.post_guard((kind, &sides.from), (number, &record), bounds).await {
            match before {
                Some(before) => self.store.write_freeze(number, &before).await?,
                None => self.store.end_freeze(number, self.now()).await?,
            }
            return Err(error);
        }
        let writable = took_writes.then(|| self.now());
        for one in earlier.drain(..) {
            self.replaced(one, (number, writable)).await?;
        }
        sink(TransferEvent::Freezing { plan: record.plan.clone() });
        let began = self.now();
        match sides.engine.freeze(&sides.from, &record.plan).await {
            Ok(frozen) => Ok(Held { number, record, frozen, began, took_writes }),
            Err(error) => {
                let error = self.as_undone(&record, error);
                if let Err(left) = self.undo(&*sides.engine, &sides.from, number, &record).await {
                    tracing::error!(code = left.code(), "the source may still be read-only");
                }
                Err(error)
            }
        }
    }

    /// What a failure comes from, where the guard has undone the freeze though we are there: we were too late.
    fn as_undone(&self, record: &FreezeRecord, error: Error) -> Error {
        if self.has_thawed(record) {
            return Error::new(ErrorKind::FreezeTooLong, "its guard has undone it").because(error);
        }
        error
    }

    /// Freezes of a place that are written down, each with its guard held off. What a guard has undone is written down as such.
    async fn earlier(&self, place: &str) -> Result<Vec<Earlier>> {
        let mut earlier = Vec::new();
        for (number, record) in self.store.freezes().await? {
            if record.place != place {
                continue;
            }
            let mark = self.hold_mark(&record).await?;
            if mark.as_ref().is_some_and(|mark| mark.read().is_ok_and(|word| word == Word::Thawed)) {
                self.store.end_freeze(number, self.now()).await?;
            } else {
                earlier.push(Earlier { number, record, mark });
            }
        }
        Ok(earlier)
    }

    /// Another freeze stands in its place: its guard has nothing to do any more. Where the source was found `writable` it is over.
    async fn replaced(&self, earlier: Earlier, (by, writable): (i64, Option<Timestamp>)) -> Result<()> {
        let Earlier { number, record, mark } = earlier;
        if let Some(mark) = mark {
            mark.write(Word::Released)?;
        }
        self.leave_to_guard(record.guard);
        match writable {
            Some(at) if number != by && !record.handed_over => self.store.end_freeze(number, at).await,
            _ => Ok(()),
        }
    }

    async fn thaw_held(
        &self,
        engine: &dyn Engine,
        from: &Endpoint,
        held: &Held,
        sink: &transfer::Sink,
    ) -> Result<()> {
        self.undo(engine, from, held.number, &held.record).await?;
        sink(TransferEvent::Thawed { read_only: self.now().since(held.began) });
        Ok(())
    }

    /// Makes it writable again, unless its guard has, and writes that down. Asks for half a minute; then it is left to the guard.
    pub(crate) async fn undo(
        &self,
        engine: &dyn Engine,
        from: &Endpoint,
        number: i64,
        record: &FreezeRecord,
    ) -> Result<()> {
        let undone = asked_again(|| self.undo_once(engine, from, number, record)).await;
        if undone.is_err() {
            self.leave_to_guard(record.guard);
        }
        undone
    }

    /// The same, asked once.
    pub(crate) async fn undo_once(
        &self,
        engine: &dyn Engine,
        from: &Endpoint,
        number: i64,
        record: &FreezeRecord,
    ) -> Result<()> {
        let mark = self.hold_mark(record).await;
        let mark = mark.inspect_err(|error| tracing::warn!(code = error.code(), "a guard is not held off"));
        let mark = mark.unwrap_or_default();
        if !mark.as_ref().is_some_and(|mark| mark.read().is_ok_and(|word| word == Word::Thawed)) {
            engine.thaw(from, &record.plan).await?;
            // Done twice, it is no error either.
            if let Some(Err(error)) = mark.as_ref().map(|mark| mark.write(Word::Thawed)) {
                tracing::warn!(code = error.code(), "a guard could not be told");
            }
        }
        drop(mark);
        self.store.end_freeze(number, self.now()).await?;
        self.dismiss(record.guard).await;
        Ok(())
    }

    /// Asks until it is done, for half a minute.
    pub(crate) async fn writable_again(
        &self,
        engine: &dyn Engine,
        from: &Endpoint,
        plan: &FreezePlan,
    ) -> Result<()> {
        asked_again(|| engine.thaw(from, plan)).await
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
        let mut freezes = self.store.freezes().await?;
        freezes.retain(|(_, record)| !self.is_undone(record));
        Ok(freezes.into_iter().map(shown).collect())
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
            let mark = self.hold_mark(&each).await?;
            engine.thaw(&endpoint, &each.plan).await?;
            if let Some(mark) = mark {
                mark.write(Word::Thawed)?;
            }
            self.store.end_freeze(number, self.now()).await?;
            self.dismiss(each.guard).await;
        }
        Ok(StillFrozen {
            place,
            since: record.since,
            handed_over: record.handed_over,
            thaw: record.plan.thaw,
        })
    }
}

/// Asks until it is done, for half a minute.
async fn asked_again<F: Future<Output = Result<()>>>(mut ask: impl FnMut() -> F) -> Result<()> {
    let asking = async {
        while let Err(error) = ask().await {
            tracing::warn!(code = error.code(), "the source is not writable yet; asking again");
            tokio::time::sleep(ASK_AGAIN).await;
        }
    };
    let late = |_| Error::new(ErrorKind::TimedOut, "the source could not be made writable again");
    tokio::time::timeout(PATIENCE, asking).await.map_err(late)
}

/// Whether both sides were compared and nothing stands against the target.
fn is_proven(report: &TransferReport) -> bool {
    let equal = report.verification.as_ref().is_some_and(|seen| {
        !matches!(seen.verdict, Verdict::Different | Verdict::NotChecked) && seen.differences.is_empty()
    });
    equal && report.uncarried.iter().all(|thing| thing.level < Level::Blocker)
}
