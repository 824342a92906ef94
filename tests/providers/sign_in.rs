//! Signing in by the browser, with a scripted one: consent, refusal, a foreign answer, cancelling, waiting too long.

use std::sync::Arc;
use std::time::Duration;

use domain::error::ErrorKind;
use domain::secret::secret;
use providers::transport::RequestLog;
use providers::{ClosingPage, Consumer, SignIn, SignInOptions, base_url};
use secrecy::ExposeSecret;
use support::postgres::Wall;
use wiremock::ResponseTemplate;

use crate::rig::{Rig, account, clever_cloud, json, quick};

pub(crate) fn page() -> ClosingPage {
    ClosingPage {
        language: "fr".into(),
        done_title: "C’est fait".into(),
        done_body: "Vous pouvez fermer cette page.".into(),
        failed_title: "Connexion impossible".into(),
        failed_body: "Revenez dans l’application.".into(),
    }
}

pub(crate) fn options(at: &str, key: &str, own: &str) -> SignInOptions {
    let consumer = Consumer { key: key.into(), secret: secret(own) };
    let mut options = SignInOptions::new(consumer, page(), Arc::new(Wall));
    options.base_url = Some(base_url(at).unwrap());
    options.ports = vec![0];
    options.limits = quick();
    options
}

/// What the browser does when the provider sends it back.
pub(crate) async fn visit(url: &str) -> (u16, String) {
    let answer = reqwest::Client::builder().no_proxy().build().unwrap().get(url).send().await.unwrap();
    (answer.status().as_u16(), answer.text().await.unwrap())
}

fn form(body: &str) -> ResponseTemplate {
    ResponseTemplate::new(200).set_body_raw(body.to_owned(), "application/x-www-form-urlencoded")
}

/// A fake cloud that gives a request token, and a sign-in begun there. Returns where the browser is to come back to.
async fn begun(rig: &Rig, change: impl FnOnce(&mut SignInOptions)) -> (Arc<SignIn>, String) {
    let asked = "oauth_token=req-1&oauth_token_secret=canary-req&oauth_callback_confirmed=true";
    rig.answers("POST", "/v2/oauth/request_token", form(asked)).await;
    let mut options = options(&rig.cloud.uri(), "key", "canary-consumer");
    change(&mut options);
    let sign_in = providers::sign_in(&clever_cloud(), options).await.unwrap();
    let sent = &rig.cloud.received_requests().await.unwrap()[0];
    let fields: Vec<(String, String)> = url::form_urlencoded::parse(&sent.body).into_owned().collect();
    let callback = fields.iter().find(|(name, _)| name == "oauth_callback").unwrap().1.clone();
    assert!(fields.iter().any(|(name, value)| name == "oauth_signature_method" && value == "HMAC-SHA512"));
    (Arc::new(sign_in), callback)
}

fn waiting(sign_in: &Arc<SignIn>) -> tokio::task::JoinHandle<domain::Result<providers::SignedIn>> {
    let sign_in = Arc::clone(sign_in);
    tokio::spawn(async move { sign_in.wait().await })
}

