//! What the tests of the practice cloud share: a small world, and a client that asks it.
#![allow(
    dead_code,
    clippy::unwrap_used,
    clippy::panic,
    reason = "each test uses its part; one that cannot go on has failed"
)]

use std::time::{Duration, Instant};

use practice::scenario::{Fault, Scenario};
use practice::{Cloud, Options, PracticeDatabase, servers};
use reqwest::{Method, StatusCode};
use secrecy::ExposeSecret;
use serde_json::{Value, json};
use sqlx::{Connection, Executor, PgConnection, Row};

/// One organisation, one shop on PostgreSQL 14, an application of each kind.
const SMALL: &str = r#"{
  "name": "small", "step_ms": 10,
  "person": { "name": "Test Person", "email": "person@practice.example" },
  "owners": [ { "key": "me", "personal": true }, { "key": "orga", "name": "Orga" }, { "key": "books", "name": "Books", "role": "ACCOUNTING" } ],
  "databases": [
    { "key": "shop", "owner": "orga", "product": "postgresql-addon", "version": "14", "plan": "xs_sml", "zone": "par",
      "seed": ["bookshop"], "read_only_users": ["reporting"], "direct_host": true, "backups": [{ "hours_ago": 7 }] },
    { "key": "cache", "owner": "orga", "product": "redis-addon", "version": "7.2.4", "plan": "s_mono", "zone": "par" },
    { "key": "ledger", "owner": "books", "product": "mysql-addon", "version": "8.0", "plan": "dev", "zone": "par" }
  ],
  "configurations": [ { "key": "settings", "owner": "orga", "env": { "DB_USER": "${db:shop.user}" } } ],
  "applications": [
    { "key": "web", "owner": "orga", "databases": ["shop"], "configurations": ["settings"], "env": { "HOST": "${db:shop.host}" } },
    { "key": "worker", "owner": "orga", "databases": ["shop"], "forgotten": true },
    { "key": "old", "owner": "orga", "databases": ["shop"], "state": "SHOULD_BE_DOWN" },
    { "key": "stranger", "owner": "orga", "depends_on": ["web"] }
  ]
}"#;

/// A practice cloud and a client of it.
pub(crate) struct Practice {
    pub(crate) cloud: Cloud,
    pub(crate) http: reqwest::Client,
}

/// Starts the small world with these faults.
pub(crate) async fn small(faults: Value) -> Practice {
    let mut scenario: Value = serde_json::from_str(SMALL).unwrap();
    scenario["faults"] = faults;
    start(Scenario::parse(&scenario.to_string()).unwrap()).await
}

pub(crate) async fn start(scenario: Scenario) -> Practice {
    let cloud = Cloud::start(Options::new(scenario)).await.unwrap();
    let http =
        reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).no_proxy().build().unwrap();
    Practice { cloud, http }
}

impl Practice {
    pub(crate) fn url(&self, path: &str) -> String {
        format!("{}{path}", self.cloud.base_url)
    }

    pub(crate) async fn ask(&self, method: Method, path: &str, body: Option<Value>) -> (StatusCode, Value) {
        let mut request =
            self.http.request(method, self.url(path)).bearer_auth(self.cloud.token.expose_secret());
        if let Some(body) = body {
            request = request.json(&body);
        }
        let answer = request.send().await.unwrap();
        assert!(answer.headers().contains_key("sozu-id"));
        let status = answer.status();
        (status, answer.json().await.unwrap_or(Value::Null))
    }

    /// Asks for something that is there.
    pub(crate) async fn get(&self, path: &str) -> Value {
        let (status, value) = self.ask(Method::GET, path, None).await;
        assert_eq!(status, 200, "{path}: {value}");
        value
    }

    pub(crate) fn shop(&self) -> PracticeDatabase {
        self.cloud.database("shop").unwrap()
    }

    /// `/v2/organisations/{owner}/addons/{shop}` and what follows.
    pub(crate) fn of_shop(&self, rest: &str) -> String {
        let shop = self.shop();
        format!("/v2/organisations/{}/addons/{}{rest}", shop.owner_id, shop.id)
    }

