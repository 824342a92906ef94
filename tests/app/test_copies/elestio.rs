//! A test copy at Elestio: a temporary service over TLS, which takes its time to come and to go.

use domain::change::Change;
use domain::secret::secret;
use domain::test_copy::TestCopyState;
use domain::verification::Verdict;
use domain::version::Version;
use practice::scenario::Scenario;
use practice::{Cloud, Options};
use serde_json::json;

use super::{billed, until};
use crate::practice_rig::{account_called, open};
use crate::support::PASSPHRASE;

const SCENARIO: &str = r#"{
  "name": "elestio", "provider": "elestio", "step_ms": 20, "person": { "name": "Camille", "email": "camille@practice.example" },
  "owners": [ { "key": "shop", "name": "Shop", "role": "Owner" } ],
  "databases": [ { "key": "prod-pg", "owner": "shop", "product": "11", "version": "14", "plan": "MEDIUM-2C-4G", "zone": "nbg",
                   "tls": true, "seed": ["bookshop"] } ],
  "oddities": { "deploy_ms": 600 }
}"#;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_copy_at_elestio_lives_its_whole_life() {
    let cloud = Box::pin(Cloud::start(Options::new(Scenario::parse(SCENARIO).unwrap()))).await.unwrap();
    let folder = tempfile::tempdir().unwrap();
    let app = open(folder.path(), &cloud).await;
    app.vault_create(secret(PASSPHRASE)).await.unwrap();
    app.account_add(account_called("Shop", &cloud)).await.unwrap();
    let key = app.databases(None).await.unwrap()[0].databases[0].key.clone();
    let change = Change { version: Version("18".into()), ..app.offers(&key).await.unwrap().current };

    // What is not offered is not ordered.
    let wrong = Change { plan_id: "NONE".into(), ..change.clone() };
    assert!(app.test_copy_start(&key, &wrong, None).await.is_err());
    assert!(app.test_copy_start(&key, &change, Some(0)).await.is_err());
    let none = app.test_copy_rehearse(&key, &change, None).await.unwrap_err();
    assert_eq!(none.kind, domain::ErrorKind::NotSupported, "nobody migrates there but us");
    assert_eq!(billed(&cloud), 0);

    let id = app.test_copy_start(&key, &change, None).await.unwrap().id;
    let view = until(&app, id, TestCopyState::Ready).await;
    assert_eq!(billed(&cloud), 1);
    assert_ne!(view.verification.unwrap().verdict, Verdict::Different);
    assert!(view.times.answering.unwrap().0 >= 600, "it took its time: {:?}", view.times);
    assert!(view.price_so_far.unwrap().amount > 0.0);
    let text = "-- expect: same as the source\nselect count(*), sum(price) from book";
    let ask = json!({ "id": id, "from": { "type": "text", "text": text } });
    assert_eq!(rpc::dispatch(&app, "test_copy_check", ask).await.unwrap()["equal"], 1);

    // Deleted at once, and gone only when the list says so.
    app.test_copy_delete(id).await.unwrap();
    let gone = until(&app, id, TestCopyState::Gone).await;
    assert_eq!((billed(&cloud), gone.delete_tries), (0, 0));
    let all = app.test_copies_of(&key).await.unwrap();
    assert_eq!((all.len(), all[0].id), (1, id));

    // Deleted while it comes about: no half of it stays.
    let id = app.test_copy_start(&key, &change, None).await.unwrap().id;
    until(&app, id, TestCopyState::Waiting).await;
    app.test_copy_delete(id).await.unwrap();
    until(&app, id, TestCopyState::Gone).await;
    assert_eq!(billed(&cloud), 0);
    app.shutdown().await;
    cloud.stop().await;
}
