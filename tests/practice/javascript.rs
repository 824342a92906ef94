//! The JavaScript client, present and older form: inventory, offers, backups, and the whole contract of migrations.

use std::time::{Duration, Instant};

use practice::Cloud;
use secrecy::ExposeSecret;
use serde_json::{Value, json};

use crate::programs::node;

/// What the present client returns for these commands, by the API token or signed.
async fn new_client(cloud: &Cloud, signed: bool, commands: Value) -> Vec<Value> {
    let auth = if signed {
        json!({ "type": "oauth-v1", "oauthTokens": {
            "consumerKey": cloud.oauth.consumer_key, "consumerSecret": cloud.oauth.consumer_secret.expose_secret(),
            "token": cloud.oauth.token, "secret": cloud.oauth.secret.expose_secret(),
        } })
    } else {
        json!({ "type": "api-token", "apiToken": cloud.token.expose_secret() })
    };
    let input = json!({ "baseUrl": cloud.base_url, "auth": auth, "commands": commands });
    node("new-client.mjs", &input).await.as_array().unwrap().clone()
}

async fn old_client(cloud: &Cloud, calls: Value) -> Vec<Value> {
    let input = json!({ "baseUrl": cloud.base_url, "calls": calls, "tokens": {
        "OAUTH_CONSUMER_KEY": cloud.oauth.consumer_key, "OAUTH_CONSUMER_SECRET": cloud.oauth.consumer_secret.expose_secret(),
        "API_OAUTH_TOKEN": cloud.oauth.token, "API_OAUTH_TOKEN_SECRET": cloud.oauth.secret.expose_secret(),
    } });
    node("old-client.mjs", &input).await.as_array().unwrap().clone()
}

fn ok(results: &[Value], at: usize) -> &Value {
    assert!(results[at].get("error").is_none(), "command {at}: {:#}", results[at]);
    &results[at]["ok"]
}

#[tokio::test]
async fn the_present_client_reads_everything_by_token_and_signed() {
    let cloud = crate::cloud(50).await;
    let shop = cloud.database("shop-production").unwrap();
    let (o, a) = (&shop.owner_id, &shop.id);
    let addon = json!({ "ownerId": o, "addonId": a });
    for signed in [false, true] {
        let results = new_client(&cloud, signed, json!([
            ["profile/get-profile-command.js", "GetProfileCommand", {}],
            ["organisation/get-organisation-summaries-command.js", "GetOrganisationSummariesCommand", {}],
            ["addon/list-addon-command.js", "ListAddonCommand", { "ownerId": o }],
            ["addon/get-addon-command.js", "GetAddonCommand", { "addonId": a }],
            ["application/list-application-command.js", "ListApplicationCommand", { "ownerId": o }],
            ["product/list-product-addon-command.js", "ListProductAddonCommand", { "ownerId": o }],
            ["product/get-product-addon-command.js", "GetProductAddonCommand", { "id": "postgresql-addon" }],
            ["product/get-product-addon-versions-command.js", "GetProductAddonVersionsCommand", { "id": "postgresql-addon" }],
            ["zone/list-zone-command.js", "ListZoneCommand", { "ownerId": o }],
            ["price-system/get-price-system-command.js", "GetPriceSystemCommand", { "ownerId": o, "zone": "par" }],
            ["backup/list-backup-command.js", "ListBackupCommand", { "ownerId": o, "addonId": a, "withCommands": true }],
            ["migration/list-migration-command.js", "ListMigrationCommand", addon],
            ["environment/get-environment-command.js", "GetEnvironmentCommand", { "ownerId": o, "addonId": a }],
        ])).await;
        assert_eq!(ok(&results, 0)["email"], "camille.morel@practice.example");
        let organisations = ok(&results, 1);
        assert!(organisations.to_string().contains("Atelier Nord"), "{organisations:#}");
        assert!(ok(&results, 2).as_array().unwrap().len() >= 3);
        assert_eq!(
            (&ok(&results, 3)["name"], &ok(&results, 3)["plan"]["slug"]),
            (&json!("shop-production"), &json!("xs_sml"))
        );
        assert!(ok(&results, 4).as_array().unwrap().len() >= 3);
        assert!(ok(&results, 5).as_array().unwrap().len() >= 4);
        assert!(ok(&results, 6)["plans"].as_array().unwrap().len() >= 5);
        assert_eq!(ok(&results, 7)["defaultDedicatedVersion"], "17");
        assert!(ok(&results, 8).as_array().unwrap().len() >= 3);
        assert!(
            ok(&results, 9)["runtime"]
                .as_array()
                .unwrap()
                .iter()
                .any(|it| it["priceId"] == "postgresql.xs_sml")
        );
        let backup = &ok(&results, 10)[0];
        let host = &shop.endpoint.as_ref().unwrap().host;
        assert!(backup["commands"]["restoreCommand"].as_str().unwrap().contains(host), "{backup:#}");
        assert_eq!(ok(&results, 11), &json!([]));
        assert!(ok(&results, 12).to_string().contains("POSTGRESQL_ADDON_HOST"));
    }
}

