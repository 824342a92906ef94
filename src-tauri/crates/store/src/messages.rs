//! Lines of the log drawer, kept with their run.

use domain::Result;
use domain::ids::RunId;
use domain::run::RunMessage;
use domain::time::Timestamp;

use crate::fault::fault;
use crate::open::Store;
use crate::text;

impl Store {
    /// Adds a line to a run's log.
    pub async fn append_message(&self, run: RunId, message: &RunMessage) -> Result<()> {
        let mut change = self.change().await?;
        sqlx::query("INSERT INTO messages (run, at, code, params) VALUES (?, ?, ?, ?)")
            .bind(run.to_string())
            .bind(message.at.0)
            .bind(&message.code)
            .bind(text::write(&message.params)?)
            .execute(change.on())
            .await
            .map_err(fault("writing to the log of a run"))?;
        change.commit().await
    }

    /// The log of a run, oldest first.
    pub async fn messages(&self, run: RunId) -> Result<Vec<RunMessage>> {
        let rows: Vec<(i64, String, String)> =
            sqlx::query_as("SELECT at, code, params FROM messages WHERE run = ? ORDER BY id")
                .bind(run.to_string())
                .fetch_all(&mut *self.read().await?)
                .await
                .map_err(fault("reading the log of a run"))?;
        rows.into_iter()
            .map(|(at, code, params)| {
                Ok(RunMessage { at: Timestamp(at), code, params: text::read(&params, "a line of the log")? })
            })
            .collect()
    }
}
