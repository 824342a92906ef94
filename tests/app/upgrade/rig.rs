//! One service at Elestio's imitation with a shop on 14, an application that has an account there, and a writer of numbered rows.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use ::support::scenarios::with_a_tiny_plan;
use ::support::writer::Writer;
use app::failpoint::{Failpoint, NoFailpoint};
use app::{App, AppConfig};
use domain::change::Change;
use domain::database::Endpoint;
use domain::ids::{DatabaseKey, RunId};
use domain::run::{RunState, RunView};
use domain::secret::secret;
use domain::version::Version;
use practice::scenario::{Fault, Scenario};
use practice::{Cloud, Options};
use serde_json::Value;

use crate::practice_rig::{accept, account_called, config, open};
use crate::support::PASSPHRASE;

/// The service that is upgraded.
pub(crate) const SHOP: &str = "shop";

/// Longer than any run here takes.
pub(crate) const A_RUN: Duration = Duration::from_secs(120);

/// Writable again after a failure or a start.
pub(crate) const SOON: Duration = Duration::from_secs(30);

const SCENARIO: &str = r#"{
  "name": "upgrade", "provider": "elestio", "person": { "name": "Camille", "email": "camille@practice.example" },
  "owners": [ { "key": "shop", "name": "Shop", "role": "Owner" } ],
  "databases": [ { "key": "shop", "owner": "shop", "product": "11", "version": "14", "plan": "MEDIUM-2C-4G", "zone": "nbg", "tls": true,
    "seed": ["bookshop"], "created_days_ago": 900 } ],
  "oddities": { "deploy_ms": 300, "sign_ins_an_hour": 500 }
}"#;

/// A cloud with the shop, and a folder in which an application has an account.
pub(crate) struct Rig {
    pub(crate) cloud: Cloud,
    pub(crate) folder: tempfile::TempDir,
    pub(crate) app: Arc<App>,
    pub(crate) key: DatabaseKey,
    pub(crate) source: Endpoint,
}

/// What of the application is not as usual.
pub(crate) type Changed = fn(&mut AppConfig);

impl Rig {
    pub(crate) async fn start(changed: Changed, faults: &[Value]) -> Self {
        let scenario = with_a_tiny_plan(Scenario::parse(SCENARIO).unwrap());
        let cloud = Box::pin(Cloud::start(Options::new(scenario))).await.unwrap();
        for fault in faults {
            cloud.add_fault(serde_json::from_value::<Fault>(fault.clone()).unwrap()).unwrap();
        }
        let folder = tempfile::tempdir().unwrap();
        let app = opened(folder.path(), &cloud, changed, Arc::new(NoFailpoint)).await;
        app.vault_create(secret(PASSPHRASE)).await.unwrap();
        app.account_add(account_called("Shop", &cloud)).await.unwrap();
        let lists = app.databases(None).await.unwrap();
        assert!(lists[0].error.is_none(), "{:?}", lists[0].error);
        let key = lists[0].databases.iter().find(|one| one.summary.name == SHOP).unwrap().key.clone();
        let source = cloud.database(SHOP).unwrap().endpoint.unwrap();
        Self { cloud, folder, app, key, source }
    }

    /// The application closed, and another one over the same folder.
    pub(crate) async fn reopened(self) -> Self {
        let Self { cloud, folder, app, key, source } = self;
        app.shutdown().await;
        drop(app);
        let app = open(folder.path(), &cloud).await;
        app.vault_unlock(secret(PASSPHRASE)).await.unwrap();
        Self { cloud, folder, app, key, source }
    }

    pub(crate) async fn begin(&self) -> RunId {
        begin(&self.app, &self.key).await
    }

    pub(crate) async fn settled(&self, id: RunId) -> RunView {
        tokio::time::timeout(A_RUN, self.app.run_settled(id)).await.expect("the run does not end").unwrap()
    }

    /// Looks at a run until it is as wanted.
    pub(crate) async fn until(&self, id: RunId, wanted: impl Fn(&RunView) -> bool) -> RunView {
        let look = async {
            loop {
                let view = self.app.run(id).await.unwrap();
                if wanted(&view) {
                    return view;
                }
                let state = view.header.state;
                assert!(!state.is_over(), "it will not come: {state:?} {:?} {:?}", view.failure, view.paused);
                tokio::time::sleep(Duration::from_millis(5)).await;
            }
        };
        tokio::time::timeout(A_RUN, look).await.expect("it does not come")
    }

    /// How many databases were ordered, by the cloud's own log.
    pub(crate) fn orders(&self) -> usize {
        self.cloud.asked("POST", "/createServer")
    }

    /// Names of the services that are there.
    pub(crate) async fn services(&self) -> Vec<String> {
        let lists = self.app.databases(None).await.unwrap();
        assert!(lists[0].error.is_none(), "{:?}", lists[0].error);
        lists[0].databases.iter().map(|one| one.summary.name.clone()).collect()
    }

    /// Where the database that a run made is reached.
    pub(crate) fn target(&self, view: &RunView) -> Endpoint {
        let target = view.transfer.as_ref().unwrap().target.as_ref().unwrap();
        let id = &target.database.as_ref().unwrap().id;
        self.cloud.databases().into_iter().find(|one| one.id == *id).unwrap().endpoint.unwrap()
    }

    /// The original counts and takes writes; everything that was answered for is in it; nothing else is there.
    pub(crate) async fn is_as_before(&self, view: &RunView, mut writer: Writer) {
        let took = writer.goes_on().await;
        assert!(took < SOON, "writable after {took:?}");
        writer.end().await;
        writer.assert_all_in(&self.source).await;
        assert_eq!(view.data, domain::run::DataLocation::Source, "{:?}", view.header.state);
        assert!(matches!(view.header.state, RunState::Failed | RunState::Aborted), "{:?}", view.header.state);
        assert_eq!(self.services().await, [SHOP], "something is left over");
        assert!(self.app.still_frozen().await.unwrap().is_empty(), "a freeze is not undone");
    }

    pub(crate) async fn stop(self) {
        self.app.shutdown().await;
        self.cloud.stop().await;
    }
}

pub(crate) async fn opened(
    folder: &Path,
    cloud: &Cloud,
    changed: Changed,
    failpoint: Arc<dyn Failpoint>,
) -> Arc<App> {
    let mut config: AppConfig = config(folder, cloud);
    config.failpoint = failpoint;
    changed(&mut config);
    App::start(config).await.unwrap()
}

/// To 18, all else as it is.
pub(crate) async fn to_18(app: &App, key: &DatabaseKey) -> Change {
    Change { version: Version("18".into()), ..app.offers(key).await.unwrap().current }
}

/// Passes the gate with every tick: to 18, all else as it is.
pub(crate) async fn begin(app: &App, key: &DatabaseKey) -> RunId {
    let change = to_18(app, key).await;
    let gate = app.gate(key, &change).await.unwrap();
    assert!(!gate.blocked, "{:#?}", gate.plan.findings);
    app.migrate(key, &change, accept(&gate)).await.unwrap()
}
