//! Opening and closing the store: one owner that writes, others that only read.

use std::path::{Path, PathBuf};
use std::time::Duration;

use domain::time::Timestamp;
use domain::{Error, ErrorKind, Result};
use sqlx::pool::{PoolConnection, PoolOptions};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous};
use sqlx::{Sqlite, SqliteConnection, SqlitePool};

use crate::fault::fault;
use crate::folder::{self, Owner};
use crate::schema;

/// How long one statement waits for another.
const WAIT: Duration = Duration::from_secs(10);
/// Readers at the same time.
const READERS: u32 = 4;

/// The store, open. Cheap to share: wrap it in an `Arc`.
///
/// Every call may be made at the same time as others; writes queue. What a call has written is durable when it returns.
/// All calls may fail with `StoreUnwritable`, `StoreDamaged` and `StoreBusy`; what fails has changed nothing.
pub struct Store {
    /// `None` where the store was opened for reading only.
    writer: Option<SqlitePool>,
    /// Writes what may be lost with the machine, not with the process.
    quick: Option<SqlitePool>,
    readers: SqlitePool,
    folder: Option<PathBuf>,
    _owner: Option<Owner>,
}

impl Store {
    /// Opens the store of a data folder as its owner, making folder and store where they are missing. `now` dates the
    /// backup that is made before the schema changes.
    ///
    /// Errors: `StoreBusy` (another process owns the folder: [`Store::open_read_only`] still works), `StoreTooNew`,
    /// `StoreDamaged`, `StoreUnwritable`. A file that is refused is not touched.
    pub async fn open(folder: &Path, now: Timestamp) -> Result<Self> {
        let owner = Owner::take(folder)?;
        let file = folder::store_file(folder);
        schema::peek(&file)?;
        folder::make_file(&file)?;
        let options = options(&file);
        let writer = pool(1, options.clone()).await?;
        {
            let mut connection = writer.acquire().await.map_err(fault("opening the store"))?;
            schema::version(&mut connection).await?;
            schema::check(&mut connection).await?;
            schema::migrate(&mut connection, folder, now).await?;
        }
        let quick = Some(pool(1, options.clone().synchronous(SqliteSynchronous::Normal)).await?);
        let readers = pool(READERS, options.read_only(true)).await?;
        Ok(Self {
            writer: Some(writer),
            quick,
            readers,
            folder: Some(folder.to_owned()),
            _owner: Some(owner),
        })
    }

    /// Opens the store of a data folder for reading, beside its owner. Writing calls answer `StoreBusy`.
    ///
    /// Errors: `NotFound` (there is no store, or one of an older version that its owner has not brought up to date),
    /// `StoreTooNew`, `StoreDamaged`, `StoreUnwritable`.
    pub async fn open_read_only(folder: &Path) -> Result<Self> {
        let file = folder::store_file(folder);
        if schema::peek(&file)?.is_none() {
            return Err(Error::new(ErrorKind::NotFound, "there is no store in the data folder"));
        }
        let readers = pool(READERS, options(&file).read_only(true)).await?;
        let version = {
            let mut connection = readers.acquire().await.map_err(fault("opening the store"))?;
            schema::version(&mut connection).await?
        };
        if version < schema::newest() {
            return Err(Error::new(ErrorKind::NotFound, "the store is of an older version"));
        }
        Ok(Self { writer: None, quick: None, readers, folder: Some(folder.to_owned()), _owner: None })
    }

    /// A store in memory that dies with its value.
    pub async fn in_memory() -> Result<Self> {
        let options = SqliteConnectOptions::new().in_memory(true).foreign_keys(true);
        let one = pool(1, options).await?;
        {
            let mut connection = one.acquire().await.map_err(fault("opening the store"))?;
            schema::migrate(&mut connection, Path::new(""), Timestamp(0)).await?;
        }
        Ok(Self {
            writer: Some(one.clone()),
            quick: Some(one.clone()),
            readers: one,
            folder: None,
            _owner: None,
        })
    }

