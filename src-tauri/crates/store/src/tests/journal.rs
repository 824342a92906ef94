//! The journal: in order under many writers, and every change of it is noticed.

use std::sync::Arc;

use domain::ErrorKind;
use domain::run::{EntryKind, Step};
use domain::time::Timestamp;

use super::*;
use crate::Store;

async fn with_journal(entries: u32) -> (Store, RunId) {
    let store = Store::in_memory().await.unwrap();
    let new = new_run("addon_1", 1);
    store.create_run(&new).await.unwrap();
    for number in 0..entries {
        let at = Timestamp(i64::from(number));
        store.append_journal(new.id, Step::Watch, 1, intent(&number.to_string()), at).await.unwrap();
    }
    (store, new.id)
}

#[tokio::test]
async fn what_was_written_is_read_back_in_order() {
    let (store, run) = with_journal(3).await;
    let written = store.append_journal(run, Step::Verify, 2, done(), Timestamp(9)).await.unwrap();
    let journal = store.journal(run).await.unwrap();
    assert_eq!(journal.len(), 4);
    assert_eq!(journal[3], written);
    assert_eq!(journal[1].kind, intent("1"));
    assert_eq!(journal.iter().map(|entry| entry.seq).collect::<Vec<_>>(), [1, 2, 3, 4]);
    let chain = store.verify_chain(run).await.unwrap();
    assert_eq!((chain.entries, chain.broken_at), (4, None));
    assert_eq!(chain.head, written.hash);
}

#[tokio::test]
async fn a_run_that_is_not_there_takes_no_entry() {
    let (store, _) = with_journal(0).await;
    let stranger = RunId(Uuid::now_v7());
    let error = store.append_journal(stranger, Step::Watch, 1, done(), Timestamp(1)).await.unwrap_err();
    assert_eq!(error.kind, ErrorKind::NotFound);
    assert_eq!(store.verify_chain(stranger).await.unwrap_err().kind, ErrorKind::NotFound);
}

#[tokio::test]
async fn many_writers_leave_one_whole_chain() {
    let folder = tempfile::tempdir().unwrap();
    let store = Arc::new(Store::open(folder.path(), Timestamp(1)).await.unwrap());
    let new = new_run("addon_1", 1);
    store.create_run(&new).await.unwrap();
    let writers: Vec<_> = (0..8)
        .map(|writer| {
            let (store, run) = (Arc::clone(&store), new.id);
            tokio::spawn(async move {
                for number in 0..10 {
                    let kind = intent(&format!("{writer}-{number}"));
                    store.append_journal(run, Step::Watch, writer, kind, Timestamp(1)).await.unwrap();
                    let chain = store.verify_chain(run).await.unwrap();
                    assert_eq!(chain.broken_at, None);
                }
            })
        })
        .collect();
    for writer in writers {
        writer.await.unwrap();
    }
    let chain = store.verify_chain(new.id).await.unwrap();
    assert_eq!((chain.entries, chain.broken_at), (80, None));
}

#[tokio::test]
async fn the_journal_cannot_be_rewritten_by_mistake() {
    let (store, _) = with_journal(2).await;
    for sql in ["UPDATE journal SET at = 0", "DELETE FROM journal"] {
        assert!(sqlx::query(sql).execute(store.writer()).await.is_err(), "{sql}");
    }
}

/// What a forger does after taking the triggers away, and where it must be noticed.
#[tokio::test]
async fn every_forgery_is_noticed_where_it_begins() {
    let forgeries = [
        ("UPDATE journal SET kind = replace(kind, '\"2\"', '\"7\"') WHERE seq = 3", 3),
        ("UPDATE journal SET at = at + 1 WHERE seq = 2", 2),
        ("UPDATE journal SET step = 'verify' WHERE seq = 1", 1),
        ("UPDATE journal SET attempt = 2 WHERE seq = 4", 4),
        ("UPDATE journal SET hash = replace(hash, substr(hash, 1, 1), 'x') WHERE seq = 2", 2),
        ("DELETE FROM journal WHERE seq = 2", 2),
        ("DELETE FROM journal WHERE seq = 5", 5),
        ("INSERT INTO journal SELECT run, 6, at, step, attempt, kind, hash FROM journal WHERE seq = 5", 6),
        ("UPDATE runs SET plan = replace(plan, '\"shop\"', '\"other\"')", 1),
        ("UPDATE runs SET acceptance = replace(acceptance, 'last-backup', 'disk-space')", 1),
        ("UPDATE runs SET entries = 4", 6),
    ];
    for (sql, place) in forgeries {
        let (store, run) = with_journal(5).await;
        assert_eq!(store.verify_chain(run).await.unwrap().broken_at, None);
        let open = "DROP TRIGGER journal_is_never_rewritten; DROP TRIGGER journal_is_never_shortened";
        sqlx::raw_sql(open).execute(store.writer()).await.unwrap();
        let done = sqlx::query(sql).execute(store.writer()).await.unwrap();
        assert!(done.rows_affected() > 0, "{sql}");
        let chain = store.verify_chain(run).await.unwrap();
        assert_eq!(chain.broken_at, Some(place), "{sql}");
    }
}

#[tokio::test]
async fn two_runs_with_the_same_entries_have_different_chains() {
    let (one_store, one) = with_journal(1).await;
    let (other_store, other) = with_journal(1).await;
    let heads = [
        one_store.verify_chain(one).await.unwrap().head,
        other_store.verify_chain(other).await.unwrap().head,
    ];
    assert_ne!(heads[0], heads[1]);
}

#[tokio::test]
async fn an_entry_that_cannot_be_read_is_damage() {
    let (store, run) = with_journal(1).await;
    sqlx::raw_sql("DROP TRIGGER journal_is_never_rewritten; UPDATE journal SET step = 'unheard_of'")
        .execute(store.writer())
        .await
        .unwrap();
    assert_eq!(store.journal(run).await.unwrap_err().kind, ErrorKind::StoreDamaged);
    let _: EntryKind = done();
}
