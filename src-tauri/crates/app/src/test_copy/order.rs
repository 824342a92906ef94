//! Orders the database of a test copy. The one effect that bills and must never happen twice.
//!
//! Its record is on disk before; the request is sent once in the life of the copy. When its outcome is not known, the list of
//! databases is looked through for the label, and nothing is repeated.

use domain::database::DatabaseSummary;
use domain::ids::DatabaseId;
use domain::test_copy::{TestCopyRecord, TestCopyState};
use domain::time::{Millis, Timestamp};
use domain::{Error, ErrorKind, Result};
use tokio::time::Instant;

use super::drive::{Pause, expired, failed, is_expired, provider, troubled};
use super::live::TestCopying;
use crate::application::App;
use crate::fault::is_refusal;

/// Sends the order, or finds out what became of it.
pub(super) async fn run(app: &App, live: &TestCopying) -> Result<()> {
    if !live.may_order() {
        return probe(app, live).await;
    }
    let (record, began) = (live.record(), app.now());
    let provider = match provider(app, &record).await {
        Ok(provider) => provider,
        Err(error) => return refused(app, live, &error).await,
    };
    match provider.create_database(&record.key.database, &record.label, &record.ordered()).await {
        Ok(id) => ordered(app, live, id, app.now(), Some(app.now().since(began))).await,
        Err(error) if is_refusal(error.kind) => refused(app, live, &error).await,
        Err(error) => {
            tracing::warn!(test_copy = %live.id, code = error.code(), "the answer to an order is lost");
            troubled(app, live, &error).await?;
            probe(app, live).await
        }
    }
}

/// Nothing was ordered for sure.
async fn refused(app: &App, live: &TestCopying, error: &Error) -> Result<()> {
    let now = app.now();
    failed(app, live, error).await?;
    live.change(app, |record| {
        record.order_unknown = false;
        if record.state == TestCopyState::Deleting {
            record.state = TestCopyState::Gone;
            record.gone_at = Some(now);
        }
    })
    .await
    .map(drop)
}

/// Looks whether the order happened. Reads only, however often it is called.
async fn probe(app: &App, live: &TestCopying) -> Result<()> {
    let pace = app.config.pace;
    let (until, mut pause) = (Instant::now() + pace.probe_start_for, Pause::new(app));
    loop {
        let record = live.record();
        if record.state != TestCopyState::Ordering {
            return Ok(());
        }
        if is_expired(app, &record) {
            return expired(app, live).await;
        }
        // Asked before the look: what is absent in a look that began late is absent.
        let late = Instant::now() >= until;
        match look(app, &record).await {
            Ok(Some(found)) => {
                let at = found.created_at.unwrap_or(record.began).max(record.began);
                return ordered(app, live, found.id, at, None).await;
            }
            Ok(None) if late => {
                let detail = "the provider lists no database with this label since the order";
                return failed(app, live, &Error::new(ErrorKind::TimedOut, detail)).await;
            }
            Ok(None) => live.pause(pace.probe_start_every).await,
            Err(error) => {
                troubled(app, live, &error).await?;
                live.pause(pause.next()).await;
            }
        }
    }
}

/// The database with the label of a copy, where the provider lists one.
pub(super) async fn look(app: &App, record: &TestCopyRecord) -> Result<Option<DatabaseSummary>> {
    let listed = provider(app, record).await?.list_databases().await?;
    Ok(listed.into_iter().find(|one| one.name.contains(&record.label)))
}

async fn ordered(
    app: &App,
    live: &TestCopying,
    id: DatabaseId,
    at: Timestamp,
    took: Option<Millis>,
) -> Result<()> {
    live.change(app, |record| {
        record.created = Some(id);
        record.order_unknown = false;
        record.ordered_at = Some(at);
        record.times.order = took;
        record.problem = None;
        if record.state == TestCopyState::Ordering {
            record.state = TestCopyState::Waiting;
        }
    })
    .await
    .map(drop)
}