    /// The data folder; `None` in memory.
    #[must_use]
    pub fn folder(&self) -> Option<&Path> {
        self.folder.as_deref()
    }

    /// Whether this process may write.
    #[must_use]
    pub fn writable(&self) -> bool {
        self.writer.is_some()
    }

    /// Ends all work in order and folds the write-ahead log into the file. Dropping the store is safe too.
    pub async fn close(&self) {
        self.readers.close().await;
        if let Some(quick) = &self.quick {
            quick.close().await;
        }
        if let Some(writer) = &self.writer {
            writer.close().await;
        }
    }

    /// A connection that reads.
    pub(crate) async fn read(&self) -> Result<PoolConnection<Sqlite>> {
        let mut connection = self.readers.acquire().await.map_err(fault("reading the store"))?;
        if self.folder.is_none() {
            // In memory one connection does it all: a change that was dropped half-way is still open on it.
            let _ = sqlx::query("ROLLBACK").execute(&mut *connection).await;
        }
        Ok(connection)
    }

    /// The begin of a change; the lock for writing is taken at once.
    pub(crate) async fn change(&self) -> Result<Change> {
        Change::begin(self.writer.as_ref().ok_or_else(looking)?).await
    }

    /// Where writes go that need not outlive the machine.
    pub(crate) fn quick(&self) -> Result<&SqlitePool> {
        self.quick.as_ref().ok_or_else(looking)
    }

    /// The connection that writes, for tests that bend the file.
    #[cfg(test)]
    pub(crate) fn writer(&self) -> &SqlitePool {
        self.writer.as_ref().unwrap()
    }
}

const BEGIN: &str = "BEGIN IMMEDIATE";

fn looking() -> Error {
    Error::new(ErrorKind::StoreBusy, "the store is open for reading only")
}

/// A change under way. Dropped without [`Change::commit`], it never happened.
///
/// Not the driver's own transaction: that one loses count when SQLite takes a transaction back by itself, as it does
/// when the disk is full, and the connection is of no use from then on.
pub(crate) struct Change(PoolConnection<Sqlite>);

impl Change {
    /// Begins one; the lock for writing is taken at once.
    pub(crate) async fn begin(pool: &SqlitePool) -> Result<Self> {
        let mut connection = pool.acquire().await.map_err(fault("writing to the store"))?;
        if sqlx::query(BEGIN).execute(&mut *connection).await.is_err() {
            // A change before this one was dropped half-way: what it had written is taken back first.
            let _ = sqlx::query("ROLLBACK").execute(&mut *connection).await;
            sqlx::query(BEGIN).execute(&mut *connection).await.map_err(fault("writing to the store"))?;
        }
        Ok(Self(connection))
    }

    /// Where the statements of the change go.
    pub(crate) fn on(&mut self) -> &mut SqliteConnection {
        &mut self.0
    }

    /// Ends the change: durable when this returns.
    pub(crate) async fn commit(mut self) -> Result<()> {
        match sqlx::query("COMMIT").execute(&mut *self.0).await {
            Ok(_) => Ok(()),
            Err(error) => {
                let _ = sqlx::query("ROLLBACK").execute(&mut *self.0).await;
                Err(fault("writing to the store")(error))
            }
        }
    }
}

/// How every connection to the file is set.
fn options(file: &Path) -> SqliteConnectOptions {
    SqliteConnectOptions::new()
        .filename(file)
        .create_if_missing(false)
        .foreign_keys(true)
        .busy_timeout(WAIT)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
}

async fn pool(most: u32, options: SqliteConnectOptions) -> Result<SqlitePool> {
    PoolOptions::<Sqlite>::new()
        .min_connections(1)
        .max_connections(most)
        .idle_timeout(None)
        .max_lifetime(None)
        .acquire_timeout(Duration::from_secs(30))
        .connect_with(options)
        .await
        .map_err(fault("opening the store"))
}
