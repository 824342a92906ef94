//! A database is brought into one of an account: its provider says how it is reached, nobody types its password, and a disk that
//! is too small stops it before anything begins.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use ::support::postgres::text;
use ::support::scenarios::old_new_and_tiny;
use app::App;
use domain::copy::{CopyCheck, CopyState, CopyView};
use domain::error::Remedy;
use domain::ids::DatabaseKey;
use domain::run::Environment;
use domain::secret::{ExposeSecret, secret};
use domain::verification::Verdict;
use practice::{Cloud, Options};
use serde_json::{Value, json};

use crate::practice_rig::{account_called, open, signed_out, signs_in_again};
use crate::support::PASSPHRASE;

struct Rig {
    cloud: Cloud,
    app: Arc<App>,
    keys: BTreeMap<String, DatabaseKey>,
}

async fn start(folder: &Path) -> Rig {
    let cloud = Box::pin(Cloud::start(Options::new(old_new_and_tiny()))).await.unwrap();
    let app = open(folder, &cloud).await;
    app.vault_create(secret(PASSPHRASE)).await.unwrap();
    app.account_add(account_called("Shop", &cloud)).await.unwrap();
    let lists = app.databases(None).await.unwrap();
    let keys = lists[0].databases.iter().map(|one| (one.summary.name.clone(), one.key.clone())).collect();
    Rig { cloud, app, keys }
}

impl Rig {
    fn end(&self, name: &str) -> Value {
        json!({ "type": "database", "key": self.keys[name] })
    }

    async fn ask<T: serde::de::DeserializeOwned>(&self, command: &str, payload: Value) -> T {
        let answer = rpc::dispatch(&self.app, command, payload).await.unwrap();
        let said = answer.to_string();
        for name in self.keys.keys() {
            let url = self.cloud.database(name).unwrap().url().unwrap();
            let password = url.expose_secret().split(['@', ':']).nth(2).unwrap().to_owned();
            assert!(password.len() > 7 && !said.contains(&password), "a password came out");
        }
        serde_json::from_value(answer).unwrap()
    }

