//! How data gets from one server to another. The practice cloud moves it for real; it never pretends.

use std::sync::Arc;

use async_trait::async_trait;
use domain::database::{Endpoint, EngineKind};
use domain::engine::MemoryLedger;
use domain::time::{Clock, Timestamp};
use domain::verification::Verdict;
use domain::{Error, ErrorKind, Result};
use tokio_util::sync::CancellationToken;

/// Moves everything inside a database to an empty one.
#[async_trait]
pub trait Mover: Send + Sync {
    /// Copies all objects and all rows. Returns when the target is complete; it can be dropped at any time.
    ///
    /// # Errors
    /// Whatever kept it from being complete.
    async fn carry(&self, source: &Endpoint, target: &Endpoint) -> Result<()>;
}

/// Moves data with the product's own engine and scheduler, and compares both sides when it is done.
#[derive(Clone, Copy, Debug, Default)]
pub struct EngineMover;

#[async_trait]
impl Mover for EngineMover {
    async fn carry(&self, source: &Endpoint, target: &Endpoint) -> Result<()> {
        let (source, target) = (source.clone(), target.clone());
        let cancel = CancellationToken::new();
        // Whoever drops this call stops the copy.
        let _guard = cancel.clone().drop_guard();
        let host = tokio::runtime::Handle::current();
        // The copy has a thread of its own: it computes for long stretches, and requests want answers meanwhile.
        let copy = tokio::task::spawn_blocking(move || host.block_on(copy(&source, &target, cancel)));
        copy.await.map_err(|cause| Error::new(ErrorKind::Internal, "the copy ended badly").because(cause))?
    }
}

async fn copy(source: &Endpoint, target: &Endpoint, cancel: CancellationToken) -> Result<()> {
    let engine = engines::by_kind(EngineKind::Postgresql)
        .ok_or_else(|| Error::new(ErrorKind::Internal, "there is no engine for PostgreSQL"))?;
    let ledger = Arc::new(MemoryLedger::default());
    let options = transfer::Options { jobs: 2, ..Default::default() };
    let (clock, sink) = (Arc::new(MachineClock), Arc::new(|_| {}));
    let carried = transfer::between(engine.as_ref(), source, target, ledger, clock, options, sink, cancel);
    let report = Box::pin(carried).await?;
    match report.verification {
        Some(found) if found.verdict == Verdict::Different => {
            let first =
                found.differences.first().map(|it| format!("{} {}", it.kind, it.name)).unwrap_or_default();
            let detail = format!("{} differences, the first at {first}", found.differences.len());
            Err(Error::new(ErrorKind::VerificationDiffers, detail))
        }
        _ => Ok(()),
    }
}

struct MachineClock;

impl Clock for MachineClock {
    fn now(&self) -> Timestamp {
        Timestamp(jiff::Timestamp::now().as_millisecond())
    }
}
