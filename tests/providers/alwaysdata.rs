//! alwaysdata from outside: what is sent, what is read, what is refused, against a server with canned answers.

use std::sync::Arc;

use domain::account::SignInWay;
use domain::application::{MentionOf, MentionPlace};
use domain::change::Change;
use domain::database::{EngineKind, Migratable, Tls};
use domain::error::ErrorKind;
use domain::ids::{ApplicationId, DatabaseId, ProviderId};
use domain::provider::Provider;
use domain::version::Version;
use providers::transport::{Limits, RequestLog};
use providers::{ConnectOptions, base_url};
use secrecy::ExposeSecret;
use serde_json::Value;
use support::postgres::Wall;
use wiremock::matchers::{header, method, path};
use wiremock::{Mock, MockServer, Request, ResponseTemplate};

use crate::rig::{fields, quick};

macro_rules! fixture {
    ($name:literal) => {
        include_str!(concat!("../../src-tauri/crates/providers/src/alwaysdata/fixtures/", $name, ".json"))
    };
}

const LOGIN: [(&str, &str); 2] = [("database_user", "acme_app"), ("database_password", "login-canary")];

fn alwaysdata() -> ProviderId {
    ProviderId("alwaysdata".into())
}

/// An account at an address, with these fields beside the token.
fn signed(at: &str, token: &str, more: &[(&str, &str)]) -> (Arc<dyn Provider>, Arc<RequestLog>) {
    signed_within(at, token, more, quick())
}

/// The same, with limits of its own.
pub(crate) fn signed_within(
    at: &str,
    token: &str,
    more: &[(&str, &str)],
    limits: Limits,
) -> (Arc<dyn Provider>, Arc<RequestLog>) {
    let all = fields(&[&[("token", token)], more].concat());
    let credential = providers::credential_from_fields(&alwaysdata(), SignInWay::Token, &all).unwrap();
    let log = Arc::new(RequestLog::new(500));
    let mut options = ConnectOptions::new(credential, Arc::new(Wall)).at(Some(base_url(at).unwrap()));
    options = options.observed_by(Arc::<RequestLog>::clone(&log));
    options.limits = limits;
    (providers::connect(&alwaysdata(), options).unwrap(), log)
}

async fn gives(cloud: &MockServer, at: &str, body: &str) {
    let answer = ResponseTemplate::new(200).set_body_raw(body.to_owned(), "application/json");
    Mock::given(method("GET")).and(path(at)).respond_with(answer).mount(cloud).await;
}

/// A cloud with everything that one account has.
async fn cloud() -> MockServer {
    let cloud = MockServer::start().await;
    gives(&cloud, "/v1/customer/", fixture!("customers")).await;
    gives(&cloud, "/v1/account/", fixture!("accounts")).await;
    gives(&cloud, "/v1/database/", fixture!("databases")).await;
    gives(&cloud, "/v1/database/user/", fixture!("users")).await;
    gives(&cloud, "/v1/site/", fixture!("sites")).await;
    gives(&cloud, "/v1/job/", fixture!("jobs")).await;
    let all: Vec<Value> = serde_json::from_str(fixture!("databases")).unwrap();
    for one in &all {
        let id = one["id"].as_str().map_or_else(|| one["id"].to_string(), str::to_owned);
        gives(&cloud, &format!("/v1/database/{id}/"), &one.to_string()).await;
    }
    let sites: Vec<Value> = serde_json::from_str(fixture!("sites")).unwrap();
    for one in &sites {
        gives(&cloud, &format!("/v1/site/{}/", one["id"]), &one.to_string()).await;
    }
    cloud
}

fn shop() -> DatabaseId {
    DatabaseId { owner: "acme".into(), id: "1".into() }
}

fn as_it_is() -> Change {
    Change { plan_id: String::new(), zone: String::new(), version: Version(String::new()) }
}

/// The decoded user of HTTP Basic.
fn user(request: &Request) -> String {
    use base64::Engine as _;
    let header = request.headers["authorization"].to_str().unwrap();
    let decoded = base64::engine::general_purpose::STANDARD.decode(header.strip_prefix("Basic ").unwrap());
    String::from_utf8(decoded.unwrap()).unwrap()
}

