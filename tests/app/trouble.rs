//! The main job when it goes wrong, against real servers: what is said is what plain SQL and the cloud's own log prove.

use std::sync::Arc;
use std::time::Duration;

use app::accounts::NewSignIn;
use app::{App, AppConfig};
use domain::ErrorKind;
use domain::account::SignInWay;
use domain::finding::Level;
use domain::ids::ProviderId;
use domain::run::{DataLocation, RunState, Step};
use domain::secret::secret;
use domain::verification::Verdict;
use practice::scenario::Scenario;
use serde_json::{Value, json};

use crate::demanding::Demanding;
use crate::practice_rig::{Rig, SHOP, accept, at, begin, config, open, settled, shop, until, wants_its_name};
use crate::support::PASSPHRASE;

const SAID: &str = "pg_restore: error: could not execute query";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_failure_while_the_data_moves_is_told_as_it_is() {
    let fault = json!({ "kind": "fail_step", "step": "DUMP_AND_RESTORE", "message": SAID });
    let rig = Rig::start(Duration::from_millis(30), &[fault]).await;
    let id = rig.begin().await;
    let view = rig.settled(id).await;
    assert_eq!((view.header.state, view.data), (RunState::Failed, DataLocation::Source));
    let failure = view.failure.as_ref().unwrap();
    assert_eq!((failure.kind, failure.step), (ErrorKind::MigrationFailed, Step::Watch));
    assert_eq!(failure.provider_step.as_deref(), Some("DUMP_AND_RESTORE"));
    assert_eq!(failure.provider_message.as_deref(), Some(SAID));
    assert_eq!((failure.original_answers, failure.original_writable), (Some(true), Some(true)));
    let request = failure.reference.clone().unwrap();
    assert!(
        rig.cloud.log().iter().any(|entry| entry.sozu_id == request),
        "the cloud does not know {request}"
    );

    let sheet = rig.app.run_support(id).await.unwrap();
    let line =
        |name: &str| sheet.lines.iter().find(|(line, _)| *line == name).map(|(_, value)| value.clone());
    let database = shop(&rig.cloud);
    assert_eq!((line("addon-id"), line("owner-id")), (Some(database.id), Some(database.owner_id)));
    assert_eq!(line("migration-id"), view.migration.map(|migration| migration.id));
    assert_eq!((line("request-id"), line("message")), (Some(request), Some(SAID.to_owned())));
    assert_eq!((line("step").as_deref(), rig.starts()), (Some("DUMP_AND_RESTORE"), 1));
    rig.is_14_and_takes_writes().await;
    rig.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_abort_leaves_the_original_at_work() {
    let slow = json!({ "kind": "slow_step", "step": "PREPARE_MIGRATION", "ms": 3_000 });
    let rig = Rig::start(Duration::from_millis(30), &[slow]).await;
    let id = rig.begin().await;
    let under_way = rig.until(id, |view| at(view, "PREPARE_MIGRATION")).await;
    assert!(under_way.can_abort, "{:?}", under_way.migration);
    let asked = rig.app.run_abort(id).await.unwrap();
    assert!(matches!(asked.header.state, RunState::Aborting | RunState::Verifying | RunState::Aborted));
    let view = rig.settled(id).await;
    assert_eq!((view.header.state, view.data), (RunState::Aborted, DataLocation::Source));
    assert_eq!(rig.app.run_abort(id).await.unwrap_err().kind, ErrorKind::WrongState);
    assert_eq!(rig.starts(), 1);
    rig.is_14_and_takes_writes().await;
    rig.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_token_revoked_in_the_middle_stops_the_watch_and_not_the_migration() {
    let revoked = json!({ "kind": "token_revoked", "at_step": "DUMP_AND_RESTORE" });
    let rig = Rig::start(Duration::from_millis(30), &[revoked]).await;
    let id = rig.begin().await;
    let view = rig.settled(id).await;
    assert_eq!((view.header.state, view.data), (RunState::Paused, DataLocation::Unknown));
    assert_eq!(view.paused.unwrap().kind, ErrorKind::SignedOut);

    sign_in_again(&rig.app, &rig).await;
    let view = rig.settled(id).await;
    assert_eq!(view.data, DataLocation::Target, "{:?}", view.header.state);
    let verdict = view.verification.map(|verification| verification.verdict);
    match view.header.state {
        RunState::Succeeded => assert_eq!(verdict, Some(Verdict::Equal)),
        // Nobody could see the freeze: it is said, and is no success.
        state => assert_eq!((state, verdict), (RunState::NeedsAttention, Some(Verdict::NotChecked))),
    }
    assert_eq!(rig.starts(), 1);
    rig.is_17_with_everything().await;
    rig.stop().await;
}

/// The person consents in a browser that follows redirects.
async fn sign_in_again(app: &App, rig: &Rig) {
    let new = NewSignIn {
        provider: ProviderId("clever-cloud".into()),
        name: "Atelier".into(),
        workspace: String::new(),
        base_url: Some(rig.cloud.base_url.clone()),
        again: Some(rig.key.account),
    };
    let started = app.sign_in_start(new).await.unwrap();
    let consent = async {
        let body = "access_personal_information=on&access_organisations=on&manage_organisations_services=on&\
                    manage_organisations_applications=on";
        let form = "application/x-www-form-urlencoded";
        let browser = reqwest::Client::builder().no_proxy().build().unwrap();
        browser.post(&started.url).header("content-type", form).body(body).send().await.unwrap();
    };
    let (status, ()) = tokio::join!(app.sign_in_wait(&started.id), consent);
    let account = status.unwrap().account;
    assert_eq!((account.id, account.way), (rig.key.account, SignInWay::Browser));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_start_whose_answer_is_cut_is_found_and_not_repeated() {
    the_answer_is_lost(json!({ "as": "cut" })).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_start_that_a_proxy_answers_instead_is_found_and_not_repeated() {
    the_answer_is_lost(json!({ "as": "html", "code": 502 })).await;
}

async fn the_answer_is_lost(reply: Value) {
    let fault = json!({
        "kind": "answer", "method": "POST", "path": "*/migrations", "moment": "after", "reply": reply
    });
    let rig = Rig::start(Duration::from_millis(40), &[fault]).await;
    let id = rig.begin().await;
    let view = rig.settled(id).await;
    assert_eq!(view.header.state, RunState::Succeeded, "{:?} {:?}", view.failure, view.verification);
    let report = rig.app.run_report(id).await.unwrap();
    let said: Vec<&str> = report.messages.iter().map(|message| message.code.as_str()).collect();
    assert!(said.contains(&"start-answer-lost") && said.contains(&"start-adopted"), "{said:?}");
    let posts: Vec<_> = rig.cloud.log().into_iter().filter(|entry| entry.method == "POST").collect();
    let starts: Vec<_> = posts.iter().filter(|entry| entry.path.ends_with("/migrations")).collect();
    assert_eq!(starts.len(), 1, "{posts:#?}");
    assert!(starts[0].handled, "the fault did not act after the effect");
    rig.is_17_with_everything().await;
    rig.stop().await;
}

/// The runtime goes without a word, as a process that is killed: no task comes to its end.
#[test]
fn an_application_that_dies_in_the_middle_finds_its_run_again() {
    let runtime =
        || tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    let (outer, doomed) = (runtime(), runtime());
    let rig = outer.block_on(Rig::start(Duration::from_millis(60), &[]));
    let Rig { cloud, app, folder, key, content } = rig;
    outer.block_on(app.shutdown());
    drop(app);
    let id = doomed.block_on(async {
        let app = open(folder.path(), &cloud).await;
        app.vault_unlock(secret(PASSPHRASE)).await.unwrap();
        let id = begin(&app, &key).await;
        until(&app, id, |view| at(view, "RETRIEVE_ADDON_DEPLOYMENT")).await;
        id
    });
    doomed.shutdown_timeout(Duration::from_secs(5));

    outer.block_on(async {
        let app = App::start(config(folder.path(), &cloud)).await.unwrap();
        let found = app.runs().await.unwrap();
        assert_eq!(found.iter().map(|run| run.id).collect::<Vec<_>>(), [id]);
        assert!(!found[0].state.is_over(), "{:?}", found[0].state);
        app.vault_unlock(secret(PASSPHRASE)).await.unwrap();
        let view = settled(&app, id).await;
        let rig = Rig { cloud, app, folder, key, content };
        assert_eq!((view.data, rig.starts()), (DataLocation::Target, 1));
        assert_eq!(view.header.state, RunState::Succeeded, "{:?}", view.verification);
        rig.is_17_with_everything().await;
        rig.stop().await;
    });
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_that_is_another_one_than_was_met_is_not_compared_and_said_to_be_so() {
    let mut scenario = Scenario::built_in("default").unwrap();
    let shop = scenario.databases.iter_mut().find(|one| one.name == SHOP || one.key == SHOP).unwrap();
    shop.tls = true;
    let demanding = |config: &mut AppConfig| config.clouds = Some(Arc::new(Demanding));
    let rig = Rig::of(scenario, Duration::from_millis(30), &[], demanding).await;
    // Met by the checks, another one since.
    let change = rig.change().await;
    let gate = wants_its_name(&rig.app, &rig.key, &change, SHOP).await;
    assert!(rig.cloud.renew_certificate(SHOP).await.unwrap());
    let findings = rig.app.check(&rig.key, &change).await.unwrap().findings;
    let found = findings.into_iter().find(|one| one.check == "database-reachable").unwrap();
    assert_eq!((found.outcome.as_str(), found.level), ("not-trusted", Level::Warning));
    assert_eq!(found.params["code"], "CHG-NET-010");
    let id = rig.app.migrate(&rig.key, &change, accept(&gate)).await.unwrap();
    let view = rig.settled(id).await;
    // The provider's own migration needs nothing of us; what we did not see is no success.
    assert_eq!(
        (view.header.state, view.data),
        (RunState::NeedsAttention, DataLocation::Target),
        "{:?}",
        view.paused
    );
    let seen = view.verification.unwrap();
    assert_eq!(
        (seen.verdict, seen.not_checked),
        (Verdict::NotChecked, vec!["certificate-changed".to_owned()])
    );
    rig.is_17_with_everything().await;
    rig.stop().await;
}