#[tokio::test]
async fn a_consent_becomes_a_credential_that_signs() {
    let rig = Rig::new().await;
    let log = Arc::new(RequestLog::new(50));
    let (sign_in, callback) =
        begun(&rig, |options| options.observer = Some(Arc::<RequestLog>::clone(&log))).await;
    assert_eq!(sign_in.url().as_str(), format!("{}/v2/oauth/authorize?oauth_token=req-1", rig.cloud.uri()));
    let granted =
        "oauth_token=acc-canary&oauth_token_secret=canary-acc&expiration_date=2027-02-19T10:00:00.123Z";
    rig.answers("POST", "/v2/oauth/access_token", form(granted)).await;
    let done = waiting(&sign_in);
    let (status, html) = visit(&format!("{callback}?oauth_token=req-1&oauth_verifier=ver-1")).await;
    assert_eq!(status, 200);
    assert!(html.contains("lang=\"fr\"") && html.contains("C’est fait"), "{html}");
    let signed_in = done.await.unwrap().unwrap();
    assert_eq!(signed_in.expires_at, Some(domain::time::Timestamp(1_803_031_200_123)));

    rig.gives("/v2/self", r#"{"id":"user_1"}"#).await;
    rig.gives("/v2/self/tokens/current", r#"{"token":"acc","expirationDate":"2027-02-19T10:00:00.123Z"}"#)
        .await;
    let at = signed_in.base_url.unwrap();
    let (provider, _) = account(at.as_str(), signed_in.credential, quick());
    assert_eq!(provider.who_am_i().await.unwrap().expires_at, signed_in.expires_at);
    let records = serde_json::to_string(&log.entries()).unwrap();
    assert_eq!(log.entries().len(), 2);
    assert!(!records.contains("canary") && !records.contains("ver-1"), "{records}");
    assert_eq!(sign_in.wait().await.map(drop).unwrap_err().kind, ErrorKind::WrongState);
}

#[tokio::test]
async fn the_answer_to_another_sign_in_is_refused() {
    let rig = Rig::new().await;
    let (sign_in, callback) = begun(&rig, |_| ()).await;
    let done = waiting(&sign_in);
    let (_, html) = visit(&format!("{callback}?oauth_token=req-2&oauth_verifier=ver-1")).await;
    assert!(html.contains("Connexion impossible"), "{html}");
    assert_eq!(done.await.unwrap().map(drop).unwrap_err().kind, ErrorKind::SignInMismatch);
    assert_eq!(rig.asked("POST", "/v2/oauth/access_token").await, 0, "nothing is traded");
}

#[tokio::test]
async fn a_refusal_is_a_cancelled_sign_in() {
    for query in ["", "?oauth_token=req-1", "?oauth_token=req-1&oauth_verifier="] {
        let rig = Rig::new().await;
        let (sign_in, callback) = begun(&rig, |_| ()).await;
        let done = waiting(&sign_in);
        let (_, html) = visit(&format!("{callback}{query}")).await;
        assert!(html.contains("Connexion impossible"));
        assert_eq!(done.await.unwrap().map(drop).unwrap_err().kind, ErrorKind::SignInCancelled, "{query}");
    }
}

#[tokio::test]
async fn cancelling_and_waiting_too_long_both_free_the_port() {
    let rig = Rig::new().await;
    let (sign_in, callback) = begun(&rig, |_| ()).await;
    let done = waiting(&sign_in);
    tokio::time::sleep(Duration::from_millis(30)).await;
    sign_in.cancel();
    assert_eq!(done.await.unwrap().map(drop).unwrap_err().kind, ErrorKind::SignInCancelled);
    assert!(reqwest::get(&callback).await.is_err(), "nobody listens any more");

    let early = Rig::new().await;
    let (sign_in, _) = begun(&early, |_| ()).await;
    sign_in.cancel();
    assert_eq!(sign_in.wait().await.map(drop).unwrap_err().kind, ErrorKind::SignInCancelled);

    let late = Rig::new().await;
    let (sign_in, callback) = begun(&late, |options| options.patience = Duration::from_millis(50)).await;
    assert_eq!(sign_in.wait().await.map(drop).unwrap_err().kind, ErrorKind::TimedOut);
    assert!(reqwest::get(&callback).await.is_err());
}

#[tokio::test]
async fn what_the_cloud_says_instead_of_a_token_is_an_error() {
    for (answer, kind) in [
        (json(401, r#"{"id":2001,"message":"Unknown consumer"}"#), ErrorKind::SignedOut),
        (form("oauth_token=only"), ErrorKind::MalformedAnswer),
        (json(200, "<html></html>"), ErrorKind::MalformedAnswer),
        (ResponseTemplate::new(302).insert_header("Location", "https://example.org"), ErrorKind::Redirected),
    ] {
        let rig = Rig::new().await;
        rig.answers("POST", "/v2/oauth/request_token", answer).await;
        let outcome = providers::sign_in(&clever_cloud(), options(&rig.cloud.uri(), "key", "own")).await;
        assert_eq!(outcome.map(drop).unwrap_err().kind, kind);
    }
}

#[tokio::test]
async fn a_credential_of_ones_own_is_revoked_and_a_shared_one_is_not() {
    let rig = Rig::new().await;
    rig.answers("DELETE", "/v2/self/tokens/acc-canary", json(200, "{}")).await;
    let all = crate::rig::fields(&[
        ("consumer_key", "k"),
        ("consumer_secret", "cs"),
        ("token", "acc-canary"),
        ("secret", "s"),
    ]);
    for (way, revoked) in
        [(domain::account::SignInWay::Profile, false), (domain::account::SignInWay::Browser, true)]
    {
        let credential = providers::credential_from_fields(&clever_cloud(), way, &all).unwrap();
        assert!(credential.expose_secret().contains("acc-canary"));
        let (provider, log) = account(&rig.cloud.uri(), credential, quick());
        let outcome = provider.sign_out().await;
        assert_eq!(outcome.is_ok(), revoked);
        assert_eq!(rig.asked("DELETE", "/v2/self/tokens/acc-canary").await, usize::from(revoked));
        let records = serde_json::to_string(&log.entries()).unwrap();
        assert!(!records.contains("acc-canary"), "{records}");
    }
}
