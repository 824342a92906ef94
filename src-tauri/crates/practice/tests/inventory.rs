//! What can be read: shapes that official clients rely on, traps that are kept, rights that are checked.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod support;

use reqwest::Method;
use serde_json::{Value, json};
use support::small;

/// Every id in an answer must be a well-formed UUID of the RFC, or the command line takes it for a name.
fn check_ids(value: &Value) {
    match value {
        Value::Object(all) => all.values().for_each(check_ids),
        Value::Array(all) => all.iter().for_each(check_ids),
        Value::String(text) => {
            for prefix in ["orga_", "user_", "addon_", "app_", "postgresql_", "redis_", "plan_", "migration_"]
            {
                if let Some(id) = text.strip_prefix(prefix).filter(|id| id.len() == 36) {
                    let version = id.as_bytes()[14];
                    let variant = id.as_bytes()[19];
                    assert!((b'1'..=b'5').contains(&version) && b"89ab".contains(&variant), "{text}");
                }
            }
        }
        _ => {}
    }
}

#[tokio::test]
async fn one_look_shows_the_whole_tree_with_well_formed_ids() {
    let practice = small(json!([])).await;
    let summary = practice.get("/v2/summary").await;
    check_ids(&summary);
    let orga = &summary["organisations"][0];
    assert_eq!((&orga["name"], &orga["role"]), (&json!("Orga"), &json!("ADMIN")));
    let names: Vec<_> =
        orga["addons"].as_array().unwrap().iter().map(|it| it["name"].as_str().unwrap()).collect();
    assert_eq!(names, ["shop", "cache", "settings"]);
    assert!(orga["addons"][0]["realId"].as_str().unwrap().starts_with("postgresql_"));
    assert_eq!(summary["user"]["addons"], json!([]));
    assert_eq!(practice.get("/v2/organisations").await.as_array().unwrap().len(), 3, "the personal one too");
    // The personal space has both forms.
    let user = summary["user"]["id"].as_str().unwrap();
    assert_eq!(
        practice.get("/v2/self/addons").await,
        practice.get(&format!("/v2/organisations/{user}/addons")).await
    );
}

#[tokio::test]
async fn an_add_on_has_all_that_clients_sort_and_map() {
    let practice = small(json!([])).await;
    let view = practice.get(&practice.of_shop("")).await;
    check_ids(&view);
    assert_eq!((&view["region"], &view["plan"]["slug"]), (&json!("par"), &json!("xs_sml")));
    assert_eq!(view["provider"]["canUpgrade"], true);
    assert!(view["creationDate"].is_i64() && view["configKeys"].as_array().unwrap().len() > 5);
    let env = practice.shop_env().await;
    assert_eq!(env["POSTGRESQL_ADDON_PORT"], practice.shop().endpoint.unwrap().port.to_string());
    let linked = practice.get(&practice.of_shop("/applications")).await;
    assert_eq!(linked.as_array().unwrap().len(), 3);
    let instances = practice.get(&practice.of_shop("/instances")).await;
    assert_eq!(instances[0]["state"], "UP");
    let details =
        practice.get(&format!("/v4/addon-providers/postgresql-addon/addons/{}", practice.shop().id)).await;
    assert!(details["creation_date"].as_str().unwrap().ends_with("Z[UTC]"));
    assert_eq!(details["read_only_users"][0]["user"], "reporting");
    let owner = practice.shop().owner_id;
    let backups = practice.get(&format!("/v2/backups/{owner}/{}", view["realId"].as_str().unwrap())).await;
    assert_eq!(backups.as_array().unwrap().len(), 1);
    let (status, _) =
        practice.ask(Method::GET, &format!("/v2/backups/{owner}/{}", practice.shop().id), None).await;
    assert_eq!(status, 404, "backups want the real id");
}

