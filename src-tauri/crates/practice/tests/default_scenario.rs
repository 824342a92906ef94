//! The scenario that people see first: it starts quickly, holds what it promises, and what hosts write about it is right.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod support;

use std::time::Instant;

use practice::scenario::Scenario;
use sqlx::Connection;
use support::{start, text};

#[tokio::test]
async fn the_default_scenario_starts_with_all_its_databases_and_says_how_to_reach_them() {
    let begun = Instant::now();
    let practice = start(Scenario::built_in("default").unwrap()).await;
    let took = begun.elapsed();
    eprintln!("started in {took:?}");
    // The promise is six seconds; a busy machine gets more.
    assert!(took.as_secs() < 20, "{took:?}");

    let ready = serde_json::to_value(practice.cloud.ready()).unwrap();
    let provider = &ready["providers"]["clever-cloud"];
    for (at, field) in [
        ("", "base_url"),
        ("", "token"),
        ("", "owner_id"),
        ("/oauth", "consumer_key"),
        ("/oauth", "consumer_secret"),
        ("/oauth", "token"),
        ("/oauth", "secret"),
    ] {
        assert!(provider.pointer(&format!("{at}/{field}")).unwrap().as_str().unwrap().len() > 8, "{field}");
    }
    assert_eq!(provider.as_object().unwrap().len(), 5, "{provider}");
    let databases = ready["databases"].as_array().unwrap();
    assert_eq!(databases[0]["name"], "shop-production");
    for database in databases {
        assert_eq!(
            (&database["provider"], &database["engine"]),
            (&"clever-cloud".into(), &"postgresql".into())
        );
        let mut connection = sqlx::PgConnection::connect(database["url"].as_str().unwrap()).await.unwrap();
        let version = text(&mut connection, "show server_version").await;
        assert!(version.starts_with(database["version"].as_str().unwrap()), "{version}");
        assert_eq!(database.as_object().unwrap().len(), 6);
    }

    let summary = practice.get("/v2/summary").await;
    let names: Vec<_> = summary["organisations"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| it["name"].as_str().unwrap().to_owned())
        .collect();
    assert_eq!(names, ["Atelier Nord", "Les Amis de la Musique"]);
    assert_eq!(practice.cloud.databases().iter().filter(|it| it.endpoint.is_none()).count(), 2, "shown only");
    practice.cloud.stop().await;
}
