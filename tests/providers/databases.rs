//! Databases as they are mapped: the list over all owners, one afresh, how it is reached, its backups.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use axum::extract::Path;
use axum::routing::get;
use axum::{Json, Router};
use domain::database::{Migratable, Tls, VariableRole};
use domain::error::ErrorKind;
use domain::ids::DatabaseId;
use secrecy::ExposeSecret;
use serde_json::{Value, json as value};

use crate::rig::{
    ADDON, OWNER, PERSON, Rig, TOKEN, account, addon_path, database, details_path, fixture, json, quick,
    token,
};

const REAL: &str = "postgresql_2b3c4d5e-6f70-4819-8b1c-2d3e4f506172";

#[tokio::test]
async fn the_inventory_is_as_it_was_reviewed() {
    let rig = Rig::new().await.with_inventory().await;
    let list = rig.provider.list_databases().await.unwrap();
    insta::assert_json_snapshot!("inventory", list);
    let one = rig.provider.database(&database()).await.unwrap();
    insta::assert_json_snapshot!("database", one);
}

#[tokio::test]
async fn nothing_is_left_out_and_what_is_no_database_is_not_listed() {
    let rig = Rig::new().await.with_inventory().await;
    let list = rig.provider.list_databases().await.unwrap();
    let names: Vec<_> = list.iter().map(|database| database.name.as_str()).collect();
    assert_eq!(names, ["notes", "shop", "blog", "ledger cache"]);
    let of = |name: &str| list.iter().find(|database| database.name == name).unwrap();
    assert_eq!(of("notes").id.owner, PERSON, "the personal space is named by the person's id");
    assert_eq!(of("notes").migratable, Migratable::NotThisPlan, "an explicit no");
    assert_eq!(of("notes").version, None, "its product does not say");
    assert_eq!(of("blog").migratable, Migratable::Yes, "MySQL says nothing of it");
    assert_eq!(of("blog").version.as_ref().unwrap().0, "8.4", "versions are text");
    assert_eq!(of("ledger cache").owner.role.as_deref(), Some("ACCOUNTING"));
    // The v4 pages take add-on ids.
    assert_eq!(rig.asked("GET", &details_path()).await, 1);
}

