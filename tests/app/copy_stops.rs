//! What stops a copy from address to address, in the check and after it: each with its code and its side, both databases as they were,
//! and on the way again once the cause is mended.

use std::sync::Arc;
use std::time::Duration;

use ::support::aliases::alias;
use ::support::postgres::{empty, run, seeded, server, text};
use app::copy::CopyAddress;
use app::{App, Place};
use domain::copy::{CopyCheck, CopyProblem, CopyState, CopyView};
use domain::database::Endpoint;
use domain::error::Remedy;
use domain::secret::ExposeSecret as _;
use practice::servers::{self, Cluster, ClusterOptions};
use serde_json::{Value, json};

use crate::copies::{ask, open, place};

/// Which side a stop is told of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum At {
    Source,
    Target,
    Both,
}

fn end(endpoint: &Endpoint) -> Value {
    place(endpoint, endpoint.password.expose_secret())
}

async fn check(app: &Arc<App>, from: &Endpoint, to: &Endpoint) -> CopyCheck {
    let secrets = [from.password.expose_secret(), to.password.expose_secret()];
    ask(app, "copy_check", json!({ "from": end(from), "to": end(to) }), &secrets).await
}

/// What a check that found a stop says, and that nothing can be started.
async fn stopped(app: &Arc<App>, from: &Endpoint, to: &Endpoint) -> (At, CopyProblem) {
    let check = check(app, from, to).await;
    assert_eq!(check.id, None, "it could be started");
    let at =
        [(At::Source, check.source.problem), (At::Target, check.target.problem), (At::Both, check.problem)];
    let mut told = at.into_iter().filter_map(|(at, problem)| Some((at, problem?)));
    let first = told.next().expect("it is not told why");
    assert!(told.next().is_none(), "told twice");
    first
}

/// Starts what was checked, and waits for its end.
async fn copied(app: &Arc<App>, check: &CopyCheck, freeze: bool) -> CopyView {
    let id = check.id.unwrap_or_else(|| panic!("{check:?}"));
    let _: CopyView = ask(app, "copy_start", json!({ "id": id, "freeze": freeze }), &[]).await;
    over(app).await
}

async fn over(app: &Arc<App>) -> CopyView {
    let look = async {
        loop {
            let view: Option<CopyView> = ask(app, "copy_latest", json!({}), &[]).await;
            match view {
                Some(view) if view.head.state.is_over() => return view,
                _ => tokio::time::sleep(Duration::from_millis(50)).await,
            }
        }
    };
    tokio::time::timeout(Duration::from_secs(90), look).await.expect("the copy does not end")
}

#[track_caller]
fn failed_with(view: &CopyView, code: &str) {
    let problem = view.head.problem.as_ref().map(|problem| problem.kind.code());
    assert_eq!((view.head.state, problem), (CopyState::Failed, Some(code)), "{:?}", view.head.problem);
}

#[track_caller]
fn equal(view: &CopyView) {
    assert_eq!(view.head.state, CopyState::Done, "{:?}", view.head.problem);
    let seen = view.head.report.as_ref().unwrap().verification.as_ref().unwrap();
    assert!(seen.differences.is_empty() && seen.rows_compared > 0, "{seen:?}");
}

