#![doc = include_str!("docs.md")]
//!
//! This file puts the folder together: it fulfils the contract by the other files and holds nothing of its own but the
//! order of calls. It must not name an address or a shape of the wire.

mod api;
mod auth;
mod choices;
mod descriptor;
mod inventory;
mod map;
mod orders;
mod refusal;
mod session;
mod wire;

use std::sync::Arc;

use async_trait::async_trait;
use domain::account::Identity;
use domain::application::{AddressScan, Application, Deployment};
use domain::change::Change;
use domain::database::{Backup, Database, DatabaseSummary, Endpoint, Variable};
use domain::error::{Error, ErrorKind, Result};
use domain::ids::{ApplicationId, DatabaseId};
use domain::offer::{Offers, PriceChange};
use domain::provider::{Descriptor, FirewallRule, Provider, ProviderMigration};
use domain::secret::{ExposeSecret, Secret};
use url::Url;

use self::api::Api;
use self::auth::Credential;
use self::session::Session;
use crate::transport::Redactor;
use crate::{ConnectOptions, Entry, SignInOptions, not_supported};

/// Elestio names no request; a proxy before it may.
const REFERENCE_HEADER: &str = "x-request-id";

/// This provider, for the list of them.
pub(crate) const ENTRY: Entry = Entry {
    id: descriptor::ID,
    descriptor: descriptor::descriptor,
    connect,
    credential: auth::from_fields,
    sign_in: |_: SignInOptions| {
        Box::pin(async { Err(not_supported("this provider signs nobody in with the browser")) })
    },
    profiles: |_| {
        Err(not_supported("this provider has no profiles of a command-line client that are read here"))
    },
};

/// A connection for one account.
struct Elestio {
    descriptor: Descriptor,
    api: Api,
}

fn connect(options: ConnectOptions) -> Result<Arc<dyn Provider>> {
    let credential = Credential::restore(&options.credential)?;
    let redactor = Arc::new(Redactor::new());
    credential.teach(&redactor);
    let open = options.open(descriptor::API, REFERENCE_HEADER, None, &redactor)?;
    let session = Session::new(credential.mark(), open.sessions);
    let api = Api {
        base_url: open.base_url,
        transport: open.transport,
        credential,
        session,
        redactor,
        clock: open.clock,
    };
    Ok(Arc::new(Elestio { descriptor: descriptor::descriptor(), api }))
}

#[async_trait]
impl Provider for Elestio {
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

    /// Elestio hands out none: what is needed to connect is in the endpoint.
    async fn variables(&self, _database: &DatabaseId) -> Result<Vec<Variable>> {
        Ok(Vec::new())
    }

    async fn endpoint(&self, database: &DatabaseId) -> Result<Option<Endpoint>> {
        self.reach(database).await
    }

    async fn offers(&self, database: &DatabaseId) -> Result<Offers> {
        self.choices(database).await
    }

    async fn price(&self, database: &DatabaseId, change: &Change) -> Result<PriceChange> {
        self.cost(database, change).await
    }

    async fn linked_applications(&self, _database: &DatabaseId) -> Result<Vec<Application>> {
        Err(not_supported("this provider links no applications to databases"))
    }

    async fn address_mentions(&self, _database: &DatabaseId) -> Result<AddressScan> {
        Err(not_supported("this provider shows no environments"))
    }

    async fn backups(&self, database: &DatabaseId) -> Result<Vec<Backup>> {
        self.all_backups(database).await
    }

    async fn migrations(&self, _database: &DatabaseId) -> Result<Vec<ProviderMigration>> {
        Err(not_supported("this provider migrates nothing by itself"))
    }

    async fn start_migration(&self, _database: &DatabaseId, _change: &Change) -> Result<ProviderMigration> {
        Err(not_supported("this provider migrates nothing by itself"))
    }

    async fn migration(&self, _database: &DatabaseId, _migration: &str) -> Result<ProviderMigration> {
        Err(not_supported("this provider migrates nothing by itself"))
    }

    async fn abort_migration(&self, _database: &DatabaseId, _migration: &str) -> Result<()> {
        Err(not_supported("this provider migrates nothing by itself"))
    }

    async fn deployments(&self, _application: &ApplicationId) -> Result<Vec<Deployment>> {
        Err(not_supported("this provider links no applications to databases"))
    }

    async fn redeploy(&self, _application: &ApplicationId) -> Result<String> {
        Err(not_supported("this provider links no applications to databases"))
    }

    async fn create_database(&self, like: &DatabaseId, label: &str, change: &Change) -> Result<DatabaseId> {
        self.order(like, label, change).await
    }

    async fn delete_database(&self, database: &DatabaseId) -> Result<()> {
        self.end(database).await
    }

    async fn make_backup(&self, database: &DatabaseId) -> Result<()> {
        self.restore_point(database).await
    }

    async fn lock_deletion(&self, database: &DatabaseId, locked: bool) -> Result<()> {
        self.api.lock(database, locked).await.map(drop)
    }

    async fn log_page(&self, database: &DatabaseId) -> Result<Secret> {
        let page = self.api.log_page(database).await?;
        let url =
            page.url.filter(|url| Url::parse(url.expose_secret()).is_ok_and(|url| url.scheme() == "https"));
        url.ok_or_else(|| {
            Error::new(ErrorKind::MalformedAnswer, "the provider named no page that a browser opens")
        })
    }

    async fn firewall(&self, database: &DatabaseId) -> Result<Option<Vec<FirewallRule>>> {
        let service = self.api.service(database).await?;
        if service.is_firewall_activated.is_some_and(|on| !on.0) {
            return Ok(None);
        }
        Ok(Some(self.api.firewall(database).await?.rules.into_iter().map(map::rule).collect()))
    }

    async fn sign_out(&self) -> Result<()> {
        Err(not_supported("this provider revokes a token in the dashboard only"))
    }
}
