//! An account at Elestio in the application: its session outlives the process, and goes with the account.

use app::App;
use domain::secret::secret;
use practice::scenario::Scenario;
use practice::{Cloud, Options};

use crate::practice_rig::{account_called, open};
use crate::support::PASSPHRASE;

/// One service without a server of its own: nothing here connects to a database.
const SCENARIO: &str = r#"{
  "name": "elestio", "provider": "elestio", "person": { "name": "Camille", "email": "camille@practice.example" },
  "owners": [ { "key": "shop", "name": "Shop", "role": "Owner" } ],
  "databases": [ { "key": "letters", "owner": "shop", "product": "12", "version": "8.0", "plan": "LARGE-4C-8G", "zone": "nbg" } ]
}"#;

/// Names of the databases of the one account, read afresh.
async fn listed(app: &App) -> Vec<String> {
    let lists = app.databases(None).await.unwrap();
    assert!(lists.len() == 1 && lists[0].error.is_none(), "{:?}", lists[0].error);
    lists[0].databases.iter().map(|one| one.summary.name.clone()).collect()
}

#[tokio::test]
async fn a_session_is_kept_in_the_vault_and_saves_sign_ins() {
    let cloud = Box::pin(Cloud::start(Options::new(Scenario::parse(SCENARIO).unwrap()))).await.unwrap();
    let folder = tempfile::tempdir().unwrap();
    let app = open(folder.path(), &cloud).await;
    app.vault_create(secret(PASSPHRASE)).await.unwrap();
    let id = app.account_add(account_called("Shop", &cloud)).await.unwrap().account.id;
    let sign_ins = || cloud.asked("POST", "/checkAPIToken");
    assert_eq!(listed(&app).await, ["letters"]);
    let begun = sign_ins();
    assert!(begun <= 2, "one proves the credential, one begins the session that is kept: {begun}");
    app.shutdown().await;
    drop(app);
    for _ in 0..3 {
        let app = open(folder.path(), &cloud).await;
        app.vault_unlock(secret(PASSPHRASE)).await.unwrap();
        assert_eq!(listed(&app).await, ["letters"]);
        app.shutdown().await;
    }
    assert_eq!(sign_ins(), begun, "the kept session serves the next starts");
    // Nothing of it is in the store, and it goes with the account.
    let app = open(folder.path(), &cloud).await;
    app.vault_unlock(secret(PASSPHRASE)).await.unwrap();
    app.account_remove(id, false).await.unwrap();
    app.shutdown().await;
    cloud.stop().await;
}