    pub(crate) async fn plan_id(&self, product: &str, slug: &str) -> String {
        let product = self.get(&format!("/v2/products/addonproviders/{product}")).await;
        let plan =
            product["plans"].as_array().unwrap().iter().find(|plan| plan["slug"] == slug).unwrap().clone();
        plan["id"].as_str().unwrap().to_owned()
    }

    /// Starts a migration of the shop and returns its path.
    pub(crate) async fn migrate(&self, version: &str) -> String {
        let plan = self.plan_id("postgresql-addon", "xs_sml").await;
        let body = json!({ "planId": plan, "region": "par", "version": version });
        let (status, started) = self.ask(Method::POST, &self.of_shop("/migrations"), Some(body)).await;
        assert_eq!(
            (status.as_u16(), &started["steps"], &started["status"]),
            (200, &json!([]), &json!("RUNNING"))
        );
        self.of_shop(&format!("/migrations/{}", started["migrationId"].as_str().unwrap()))
    }

    /// Watches a migration until its status is one of these.
    pub(crate) async fn until(&self, migration: &str, wanted: &[&str]) -> Value {
        let deadline = Instant::now() + Duration::from_secs(60);
        loop {
            let seen = self.get(migration).await;
            if wanted.contains(&seen["status"].as_str().unwrap()) {
                return seen;
            }
            assert!(Instant::now() < deadline, "{seen:#}");
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }

    /// Watches a migration until a step of this name has begun.
    pub(crate) async fn until_step(&self, migration: &str, step: &str) -> Value {
        let deadline = Instant::now() + Duration::from_secs(60);
        loop {
            let seen = self.get(migration).await;
            if names(&seen).iter().any(|name| name == step) {
                return seen;
            }
            assert!(Instant::now() < deadline, "{seen:#}");
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    }

    pub(crate) async fn shop_env(&self) -> std::collections::BTreeMap<String, String> {
        let env = self.get(&self.of_shop("/env")).await;
        let pairs = env.as_array().unwrap().iter();
        pairs
            .map(|it| (it["name"].as_str().unwrap().to_owned(), it["value"].as_str().unwrap().to_owned()))
            .collect()
    }

    /// Connects with what the add-on's variables say, as a linked application would.
    pub(crate) async fn sql(&self) -> PgConnection {
        let uri = self.shop_env().await["POSTGRESQL_ADDON_URI"].clone();
        PgConnection::connect(&uri).await.unwrap()
    }

    pub(crate) fn fault(&self, fault: Value) {
        self.cloud.add_fault(serde_json::from_value::<Fault>(fault).unwrap()).unwrap();
    }

    /// Every row of every table of the shop, as one number per table, by plain SQL.
    pub(crate) async fn sums(&self) -> Vec<(String, i64, String)> {
        let mut shop = self.sql().await;
        let tables = "select c.oid::regclass::text from pg_class c join pg_namespace n on n.oid = c.relnamespace \
                      where c.relkind = 'r' and n.nspname in ('public', 'stock') order by 1";
        let names: Vec<String> = shop.fetch_all(tables).await.unwrap().iter().map(|row| row.get(0)).collect();
        let mut sums = Vec::new();
        for name in names {
            let sql = format!(
                "select count(*), coalesce(md5(string_agg(t::text, '|' order by t::text)), '') from {name} t"
            );
            let row = shop.fetch_one(sqlx::AssertSqlSafe(sql)).await.unwrap();
            sums.push((name, row.get(0), row.get(1)));
        }
        sums
    }
}

pub(crate) async fn text(connection: &mut PgConnection, sql: &'static str) -> String {
    connection.fetch_one(sql).await.unwrap().get(0)
}

pub(crate) fn names(migration: &Value) -> Vec<String> {
    migration["steps"]
        .as_array()
        .unwrap()
        .iter()
        .map(|step| step["value"].as_str().unwrap().to_owned())
        .collect()
}

pub(crate) async fn connect(database: &PracticeDatabase) -> PgConnection {
    PgConnection::connect(servers::url(database.endpoint.as_ref().unwrap()).expose_secret()).await.unwrap()
}
