//! A full disk and a folder that cannot be written: said in time, and nothing half done.

use domain::ErrorKind;
use domain::run::Step;
use domain::time::Timestamp;

use super::*;
use crate::Store;

#[tokio::test]
async fn a_full_disk_stops_before_anything_is_half_written() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(folder.path(), Timestamp(1)).await.unwrap();
    let new = new_run("addon_1", 1);
    store.create_run(&new).await.unwrap();
    let pages: i64 = sqlx::query_scalar("PRAGMA page_count").fetch_one(store.writer()).await.unwrap();
    sqlx::query(sqlx::AssertSqlSafe(format!("PRAGMA max_page_count = {}", pages + 4)))
        .execute(store.writer())
        .await
        .unwrap();
    let mut written = 0;
    let full = loop {
        let kind = intent(&"x".repeat(900));
        match store.append_journal(new.id, Step::Watch, 1, kind, Timestamp(1)).await {
            Ok(entry) => written = entry.seq,
            Err(error) => break error,
        }
        assert!(written < 1000, "the disk never fills");
    };
    assert_eq!(full.kind, ErrorKind::StoreUnwritable);
    let chain = store.verify_chain(new.id).await.unwrap();
    assert_eq!((chain.entries, chain.broken_at), (written, None));

    // Room again: it goes on where it stopped.
    sqlx::query(sqlx::AssertSqlSafe(format!("PRAGMA max_page_count = {}", pages + 1000)))
        .execute(store.writer())
        .await
        .unwrap();
    let next = store.append_journal(new.id, Step::Watch, 1, done(), Timestamp(1)).await.unwrap();
    assert_eq!(next.seq, written + 1);
    assert_eq!(store.verify_chain(new.id).await.unwrap().broken_at, None);
}

#[tokio::test]
async fn a_folder_that_cannot_be_made_is_said() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("a file");
    std::fs::write(&file, "in the way").unwrap();
    let error = Store::open(&file.join("data"), Timestamp(1)).await.err().unwrap();
    assert_eq!(error.kind, ErrorKind::StoreUnwritable);
}

#[tokio::test]
async fn a_change_that_is_dropped_half_way_never_happened() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(folder.path(), Timestamp(1)).await.unwrap();
    {
        let mut change = store.change().await.unwrap();
        sqlx::query("INSERT INTO settings (name, value) VALUES ('half', '1')")
            .execute(change.on())
            .await
            .unwrap();
    }
    store.set_setting("whole", &1).await.unwrap();
    assert_eq!(store.setting::<i32>("half").await.unwrap(), None);
    assert_eq!(store.setting::<i32>("whole").await.unwrap(), Some(1));
}
