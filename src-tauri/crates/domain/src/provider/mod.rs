//! The contract of a provider: what it is as data, and what it can be asked.
//!
//! Replies are parsed leniently, requests are built strictly. A provider speaks only to its account's host, follows no
//! redirect, keeps nothing between calls but caches of what it read, and never repeats a request by itself: retry,
//! rate, time-outs, redaction and recording are layers around its transport.

mod descriptor;
mod firewall;
mod migration;

use async_trait::async_trait;

pub use descriptor::{
    Capability, Consequence, CredentialField, Descriptor, FieldKind, PanelPage, SignInForm, SupportContact,
};
pub use firewall::FirewallRule;
pub use migration::{MigrationStatus, ObservedStep, Phase, ProviderMigration};

use crate::Result;
use crate::account::Identity;
use crate::application::{AddressScan, Application, Deployment};
use crate::change::Change;
use crate::database::{Backup, Database, DatabaseSummary, Endpoint, Variable};
use crate::error::{Error, ErrorKind};
use crate::ids::{ApplicationId, DatabaseId};
use crate::offer::{Offers, PriceChange};
use crate::secret::Secret;

/// A signed-in connection to a provider, for one account.
///
/// Every operation may fail with the kinds of the network, the API and the sign-in (`CHG-NET`, `CHG-API`, `CHG-AUT`).
/// An operation that the provider's capabilities do not name answers `NotSupported`.
/// Operations may run at the same time; none holds a lock across the network.
#[async_trait]
pub trait Provider: Send + Sync {
    /// What this provider is and can do.
    fn descriptor(&self) -> &Descriptor;

    /// Who the credentials belong to. The cheapest call that proves them.
    async fn who_am_i(&self) -> Result<Identity>;

    /// Every database that the account sees, of every owner. A part that could not be read is an error, never left out.
    async fn list_databases(&self) -> Result<Vec<DatabaseSummary>>;

    /// One database, read afresh.
    async fn database(&self, database: &DatabaseId) -> Result<Database>;

    /// The variables that the database hands to its applications, with their values.
    async fn variables(&self, database: &DatabaseId) -> Result<Vec<Variable>>;

    /// Where the database is reached now. `None` for an engine that we do not connect to.
    async fn endpoint(&self, database: &DatabaseId) -> Result<Option<Endpoint>>;

    /// Plans, zones and versions that can be chosen for this database.
    async fn offers(&self, database: &DatabaseId) -> Result<Offers>;

    /// What a change costs. Orders and charges nothing. Missing figures are `None`, never zero.
    async fn price(&self, database: &DatabaseId, change: &Change) -> Result<PriceChange>;

    /// Applications that are linked to the database, with their newest deployment.
    async fn linked_applications(&self, database: &DatabaseId) -> Result<Vec<Application>>;

    /// Looks through every environment of the owner that the account may read for addresses of the database written by
    /// hand. Values never leave the provider's folder.
    async fn address_mentions(&self, database: &DatabaseId) -> Result<AddressScan>;

    /// Backups that exist, newest first. No backup is an empty list.
    async fn backups(&self, database: &DatabaseId) -> Result<Vec<Backup>>;

    /// Migrations of this database that the provider knows, newest first.
    async fn migrations(&self, database: &DatabaseId) -> Result<Vec<ProviderMigration>>;

    /// Starts a migration. **Not idempotent**: after an unknown outcome, ask [`Provider::migrations`], never start again.
    async fn start_migration(&self, database: &DatabaseId, change: &Change) -> Result<ProviderMigration>;

    /// One migration as it stands.
    async fn migration(&self, database: &DatabaseId, migration: &str) -> Result<ProviderMigration>;

    /// Asks the provider to abort a migration. Whether it did is read from [`Provider::migration`].
    async fn abort_migration(&self, database: &DatabaseId, migration: &str) -> Result<()>;

    /// Deployments of an application, newest first.
    async fn deployments(&self, application: &ApplicationId) -> Result<Vec<Deployment>>;

    /// Restarts an application with its present environment. Returns the provider's id of the deployment.
    async fn redeploy(&self, application: &ApplicationId) -> Result<String>;

    /// Orders a new, empty database of the engine, owner and locale of another one, with the settings of a change. Its name holds
    /// `label`. It is billed from here on, and may not be ready yet: ask [`Provider::database`]. **Not idempotent**: after an
    /// unknown outcome look for the label in [`Provider::list_databases`].
    async fn create_database(&self, like: &DatabaseId, label: &str, change: &Change) -> Result<DatabaseId> {
        let _ = (like, label, change);
        Err(Error::new(ErrorKind::NotSupported, "this provider creates no databases"))
    }

    /// Deletes a database, never its backups. One that is gone already is no error.
    async fn delete_database(&self, database: &DatabaseId) -> Result<()> {
        let _ = database;
        Err(Error::new(ErrorKind::NotSupported, "this provider deletes no databases"))
    }

    /// Asks for a backup of the database as it is now: the restore point of a migration. It may still be under way when this
    /// returns, and is there once [`Provider::backups`] lists a new one. Changes nothing about the database; each takes space.
    async fn make_backup(&self, database: &DatabaseId) -> Result<()> {
        let _ = database;
        Err(Error::new(ErrorKind::NotSupported, "this provider is not asked for backups"))
    }

    /// Turns the provider's protection against deletion on or off. As it is already is no error.
    async fn lock_deletion(&self, database: &DatabaseId, locked: bool) -> Result<()> {
        let _ = (database, locked);
        Err(Error::new(ErrorKind::NotSupported, "this provider locks nothing against deletion"))
    }

    /// Opens the page with the database's own log, for the person's browser alone: it is on another host, is never
    /// requested by us, and may hold a short-lived credential.
    async fn log_page(&self, database: &DatabaseId) -> Result<Secret> {
        let _ = database;
        Err(Error::new(ErrorKind::NotSupported, "this provider has no page for logs"))
    }

    /// What the provider's firewall lets through to the database. `None` where it is switched off: everybody.
    async fn firewall(&self, database: &DatabaseId) -> Result<Option<Vec<FirewallRule>>> {
        let _ = database;
        Err(Error::new(ErrorKind::NotSupported, "this provider tells of no firewall"))
    }

    /// Revokes the credentials at the provider, where they can be revoked by themselves.
    async fn sign_out(&self) -> Result<()>;
}