#[tokio::test]
async fn features_are_as_odd_as_the_real_ones() {
    let practice = small(json!([])).await;
    let feature = |product: &Value, plan: &str, code: &str| -> Value {
        let plans = product["plans"].as_array().unwrap();
        let plan = plans.iter().find(|it| it["slug"] == plan).unwrap();
        let found = plan["features"].as_array().unwrap().iter().find(|it| it["name_code"] == code);
        found.map_or(Value::Null, |it| it["computable_value"].clone())
    };
    let postgres = practice.get("/v2/products/addonproviders/postgresql-addon").await;
    let mysql = practice.get("/v2/products/addonproviders/mysql-addon").await;
    assert_eq!(feature(&postgres, "dev", "is-dedicated"), "shared");
    assert_eq!(feature(&mysql, "dev", "is-dedicated"), "true", "which means shared");
    assert_eq!(feature(&postgres, "dev", "is-migratable"), "true");
    assert_eq!(feature(&mysql, "xs_sml", "is-migratable"), Value::Null);
    let versions = practice.get("/v4/addon-providers/postgresql-addon").await;
    assert_eq!(
        versions["dedicated"].as_object().unwrap().keys().collect::<Vec<_>>(),
        ["14", "15", "16", "17", "18"]
    );
    assert_eq!(
        practice.ask(Method::GET, "/v4/addon-providers/cellar-addon", None).await.0,
        404,
        "not every provider tells"
    );
    let prices = practice.get("/v4/billing/price-system?zone_id=par").await;
    let plan = postgres["plans"].as_array().unwrap().iter().find(|it| it["slug"] == "xs_sml").unwrap();
    let joined = prices["runtime"]
        .as_array()
        .unwrap()
        .iter()
        .find(|it| it["slug_id"].as_str().unwrap().to_lowercase() == plan["price_id"].as_str().unwrap());
    assert!(joined.unwrap()["price"].as_f64().unwrap() > 0.0);
}

#[tokio::test]
async fn variables_of_applications_come_from_every_source_and_can_be_changed() {
    let practice = small(json!([])).await;
    let owner = practice.shop().owner_id;
    let applications = format!("/v2/organisations/{owner}/applications");
    let all = practice.get(&applications).await;
    check_ids(&all);
    let id = |name: &str| {
        all.as_array().unwrap().iter().find(|it| it["name"] == name).unwrap()["id"]
            .as_str()
            .unwrap()
            .to_owned()
    };
    let web = format!("{applications}/{}", id("web"));
    let injected = practice.get(&format!("{web}/addons/env")).await;
    assert_eq!(injected.as_array().unwrap().len(), 2, "the shop and the settings");
    let settings =
        injected.as_array().unwrap().iter().find(|it| it["provider_id"] == "config-provider").unwrap();
    let path =
        format!("/v4/addon-providers/config-provider/addons/{}/env", settings["addon_id"].as_str().unwrap());
    assert_eq!(practice.get(&path).await[0]["value"], practice.shop().endpoint.unwrap().user);
    let used = practice.get(&format!("{applications}/{}/dependencies/env", id("stranger"))).await;
    assert_eq!(used[0]["app_name"], "web");

    practice.ask(Method::PUT, &format!("{web}/env/HOST"), Some(json!({ "value": "new" }))).await;
    practice.ask(Method::PUT, &format!("{applications}/{}/env", id("old")), Some(json!({ "A": "1" }))).await;
    assert_eq!(practice.get(&format!("{web}/env")).await, json!([{ "name": "HOST", "value": "new" }]));
    assert_eq!(
        practice.get(&format!("{applications}/{}/env", id("old"))).await,
        json!([{ "name": "A", "value": "1" }])
    );

    let (status, said) = practice.ask(Method::POST, &format!("{web}/instances?useCache=no"), None).await;
    assert_eq!(status, 200);
    let newest = practice.get(&format!("{web}/deployments?limit=1")).await;
    assert_eq!(newest[0]["uuid"], said["deploymentId"]);
    let (status, _) =
        practice.ask(Method::POST, &format!("{applications}/{}/instances", id("old")), None).await;
    assert_eq!(status, 400, "it should be down");
}

#[tokio::test]
async fn a_role_that_only_pays_changes_nothing_and_strangers_see_nothing() {
    let practice = small(json!([])).await;
    let ledger = practice.cloud.database("ledger").unwrap();
    let path = format!("/v2/organisations/{}/addons/{}", ledger.owner_id, ledger.id);
    assert_eq!(practice.get(&path).await["name"], "ledger");
    let (status, _) = practice.ask(Method::PUT, &path, Some(json!({ "name": "other" }))).await;
    assert_eq!(status, 403);
    let wrong_owner = format!("/v2/organisations/{}/addons/{}", practice.shop().owner_id, ledger.id);
    assert_eq!(practice.ask(Method::GET, &wrong_owner, None).await.0, 404);
    let (status, renamed) =
        practice.ask(Method::PUT, &practice.of_shop(""), Some(json!({ "name": "renamed" }))).await;
    assert_eq!((status.as_u16(), &renamed["name"]), (200, &json!("renamed")));
}
