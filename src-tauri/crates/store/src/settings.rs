//! Choices of the person by name, each a JSON value whose shape its owner knows.

use domain::Result;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::fault::fault;
use crate::open::Store;
use crate::text;

impl Store {
    /// A setting; `None` where it was never set.
    pub async fn setting<T: DeserializeOwned>(&self, name: &str) -> Result<Option<T>> {
        let row: Option<String> = sqlx::query_scalar("SELECT value FROM settings WHERE name = ?")
            .bind(name)
            .fetch_optional(&mut *self.read().await?)
            .await
            .map_err(fault("reading a setting"))?;
        row.map(|row| text::read(&row, "a setting")).transpose()
    }

    /// Sets a setting. Never a secret.
    pub async fn set_setting<T: Serialize + Sync>(&self, name: &str, value: &T) -> Result<()> {
        let value = text::write(value)?;
        let mut change = self.change().await?;
        sqlx::query(
            "INSERT INTO settings (name, value) VALUES (?, ?)
             ON CONFLICT DO UPDATE SET value = excluded.value",
        )
        .bind(name)
        .bind(value)
        .execute(change.on())
        .await
        .map_err(fault("writing a setting"))?;
        change.commit().await
    }
}