#[tokio::test]
async fn a_product_that_cannot_upgrade_is_not_migratable() {
    let mut addons: Vec<Value> = serde_json::from_str(fixture!("addons")).unwrap();
    for said in [value!(false), Value::Null] {
        addons[0]["provider"]["canUpgrade"] = said;
        let rig = Rig::new().await;
        rig.gives("/v2/summary", &format!(r#"{{"user":{{"id":"{OWNER}"}}}}"#)).await;
        rig.gives(&format!("/v2/organisations/{OWNER}/addons"), &Value::from(addons.clone()).to_string())
            .await;
        let list = rig.provider.list_databases().await.unwrap();
        assert_eq!(list[0].migratable, Migratable::NotThisProduct);
        assert_eq!(list[0].engine, domain::database::EngineKind::Postgresql, "it is listed all the same");
    }
}

#[tokio::test]
async fn a_part_that_cannot_be_read_is_an_error() {
    for (status, kind) in [(401, ErrorKind::SignedOut), (500, ErrorKind::ProviderUnavailable)] {
        let rig = Rig::new().await;
        rig.gives("/v2/summary", fixture!("summary")).await;
        rig.answers("GET", &format!("/v2/organisations/{PERSON}/addons"), json(status, "{}")).await;
        rig.gives(&format!("/v2/organisations/{OWNER}/addons"), "[]").await;
        assert_eq!(rig.provider.list_databases().await.unwrap_err().kind, kind);
    }
}

#[tokio::test]
async fn the_endpoint_comes_from_the_product_and_falls_back_on_the_variables() {
    let rig = Rig::new().await.with_inventory().await;
    let env = r#"[{"name":"POSTGRESQL_ADDON_HOST","value":"env.example.com"},{"name":"POSTGRESQL_ADDON_PORT","value":"6543"},
        {"name":"POSTGRESQL_ADDON_DB","value":"envdb"},{"name":"POSTGRESQL_ADDON_USER","value":"envuser"},
        {"name":"POSTGRESQL_ADDON_PASSWORD","value":"env-canary"},{"name":"POSTGRESQL_ADDON_DIRECT_HOST","value":"direct.example.com"}]"#;
    rig.gives(&addon_path("/env"), env).await;
    let endpoint = rig.provider.endpoint(&database()).await.unwrap().unwrap();
    assert_eq!((endpoint.host.as_str(), endpoint.port), ("bq3x-postgresql.services.example.com", 5432));
    assert_eq!((endpoint.database.as_str(), endpoint.user.as_str()), ("bq3xshop", "uq3xadmin"));
    assert_eq!(endpoint.password.expose_secret(), "canary-database-password");
    assert_eq!(endpoint.tls, Tls::Require, "certificates are self-signed");
    let direct = rig.provider.variables(&database()).await.unwrap();
    assert!(direct.iter().any(|variable| variable.role == VariableRole::Direct));

    let bare = Rig::new().await;
    let addon: Vec<Value> = serde_json::from_str(fixture!("addons")).unwrap();
    bare.gives(&addon_path(""), &addon[0].to_string()).await;
    bare.gives(&addon_path("/env"), env).await;
    let endpoint = bare.provider.endpoint(&database()).await.unwrap().unwrap();
    assert_eq!(
        (endpoint.host.as_str(), endpoint.port, endpoint.database.as_str()),
        ("env.example.com", 6543, "envdb")
    );
    assert_eq!(endpoint.password.expose_secret(), "env-canary");
}

#[tokio::test]
async fn backups_are_asked_by_the_real_id_and_none_is_an_empty_list() {
    let rig = Rig::new().await.with_inventory().await;
    assert_eq!(rig.provider.backups(&database()).await.unwrap(), [], "404 means none");
    let at = format!("/v2/backups/{OWNER}/{REAL}");
    assert_eq!(rig.asked("GET", &at).await, 1);
    rig.gives(&at, fixture!("backups")).await;
    let backups = rig.provider.backups(&database()).await.unwrap();
    let ids: Vec<_> = backups.iter().map(|backup| (backup.id.as_str(), backup.status.as_str())).collect();
    assert_eq!(ids, [("b-new", "DOING"), ("b-old", "DONE")], "newest first, words raw");
    assert!(!format!("{backups:?}").contains("canary-signed-link"), "links stay on the wire");
    assert!(rig.attempts().iter().all(|attempt| !attempt.host.contains("storage")), "links are not followed");
}

/// A hundred databases: asked about side by side, but never more at once than the bound.
#[tokio::test]
async fn a_long_list_is_read_side_by_side_within_a_bound() {
    static NOW: AtomicUsize = AtomicUsize::new(0);
    static MOST: AtomicUsize = AtomicUsize::new(0);
    let addons: Vec<Value> = (0..100)
        .map(|n| value!({"id": format!("addon_{n}"), "name": format!("db{n}"), "provider": {"id": "postgresql-addon", "canUpgrade": true}}))
        .collect();
    let app = Router::new()
        .route("/v2/summary", get(async || Json(value!({"user": {"id": "user_1", "name": "Ada"}}))))
        .route("/v2/organisations/user_1/addons", get(async move || Json(Value::from(addons))))
        .route(
            "/v4/addon-providers/postgresql-addon/addons/{id}",
            get(async |Path(id): Path<String>| {
                MOST.fetch_max(NOW.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
                tokio::time::sleep(Duration::from_millis(10)).await;
                NOW.fetch_sub(1, Ordering::SeqCst);
                Json(value!({"version": id.trim_start_matches("addon_")}))
            }),
        );
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move { axum::serve(listener, app).await });
    let mut limits = quick();
    limits.pace.per_second = 1000;
    limits.pace.burst = 1000;
    let (provider, _) = account(&address, token(TOKEN), limits);
    let list = provider.list_databases().await.unwrap();
    let versions: Vec<_> = list.iter().map(|database| database.version.clone().unwrap().0).collect();
    assert_eq!(versions, (0..100).map(|n| n.to_string()).collect::<Vec<_>>(), "in order, each its own");
    let most = MOST.load(Ordering::SeqCst);
    assert!((2..=8).contains(&most), "{most} at once");
}

#[tokio::test]
async fn an_address_of_another_kind_of_add_on_is_not_a_database() {
    let rig = Rig::new().await.with_inventory().await;
    let addons: Vec<Value> = serde_json::from_str(fixture!("addons")).unwrap();
    let config = "addon_9f506172-8394-4eaf-8fb1-c2d3e4f50617";
    rig.gives(&format!("/v2/organisations/{OWNER}/addons/{config}"), &addons[2].to_string()).await;
    let id = DatabaseId { owner: OWNER.into(), id: config.into() };
    assert_eq!(rig.provider.database(&id).await.unwrap_err().kind, ErrorKind::NotFound);
    assert_ne!(config, ADDON);
}
