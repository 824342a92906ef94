//! The writing side: what is there, what has to be done there, and what became of a commit without an answer.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use domain::database::Endpoint;
use domain::engine::{Blueprint, BuildPlan, Chunk, Identity, Outcome, Script, Source, Target, Writer};
use domain::{Error, ErrorKind, Result};
use serde::Deserialize;
use sqlx::{AssertSqlSafe, PgConnection, Row};
use tokio::sync::Mutex;

use super::catalog::{self, Catalog, Facts, Schema};
use super::connect::{self, Purpose, close, connect, pass_bytes, run};
use super::ddl::{self, Site};
use super::failure::failure;
use super::quote::{ident, literal};
use super::rehearsal::rehearse;
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

/// What the server says of a transaction.
#[derive(Deserialize)]
struct Status {
    name: String,
    status: String,
}

impl Status {
    /// `None`: not yet.
    fn outcome(&self) -> Option<Outcome> {
        match self.status.as_str() {
            "in progress" => None,
            "committed" => Some(Outcome::Committed),
            "forgotten" => Some(Outcome::Forgotten),
            // Aborted, or of a time that this server has not come to: it was set back to before it.
            _ => Some(Outcome::NotCommitted),
        }
    }
}

/// How often the server is asked what became of transactions, twice a second.
const PASSES: u32 = 120;
/// Times that a session left behind may end by itself.
const PATIENCE: u32 = 4;

/// In the order of the names.
async fn statuses(connection: &mut PgConnection, transactions: &[String]) -> Result<Vec<Status>> {
    let list: Vec<String> = transactions.iter().map(|name| literal(name)).collect();
    let sql = format!(
        "SELECT t.name, CASE WHEN t.name::int8 >= pg_catalog.txid_snapshot_xmax(s.now) THEN 'future' \
         ELSE coalesce(pg_catalog.txid_status(t.name::int8), 'forgotten') END AS status \
         FROM (SELECT pg_catalog.txid_current_snapshot() AS now) s, \
         pg_catalog.unnest(ARRAY[{}]::text[]) WITH ORDINALITY t(name, place) ORDER BY t.place",
        list.join(", ")
    );
    rows(connection, &sql, "asking what became of transactions").await
}

/// Ends our own sessions that are still at work on transactions in progress.
async fn end(connection: &mut PgConnection, found: &[Status]) -> Result<()> {
    let open = found.iter().filter(|found| found.status == "in progress");
    // Sessions know their transaction by its lower half.
    let open: Vec<String> = open
        .filter_map(|found| found.name.parse::<u64>().ok())
        .map(|name| literal(&(name & u64::from(u32::MAX)).to_string()))
        .collect();
    let sql = format!(
        "SELECT pg_catalog.pg_terminate_backend(a.pid) FROM pg_catalog.pg_stat_activity a \
         WHERE a.backend_xid::text = ANY (ARRAY[{}]::text[]) AND a.usename = current_user",
        open.join(", ")
    );
    run(connection, &sql, "ending a session that was left behind").await
}

#[async_trait]
impl Target for Place {
    fn identity(&self) -> &Identity {
        &self.identity
    }

