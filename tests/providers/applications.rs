//! Applications: links, restarts, and addresses of the database written by hand.

use domain::application::{MentionOf, MentionPlace};
use domain::error::ErrorKind;
use serde_json::{Value, json as value};

use crate::rig::{OWNER, Rig, addon_path, application, database, json};

const HOST: &str = "bq3x-postgresql.services.example.com";

fn app(id: &str, more: &str) -> String {
    format!("/v2/organisations/{OWNER}/applications/{id}{more}")
}

#[tokio::test]
async fn linked_applications_come_with_their_newest_deployment() {
    let rig = Rig::new().await;
    let linked = value!([
        { "id": "app_1", "name": "web", "state": "SHOULD_BE_UP", "instance": {} },
        { "id": "app_2", "name": "cron", "state": "SHOULD_BE_DOWN" },
        { "id": "app_3", "state": "SOMETHING_NEW" },
    ]);
    rig.gives(&addon_path("/applications"), &linked.to_string()).await;
    let deployments = value!([
        { "id": 41, "uuid": "deployment_old", "date": 1_700_000_000_000_i64, "state": "FAIL" },
        { "id": 42, "uuid": "deployment_new", "date": 1_700_000_100_000_i64, "state": "WIP", "action": "DEPLOY" },
    ]);
    rig.gives(&app("app_1", "/deployments"), &deployments.to_string()).await;
    let linked = rig.provider.linked_applications(&database()).await.unwrap();
    insta::assert_json_snapshot!("linked", linked);
    assert!(linked[0].should_run && !linked[1].should_run && !linked[2].should_run);
    let newest = rig.provider.deployments(&application("app_1")).await.unwrap();
    assert_eq!(newest[0].id, "deployment_new");
}

