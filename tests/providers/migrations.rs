//! Migrations as the provider reports them: words kept raw, lists that may be missing, one start with all its settings.

use domain::change::Change;
use domain::error::ErrorKind;
use domain::ids::DatabaseId;
use domain::provider::{MigrationStatus, Phase};
use domain::version::Version;
use serde_json::{Value, json as value};

use crate::rig::{ADDON, PERSON, REFERENCE, Rig, addon_path, database, fixture, json};

pub(crate) fn change() -> Change {
    Change {
        plan_id: "plan_f5b6c7d8-e9fa-4405-8516-28394a5b6c7d".into(),
        zone: "par".into(),
        version: Version("17".into()),
    }
}

#[tokio::test]
async fn a_migration_is_mapped_with_its_words() {
    let rig = Rig::new().await;
    rig.gives(&addon_path("/migrations/m"), fixture!("migration")).await;
    let migration = rig.provider.migration(&database(), "m").await.unwrap();
    insta::assert_json_snapshot!("migration", migration);
    let unknown = &migration.steps[2];
    assert_eq!((unknown.word.as_str(), unknown.phase), ("POLISH_THE_SERVER", None));
    assert_eq!((unknown.status, unknown.status_word.as_str()), (MigrationStatus::Unknown, "SHINING"));
    assert_eq!(migration.steps[3].phase, Some(Phase::FreezeAndCopy));
    assert_eq!(migration.reference.as_deref(), Some(REFERENCE));
}

#[tokio::test]
async fn every_status_is_exposed_as_it_is_and_an_unknown_one_is_no_end() {
    for (word, status) in [
        ("RUNNING", MigrationStatus::Running),
        ("OK", MigrationStatus::Ok),
        ("FAILED", MigrationStatus::Failed),
        ("RECOVERING", MigrationStatus::Recovering),
        ("RECOVERED", MigrationStatus::Recovered),
        ("ABORTED", MigrationStatus::Aborted),
        ("HALFWAY", MigrationStatus::Unknown),
    ] {
        let rig = Rig::new().await;
        let body = value!({ "migrationId": "m", "status": word });
        rig.gives(&addon_path("/migrations/m"), &body.to_string()).await;
        let migration = rig.provider.migration(&database(), "m").await.unwrap();
        assert_eq!((migration.status, migration.status_word.as_str()), (status, word));
        assert!(migration.steps.is_empty() && migration.requested_at.is_none());
    }
    let rig = Rig::new().await;
    rig.gives(&addon_path("/migrations/m"), r#"{"migrationId":"m","status":null,"steps":null}"#).await;
    let migration = rig.provider.migration(&database(), "m").await.unwrap();
    assert_eq!(migration.status, MigrationStatus::Unknown);
}

#[tokio::test]
async fn no_list_is_an_empty_list_but_no_migration_is_not_found() {
    let rig = Rig::new().await;
    rig.answers("GET", &addon_path("/migrations"), json(404, r#"{"id":404,"message":"Not found"}"#)).await;
    assert_eq!(rig.provider.migrations(&database()).await.unwrap(), []);
    assert_eq!(rig.provider.migration(&database(), "m").await.unwrap_err().kind, ErrorKind::NotFound);
    let down = Rig::new().await;
    down.answers("GET", &addon_path("/migrations"), json(500, "{}")).await;
    let error = down.provider.migrations(&database()).await.unwrap_err();
    assert_eq!(error.kind, ErrorKind::ProviderUnavailable, "only 404 means none");
}

#[tokio::test]
async fn the_list_is_newest_first() {
    let rig = Rig::new().await;
    let at = |id: &str, date: Value| value!({ "migrationId": id, "status": "OK", "requestDate": date });
    let list = value!([
        at("old", value!("2025-01-01T00:00:00.123Z")),
        at("undated", Value::Null),
        at("new", value!("2026-01-01T00:00:00.1234Z")),
    ]);
    rig.gives(&addon_path("/migrations"), &list.to_string()).await;
    let ids: Vec<_> =
        rig.provider.migrations(&database()).await.unwrap().into_iter().map(|one| one.id).collect();
    assert_eq!(ids, ["new", "old", "undated"]);
}

#[tokio::test]
async fn a_start_sends_all_three_settings_once_and_names_the_owner_also_for_the_personal_space() {
    let rig = Rig::new().await;
    let at = format!("/v2/organisations/{PERSON}/addons/{ADDON}/migrations");
    rig.answers("POST", &at, json(200, r#"{"migrationId":"m1","status":"RUNNING","steps":[]}"#)).await;
    let personal = DatabaseId { owner: PERSON.into(), id: ADDON.into() };
    let started = rig.provider.start_migration(&personal, &change()).await.unwrap();
    assert_eq!((started.id.as_str(), started.status), ("m1", MigrationStatus::Running));
    assert_eq!(started.reference.as_deref(), Some(REFERENCE));
    let seen = rig.cloud.received_requests().await.unwrap();
    assert_eq!(seen.len(), 1);
    let body: Value = serde_json::from_slice(&seen[0].body).unwrap();
    assert_eq!(body, value!({ "planId": change().plan_id, "region": "par", "version": "17" }));
    assert_eq!(seen[0].headers["content-type"], "application/json");
}

#[tokio::test]
async fn an_abort_is_a_delete_whose_answer_is_not_looked_at() {
    for body in ["", "ok", "<p>aborted</p>", r#"{"migrationId":7}"#] {
        let rig = Rig::new().await;
        rig.answers("DELETE", &addon_path("/migrations/m"), json(200, body)).await;
        rig.provider.abort_migration(&database(), "m").await.unwrap();
        assert_eq!(rig.asked("DELETE", &addon_path("/migrations/m")).await, 1);
    }
    let rig = Rig::new().await;
    rig.answers("DELETE", &addon_path("/migrations/m"), json(409, r#"{"message":"Too late"}"#)).await;
    let error = rig.provider.abort_migration(&database(), "m").await.unwrap_err();
    assert_eq!((error.kind, error.detail.as_str()), (ErrorKind::ProviderRefused, "Too late"));
}
