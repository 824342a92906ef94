//! One engine: PostgreSQL.
#![doc = include_str!("docs.md")]

mod ask;
mod catalog;
mod certificate;
mod chunks;
mod circles;
mod class;
mod connect;
mod credentials;
mod ddl;
mod direct;
mod expensive;
mod failure;
mod fingerprint;
mod format;
mod freeze;
mod handshake;
mod huge;
mod inventory;
mod large_objects;
mod lent;
pub mod libpq;
mod normalise;
mod order;
pub mod quote;
mod ranges;
mod reader;
mod rehearsal;
mod reread;
mod source;
mod sql;
mod statistics;
mod target;
mod versions;
mod writer;

use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use domain::Result;
use domain::certificate::Certificate;
use domain::database::{Endpoint, EngineKind};
use domain::engine::{
    AskBounds, Descriptor, Engine, Expensive, ExtensionFact, FreezePlan, Frozen, Identity, Inventory,
    Printing, Probe, Source, Target,
};
use domain::test_copy::{Answer, PlanLook};
use domain::time::{Clock, Timestamp};
use domain::verification::Fingerprint;
use domain::version::{Version, VersionLife};

use catalog::Facts;
use connect::{Purpose, close, connect};

/// The engine.
#[must_use]
pub fn engine() -> Arc<dyn Engine> {
    Arc::new(Postgres)
}

struct Postgres;

#[async_trait]
impl Engine for Postgres {
    fn descriptor(&self) -> Descriptor {
        Descriptor {
            kind: EngineKind::Postgresql,
            name: "PostgreSQL",
            default_port: 5432,
            schemes: &["postgres", "postgresql"],
        }
    }

    fn life(&self, version: &Version, today: Timestamp, offered: &[Version]) -> VersionLife {
        versions::life(version, today, offered)
    }

    fn can_carry(&self, from: &Version, to: &Version) -> bool {
        versions::can_carry(from, to)
    }

    fn gone_extensions(&self, installed: &[String], to: &Version) -> Vec<String> {
        versions::gone_extensions(installed, to)
    }

    async fn certificate(&self, endpoint: &Endpoint) -> Result<Option<Certificate>> {
        connect::certificate(endpoint).await
    }

    async fn probe(&self, endpoint: &Endpoint) -> Result<Probe> {
        let mut connection = connect(endpoint, Purpose::Probe).await?;
        let facts = catalog::facts(&mut connection).await?;
        let sql =
            "SELECT e.extname AS name, e.extversion AS version FROM pg_catalog.pg_extension e ORDER BY 1";
        let extensions: Vec<ExtensionFact> = sql::rows(&mut connection, sql, "listing extensions").await?;
        close(connection).await;
        Ok(Probe {
            version: version(&facts),
            server_version: facts.server_version,
            read_only: facts.read_only || facts.replica,
            replica: facts.replica,
            encrypted: facts.encrypted,
            superuser: facts.superuser,
            encoding: facts.encoding,
            size_bytes: facts.size_bytes,
            extensions,
        })
    }

    async fn inventory(&self, endpoint: &Endpoint, to: Option<&Version>) -> Result<Inventory> {
        let source = source::open(endpoint).await?;
        let own = source.identity().version.clone();
        source.inventory(to.unwrap_or(&own)).await
    }

    async fn fingerprint(
        &self,
        endpoint: &Endpoint,
        how: &Printing,
        clock: &dyn Clock,
    ) -> Result<Fingerprint> {
        source::open(endpoint).await?.fingerprint(how, clock).await
    }

    async fn source(&self, endpoint: &Endpoint) -> Result<Box<dyn Source>> {
        Ok(Box::new(source::open(endpoint).await?))
    }

    async fn target(&self, endpoint: &Endpoint) -> Result<Box<dyn Target>> {
        target::open(endpoint).await
    }

    async fn freeze_plan(&self, endpoint: &Endpoint) -> Result<FreezePlan> {
        freeze::plan(endpoint).await
    }

    async fn freeze(&self, endpoint: &Endpoint, plan: &FreezePlan) -> Result<Frozen> {
        freeze::freeze(endpoint, plan).await
    }

    async fn thaw(&self, endpoint: &Endpoint, plan: &FreezePlan) -> Result<()> {
        freeze::thaw(endpoint, plan).await
    }

    async fn ask(&self, endpoint: &Endpoint, statement: &str, bounds: AskBounds) -> Result<Answer> {
        ask::ask(endpoint, statement, bounds).await
    }

    async fn expensive(&self, endpoint: &Endpoint, limit: u32) -> Result<Option<Vec<Expensive>>> {
        expensive::expensive(endpoint, limit).await
    }

    async fn look(&self, endpoint: &Endpoint, statement: &Expensive, patience: Duration) -> Result<PlanLook> {
        expensive::look(endpoint, statement, patience).await
    }

    async fn written_since(&self, endpoint: &Endpoint, frozen: &Frozen) -> Result<bool> {
        freeze::written_since(endpoint, frozen).await
    }
}

/// The version as a token, without the words that distributions add: `17.4`.
fn version(facts: &Facts) -> Version {
    Version(facts.version.split_whitespace().next().unwrap_or_default().to_owned())
}

/// What makes a database one, whatever names lead to it. The moment of the server's start tells copies of one cluster apart,
/// which share its own number.
async fn identity(connection: &mut sqlx::PgConnection, facts: &Facts) -> Result<Identity> {
    let cluster = mark(connection).await;
    Ok(Identity {
        server: Some(format!("{}@{}", cluster.as_deref().unwrap_or_default(), facts.started)),
        cluster,
        database: facts.database_oid.to_string(),
        version: version(facts),
    })
}

/// The server's own mark; `None` where it is not told.
async fn mark(connection: &mut sqlx::PgConnection) -> Option<String> {
    #[derive(serde::Deserialize)]
    struct Mark {
        mark: String,
    }
    let sql = "SELECT c.system_identifier::text AS mark FROM pg_catalog.pg_control_system() c
               WHERE pg_catalog.has_function_privilege('pg_catalog.pg_control_system()', 'EXECUTE')";
    // Some providers take this question away; the moment of the start alone is then as good as a mark gets.
    let marks: Vec<Mark> =
        sql::rows(connection, sql, "asking for the server's mark").await.unwrap_or_default();
    marks.into_iter().next().map(|mark| mark.mark)
}