#[tokio::test]
async fn the_present_client_previews_starts_lists_and_follows_a_migration() {
    let cloud = crate::cloud(30).await;
    let shop = cloud.database("shop-production").unwrap();
    let (o, a) = (&shop.owner_id, &shop.id);
    let addon = json!({ "ownerId": o, "addonId": a });
    let product = new_client(&cloud, false, json!([["product/get-product-addon-command.js", "GetProductAddonCommand", { "id": "postgresql-addon" }]])).await;
    let plans = ok(&product, 0)["plans"].as_array().unwrap().clone();
    let plan = plans.iter().find(|plan| plan["slug"] == "s_sml").unwrap()["id"].clone();
    let results = new_client(&cloud, false, json!([
        ["migration/list-migration-preorder-command.js", "ListMigrationPreorderCommand", { "ownerId": o, "addonId": a, "planId": plan }],
        ["migration/start-migration-command.js", "StartMigrationCommand", { "ownerId": o, "addonId": a, "planId": plan, "zone": "rbx", "version": "17" }],
        ["migration/list-migration-command.js", "ListMigrationCommand", addon],
        ["migration/cancel-migration-command.js", "CancelMigrationCommand", { "ownerId": o, "addonId": a, "migrationId": "migration_x" }],
        ["migration/get-migration-command.js", "GetMigrationCommand", { "ownerId": o, "addonId": a, "migrationId": "migration_00000000-0000-4000-8000-000000000000" }],
    ])).await;
    assert_eq!(ok(&results, 0)["lines"][0]["priceTotalHt"], 35.0);
    let started = ok(&results, 1);
    assert_eq!((&started["status"], &started["steps"]), (&json!("RUNNING"), &json!([])));
    assert_eq!(ok(&results, 2)[0]["id"], started["id"]);
    assert_eq!(results[3]["status"], 404, "their command builds a wrong address: {}", results[3]);
    assert_eq!(ok(&results, 4), &Value::Null, "an unknown one is empty");

    let deadline = Instant::now() + Duration::from_secs(60);
    let done = loop {
        let one = json!([["migration/get-migration-command.js", "GetMigrationCommand", { "ownerId": o, "addonId": a, "migrationId": started["id"] }]]);
        let results = new_client(&cloud, true, one).await;
        let seen = ok(&results, 0).clone();
        if seen["status"] != "RUNNING" {
            break seen;
        }
        assert!(Instant::now() < deadline, "{seen:#}");
    };
    assert_eq!(done["status"], "OK", "{done:#}");
    assert!(done["steps"].as_array().unwrap().len() > 10);
    let after = new_client(
        &cloud,
        false,
        json!([["addon/get-addon-command.js", "GetAddonCommand", { "addonId": a }]]),
    )
    .await;
    assert_eq!((&ok(&after, 0)["zone"], &ok(&after, 0)["plan"]["slug"]), (&json!("rbx"), &json!("s_sml")));
    assert_eq!(cloud.asked("POST", "/migrations"), 1);
}

#[tokio::test]
async fn the_older_client_starts_and_aborts() {
    let cloud = crate::cloud(1500).await;
    let shop = cloud.database("shop-production").unwrap();
    let ids = json!({ "id": shop.owner_id, "addonId": shop.id });
    let product =
        old_client(&cloud, json!([["v2/product.js", "getAllAddonProviders", { "orgaId": shop.owner_id }]]))
            .await;
    let product =
        ok(&product, 0).as_array().unwrap().iter().find(|it| it["id"] == "postgresql-addon").unwrap().clone();
    let plan =
        product["plans"].as_array().unwrap().iter().find(|it| it["slug"] == "xs_sml").unwrap()["id"].clone();
    let started = old_client(
        &cloud,
        json!([
            ["v2/addon.js", "updateMigration", ids, { "planId": plan, "region": "par", "version": "17" }],
            ["v2/addon.js", "getAllMigrations", ids],
        ]),
    )
    .await;
    let migration = ok(&started, 0)["migrationId"].clone();
    assert_eq!(ok(&started, 1)[0]["migrationId"], migration);
    let one = json!({ "id": shop.owner_id, "addonId": shop.id, "migrationId": migration });
    let aborted = old_client(&cloud, json!([["v2/addon.js", "abortMigration", one]])).await;
    ok(&aborted, 0);
    let deadline = Instant::now() + Duration::from_secs(30);
    loop {
        let seen = old_client(&cloud, json!([["v2/addon.js", "getMigration", one]])).await;
        if ok(&seen, 0)["status"] == "ABORTED" {
            break;
        }
        assert!(Instant::now() < deadline, "{seen:?}");
    }
    assert_eq!(cloud.database("shop-production").unwrap().version, "14");
}
