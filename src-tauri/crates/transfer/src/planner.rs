//! What the planner of the target is given instead of gathering it: read and written as chunks are, counted nowhere.
//!
//! It holds no row of a user, so it is in no ledger: it is simply done again.

use std::sync::atomic::{AtomicUsize, Ordering};

use domain::Result;
use domain::engine::Chunk;
use futures::future::try_join_all;

use crate::build::PAUSE;
use crate::copy::Site;
use crate::pipe::pump;
use crate::pulse::Flow;

/// Carries all of it with as many sessions as there are jobs.
pub(crate) async fn carry(site: &Site, chunks: &[Chunk]) -> Result<()> {
    let next = AtomicUsize::new(0);
    let jobs = site.controls.jobs(site.options.jobs);
    let workers = (0..jobs.clamp(1, chunks.len().max(1))).map(|_| async {
        while let Some(chunk) = chunks.get(next.fetch_add(1, Ordering::Relaxed)) {
            repeated(site, chunk).await?;
        }
        Ok(())
    });
    try_join_all(workers).await.map(|_: Vec<()>| ())
}

/// Doing it twice changes nothing, so a lost answer is no question.
async fn repeated(site: &Site, chunk: &Chunk) -> Result<()> {
    let mut attempt = 0;
    loop {
        attempt += 1;
        match once(site, chunk).await {
            Err(error) if attempt < site.options.attempts && crate::may_repeat(&error) => {
                tokio::time::sleep(PAUSE * attempt).await;
            }
            done => return done,
        }
    }
}

async fn once(site: &Site, chunk: &Chunk) -> Result<()> {
    let (mut reader, mut writer) = tokio::try_join!(site.source.reader(), site.target.writer())?;
    writer.begin().await?;
    pump(&mut *reader, &mut *writer, chunk, &site.controls, &Flow::apart()).await?;
    writer.commit().await.map_err(|failure| failure.error)
}
