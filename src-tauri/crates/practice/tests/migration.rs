//! A migration of the practice cloud really happens: with real servers, real data, and a real way back.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod support;

use std::time::Duration;

use reqwest::Method;
use serde_json::json;
use sqlx::Executor;
use support::{connect, names, small, text};

#[tokio::test]
async fn fourteen_becomes_seventeen_with_all_its_data_and_another_address() {
    let practice = small(json!([])).await;
    let (before, sums) = (practice.shop_env().await, practice.sums().await);
    assert!(sums.iter().map(|(_, rows, _)| rows).sum::<i64>() > 20_000);
    assert!(before.contains_key("POSTGRESQL_ADDON_DIRECT_HOST"));
    let reader =
        practice.get(&format!("/v4/addon-providers/postgresql-addon/addons/{}", practice.shop().id)).await;
    let old_server = practice.sql().await;
    drop(old_server);

    let migration = practice.migrate("17").await;
    let done = practice.until(&migration, &["OK"]).await;

    assert_eq!(
        names(&done)[..3],
        ["RETRIEVE_ADDON", "RETRIEVE_ADDON_DEPLOYMENT", "CHECK_NO_MIGRATION_ALREADY_RUNNING_FOR_ADDON"]
    );
    assert_eq!(names(&done).last().unwrap(), "STOP_SOURCE_INSTANCE");
    assert!(
        done["steps"]
            .as_array()
            .unwrap()
            .iter()
            .all(|step| step["status"] == "OK" && step["endDate"].is_string())
    );
    let after = practice.shop_env().await;
    for name in ["HOST", "DB", "USER", "PASSWORD", "URI"] {
        let name = format!("POSTGRESQL_ADDON_{name}");
        assert_ne!(before[&name], after[&name], "{name}");
    }
    assert!(!after.contains_key("POSTGRESQL_ADDON_DIRECT_HOST"), "a direct host does not survive");
    let mut shop = practice.sql().await;
    assert!(text(&mut shop, "show server_version").await.starts_with("17."));
    assert_eq!(practice.sums().await, sums);
    shop.execute("insert into author (full_name) values ('after')").await.unwrap();
    assert!(
        sqlx::PgConnection::connect(&before["POSTGRESQL_ADDON_URI"]).await.is_err(),
        "the old server is gone"
    );

    let details =
        practice.get(&format!("/v4/addon-providers/postgresql-addon/addons/{}", practice.shop().id)).await;
    assert_eq!(
        (&details["version"], &details["host"]),
        (&json!("17"), &json!(after["POSTGRESQL_ADDON_HOST"]))
    );
    assert_eq!(details["read_only_users"], reader["read_only_users"], "read-only users go along");
    assert_eq!(practice.cloud.asked("POST", "/migrations"), 1);
}

use sqlx::Connection;

#[tokio::test]
async fn linked_applications_that_should_run_get_a_new_deployment_and_nothing_else_does() {
    let practice = small(json!([])).await;
    let migration = practice.migrate("16").await;
    practice.until(&migration, &["OK"]).await;
    let owner = practice.shop().owner_id;
    let applications = practice.get(&format!("/v2/organisations/{owner}/applications")).await;
    for (name, deployments) in [("web", 2), ("worker", 1), ("old", 1), ("stranger", 1)] {
        let found = applications.as_array().unwrap().iter().find(|it| it["name"] == name).unwrap();
        let path =
            format!("/v2/organisations/{owner}/applications/{}/deployments", found["id"].as_str().unwrap());
        let all = practice.get(&path).await;
        assert_eq!(all.as_array().unwrap().len(), deployments, "{name}");
    }
    // What was written by hand still names the old server.
    let web = applications.as_array().unwrap().iter().find(|it| it["name"] == "web").unwrap();
    let by_hand = &web["env"].as_array().unwrap().iter().find(|it| it["name"] == "HOST").unwrap()["value"];
    assert_ne!(by_hand, &json!(practice.shop_env().await["POSTGRESQL_ADDON_HOST"]));
}

