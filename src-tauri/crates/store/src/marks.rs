//! What databases are for, as the person says. Kept by provider and the provider's ids: an account that is added again
//! finds its marks.

use std::collections::HashMap;

use domain::Result;
use domain::ids::{DatabaseId, ProviderId};
use domain::run::Environment;

use crate::fault::fault;
use crate::open::Store;
use crate::text;

impl Store {
    /// What a database is for; `Unmarked` where nobody said.
    pub async fn mark(&self, provider: &ProviderId, database: &DatabaseId) -> Result<Environment> {
        let row: Option<String> = sqlx::query_scalar(
            "SELECT environment FROM marks WHERE provider = ? AND owner = ? AND database = ?",
        )
        .bind(&provider.0)
        .bind(&database.owner)
        .bind(&database.id)
        .fetch_optional(&mut *self.read().await?)
        .await
        .map_err(fault("reading a mark"))?;
        row.map_or(Ok(Environment::Unmarked), |word| text::from_word(&word, "a mark"))
    }

    /// All marks of a provider's databases.
    pub async fn marks(&self, provider: &ProviderId) -> Result<HashMap<DatabaseId, Environment>> {
        let rows: Vec<(String, String, String)> =
            sqlx::query_as("SELECT owner, database, environment FROM marks WHERE provider = ?")
                .bind(&provider.0)
                .fetch_all(&mut *self.read().await?)
                .await
                .map_err(fault("reading the marks"))?;
        rows.into_iter()
            .map(|(owner, id, word)| Ok((DatabaseId { owner, id }, text::from_word(&word, "a mark")?)))
            .collect()
    }

    /// Says what a database is for.
    pub async fn set_mark(
        &self,
        provider: &ProviderId,
        database: &DatabaseId,
        environment: Environment,
    ) -> Result<()> {
        let mut change = self.change().await?;
        sqlx::query(
            "INSERT INTO marks (provider, owner, database, environment) VALUES (?, ?, ?, ?)
             ON CONFLICT DO UPDATE SET environment = excluded.environment",
        )
        .bind(&provider.0)
        .bind(&database.owner)
        .bind(&database.id)
        .bind(text::word(&environment)?)
        .execute(change.on())
        .await
        .map_err(fault("writing a mark"))?;
        change.commit().await
    }
}
