#![doc = include_str!("docs.md")]
//!
//! This file puts the folder together: it fulfils the contract by the other files and holds nothing of its own but the
//! order of calls. It must not name an address or a shape of the wire.

mod api;
mod applications;
mod auth;
mod choices;
mod descriptor;
mod env;
mod inventory;
mod map;
mod orders;
mod plans;
mod prices;
mod profiles;
mod refusal;
mod sign_in;
mod signature;
mod steps;
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
use domain::provider::{Descriptor, Provider, ProviderMigration};
use domain::secret::ExposeSecret;

use self::api::Api;
use self::auth::Credential;
use crate::lenient::said;
use crate::transport::{Redactor, none_if_404, soft};
use crate::{ConnectOptions, Entry};

/// By this header Clever Cloud names every request.
const REFERENCE_HEADER: &str = "sozu-id";

/// This provider, for the list of them.
pub(crate) const ENTRY: Entry = Entry {
    id: descriptor::ID,
    descriptor: descriptor::descriptor,
    connect,
    credential: auth::from_fields,
    sign_in: |options| Box::pin(sign_in::begin(options)),
    profiles: profiles::find,
};

/// A connection for one account.
struct CleverCloud {
    descriptor: Descriptor,
    credential: Credential,
    api: Api,
}

fn connect(options: ConnectOptions) -> Result<Arc<dyn Provider>> {
    let credential = Credential::restore(&options.credential)?;
    let redactor = Arc::new(Redactor::new());
    credential.teach(&redactor);
    let open = options.open(credential.default_base_url(), REFERENCE_HEADER, None, &redactor)?;
    let signer = Some(credential.signer(Arc::clone(&open.clock), open.chance));
    let api = Api { base_url: open.base_url, transport: open.transport, signer, redactor, clock: open.clock };
    Ok(Arc::new(CleverCloud { descriptor: descriptor::descriptor(), credential, api }))
}

#[async_trait]
impl Provider for CleverCloud {
    fn descriptor(&self) -> &Descriptor {
        &self.descriptor
    }

    async fn who_am_i(&self) -> Result<Identity> {
        let me = self.api.me().await?;
        let expires_at = match &self.credential {
            // A pasted token's own page is not to be had with the token itself.
            Credential::Token(_) => None,
            Credential::OAuth1 { .. } => {
                soft(self.api.current_token().await)?.and_then(|token| token.expiration_date.0)
            }
        };
        Ok(map::identity(me, expires_at))
    }

    async fn list_databases(&self) -> Result<Vec<DatabaseSummary>> {
        self.inventory().await
    }

    async fn database(&self, database: &DatabaseId) -> Result<Database> {
        self.one(database).await
    }

    async fn variables(&self, database: &DatabaseId) -> Result<Vec<Variable>> {
        self.env_of(database).await
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

    async fn linked_applications(&self, database: &DatabaseId) -> Result<Vec<Application>> {
        self.linked_to(database).await
    }

    async fn address_mentions(&self, database: &DatabaseId) -> Result<AddressScan> {
        self.mentions(database).await
    }

    async fn backups(&self, database: &DatabaseId) -> Result<Vec<Backup>> {
        let addon = self.api.addon(database).await?;
        let Some(real_id) = said(addon.real_id) else {
            return Err(Error::new(
                ErrorKind::MalformedAnswer,
                "the provider did not say the database's real id",
            ));
        };
        let views = none_if_404(self.api.backups(&database.owner, &real_id).await)?;
        let mut backups: Vec<_> =
            views.map(|list| list.0).unwrap_or_default().into_iter().map(map::backup).collect();
        backups.sort_by_key(|backup| std::cmp::Reverse(backup.created_at));
        Ok(backups)
    }

    async fn migrations(&self, database: &DatabaseId) -> Result<Vec<ProviderMigration>> {
        let Some(list) = none_if_404(self.api.migrations(database).await)? else { return Ok(Vec::new()) };
        let (reference, redactor) = (list.reference, &self.api.redactor);
        let one = |view| map::migration(view, reference.clone(), redactor);
        let mut migrations: Vec<_> = list.answer.0.into_iter().map(one).collect();
        migrations.sort_by_key(|migration| std::cmp::Reverse(migration.requested_at));
        Ok(migrations)
    }

    async fn start_migration(&self, database: &DatabaseId, change: &Change) -> Result<ProviderMigration> {
        let started = self.api.start(database, change).await?;
        Ok(map::migration(started.answer, started.reference, &self.api.redactor))
    }

    async fn migration(&self, database: &DatabaseId, migration: &str) -> Result<ProviderMigration> {
        let seen = self.api.migration(database, migration).await?;
        Ok(map::migration(seen.answer, seen.reference, &self.api.redactor))
    }

    async fn abort_migration(&self, database: &DatabaseId, migration: &str) -> Result<()> {
        self.api.abort(database, migration).await
    }

    async fn deployments(&self, application: &ApplicationId) -> Result<Vec<Deployment>> {
        self.newest_deployments(application).await
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
        match &self.credential {
            Credential::OAuth1 { token, shared: false, .. } => self.api.revoke(token.expose_secret()).await,
            Credential::OAuth1 { .. } => Err(Error::new(
                ErrorKind::NotSupported,
                "the command-line client lives on the same token: it is not revoked",
            )),
            Credential::Token(_) => Err(Error::new(
                ErrorKind::NotSupported,
                "an API token is revoked in the console, it cannot revoke itself",
            )),
        }
    }
}
