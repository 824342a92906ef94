//! What a database is for, as the person says.

use domain::Result;
use domain::ids::DatabaseKey;
use domain::run::Environment;

use super::ListedDatabase;
use crate::application::App;

impl App {
    /// Says what a database is for.
    ///
    /// # Errors
    /// Those of the provider, when the database cannot be read; those of the store.
    pub async fn database_mark(&self, key: &DatabaseKey, environment: Environment) -> Result<ListedDatabase> {
        let (account, provider) = self.connection_of(key.account).await?;
        let database = provider.database(&key.database).await?;
        self.store.set_mark(&account.provider, &key.database, environment).await?;
        self.listed(&account, database.summary, &[]).await
    }
}
