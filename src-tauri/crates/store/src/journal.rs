//! The journal of runs: append-only, chained, durable before the call returns.

use domain::ids::RunId;
use domain::run::{EntryKind, JournalEntry, Step};
use domain::time::Timestamp;
use domain::{Error, ErrorKind, Result};

use sqlx::{Connection as _, SqliteConnection};

use crate::chain::{self, Chain, Columns, Row};
use crate::fault::{damaged, fault};
use crate::open::Store;
use crate::text;

const ROWS: &str = "SELECT seq, at, step, attempt, kind, hash FROM journal WHERE run = ? ORDER BY seq";

impl Store {
    /// Writes an entry behind the newest one. It is on disk when this returns: an effect whose intent could not be
    /// written down must not happen. Error `NotFound` when there is no such run.
    pub async fn append_journal(
        &self,
        run: RunId,
        step: Step,
        attempt: u32,
        kind: EntryKind,
        at: Timestamp,
    ) -> Result<JournalEntry> {
        let (step_word, kind_text) = (text::word(&step)?, text::write(&kind)?);
        let id = run.to_string();
        let mut change = self.change().await?;
        let end: Option<(i64, String)> = sqlx::query_as("SELECT entries, head FROM runs WHERE id = ?")
            .bind(&id)
            .fetch_optional(change.on())
            .await
            .map_err(fault("reading the end of a journal"))?;
        let (entries, head) = end.ok_or_else(no_run)?;
        let seq = entries + 1;
        let hash = chain::link(&head, seq, at.0, &step_word, i64::from(attempt), &kind_text);
        sqlx::query(
            "INSERT INTO journal (run, seq, at, step, attempt, kind, hash) VALUES (?, ?, ?, ?, ?, ?, ?)",
        )
        .bind(&id)
        .bind(seq)
        .bind(at.0)
        .bind(&step_word)
        .bind(attempt)
        .bind(&kind_text)
        .bind(&hash)
        .execute(change.on())
        .await
        .map_err(fault("writing to the journal"))?;
        sqlx::query("UPDATE runs SET entries = ?, head = ? WHERE id = ?")
            .bind(seq)
            .bind(&hash)
            .bind(&id)
            .execute(change.on())
            .await
            .map_err(fault("writing to the journal"))?;
        change.commit().await?;
        Ok(JournalEntry { seq: text::count(seq, "a place in the journal")?, at, step, attempt, kind, hash })
    }

    /// The journal of a run, oldest first; empty when there is no such run.
    pub async fn journal(&self, run: RunId) -> Result<Vec<JournalEntry>> {
        let rows = rows(&mut *self.read().await?, &run.to_string()).await?;
        rows.into_iter().map(entry).collect()
    }

    /// Walks along the journal's chain and says whether it is as it was written. Error `NotFound` when there is no such
    /// run.
    pub async fn verify_chain(&self, run: RunId) -> Result<Chain> {
        let id = run.to_string();
        let mut connection = self.read().await?;
        // One view of both tables, whatever is written meanwhile.
        let mut read = connection.begin().await.map_err(fault("reading the journal"))?;
        let found: Option<(String, String, i64, i64, String)> =
            sqlx::query_as("SELECT plan, acceptance, created_at, entries, head FROM runs WHERE id = ?")
                .bind(&id)
                .fetch_optional(&mut *read)
                .await
                .map_err(fault("reading a run"))?;
        let (plan, acceptance, created_at, entries, head) = found.ok_or_else(no_run)?;
        let rows = rows(&mut read, &id).await?;
        read.commit().await.map_err(fault("reading the journal"))?;
        Ok(chain::walk(chain::root(&id, &plan, &acceptance, created_at), &rows, entries, &head))
    }
}

async fn rows(connection: &mut SqliteConnection, run: &str) -> Result<Vec<Row>> {
    let rows: Vec<Columns> =
        sqlx::query_as(ROWS).bind(run).fetch_all(connection).await.map_err(fault("reading the journal"))?;
    Ok(rows.into_iter().map(Row::from).collect())
}

fn entry(row: Row) -> Result<JournalEntry> {
    Ok(JournalEntry {
        seq: text::count(row.seq, "a place in the journal")?,
        at: Timestamp(row.at),
        step: text::from_word(&row.step, "a step of the journal")?,
        attempt: u32::try_from(row.attempt).map_err(|_| damaged("an attempt is no number of attempts"))?,
        kind: text::read(&row.kind, "an entry of the journal")?,
        hash: row.hash,
    })
}

fn no_run() -> Error {
    Error::new(ErrorKind::NotFound, "there is no such run")
}
