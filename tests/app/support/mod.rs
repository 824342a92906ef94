//! A scripted cloud and a scripted engine behind the real application: what they were asked is counted, what they answer
//! is set by each test.

pub(crate) mod cloud;
pub(crate) mod engine;
pub(crate) mod failpoints;
pub(crate) mod world;

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use app::accounts::NewAccount;
use app::failpoint::{Failpoint, NoFailpoint};
use app::guard::GuardPost;
use app::{App, AppConfig, Pace, VaultKind, VaultOptions};
use domain::account::SignInWay;
use domain::change::Change;
use domain::ids::{AccountId, DatabaseId, DatabaseKey, ProviderId, RunId};
use domain::run::{Acceptance, Gate, RunView};
use domain::secret::secret;
use domain::version::Version;

use cloud::ScriptedClouds;
use engine::ScriptedEngines;
use world::World;

pub(crate) const PASSPHRASE: &str = "correct horse battery";

/// An application over a scripted world, in a folder that outlives it.
pub(crate) struct Bed {
    pub(crate) app: Arc<App>,
    pub(crate) world: Arc<World>,
    pub(crate) folder: tempfile::TempDir,
}

/// Real guards of freezes, started from the command line that `cargo build -p cli` makes beside the tests.
pub(crate) fn guards() -> Arc<dyn GuardPost> {
    let tests = std::env::current_exe().unwrap();
    let program = tests.ancestors().nth(2).unwrap().join("changeover");
    assert!(program.is_file(), "{} is not there: cargo build -p cli", program.display());
    Arc::new(host::Guards::of(program))
}

/// Quick, but long enough for a machine that is busy.
pub(crate) fn pace() -> Pace {
    Pace {
        poll: Duration::from_millis(8),
        source_every: Duration::from_millis(4),
        source_frozen_every: Duration::from_millis(2),
        probe_start_for: Duration::from_millis(250),
        probe_start_every: Duration::from_millis(10),
        recovering_for: Duration::from_millis(120),
        back_off_most: Duration::from_millis(40),
        ready_every: Duration::from_millis(5),
        ready_for: Duration::from_millis(400),
        original_for: Duration::from_millis(400),
        variables_for: Duration::from_millis(40),
        applications_every: Duration::from_millis(5),
        applications_for: Duration::from_millis(200),
        ..Pace::quick()
    }
}

pub(crate) fn config(folder: &Path, world: &Arc<World>) -> AppConfig {
    let mut vault = VaultOptions::new("changeover-test", folder.join("vault.age")).only(VaultKind::File);
    vault.work_factor = 2;
    let mut config = AppConfig::new(folder, "0.0.0-test", vault);
    config.clouds = Some(Arc::new(ScriptedClouds(Arc::clone(world))));
    config.engines = Some(Arc::new(ScriptedEngines(Arc::clone(world))));
    config.pace = pace();
    config
}

impl Bed {
    /// A fresh application with one account.
    pub(crate) async fn new() -> Self {
        Self::with(Arc::new(NoFailpoint)).await
    }

    /// The same, with something that may take it away.
    pub(crate) async fn with(failpoint: Arc<dyn Failpoint>) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let world = Arc::new(World::default());
        let app = start(folder.path(), &world, failpoint).await;
        app.vault_create(secret(PASSPHRASE)).await.unwrap();
        let bed = Self { app, world, folder };
        bed.add_account("token-of-the-first-account").await;
        bed
    }

    /// Takes the application away and starts another over the same folder and world: the passphrase file is locked again.
    pub(crate) async fn restarted(self, failpoint: Arc<dyn Failpoint>) -> Self {
        let Self { app, world, folder } = self;
        app.shutdown().await;
        // The folder belongs to the process that has the store open.
        drop(app);
        let app = start(folder.path(), &world, failpoint).await;
        Self { app, world, folder }
    }

    pub(crate) async fn add_account(&self, token: &str) {
        self.app.account_add(new_account("Shop", token)).await.unwrap();
    }

    /// Passes the gate with every tick.
    pub(crate) async fn begin(&self) -> RunId {
        begin(&self.app).await
    }

    /// Begins, and waits until it is over or paused.
    pub(crate) async fn run(&self) -> RunView {
        settled(&self.app, self.begin().await).await
    }
}

async fn start(folder: &Path, world: &Arc<World>, failpoint: Arc<dyn Failpoint>) -> Arc<App> {
    let mut config = config(folder, world);
    config.failpoint = failpoint;
    App::start(config).await.unwrap()
}

/// Passes the gate of the first account's database with every tick.
pub(crate) async fn begin(app: &Arc<App>) -> RunId {
    let account = app.accounts().await.unwrap()[0].account.id;
    let gate = app.gate(&key(account), &change()).await.unwrap();
    app.migrate(&gate.plan.key, &change(), accept(&gate)).await.unwrap()
}

pub(crate) async fn settled(app: &Arc<App>, id: RunId) -> RunView {
    let settled = tokio::time::timeout(Duration::from_secs(30), app.run_settled(id)).await;
    settled.expect("the run neither ends nor pauses").unwrap()
}

pub(crate) fn new_account(name: &str, token: &str) -> NewAccount {
    NewAccount {
        provider: ProviderId("scripted".into()),
        name: name.into(),
        workspace: String::new(),
        base_url: None,
        way: SignInWay::Token,
        fields: BTreeMap::from([("token".to_owned(), token.to_owned())]),
        again: None,
    }
}

pub(crate) fn key(account: AccountId) -> DatabaseKey {
    DatabaseKey { account, database: DatabaseId { owner: "orga_1".into(), id: "addon_1".into() } }
}

pub(crate) fn change() -> Change {
    Change { plan_id: "plan_1".into(), zone: "par".into(), version: Version("17".into()) }
}

pub(crate) fn accept(gate: &Gate) -> Acceptance {
    Acceptance {
        plan_hash: gate.plan_hash.clone(),
        nonce: gate.nonce.clone(),
        typed_name: gate.typed_name.clone(),
        accepted: gate.to_accept.clone(),
        test_skipped_because: Some("a scripted test".into()),
    }
}
