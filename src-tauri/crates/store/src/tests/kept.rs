//! What is written is there for the next start, and nothing else is.

use domain::ErrorKind;
use domain::certificate::{CertificatePrint, RememberedCertificate};
use domain::run::{Environment, RunMessage, Step};
use domain::time::Timestamp;

use super::*;
use crate::Store;

#[tokio::test]
async fn everything_is_there_for_the_next_start() {
    let folder = tempfile::tempdir().unwrap();
    let provider = ProviderId("clever-cloud".into());
    let (one, two) = (account("one"), account("two"));
    let new = new_run("addon_1", 5);
    let message = RunMessage { at: Timestamp(9), code: "log-started".into(), params: params("shop") };
    let store = Store::open(folder.path(), Timestamp(1)).await.unwrap();
    store.put_account(&one).await.unwrap();
    store.put_account(&Account { created_at: Timestamp(2), ..two.clone() }).await.unwrap();
    store.put_account(&Account { name: "renamed".into(), ..one.clone() }).await.unwrap();
    store.set_mark(&provider, &database("addon_1"), Environment::Staging).await.unwrap();
    store.set_mark(&provider, &database("addon_1"), Environment::Production).await.unwrap();
    store.set_setting("language", &"fr").await.unwrap();
    store.create_run(&new).await.unwrap();
    store.set_migration_id(new.id, "migration_1").await.unwrap();
    store.append_journal(new.id, Step::StartMigration, 1, intent("x"), Timestamp(6)).await.unwrap();
    store.append_message(new.id, &message).await.unwrap();
    store.end_run(new.id, Timestamp(8)).await.unwrap();
    store.close().await;
    drop(store);

    let store = Store::open(folder.path(), Timestamp(1)).await.unwrap();
    let names: Vec<_> = store.accounts().await.unwrap().into_iter().map(|account| account.name).collect();
    assert_eq!(names, ["renamed", "two"]);
    assert_eq!(store.mark(&provider, &database("addon_1")).await.unwrap(), Environment::Production);
    assert_eq!(store.mark(&provider, &database("addon_2")).await.unwrap(), Environment::Unmarked);
    assert_eq!(store.marks(&provider).await.unwrap().len(), 1);
    assert_eq!(store.setting::<String>("language").await.unwrap().as_deref(), Some("fr"));
    assert_eq!(store.setting::<String>("theme").await.unwrap(), None);
    let run = store.run(new.id).await.unwrap().unwrap();
    assert_eq!(run.plan, new.plan);
    assert_eq!(run.acceptance.accepted, ["last-backup"]);
    assert_eq!(run.acceptance.nonce, "");
    assert_eq!(run.migration_id.as_deref(), Some("migration_1"));
    assert_eq!(run.ended_at, Some(Timestamp(8)));
    assert_eq!(store.messages(new.id).await.unwrap(), [message]);
    assert_eq!(store.journal(new.id).await.unwrap().len(), 1);
    assert!(store.remove_account(two.id).await.unwrap());
    assert!(!store.remove_account(two.id).await.unwrap());
    assert_eq!(store.account(two.id).await.unwrap(), None);
}

#[tokio::test]
async fn one_database_has_one_open_run_through_whichever_account() {
    let store = Store::in_memory().await.unwrap();
    let (first, mut again) = (new_run("addon_1", 1), new_run("addon_1", 2));
    again.plan.key.account = AccountId(Uuid::from_u128(8));
    store.create_run(&first).await.unwrap();
    assert_eq!(store.create_run(&again).await.unwrap_err().kind, ErrorKind::AlreadyRunning);
    store.create_run(&new_run("addon_2", 3)).await.unwrap();
    assert_eq!(store.open_runs().await.unwrap().len(), 2);
    store.end_run(first.id, Timestamp(9)).await.unwrap();
    store.create_run(&again).await.unwrap();
    let of: Vec<_> = store
        .runs_of(&ProviderId("clever-cloud".into()), &database("addon_1"))
        .await
        .unwrap()
        .into_iter()
        .map(|run| run.id)
        .collect();
    assert_eq!(of, [again.id, first.id]);
}

