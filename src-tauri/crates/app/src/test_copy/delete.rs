//! Deletes the database of a test copy, as often as it takes until the provider says that it is gone. What does not bear our
//! label is never deleted.

use domain::ids::DatabaseId;
use domain::test_copy::{TestCopyRecord, TestCopyState};
use domain::time::Timestamp;
use domain::{Error, ErrorKind, Result};
use tokio::time::Instant;

use super::drive::{Pause, provider};
use super::live::TestCopying;
use super::order;
use crate::application::App;
use crate::copy::problem;

/// What one attempt led to.
enum Seen {
    /// The provider says that there is none.
    Gone,
    /// Its end was asked for.
    Going,
    /// It is not known what it is called there.
    NotListed,
    /// It was found by its label.
    Found(DatabaseId),
}

pub(super) async fn run(app: &App, live: &TestCopying) -> Result<()> {
    let pace = app.config.pace;
    let mut pause = Pause::new(app);
    // An order whose outcome is not known may show only after a while.
    let until = Instant::now() + pace.probe_start_for;
    loop {
        let record = live.record();
        let late = Instant::now() >= until;
        match attempt(app, &record).await {
            Ok(Seen::Gone) => return gone(app, live).await,
            Ok(Seen::NotListed) if late || !record.order_unknown => return gone(app, live).await,
            Ok(Seen::NotListed) => live.pause(pace.probe_start_every).await,
            Ok(Seen::Found(id)) => {
                live.change(app, |record| {
                    record.ordered_at = record.ordered_at.or(Some(record.began));
                    record.created = Some(id);
                    record.order_unknown = false;
                })
                .await?;
            }
            Ok(Seen::Going) => live.pause(pace.ready_every).await,
            Err(error) => {
                let wait = pause.next();
                let millis = i64::try_from(wait.as_millis()).unwrap_or(i64::MAX);
                let next = Timestamp(app.now().0.saturating_add(millis));
                tracing::warn!(test_copy = %live.id, code = error.code(), "a test copy could not be deleted yet");
                live.change(app, |record| {
                    record.problem = Some(problem(&error));
                    record.delete_tries += 1;
                    record.next_try = Some(next);
                })
                .await?;
                live.pause(wait).await;
            }
        }
    }
}

async fn attempt(app: &App, record: &TestCopyRecord) -> Result<Seen> {
    let provider = provider(app, record).await?;
    let Some(id) = &record.created else {
        let found = order::look(app, record).await?;
        return Ok(found.map_or(Seen::NotListed, |found| Seen::Found(found.id)));
    };
    let name = match provider.database(id).await {
        Ok(database) => database.summary.name,
        // One word of the provider is not enough where money is: the list must agree.
        Err(error) if error.kind == ErrorKind::NotFound => {
            let listed = provider.list_databases().await?;
            let still = listed.iter().any(|one| one.id == *id || one.name.contains(&record.label));
            return if still { Err(error) } else { Ok(Seen::Gone) };
        }
        Err(error) => return Err(error),
    };
    if !name.contains(&record.label) {
        let detail = "the database does not bear the label of the test copy: it is not deleted";
        return Err(Error::new(ErrorKind::WrongState, detail));
    }
    provider.delete_database(id).await?;
    Ok(Seen::Going)
}

async fn gone(app: &App, live: &TestCopying) -> Result<()> {
    let now = app.now();
    live.change(app, |record| {
        record.state = TestCopyState::Gone;
        record.gone_at = Some(now);
        record.next_try = None;
        record.problem = None;
    })
    .await
    .map(drop)
}
