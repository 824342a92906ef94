//! What the planner of the target is given instead of gathering it: read and written as chunks are, counted nowhere.
//!
//! It holds no row of a user, so it is in no ledger: it is simply done again.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use domain::Result;
use domain::engine::{Chunk, Source, Target};
use futures::future::try_join_all;

use crate::pipe::pump;
use crate::pulse::Flow;

/// Carries all of it with as many sessions as there are jobs.
pub(crate) async fn carry(
    source: &dyn Source,
    target: &dyn Target,
    chunks: &[Chunk],
    jobs: usize,
    attempts: u32,
) -> Result<()> {
    let next = AtomicUsize::new(0);
    let workers = (0..jobs.clamp(1, chunks.len().max(1))).map(|_| async {
        while let Some(chunk) = chunks.get(next.fetch_add(1, Ordering::Relaxed)) {
            repeated(source, target, chunk, attempts).await?;
        }
        Ok(())
    });
    try_join_all(workers).await.map(|_: Vec<()>| ())
}

/// Doing it twice changes nothing, so a lost answer is no question.
async fn repeated(source: &dyn Source, target: &dyn Target, chunk: &Chunk, attempts: u32) -> Result<()> {
    let mut attempt = 0;
    loop {
        attempt += 1;
        match once(source, target, chunk).await {
            Err(error) if attempt < attempts && crate::may_repeat(&error) => {
                tokio::time::sleep(Duration::from_millis(250) * attempt).await;
            }
            done => return done,
        }
    }
}

async fn once(source: &dyn Source, target: &dyn Target, chunk: &Chunk) -> Result<()> {
    let (mut reader, mut writer) = tokio::try_join!(source.reader(), target.writer())?;
    pump(&mut *reader, &mut *writer, chunk, &Flow::apart()).await.map(|_| ()).map_err(|failure| failure.error)
}
