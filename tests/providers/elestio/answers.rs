//! What is sent to Elestio, letter by letter, and what is never sent.

use domain::error::ErrorKind;
use domain::ids::DatabaseId;
use domain::secret::ExposeSecret;
use serde_json::{Value, json};
use wiremock::matchers::path;
use wiremock::{Mock, MockServer, Request, ResponseTemplate};

use super::{account, change, credential};
use crate::rig::quick;

const TOKEN: &str = "canary-token-7b21";

macro_rules! fixture {
    ($name:literal) => {
        include_str!(concat!("../../../src-tauri/crates/providers/src/elestio/fixtures/", $name, ".json"))
    };
}

async fn gives(cloud: &MockServer, at: &str, status: u16, body: &str) {
    let answer = ResponseTemplate::new(status).set_body_raw(body.to_owned(), "application/json");
    Mock::given(path(format!("/api/{at}"))).respond_with(answer).mount(cloud).await;
}

/// A service of the fixtures as its own page shows it.
fn details(at: usize) -> String {
    let all: Value = serde_json::from_str(fixture!("services")).unwrap();
    json!({ "serviceInfos": [all["servers"][at]] }).to_string()
}

async fn canned(at: usize) -> MockServer {
    let cloud = MockServer::start().await;
    for (path, body) in [
        ("auth/checkAPIToken", fixture!("sign-in")),
        ("projects/getList", fixture!("projects")),
        ("servers/getServices", fixture!("services")),
        ("servers/getTemplates", fixture!("templates")),
        ("servers/getServerSizes", fixture!("sizes")),
        ("servers/getDockerTags", fixture!("tags")),
        ("servers/getAppCredentials", fixture!("credentials")),
        ("servers/createServer", r#"{"providerServerID":[777]}"#),
        ("servers/deleteServer", r#"{"status":"OK"}"#),
        ("servers/templateAction", fixture!("ko")),
        ("backups/GetBackupList", fixture!("backups")),
        ("backups/StartManualBackup", r#"{"status":"OK","url":"https://x.example:18445/"}"#),
        ("servers/DoActionOnServer", fixture!("snapshots")),
        ("servers/startLogTailView", r#"{"url":"http://elsewhere.example/","mode":"iframe"}"#),
    ] {
        gives(&cloud, path, 200, body).await;
    }
    gives(&cloud, "servers/getServerDetails", 200, &details(at)).await;
    cloud
}

fn shop() -> DatabaseId {
    DatabaseId { owner: "112".into(), id: "41928".into() }
}

fn provider(cloud: &MockServer) -> std::sync::Arc<dyn domain::provider::Provider> {
    account(&cloud.uri(), credential("ada@shop.example", TOKEN), quick(), |it| it).0
}

fn body(request: &Request) -> Value {
    serde_json::from_slice(&request.body).unwrap_or_default()
}

async fn asked(cloud: &MockServer, end: &str) -> Vec<Request> {
    let all = cloud.received_requests().await.unwrap();
    all.into_iter().filter(|request| request.url.path().ends_with(end)).collect()
}

#[tokio::test]
async fn secrets_travel_in_bodies_alone() {
    let cloud = canned(0).await;
    let (provider, log) = account(&cloud.uri(), credential("ada@shop.example", TOKEN), quick(), |it| it);
    provider.list_databases().await.unwrap();
    provider.offers(&shop()).await.unwrap();
    let endpoint = provider.endpoint(&shop()).await.unwrap().unwrap();
    assert_eq!(endpoint.host, "prod-pg-u77.vm.elestio.example");
    provider.backups(&shop()).await.unwrap();
    let jwt = serde_json::from_str::<Value>(fixture!("sign-in")).unwrap()["jwt"].as_str().unwrap().to_owned();
    for request in cloud.received_requests().await.unwrap() {
        let outside = format!("{} {:?}", request.url, request.headers);
        assert!(!outside.contains(&jwt) && !outside.contains(TOKEN), "{outside}");
        assert!(request.headers.get("authorization").is_none());
        let body = body(&request);
        let is_public = request.method.as_str() == "GET";
        let is_sign_in = request.url.path().ends_with("checkAPIToken");
        assert_eq!(body["jwt"].as_str() == Some(jwt.as_str()), !is_public && !is_sign_in, "{}", request.url);
        assert_eq!(body["token"].as_str() == Some(TOKEN), is_sign_in);
    }
    let written = serde_json::to_string(&log.entries()).unwrap();
    for secret in [TOKEN, jwt.as_str(), endpoint.password.expose_secret(), "canary-database"] {
        assert!(!written.contains(secret), "{secret}");
    }
}

#[tokio::test]
async fn what_is_public_is_put_together() {
    let cloud = canned(0).await;
    let offers = provider(&cloud).offers(&shop()).await.unwrap();
    let versions: Vec<_> = offers.versions.iter().map(|one| one.version.0.as_str()).collect();
    assert_eq!(versions, ["9", "16", "17", "18"], "plain majors, oldest first, each once");
    let plans: Vec<_> =
        offers.plans.iter().map(|plan| (plan.id.as_str(), plan.zones.join(" "), plan.migratable)).collect();
    assert_eq!(
        plans,
        [
            ("TINY-1C-1G", "nbg".to_owned(), Some(false)),
            ("MEDIUM-2C-4G", "vie nbg".to_owned(), None),
            ("LARGE-4C-8G", "nbg".to_owned(), None),
        ]
    );
    assert_eq!(
        offers.plans[1].hourly.as_ref().unwrap().amount,
        0.02,
        "the price of the service's own region"
    );
    assert_eq!((offers.plans[1].memory_bytes, offers.plans[1].cpus), (Some(4 << 30), Some(2)));
    let tags = asked(&cloud, "getDockerTags").await;
    assert_eq!(tags[0].url.query(), Some("namespace=elestio&name=postgres"));
    // Tags that do not come leave the default, and say that they are not known.
    cloud.reset().await;
    gives(&cloud, "auth/checkAPIToken", 200, fixture!("sign-in")).await;
    gives(&cloud, "servers/getServerDetails", 200, &details(0)).await;
    gives(&cloud, "servers/getServerSizes", 200, fixture!("sizes")).await;
    gives(&cloud, "servers/getTemplates", 200, fixture!("templates")).await;
    gives(&cloud, "servers/getDockerTags", 401, r#"{"status":"KO","code":"AccessDenied"}"#).await;
    let offers = provider(&cloud).offers(&shop()).await.unwrap();
    let versions: Vec<_> = offers.versions.iter().map(|one| (one.version.0.as_str(), one.default)).collect();
    assert_eq!((versions.as_slice(), offers.versions_known), (&[("18", true)][..], false));
}

#[tokio::test]
async fn an_order_says_everything_and_a_deletion_keeps_the_backups() {
    let cloud = canned(0).await;
    let provider = provider(&cloud);
    let new = provider.create_database(&shop(), "test-1a2b", &change("18")).await.unwrap();
    assert_eq!(new, DatabaseId { owner: "112".into(), id: "777".into() });
    let mut sent = body(&asked(&cloud, "createServer").await[0]);
    sent.as_object_mut().unwrap().remove("jwt");
    assert_eq!(
        sent,
        json!({
            "templateID": 11, "serverType": "MEDIUM-2C-4G", "datacenter": "nbg", "providerName": "netcup",
            "serverName": "prod-pg-test-1a2b", "version": "18", "projectId": "112", "adminEmail": "ada@shop.example",
            "support": "level1", "appid": "", "data": "", "deploymentServiceType": "normal", "serviceType": "Service",
        })
    );
    provider.delete_database(&shop()).await.unwrap();
    let sent = body(&asked(&cloud, "deleteServer").await[0]);
    assert_eq!(sent["isDeleteServiceWithBackup"], json!(false), "the flag means: delete the backups too");
    assert_eq!((&sent["vmID"], &sent["projectID"]), (&json!("41928"), &json!("112")));
    provider.make_backup(&shop()).await.unwrap();
    assert_eq!(
        body(&asked(&cloud, "StartManualBackup").await[0])["serverID"],
        "41928",
        "this field holds the vmID"
    );
    let login = provider.endpoint(&shop()).await.unwrap().unwrap();
    assert_eq!(login.port, 25432);
    assert_eq!(body(&asked(&cloud, "getAppCredentials").await[0])["mode"], "dbAdmin");
    let page = provider.log_page(&shop()).await.unwrap_err();
    assert_eq!(page.kind, ErrorKind::MalformedAnswer, "a page that is not https is not opened");
    for request in cloud.received_requests().await.unwrap() {
        let text = String::from_utf8_lossy(&request.body).into_owned();
        assert!(
            !text.contains("softwareChangeSelectedVersion")
                && !text.contains("\"isDeleteServiceWithBackup\":true")
        );
    }
}

#[tokio::test]
async fn what_is_not_ready_has_no_address() {
    let cloud = canned(1).await;
    let id = DatabaseId { owner: "112".into(), id: "51000".into() };
    let error = provider(&cloud).endpoint(&id).await.unwrap_err();
    assert_eq!(error.kind, ErrorKind::ProviderUnavailable);
    assert!(error.detail.contains("IN PROGRESS"), "{error}");
    assert!(asked(&cloud, "getAppCredentials").await.is_empty());
}

#[tokio::test]
async fn what_is_going_is_not_deleted_again() {
    for (field, word) in [("status", "deleting"), ("deploymentStatus", "DELETING")] {
        let cloud = MockServer::start().await;
        gives(&cloud, "auth/checkAPIToken", 200, fixture!("sign-in")).await;
        let mut going: Value = serde_json::from_str(&details(0)).unwrap();
        going["serviceInfos"][0][field] = word.into();
        gives(&cloud, "servers/getServerDetails", 200, &going.to_string()).await;
        provider(&cloud).delete_database(&shop()).await.unwrap();
        assert!(asked(&cloud, "deleteServer").await.is_empty(), "{field}");
    }
}

#[tokio::test]
async fn only_unauthorized_signs_in_again_and_only_once() {
    for (code, sign_ins) in
        [("Unauthorized", 1), ("InvalidServer", 1), ("InvalidToken", 1), ("MissingPermission", 1)]
    {
        let cloud = MockServer::start().await;
        gives(&cloud, "auth/checkAPIToken", 200, fixture!("sign-in")).await;
        gives(&cloud, "projects/getList", 401, &format!(r#"{{"status":"KO","code":"{code}"}}"#)).await;
        let provider = provider(&cloud);
        for _ in 0..3 {
            provider.list_databases().await.unwrap_err();
        }
        assert_eq!(asked(&cloud, "checkAPIToken").await.len(), sign_ins, "{code}");
    }
}
