//! What the tests stand on: a fake cloud with canned answers, an account on it, quick limits, a log of every attempt.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use domain::account::SignInWay;
use domain::ids::{ApplicationId, DatabaseId, ProviderId};
use domain::provider::Provider;
use domain::secret::Secret;
use providers::transport::{Limits, RequestLog, RequestRecord, RetryLimits, Timeouts};
use providers::{ConnectOptions, base_url};
use serde_json::Value;
use support::postgres::Wall;
use wiremock::matchers::{method, path};
use wiremock::{Mock, MockServer, ResponseTemplate};

/// The token of the account. It must be seen by the fake cloud and by nobody else.
pub(crate) const TOKEN: &str = "canary-api-token-5f1e77";

/// What the fake cloud calls every request.
pub(crate) const REFERENCE: &str = "01HZX-SOZU-ID";

pub(crate) const OWNER: &str = "orga_8f3b2c1d-5e4f-4a6b-9c7d-0e1f2a3b4c5d";
pub(crate) const PERSON: &str = "user_3d0f6f0e-6a0b-4c1c-9d7e-2b8f5a6c7d8e";
pub(crate) const ADDON: &str = "addon_1a2b3c4d-5e6f-4708-9a0b-1c2d3e4f5061";

pub(crate) fn clever_cloud() -> ProviderId {
    ProviderId("clever-cloud".into())
}

pub(crate) fn database() -> DatabaseId {
    DatabaseId { owner: OWNER.into(), id: ADDON.into() }
}

pub(crate) fn application(id: &str) -> ApplicationId {
    ApplicationId { owner: OWNER.into(), id: id.into() }
}

pub(crate) fn fields(pairs: &[(&str, &str)]) -> BTreeMap<String, String> {
    pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

pub(crate) fn token(token: &str) -> Secret {
    providers::credential_from_fields(&clever_cloud(), SignInWay::Token, &fields(&[("token", token)]))
        .unwrap()
}

/// Limits that make a test short: waits of a few milliseconds, answers within a third of a second.
pub(crate) fn quick() -> Limits {
    let bound = Duration::from_millis(350);
    Limits {
        timeouts: Timeouts { connect: bound, short: bound, usual: bound, long: bound },
        retry: RetryLimits {
            base: Duration::from_millis(2),
            cap: Duration::from_millis(10),
            longest_asked: Duration::from_secs(3),
            budget: Duration::from_secs(10),
            ..RetryLimits::default()
        },
        ..Limits::default()
    }
}

/// An account at an address.
pub(crate) fn account(at: &str, credential: Secret, limits: Limits) -> (Arc<dyn Provider>, Arc<RequestLog>) {
    account_with(at, credential, limits, |options| options)
}

/// An account with options of its own.
pub(crate) fn account_with(
    at: &str,
    credential: Secret,
    limits: Limits,
    change: impl FnOnce(ConnectOptions) -> ConnectOptions,
) -> (Arc<dyn Provider>, Arc<RequestLog>) {
    let log = Arc::new(RequestLog::new(500));
    let mut options = ConnectOptions::new(credential, Arc::new(Wall));
    options = options.at(Some(base_url(at).unwrap())).observed_by(Arc::<RequestLog>::clone(&log));
    options.limits = limits;
    (providers::connect(&clever_cloud(), change(options)).unwrap(), log)
}

/// A fake cloud, and an account on it.
pub(crate) struct Rig {
    pub(crate) cloud: MockServer,
    pub(crate) provider: Arc<dyn Provider>,
    pub(crate) log: Arc<RequestLog>,
}

impl Rig {
    pub(crate) async fn new() -> Self {
        Self::with(quick()).await
    }

    pub(crate) async fn with(limits: Limits) -> Self {
        let cloud = MockServer::start().await;
        let (provider, log) = account(&cloud.uri(), token(TOKEN), limits);
        Self { cloud, provider, log }
    }

    /// Answers a path with JSON.
    pub(crate) async fn gives(&self, at: &str, body: &str) {
        self.answers("GET", at, json(200, body)).await;
    }

    /// Answers a path with anything.
    pub(crate) async fn answers(&self, verb: &str, at: &str, answer: ResponseTemplate) {
        Mock::given(method(verb)).and(path(at)).respond_with(answer).mount(&self.cloud).await;
    }

    /// Everything that the inventory asks for.
    pub(crate) async fn with_inventory(self) -> Self {
        self.gives("/v2/summary", fixture!("summary")).await;
        self.gives(&format!("/v2/organisations/{OWNER}/addons"), fixture!("addons")).await;
        self.gives(&format!("/v2/organisations/{PERSON}/addons"), fixture!("addons-personal")).await;
        let books = "orga_b1728394-a5b6-40c1-91d3-e4f506172839";
        let forbidden = json(403, r#"{"id":4002,"message":"You cannot read this","type":"error"}"#);
        self.answers("GET", &format!("/v2/organisations/{books}/addons"), forbidden).await;
        self.gives("/v2/products/addonproviders", fixture!("catalogue")).await;
        self.gives(&format!("/v2/organisations/{OWNER}/addons/{ADDON}"), &first_addon()).await;
        self.gives(&details_path(), fixture!("details")).await;
        let mysql = "/v4/addon-providers/mysql-addon/addons/addon_7d3e4f50-6172-4c8d-8e9f-a0b1c2d3e4f5";
        self.gives(mysql, fixture!("details-mysql")).await;
        self
    }

    /// How often a path was asked.
    pub(crate) async fn asked(&self, verb: &str, at: &str) -> usize {
        let all = self.cloud.received_requests().await.unwrap();
        all.iter().filter(|request| request.method.as_str() == verb && request.url.path() == at).count()
    }

    pub(crate) fn attempts(&self) -> Vec<RequestRecord> {
        self.log.entries()
    }
}

/// The v4 page of the first database.
pub(crate) fn details_path() -> String {
    format!("/v4/addon-providers/postgresql-addon/addons/{ADDON}")
}

pub(crate) fn addon_path(more: &str) -> String {
    format!("/v2/organisations/{OWNER}/addons/{ADDON}{more}")
}

fn first_addon() -> String {
    let all: Vec<Value> = serde_json::from_str(fixture!("addons")).unwrap();
    all[0].to_string()
}

/// An answer in JSON, with the name of the request.
pub(crate) fn json(status: u16, body: &str) -> ResponseTemplate {
    ResponseTemplate::new(status)
        .insert_header("Sozu-Id", REFERENCE)
        .set_body_raw(body.to_owned(), "application/json")
}

/// A canned answer of the provider's folder.
macro_rules! fixture {
    ($name:literal) => {
        include_str!(concat!("../../src-tauri/crates/providers/src/clever_cloud/fixtures/", $name, ".json"))
    };
}
pub(crate) use fixture;
