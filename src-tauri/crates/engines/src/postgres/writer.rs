//! A writing session: tasks whole or not at all, chunks in one transaction each.

use async_trait::async_trait;
use domain::Result;
use domain::engine::{Chunk, ChunkData, CommitFailure, Task, Writer, Written};
use domain::error::Retry;
use futures::StreamExt;
use sqlx::{AssertSqlSafe, PgConnection, Row};

use super::connect::run;
use super::failure::failure;

/// Writes rows by COPY.
pub(super) struct CopyWriter {
    connection: PgConnection,
    /// Whether this server may build one index with several processes: since 11.
    spreads: bool,
}

/// Bytes of a table from which on a server spreads the building of an index, as it is set up by default.
const SPREAD: u64 = 8 << 20;

impl CopyWriter {
    /// In a session with a server of a major.
    pub(super) fn new(connection: PgConnection, major: u32) -> Self {
        Self { connection, spreads: major >= 11 }
    }

    async fn copy(&mut self, chunk: &Chunk, mut data: ChunkData<'_>) -> Result<Written> {
        let mut written = Written::default();
        for statement in &chunk.write.0 {
            if !is_copy(statement) {
                // What is not copied directly is counted by the last statement.
                let done =
                    sqlx::raw_sql(AssertSqlSafe(statement.as_str())).execute(&mut self.connection).await;
                written.rows = done.map_err(|error| failure(&error, "writing rows"))?.rows_affected();
                continue;
            }
            let doing = "writing rows";
            let copy = self.connection.copy_in_raw(statement).await;
            let mut copy = copy.map_err(|error| failure(&error, doing))?;
            while let Some(part) = data.next().await {
                match part {
                    Ok(part) => {
                        written.bytes += part.len() as u64;
                        copy.send(part).await.map_err(|error| failure(&error, doing))?;
                    }
                    Err(error) => {
                        // The error that is told is the reader's; the transaction is rolled back in any case.
                        let _ = copy.abort("the source stopped").await;
                        return Err(error);
                    }
                }
            }
            written.rows = copy.finish().await.map_err(|error| failure(&error, doing))?;
        }
        Ok(written)
    }
}

fn is_copy(statement: &str) -> bool {
    statement.starts_with("COPY ")
}

#[async_trait]
impl Writer for CopyWriter {
    async fn begin(&mut self) -> Result<String> {
        let doing = "beginning a transaction";
        // One message: over a long line each answer costs.
        let rows = sqlx::raw_sql("BEGIN; SELECT pg_catalog.txid_current()::text")
            .fetch_one(&mut self.connection)
            .await;
        rows.and_then(|row| row.try_get(0)).map_err(|error| failure(&error, doing))
    }

    async fn execute(&mut self, task: &Task, busy: bool) -> Result<()> {
        let doing = format!("creating {} {}", task.kind, task.name);
        if task.alone {
            for statement in &task.script.0 {
                run(&mut self.connection, statement, &doing).await?;
            }
            return Ok(());
        }
        let mut script = task.script.0.join(";\n");
        // With every processor at work, sorting in several processes only costs: they meet in files.
        if busy && self.spreads && task.weight >= SPREAD {
            script.insert_str(0, "SET LOCAL max_parallel_maintenance_workers = 0;\n");
        }
        run(&mut self.connection, &script, &doing).await
    }

    async fn write(&mut self, chunk: &Chunk, data: ChunkData<'_>) -> Result<Written> {
        self.copy(chunk, data).await
    }

    async fn commit(&mut self) -> Result<(), CommitFailure> {
        run(&mut self.connection, "COMMIT", "committing").await.map_err(|error| {
            // Whether the server itself refused: then nothing was kept, and that is known.
            let unknown = matches!(error.retry(), Retry::Probe | Retry::Later);
            CommitFailure { error, unknown }
        })
    }
}