#[tokio::test]
async fn a_second_owner_is_refused_and_may_read() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(folder.path(), Timestamp(1)).await.unwrap();
    let error = Store::open(folder.path(), Timestamp(1)).await.err().unwrap();
    assert_eq!(error.kind, ErrorKind::StoreBusy);
    assert!(error.detail.contains(&std::process::id().to_string()), "{}", error.detail);

    let reader = Store::open_read_only(folder.path()).await.unwrap();
    store.put_account(&account("one")).await.unwrap();
    assert_eq!(reader.accounts().await.unwrap().len(), 1);
    assert_eq!(reader.put_account(&account("two")).await.unwrap_err().kind, ErrorKind::StoreBusy);
    drop(reader);
    store.close().await;
    drop(store);
    Store::open(folder.path(), Timestamp(1)).await.unwrap();
}

#[tokio::test]
async fn reading_makes_no_store() {
    let folder = tempfile::tempdir().unwrap();
    let error = Store::open_read_only(folder.path()).await.err().unwrap();
    assert_eq!(error.kind, ErrorKind::NotFound);
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
}

#[tokio::test]
async fn no_part_of_a_used_nonce_is_in_any_file() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(folder.path(), Timestamp(1)).await.unwrap();
    store.create_run(&new_run("addon_1", 1)).await.unwrap();
    for entry in std::fs::read_dir(folder.path()).unwrap() {
        let path = entry.unwrap().path();
        let bytes = std::fs::read(&path).unwrap();
        let canary = b"nonce-that-opened-the-gate";
        assert!(!bytes.windows(canary.len()).any(|part| part == canary), "{}", path.display());
    }
    // The test can fail: what is kept is found.
    let kept = b"last-backup";
    let found = std::fs::read_dir(folder.path()).unwrap().any(|entry| {
        let bytes = std::fs::read(entry.unwrap().path()).unwrap();
        bytes.windows(kept.len()).any(|part| part == kept)
    });
    assert!(found);
}

#[cfg(unix)]
#[tokio::test]
async fn only_the_owner_may_look_into_the_files() {
    use std::os::unix::fs::PermissionsExt as _;

    let outer = tempfile::tempdir().unwrap();
    let folder = outer.path().join("deep").join("data");
    let store = Store::open(&folder, Timestamp(1)).await.unwrap();
    store.put_account(&account("one")).await.unwrap();
    assert_eq!(std::fs::metadata(&folder).unwrap().permissions().mode() & 0o777, 0o700);
    for name in ["changeover.db", "changeover.db-wal"] {
        let mode = std::fs::metadata(folder.join(name)).unwrap().permissions().mode();
        assert_eq!(mode & 0o077, 0, "{name}");
    }
}

#[tokio::test]
async fn the_first_certificate_of_a_server_stays_until_it_is_forgotten() {
    let folder = tempfile::tempdir().unwrap();
    let first = RememberedCertificate {
        host: "db.example".into(),
        port: 5432,
        print: CertificatePrint([1; 32]),
        verified: false,
        since: Timestamp(7),
    };
    let second = RememberedCertificate {
        print: CertificatePrint([2; 32]),
        verified: true,
        since: Timestamp(8),
        ..first.clone()
    };
    let other = RememberedCertificate { port: 6432, ..second.clone() };
    let store = Store::open(folder.path(), Timestamp(1)).await.unwrap();
    assert_eq!(store.certificate("db.example", 5432).await.unwrap(), None);
    assert_eq!(store.remember_certificate(&first).await.unwrap(), first);
    assert_eq!(store.remember_certificate(&second).await.unwrap(), first, "the first one stands");
    assert_eq!(store.remember_certificate(&other).await.unwrap(), other);
    store.close().await;
    drop(store);

    let store = Store::open(folder.path(), Timestamp(1)).await.unwrap();
    assert_eq!(store.certificates().await.unwrap(), [first.clone(), other.clone()]);
    assert_eq!(store.forget_certificate("db.example", Some(5432)).await.unwrap(), 1);
    assert_eq!(store.forget_certificate("db.example", Some(5432)).await.unwrap(), 0);
    assert_eq!(store.certificates().await.unwrap(), [other]);
    assert_eq!(store.remember_certificate(&second).await.unwrap(), second);
    assert_eq!(store.forget_certificate("db.example", None).await.unwrap(), 2);
    assert_eq!(store.certificates().await.unwrap(), []);
}