    async fn over(&self) -> CopyView {
        for _ in 0..600 {
            let view: Option<CopyView> = self.ask("copy_latest", json!({})).await;
            match view {
                Some(view) if view.head.state.is_over() => return view,
                _ => tokio::time::sleep(Duration::from_millis(100)).await,
            }
        }
        panic!("the copy does not end");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_service_is_filled_from_another_one_and_a_disk_that_is_too_small_stops_it_first() {
    let folder = tempfile::tempdir().unwrap();
    let rig = Box::pin(start(folder.path())).await;
    let tiny = json!({ "from": rig.end("old"), "to": rig.end("tiny") });
    let check: CopyCheck = rig.ask("copy_check", tiny).await;
    assert_eq!((check.id, check.target.disk), (None, Some(10_000_000)));
    assert_eq!(check.target.problem.unwrap().kind.code(), "CHG-DBS-019");
    assert!(check.contents.is_some(), "what is in the source is told all the same");

    // One and the same service as both sides is seen through.
    let same = json!({ "from": rig.end("old"), "to": rig.end("old") });
    let check: CopyCheck = rig.ask("copy_check", same).await;
    assert_eq!((check.id, check.problem.unwrap().kind.code()), (None, "CHG-DBS-008"));

    let both = json!({ "from": rig.end("old"), "to": rig.end("new") });
    let check: CopyCheck = rig.ask("copy_check", both).await;
    assert_eq!(check.target.disk, Some(60_000_000_000));
    let id = check.id.unwrap();
    let _: CopyView = rig.ask("copy_start", json!({ "id": id, "freeze": true })).await;
    let done = rig.over().await;
    assert_eq!(done.head.state, CopyState::Done, "{:?}", done.head.problem);
    let report = done.head.report.unwrap();
    assert_eq!(report.verification.unwrap().verdict, Verdict::Equal);
    assert!(report.freeze.unwrap().stays);
    // The log tells it in order, every table once.
    let codes: Vec<&str> = done.log.iter().map(|line| line.code.as_str()).collect();
    let order = ["reading", "objects", "rows", "finishing", "verifying", "done"];
    let told: Vec<&str> = codes.iter().copied().filter(|code| order.contains(code)).collect();
    assert_eq!(told, order, "{codes:?}");
    assert_eq!(codes.iter().filter(|code| **code == "table").count(), done.tables.len());
    assert!(codes.contains(&"freezing"));

    // The target took over; letting the source be written to again is the person's word, found by the account too.
    let thawed: CopyView = rig.ask("copy_thaw", json!({ "id": id })).await;
    assert!(thawed.head.freeze.unwrap().read_only.is_some());
    rig.app.shutdown().await;
    rig.cloud.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_database_that_its_provider_lost_is_a_problem_of_its_side() {
    let folder = tempfile::tempdir().unwrap();
    let rig = Box::pin(start(folder.path())).await;
    let mut gone = rig.keys["new"].clone();
    gone.database.id = "999999".into();
    let check: CopyCheck = rig
        .ask("copy_check", json!({ "from": rig.end("old"), "to": { "type": "database", "key": gone } }))
        .await;
    assert!(check.id.is_none() && check.source.problem.is_none(), "{check:?}");
    assert!(check.target.problem.is_some() && check.target.place.is_empty());
    rig.app.shutdown().await;
    rig.cloud.stop().await;
}

impl Rig {
    /// A check of the old one into the new one, by which a copy can be started.
    async fn checked(&self) -> CopyCheck {
        let check: CopyCheck =
            self.ask("copy_check", json!({ "from": self.end("old"), "to": self.end("new") })).await;
        assert!(check.id.is_some(), "{check:?}");
        check
    }

    /// Tables of the new one.
    async fn arrived(&self) -> String {
        let new = self.cloud.database("new").unwrap().endpoint.unwrap();
        text(&new, "SELECT count(*)::text FROM pg_tables WHERE schemaname = 'public'").await
    }

    async fn takes_writes(&self, name: &str) -> bool {
        let end = self.cloud.database(name).unwrap().endpoint.unwrap();
        text(&end, "SHOW default_transaction_read_only").await == "off"
    }

    async fn stop(self) {
        self.app.shutdown().await;
        self.cloud.stop().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_production_database_is_neither_filled_nor_kept_from_being_written_to_without_its_name() {
    let folder = tempfile::tempdir().unwrap();
    let rig = Box::pin(start(folder.path())).await;
    rig.app.database_mark(&rig.keys["new"], Environment::Production).await.unwrap();
    let check = rig.checked().await;
    assert_eq!((&check.source.production, check.target.production.as_deref()), (&None, Some("new")));
    let refused = async |freeze: bool, typed: Option<&str>| {
        let ask = json!({ "id": check.id.unwrap(), "freeze": freeze, "typed_name": typed });
        let refused = rpc::dispatch(&rig.app, "copy_start", ask).await.unwrap_err();
        assert_eq!(
            (refused.code.as_str(), refused.remedy),
            ("CHG-RUN-005", Remedy::CorrectInput),
            "{typed:?}"
        );
    };
    for typed in [None, Some(""), Some("New"), Some("ne w"), Some("old")] {
        refused(false, typed).await;
        refused(true, typed).await;
    }
    // Nobody is kept from writing to a production database by the name of another one.
    rig.app.database_mark(&rig.keys["old"], Environment::Production).await.unwrap();
    refused(true, Some("new")).await;
    // The terminal's way in wants the same.
    let order = app::TransferOrder {
        from: app::Place::Database(rig.keys["old"].clone()),
        to: app::Place::Database(rig.keys["new"].clone()),
        jobs: None,
        verify: true,
        chunk_bytes: None,
        resume: false,
        freeze: None,
        typed_name: Some("old".into()),
    };
    let (send, _events) = tokio::sync::mpsc::unbounded_channel();
    let done = Box::pin(rig.app.transfer(&order, send, app::Controls::default())).await;
    assert_eq!(done.unwrap_err().kind.code(), "CHG-RUN-005");
    let latest: Option<CopyView> = rig.ask("copy_latest", json!({})).await;
    assert!(latest.is_none() && rig.arrived().await == "0" && rig.takes_writes("old").await);
    let ask = json!({ "id": check.id.unwrap(), "freeze": true, "typed_name": " old " });
    let _: CopyView = rig.ask("copy_start", ask).await;
    let done = rig.over().await;
    assert_eq!(done.head.state, CopyState::Done, "{:?}", done.head.problem);
    rig.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_account_that_is_signed_out_stops_what_has_not_begun_and_nothing_that_has() {
    let folder = tempfile::tempdir().unwrap();
    let rig = Box::pin(start(folder.path())).await;
    let check = rig.checked().await;
    signed_out(&rig.cloud);
    let _: CopyView = rig.ask("copy_start", json!({ "id": check.id.unwrap(), "freeze": true })).await;
    let view = rig.over().await;
    assert_eq!(view.head.state, CopyState::Failed);
    assert_eq!(view.head.problem.unwrap().kind.code(), "CHG-AUT-001");
    let told: CopyCheck =
        rig.ask("copy_check", json!({ "from": rig.end("old"), "to": rig.end("new") })).await;
    let codes = [told.source.problem, told.target.problem].map(|problem| problem.unwrap().kind.code());
    assert_eq!((told.id, codes), (None, ["CHG-AUT-001"; 2]));
    assert!(rig.takes_writes("old").await && rig.arrived().await == "0");

    signs_in_again(&rig.app, &rig.cloud).await;
    let check = rig.checked().await;
    let _: CopyView = rig.ask("copy_start", json!({ "id": check.id.unwrap(), "freeze": true })).await;
    let frozen = async {
        while rig.takes_writes("old").await {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    };
    tokio::time::timeout(Duration::from_secs(30), frozen)
        .await
        .expect("it is not kept from being written to");
    // Both sides are known by now: the provider is asked for nothing any more.
    signed_out(&rig.cloud);
    let done = rig.over().await;
    assert_eq!(done.head.state, CopyState::Done, "{:?}", done.head.problem);
    rig.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_service_that_shows_another_certificate_is_filled_by_nobody_before_the_person_has_decided() {
    let folder = tempfile::tempdir().unwrap();
    let rig = Box::pin(start(folder.path())).await;
    let check = rig.checked().await;
    assert!(rig.cloud.renew_certificate("new").await.unwrap());
    let _: CopyView = rig.ask("copy_start", json!({ "id": check.id.unwrap(), "freeze": true })).await;
    let view = rig.over().await;
    assert_eq!(view.head.problem.unwrap().kind.code(), "CHG-NET-010");
    assert!(rig.takes_writes("old").await && rig.arrived().await == "0");
    let remembered = check.target.certificate.unwrap();
    rig.app.forget_certificate(&remembered.host, Some(remembered.port)).await.unwrap();
    let _: CopyCheck = rig.checked().await;
    rig.stop().await;
}
