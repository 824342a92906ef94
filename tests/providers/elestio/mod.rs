//! Elestio from outside: what is sent and read against canned answers, the whole way against the practice cloud over real servers.

mod answers;
mod calls;
mod journey;
mod shapes;
mod trouble;

use std::sync::Arc;
use std::time::Duration;

use domain::account::SignInWay;
use domain::change::Change;
use domain::ids::{DatabaseId, ProviderId};
use domain::provider::Provider;
use domain::secret::Secret;
use domain::version::Version;
use practice::scenario::Scenario;
use practice::{Cloud, Options};
use providers::transport::{Limits, RequestLog};
use providers::{ConnectOptions, base_url};
use secrecy::ExposeSecret;
use serde_json::{Value, json};
use support::postgres::Wall;

use crate::rig::{fields, quick};

/// One project of one's own with a shop, one that may only be looked at.
const SCENARIO: &str = r#"{
  "name": "elestio", "provider": "elestio", "step_ms": 20,
  "person": { "name": "Camille Morel", "email": "camille@practice.example" },
  "owners": [ { "key": "shop", "name": "Shop", "role": "Owner" }, { "key": "reports", "name": "Reports", "role": "Read-Only" } ],
  "databases": [
    { "key": "prod-pg", "owner": "shop", "product": "11", "version": "14", "plan": "MEDIUM-2C-4G", "zone": "nbg", "tls": true,
      "seed": ["bookshop"], "backups": [ { "hours_ago": 31 }, { "hours_ago": 7 } ] },
    { "key": "letters", "owner": "shop", "product": "12", "version": "8.0", "plan": "LARGE-4C-8G", "zone": "nbg" },
    { "key": "blog", "owner": "shop", "product": "22", "version": "latest", "plan": "LARGE-4C-8G", "zone": "nbg" },
    { "key": "figures", "owner": "reports", "product": "3", "version": "7", "plan": "MEDIUM-2C-4G", "zone": "fsn1" }
  ],
  "oddities": { "deploy_ms": 300 }
}"#;

pub(crate) fn elestio() -> ProviderId {
    ProviderId("elestio".into())
}

fn credential(email: &str, token: &str) -> Secret {
    let all = fields(&[("email", email), ("token", token)]);
    providers::credential_from_fields(&elestio(), SignInWay::Token, &all).unwrap()
}

/// An account at an address.
fn account(
    at: &str,
    credential: Secret,
    limits: Limits,
    change: impl FnOnce(ConnectOptions) -> ConnectOptions,
) -> (Arc<dyn Provider>, Arc<RequestLog>) {
    let log = Arc::new(RequestLog::new(500));
    let mut options = ConnectOptions::new(credential, Arc::new(Wall)).at(Some(base_url(at).unwrap()));
    options = options.observed_by(Arc::<RequestLog>::clone(&log));
    options.limits = limits;
    (providers::connect(&elestio(), change(options)).unwrap(), log)
}

/// The practice cloud with these changes to the scenario, by JSON pointer.
async fn cloud(changes: &[(&str, Value)]) -> Cloud {
    let mut scenario: Value = serde_json::from_str(SCENARIO).unwrap();
    for (pointer, value) in changes {
        let (parent, name) = pointer.rsplit_once('/').unwrap();
        scenario.pointer_mut(parent).unwrap()[name] = value.clone();
    }
    let scenario = Scenario::parse(&scenario.to_string()).unwrap();
    Box::pin(Cloud::start(Options::new(scenario))).await.unwrap()
}

/// The practice cloud without any server, for what needs none.
async fn bare(changes: &[(&str, Value)]) -> Cloud {
    let none = json!([
        { "key": "letters", "owner": "shop", "product": "12", "version": "8.0", "plan": "LARGE-4C-8G", "zone": "nbg" },
        { "key": "figures", "owner": "reports", "product": "3", "version": "7", "plan": "MEDIUM-2C-4G", "zone": "fsn1" },
    ]);
    cloud(&[&[("/databases", none)], changes].concat()).await
}

/// Limits for real servers: as quick as the tests' own, with more time for answers.
fn limits() -> Limits {
    let mut limits = quick();
    limits.timeouts.usual = Duration::from_secs(20);
    limits.timeouts.long = Duration::from_secs(20);
    limits
}

/// The person of a practice cloud.
fn signed(cloud: &Cloud) -> Arc<dyn Provider> {
    let email = &cloud.fields[0].1;
    account(&cloud.base_url, credential(email.expose_secret(), cloud.token.expose_secret()), limits(), |it| {
        it
    })
    .0
}

fn id_of(cloud: &Cloud, key: &str) -> DatabaseId {
    let found = cloud.database(key).unwrap();
    DatabaseId { owner: found.owner_id, id: found.id }
}

fn change(version: &str) -> Change {
    Change { plan_id: "MEDIUM-2C-4G".into(), zone: "nbg".into(), version: Version(version.into()) }
}

/// Asks until the answer is one that ends the waiting.
async fn until<T>(mut ask: impl AsyncFnMut() -> Option<T>) -> T {
    for _ in 0..400 {
        if let Some(answer) = ask().await {
            return answer;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("it does not come");
}
