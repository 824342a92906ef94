//! Through the door over the practice cloud, with real servers and the hosts' own log: secrets in every environment, in
//! messages of steps, in error bodies; a failure, a success, a sign-in, a restart.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use app::App;
use domain::ErrorKind as K;
use domain::ids::RunId;
use domain::secret::ExposeSecret as _;
use practice::scenario::{Fault, Scenario};
use practice::{Cloud, Options};
use serde_json::{Value, json};

use super::Canaries;
use super::trail::{Trail, left_in};
use crate::practice_rig::{SHOP, config, shop};

/// The default scenario without what only takes time, its environments full of secrets.
fn scenario(canaries: &mut Canaries) -> Scenario {
    let mut scenario = Scenario::built_in("default").unwrap();
    scenario.databases.retain(|database| !database.optional);
    scenario.applications.retain(|application| application.key != "music-api");
    for application in &mut scenario.applications {
        for number in 0..36 {
            application.env.insert(format!("API_SECRET_{number}"), canaries.fresh());
        }
        for number in 0..10 {
            // The host is the shop's: the variable is a finding, and its value must not come with it.
            let host = "${db:shop-production.host}:${db:shop-production.port}";
            let url = format!("postgresql://svc:{}@{host}/other", canaries.plain());
            application.env.insert(format!("OTHER_URL_{number}"), url);
        }
        application.exposed.insert("PUBLISHED_SECRET".into(), canaries.fresh());
    }
    for configuration in &mut scenario.configurations {
        for number in 0..10 {
            configuration.env.insert(format!("SHARED_SECRET_{number}"), canaries.fresh());
        }
    }
    scenario
}

/// What opens the shop now.
fn password(cloud: &Cloud) -> String {
    shop(cloud).endpoint.unwrap().password.expose_secret().to_owned()
}

struct Session {
    cloud: Cloud,
    trail: Trail,
    app: Arc<App>,
    key: Value,
    change: Value,
}

impl Session {
    async fn ask(&self, command: &str, payload: Value) -> Value {
        self.trail.get(&self.app, command, payload).await
    }

    /// To the gate, through it, and to the end, with every command that belongs to a run.
    async fn migrate(&mut self) -> Value {
        let of = json!({ "key": self.key });
        self.ask("database_show", of.clone()).await;
        let mut change = self.ask("offers", of).await["current"].clone();
        change["version"] = "17".into();
        self.change = change;
        let of = json!({ "key": self.key, "change": self.change });
        self.ask("change_preview", of.clone()).await;
        let findings = self.ask("check", of.clone()).await;
        assert!(findings.to_string().contains("OTHER_URL_1"), "the addresses were not read: {findings}");
        let gate = self.ask("gate", of).await;
        let mut acceptance = json!({
            "plan_hash": gate["plan_hash"], "nonce": gate["nonce"], "typed_name": "not its name", "accepted": gate["to_accept"]
        });
        let pass =
            |acceptance: &Value| json!({ "key": self.key, "change": self.change, "acceptance": acceptance });
        self.trail.refused(&self.app, "migrate", pass(&acceptance), K::NameMismatch).await;
        acceptance["typed_name"] = SHOP.into();
        let run = self.ask("migrate", pass(&acceptance)).await;
        self.follow(&run).await
    }

    async fn follow(&self, run: &Value) -> Value {
        let id: RunId = serde_json::from_value(run["id"].clone()).unwrap();
        let listening = self.trail.listen(&self.app, id).await;
        let settled = tokio::time::timeout(Duration::from_secs(90), self.app.run_settled(id));
        settled.await.unwrap().unwrap();
        assert!(listening.await.unwrap() > 10, "hardly any event");
        for command in ["run_show", "run_support", "run_report", "run_abort", "run_resume", "runs_list"] {
            let _ = self.trail.ask(&self.app, command, run.clone()).await;
        }
        self.ask("run_show", run.clone()).await
    }

    fn fault(&self, fault: Value) {
        self.cloud.add_fault(serde_json::from_value::<Fault>(fault).unwrap()).unwrap();
    }