/// Objects of a person's own.
const OWN: &str =
    "SELECT count(*)::text FROM pg_class WHERE oid >= 16384 AND relkind IN ('r', 'v', 'S', 'm')";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn ends_that_cannot_be_meant_are_told_before_anything_is_written() {
    let (old, new) = tokio::join!(server(14), server(18));
    let (full_14, full_18) = (seeded(&old, "bookshop").await, seeded(&new, "bookshop").await);
    let (empty_14, empty_18) = (empty(&old, "nothing").await, empty(&new, "nothing").await);
    // The same database by another host and another port.
    let (alias_14, _open) = alias(&[&full_14]).await;
    let named = Endpoint { host: "localhost".into(), ..alias_14.clone() };
    let nobody = Endpoint { port: 1, ..full_14.clone() };
    let stranger = Endpoint { user: "nobody".into(), ..full_14.clone() };
    let folder = tempfile::tempdir().unwrap();
    let app = open(folder.path()).await;

    let everything = [&full_14, &full_18, &empty_14, &empty_18];
    let held = async || {
        let mut all = Vec::new();
        for each in everything {
            all.push(text(each, OWN).await);
        }
        all
    };
    let before = held().await;
    let swap = ("CHG-DBS-020", Remedy::SwapEnds);
    let correct = |code| (code, Remedy::CorrectInput);
    for (what, from, to, at, (code, remedy)) in [
        ("into an older server", &full_18, &empty_14, At::Both, swap),
        ("swapped, of two versions", &empty_18, &full_14, At::Both, swap),
        ("swapped, of one version", &empty_14, &full_14, At::Both, swap),
        ("swapped, upwards", &empty_14, &full_18, At::Both, swap),
        ("into a full one", &full_14, &full_18, At::Target, correct("CHG-DBS-007")),
        ("into itself", &full_14, &full_14, At::Both, correct("CHG-DBS-008")),
        ("into itself by another port", &full_14, &alias_14, At::Both, correct("CHG-DBS-008")),
        ("into itself by two other names", &alias_14, &named, At::Both, correct("CHG-DBS-008")),
        ("from nowhere", &nobody, &empty_18, At::Source, ("CHG-DBS-001", Remedy::CheckNetwork)),
        ("to nowhere", &full_14, &nobody, At::Target, ("CHG-DBS-001", Remedy::CheckNetwork)),
        ("by a stranger", &stranger, &empty_18, At::Source, correct("CHG-DBS-002")),
    ] {
        let (side, problem) = stopped(&app, from, to).await;
        assert_eq!(
            (side, problem.kind.code(), problem.kind.remedy()),
            (at, code, remedy),
            "{what}: {}",
            problem.detail
        );
    }
    assert_eq!(held().await, before, "something was written");
    // Another database of the same server is another database; what was swapped goes the right way round.
    assert!(check(&app, &full_14, &empty_14).await.id.is_some());
    equal(&copied(&app, &check(&app, &full_14, &empty_18).await, false).await);
    app.shutdown().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_right_that_is_taken_between_the_check_and_the_copy_stops_it_and_given_back_lets_it_go_on() {
    let (old, new) = tokio::join!(server(15), server(18));
    // Its owner, who is no superuser.
    let from = old.create_database("shop").await.unwrap();
    run(&from, "CREATE TABLE t AS SELECT n FROM generate_series(1, 2000) n; CREATE TABLE u AS SELECT 1 AS n")
        .await;
    let owner = old.admin("shop");
    let folder = tempfile::tempdir().unwrap();
    let app = open(folder.path()).await;
    let to = empty(&new, "copy").await;
    let seen = check(&app, &from, &to).await;
    run(&owner, &format!("REVOKE SELECT ON t FROM {}", from.user)).await;
    failed_with(&copied(&app, &seen, false).await, "CHG-DBS-003");
    assert_eq!(text(&owner, "SELECT count(*)::text FROM t").await, "2000");
    run(&owner, &format!("GRANT SELECT ON t TO {}", from.user)).await;
    let again = check(&app, &from, &empty(&new, "second").await).await;
    equal(&copied(&app, &again, false).await);
    app.shutdown().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_target_that_shuts_us_out_in_the_middle_leaves_a_writable_source_and_what_arrived_is_gone_on_with()
{
    let (old, new) = tokio::join!(server(16), server(18));
    let from = old.create_database("shop").await.unwrap();
    run(&from, "CREATE TABLE t AS SELECT n, repeat('x', 500) AS s FROM generate_series(1, 300000) n").await;
    let to = new.create_database("copy").await.unwrap();
    let admin = new.admin("copy");
    let folder = tempfile::tempdir().unwrap();
    let app = open(folder.path()).await;
    let seen = check(&app, &from, &to).await;
    let id = seen.id.unwrap();
    let _: CopyView = ask(&app, "copy_start", json!({ "id": id, "freeze": true }), &[]).await;
    // As soon as rows arrive.
    let rows = async {
        loop {
            let view: Option<CopyView> = ask(&app, "copy_latest", json!({}), &[]).await;
            if view.is_some_and(|view| view.head.stages.len() >= 3) {
                return;
            }
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    };
    tokio::time::timeout(Duration::from_secs(60), rows).await.unwrap();
    let shut = format!(
        "ALTER ROLE {0} NOLOGIN; SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = '{0}'",
        to.user
    );
    run(&admin, &shut).await;
    let view = over(&app).await;
    failed_with(&view, "CHG-DBS-002");
    assert_eq!(text(&from, "SHOW default_transaction_read_only").await, "off");
    assert!(app.still_frozen().await.unwrap().is_empty());
    run(&from, "INSERT INTO t VALUES (0, 'written after')").await;
    // A half-filled target is told as that, and filled to its end by whoever asks for it.
    run(&admin, &format!("ALTER ROLE {} LOGIN", to.user)).await;
    let (side, problem) = stopped(&app, &from, &to).await;
    assert_eq!((side, problem.kind.code()), (At::Target, "CHG-DBS-007"));
    let (one, other) = (found(&app, &from).await, found(&app, &to).await);
    let order = |resume| app::TransferOrder {
        from: one.clone(),
        to: other.clone(),
        jobs: None,
        verify: true,
        chunk_bytes: None,
        resume,
        freeze: None,
        typed_name: None,
    };
    let go = async |resume| {
        let (send, _events) = tokio::sync::mpsc::unbounded_channel();
        Box::pin(app.transfer(&order(resume), send, app::Controls::default())).await
    };
    assert_eq!(go(false).await.unwrap_err().kind.code(), "CHG-RUN-011");
    let report = go(true).await.unwrap();
    assert!(report.verification.unwrap().differences.is_empty());
    assert_eq!(text(&to, "SELECT count(*)::text FROM t").await, "300001");
    app.shutdown().await;
}

/// The place that a whole address names.
async fn found(app: &Arc<App>, endpoint: &Endpoint) -> Place {
    let address = format!("{}?sslmode=disable", servers::url(endpoint).expose_secret()).into();
    let typed = CopyAddress { address, password: domain::Secret::default() };
    Place::Address(app.address(&typed).await.unwrap())
}

async fn encrypted(major: u16) -> Cluster {
    servers::start_with(major, ClusterOptions { tls: true, ..ClusterOptions::default() }).await.unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_certificate_that_changes_after_the_check_stops_the_copy_until_the_person_has_decided() {
    let (old, new) = tokio::join!(encrypted(16), encrypted(18));
    let from = old.create_database("shop").await.unwrap();
    run(&from, "CREATE TABLE t AS SELECT n FROM generate_series(1, 5000) n").await;
    let to = empty(&new, "copy").await;
    let folder = tempfile::tempdir().unwrap();
    let app = open(folder.path()).await;
    let required = |endpoint: &Endpoint| {
        let mut end = end(endpoint);
        let address = end["address"].as_str().unwrap().replace("sslmode=disable", "sslmode=require");
        end["address"] = json!(address);
        end
    };
    let both = json!({ "from": required(&from), "to": required(&to) });
    let look = async || -> CopyCheck {
        ask(&app, "copy_check", both.clone(), &[from.password.expose_secret()]).await
    };
    for (server, endpoint, at) in [(&old, &from, At::Source), (&new, &to, At::Target)] {
        let seen = look().await;
        server.renew_certificate().await.unwrap();
        let view = copied(&app, &seen, true).await;
        failed_with(&view, "CHG-NET-010");
        assert_eq!(text(&to, OWN).await, "0", "{at:?}: something was written");
        assert_eq!(text(&from, "SHOW default_transaction_read_only").await, "off");
        // The next check tells it of its side, with what was remembered.
        let told = look().await;
        let side = if at == At::Source { &told.source } else { &told.target };
        assert_eq!(side.problem.as_ref().map(|problem| problem.kind.code()), Some("CHG-NET-010"), "{at:?}");
        assert!(side.certificate.is_some() && told.id.is_none());
        app.forget_certificate(&endpoint.host, Some(endpoint.port)).await.unwrap();
    }
    equal(&copied(&app, &look().await, true).await);
    app.shutdown().await;
}