#[tokio::test]
async fn every_account_of_the_token_is_listed_and_asked_for_by_its_name() {
    let cloud = cloud().await;
    let (provider, _) = signed(&cloud.uri(), "canary", &[]);
    let list = provider.list_databases().await.unwrap();
    let found: Vec<_> =
        list.iter().take(4).map(|one| (one.name.as_str(), one.engine, one.migratable)).collect();
    assert_eq!(
        found,
        [
            ("acme_shop", EngineKind::Postgresql, Migratable::Yes),
            ("acme_blog", EngineKind::Mariadb, Migratable::Yes),
            ("acme_queue", EngineKind::Other, Migratable::NotThisProduct),
            ("acme_new", EngineKind::Other, Migratable::NotThisProduct),
        ]
    );
    assert!(list.iter().all(|one| one.version.is_none()), "versions are the account's, and not told");
    assert_eq!(list[3].engine_name, "SOMETHING_NEW");
    let users: Vec<_> = cloud.received_requests().await.unwrap().iter().map(user).collect();
    assert_eq!(users[0], "canary:");
    assert!(users.contains(&"canary account=acme:".into()) && users.contains(&"canary account=amis:".into()));
}

#[tokio::test]
async fn a_named_account_and_a_client_stand_in_every_request() {
    let cloud = cloud().await;
    let more = [("account", "acme"), ("customer", "client@practice.example")];
    let (provider, _) = signed(&cloud.uri(), "canary", &more);
    assert_eq!(provider.who_am_i().await.unwrap().name, "Atelier Nord", "the profile that is acted for");
    provider.list_databases().await.unwrap();
    for request in cloud.received_requests().await.unwrap() {
        assert_eq!(user(&request), "canary account=acme customer=client@practice.example:");
        assert!(request.url.path().ends_with('/'), "{}", request.url);
    }
}

#[tokio::test]
async fn an_address_is_whole_with_a_password_and_a_coded_stop_without() {
    let cloud = cloud().await;
    let (provider, _) = signed(&cloud.uri(), "canary", &LOGIN);
    let endpoint = provider.endpoint(&shop()).await.unwrap().unwrap();
    assert_eq!(
        (endpoint.host.as_str(), endpoint.port, endpoint.database.as_str(), endpoint.user.as_str()),
        ("127.0.0.1", 5444, "acme_shop", "acme_app")
    );
    assert_eq!((endpoint.password.expose_secret(), endpoint.tls), ("login-canary", Tls::Prefer));
    let mut other: Value = serde_json::from_str::<Vec<Value>>(fixture!("databases")).unwrap().swap_remove(0);
    other["permissions"] = serde_json::json!({ "acme": "FULL" });
    gives(&cloud, "/v1/database/5/", &other.to_string()).await;
    let other = DatabaseId { owner: "acme".into(), id: "5".into() };
    let error = provider.endpoint(&other).await.unwrap_err();
    assert_eq!(error.kind, ErrorKind::DatabasePasswordUnknown, "the user has no rights there");
    let [blog, queue] = ["2", "3"].map(|id| DatabaseId { owner: "acme".into(), id: id.into() });
    for not_connected_to in [&blog, &queue] {
        assert!(provider.endpoint(not_connected_to).await.unwrap().is_none());
    }

    // Which versions an account can get is told in the panel alone; those that are documented can be asked for.
    let offers = provider.offers(&shop()).await.unwrap();
    let versions: Vec<_> = offers.versions.iter().map(|offered| offered.version.0.as_str()).collect();
    assert_eq!((versions, offers.versions_known), (vec!["16", "17", "18"], false));
    assert!(provider.offers(&queue).await.unwrap().versions.is_empty());

    let (without, _) = signed(&cloud.uri(), "canary", &[]);
    let error = without.endpoint(&shop()).await.unwrap_err();
    assert_eq!((error.kind, error.code()), (ErrorKind::DatabasePasswordUnknown, "CHG-DBS-016"));
    let known = without.database(&shop()).await.unwrap();
    assert_eq!((known.host.as_deref(), known.port), (Some("127.0.0.1"), Some(5444)));
    assert_eq!((known.user.as_deref(), known.read_only_users.len()), (Some("acme"), 1));
    assert_eq!(known.panel_url.unwrap(), format!("{}/migration/?account=acme", cloud.uri()));
}