    /// The next so many requests of a path fail and repeat what must stay secret.
    fn refuse(&self, method: &str, path: &str, code: u16, times: u32, secrets: &[&str]) {
        let message = format!("you sent {}", secrets.join(" and "));
        let body = json!({ "id": 4_000, "message": message, "type": "error" }).to_string();
        self.fault(json!({
            "kind": "answer", "method": method, "path": path, "times": times,
            "reply": { "as": "status", "code": code, "body": body }
        }));
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_secret_of_a_cloud_leaves_its_place() {
    let mut canaries = Canaries::default();
    let folder = tempfile::tempdir().unwrap();
    host::log_into(folder.path());
    let mut options = Options::new(scenario(&mut canaries));
    options.step = Some(Duration::from_millis(25));
    let cloud = Box::pin(Cloud::start(options)).await.unwrap();
    let token = canaries.keep(cloud.token.expose_secret());
    canaries.keep(cloud.oauth.consumer_secret.expose_secret());
    let before = canaries.keep(password(&cloud));
    let passphrase = canaries.fresh();

    let app = App::start(config(folder.path(), &cloud)).await.unwrap();
    let mut session = Session { cloud, trail: Trail::default(), app, key: Value::Null, change: Value::Null };
    enter(&mut session, &passphrase, &token).await;

    // A failure whose message repeats how the shop is reached.
    let uri = shop(&session.cloud).url().unwrap();
    let said =
        format!("pg_restore: cannot reach {}, password={before} ({before}), {token}", uri.expose_secret());
    session.fault(json!({ "kind": "fail_step", "step": "DUMP_AND_RESTORE", "message": said }));
    let failed = session.migrate().await;
    assert_eq!(failed["header"]["state"], "failed", "{failed}");
    let told = failed["failure"]["provider_message"].as_str().unwrap();
    assert!(told.starts_with("pg_restore: cannot reach"), "the provider's words are gone: {told}");

    // A start that is refused, and a success through refusals on the way.
    session.refuse("POST", "*/migrations", 400, 1, &[&token, &before]);
    assert_eq!(session.migrate().await["header"]["state"], "failed");
    session.refuse("GET", "*/migrations/*", 500, 2, &[&token, &before]);
    let done = session.migrate().await;
    assert_eq!(done["data"], "target", "{done}");
    let after = canaries.keep(password(&session.cloud));
    assert_ne!(before, after);
    session.ask("database_show", json!({ "key": session.key })).await;
    session.refuse("POST", "*/instances", 400, 1, &[&token, &after]);
    let web = done["applications"][0]["id"].clone();
    let _ = session
        .trail
        .ask(&session.app, "run_redeploy", json!({ "id": done["header"]["id"], "application": web }))
        .await;

    sign_in(&session).await;
    let session = restarted(session, folder.path(), &passphrase).await;
    // A process learns what opens a database when it reads it.
    session.ask("database_show", json!({ "key": session.key })).await;
    for method in ["GET", "DELETE"] {
        session.refuse(method, "*", 403, 40, &[&token, &after]);
    }
    let account = session.key["account"].clone();
    for (command, payload) in [
        ("account_test", json!({ "account": account })),
        ("databases_list", json!({})),
        ("database_show", json!({ "key": session.key })),
        ("offers", json!({ "key": session.key })),
        ("check", json!({ "key": session.key, "change": session.change })),
        ("gate", json!({ "key": session.key, "change": session.change })),
        ("account_remove", json!({ "account": account, "revoke": true })),
    ] {
        let _ = session.trail.ask(&session.app, command, payload).await;
    }
    session.app.shutdown().await;
    session.cloud.stop().await;

    let mut left = left_in(folder.path()).await;
    let log = left.iter().find(|(place, _)| place.ends_with("changeover.jsonl"));
    let log = String::from_utf8_lossy(&log.expect("no log").1).into_owned();
    assert!(log.contains("a run begins") && log.contains("refused"), "the log is empty: {log}");
    assert!(left.iter().any(|(place, _)| place.ends_with("as rows")), "the store is not there");
    left.push(("the door".into(), session.trail.text().into_bytes()));
    canaries.none_in(&left);
}

/// The account, and what refuses on the way to it.
async fn enter(session: &mut Session, passphrase: &str, token: &str) {
    let (trail, app) = (&session.trail, &session.app);
    trail.get(app, "providers_list", Value::Null).await;
    trail.get(app, "vault_create", json!({ "passphrase": passphrase })).await;
    trail.refused(app, "vault_create", json!({ "passphrase": passphrase }), K::WrongState).await;
    let add = |token: &str| {
        json!({
            "provider": "clever-cloud", "name": "Atelier", "base_url": session.cloud.base_url, "way": "token",
            "fields": { "token": token }
        })
    };
    session.refuse("GET", "/v2/self", 401, 1, &[token]);
    trail.refused(app, "account_add", add(token), K::SignedOut).await;
    trail.get(app, "account_add", add(token)).await;
    let lists = trail.get(app, "databases_list", json!({})).await;
    let all = lists[0]["databases"].as_array().unwrap();
    let line = all.iter().find(|one| one["summary"]["name"] == SHOP).unwrap();
    let key = line["key"].clone();
    trail.get(app, "database_mark", json!({ "key": key, "environment": "production" })).await;
    trail.get(app, "account_test", json!({ "account": key["account"] })).await;
    session.key = key;
}

/// Another account, by the browser.
async fn sign_in(session: &Session) {
    let payload = json!({ "provider": "clever-cloud", "name": "By browser", "base_url": session.cloud.base_url, "again": null });
    let started = session.ask("sign_in_start", payload).await;
    let url = started["url"].as_str().unwrap().to_owned();
    let consent = async {
        let body = "access_personal_information=on&access_organisations=on";
        let form = "application/x-www-form-urlencoded";
        let browser = reqwest::Client::builder().no_proxy().build().unwrap();
        browser.post(&url).header("content-type", form).body(body).send().await.unwrap();
    };
    let (status, ()) =
        tokio::join!(session.ask("sign_in_wait", json!({ "sign_in": started["sign_in"] })), consent);
    session.ask("databases_list", json!({ "account": status["account"]["id"] })).await;
    session.ask("account_remove", json!({ "account": status["account"]["id"], "revoke": true })).await;
}

/// A new process over the same folder.
async fn restarted(session: Session, folder: &Path, passphrase: &str) -> Session {
    let Session { cloud, trail, app, key, change } = session;
    trail.get(&app, "vault_lock", Value::Null).await;
    app.shutdown().await;
    drop(app);
    let app = App::start(config(folder, &cloud)).await.unwrap();
    trail.refused(&app, "database_show", json!({ "key": key }), K::VaultLocked).await;
    trail
        .refused(&app, "vault_unlock", json!({ "passphrase": format!("{passphrase}?") }), K::WrongPassphrase)
        .await;
    trail.get(&app, "vault_unlock", json!({ "passphrase": passphrase })).await;
    for command in ["accounts_list", "runs_list", "vault_state", "settings_get", "app_info", "practice_state"]
    {
        trail.get(&app, command, Value::Null).await;
    }
    Session { cloud, trail, app, key, change }
}
