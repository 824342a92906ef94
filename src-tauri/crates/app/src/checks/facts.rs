//! What the checks look at, each thing read once however many checks ask for it. Reads only; decides nothing.

use std::sync::Arc;

use domain::application::{AddressScan, Application};
use domain::change::Change;
use domain::database::{Backup, Database, DatabaseSummary, Endpoint, Variable};
use domain::engine::{Engine, Inventory, Probe};
use domain::ids::DatabaseKey;
use domain::offer::{Offers, Plan};
use domain::provider::{Descriptor, Provider, ProviderMigration};
use domain::run::Method;
use domain::time::Timestamp;
use domain::version::Version;
use domain::{Error, ErrorKind};
use tokio::sync::OnceCell;

/// Why a fact is not known.
#[derive(Clone, Debug)]
pub struct Failure {
    /// What kind of error it was.
    pub kind: ErrorKind,
    /// What the provider calls the request.
    pub reference: Option<String>,
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        tracing::debug!(code = error.code(), error = %error, "a check could not read what it needs");
        Self { kind: error.kind, reference: error.reference }
    }
}

/// A fact, or why it is not known.
pub type Fact<T> = Result<T, Failure>;

/// What the checks look at.
pub struct Facts {
    provider: Arc<dyn Provider>,
    engine: Option<Arc<dyn Engine>>,
    /// How the data will move.
    pub method: Method,
    /// Which database.
    pub key: DatabaseKey,
    /// What is asked for.
    pub change: Change,
    /// The database as it is.
    pub database: Database,
    /// The moment that counts as now.
    pub now: Timestamp,
    offers: OnceCell<Fact<Offers>>,
    migrations: OnceCell<Fact<Vec<ProviderMigration>>>,
    applications: OnceCell<Fact<Vec<Application>>>,
    scan: OnceCell<Fact<AddressScan>>,
    backups: OnceCell<Fact<Vec<Backup>>>,
    variables: OnceCell<Fact<Vec<Variable>>>,
    probe: OnceCell<Fact<Option<Probe>>>,
}

macro_rules! facts {
    ($($(#[$doc:meta])* $name:ident -> $type:ty = $call:ident;)+) => {
        impl Facts {
            $($(#[$doc])*
            pub async fn $name(&self) -> Fact<&$type> {
                let read = || async { self.provider.$call(&self.key.database).await.map_err(Failure::from) };
                self.$name.get_or_init(read).await.as_ref().map_err(Clone::clone)
            })+
        }
    };
}

facts! {
    /// What can be chosen.
    offers -> Offers = offers;
    /// Migrations that the provider knows.
    migrations -> Vec<ProviderMigration> = migrations;
    /// Linked applications.
    applications -> Vec<Application> = linked_applications;
    /// Addresses written by hand.
    scan -> AddressScan = address_mentions;
    /// Backups, newest first.
    backups -> Vec<Backup> = backups;
    /// The variables that the database hands out.
    variables -> Vec<Variable> = variables;
}

impl Facts {
    /// Starts with the database, which every check needs.
    ///
    /// # Errors
    /// Those of [`Provider::database`].
    pub async fn of(
        provider: Arc<dyn Provider>,
        engine: impl FnOnce(&Database) -> Option<Arc<dyn Engine>>,
        key: DatabaseKey,
        change: Change,
        now: Timestamp,
    ) -> domain::Result<Self> {
        let database = provider.database(&key.database).await?;
        let engine = engine(&database);
        let method = provider.descriptor().method;
        let mut facts = Self {
            provider,
            engine,
            method,
            key,
            change,
            database,
            now,
            offers: OnceCell::new(),
            migrations: OnceCell::new(),
            applications: OnceCell::new(),
            scan: OnceCell::new(),
            backups: OnceCell::new(),
            variables: OnceCell::new(),
            probe: OnceCell::new(),
        };
        // What the provider does not say, the server does.
        if facts.database.summary.version.is_none()
            && let Ok(Some(probe)) = facts.probe().await
        {
            facts.database.summary.version = Some(probe.version.clone());
        }
        Ok(facts)
    }

    /// What the provider is, as data.
    #[must_use]
    pub fn descriptor(&self) -> &Descriptor {
        self.provider.descriptor()
    }

    /// Whether the person acts in the provider's panel.
    #[must_use]
    pub fn is_guided(&self) -> bool {
        self.descriptor().method == Method::Guided
    }

    /// Every database that the account sees.
    ///
    /// # Errors
    /// Why they could not be listed.
    pub async fn all_databases(&self) -> Fact<Vec<DatabaseSummary>> {
        self.provider.list_databases().await.map_err(Failure::from)
    }

    /// What is in the database and cannot be carried to another of its own version. `None` for an engine that we do not know.
    ///
    /// # Errors
    /// Why it could not be read.
    pub async fn inventory(&self) -> Fact<Option<Inventory>> {
        let look = async {
            let Some(engine) = &self.engine else { return Ok(None) };
            match self.provider.endpoint(&self.key.database).await? {
                Some(endpoint) => engine.inventory(&endpoint, None).await.map(Some),
                None => Ok(None),
            }
        };
        look.await.map_err(Failure::from)
    }

    /// What answers at the database's address. `None` for an engine that we do not connect to.
    ///
    /// # Errors
    /// Why it could not be reached.
    pub async fn probe(&self) -> Fact<Option<&Probe>> {
        let look = || async {
            let Some(engine) = &self.engine else { return Ok(None) };
            let endpoint: Option<Endpoint> = self.provider.endpoint(&self.key.database).await?;
            match endpoint {
                Some(endpoint) => Ok(Some(engine.probe(&endpoint).await?)),
                None => Ok(None),
            }
        };
        self.probe.get_or_init(look).await.as_ref().map(Option::as_ref).map_err(Clone::clone)
    }

    /// The engine and where the database is reached. `None` for an engine that we do not connect to.
    ///
    /// # Errors
    /// Those of the provider.
    pub async fn reach(&self) -> domain::Result<Option<(&dyn Engine, Endpoint)>> {
        let Some(engine) = self.engine.as_deref() else { return Ok(None) };
        Ok(self.provider.endpoint(&self.key.database).await?.map(|endpoint| (engine, endpoint)))
    }

    /// The engine, where it is one that we know.
    #[must_use]
    pub fn engine(&self) -> Option<&dyn Engine> {
        self.engine.as_deref()
    }

    /// The present version, where the provider says it.
    #[must_use]
    pub fn version(&self) -> Option<&Version> {
        self.database.summary.version.as_ref()
    }

    /// The targeted plan among what is offered. `None` when it is not.
    ///
    /// # Errors
    /// Why the offers are not known.
    pub async fn target_plan(&self) -> Fact<Option<&Plan>> {
        let offers = self.offers().await?;
        Ok(offers.plans.iter().find(|plan| plan.id == self.change.plan_id))
    }
}
