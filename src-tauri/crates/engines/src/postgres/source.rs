//! The reading side: one session pins a moment and exports it, others read of the same moment.

use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use domain::database::Endpoint;
use domain::engine::{
    Blueprint, Bucket, Chunk, Identity, Inventory, Pace, Printing, Reader, RowPrint, RowSearch, Source,
};
use domain::time::Clock;
use domain::verification::{Fingerprint, PrintForm};
use domain::version::Version;
use domain::{Error, ErrorKind, Result};
use sqlx::{AssertSqlSafe, PgConnection, Row};
use tokio::sync::{Mutex, OnceCell};

use super::catalog::{self, Catalog, Facts, Relation};
use super::connect::{self, Purpose, connect, pass_bytes, run};
use super::failure::failure;
use super::quote::literal;
use super::reader::CopyReader;
use super::{chunks, direct, fingerprint, inventory, large_objects, statistics};

const BEGIN: &str = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";

/// The pinned moment.
pub(super) struct Pinned {
    endpoint: Endpoint,
    /// Holds the moment; lost with it.
    holder: Mutex<PgConnection>,
    snapshot: String,
    identity: Identity,
    pub(super) facts: Facts,
    catalog: OnceCell<Arc<Catalog>>,
}

/// Connects and pins the moment.
pub(super) async fn open(endpoint: &Endpoint) -> Result<Pinned> {
    let there = direct::require(endpoint).await?;
    let mut connection = connect(endpoint, Purpose::Read).await?;
    direct::require_here(&mut connection, there).await?;
    let facts = catalog::facts(&mut connection).await?;
    let identity = super::identity(&mut connection, &facts).await?;
    run(&mut connection, BEGIN, "beginning to read").await?;
    let doing = "exporting the moment";
    let row = sqlx::raw_sql("SELECT pg_catalog.pg_export_snapshot()").fetch_one(&mut connection).await;
    let snapshot = row.and_then(|row| row.try_get(0)).map_err(|error| failure(&error, doing))?;
    Ok(Pinned {
        endpoint: endpoint.clone(),
        holder: Mutex::new(connection),
        snapshot,
        identity,
        facts,
        catalog: OnceCell::new(),
    })
}

impl Pinned {
    /// The model, read once.
    pub(super) async fn catalog(&self) -> Result<Arc<Catalog>> {
        let read = async {
            let mut holder = self.holder.lock().await;
            catalog::read(&mut holder).await.map(Arc::new)
        };
        self.catalog.get_or_try_init(|| read).await.cloned()
    }

    /// A session of the same moment.
    pub(super) async fn session(&self) -> Result<PgConnection> {
        let mut connection = connect(&self.endpoint, Purpose::Read).await?;
        match join(&mut connection, &self.snapshot).await {
            Ok(()) => Ok(connection),
            // The moment is still held, so it is another server that does not know it.
            Err(error) if error.kind == ErrorKind::DatabaseRefused && self.is_held().await => {
                Err(direct::balanced())
            }
            Err(error) => Err(lost(error)),
        }
    }

    async fn is_held(&self) -> bool {
        run(&mut *self.holder.lock().await, "SELECT 1", "looking for the moment").await.is_ok()
    }

    /// A new transaction of the same moment in which a table stays what it was, until the next one begins.
    pub(super) async fn steady(&self, connection: &mut PgConnection, relation: &Relation) -> Result<()> {
        steady(connection, &self.snapshot, relation.oid, &lock(relation)).await
    }

    /// Fails when rows could be hidden from this user.
    pub(super) async fn require_all_rows(&self) -> Result<Arc<Catalog>> {
        let catalog = self.catalog().await?;
        let hidden =
            catalog.relations.iter().find(|r| r.row_security_active && matches!(r.kind.as_str(), "r" | "p"));
        if let Some(relation) = hidden {
            let detail = format!("row-level security is active for this user on {}", relation.shown());
            return Err(Error::new(ErrorKind::RowsMayBeHidden, detail));
        }
        Ok(catalog)
    }
}

/// Begins a transaction of the moment, in place of the one that may be open.
async fn join(connection: &mut PgConnection, snapshot: &str) -> Result<()> {
    run(connection, &format!("COMMIT; {BEGIN}"), "beginning to read").await?;
    let take = format!("SET TRANSACTION SNAPSHOT {}", literal(snapshot));
    run(connection, &take, "joining the moment").await
}

