//! What goes wrong at Elestio, each with its kind, and what must not be made worse by us.

use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use domain::error::ErrorKind;
use domain::secret::Secret;
use practice::scenario::{Fault, Moment, Reply};
use providers::SessionKeeper;
use secrecy::ExposeSecret;
use serde_json::json;

use super::{account, bare, change, cloud, credential, id_of, limits, signed, until};

fn answer(path: &str, reply: Reply) -> Fault {
    Fault::Answer { method: None, path: path.into(), skip: 0, times: 1, moment: Moment::Before, reply }
}

fn said(code: u16, body: &str) -> Reply {
    Reply::Status { code, retry_after: None, body: Some(body.into()) }
}

#[tokio::test]
async fn every_fault_has_its_kind_in_either_manner() {
    for softly in [false, true] {
        let cloud = bare(&[
            ("/oddities/refuse_with_200", json!(softly)),
            ("/oddities/missing_is_empty", json!(softly)),
        ])
        .await;
        let email = cloud.fields[0].1.clone();
        let mut limits = super::limits();
        limits.retry.attempts = 1;
        limits.timeouts.usual = std::time::Duration::from_secs(2);
        let signed_in = credential(email.expose_secret(), cloud.token.expose_secret());
        let provider = account(&cloud.base_url, signed_in, limits, |it| it).0;
        let letters = id_of(&cloud, "letters");
        for (reply, kind) in [
            (said(200, r#"{"status":"KO","message":"no"}"#), ErrorKind::ProviderRefused),
            (said(200, r#"{"status":"KO","code":"InvalidServer"}"#), ErrorKind::NotFound),
            (said(401, r#"{"status":"KO","code":"service_deleted"}"#), ErrorKind::NotFound),
            (said(401, r#"{"status":"KO","code":"InvalidPermission"}"#), ErrorKind::Forbidden),
            (said(401, r#"{"status":"KO","code":"Novelty"}"#), ErrorKind::ProviderRefused),
            (said(429, r#"{"status":"KO","code":"TooManyRequests"}"#), ErrorKind::RateLimited),
            (Reply::Html { code: 200 }, ErrorKind::MalformedAnswer),
            (Reply::Html { code: 502 }, ErrorKind::ProviderUnavailable),
            (Reply::Malformed {}, ErrorKind::MalformedAnswer),
            (Reply::WrongShape {}, ErrorKind::MalformedAnswer),
            (Reply::Empty {}, ErrorKind::MalformedAnswer),
            (Reply::Cut {}, ErrorKind::ConnectionLost),
            (Reply::Hang {}, ErrorKind::TimedOut),
            (Reply::Huge { bytes: 20_000_000 }, ErrorKind::AnswerTooLarge),
            (Reply::Redirect { location: "https://example.org/".into() }, ErrorKind::Redirected),
            (Reply::Status { code: 429, retry_after: Some(60), body: None }, ErrorKind::RateLimited),
        ] {
            let words = format!("{reply:?}");
            cloud.add_fault(answer("*/getList", reply)).unwrap();
            assert_eq!(provider.list_databases().await.unwrap_err().kind, kind, "{words}");
            cloud.clear_faults();
        }
        assert_eq!(provider.list_databases().await.unwrap().len(), 2);
        let nowhere = domain::ids::DatabaseId { owner: letters.owner.clone(), id: "999".into() };
        assert_eq!(provider.database(&nowhere).await.unwrap_err().kind, ErrorKind::NotFound);
        provider.delete_database(&nowhere).await.unwrap();
        let figures = id_of(&cloud, "figures");
        assert_eq!(provider.delete_database(&figures).await.unwrap_err().kind, ErrorKind::Forbidden);
        assert_eq!(
            provider.create_database(&figures, "test-1", &change("7")).await.unwrap_err().kind,
            ErrorKind::Forbidden,
            "one who only reads orders nothing"
        );
        assert_eq!(cloud.asked("POST", "/checkAPIToken"), 1);
        cloud.stop().await;
    }
}

#[tokio::test]
async fn every_shape_of_the_list_and_of_a_new_id_is_understood() {
    for (list, created, text) in
        [("servers", "number", true), ("bare", "list", false), ("data", "list", true)]
    {
        let cloud = bare(&[
            ("/oddities/list", json!(list)),
            ("/oddities/created_id", json!(created)),
            ("/oddities/numbers_as_text", json!(text)),
            ("/oddities/deep_backups", json!(list == "data")),
        ])
        .await;
        let provider = signed(&cloud);
        let names: Vec<_> =
            provider.list_databases().await.unwrap().into_iter().map(|one| one.name).collect();
        assert_eq!(names, ["letters", "figures"], "{list}");
        let letters = id_of(&cloud, "letters");
        let new = provider.create_database(&letters, "test-1", &change("8.4")).await.unwrap();
        let line = until(async || {
            let seen = provider.database(&new).await.unwrap();
            (seen.summary.status.as_deref() == Some("running")).then_some(seen)
        })
        .await;
        assert_eq!(
            (line.summary.name.as_str(), line.port),
            ("letters-test-1", Some(24306)),
            "{created} {text}"
        );
        assert_eq!(provider.backups(&letters).await.unwrap(), []);
        cloud.stop().await;
    }
}

#[tokio::test]
async fn sign_ins_are_counted_and_never_made_in_a_loop() {
    // Sessions that end while we work: one sign-in each, at most.
    let cloud = bare(&[("/oddities/session_s", json!(4))]).await;
    let provider = signed(&cloud);
    for _ in 0..3 {
        provider.list_databases().await.unwrap();
    }
    assert_eq!(cloud.asked("POST", "/checkAPIToken"), 1);
    tokio::time::sleep(std::time::Duration::from_millis(4500)).await;
    // The session that just began is refused: another would be refused too.
    let error = provider.list_databases().await.unwrap_err();
    assert_eq!((error.kind, cloud.asked("POST", "/checkAPIToken")), (ErrorKind::SignedOut, 1));
    cloud.stop().await;

    // A token that is not accepted.
    let cloud = bare(&[]).await;
    let wrong = credential("camille@practice.example", "not-the-token");
    let provider = account(&cloud.base_url, wrong, limits(), |it| it).0;
    for _ in 0..20 {
        assert_eq!(provider.who_am_i().await.unwrap_err().kind, ErrorKind::SignedOut);
    }
    assert_eq!(cloud.asked("POST", "/checkAPIToken"), 1);
    cloud.stop().await;

    // Other programs of the person used all sign-ins of the hour.
    let cloud = bare(&[("/oddities/sign_ins_an_hour", json!(2))]).await;
    for _ in 0..2 {
        signed(&cloud).who_am_i().await.unwrap();
    }
    let provider = signed(&cloud);
    assert_eq!(provider.who_am_i().await.unwrap_err().kind, ErrorKind::RateLimited);
    assert_eq!(cloud.asked("POST", "/checkAPIToken"), 3, "a sign-in is not repeated by the layers below");
    cloud.stop().await;

    // Everything is revoked in mid-run.
    let cloud = bare(&[]).await;
    let provider = signed(&cloud);
    provider.list_databases().await.unwrap();
    cloud.revoke_credentials();
    assert_eq!(provider.list_databases().await.unwrap_err().kind, ErrorKind::SignedOut);
    cloud.stop().await;
}

#[derive(Default)]
struct Drawer(Mutex<Option<Secret>>);

#[async_trait]
impl SessionKeeper for Drawer {
    async fn load(&self) -> Option<Secret> {
        self.0.lock().unwrap().clone()
    }

    async fn store(&self, session: &Secret) {
        *self.0.lock().unwrap() = Some(session.clone());
    }
}

#[tokio::test]
async fn a_kept_session_outlives_the_connection_and_is_replaced_when_it_is_refused() {
    let drawer: Arc<Drawer> = Arc::default();
    let cloud = bare(&[]).await;
    let email = cloud.fields[0].1.clone();
    let connection = |at: &str| {
        let keeper = Arc::<Drawer>::clone(&drawer);
        let credential = credential(email.expose_secret(), cloud.token.expose_secret());
        account(at, credential, limits(), |options| options.keeping_sessions(keeper)).0
    };
    for _ in 0..5 {
        connection(&cloud.base_url).list_databases().await.unwrap();
    }
    assert_eq!(cloud.asked("POST", "/checkAPIToken"), 1);
    // A session that the provider does not accept (any more): one new one, and it is kept instead.
    let kept = drawer.load().await.unwrap().expose_secret().replace("eyJhbGci", "eyJhbGcj");
    drawer.store(&Secret::from(kept)).await;
    connection(&cloud.base_url).list_databases().await.unwrap();
    connection(&cloud.base_url).list_databases().await.unwrap();
    assert_eq!(cloud.asked("POST", "/checkAPIToken"), 2);
    cloud.stop().await;
}

#[tokio::test]
async fn an_order_whose_answer_is_lost_is_found_by_its_label_and_not_repeated() {
    let cloud = bare(&[]).await;
    let mut limits = limits();
    limits.timeouts.long = std::time::Duration::from_millis(400);
    let email = cloud.fields[0].1.clone();
    let signed_in = credential(email.expose_secret(), cloud.token.expose_secret());
    let provider = account(&cloud.base_url, signed_in, limits, |it| it).0;
    let letters = id_of(&cloud, "letters");
    let reply = Reply::Hang {};
    let fault = Fault::Answer {
        method: None,
        path: "*/createServer".into(),
        skip: 0,
        times: 1,
        moment: Moment::After,
        reply,
    };
    cloud.add_fault(fault).unwrap();
    let error = provider.create_database(&letters, "test-77", &change("8.4")).await.unwrap_err();
    assert_eq!((error.kind, error.retry()), (ErrorKind::TimedOut, domain::error::Retry::Probe));
    let list = provider.list_databases().await.unwrap();
    assert_eq!(list.iter().filter(|one| one.name.contains("test-77")).count(), 1);
    assert_eq!(cloud.asked("POST", "/createServer"), 1);
    cloud.add_fault(Fault::NoCapacity { zone: None, plan: None, times: 1 }).unwrap();
    let error = provider.create_database(&letters, "test-78", &change("8.4")).await.unwrap_err();
    assert_eq!(error.kind, ErrorKind::ProviderRefused, "{error}");
    cloud.stop().await;
}

#[tokio::test]
async fn words_that_nobody_knows_are_shown_and_are_no_success() {
    let cloud = cloud(&[]).await;
    let provider = signed(&cloud);
    let shop = id_of(&cloud, "prod-pg");
    let word = Fault::ServiceWord { database: Some("prod-pg".into()), word: "pondering".into() };
    cloud.add_fault(word).unwrap();
    assert_eq!(provider.database(&shop).await.unwrap().summary.status.as_deref(), Some("pondering"));
    let error = provider.endpoint(&shop).await.unwrap_err();
    assert_eq!(error.kind, ErrorKind::ProviderUnavailable);
    cloud.clear_faults();
    assert!(provider.endpoint(&shop).await.unwrap().is_some());
    // A deployment that never ends is never taken for one that did.
    cloud.add_fault(Fault::StuckDeployment { times: 1 }).unwrap();
    let new = provider.create_database(&shop, "test-9", &change("17")).await.unwrap();
    tokio::time::sleep(std::time::Duration::from_secs(3)).await;
    assert_eq!(provider.endpoint(&new).await.unwrap_err().kind, ErrorKind::ProviderUnavailable);
    assert_eq!(provider.database(&new).await.unwrap().summary.status.as_deref(), Some("IN PROGRESS"));
    cloud.stop().await;
}
