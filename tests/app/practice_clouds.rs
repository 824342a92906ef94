//! Practice clouds of several providers over one folder: each has an account of its own.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use app::{App, AppConfig, Pace, VaultKind, VaultOptions};
use domain::secret::secret;
use host::PracticeCloud;

use crate::support::PASSPHRASE;

/// Starts an application with the practice cloud of a scenario, and tells the provider of the account that it signed in to.
async fn practised(folder: &Path, scenario: &str, first: bool) -> String {
    let cloud = Arc::new(PracticeCloud::new(folder.join("practice"), Some(PathBuf::from(scenario))));
    let mut vault = VaultOptions::new("changeover-test", folder.join("vault.age")).only(VaultKind::File);
    vault.work_factor = 2;
    let mut config = AppConfig::new(folder, "0.0.0-test", vault);
    config.pace = Pace::quick();
    config.practice = Some(Arc::clone(&cloud) as Arc<dyn app::practice::PracticeHost>);
    let app = App::start(config).await.unwrap();
    if first {
        app.vault_create(secret(PASSPHRASE)).await.unwrap();
    } else {
        app.vault_unlock(secret(PASSPHRASE)).await.unwrap();
    }
    let state = app.practice_start().await.unwrap();
    let id = state.account.unwrap();
    let lists = app.databases(None).await.unwrap();
    let list = lists.iter().find(|list| list.account.id == id).unwrap();
    assert!(list.error.is_none() && !list.databases.is_empty(), "{:?}", list.error);
    let provider = list.account.provider.0.clone();
    app.shutdown().await;
    cloud.stop().await;
    provider
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_practised_at_one_provider_can_practise_at_another_and_go_back() {
    let folder = tempfile::tempdir().unwrap();
    for (at, scenario) in ["alwaysdata", "elestio", "alwaysdata"].into_iter().enumerate() {
        assert_eq!(practised(folder.path(), scenario, at == 0).await, scenario);
    }
}
