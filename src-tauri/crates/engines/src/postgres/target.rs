//! The writing side: what is there, what has to be done there, and what became of a commit without an answer.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use domain::database::Endpoint;
use domain::engine::{Blueprint, BuildPlan, Identity, Receipt, Settled, Source, Target, Writer};
use domain::{Error, ErrorKind, Result};
use serde::Deserialize;
use sqlx::{AssertSqlSafe, PgConnection};
use tokio::sync::Mutex;

use super::catalog::{self, Catalog, Facts, Schema};
use super::connect::{self, Purpose, connect, pass_bytes};
use super::ddl::{self, Site};
use super::quote::{ident, literal};
use super::sql::{for_major, rows};
use super::writer::CopyWriter;
use super::{direct, inventory, order, source};

struct Place {
    endpoint: Endpoint,
    identity: Identity,
    facts: Facts,
    connection: Mutex<PgConnection>,
}

/// Connects; writes nothing.
pub(super) async fn open(endpoint: &Endpoint) -> Result<Box<dyn Target>> {
    let there = direct::require(endpoint).await?;
    let mut connection = connect(endpoint, Purpose::Write).await?;
    direct::require_here(&mut connection, there).await?;
    let facts = catalog::facts(&mut connection).await?;
    let identity = super::identity(&mut connection, &facts).await?;
    Ok(Box::new(Place { endpoint: endpoint.clone(), identity, facts, connection: Mutex::new(connection) }))
}

#[derive(Deserialize)]
struct Named {
    name: String,
    #[serde(default)]
    version: Option<String>,
}

#[derive(Deserialize)]
struct May {
    may: bool,
}

#[derive(Deserialize)]
struct Found {
    kind: String,
    name: String,
}

#[derive(Deserialize)]
struct Status {
    status: Option<String>,
}

#[async_trait]
impl Target for Place {
    fn identity(&self) -> &Identity {
        &self.identity
    }

    async fn require_empty(&self) -> Result<()> {
        let mut connection = self.connection.lock().await;
        let sql = for_major(include_str!("sql/occupants.sql"), self.facts.major);
        let found: Vec<Found> = rows(&mut connection, &sql, "looking at the target").await?;
        match found.first() {
            None => Ok(()),
            Some(first) => {
                let detail = format!(
                    "{} objects are there already, one is {} {}",
                    found.len(),
                    first.kind,
                    first.name
                );
                Err(Error::new(ErrorKind::TargetNotEmpty, detail))
            }
        }
    }

    async fn plan(&self, blueprint: &Blueprint) -> Result<BuildPlan> {
        let catalog: &Arc<Catalog> = blueprint
            .model()
            .ok_or_else(|| Error::new(ErrorKind::Internal, "the blueprint is of another engine"))?;
        let site = self.site(catalog).await?;
        let mut drawing = ddl::draw(catalog, &site);
        let tasks = order::tasks(catalog, &mut drawing);
        let mut uncarried = drawing.uncarried;
        inventory::settings(&catalog.facts, &self.facts, &mut uncarried);
        Ok(BuildPlan { tasks, uncarried })
    }

    async fn distance(&self) -> Result<Duration> {
        connect::distance(&mut *self.connection.lock().await).await
    }

    async fn writer(&self) -> Result<Box<dyn Writer>> {
        let mut connection = connect(&self.endpoint, Purpose::Write).await?;
        direct::require_same(&mut connection, &self.identity).await?;
        connect::run(&mut connection, MEMORY, "setting up the session").await?;
        pass_bytes(&mut connection, &self.facts.encoding).await?;
        Ok(Box::new(CopyWriter::new(connection)))
    }

    async fn settle(&self, receipt: &Receipt) -> Result<Settled> {
        let unknown =
            || Error::new(ErrorKind::OutcomeUnknown, "the server does not say what became of a commit");
        // A session whose client is gone may still be at work for a moment.
        for _ in 0..120 {
            let mut connection = connect(&self.endpoint, Purpose::Probe).await?;
            direct::require_same(&mut connection, &self.identity).await?;
            let sql =
                format!("SELECT pg_catalog.txid_status({}::int8) AS status", literal(&receipt.transaction));
            let found: Vec<Status> = rows(&mut connection, &sql, "asking what became of a commit").await?;
            super::close(connection).await;
            match found.first().and_then(|found| found.status.as_deref()) {
                Some("committed") => return Ok(Settled::Committed),
                Some("aborted") => return Ok(Settled::NotCommitted),
                Some("in progress") => tokio::time::sleep(Duration::from_millis(500)).await,
                _ => return Err(unknown()),
            }
        }
        Err(unknown())
    }

