//! The provider's command line, signed with PLAINTEXT: profile, add-ons, variables, offers, backups, and migrations by its
//! own `curl`. Each call has a home of its own, since it keeps an index of ids there.

use std::process::Output;

use practice::Cloud;
use secrecy::ExposeSecret;
use serde_json::{Value, json};
use tokio::process::Command;

use crate::programs::{folder, install, run};

/// Runs the command line in an empty home, pointed at the practice cloud.
async fn clever(cloud: &Cloud, secret: &str, args: &[&str]) -> Output {
    install().await;
    let home = tempfile::tempdir().unwrap();
    let mut command = Command::new("node");
    command.arg(folder().join("node_modules").join("clever-tools").join("bin").join("clever.js")).args(args);
    command.current_dir(home.path()).env_clear().env("PATH", std::env::var_os("PATH").unwrap_or_default());
    command.envs([("HOME", home.path()), ("XDG_CONFIG_HOME", home.path()), ("APPDATA", home.path())]);
    command.envs([
        ("API_HOST", cloud.base_url.as_str()),
        ("AUTH_BRIDGE_HOST", cloud.base_url.as_str()),
        ("CONSOLE_URL", cloud.base_url.as_str()),
        ("CLEVER_TOKEN", cloud.oauth.token.as_str()),
        ("CLEVER_SECRET", secret),
        ("OAUTH_CONSUMER_KEY", cloud.oauth.consumer_key.as_str()),
        ("OAUTH_CONSUMER_SECRET", cloud.oauth.consumer_secret.expose_secret()),
        ("NO_UPDATE_NOTIFIER", "1"),
        ("CI", "1"),
    ]);
    run(command, "").await
}

async fn said(cloud: &Cloud, args: &[&str]) -> String {
    let output = clever(cloud, cloud.oauth.secret.expose_secret(), args).await;
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "clever {}: {errors}", args.join(" "));
    String::from_utf8(output.stdout).unwrap()
}

async fn json(cloud: &Cloud, args: &[&str]) -> Value {
    let text = said(cloud, args).await;
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("clever {}: {error}: {text}", args.join(" ")))
}

#[tokio::test]
async fn it_reads_profile_add_ons_variables_offers_and_backups() {
    let cloud = crate::cloud(50).await;
    let shop = cloud.database("shop-production").unwrap();
    let endpoint = shop.endpoint.clone().unwrap();
    assert_eq!(
        json(&cloud, &["profile", "--format", "json"]).await["email"],
        "camille.morel@practice.example"
    );

    let listed = json(&cloud, &["addon", "list", "--org", &shop.owner_id, "--format", "json"]).await;
    let found = listed.as_array().unwrap().iter().find(|it| it["name"] == "shop-production").unwrap();
    let real_id = found["realId"].as_str().unwrap().to_owned();
    for id in [shop.id.as_str(), real_id.as_str()] {
        let env = json(&cloud, &["addon", "env", id, "--format", "json"]).await;
        assert_eq!(env["POSTGRESQL_ADDON_HOST"], endpoint.host);
        assert_eq!(env["POSTGRESQL_ADDON_PASSWORD"], endpoint.password.expose_secret());
    }
    let offered = json(&cloud, &["addon", "providers", "show", "postgresql-addon", "--format", "json"]).await;
    assert!(offered.to_string().contains("xs_sml"), "{offered:#}");
    assert!(said(&cloud, &["addon", "providers", "show", "postgresql-addon"]).await.contains("17"));
    let backups = json(&cloud, &["database", "backups", &shop.id, "--format", "json"]).await;
    assert_eq!(backups.as_array().unwrap().len(), 3);
}

#[tokio::test]
async fn it_migrates_with_its_own_curl() {
    let cloud = crate::cloud(20).await;
    let shop = cloud.database("shop-production").unwrap();
    let api = |path: &str| format!("{}{path}", cloud.base_url);
    let offered = json(&cloud, &["curl", "-s", &api("/v2/products/addonproviders/postgresql-addon")]).await;
    let plan =
        offered["plans"].as_array().unwrap().iter().find(|it| it["slug"] == "xs_sml").unwrap()["id"].clone();
    let path = api(&format!("/v2/organisations/{}/addons/{}/migrations", shop.owner_id, shop.id));
    let body = json!({ "planId": plan, "region": "par", "version": "16" }).to_string();
    let started = json(
        &cloud,
        &["curl", "-s", "-X", "POST", "-H", "content-type: application/json", "-d", &body, &path],
    )
    .await;
    assert_eq!(started["status"], "RUNNING", "{started:#}");
    let one = format!("{path}/{}", started["migrationId"].as_str().unwrap());
    let deadline = std::time::Instant::now() + std::time::Duration::from_secs(60);
    while json(&cloud, &["curl", "-s", &one]).await["status"] != "OK" {
        assert!(std::time::Instant::now() < deadline);
    }
    assert_eq!(cloud.database(&shop.id).unwrap().version, "16");
}

#[tokio::test]
async fn it_is_told_when_its_secret_is_wrong() {
    let cloud = crate::cloud(50).await;
    let output = clever(&cloud, "not the secret", &["addon", "list", "--org", &cloud.owner_id]).await;
    assert!(!output.status.success());
    assert!(String::from_utf8_lossy(&output.stderr).contains("not logged in"), "{output:?}");
}
