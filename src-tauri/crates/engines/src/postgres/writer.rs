//! A writing session: tasks whole or not at all, chunks in one transaction each.

use async_trait::async_trait;
use domain::engine::{Chunk, ChunkData, Receipt, Task, WriteFailure, Writer, Written};
use domain::{Error, ErrorKind, Result};
use futures::StreamExt;
use sqlx::{AssertSqlSafe, PgConnection, Row};

use super::connect::run;
use super::failure::failure;

/// Writes rows by COPY.
pub(super) struct CopyWriter {
    connection: PgConnection,
}

impl CopyWriter {
    pub(super) fn new(connection: PgConnection) -> Self {
        Self { connection }
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

    async fn transaction(&mut self) -> Result<String> {
        let doing = "naming the transaction";
        let row =
            sqlx::raw_sql("SELECT pg_catalog.txid_current()::text").fetch_one(&mut self.connection).await;
        row.and_then(|row| row.try_get(0)).map_err(|error| failure(&error, doing))
    }
}

fn is_copy(statement: &str) -> bool {
    statement.starts_with("COPY ")
}

#[async_trait]
impl Writer for CopyWriter {
    async fn execute(&mut self, task: &Task) -> Result<()> {
        let doing = format!("creating {} {}", task.kind, task.name);
        if task.alone {
            for statement in &task.script.0 {
                run(&mut self.connection, statement, &doing).await?;
            }
            return Ok(());
        }
        // Several statements in one message are one transaction.
        run(&mut self.connection, &task.script.0.join(";\n"), &doing).await
    }

    async fn write(&mut self, chunk: &Chunk, data: ChunkData<'_>) -> Result<Written, WriteFailure> {
        run(&mut self.connection, "BEGIN", "beginning a chunk").await?;
        let transaction = self.transaction().await?;
        let written = match self.copy(chunk, data).await {
            Ok(written) => written,
            Err(error) => {
                // If this cannot be said either, the server rolls back by itself when the session ends.
                let _ = run(&mut self.connection, "ROLLBACK", "giving up a chunk").await;
                return Err(error.into());
            }
        };
        match run(&mut self.connection, "COMMIT", "committing a chunk").await {
            Ok(()) => Ok(written),
            Err(error) if is_answer(&error) => Err(error.into()),
            Err(error) => {
                Err(WriteFailure { error, receipt: Some(Box::new(Receipt { transaction, written })) })
            }
        }
    }
}

/// Whether the server itself refused the commit: then nothing was kept, and that is known.
fn is_answer(error: &Error) -> bool {
    matches!(error.kind, ErrorKind::DatabaseRefused | ErrorKind::DatabaseRight)
}
