//! What a copy writes down about its chunks, so that none is lost and none is counted twice.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use async_trait::async_trait;
use serde::{Deserialize, Serialize};

use super::plan::ChunkId;
use crate::error::Result;

/// A chunk as written down.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChunkRecord {
    /// Which chunk of the plan.
    pub id: ChunkId,
    /// Qualified name of its table.
    pub table: String,
    /// The engine's words for its range.
    pub range: String,
    /// How far it is.
    pub state: ChunkState,
    /// Rows committed; 0 until it is done.
    pub rows: u64,
    /// Bytes committed; 0 until it is done.
    pub bytes: u64,
    /// Hex of a hash of the bytes in the order they were sent; empty until it is done.
    pub hash: String,
    /// How many times it was begun.
    pub attempts: u32,
}

/// How far a chunk is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ChunkState {
    /// Not begun.
    Waiting,
    /// Begun; not known to be committed.
    Begun,
    /// Committed on the target.
    Done,
}

/// Where a copy writes down its chunks.
///
/// # Contract
/// - `record` returns when the record is as durable as the ledger ever makes it: `Begun` before the first byte is written,
///   `Done` after the commit was answered.
/// - Records of different chunks may be written at the same time; of one chunk, never.
#[async_trait]
pub trait Ledger: Send + Sync {
    /// Writes a record over the one of the same chunk, if any.
    ///
    /// # Errors
    /// `StoreUnwritable`: the copy stops, since nothing is begun that could not be written down.
    async fn record(&self, record: ChunkRecord) -> Result<()>;

    /// All records, in the order of the chunks.
    ///
    /// # Errors
    /// `StoreDamaged`.
    async fn records(&self) -> Result<Vec<ChunkRecord>>;
}

/// A ledger that lives as long as the process.
#[derive(Debug, Default)]
pub struct MemoryLedger(Mutex<BTreeMap<ChunkId, ChunkRecord>>);

#[async_trait]
impl Ledger for MemoryLedger {
    async fn record(&self, record: ChunkRecord) -> Result<()> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(record.id, record);
        Ok(())
    }

    async fn records(&self) -> Result<Vec<ChunkRecord>> {
        Ok(self.0.lock().unwrap_or_else(PoisonError::into_inner).values().cloned().collect())
    }
}
