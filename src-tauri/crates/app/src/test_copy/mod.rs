//! Test copies: the real data on a temporary database at the targeted version, ordered, filled, compared, and deleted.
//!
//! What may be billed is written down before it is ordered, and is deleted until the provider says that it is gone. The source
//! is only read.

mod answer;
mod begin;
mod checks;
mod delete;
mod drive;
mod env_file;
mod estimate;
mod fill;
mod format;
mod leftovers;
mod live;
mod order;
mod rehearse;
mod statements;
mod view;

use std::sync::Arc;

use domain::engine::Engine;
use domain::ids::{DatabaseKey, TestCopyId};
use domain::test_copy::{TestCopyRecord, TestCopyState, TestCopyView};
use domain::{Error, ErrorKind, Result};

pub use checks::ChecksFrom;
pub(crate) use estimate::predicted;
pub(crate) use live::TestCopying;

use crate::application::App;

impl App {
    /// One test copy.
    ///
    /// # Errors
    /// `NotFound`; those of the store.
    pub async fn test_copy(&self, id: TestCopyId) -> Result<TestCopyView> {
        if let Some(live) = self.test_copies.get(&id) {
            return Ok(view::of_live(&live, self.now()));
        }
        Ok(view::of(&self.test_copy_record(id).await?, None, self.now()))
    }

    /// The test copies of a database, newest first, also those that are gone. Asks no provider.
    ///
    /// # Errors
    /// Those of the store.
    pub async fn test_copies_of(&self, key: &DatabaseKey) -> Result<Vec<TestCopyView>> {
        let mut all = self.every_test_copy().await?;
        all.retain(|copy| copy.key == *key);
        Ok(all)
    }

    /// Asks for the end of a test copy. It is deleted in the background, as often as it takes, also after a restart.
    ///
    /// # Errors
    /// `NotFound`; those of the store.
    pub async fn test_copy_delete(&self, id: TestCopyId) -> Result<TestCopyView> {
        let Some(live) = self.test_copies.get(&id) else { return self.test_copy(id).await };
        live.change(self, |record| {
            if record.state.is_there() {
                record.state = TestCopyState::Deleting;
            }
        })
        .await?;
        live.stop_filling();
        live.nudge();
        Ok(view::of_live(&live, self.now()))
    }

    /// Every test copy, newest first.
    async fn every_test_copy(&self) -> Result<Vec<TestCopyView>> {
        let now = self.now();
        let one = |record: TestCopyRecord| match self.test_copies.get(&record.id) {
            Some(live) => view::of_live(&live, now),
            None => view::of(&record, None, now),
        };
        let mut all: Vec<TestCopyView> = self.store.test_copies().await?.into_iter().map(one).collect();
        all.sort_by_key(|copy| std::cmp::Reverse((copy.began, copy.id)));
        Ok(all)
    }

    async fn test_copy_record(&self, id: TestCopyId) -> Result<TestCopyRecord> {
        if let Some(live) = self.test_copies.get(&id) {
            return Ok(live.record());
        }
        let record = self.store.test_copy(id).await?;
        record.ok_or_else(|| Error::new(ErrorKind::NotFound, "there is no such test copy"))
    }

    /// The record of a copy that was filled and is there.
    async fn ready_record(&self, id: TestCopyId) -> Result<TestCopyRecord> {
        let record = self.test_copy_record(id).await?;
        if record.state != TestCopyState::Ready {
            return Err(Error::new(ErrorKind::WrongState, "the test copy is not ready"));
        }
        Ok(record)
    }
}

/// The engine of the source, which is that of the copy.
async fn engine_of(app: &App, record: &TestCopyRecord) -> Result<Arc<dyn Engine>> {
    let database = drive::provider(app, record).await?.database(&record.key.database).await?;
    let engine = app.engine(database.summary.engine);
    engine.ok_or_else(|| Error::new(ErrorKind::NotSupported, "this engine is not one that we copy"))
}