#[tokio::test]
async fn during_the_freeze_reads_go_on_and_writes_are_refused() {
    let practice =
        small(json!([{ "kind": "slow_step", "step": "MANAGE_ACTIVE_EXTENSIONS", "ms": 4000 }])).await;
    let source = practice.shop();
    let migration = practice.migrate("15").await;
    practice.until_step(&migration, "MANAGE_ACTIVE_EXTENSIONS").await;

    let mut writer = connect(&source).await;
    for sql in
        ["insert into author (full_name) values ('x')", "create table t (n int)", "drop table sale_line"]
    {
        let refused = writer.execute(sql).await.unwrap_err();
        assert_eq!(refused.as_database_error().unwrap().code().unwrap(), "25006", "{sql}");
    }
    writer.execute("set default_transaction_read_only = off").await.unwrap();
    assert!(writer.execute("insert into author (full_name) values ('x')").await.is_err());
    assert_eq!(text(&mut writer, "select count(*)::text from author").await, "300");
    practice.until(&migration, &["OK"]).await;
}

#[tokio::test]
async fn a_failed_copy_leaves_the_original_in_service_and_writable() {
    let fault = json!([{ "kind": "fail_step", "database": "shop", "step": "DUMP_AND_RESTORE", "message": "no space left" }]);
    let practice = small(fault).await;
    let (before, sums) = (practice.shop_env().await, practice.sums().await);
    let migration = practice.migrate("17").await;
    let over = practice.until(&migration, &["RECOVERED", "FAILED", "OK"]).await;

    assert_eq!(over["status"], "RECOVERED");
    let failed: Vec<_> =
        over["steps"].as_array().unwrap().iter().filter(|step| step["status"] == "FAILED").collect();
    assert_eq!(failed.len(), 1);
    assert_eq!(
        (&failed[0]["value"], &failed[0]["message"]),
        (&json!("DUMP_AND_RESTORE"), &json!("no space left"))
    );
    assert!(names(&over).contains(&"STOP_MIGRATION_INSTANCE".to_owned()));
    assert_eq!(practice.shop_env().await, before, "nothing changed for applications");
    assert_eq!(practice.sums().await, sums);
    let mut shop = practice.sql().await;
    shop.execute("insert into author (full_name) values ('it writes again')").await.unwrap();
    assert!(text(&mut shop, "show server_version").await.starts_with("14."));

    // The fault was for one migration: the second one works.
    let migration = practice.migrate("17").await;
    practice.until(&migration, &["OK"]).await;
    assert_eq!(text(&mut practice.sql().await, "select count(*)::text from author").await, "301");
}

#[tokio::test]
async fn a_failure_after_the_switchover_began_brings_the_original_back_too() {
    let fault = json!([{ "kind": "fail_step", "step": "UPDATE_MONITORING", "message": "no", "end": "FAILED_THEN_RECOVERED" }]);
    let practice = small(fault).await;
    let before = practice.shop_env().await;
    let migration = practice.migrate("17").await;
    practice.until(&migration, &["FAILED"]).await;
    practice.until(&migration, &["RECOVERED"]).await;
    assert_eq!(practice.shop_env().await, before);
    practice.sql().await.execute("insert into author (full_name) values ('again')").await.unwrap();
}

