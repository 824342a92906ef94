//! The application over the practice cloud: real servers, real requests, one account, waits that fit this machine.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use app::accounts::NewAccount;
use app::{App, AppConfig, ClosingPage, Consumer, Pace, VaultKind, VaultOptions};
use domain::account::SignInWay;
use domain::change::Change;
use domain::ids::{DatabaseKey, ProviderId, RunId};
use domain::run::{Acceptance, Environment, Gate, RunState, RunView};
use domain::secret::{ExposeSecret, secret};
use domain::version::Version;
use practice::scenario::{Fault, Scenario};
use practice::{Cloud, Options, PracticeDatabase};
use serde_json::Value;

use crate::evidence::{self, Content};
use crate::support::PASSPHRASE;

/// The database of every journey.
pub(crate) const SHOP: &str = "shop-production";

/// Longer than any migration here takes.
const A_MIGRATION: Duration = Duration::from_secs(90);

/// A cloud, an application that has an account there, and the shop as it was.
pub(crate) struct Rig {
    pub(crate) cloud: Cloud,
    pub(crate) app: Arc<App>,
    pub(crate) folder: tempfile::TempDir,
    pub(crate) key: DatabaseKey,
    /// Every table of the shop at the beginning.
    pub(crate) content: Content,
}

impl Rig {
    /// The default scenario with steps that take this long, and these faults.
    pub(crate) async fn start(step: Duration, faults: &[Value]) -> Self {
        Self::of(Scenario::built_in("default").unwrap(), step, faults, |_| {}).await
    }

    /// The same of another scenario that has the shop, by an application that is not as usual.
    pub(crate) async fn of(
        scenario: Scenario,
        step: Duration,
        faults: &[Value],
        changed: impl FnOnce(&mut AppConfig),
    ) -> Self {
        let mut options = Options::new(scenario);
        options.step = Some(step);
        let cloud = Box::pin(Cloud::start(options)).await.unwrap();
        for fault in faults {
            cloud.add_fault(serde_json::from_value::<Fault>(fault.clone()).unwrap()).unwrap();
        }
        let folder = tempfile::tempdir().unwrap();
        let mut config = config(folder.path(), &cloud);
        changed(&mut config);
        let app = App::start(config).await.unwrap();
        app.vault_create(secret(PASSPHRASE)).await.unwrap();
        app.account_add(account(&cloud)).await.unwrap();
        let key = listed(&app).await;
        let mut shop = evidence::connect(&shop(&cloud)).await.unwrap();
        assert!(evidence::server_version(&mut shop).await.unwrap().starts_with("14."));
        let content = evidence::content(&mut shop).await.unwrap();
        assert!(content.values().map(|(rows, _)| rows).sum::<i64>() > 1_000, "the shop is nearly empty");
        Self { cloud, app, folder, key, content }
    }

    /// To 17, all else as it is.
    pub(crate) async fn change(&self) -> Change {
        change(&self.app, &self.key).await
    }

    pub(crate) async fn begin(&self) -> RunId {
        begin(&self.app, &self.key).await
    }

    pub(crate) async fn until(&self, id: RunId, wanted: impl Fn(&RunView) -> bool) -> RunView {
        until(&self.app, id, wanted).await
    }

    pub(crate) async fn settled(&self, id: RunId) -> RunView {
        settled(&self.app, id).await
    }

    /// How many migrations were asked for, by the cloud's own log.
    pub(crate) fn starts(&self) -> usize {
        self.cloud.asked("POST", "/migrations")
    }

    /// By plain SQL: the new server counts and nothing was lost.
    pub(crate) async fn is_17_with_everything(&self) {
        let mut new = evidence::connect(&shop(&self.cloud)).await.unwrap();
        let version = evidence::server_version(&mut new).await.unwrap();
        assert!(version.starts_with("17."), "{version} answers");
        assert_eq!(evidence::content(&mut new).await.unwrap(), self.content);
    }

    /// By plain SQL: the original counts, holds what it held, and takes writes.
    pub(crate) async fn is_14_and_takes_writes(&self) {
        let shop = shop(&self.cloud);
        let mut original = evidence::connect(&shop).await.unwrap();
        let version = evidence::server_version(&mut original).await.unwrap();
        assert!(version.starts_with("14."), "{version} answers");
        assert_eq!(evidence::content(&mut original).await.unwrap(), self.content);
        drop(original);
        assert!(evidence::accepts_a_write(&shop).await.unwrap(), "the original refuses a write");
    }

    pub(crate) async fn stop(self) {
        self.app.shutdown().await;
        self.cloud.stop().await;
    }
}

/// An application over a folder; its passphrase file is as locked as it was left.
pub(crate) async fn open(folder: &Path, cloud: &Cloud) -> Arc<App> {
    App::start(config(folder, cloud)).await.unwrap()
}

pub(crate) fn config(folder: &Path, cloud: &Cloud) -> AppConfig {
    let mut vault = VaultOptions::new("changeover-test", folder.join("vault.age")).only(VaultKind::File);
    vault.work_factor = 2;
    let mut config = AppConfig::new(folder, "0.0.0-test", vault);
    config.pace = Pace::quick();
    let own = &cloud.oauth;
    config.consumer = Some(Consumer { key: own.consumer_key.clone(), secret: own.consumer_secret.clone() });
    config.sign_in_ports = vec![0];
    config.closing_page = ClosingPage {
        language: "en".into(),
        done_title: "Signed in".into(),
        done_body: "You can close this page.".into(),
        failed_title: "Not signed in".into(),
        failed_body: "Go back to the application.".into(),
    };
    config
}

