//! A run in this process: its journal in memory and on disk, those who listen, and whether somebody drives it.

use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use domain::Result;
use domain::copy::CopyEvent;
use domain::database::Endpoint;
use domain::run::{EntryKind, JournalEntry, RunEvent, RunMessage, RunView, Step, StepOutcome};
use domain::time::Timestamp;
use serde::Serialize;
use serde_json::Value;
use tokio::sync::{broadcast, watch};
use tokio_util::sync::CancellationToken;

use super::record::{attempts, value};
use super::view::{self, Confirmed};
use crate::application::App;
use crate::copy::{Copying, Got};
use crate::failpoint::{Boundary, Writes};

/// Events kept for a slow listener; one who falls further behind gets a fresh snapshot.
const BACKLOG: usize = 512;

/// A run in this process.
pub(crate) struct Live {
    /// What was confirmed.
    pub(crate) run: Confirmed,
    entries: Mutex<Vec<JournalEntry>>,
    /// Entries are written one after the other.
    pen: tokio::sync::Mutex<()>,
    events: broadcast::Sender<RunEvent>,
    heard_at: AtomicI64,
    driven: AtomicBool,
    /// What the run waits for may have come while somebody was still driving.
    again: AtomicBool,
    /// Raised when the watch should look at once: an abort was asked for.
    nudge: watch::Sender<u64>,
    /// The person asked to stop what we do ourselves.
    pub(crate) stop: CancellationToken,
    /// The copy under way, and what of it was told.
    copying: Mutex<Option<(Arc<Copying>, Got)>>,
    /// Where the source was reached when it was made read-only: the provider may be silent when that is to be undone.
    source: Mutex<Option<Endpoint>>,
}

impl Live {
    /// A run with the journal that it has.
    pub(crate) fn new(run: Confirmed, entries: Vec<JournalEntry>) -> Arc<Self> {
        Arc::new(Self {
            run,
            entries: Mutex::new(entries),
            pen: tokio::sync::Mutex::new(()),
            events: broadcast::Sender::new(BACKLOG),
            heard_at: AtomicI64::new(i64::MIN),
            driven: AtomicBool::new(false),
            again: AtomicBool::new(false),
            nudge: watch::Sender::new(0),
            stop: CancellationToken::new(),
            copying: Mutex::new(None),
            source: Mutex::new(None),
        })
    }

    /// The journal as it is now.
    pub(crate) fn entries(&self) -> Vec<JournalEntry> {
        self.held().clone()
    }

    /// What is shown of it now, with the newest sign of life of the provider.
    pub(crate) fn view(&self) -> RunView {
        let mut view = view::derive(&self.run, &self.held());
        let live = self.heard_at.load(Ordering::Relaxed);
        if live != i64::MIN {
            view.heard_at = view.heard_at.max(Some(Timestamp(live)));
        }
        view
    }

    /// Those who come after this get every event.
    pub(crate) fn listen(&self) -> broadcast::Receiver<RunEvent> {
        self.events.subscribe()
    }

    /// Writes what is about to happen.
    pub(crate) async fn intend(&self, app: &App, step: Step, parameters: &impl Serialize) -> Result<()> {
        let attempt = attempts(&self.held(), step).saturating_add(1);
        self.write(app, step, attempt, EntryKind::Intent { parameters: value(parameters) }).await
    }

    /// Writes what was seen.
    pub(crate) async fn observe(
        &self,
        app: &App,
        step: Step,
        outcome: StepOutcome,
        data: &impl Serialize,
    ) -> Result<()> {
        let attempt = attempts(&self.held(), step).max(1);
        self.write(app, step, attempt, EntryKind::Observation { outcome, data: value(data) }).await
    }

    /// Writes that a step is done.
    pub(crate) async fn done(&self, app: &App, step: Step, data: &impl Serialize) -> Result<()> {
        self.observe(app, step, StepOutcome::Done, data).await
    }

    /// Writes that a step does not apply, with the reason as a code.
    pub(crate) async fn skip(&self, app: &App, step: Step, reason: &str) -> Result<()> {
        let outcome = StepOutcome::Skipped { reason: reason.to_owned() };
        self.observe(app, step, outcome, &Value::Null).await
    }

    async fn write(&self, app: &App, step: Step, attempt: u32, kind: EntryKind) -> Result<()> {
        let pen = self.pen.lock().await;
        let writes = match kind {
            EntryKind::Intent { .. } => Writes::Intent,
            EntryKind::Observation { .. } => Writes::Observation,
        };
        app.config.failpoint.reach(Boundary { step, writes, written: false }).await;
        let entry = app.store.append_journal(self.run.id, step, attempt, kind, app.now()).await?;
        self.held().push(entry.clone());
        drop(pen);
        app.config.failpoint.reach(Boundary { step, writes, written: true }).await;
        tracing::debug!(run = %self.run.id, seq = entry.seq, ?step, ?writes, "journal");
        self.tell(RunEvent::Journal { id: self.run.id, entry: view::shown(&entry) });
        let view = self.view();
        // Nobody listening is no fault.
        let _ = app.stands.send(view.header.clone());
        self.tell(RunEvent::Snapshot { run: Box::new(view) });
        Ok(())
    }