#[tokio::test]
async fn sites_and_jobs_that_name_the_database_are_found_without_their_values() {
    let cloud = cloud().await;
    let (provider, _) = signed(&cloud.uri(), "canary", &[]);
    let scan = provider.address_mentions(&shop()).await.unwrap();
    let found: Vec<_> = scan
        .mentions
        .iter()
        .map(|one| (one.holder.as_str(), one.variable.as_str(), one.place, one.linked))
        .collect();
    assert_eq!(
        found,
        [
            ("shop", "environment.DATABASE_URL", MentionPlace::ApplicationEnv, true),
            ("PHP 42", "vars.DB", MentionPlace::ApplicationSettings, true),
            ("nightly export", "argument", MentionPlace::Job, false),
        ]
    );
    assert_eq!(scan.mentions[0].found, [MentionOf::Host, MentionOf::DatabaseName, MentionOf::User]);
    assert_eq!((scan.places_read, scan.places_unreadable.len()), (5, 0));
    assert!(!format!("{scan:?}").contains("site-canary"));

    let linked = provider.linked_applications(&shop()).await.unwrap();
    let found: Vec<_> = linked.iter().map(|one| (one.name.as_str(), one.should_run)).collect();
    assert_eq!(found, [("shop", true), ("PHP 42", false)]);
}

