//! Ledgers of transfers. They are written often, so a write outlives the process but not a loss of power: who takes a
//! transfer up counts the rows that are there. Everything else in the store stays as durable as it was.

use std::sync::Arc;

use async_trait::async_trait;
use domain::Result;
use domain::engine::{ChunkRecord, Ledger, Ledgers, TaskRecord, TransferRecord, Unfinished};
use domain::time::Timestamp;
use sqlx::{Sqlite, SqlitePool};

use crate::fault::fault;
use crate::open::{Change, Store};
use crate::text;

/// Ledgers in the store's file.
pub struct StoredLedgers {
    pool: SqlitePool,
}

struct StoredLedger {
    pool: SqlitePool,
    transfer: i64,
}

impl Store {
    /// The ledgers of transfers.
    ///
    /// # Errors
    /// `StoreBusy` where the store is open for reading only.
    pub fn ledgers(&self) -> Result<StoredLedgers> {
        Ok(StoredLedgers { pool: self.quick()?.clone() })
    }
}

#[async_trait]
impl Ledgers for StoredLedgers {
    async fn unfinished(&self) -> Result<Vec<Unfinished>> {
        let rows: Vec<(i64, String)> =
            sqlx::query_as("SELECT id, record FROM transfers WHERE ended_at IS NULL ORDER BY id DESC")
                .fetch_all(&self.pool)
                .await
                .map_err(fault("reading the transfers"))?;
        rows.into_iter()
            .map(|(number, record)| Ok(Unfinished { number, record: text::read(&record, "a transfer")? }))
            .collect()
    }

    async fn begin(&self, record: &TransferRecord) -> Result<Arc<dyn Ledger>> {
        let transfer = sqlx::query_scalar("INSERT INTO transfers (record) VALUES (?) RETURNING id")
            .bind(text::write(record)?)
            .fetch_one(&self.pool)
            .await
            .map_err(fault("writing a transfer"))?;
        Ok(Arc::new(StoredLedger { pool: self.pool.clone(), transfer }))
    }

    async fn take_up(&self, number: i64) -> Result<Arc<dyn Ledger>> {
        Ok(Arc::new(StoredLedger { pool: self.pool.clone(), transfer: number }))
    }
}

impl StoredLedger {
    async fn change(&self) -> Result<Change> {
        Change::begin(&self.pool).await
    }

    async fn records(&self, sql: &'static str, doing: &'static str) -> Result<Vec<String>> {
        sqlx::query_scalar::<Sqlite, String>(sql)
            .bind(self.transfer)
            .fetch_all(&self.pool)
            .await
            .map_err(fault(doing))
    }
}

#[async_trait]
impl Ledger for StoredLedger {
    async fn write(&self, record: &TransferRecord) -> Result<()> {
        sqlx::query("UPDATE transfers SET record = ? WHERE id = ?")
            .bind(text::write(record)?)
            .bind(self.transfer)
            .execute(&self.pool)
            .await
            .map(|_| ())
            .map_err(fault("writing a transfer"))
    }

    async fn chunk(&self, record: ChunkRecord) -> Result<()> {
        sqlx::query(
            "INSERT INTO transfer_chunks (transfer, name, range, record) VALUES (?, ?, ?, ?)
             ON CONFLICT DO UPDATE SET record = excluded.record",
        )
        .bind(self.transfer)
        .bind(&record.table)
        .bind(&record.range)
        .bind(text::write(&record)?)
        .execute(&self.pool)
        .await
        .map(|_| ())
        .map_err(fault("writing a chunk"))
    }

    async fn tasks(&self, records: &[TaskRecord]) -> Result<()> {
        let mut change = self.change().await?;
        for record in records {
            sqlx::query(
                "INSERT INTO transfer_tasks (transfer, key, record) VALUES (?, ?, ?)
                 ON CONFLICT DO UPDATE SET record = excluded.record",
            )
            .bind(self.transfer)
            .bind(&record.key)
            .bind(text::write(record)?)
            .execute(change.on())
            .await
            .map_err(fault("writing a task"))?;
        }
        change.commit().await
    }

    async fn chunks(&self) -> Result<Vec<ChunkRecord>> {
        let sql = "SELECT record FROM transfer_chunks WHERE transfer = ? ORDER BY name, range";
        let rows = self.records(sql, "reading the chunks").await?;
        rows.iter().map(|row| text::read(row, "a chunk")).collect()
    }

    async fn done_tasks(&self) -> Result<Vec<TaskRecord>> {
        let sql = "SELECT record FROM transfer_tasks WHERE transfer = ? ORDER BY key";
        let rows = self.records(sql, "reading the tasks").await?;
        rows.iter().map(|row| text::read(row, "a task")).collect()
    }

    async fn forget(&self, chunks: &[(String, String)], tasks: &[String]) -> Result<()> {
        let mut change = self.change().await?;
        for (name, range) in chunks {
            sqlx::query("DELETE FROM transfer_chunks WHERE transfer = ? AND name = ? AND range = ?")
                .bind(self.transfer)
                .bind(name)
                .bind(range)
                .execute(change.on())
                .await
                .map_err(fault("striking out a chunk"))?;
        }
        for key in tasks {
            sqlx::query("DELETE FROM transfer_tasks WHERE transfer = ? AND key = ?")
                .bind(self.transfer)
                .bind(key)
                .execute(change.on())
                .await
                .map_err(fault("striking out a task"))?;
        }
        change.commit().await
    }

    async fn end(&self, at: Timestamp) -> Result<()> {
        let mut change = self.change().await?;
        for sql in [
            "DELETE FROM transfer_chunks WHERE transfer = ?2 AND ?1 IS NOT NULL",
            "DELETE FROM transfer_tasks WHERE transfer = ?2 AND ?1 IS NOT NULL",
            "UPDATE transfers SET ended_at = ?1 WHERE id = ?2",
        ] {
            sqlx::query(sql)
                .bind(at.0)
                .bind(self.transfer)
                .execute(change.on())
                .await
                .map_err(fault("ending a transfer"))?;
        }
        change.commit().await
    }
}
