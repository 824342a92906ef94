//! The schema: newer files refused untouched, a backup before each change, damage named.

use std::fs;
use std::path::Path;

use domain::ErrorKind;
use domain::time::Timestamp;
use sqlx::Connection as _;
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection};

use super::*;
use crate::{Store, schema};

/// 2026-11-21T12:00:00Z.
const NOON: Timestamp = Timestamp(1_795_262_400_000);

async fn raw(path: &Path) -> SqliteConnection {
    SqliteConnection::connect_with(&SqliteConnectOptions::new().filename(path).create_if_missing(true))
        .await
        .unwrap()
}

async fn made(folder: &Path) {
    let store = Store::open(folder, NOON).await.unwrap();
    store.put_account(&account("kept")).await.unwrap();
    store.close().await;
}

#[tokio::test]
async fn a_newer_file_is_refused_and_not_touched() {
    let folder = tempfile::tempdir().unwrap();
    made(folder.path()).await;
    let file = folder.path().join("changeover.db");
    let mut connection = raw(&file).await;
    sqlx::raw_sql("PRAGMA user_version = 99").execute(&mut connection).await.unwrap();
    connection.close().await.unwrap();
    let before = fs::read(&file).unwrap();

    let error = Store::open(folder.path(), NOON).await.err().unwrap();
    assert_eq!(error.kind, ErrorKind::StoreTooNew);
    let error = Store::open_read_only(folder.path()).await.err().unwrap();
    assert_eq!(error.kind, ErrorKind::StoreTooNew);
    assert_eq!(fs::read(&file).unwrap(), before);
    let left: Vec<_> = fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(left.len(), 2, "the store and the lock, no backup: {left:?}");
}

#[tokio::test]
async fn a_newer_version_that_is_still_in_the_log_is_refused_too() {
    let folder = tempfile::tempdir().unwrap();
    made(folder.path()).await;
    let file = folder.path().join("changeover.db");
    let mut connection = raw(&file).await;
    sqlx::raw_sql("PRAGMA wal_autocheckpoint = 0; PRAGMA user_version = 99")
        .execute(&mut connection)
        .await
        .unwrap();
    // As after a crash: the connection is open, its change is in the log alone.
    assert_eq!(schema::peek(&file).unwrap(), Some(schema::newest()));
    assert_eq!(Store::open(folder.path(), NOON).await.err().unwrap().kind, ErrorKind::StoreTooNew);
}

#[tokio::test]
async fn a_backup_is_whole_dated_and_never_written_over() {
    let folder = tempfile::tempdir().unwrap();
    made(folder.path()).await;
    let mut connection = raw(&folder.path().join("changeover.db")).await;
    let first = schema::back_up(&mut connection, folder.path(), NOON).await.unwrap();
    let second = schema::back_up(&mut connection, folder.path(), NOON).await.unwrap();
    assert_eq!(first.file_name().unwrap(), "changeover-2026-11-21T12-00-00Z.db");
    assert_eq!(second.file_name().unwrap(), "changeover-2026-11-21T12-00-00Z-2.db");
    let mut copy = raw(&first).await;
    let accounts: i64 =
        sqlx::query_scalar("SELECT count(*) FROM accounts").fetch_one(&mut copy).await.unwrap();
    assert_eq!(accounts, 1);
}

/// A schema of two steps, so that the way from one version to the next is walked before there is a second release.
#[tokio::test]
async fn a_step_that_fails_leaves_the_version_before_it() {
    let folder = tempfile::tempdir().unwrap();
    made(folder.path()).await;
    let file = folder.path().join("changeover.db");
    let mut connection = raw(&file).await;
    let good = "CREATE TABLE extra (n INTEGER) STRICT";
    let bad = "CREATE TABLE half (n INTEGER) STRICT; INSERT INTO nowhere VALUES (1)";
    let first: &'static str = "unused: it is done already";
    schema::run(&mut connection, 1, &[first, good]).await.unwrap();
    let error = schema::run(&mut connection, 2, &[first, good, bad]).await.unwrap_err();
    assert_eq!(error.kind, ErrorKind::Internal);
    connection.close().await.unwrap();

    let mut connection = raw(&file).await;
    let version: i64 = sqlx::query_scalar("PRAGMA user_version").fetch_one(&mut connection).await.unwrap();
    let half: i64 = sqlx::query_scalar("SELECT count(*) FROM sqlite_schema WHERE name = 'half'")
        .fetch_one(&mut connection)
        .await
        .unwrap();
    assert_eq!((version, half), (2, 0));
}

#[tokio::test]
async fn files_that_are_no_store_are_named_and_left_alone() {
    let strange: [&[u8]; 3] = [b"hello", &[0; 4096], b"SQLite format 3\0 and then nothing of a database"];
    for bytes in strange {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("changeover.db");
        fs::write(&file, bytes).unwrap();
        let error = Store::open(folder.path(), NOON).await.err().unwrap();
        assert_eq!(error.kind, ErrorKind::StoreDamaged);
        assert_eq!(fs::read(&file).unwrap(), bytes);
    }
}

#[tokio::test]
async fn the_database_of_another_program_is_not_taken_over() {
    let folder = tempfile::tempdir().unwrap();
    let mut connection = raw(&folder.path().join("changeover.db")).await;
    sqlx::raw_sql("CREATE TABLE theirs (n); PRAGMA user_version = 1").execute(&mut connection).await.unwrap();
    connection.close().await.unwrap();
    assert_eq!(Store::open(folder.path(), NOON).await.err().unwrap().kind, ErrorKind::StoreDamaged);
}

#[tokio::test]
async fn a_store_with_a_torn_page_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(folder.path(), NOON).await.unwrap();
    for number in 0..200 {
        store.put_account(&account(&format!("account {number}"))).await.unwrap();
    }
    store.close().await;
    drop(store);
    let file = folder.path().join("changeover.db");
    let mut bytes = fs::read(&file).unwrap();
    assert!(bytes.len() > 5 * 4096, "{}", bytes.len());
    let last = bytes.len() - 4096;
    bytes[last..last + 64].fill(0xff);
    fs::write(&file, &bytes).unwrap();
    assert_eq!(Store::open(folder.path(), NOON).await.err().unwrap().kind, ErrorKind::StoreDamaged);
}
