//! Sources that were made read-only. Written with full durability before it is done: what is not known cannot be undone.

use domain::Result;
use domain::engine::FreezeRecord;
use domain::time::Timestamp;

use crate::fault::fault;
use crate::open::Store;
use crate::text;

impl Store {
    /// Writes down that a source is about to be made read-only; gives the number of the record.
    ///
    /// # Errors
    /// `StoreUnwritable`: then nothing may be made read-only.
    pub async fn begin_freeze(&self, record: &FreezeRecord) -> Result<i64> {
        let mut change = self.change().await?;
        let number = sqlx::query_scalar("INSERT INTO freezes (record) VALUES (?) RETURNING id")
            .bind(text::write(record)?)
            .fetch_one(change.on())
            .await
            .map_err(fault("writing a freeze"))?;
        change.commit().await?;
        Ok(number)
    }

    /// Writes it anew.
    ///
    /// # Errors
    /// `StoreUnwritable`.
    pub async fn write_freeze(&self, number: i64, record: &FreezeRecord) -> Result<()> {
        let mut change = self.change().await?;
        sqlx::query("UPDATE freezes SET record = ? WHERE id = ?")
            .bind(text::write(record)?)
            .bind(number)
            .execute(change.on())
            .await
            .map_err(fault("writing a freeze"))?;
        change.commit().await
    }

    /// Writes down that the source can be written to again.
    ///
    /// # Errors
    /// `StoreUnwritable`.
    pub async fn end_freeze(&self, number: i64, at: Timestamp) -> Result<()> {
        let mut change = self.change().await?;
        sqlx::query("UPDATE freezes SET ended_at = ? WHERE id = ?")
            .bind(at.0)
            .bind(number)
            .execute(change.on())
            .await
            .map_err(fault("writing a freeze"))?;
        change.commit().await
    }

    /// Sources that are, or may be, read-only still, oldest first, with the numbers of their records.
    ///
    /// # Errors
    /// `StoreDamaged`.
    pub async fn freezes(&self) -> Result<Vec<(i64, FreezeRecord)>> {
        let rows: Vec<(i64, String)> =
            sqlx::query_as("SELECT id, record FROM freezes WHERE ended_at IS NULL ORDER BY id")
                .fetch_all(&mut *self.read().await?)
                .await
                .map_err(fault("reading the freezes"))?;
        rows.into_iter().map(|(number, record)| Ok((number, text::read(&record, "a freeze")?))).collect()
    }
}