/// The account of a person who pastes a token.
pub(crate) fn account(cloud: &Cloud) -> NewAccount {
    account_called("Atelier", cloud)
}

/// An account at whichever provider the cloud stands for, with what a person fills in there.
pub(crate) fn account_called(name: &str, cloud: &Cloud) -> NewAccount {
    let plain = |(name, value): &(String, domain::Secret)| (name.clone(), value.expose_secret().to_owned());
    NewAccount {
        provider: ProviderId(cloud.provider.clone()),
        name: name.into(),
        workspace: String::new(),
        base_url: Some(cloud.base_url.clone()),
        way: SignInWay::Token,
        fields: cloud.fields.iter().map(plain).collect(),
        again: None,
    }
}

/// The shop as it is now.
pub(crate) fn shop(cloud: &Cloud) -> PracticeDatabase {
    cloud.database(SHOP).unwrap()
}

/// The shop in the list of the one account.
pub(crate) async fn listed(app: &App) -> DatabaseKey {
    let lists = app.databases(None).await.unwrap();
    let [list] = lists.as_slice() else { panic!("{} accounts", lists.len()) };
    assert!(list.error.is_none(), "{:?}", list.error);
    let shop = list.databases.iter().find(|one| one.summary.name == SHOP);
    shop.expect("the shop is not in the list").key.clone()
}

pub(crate) async fn change(app: &App, key: &DatabaseKey) -> Change {
    Change { version: Version("17".into()), ..app.offers(key).await.unwrap().current }
}

/// Passes the gate with every tick.
pub(crate) async fn begin(app: &App, key: &DatabaseKey) -> RunId {
    let change = change(app, key).await;
    let gate = app.gate(key, &change).await.unwrap();
    assert!(!gate.blocked, "{:#?}", gate.plan.findings);
    app.migrate(key, &change, accept(&gate)).await.unwrap()
}

pub(crate) fn accept(gate: &Gate) -> Acceptance {
    Acceptance {
        plan_hash: gate.plan_hash.clone(),
        nonce: gate.nonce.clone(),
        typed_name: gate.typed_name.clone(),
        accepted: gate.to_accept.clone(),
        test_skipped_because: None,
    }
}

/// Looks at a run until it is as wanted.
pub(crate) async fn until(app: &App, id: RunId, wanted: impl Fn(&RunView) -> bool) -> RunView {
    let look = async {
        loop {
            let view = app.run(id).await.unwrap();
            if wanted(&view) {
                return view;
            }
            let state = view.header.state;
            let lost = state.is_over() || state == RunState::Paused;
            assert!(!lost, "it will not come: {state:?} {:?} {:?}", view.failure, view.paused);
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    };
    tokio::time::timeout(A_MIGRATION, look).await.expect("it does not come")
}

pub(crate) async fn settled(app: &App, id: RunId) -> RunView {
    tokio::time::timeout(A_MIGRATION, app.run_settled(id)).await.expect("the run does not end").unwrap()
}

/// Whether a step of the provider was seen.
pub(crate) fn at(view: &RunView, word: &str) -> bool {
    view.migration.as_ref().is_some_and(|migration| migration.steps.iter().any(|step| step.word == word))
}

/// Every request of the account is refused from now on: its credential was revoked, or has lapsed. The pages for people go on.
pub(crate) fn signed_out(cloud: &Cloud) {
    let path = if cloud.provider == "alwaysdata" { "/v1/*" } else { "*" };
    refused(cloud, path, 0);
}

/// Requests with this path are told so many times that whoever asks is signed out; 0 for ever.
pub(crate) fn refused(cloud: &Cloud, path: &str, times: u32) {
    let body = r#"{"status":"KO","code":"Unauthorized","message":"signed out"}"#;
    let fault = serde_json::json!({
        "kind": "answer", "path": path, "times": times, "reply": { "as": "status", "code": 401, "body": body },
    });
    cloud.add_fault(serde_json::from_value::<Fault>(fault).unwrap()).unwrap();
}

/// The person signs the one account in again.
pub(crate) async fn signs_in_again(app: &App, cloud: &Cloud) {
    cloud.clear_faults();
    let account = app.accounts().await.unwrap().into_iter().next().unwrap().account;
    app.account_add(NewAccount { again: Some(account.id), ..account_called(&account.name, cloud) })
        .await
        .unwrap();
}

/// Marks a database as production, and sees that no other name than its own passes the gate. Gives the gate, still open.
pub(crate) async fn wants_its_name(app: &App, key: &DatabaseKey, change: &Change, name: &str) -> Gate {
    app.database_mark(key, Environment::Production).await.unwrap();
    let gate = app.gate(key, change).await.unwrap();
    assert_eq!((gate.typed_name.as_deref(), gate.blocked), (Some(name), false), "{:#?}", gate.plan.findings);
    let (case, space) = (name.to_uppercase(), name.replacen('s', "s ", 1));
    assert!(case != name && space != name);
    for typed in [None, Some(String::new()), Some(case), Some(space), Some(format!("{name}s"))] {
        let wrong = Acceptance { typed_name: typed.clone(), ..accept(&gate) };
        let refused = app.migrate(key, change, wrong).await.unwrap_err();
        assert_eq!(refused.kind.code(), "CHG-RUN-005", "{typed:?}");
    }
    assert!(app.runs().await.unwrap().is_empty(), "a run was begun");
    gate
}
