//! Whatever a list of services is made of: the same service is read from every spelling of it, and junk is never an empty list.

use domain::database::EngineKind;
use domain::error::ErrorKind;
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::{Config, TestRunner};
use serde_json::{Value, json};
use wiremock::matchers::path;
use wiremock::{Mock, MockServer, ResponseTemplate};

use super::{account, credential};
use crate::rig::quick;

/// A number, as a number or as text.
fn number(of: impl Strategy<Value = u64> + 'static) -> BoxedStrategy<Value> {
    (of, any::<bool>())
        .prop_map(|(number, text)| if text { json!(number.to_string()) } else { json!(number) })
        .boxed()
}

/// Any JSON, not deep.
fn junk() -> BoxedStrategy<Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        "[a-zA-Z0-9 é\"]{0,12}".prop_map(Value::from),
    ];
    leaf.prop_recursive(3, 24, 4, |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            proptest::collection::btree_map("[a-zA-Z]{1,10}|servers|data|services|status|vmID", inner, 0..4)
                .prop_map(|fields| fields.into_iter().collect::<Value>()),
        ]
    })
    .boxed()
}

/// A PostgreSQL with keys that we do not know, in one of the shapes of the list. Beside it: its vmID, its version, its price.
fn listed() -> BoxedStrategy<(Value, u64, u64)> {
    let fields =
        (1..10_u64.pow(9), 10..30_u64, any::<bool>(), any::<bool>(), "[b-z]{3,9}", junk(), 0..4_usize);
    fields
        .prop_flat_map(|(vm, version, template, dated, key, value, shape)| {
            let port = number(1..65_535_u64);
            (Just((vm, version, template, dated, key, value, shape)), any::<bool>(), port)
        })
        .prop_map(|((vm, version, template, dated, key, value, shape), text, port)| {
            let spelt = |number: u64| if text { json!(number.to_string()) } else { json!(number) };
            let mut service = json!({
                "vmID": spelt(vm), "displayName": "pg", "selected_software_tag": spelt(version), "template": spelt(11),
                "status": "running", "deploymentStatus": "Deployed", "managedDBPort": port,
            });
            service[format!("x{key}")] = value;
            if template {
                service["template"] = Value::Null;
                service["templateName"] = "PostgreSQL".into();
            }
            if dated {
                service["creationDate"] = "2024-03-02T09:14:07.000Z".into();
            }
            let list = match shape {
                0 => json!([service]),
                1 => json!({ "servers": [service] }),
                2 => json!({ "status": "OK", "data": { "services": [service] } }),
                _ => json!({ "status": "OK", "data": [service] }),
            };
            (list, vm, version)
        })
        .boxed()
}

/// What is read where the list of services is this.
async fn read(body: &Value) -> domain::Result<Vec<domain::database::DatabaseSummary>> {
    let cloud = MockServer::start().await;
    let project = json!({ "status": "OK", "data": { "projects": [{ "id": 1 }] } }).to_string();
    for (at, body) in [
        ("/api/auth/checkAPIToken", r#"{"status":"OK","jwt":"a.b.c"}"#.to_owned()),
        ("/api/projects/getList", project),
        ("/api/servers/getServices", body.to_string()),
    ] {
        let answer = ResponseTemplate::new(200).set_body_raw(body, "application/json");
        Mock::given(path(at)).respond_with(answer).mount(&cloud).await;
    }
    let mut limits = quick();
    limits.timeouts.usual = std::time::Duration::from_secs(10);
    account(&cloud.uri(), credential("a@b.org", "token-of-nobody"), limits, |it| it).0.list_databases().await
}

#[tokio::test]
async fn a_service_is_the_same_in_every_spelling() {
    let mut runner = TestRunner::new(Config::default());
    for _ in 0..96 {
        let (body, vm, version) = listed().new_tree(&mut runner).unwrap().current();
        let list = read(&body).await.unwrap_or_else(|error| panic!("{error}: {body}"));
        assert_eq!(list.len(), 1, "{body}");
        assert_eq!(list[0].id.id, vm.to_string(), "{body}");
        assert_eq!(list[0].version.as_ref().unwrap().0, version.to_string(), "{body}");
        assert_eq!(
            (list[0].engine, list[0].status.as_deref()),
            (EngineKind::Postgresql, Some("running")),
            "{body}"
        );
    }
}

#[tokio::test]
async fn junk_is_refused_and_is_never_no_services() {
    let mut runner = TestRunner::new(Config::default());
    let mut refused = 0;
    for _ in 0..96 {
        let body = junk().new_tree(&mut runner).unwrap().current();
        match read(&body).await {
            Ok(list) => {
                // A list that is really there and empty, or made of services.
                let there = [&body, &body["servers"], &body["data"], &body["data"]["services"]];
                let told = there.iter().any(|value| value.is_array())
                    || (body.is_object() && (body.get("servers") == Some(&Value::Null)))
                    || (body["data"].is_object() && body["data"].get("services") == Some(&Value::Null));
                assert!(told, "{body} was read as {} services", list.len());
            }
            Err(error) => {
                assert!(
                    matches!(error.kind, ErrorKind::MalformedAnswer | ErrorKind::ProviderRefused),
                    "{error}: {body}"
                );
                refused += 1;
            }
        }
    }
    assert!(refused > 30, "nearly nothing was junk");
}