#[tokio::test]
async fn a_right_that_is_missing_makes_a_place_unreadable_and_not_empty() {
    let cloud = MockServer::start().await;
    for (at, body) in
        [("/v1/database/1/", r#"{"id":1,"name":"acme_shop","type":"POSTGRESQL"}"#), ("/v1/job/", "[]")]
    {
        gives(&cloud, at, body).await;
    }
    Mock::given(path("/v1/site/")).respond_with(ResponseTemplate::new(403)).mount(&cloud).await;
    let (provider, _) = signed(&cloud.uri(), "canary", &[]);
    let scan = provider.address_mentions(&shop()).await.unwrap();
    assert_eq!((scan.places_unreadable, scan.places_read), (vec!["site".to_owned()], 0));
}

#[tokio::test]
async fn a_database_is_made_once_synchronously_and_found_by_its_place_or_its_name() {
    let cloud = cloud().await;
    let post = || {
        Mock::given(method("POST")).and(path("/v1/database/")).and(header("alwaysdata-synchronous", "yes"))
    };
    let made = ResponseTemplate::new(201).insert_header("Location", "/v1/database/77/");
    post().respond_with(made).up_to_n_times(1).expect(1).mount(&cloud).await;
    let (provider, _) = signed(&cloud.uri(), "canary", &LOGIN);
    let id = provider.create_database(&shop(), "co-test-1", &as_it_is()).await.unwrap();
    assert_eq!((id.owner.as_str(), id.id.as_str()), ("acme", "77"));
    let requests = cloud.received_requests().await.unwrap();
    let sent: Value = serde_json::from_slice(&requests.last().unwrap().body).unwrap();
    assert_eq!(
        sent,
        serde_json::json!({ "name": "acme_co-test-1", "type": "POSTGRESQL", "permissions": { "acme_app": "FULL" },
            "locale": "fr_FR.utf8", "extensions": ["pg_trgm"] })
    );

    // Without a place: by its name, and when it is not there nothing is repeated.
    post().respond_with(ResponseTemplate::new(201)).expect(2).mount(&cloud).await;
    let found = provider.create_database(&shop(), "blog", &as_it_is()).await.unwrap();
    assert_eq!(found.id, "2");
    let error = provider.create_database(&shop(), "nowhere", &as_it_is()).await.unwrap_err();
    assert_eq!(error.kind, ErrorKind::OutcomeUnknown);

    let newer = Change { version: Version("18".into()), ..as_it_is() };
    let error = provider.create_database(&shop(), "co-test-2", &newer).await.unwrap_err();
    assert_eq!(error.kind, ErrorKind::NotSupported, "a version that cannot be had is not ignored");
}

#[tokio::test]
async fn a_database_that_is_gone_is_deleted_and_a_refusal_is_one() {
    let cloud = MockServer::start().await;
    for (id, status) in [(1, 204), (2, 404), (3, 403)] {
        Mock::given(method("DELETE"))
            .and(path(format!("/v1/database/{id}/")))
            .and(header("alwaysdata-synchronous", "yes"))
            .respond_with(ResponseTemplate::new(status))
            .expect(1)
            .mount(&cloud)
            .await;
    }
    let (provider, _) = signed(&cloud.uri(), "canary", &[]);
    let id = |id: &str| DatabaseId { owner: "acme".into(), id: id.into() };
    provider.delete_database(&id("1")).await.unwrap();
    provider.delete_database(&id("2")).await.unwrap();
    assert_eq!(provider.delete_database(&id("3")).await.unwrap_err().kind, ErrorKind::Forbidden);
}

#[tokio::test]
async fn a_site_is_restarted_unless_it_is_switched_off() {
    let cloud = cloud().await;
    let restart = Mock::given(method("POST")).and(path("/v1/site/41/restart/"));
    restart.respond_with(ResponseTemplate::new(204)).expect(1).mount(&cloud).await;
    let (provider, _) = signed(&cloud.uri(), "canary", &[]);
    let site = |id: &str| ApplicationId { owner: "acme".into(), id: id.into() };
    assert_eq!(provider.redeploy(&site("41")).await.unwrap(), "");
    assert_eq!(provider.redeploy(&site("42")).await.unwrap_err().kind, ErrorKind::WrongState);
    assert_eq!(provider.deployments(&site("41")).await.unwrap(), []);
}

#[tokio::test]
async fn refusals_of_every_shape_have_their_kind_and_their_words() {
    for (status, body, kind, words) in [
        (
            400,
            r#"{"name":["This name is already used."]}"#,
            ErrorKind::ProviderRefused,
            "name: This name is already used.",
        ),
        (401, "", ErrorKind::SignedOut, "status 401"),
        (403, r#"{"detail":"No right."}"#, ErrorKind::Forbidden, "No right."),
        (429, "slow down", ErrorKind::RateLimited, "slow down"),
        (500, "<h1>Server Error (500)</h1>", ErrorKind::ProviderUnavailable, "status 500"),
    ] {
        let cloud = MockServer::start().await;
        gives(&cloud, "/v1/database/1/", r#"{"id":1,"name":"acme_shop","type":"POSTGRESQL"}"#).await;
        let answer = ResponseTemplate::new(status).set_body_string(body);
        Mock::given(method("POST")).respond_with(answer).expect(1).mount(&cloud).await;
        let (provider, _) = signed(&cloud.uri(), "canary", &[]);
        let error = provider.create_database(&shop(), "x", &as_it_is()).await.unwrap_err();
        assert_eq!(
            (error.kind, error.detail.as_str()),
            (kind, words),
            "an effect is sent once, whatever is said"
        );
    }
}

#[tokio::test]
async fn what_the_panel_alone_can_do_is_not_supported_and_nothing_is_sent() {
    let cloud = MockServer::start().await;
    let (provider, log) = signed(&cloud.uri(), "canary", &[]);
    let refused = [
        provider.migrations(&shop()).await.map(drop),
        provider.start_migration(&shop(), &as_it_is()).await.map(drop),
        provider.backups(&shop()).await.map(drop),
        provider.price(&shop(), &as_it_is()).await.map(drop),
        provider.sign_out().await,
    ];
    for outcome in refused {
        assert_eq!(outcome.unwrap_err().kind, ErrorKind::NotSupported);
    }
    let strange = DatabaseId { owner: "acme customer=x@y.z".into(), id: "1".into() };
    assert_eq!(provider.database(&strange).await.unwrap_err().kind, ErrorKind::InvalidInput);
    assert!(log.entries().is_empty());
}
