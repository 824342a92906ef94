//! The steps of a run by the method `transfer`, one file each. Only [`restore_point`], [`create_target`] and [`remove_target`]
//! change anything at the provider; only [`carry`] and [`thaw`] anything at the source.

pub(in crate::run) mod await_target;
pub(in crate::run) mod carry;
pub(in crate::run) mod check_both;
pub(in crate::run) mod create_target;
pub(in crate::run) mod hand_over;
pub(in crate::run) mod remove_target;
pub(in crate::run) mod restore_point;
pub(in crate::run) mod thaw;

use std::future::Future;
use std::sync::Arc;

use domain::database::Endpoint;
use domain::engine::Engine;
use domain::ids::DatabaseId;
use domain::run::{JournalEntry, Step};
use domain::{Error, ErrorKind, Result};

use super::super::drive::{Drive, not_done};
use super::super::record;
use super::super::record_transfer::Created;

/// Does something, unless the person stops the run first.
async fn unless_stopped<T>(drive: &Drive, work: impl Future<Output = Result<T>>) -> Result<T> {
    tokio::select! {
        biased;
        () = drive.live.stop.cancelled() => Err(Error::new(ErrorKind::Cancelled, "the person stopped the run")),
        done = Box::pin(work) => done,
    }
}

/// Writes that a step did not do what it is for, and why.
async fn gave_up(drive: &Drive, step: Step, error: &Error) -> Result<()> {
    tracing::info!(run = %drive.live.run.id, code = error.code(), error = %error, ?step, "a step is given up");
    drive.live.observe(&drive.app, step, not_done(error), &()).await
}

/// The database that the run ordered.
fn target(entries: &[JournalEntry]) -> Result<DatabaseId> {
    let created = record::observed::<Created>(entries, Step::CreateTarget);
    let nameless = || Error::new(ErrorKind::OutcomeUnknown, "the journal names no new database");
    created.map(|created| created.target).ok_or_else(nameless)
}

/// The engine of the source.
fn engine(drive: &Drive) -> Result<Arc<dyn Engine>> {
    drive.engine().ok_or_else(|| Error::new(ErrorKind::NotSupported, "this engine is not known"))
}

/// Where a database is reached now.
async fn endpoint(drive: &Drive, database: &DatabaseId) -> Result<Endpoint> {
    let endpoint = drive.provider().await?.endpoint(database).await?;
    endpoint.ok_or_else(|| Error::new(ErrorKind::NotSupported, "the provider tells no address"))
}