    async fn require_empty(&self) -> Result<()> {
        let mut connection = self.connection.lock().await;
        let found = self.occupants(&mut connection).await?;
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

    async fn plan(&self, blueprint: &Blueprint, site: Option<&str>) -> Result<BuildPlan> {
        let catalog: &Arc<Catalog> = blueprint
            .model()
            .ok_or_else(|| Error::new(ErrorKind::Internal, "the blueprint is of another engine"))?;
        let fresh = site.is_none();
        let site: Site = match site {
            None => self.site(catalog).await?,
            Some(site) => serde_json::from_str(site).map_err(|_| {
                let detail = "what is written down of the target is not of this version of the application";
                Error::new(ErrorKind::CannotResume, detail)
            })?,
        };
        let mut drawing = ddl::draw(catalog, &site);
        let ordered = order::tasks(catalog, &mut drawing);
        let mut uncarried = drawing.uncarried;
        let mut connection = self.connection.lock().await;
        if fresh && self.occupants(&mut connection).await?.is_empty() {
            let (nodes, encoding) = (&drawing.nodes, &self.facts.encoding);
            let refused = rehearse(&mut connection, &ordered, nodes, encoding, &uncarried).await?;
            uncarried.extend(refused);
        }
        drop(connection);
        inventory::settings(&catalog.facts, &self.facts, &mut uncarried);
        let site = serde_json::to_string(&site)
            .map_err(|_| Error::new(ErrorKind::Internal, "the target's site has no text"))?;
        Ok(BuildPlan { tasks: ordered.tasks, site, uncarried })
    }

    async fn distance(&self) -> Result<Duration> {
        connect::distance(&mut *self.connection.lock().await).await
    }

    async fn writer(&self) -> Result<Box<dyn Writer>> {
        let mut connection = connect(&self.endpoint, Purpose::Write).await?;
        direct::require_same(&mut connection, &self.identity).await?;
        connect::run(&mut connection, MEMORY, "setting up the session").await?;
        pass_bytes(&mut connection, &self.facts.encoding).await?;
        Ok(Box::new(CopyWriter::new(connection, self.facts.major)))
    }

    async fn outcomes(&self, transactions: &[String]) -> Result<Vec<Outcome>> {
        // A session whose client is gone may still be at work for a moment, and for hours when it builds an index.
        for pass in 0..PASSES {
            let mut connection = connect(&self.endpoint, Purpose::Probe).await?;
            direct::require_same(&mut connection, &self.identity).await?;
            let found = statuses(&mut connection, transactions).await?;
            if pass >= PATIENCE && found.iter().any(|found| found.status == "in progress") {
                end(&mut connection, &found).await?;
            }
            close(connection).await;
            if let Some(all) = found.iter().map(Status::outcome).collect() {
                return Ok(all);
            }
            tokio::time::sleep(Duration::from_millis(500)).await;
        }
        Err(Error::new(ErrorKind::TimedOut, "a session that was left behind is still at work"))
    }

    async fn count(&self, chunk: &Chunk) -> Result<u64> {
        let sql = chunk.count.0.first().map(String::as_str).unwrap_or_default();
        let mut connection = self.connection.lock().await;
        let row = sqlx::raw_sql(AssertSqlSafe(sql)).fetch_one(&mut *connection).await;
        let count: i64 =
            row.and_then(|row| row.try_get(0)).map_err(|error| failure(&error, "counting rows"))?;
        Ok(u64::try_from(count).unwrap_or_default())
    }

    async fn clear(&self, chunk: &Chunk) -> Result<()> {
        let mut connection = self.connection.lock().await;
        for statement in &chunk.clear.0 {
            loop {
                let done = sqlx::raw_sql(AssertSqlSafe(statement.as_str())).execute(&mut *connection).await;
                let done = done.map_err(|error| failure(&error, "emptying a table"))?;
                // What is removed some at a time is asked for again until nothing is left.
                if !statement.starts_with("SELECT ") || done.rows_affected() == 0 {
                    break;
                }
            }
        }
        Ok(())
    }

    async fn take_back(&self, script: &Script) -> Result<bool> {
        let mut connection = self.connection.lock().await;
        let done = sqlx::raw_sql(AssertSqlSafe(script.0.join(";\n"))).execute(&mut *connection).await;
        // 2BP01: something depends on it. 42P16: it is a part of the same thing of a partitioned table.
        let needed = matches!(&done, Err(sqlx::Error::Database(error))
            if matches!(error.code().as_deref(), Some("2BP01" | "42P16")));
        match done {
            Ok(_) => Ok(true),
            Err(_) if needed => Ok(false),
            Err(error) => Err(failure(&error, "taking an object back")),
        }
    }

    async fn view(&self) -> Result<Box<dyn Source>> {
        Ok(Box::new(source::open(&self.endpoint).await?))
    }
}

impl Place {
    /// Whatever a user has put there.
    async fn occupants(&self, connection: &mut PgConnection) -> Result<Vec<Found>> {
        let sql = for_major(include_str!("sql/occupants.sql"), self.facts.major);
        rows(connection, &sql, "looking at the target").await
    }

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
