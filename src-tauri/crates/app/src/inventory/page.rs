//! One database, whole: what is known of it, its variables as far as they may be shown, its backups and its runs.

use domain::database::{Database, ShownVariable, TlsStrength, Variable, VariableRole};
use domain::ids::DatabaseKey;
use domain::run::RunHeader;
use domain::time::Timestamp;
use domain::{ErrorKind, Result};
use secrecy::ExposeSecret as _;

use super::ListedDatabase;
use crate::application::App;

/// One database, whole.
#[derive(Clone, Debug)]
pub struct DatabasePage {
    /// The line of the list.
    pub listed: ListedDatabase,
    /// Everything known.
    pub database: Database,
    /// Its variables, with only what may be shown.
    pub variables: Vec<ShownVariable>,
    /// Newest backup, where there is one.
    pub last_backup: Option<Timestamp>,
    /// How connections to its server are protected, as far as the server is remembered.
    pub tls: Option<TlsStrength>,
    /// Its runs, newest first.
    pub runs: Vec<RunHeader>,
    /// When that was observed.
    pub observed_at: Timestamp,
}

impl App {
    /// One database, read afresh.
    ///
    /// # Errors
    /// `NotFound`; those of the provider and of the store.
    pub async fn database(&self, key: &DatabaseKey) -> Result<DatabasePage> {
        let (account, provider) = self.connection_of(key.account).await?;
        let id = &key.database;
        let (database, variables, backups, offers) = tokio::join!(
            provider.database(id),
            provider.variables(id),
            provider.backups(id),
            provider.offers(id)
        );
        let mut database = database?;
        database.summary = self.versioned(&*provider, database.summary).await;
        let last_backup = match backups {
            Ok(backups) => backups.iter().filter_map(|backup| backup.created_at).max(),
            Err(error) if error.kind == ErrorKind::NotSupported => None,
            Err(error) => return Err(error),
        };
        let offered: Vec<_> = match offers {
            Ok(offers) => offers.versions.into_iter().map(|offered| offered.version).collect(),
            Err(error) => {
                tracing::debug!(code = error.code(), "the offers could not be read for the page");
                Vec::new()
            }
        };
        Ok(DatabasePage {
            listed: self.listed(&account, database.summary.clone(), &offered).await?,
            variables: variables?.iter().map(shown).collect(),
            last_backup,
            tls: self.known_protection(&database).await?,
            runs: self.runs_of(&account.provider, id).await?,
            database,
            observed_at: self.now(),
        })
    }
}

/// A variable with its value only where its role is harmless.
pub(crate) fn shown(variable: &Variable) -> ShownVariable {
    ShownVariable { name: variable.name.clone(), role: variable.role, value: harmless(variable) }
}

/// The value of a variable that holds no secret.
pub(crate) fn harmless(variable: &Variable) -> Option<String> {
    match variable.role {
        VariableRole::Host
        | VariableRole::Port
        | VariableRole::Database
        | VariableRole::User
        | VariableRole::Direct
        | VariableRole::Version => Some(variable.value.expose_secret().to_owned()),
        VariableRole::Password | VariableRole::Uri | VariableRole::Other => None,
    }
}