    async fn view(&self) -> Result<Box<dyn Source>> {
        Ok(Box::new(source::open(&self.endpoint).await?))
    }
}

impl Place {
    async fn site(&self, source: &Catalog) -> Result<Site> {
        let mut connection = self.connection.lock().await;
        let roles: Vec<Named> = rows(&mut connection, ROLES, "listing the roles").await?;
        let heirs: Vec<Named> =
            rows(&mut connection, &for_major(HEIRS, self.facts.major), "listing the roles").await?;
        let offered: Vec<Named> = rows(&mut connection, OFFERED, "listing the extensions").await?;
        let installed: Vec<Named> = rows(&mut connection, INSTALLED, "listing the extensions").await?;
        let sql = for_major(include_str!("sql/schemas.sql"), self.facts.major);
        let schemas: Vec<Schema> = rows(&mut connection, &sql, "listing the schemas").await?;
        let extensions: BTreeMap<String, String> =
            offered.into_iter().map(|e| (e.name, e.version.unwrap_or_default())).collect();
        let names = |list: Vec<Named>| list.into_iter().map(|named| named.name).collect::<HashSet<_>>();
        let every: Vec<Named> =
            rows(&mut connection, "SELECT r.rolname AS name FROM pg_catalog.pg_roles r", "listing the roles")
                .await?;
        let may: Vec<May> = rows(&mut connection, MAY_MAKE_ROLES, "asking for rights").await?;
        let makes = match may.first() {
            Some(May { may: true }) => ddl::wanted(source, &names(every)),
            _ => BTreeSet::new(),
        };
        let mut labellers = HashSet::new();
        for provider in source.labels.iter().map(|label| &label.provider).collect::<HashSet<_>>() {
            if labels(&mut connection, provider).await? {
                labellers.insert(provider.clone());
            }
        }
        Ok(Site {
            makes,
            labellers,
            major: self.facts.major,
            from_user: source.facts.user.clone(),
            to_user: self.facts.user.clone(),
            roles: Some(names(roles)),
            heirs: Some(names(heirs)),
            superuser: self.facts.superuser,
            extensions: Some(extensions),
            installed: names(installed),
            public: schemas.into_iter().find(|schema| schema.name == "public"),
            database: Some(self.facts.database.clone()),
            owns_database: self.facts.owns_database,
        })
    }
}

/// Whether a security module is loaded: the server looks for it before it looks for what is to be labelled, which is not there.
async fn labels(connection: &mut PgConnection, provider: &str) -> Result<bool> {
    let sql = format!("SECURITY LABEL FOR {} ON TABLE pg_catalog.\"\u{FFFF}\" IS NULL", ident(provider));
    Ok(match sqlx::raw_sql(AssertSqlSafe(sql)).execute(connection).await {
        Err(sqlx::Error::Database(error)) => error.code().as_deref() == Some("42P01"),
        Err(error) => return Err(super::failure::failure(&error, "asking for security modules")),
        Ok(_) => true,
    })
}

const MAY_MAKE_ROLES: &str =
    "SELECT r.rolsuper OR r.rolcreaterole AS may FROM pg_catalog.pg_roles r WHERE r.rolname = current_user";
/// Memory for building an index: what the server gives, or more where it was given much itself, a quarter of its buffers.
const MEMORY: &str = "SELECT pg_catalog.set_config('maintenance_work_mem',
  greatest(m.setting::int8, least(b.setting::int8 * 8 / 4, 512 * 1024))::text || 'kB', false)
FROM pg_catalog.pg_settings m, pg_catalog.pg_settings b WHERE m.name = 'maintenance_work_mem' AND b.name = 'shared_buffers'";
/// Roles that this session may give things to.
const ROLES: &str = "SELECT r.rolname AS name FROM pg_catalog.pg_roles r
WHERE pg_catalog.pg_has_role(current_user, r.oid, 'MEMBER') OR r.rolname !~ '^pg_'";
/// Roles that this session may make owners of its own things.
const HEIRS: &str = "SELECT r.rolname AS name FROM pg_catalog.pg_roles r
WHERE pg_catalog.pg_has_role(current_user, r.oid, 'SET') -- since 16
WHERE pg_catalog.pg_has_role(current_user, r.oid, 'MEMBER') -- before 16
";
const OFFERED: &str =
    "SELECT e.name::text AS name, e.default_version AS version FROM pg_catalog.pg_available_extensions e";
const INSTALLED: &str = "SELECT e.extname AS name FROM pg_catalog.pg_extension e";
