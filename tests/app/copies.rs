//! Copying by two addresses, through the door, between two real servers: what the check says, what a listener hears, that no
//! password comes out.

use std::sync::Arc;
use std::time::Duration;

use app::{App, AppConfig, Pace, VaultKind, VaultOptions};
use domain::copy::{CopyCheck, CopyEvent, CopyState, CopyTableState, CopyView};
use domain::database::Endpoint;
use domain::secret::ExposeSecret as _;
use domain::verification::Verdict;
use futures::StreamExt as _;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use support::postgres::{empty, run, seeded, server, text};
use support::writer::Writer;

pub(crate) async fn open(folder: &std::path::Path) -> Arc<App> {
    let mut vault = VaultOptions::new("changeover-test", folder.join("vault.age")).only(VaultKind::File);
    vault.work_factor = 2;
    let mut config = AppConfig::new(folder, "0.0.0-test", vault);
    config.pace = Pace::quick();
    App::start(config).await.unwrap()
}

/// Asks the door, and sees that no password is in what it says.
pub(crate) async fn ask<T: DeserializeOwned>(
    app: &Arc<App>,
    command: &str,
    payload: Value,
    secrets: &[&str],
) -> T {
    let answer = rpc::dispatch(app, command, payload).await.unwrap();
    silent(&answer.to_string(), secrets);
    serde_json::from_value(answer).unwrap()
}

#[track_caller]
fn silent(said: &str, secrets: &[&str]) {
    assert!(secrets.iter().all(|secret| !said.contains(secret)), "a password came out");
}

pub(crate) fn place(end: &Endpoint, password: &str) -> Value {
    let address =
        format!("postgresql://{}@{}:{}/{}?sslmode=disable", end.user, end.host, end.port, end.database);
    json!({ "type": "typed", "address": address, "password": password })
}

