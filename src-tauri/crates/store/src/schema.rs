//! The schema and how it grows: numbered steps, each in one transaction, after a dated backup. A file that a newer
//! version has written is refused before anything in it is touched.

use std::fs::File;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use domain::time::Timestamp;
use domain::{Error, ErrorKind, Result};
use sqlx::{Connection as _, SqliteConnection};

use crate::fault::{damaged, fault};

/// Steps of the schema, oldest first. Append-only: a step that was ever released is never edited.
const STEPS: &[&str] = &[
    include_str!("migrations/0001_first.sql"),
    include_str!("migrations/0002_transfers.sql"),
    include_str!("migrations/0003_freezes.sql"),
    include_str!("migrations/0004_test_copies.sql"),
    include_str!("migrations/0005_certificates.sql"),
];

/// Says that a file is ours: "CHGO".
const APPLICATION: i64 = 0x4348_474f;

/// The version that this program writes.
pub(crate) fn newest() -> i64 {
    i64::try_from(STEPS.len()).unwrap_or(i64::MAX)
}

/// Looks at the first bytes of a file, without opening it as a database.
///
/// `Ok(None)`: nothing there yet. Errors: `StoreDamaged`, `StoreTooNew`.
pub(crate) fn peek(path: &Path) -> Result<Option<i64>> {
    let mut header = Vec::with_capacity(100);
    match File::open(path) {
        Ok(file) => file.take(100).read_to_end(&mut header).map_err(|error| {
            Error::new(ErrorKind::StoreUnwritable, "the store cannot be read").because(error)
        })?,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
        Err(error) => {
            return Err(Error::new(ErrorKind::StoreUnwritable, "the store cannot be opened").because(error));
        }
    };
    if header.is_empty() {
        return Ok(None);
    }
    if header.len() < 100 || !header.starts_with(b"SQLite format 3\0") {
        return Err(damaged("the file is not an SQLite database"));
    }
    let number = |at: usize| {
        i64::from(u32::from_be_bytes([header[at], header[at + 1], header[at + 2], header[at + 3]]))
    };
    let version = number(60);
    if version > newest() {
        return Err(too_new(version));
    }
    if version > 0 && number(68) != APPLICATION {
        return Err(damaged("the file is a database of another program"));
    }
    Ok(Some(version))
}

/// The version inside an open database; refuses a newer one.
pub(crate) async fn version(connection: &mut SqliteConnection) -> Result<i64> {
    let version: i64 = sqlx::query_scalar("PRAGMA user_version")
        .fetch_one(&mut *connection)
        .await
        .map_err(fault("reading the version of the store"))?;
    if version > newest() { Err(too_new(version)) } else { Ok(version) }
}

/// Refuses a file whose pages do not hang together.
pub(crate) async fn check(connection: &mut SqliteConnection) -> Result<()> {
    let said: Vec<String> = sqlx::query_scalar("PRAGMA quick_check(3)")
        .fetch_all(&mut *connection)
        .await
        .map_err(fault("checking the store"))?;
    match said.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["ok"] => Ok(()),
        _ => Err(damaged(format!("the store's own check says: {}", said.join("; ")))),
    }
}

/// Brings the schema up to date, with a backup first where there is something to lose.
pub(crate) async fn migrate(connection: &mut SqliteConnection, folder: &Path, now: Timestamp) -> Result<()> {
    let from = version(connection).await?;
    if from == newest() {
        return Ok(());
    }
    if from > 0 {
        back_up(connection, folder, now).await?;
    }
    run(connection, from, STEPS).await
}

/// Plays the steps that are missing.
pub(crate) async fn run(connection: &mut SqliteConnection, from: i64, steps: &[&'static str]) -> Result<()> {
    let done = usize::try_from(from).unwrap_or(usize::MAX);
    for (at, step) in steps.iter().enumerate().skip(done) {
        let mut change = connection.begin().await.map_err(fault("changing the schema of the store"))?;
        let mark = format!("PRAGMA application_id = {APPLICATION}; PRAGMA user_version = {};", at + 1);
        for sql in [(*step).to_owned(), mark] {
            sqlx::raw_sql(sqlx::AssertSqlSafe(sql))
                .execute(&mut *change)
                .await
                .map_err(fault("changing the schema of the store"))?;
        }
        change.commit().await.map_err(fault("changing the schema of the store"))?;
    }
    // The version must be in the file itself, where an older program looks for it.
    sqlx::query("PRAGMA wal_checkpoint(TRUNCATE)")
        .execute(connection)
        .await
        .map(|_| ())
        .map_err(fault("writing the schema of the store"))
}

/// Copies the whole store to `changeover-<date>.db` beside it.
pub(crate) async fn back_up(
    connection: &mut SqliteConnection,
    folder: &Path,
    now: Timestamp,
) -> Result<PathBuf> {
    let date = jiff::Timestamp::from_millisecond(now.0)
        .map(|at| at.strftime("%Y-%m-%dT%H-%M-%SZ").to_string())
        .unwrap_or_else(|_| now.0.to_string());
    let mut path = folder.join(format!("changeover-{date}.db"));
    let mut again = 2;
    while path.exists() {
        path = folder.join(format!("changeover-{date}-{again}.db"));
        again += 1;
    }
    let name = path.to_str().ok_or_else(|| {
        Error::new(ErrorKind::StoreUnwritable, "the path of the data folder is not valid text")
    })?;
    crate::folder::make_file(&path)?;
    sqlx::query("VACUUM INTO ?")
        .bind(name)
        .execute(connection)
        .await
        .map_err(fault("writing the backup of the store"))?;
    tracing::info!(file = name, "the store was backed up before a change of its schema");
    Ok(path)
}

fn too_new(version: i64) -> Error {
    let detail = format!("the store has version {version}, this program knows {}", newest());
    Error::new(ErrorKind::StoreTooNew, detail)
}