    /// Says something in the log of the run. Losing a line stops nothing.
    pub(crate) async fn say(&self, app: &App, code: &str, params: &[(&str, String)]) {
        let params = params.iter().map(|(name, text)| ((*name).to_owned(), text.clone())).collect();
        let message = RunMessage { at: app.now(), code: code.to_owned(), params };
        if let Err(error) = app.store.append_message(self.run.id, &message).await {
            tracing::warn!(code = error.code(), "a line of the log of a run is lost");
        }
        self.tell(RunEvent::Message { id: self.run.id, message });
    }

    /// The provider was heard.
    pub(crate) fn heard(&self, at: Timestamp) {
        self.heard_at.store(at.0, Ordering::Relaxed);
        self.tell(RunEvent::Heard { id: self.run.id, at });
    }

    /// From now on this copy is shown.
    pub(crate) fn shows(&self, copying: Arc<Copying>) {
        *self.copying() = Some((copying, Got::default()));
    }

    /// Tells what is new of the copy.
    pub(crate) fn tell_copy(&self) {
        let event =
            self.copying().as_mut().and_then(|(copying, got)| copying.since(got, *got == Got::default()));
        if let Some(event) = event {
            self.tell(RunEvent::Copy { id: self.run.id, event: Box::new(event) });
        }
    }

    /// The whole copy, for one who comes later.
    pub(crate) fn copy(&self) -> Option<RunEvent> {
        let copy = self.copying().as_ref().map(|(copying, _)| copying.view())?;
        let event = Box::new(CopyEvent::Snapshot { copy: Box::new(copy) });
        Some(RunEvent::Copy { id: self.run.id, event })
    }

    fn copying(&self) -> MutexGuard<'_, Option<(Arc<Copying>, Got)>> {
        self.copying.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Keeps where the source was reached, until the process ends.
    pub(crate) fn remember_source(&self, endpoint: Endpoint) {
        *self.source.lock().unwrap_or_else(PoisonError::into_inner) = Some(endpoint);
    }

    /// Where the source was reached.
    pub(crate) fn remembered_source(&self) -> Option<Endpoint> {
        self.source.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Nothing follows.
    pub(crate) fn over(&self) {
        self.tell(RunEvent::Snapshot { run: Box::new(self.view()) });
        self.tell(RunEvent::Over { id: self.run.id });
    }

    fn tell(&self, event: RunEvent) {
        // Nobody listening is no fault.
        let _ = self.events.send(event);
    }

    /// Takes the wheel; `None` when somebody drives already.
    pub(crate) fn take_wheel(self: &Arc<Self>) -> Option<Wheel> {
        let free = self.driven.compare_exchange(false, true, Ordering::AcqRel, Ordering::Acquire).is_ok();
        free.then(|| Wheel(Arc::clone(self)))
    }

    /// Whether somebody drives it.
    pub(crate) fn is_driven(&self) -> bool {
        self.driven.load(Ordering::Acquire)
    }

    /// What the run waits for may have come: whoever drives tries once more before leaving it to the person.
    pub(crate) fn ask_again(&self) {
        self.again.store(true, Ordering::Release);
    }

    /// Whether to try once more; asked once.
    pub(crate) fn take_again(&self) -> bool {
        self.again.swap(false, Ordering::AcqRel)
    }

    /// Whether somebody asked to try once more and nobody has yet.
    pub(crate) fn is_asked_again(&self) -> bool {
        self.again.load(Ordering::Acquire)
    }

    /// Whether the run was left to the person: nobody drives it, and nobody is about to.
    pub(crate) fn is_left(&self) -> bool {
        // In this order: who takes the wheel clears the wish afterwards.
        !self.is_asked_again() && !self.is_driven()
    }

    /// Wakes the watch.
    pub(crate) fn nudge(&self) {
        self.nudge.send_modify(|count| *count += 1);
    }

    /// Waits for a wait to end, or for somebody to wake the watch.
    pub(crate) async fn wait(&self, time: std::time::Duration) {
        let mut nudged = self.nudge.subscribe();
        let _ = tokio::time::timeout(time, nudged.changed()).await;
    }

    fn held(&self) -> MutexGuard<'_, Vec<JournalEntry>> {
        self.entries.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The right to drive a run, given back when it is dropped, however the task ends.
pub(crate) struct Wheel(Arc<Live>);

impl Drop for Wheel {
    fn drop(&mut self) {
        self.0.driven.store(false, Ordering::Release);
    }
}
