#![doc = include_str!("docs.md")]
//!
//! This file puts the folder together: it fulfils the contract by the other files and holds nothing of its own but the
//! order of calls. It must not name an address or a shape of the wire.

mod api;
mod applications;
mod auth;
mod descriptor;
mod inventory;
mod map;
mod orders;
mod places;
mod refusal;
mod wire;

use std::sync::Arc;

use async_trait::async_trait;
use domain::account::Identity;
use domain::application::{AddressScan, Application, Deployment};
use domain::change::Change;
use domain::database::{Backup, Database, DatabaseSummary, Endpoint, Variable};
use domain::error::{Error, Result};
use domain::ids::{ApplicationId, DatabaseId};
use domain::offer::{Offers, PriceChange};
use domain::provider::{Descriptor, Provider, ProviderMigration};

use self::api::Api;
use self::auth::Credential;
use crate::transport::{Quotas, Redactor};
use crate::{ConnectOptions, Entry, not_supported};

/// Answers carry no name of their own; a header that is never there.
const REFERENCE_HEADER: &str = "x-request-id";

/// What alwaysdata allows to an account in a minute.
const QUOTAS: Quotas = Quotas { reads: 250, effects: 50 };

/// This provider, for the list of them.
pub(crate) const ENTRY: Entry = Entry {
    id: descriptor::ID,
    descriptor: descriptor::descriptor,
    connect,
    credential: auth::from_fields,
    sign_in: |_| Box::pin(async { Err(not_supported("there is no sign-in in the browser")) }),
    profiles: |_| Err(not_supported("profiles of a command-line client are not read")),
};

/// A connection for one account.
struct Alwaysdata {
    descriptor: Descriptor,
    api: Api,
}

fn connect(options: ConnectOptions) -> Result<Arc<dyn Provider>> {
    let credential = Credential::restore(&options.credential)?;
    let redactor = Arc::new(Redactor::new());
    credential.teach(&redactor);
    let open = options.open(descriptor::API, REFERENCE_HEADER, Some(QUOTAS), &redactor)?;
    let api = Api {
        base_url: open.base_url,
        is_own: open.is_own,
        transport: open.transport,
        credential,
        redactor,
        clock: open.clock,
    };
    Ok(Arc::new(Alwaysdata { descriptor: descriptor::descriptor(), api }))
}

/// Migrations are done in the panel: no call for them is documented.
fn in_the_panel() -> Error {
    not_supported("migrations are started and undone in the panel, there is no call for them")
}

#[async_trait]
impl Provider for Alwaysdata {
    fn descriptor(&self) -> &Descriptor {
        &self.descriptor
    }

    async fn who_am_i(&self) -> Result<Identity> {
        self.identity().await
    }

    async fn list_databases(&self) -> Result<Vec<DatabaseSummary>> {
        self.inventory().await
    }

    async fn database(&self, database: &DatabaseId) -> Result<Database> {
        self.one(database).await
    }

    async fn variables(&self, _database: &DatabaseId) -> Result<Vec<Variable>> {
        // Databases hand nothing to sites: whoever uses one wrote its address down.
        Ok(Vec::new())
    }

    async fn endpoint(&self, database: &DatabaseId) -> Result<Option<Endpoint>> {
        self.reach(database).await
    }

    async fn offers(&self, database: &DatabaseId) -> Result<Offers> {
        self.versions(database).await
    }

    async fn price(&self, _database: &DatabaseId, _change: &Change) -> Result<PriceChange> {
        Err(not_supported("prices are not told"))
    }

    async fn linked_applications(&self, database: &DatabaseId) -> Result<Vec<Application>> {
        self.sites_naming(database).await
    }

    async fn address_mentions(&self, database: &DatabaseId) -> Result<AddressScan> {
        self.mentions(database).await
    }

    async fn backups(&self, _database: &DatabaseId) -> Result<Vec<Backup>> {
        Err(not_supported("backups are not told: they are files in the account's own folder"))
    }

    async fn migrations(&self, _database: &DatabaseId) -> Result<Vec<ProviderMigration>> {
        Err(in_the_panel())
    }

    async fn start_migration(&self, _database: &DatabaseId, _change: &Change) -> Result<ProviderMigration> {
        Err(in_the_panel())
    }

    async fn migration(&self, _database: &DatabaseId, _migration: &str) -> Result<ProviderMigration> {
        Err(in_the_panel())
    }

    async fn abort_migration(&self, _database: &DatabaseId, _migration: &str) -> Result<()> {
        Err(in_the_panel())
    }

    async fn deployments(&self, _application: &ApplicationId) -> Result<Vec<Deployment>> {
        // Restarts leave no record.
        Ok(Vec::new())
    }

    async fn redeploy(&self, application: &ApplicationId) -> Result<String> {
        self.restart(application).await
    }

    async fn create_database(&self, like: &DatabaseId, label: &str, change: &Change) -> Result<DatabaseId> {
        self.order(like, label, change).await
    }

    async fn delete_database(&self, database: &DatabaseId) -> Result<()> {
        self.give_back(database).await
    }

    async fn sign_out(&self) -> Result<()> {
        Err(not_supported("a token is removed in the panel, under Profile"))
    }
}
