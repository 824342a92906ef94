//! A test copy in this process: its record in memory and on disk, how it is filled, who drives it.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use domain::Result;
use domain::ids::TestCopyId;
use domain::test_copy::{TestCopyRecord, TestCopyState};
use tokio::sync::watch;

use crate::application::App;
use crate::copy::Copying;

/// A test copy in this process.
pub(crate) struct TestCopying {
    pub(crate) id: TestCopyId,
    record: Mutex<TestCopyRecord>,
    /// Changes are written one after the other.
    pen: tokio::sync::Mutex<()>,
    /// Raised when what it waits for may have come: a deletion was asked for, the vault was opened.
    nudge: watch::Sender<u64>,
    filling: Mutex<Option<(Arc<Copying>, transfer::Controls)>>,
    /// Whether the order was never sent: it may be sent once.
    may_order: AtomicBool,
    /// Whether it was found at the start of the process: what it was at has been interrupted.
    pub(super) taken_up: bool,
}

impl TestCopying {
    /// One that was just written down, and may be ordered.
    pub(super) fn new(record: TestCopyRecord) -> Arc<Self> {
        Arc::new(Self::over(record, false))
    }

    /// One that was found.
    pub(super) fn found(record: TestCopyRecord) -> Arc<Self> {
        Arc::new(Self::over(record, true))
    }

    fn over(record: TestCopyRecord, taken_up: bool) -> Self {
        Self {
            id: record.id,
            record: Mutex::new(record),
            pen: tokio::sync::Mutex::new(()),
            nudge: watch::Sender::new(0),
            filling: Mutex::new(None),
            may_order: AtomicBool::new(!taken_up),
            taken_up,
        }
    }

    /// The record as it is on disk.
    pub(super) fn record(&self) -> TestCopyRecord {
        held(&self.record).clone()
    }

    pub(super) fn state(&self) -> TestCopyState {
        held(&self.record).state
    }

    /// Changes the record: first on disk, then here.
    ///
    /// # Errors
    /// `StoreUnwritable`: then it is as it was.
    pub(super) async fn change(
        &self,
        app: &App,
        how: impl FnOnce(&mut TestCopyRecord) + Send,
    ) -> Result<TestCopyRecord> {
        let _pen = self.pen.lock().await;
        let before = self.record();
        let mut next = before.clone();
        how(&mut next);
        if next == before {
            return Ok(next);
        }
        app.config.failpoint.reach_test_copy(&next, false).await;
        app.store.write_test_copy(&next).await?;
        if next.state != before.state {
            tracing::info!(test_copy = %self.id, from = ?before.state, to = ?next.state, "a test copy goes on");
        }
        *held(&self.record) = next.clone();
        app.config.failpoint.reach_test_copy(&next, true).await;
        Ok(next)
    }

    /// Gives the right to send the order, once in the life of the copy.
    pub(super) fn may_order(&self) -> bool {
        self.may_order.swap(false, Ordering::SeqCst)
    }

    /// What it waits for may have come.
    pub(super) fn nudge(&self) {
        self.nudge.send_modify(|count| *count += 1);
    }

    /// Waits for this long, or until it is nudged.
    pub(super) async fn pause(&self, bound: Duration) {
        let mut nudged = self.nudge.subscribe();
        let _ = tokio::time::timeout(bound, nudged.changed()).await;
    }

    /// It is being filled, and stopped by these.
    pub(super) fn fills(&self, copying: Arc<Copying>, controls: transfer::Controls) {
        *held(&self.filling) = Some((copying, controls));
    }

    /// How it is filled, since this process began.
    pub(super) fn copying(&self) -> Option<Arc<Copying>> {
        held(&self.filling).as_ref().map(|(copying, _)| Arc::clone(copying))
    }

    /// Stops the filling, where there is one.
    pub(super) fn stop_filling(&self) {
        if let Some((_, controls)) = &*held(&self.filling) {
            controls.stop();
        }
    }
}

fn held<T>(of: &Mutex<T>) -> MutexGuard<'_, T> {
    of.lock().unwrap_or_else(PoisonError::into_inner)
}