/// A moment that is not known any more: its holder is gone.
fn lost(error: Error) -> Error {
    match error.kind {
        ErrorKind::DatabaseRefused => Error::new(ErrorKind::ConnectionLost, "the moment of reading is lost"),
        _ => error,
    }
}

/// What keeps others from emptying or rewriting a table. Everything else goes on.
pub(super) fn lock(relation: &Relation) -> String {
    format!("LOCK TABLE ONLY {} IN ACCESS SHARE MODE", relation.sql())
}

/// Emptying or rewriting a table takes its rows away from moments of the past too, without a word. So a table is held while it
/// is read, no longer, and it must be in the file that it was in at the moment.
pub(super) async fn steady(
    connection: &mut PgConnection,
    snapshot: &str,
    table: i64,
    lock: &str,
) -> Result<()> {
    join(connection, snapshot).await.map_err(lost)?;
    let doing = "holding a table";
    run(connection, lock, doing).await.map_err(|error| match error.kind {
        // It is not there any more.
        ErrorKind::DatabaseRefused => Error { kind: ErrorKind::TableRewritten, ..error },
        _ => error,
    })?;
    let sql = format!(
        "SELECT c.relfilenode = pg_catalog.pg_relation_filenode(c.oid) FROM pg_catalog.pg_class c WHERE c.oid = {table}"
    );
    let row = sqlx::raw_sql(AssertSqlSafe(sql)).fetch_optional(connection).await;
    let same = row.and_then(|row| row.map_or(Ok(None), |row| row.try_get::<Option<bool>, _>(0)));
    match same.map_err(|error| failure(&error, doing))? {
        Some(true) => Ok(()),
        _ => Err(Error::new(ErrorKind::TableRewritten, "a table was emptied or rewritten while it was read")),
    }
}

#[async_trait]
impl Source for Pinned {
    fn identity(&self) -> &Identity {
        &self.identity
    }

    fn is_read_only(&self) -> bool {
        self.facts.read_only || self.facts.replica
    }

    fn is_frozen(&self) -> bool {
        self.facts.read_only && !self.facts.replica
    }

    async fn inventory(&self, to: &Version) -> Result<Inventory> {
        let catalog = self.catalog().await?;
        Ok(inventory::inventory(&catalog, to))
    }

    async fn blueprint(&self) -> Result<Blueprint> {
        Ok(Blueprint::new(self.require_all_rows().await?))
    }

    async fn chunks(&self, pace: Pace) -> Result<Vec<Chunk>> {
        let catalog = self.require_all_rows().await?;
        let mut holder = self.holder.lock().await;
        let mut large = Vec::new();
        if catalog.large_objects.count > 0 {
            large = large_objects::plan(&mut holder, pace).await?;
        }
        chunks::plan(&mut holder, &catalog, large, pace).await
    }

    async fn statistics(&self, to: &Version) -> Result<Vec<Chunk>> {
        Ok(statistics::plan(
            &*self.catalog().await?,
            u32::try_from(to.major().unwrap_or_default()).unwrap_or_default(),
        ))
    }

    async fn distance(&self) -> Result<Duration> {
        connect::distance(&mut *self.holder.lock().await).await
    }

    async fn reader(&self) -> Result<Box<dyn Reader>> {
        let mut connection = self.session().await?;
        pass_bytes(&mut connection, &self.facts.encoding).await?;
        Ok(Box::new(CopyReader::new(connection, self.snapshot.clone())))
    }

    fn forms(&self) -> Vec<PrintForm> {
        fingerprint::forms(&self.facts)
    }

    async fn fingerprint(&self, how: &Printing, clock: &dyn Clock) -> Result<Fingerprint> {
        fingerprint::take(self, how, clock).await
    }

    async fn key(&self, table: &str) -> Result<Vec<String>> {
        fingerprint::key(self, table).await
    }

    async fn buckets(&self, search: &RowSearch) -> Result<Vec<Bucket>> {
        fingerprint::buckets(self, search).await
    }

    async fn rows(&self, search: &RowSearch, buckets: &[u32]) -> Result<Vec<RowPrint>> {
        fingerprint::found(self, search, buckets).await
    }
}
