//! Drives a test copy from one state to the next until it is gone, also after a restart. What it does next follows from its
//! record alone.

use std::sync::Arc;
use std::time::Duration;

use domain::database::Endpoint;
use domain::error::Retry;
use domain::provider::Provider;
use domain::test_copy::{TestCopyRecord, TestCopyState};
use domain::{Error, Result};

use super::live::TestCopying;
use super::{answer, delete, fill, order, rehearse};
use crate::application::App;
use crate::copy::problem;

/// The longest time for which nobody looks whether a copy has expired: the machine may sleep, its clock may be set.
pub(super) const LOOK: Duration = Duration::from_secs(30);

impl App {
    /// Takes up every test copy that is not gone: it goes on, or is deleted.
    pub(crate) async fn recover_test_copies(&self) -> Result<()> {
        for record in self.store.test_copies().await? {
            if record.state.is_there() {
                tracing::info!(test_copy = %record.id, state = ?record.state, "a test copy is taken up again");
                self.drive_test_copy(TestCopying::found(record))?;
            }
        }
        Ok(())
    }

    /// Something that test copies wait for may have come.
    pub(crate) fn nudge_test_copies(&self) {
        for live in self.test_copies.all() {
            live.nudge();
        }
    }

    pub(super) fn drive_test_copy(&self, live: Arc<TestCopying>) -> Result<()> {
        self.test_copies.put(live.id, Arc::clone(&live));
        let app = self.own()?;
        self.tasks.spawn(async move {
            tokio::select! {
                biased;
                () = app.stop.cancelled() => {}
                () = drive(&app, &live) => {}
            }
        });
        Ok(())
    }
}

async fn drive(app: &Arc<App>, live: &Arc<TestCopying>) {
    let mut pause = Pause::new(app);
    loop {
        let step = match live.state() {
            TestCopyState::Ordering => Box::pin(order::run(app, live)).await,
            TestCopyState::Waiting => Box::pin(answer::run(app, live)).await,
            TestCopyState::Filling => Box::pin(fill::run(app, live)).await,
            TestCopyState::Rehearsing => Box::pin(rehearse::run(app, live)).await,
            TestCopyState::Ready | TestCopyState::Failed => due(app, live).await,
            TestCopyState::Deleting => Box::pin(delete::run(app, live)).await,
            TestCopyState::Gone => return,
        };
        match step {
            Ok(()) => pause = Pause::new(app),
            // What could not be written down was not done.
            Err(error) => {
                tracing::warn!(test_copy = %live.id, code = error.code(), "a test copy does not go on");
                live.pause(pause.next()).await;
            }
        }
    }
}

/// Waits until a copy expires or somebody asks for its end.
async fn due(app: &App, live: &TestCopying) -> Result<()> {
    let record = live.record();
    let left = record.expires.since(app.now()).0;
    if left <= 0 {
        return expired(app, live).await;
    }
    live.pause(Duration::from_millis(left.unsigned_abs()).min(LOOK)).await;
    Ok(())
}

/// Its time is over.
pub(super) async fn expired(app: &App, live: &TestCopying) -> Result<()> {
    live.change(app, |record| {
        if record.state.is_there() {
            record.state = TestCopyState::Deleting;
        }
    })
    .await
    .map(drop)
}

/// Whether its time is over.
pub(super) fn is_expired(app: &App, record: &TestCopyRecord) -> bool {
    app.now() >= record.expires
}

/// Pauses that grow, and end early when somebody nudges.
pub(super) struct Pause {
    next: Duration,
    most: Duration,
}

impl Pause {
    pub(super) fn new(app: &App) -> Self {
        Self { next: app.config.pace.test_copy_every, most: app.config.pace.test_copy_most }
    }

    pub(super) fn next(&mut self) -> Duration {
        let now = self.next;
        self.next = (now * 2).min(self.most);
        now
    }
}

/// The connection that a test copy goes through.
pub(super) async fn provider(app: &App, record: &TestCopyRecord) -> Result<Arc<dyn Provider>> {
    Ok(app.connection_of(record.key.account).await?.1)
}

/// Where the created database is reached.
pub(super) async fn target(app: &App, record: &TestCopyRecord) -> Result<Endpoint> {
    let created = record.created.as_ref().ok_or_else(unknown)?;
    provider(app, record).await?.endpoint(created).await?.ok_or_else(no_address)
}

/// Where the source is reached.
pub(super) async fn source(app: &App, record: &TestCopyRecord) -> Result<Endpoint> {
    provider(app, record).await?.endpoint(&record.key.database).await?.ok_or_else(no_address)
}

fn unknown() -> Error {
    Error::new(domain::ErrorKind::WrongState, "there is no database yet")
}

fn no_address() -> Error {
    Error::new(domain::ErrorKind::NotSupported, "this database is not one that we connect to")
}

/// Whether a person has to do something before it can go on; else it passes by waiting, or never.
pub(super) fn waits_for_person(error: &Error) -> bool {
    error.retry() == Retry::AfterRemedy
}

/// Shows why it does not go on for now.
pub(super) async fn troubled(app: &App, live: &TestCopying, error: &Error) -> Result<()> {
    live.change(app, |record| record.problem = Some(problem(error))).await.map(drop)
}

/// It did not come about. Where its end was asked for meanwhile, that stands.
pub(super) async fn failed(app: &App, live: &TestCopying, error: &Error) -> Result<()> {
    tracing::warn!(test_copy = %live.id, code = error.code(), "a test copy failed");
    live.change(app, |record| {
        record.problem = Some(problem(error));
        if record.state != TestCopyState::Deleting {
            record.state = TestCopyState::Failed;
        }
    })
    .await
    .map(drop)
}
