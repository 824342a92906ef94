//! The real providers, whose addresses ask for encryption on loopback too, as they do of every other place: so that a server of the
//! practice cloud is remembered by its certificate.

use std::collections::BTreeMap;
use std::sync::Arc;

use app::ports::Clouds;
use async_trait::async_trait;
use domain::account::{Identity, SignInWay};
use domain::application::{AddressScan, Application, Deployment};
use domain::change::Change;
use domain::database::{Backup, Database, DatabaseSummary, Endpoint, Tls, Variable};
use domain::ids::{ApplicationId, DatabaseId, ProviderId};
use domain::offer::{Offers, PriceChange};
use domain::provider::{Descriptor, Provider, ProviderMigration};
use domain::{Result, Secret};
use providers::ConnectOptions;

/// The real providers, more demanding.
pub(crate) struct Demanding;

impl Clouds for Demanding {
    fn registry(&self) -> Vec<Descriptor> {
        providers::registry()
    }

    fn connect(&self, id: &ProviderId, at: Option<&str>, credential: Secret) -> Result<Arc<dyn Provider>> {
        let at = at.map(providers::base_url).transpose()?;
        let options = ConnectOptions::new(credential, Arc::new(app::machine::MachineClock)).at(at);
        Ok(Arc::new(Encrypted(providers::connect(id, options)?)))
    }

    fn credential(
        &self,
        provider: &ProviderId,
        way: SignInWay,
        fields: &BTreeMap<String, String>,
    ) -> Result<Secret> {
        providers::credential_from_fields(provider, way, fields)
    }
}

struct Encrypted(Arc<dyn Provider>);

macro_rules! as_it_is {
    ($($name:ident($($given:ident: $of:ty),*) -> $answer:ty;)+) => {
        #[async_trait]
        impl Provider for Encrypted {
            fn descriptor(&self) -> &Descriptor {
                self.0.descriptor()
            }

            async fn endpoint(&self, database: &DatabaseId) -> Result<Option<Endpoint>> {
                let found = self.0.endpoint(database).await?;
                Ok(found.map(|endpoint| Endpoint { tls: Tls::Require, ..endpoint }))
            }

            $(async fn $name(&self, $($given: $of),*) -> Result<$answer> {
                self.0.$name($($given),*).await
            })+
        }
    };
}

as_it_is! {
    who_am_i() -> Identity;
    list_databases() -> Vec<DatabaseSummary>;
    database(database: &DatabaseId) -> Database;
    variables(database: &DatabaseId) -> Vec<Variable>;
    offers(database: &DatabaseId) -> Offers;
    price(database: &DatabaseId, change: &Change) -> PriceChange;
    linked_applications(database: &DatabaseId) -> Vec<Application>;
    address_mentions(database: &DatabaseId) -> AddressScan;
    backups(database: &DatabaseId) -> Vec<Backup>;
    migrations(database: &DatabaseId) -> Vec<ProviderMigration>;
    start_migration(database: &DatabaseId, change: &Change) -> ProviderMigration;
    migration(database: &DatabaseId, migration: &str) -> ProviderMigration;
    abort_migration(database: &DatabaseId, migration: &str) -> ();
    deployments(application: &ApplicationId) -> Vec<Deployment>;
    redeploy(application: &ApplicationId) -> String;
    create_database(like: &DatabaseId, label: &str, change: &Change) -> DatabaseId;
    delete_database(database: &DatabaseId) -> ();
    sign_out() -> ();
}