#[tokio::test(flavor = "multi_thread")]
async fn a_database_is_copied_by_its_address_and_every_step_is_told() {
    let (old, new) = (server(14).await, server(18).await);
    let (from, to) = (seeded(&old, "bookshop").await, empty(&new, "copy").await);
    let folder = tempfile::tempdir().unwrap();
    let app = open(folder.path()).await;
    let secrets = [from.password.expose_secret(), to.password.expose_secret()];
    assert!(secrets.iter().all(|secret| secret.len() > 8));
    let both = json!({ "from": place(&from, secrets[0]), "to": place(&to, secrets[1]) });

    // A wrong password is told of its side, and nothing can be started.
    let wrong = json!({ "from": place(&from, secrets[0]), "to": place(&to, "canary-wrong") });
    let check: CopyCheck = ask(&app, "copy_check", wrong, &["canary-wrong", secrets[0]]).await;
    assert_eq!((check.id, check.source.problem), (None, None));
    assert_eq!(check.target.problem.unwrap().kind.code(), "CHG-DBS-002");

    // The password of the source is known by now; the other is given.
    let again = json!({ "from": place(&from, ""), "to": place(&to, secrets[1]) });
    let check: CopyCheck = ask(&app, "copy_check", again, &secrets).await;
    let contents = check.contents.unwrap();
    assert_eq!(contents.tables, 10);
    assert!(contents.bytes > 0 && contents.rows_estimate.is_some());
    assert_eq!(check.source.probe.unwrap().version.to_string().split('.').next(), Some("14"));
    let id = check.id.unwrap();
    let latest: Option<CopyView> = ask(&app, "copy_latest", json!({}), &secrets).await;
    assert!(latest.is_none(), "a check is no copy");

    let begun: CopyView = ask(&app, "copy_start", json!({ "id": id, "freeze": false }), &secrets).await;
    assert_eq!((begun.head.state, begun.tables.len()), (CopyState::Running, 10));
    assert!(app.has_running());
    let mut events = rpc::subscribe_copy(&app, id).await.unwrap();
    let (mut tables, mut last, mut over) = (Vec::new(), None, false);
    while let Some(event) = tokio::time::timeout(Duration::from_secs(60), events.next()).await.unwrap() {
        assert!(!over, "something follows the end");
        silent(&serde_json::to_string(&event).unwrap(), &secrets);
        match event {
            CopyEvent::Snapshot { copy } => (tables, last) = (copy.tables, Some(copy.head)),
            CopyEvent::Changed { head, tables: changed, .. } => {
                for table in changed {
                    let known = tables.iter_mut().find(|known| known.name == table.name);
                    *known.unwrap() = table;
                }
                last = Some(head.as_ref().clone());
            }
            CopyEvent::Over { .. } => over = true,
        }
    }
    let head = last.unwrap();
    assert!(over);
    assert_eq!(head.state, CopyState::Done, "{:?}", head.problem);
    assert_eq!(head.stages.len(), 5);
    assert_eq!(head.pulse.unwrap().permille, 1000);
    assert_eq!(head.objects_done, head.objects);
    let report = head.report.unwrap();
    assert_ne!(report.verification.unwrap().verdict, Verdict::Different);
    // What was told change by change is what is.
    let latest: Option<CopyView> = ask(&app, "copy_latest", json!({}), &secrets).await;
    let latest = latest.unwrap();
    assert_eq!(tables, latest.tables);
    assert!(tables.iter().all(|table| table.state == CopyTableState::Done));
    let rows: u64 = tables.iter().map(|table| table.rows).sum();
    assert_eq!(rows, report.rows);
    let count = "select count(*)::text from public.book";
    assert_eq!(text(&to, count).await, text(&from, count).await);
    assert!(!app.has_running());

    // Once is enough; and what is not empty is not written over.
    let twice = rpc::dispatch(&app, "copy_start", json!({ "id": id, "freeze": false })).await.unwrap_err();
    assert_eq!(twice.code, "CHG-RUN-007", "{}", twice.detail);
    let check: CopyCheck = ask(&app, "copy_check", both, &secrets).await;
    assert_eq!((check.id, check.target.problem.unwrap().kind.code()), (None, "CHG-DBS-007"));
    app.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_copy_that_is_stopped_says_so_and_leaves_the_source_alone() {
    let cluster = server(17).await;
    let from = empty(&cluster, "large").await;
    let to = empty(&cluster, "copy").await;
    run(&from, "create table t as select n, repeat('x', 500) as s from generate_series(1, 400000) n").await;
    let folder = tempfile::tempdir().unwrap();
    let app = open(folder.path()).await;
    let secret = from.password.expose_secret();
    let both = json!({ "from": place(&from, secret), "to": place(&to, secret) });
    let check: CopyCheck = ask(&app, "copy_check", both, &[secret]).await;
    let id = check.id.unwrap();
    let _: CopyView = ask(&app, "copy_start", json!({ "id": id, "freeze": false }), &[secret]).await;
    let mut events = rpc::subscribe_copy(&app, id).await.unwrap();
    let mut asked = false;
    let mut last = None;
    while let Some(event) = tokio::time::timeout(Duration::from_secs(60), events.next()).await.unwrap() {
        let head = match event {
            CopyEvent::Snapshot { copy } => copy.head,
            CopyEvent::Changed { head, .. } => *head,
            CopyEvent::Over { .. } => break,
        };
        if !asked && head.stages.len() >= 3 {
            asked = true;
            let stopping: CopyView = ask(&app, "copy_stop", json!({ "id": id }), &[secret]).await;
            assert!(matches!(stopping.head.state, CopyState::Stopping | CopyState::Stopped));
        }
        last = Some(head);
    }
    let head = last.unwrap();
    assert!(asked);
    assert_eq!((head.state, head.report), (CopyState::Stopped, None));
    assert_eq!(text(&from, "select count(*)::text from t").await, "400000");
    app.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_copy_that_keeps_writers_out_undoes_it_when_it_is_stopped_and_not_when_it_is_done() {
    let (old, new) = tokio::join!(server(16), server(18));
    let from = old.create_database("shop").await.unwrap();
    let to = new.create_database("copy").await.unwrap();
    run(&from, "create table t as select n, repeat('x', 500) as s from generate_series(1, 200000) n").await;
    let mut writer = Writer::begin(&from).await;
    writer.goes_on().await;
    let folder = tempfile::tempdir().unwrap();
    let app = open(folder.path()).await;
    let secret = from.password.expose_secret();
    let both = json!({ "from": place(&from, secret), "to": place(&to, to.password.expose_secret()) });
    let mut ended = Vec::new();
    for stop in [true, false] {
        let check: CopyCheck = ask(&app, "copy_check", both.clone(), &[secret]).await;
        let plan = check.freeze.unwrap();
        assert!(plan.sessions > 0 && !plan.thaw.is_empty() && !plan.already);
        let id = check.id.unwrap();
        let _: CopyView = ask(&app, "copy_start", json!({ "id": id, "freeze": true }), &[secret]).await;
        let mut events = rpc::subscribe_copy(&app, id).await.unwrap();
        let mut frozen = false;
        while let Some(event) = tokio::time::timeout(Duration::from_secs(60), events.next()).await.unwrap() {
            let head = match event {
                CopyEvent::Snapshot { copy } => copy.head,
                CopyEvent::Changed { head, .. } => *head,
                CopyEvent::Over { .. } => break,
            };
            if head.freeze.is_some() && !std::mem::replace(&mut frozen, true) && stop {
                let _: CopyView = ask(&app, "copy_stop", json!({ "id": id }), &[secret]).await;
            }
        }
        let view: Option<CopyView> = ask(&app, "copy_latest", json!({}), &[secret]).await;
        ended.push(view.unwrap().head);
        if stop {
            writer.goes_on().await;
            let again = rpc::dispatch(&app, "copy_thaw", json!({ "id": id })).await.unwrap_err();
            assert_eq!(again.code, "CHG-RUN-007");
            run(&to, "drop schema public cascade; create schema public").await;
        }
    }
    let [stopped, done] = ended.as_slice() else { panic!("{ended:?}") };
    assert_eq!(stopped.state, CopyState::Stopped);
    assert!(stopped.freeze.as_ref().unwrap().read_only.is_some());
    let freeze = done.freeze.as_ref().unwrap();
    assert_eq!((done.state, freeze.handed_over, freeze.read_only), (CopyState::Done, true, None));
    assert!(done.report.as_ref().unwrap().freeze.as_ref().unwrap().stays);
    writer.assert_all_in(&to).await;
    let before = writer.count();
    let thawed: CopyView = ask(&app, "copy_thaw", json!({ "id": done.id }), &[secret]).await;
    assert!(thawed.head.freeze.unwrap().read_only.is_some());
    writer.goes_on().await;
    assert!(writer.count() > before);
    writer.end().await;
    app.shutdown().await;
}
