//! The practice cloud as a script starts it: by the command, with a ready file.

use std::path::PathBuf;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

use practice::scenario::Scenario;
use serde_json::Value;
use tempfile::TempDir;

use crate::terminal::{Terminal, program, signal};

/// The database of every journey.
pub(crate) const SHOP: &str = "shop-production";
/// An empty database of another major.
pub(crate) const EMPTY: &str = "try-out";

/// A practice cloud that runs. Ends with the test.
pub(crate) struct Started {
    child: Child,
    folder: TempDir,
    pub(crate) ready: Value,
}

/// A small cloud: the shop on 14 with the sample that comes with the product, an empty database on 18, quick steps.
pub(crate) fn small() -> Scenario {
    let mut scenario = Scenario::built_in("default").unwrap();
    scenario.databases.retain(|database| [SHOP, EMPTY, "newsletter", "sessions"].contains(&&*database.key));
    scenario.applications.retain(|application| application.owner == "atelier-nord");
    for database in &mut scenario.databases {
        database.seed.retain(|seed| seed == "bookshop");
        if database.key == EMPTY {
            database.version = "18".to_owned();
        }
    }
    scenario.step_ms = 250;
    scenario
}

/// What goes wrong, added to the small cloud.
pub(crate) fn small_with(fault: Value) -> Scenario {
    let mut scenario = small();
    scenario.faults.push(serde_json::from_value(fault).unwrap());
    scenario
}

impl Started {
    /// Starts one and waits for its ready file.
    pub(crate) fn new(scenario: &Scenario) -> Self {
        let folder = tempfile::Builder::new().prefix("changeover-cloud-").tempdir().unwrap();
        open_to_servers(&folder);
        let file = folder.path().join("scenario.json");
        std::fs::write(&file, serde_json::to_vec(scenario).unwrap()).unwrap();
        let ready = folder.path().join("ready.json");
        let mut command = Command::new(program());
        command.arg("practice").arg("start").arg("--scenario").arg(&file).arg("--ready-file").arg(&ready);
        command.arg("--data-dir").arg(folder.path()).env("LANG", "C.UTF-8");
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        let mut started = Self { child: command.spawn().unwrap(), folder, ready: Value::Null };
        let begun = Instant::now();
        // Written whole or not at all: what is there can be read.
        while !ready.exists() {
            assert!(started.child.try_wait().unwrap().is_none(), "the practice cloud ended early");
            assert!(begun.elapsed() < Duration::from_secs(60), "the practice cloud is not ready");
            std::thread::sleep(Duration::from_millis(50));
        }
        started.ready = serde_json::from_slice(&std::fs::read(&ready).unwrap()).unwrap();
        started
    }

    /// Where the ready file and the servers are.
    pub(crate) fn file(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn provider(&self, name: &str) -> &str {
        // A cloud speaks as one provider.
        let mut all = self.ready["providers"].as_object().unwrap().values();
        all.next().unwrap()[name].as_str().unwrap()
    }

    /// The address of the API.
    pub(crate) fn base_url(&self) -> &str {
        self.provider("base_url")
    }

    /// The API token.
    pub(crate) fn token(&self) -> &str {
        self.provider("token")
    }

    fn database(&self, name: &str) -> &Value {
        let all = self.ready["databases"].as_array().unwrap();
        all.iter().find(|database| database["name"] == name).unwrap()
    }

    /// The address of a database as it was at the start.
    pub(crate) fn url(&self, name: &str) -> &str {
        self.database(name)["url"].as_str().unwrap()
    }

    /// The passwords of the databases and every credential of the API.
    pub(crate) fn secrets(&self) -> Vec<&str> {
        let oauth = &self.ready["providers"]["clever-cloud"]["oauth"];
        let mut secrets =
            vec![self.token(), oauth["secret"].as_str().unwrap(), oauth["consumer_secret"].as_str().unwrap()];
        for name in [SHOP, EMPTY] {
            let url = self.url(name);
            secrets.push(url.split_once('@').unwrap().0.rsplit_once(':').unwrap().1);
        }
        assert!(secrets.iter().all(|secret| secret.len() >= 16));
        secrets
    }

    /// Asks the API itself.
    pub(crate) async fn ask(&self, path: &str) -> Value {
        let asked = reqwest::Client::builder().no_proxy().build().unwrap();
        let asked = asked.get(format!("{}{path}", self.base_url())).bearer_auth(self.token());
        asked.send().await.unwrap().error_for_status().unwrap().json().await.unwrap()
    }

    /// The path of the shop in the API.
    fn shop(&self) -> String {
        let id = self.database(SHOP)["id"].as_str().unwrap();
        format!("/v2/organisations/{}/addons/{id}", self.provider("owner_id"))
    }

    /// How many migrations of the shop the cloud knows, those included that are over.
    pub(crate) async fn migrations(&self) -> usize {
        self.ask(&format!("{}/migrations", self.shop())).await.as_array().unwrap().len()
    }

    /// The address of the shop as its variables say it now.
    pub(crate) async fn url_now(&self) -> String {
        let all = self.ask(&format!("{}/env", self.shop())).await;
        let found =
            all.as_array().unwrap().iter().find(|variable| variable["name"] == "POSTGRESQL_ADDON_URI");
        found.unwrap()["value"].as_str().unwrap().to_owned()
    }

    /// Adds its account to a terminal.
    pub(crate) fn sign_in(&self, terminal: &Terminal) {
        let add = ["accounts", "add", "--provider", "clever-cloud", "--name", "Practice"];
        let more = ["--base-url", self.base_url(), "--token-stdin"];
        let said = terminal.tell(&[&add[..], &more].concat(), &[self.token()]);
        assert_eq!(said.code, 0, "{}", said.err);
    }

    /// Ends it by a signal and says how it ended.
    pub(crate) fn end(&mut self, by: &str) -> ExitStatus {
        signal(&self.child, by);
        self.child.wait().unwrap()
    }
}

impl Drop for Started {
    fn drop(&mut self) {
        if matches!(self.child.try_wait(), Ok(None)) {
            self.end("-INT");
        }
    }
}

/// Servers may run as another user, who has to pass through the folder.
fn open_to_servers(folder: &TempDir) {
    use std::os::unix::fs::PermissionsExt as _;
    std::fs::set_permissions(folder.path(), std::fs::Permissions::from_mode(0o755)).unwrap();
}