#[tokio::test]
async fn an_abort_before_the_switchover_undoes_everything_and_later_ones_are_refused() {
    let practice = small(json!([{ "kind": "slow_step", "step": "DUMP_AND_RESTORE", "ms": 30000 }])).await;
    let before = practice.shop_env().await;
    let migration = practice.migrate("17").await;
    practice.until_step(&migration, "DUMP_AND_RESTORE").await;
    let (status, _) = practice.ask(Method::DELETE, &migration, None).await;
    assert_eq!(status, 200);
    let over = practice.until(&migration, &["ABORTED"]).await;
    assert!(over["steps"].as_array().unwrap().iter().any(|step| step["status"] == "ABORTED"));
    assert_eq!(practice.shop_env().await, before);
    practice.sql().await.execute("insert into author (full_name) values ('again')").await.unwrap();
    let (status, _) = practice.ask(Method::DELETE, &migration, None).await;
    assert_eq!(status, 409, "it is over");

    practice.cloud.clear_faults();
    practice.fault(json!({ "kind": "slow_step", "step": "UPDATE_DNS", "ms": 1500 }));
    let migration = practice.migrate("17").await;
    practice.until_step(&migration, "UPDATE_DNS").await;
    let (status, said) = practice.ask(Method::DELETE, &migration, None).await;
    assert_eq!((status.as_u16(), &said["type"]), (409, &json!("error")), "the switchover has begun");
    practice.until(&migration, &["OK"]).await;
}

#[tokio::test]
async fn a_second_migration_of_the_same_database_fails_at_its_check_and_disturbs_nothing() {
    let practice = small(json!([{ "kind": "slow_step", "step": "RETRIEVE_ADDON", "ms": 1000 }])).await;
    let first = practice.migrate("17").await;
    let second = practice.migrate("17").await;
    let over = practice.until(&second, &["FAILED"]).await;
    assert_eq!(names(&over).last().unwrap(), "CHECK_NO_MIGRATION_ALREADY_RUNNING_FOR_ADDON");
    practice.until(&first, &["OK"]).await;
    let all = practice.get(&practice.of_shop("/migrations")).await;
    assert_eq!(all.as_array().unwrap().len(), 2);
}

#[tokio::test]
async fn what_cannot_be_had_is_refused_before_anything_begins() {
    let practice = small(json!([])).await;
    let plan = practice.plan_id("postgresql-addon", "xs_sml").await;
    for (plan, region, version) in [
        ("plan_00000000-0000-4000-8000-000000000000", "par", "17"),
        (plan.as_str(), "moon", "17"),
        (plan.as_str(), "par", "13"),
        (plan.as_str(), "par", "99"),
    ] {
        let body = json!({ "planId": plan, "region": region, "version": version });
        let (status, said) = practice.ask(Method::POST, &practice.of_shop("/migrations"), Some(body)).await;
        assert_eq!((status.as_u16(), &said["type"]), (400, &json!("error")), "{region} {version}");
    }
    let (status, _) =
        practice.ask(Method::POST, &practice.of_shop("/migrations"), Some(json!({ "planId": plan }))).await;
    assert_eq!(status, 400, "all three are wanted");
    assert_eq!(practice.get(&practice.of_shop("/migrations")).await, json!([]));
    // There is no form with `self`.
    let path = format!("/v2/self/addons/{}/migrations", practice.shop().id);
    assert_eq!(practice.ask(Method::GET, &path, None).await.0, 404);
}

#[tokio::test]
async fn words_that_nobody_knows_are_shown_and_a_late_server_comes() {
    let practice = small(json!([
        { "kind": "rename_step", "step": "PREPARE_MIGRATION", "word": "POLISH_THE_DISKS" },
        { "kind": "status_word", "step": "MANAGE_ACTIVE_EXTENSIONS", "word": "PONDERING" },
        { "kind": "slow_step", "step": "MANAGE_ACTIVE_EXTENSIONS", "ms": 500 },
        { "kind": "late_ready", "ms": 1500 }
    ]))
    .await;
    let migration = practice.migrate("17").await;
    practice.until(&migration, &["PONDERING"]).await;
    let done = practice.until(&migration, &["OK"]).await;
    assert!(names(&done).contains(&"POLISH_THE_DISKS".to_owned()));
    let uri = practice.shop_env().await["POSTGRESQL_ADDON_URI"].clone();
    assert!(sqlx::PgConnection::connect(&uri).await.is_err(), "it is late");
    tokio::time::sleep(Duration::from_millis(2500)).await;
    sqlx::PgConnection::connect(&uri).await.unwrap();
}