#[tokio::test]
async fn one_that_should_be_down_is_never_restarted() {
    for state in ["SHOULD_BE_DOWN", "MODERATED", "DEFAULT_OF_PAYMENT", "SOMETHING_NEW"] {
        let rig = Rig::new().await;
        rig.gives(&app("app_1", ""), &value!({ "id": "app_1", "state": state }).to_string()).await;
        rig.answers("POST", &app("app_1", "/instances"), json(200, r#"{"deploymentId":"d"}"#)).await;
        let error = rig.provider.redeploy(&application("app_1")).await.unwrap_err();
        assert_eq!(error.kind, ErrorKind::WrongState, "{state}");
        assert_eq!(rig.asked("POST", &app("app_1", "/instances")).await, 0);
    }
    for state in ["SHOULD_BE_UP", "WANTS_TO_BE_UP"] {
        let rig = Rig::new().await;
        rig.gives(&app("app_1", ""), &value!({ "id": "app_1", "state": state }).to_string()).await;
        rig.answers("POST", &app("app_1", "/instances"), json(200, r#"{"id":7,"deploymentId":"d7"}"#)).await;
        assert_eq!(rig.provider.redeploy(&application("app_1")).await.unwrap(), "d7");
    }
}

async fn scanned(rig: &Rig) {
    let vars = |pairs: &[(&str, &str)]| {
        pairs
            .iter()
            .map(|(name, value)| value!({ "name": name, "value": value }))
            .collect::<Value>()
            .to_string()
    };
    rig.gives(
        &addon_path("/env"),
        &vars(&[
            ("POSTGRESQL_ADDON_HOST", HOST),
            ("POSTGRESQL_ADDON_DB", "bq3xshop"),
            ("POSTGRESQL_ADDON_USER", "uq3xadmin"),
            ("POSTGRESQL_ADDON_DIRECT_HOST", "direct7.example.com"),
            ("POSTGRESQL_ADDON_PASSWORD", "canary-database-password"),
        ]),
    )
    .await;
    rig.gives(&addon_path("/applications"), r#"[{"id":"app_web","name":"web"}]"#).await;
    let apps = r#"[{"id":"app_web","name":"web"},{"id":"app_other","name":"other"},{"id":"app_closed","name":"closed"}]"#;
    rig.gives(&format!("/v2/organisations/{OWNER}/applications"), apps).await;
    let url = format!("postgres://uq3xadmin:canary-database-password@{HOST}:5432/bq3xshop");
    rig.gives(&app("app_web", "/env"), &vars(&[("PORT", "8080"), ("DATABASE_URL", &url)])).await;
    rig.gives(&app("app_other", "/env"), &vars(&[("BACKUP_FROM", "direct7.example.com")])).await;
    // An object is how the platform lists what is published; a list is understood too.
    rig.gives(&app("app_other", "/exposed_env"), &value!({ "SHOP_DB": "bq3xshop", "N": 3 }).to_string())
        .await;
    rig.answers("GET", &app("app_closed", "/env"), json(403, "{}")).await;
    rig.answers("GET", &app("app_closed", "/exposed_env"), json(500, "oops")).await;
    let config = "/v4/addon-providers/config-provider/addons/addon_9f506172-8394-4eaf-8fb1-c2d3e4f50617/env";
    rig.gives(config, &vars(&[("LEGACY_HOST", HOST)])).await;
}

#[tokio::test]
async fn addresses_written_by_hand_are_found_in_every_hiding_place() {
    let rig = Rig::new().await.with_inventory().await;
    scanned(&rig).await;
    let scan = rig.provider.address_mentions(&database()).await.unwrap();
    insta::assert_json_snapshot!("scan", scan);
    let found: Vec<_> = scan
        .mentions
        .iter()
        .map(|one| (one.holder.as_str(), one.place, one.variable.as_str(), one.found.as_slice(), one.linked))
        .collect();
    assert_eq!(
        found,
        [
            (
                "web",
                MentionPlace::ApplicationEnv,
                "DATABASE_URL",
                &[MentionOf::Host, MentionOf::DatabaseName, MentionOf::User][..],
                true
            ),
            ("other", MentionPlace::ApplicationEnv, "BACKUP_FROM", &[MentionOf::DirectHost][..], false),
            ("other", MentionPlace::ExposedEnv, "SHOP_DB", &[MentionOf::DatabaseName][..], false),
            ("shared settings", MentionPlace::ConfigProvider, "LEGACY_HOST", &[MentionOf::Host][..], false),
        ]
    );
    assert_eq!(
        scan.places_unreadable,
        ["closed", "closed (exposed_env)"],
        "the scan says what it does not know"
    );
    assert_eq!(scan.places_read, 5);
    assert!(!serde_json::to_string(&scan).unwrap().contains("canary"), "values are not kept");
}

#[tokio::test]
async fn a_scan_without_the_list_or_without_a_name_is_an_error_not_a_pass() {
    let rig = Rig::new().await.with_inventory().await;
    rig.gives(&addon_path("/env"), "[]").await;
    rig.gives(&addon_path("/applications"), "[]").await;
    rig.answers("GET", &format!("/v2/organisations/{OWNER}/applications"), json(403, "{}")).await;
    assert_eq!(rig.provider.address_mentions(&database()).await.unwrap_err().kind, ErrorKind::Forbidden);

    let unnamed = Rig::new().await;
    unnamed.gives("/v2/summary", &format!(r#"{{"user":{{"id":"{OWNER}"}}}}"#)).await;
    let addon = r#"{"id":"addon_x","provider":{"id":"postgresql-addon","canUpgrade":true}}"#;
    unnamed.gives(&addon_path(""), addon).await;
    unnamed.gives(&format!("/v2/organisations/{OWNER}/addons"), "[]").await;
    unnamed.gives(&addon_path("/env"), "[]").await;
    unnamed.gives(&addon_path("/applications"), "[]").await;
    unnamed.gives(&format!("/v2/organisations/{OWNER}/applications"), "[]").await;
    let error = unnamed.provider.address_mentions(&database()).await.unwrap_err();
    assert_eq!(error.kind, ErrorKind::MalformedAnswer, "nothing to look for is not nothing found");
}

#[tokio::test]
async fn losing_the_sign_in_during_a_scan_is_an_error_of_the_whole() {
    let rig = Rig::new().await.with_inventory().await;
    rig.answers("GET", &app("app_other", "/env"), json(401, "{}")).await;
    scanned(&rig).await;
    assert_eq!(rig.provider.address_mentions(&database()).await.unwrap_err().kind, ErrorKind::SignedOut);
}
