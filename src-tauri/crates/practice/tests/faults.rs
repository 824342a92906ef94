//! Every kind of fault does what it says, and the log tells what happened.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod support;

use std::time::{Duration, Instant};

use reqwest::{Method, Response};
use secrecy::ExposeSecret;
use serde_json::{Value, json};
use support::{Practice, small};

async fn raw(practice: &Practice, path: &str) -> reqwest::Result<Response> {
    practice.http.get(practice.url(path)).bearer_auth(practice.cloud.token.expose_secret()).send().await
}

fn reply(reply: Value) -> Value {
    json!({ "kind": "answer", "method": "GET", "path": "/v2/self", "reply": reply })
}

#[tokio::test]
async fn answers_that_no_client_hopes_for() {
    let practice = small(json!([])).await;

    practice.fault(reply(json!({ "as": "status", "code": 429, "retry_after": 7 })));
    let answer = raw(&practice, "/v2/self").await.unwrap();
    assert_eq!((answer.status().as_u16(), answer.headers()["retry-after"].to_str().unwrap()), (429, "7"));
    assert_eq!(raw(&practice, "/v2/self").await.unwrap().status(), 200, "it acts once");

    practice.fault(reply(json!({ "as": "html" })));
    let answer = raw(&practice, "/v2/self").await.unwrap();
    assert!(answer.headers()["content-type"].to_str().unwrap().starts_with("text/html"));
    assert_eq!(answer.status(), 200);

    practice.fault(reply(json!({ "as": "huge", "bytes": 3_000_000 })));
    let answer = raw(&practice, "/v2/self").await.unwrap();
    assert!(answer.bytes().await.unwrap().len() > 2_900_000);

    practice.fault(reply(json!({ "as": "slow", "ms": 400 })));
    let begun = Instant::now();
    let answer = raw(&practice, "/v2/self").await.unwrap();
    assert!(begun.elapsed() >= Duration::from_millis(400));
    assert!(answer.json::<Value>().await.unwrap()["id"].is_string(), "late and right");

    practice.fault(reply(json!({ "as": "cut" })));
    let answer = raw(&practice, "/v2/self").await.unwrap();
    assert!(answer.bytes().await.is_err());

    practice.fault(reply(json!({ "as": "redirect", "location": "http://127.0.0.1:1/elsewhere" })));
    let answer = raw(&practice, "/v2/self").await.unwrap();
    assert_eq!(
        (answer.status().as_u16(), answer.headers()["location"].to_str().unwrap()),
        (302, "http://127.0.0.1:1/elsewhere")
    );

    practice.fault(reply(json!({ "as": "malformed" })));
    assert!(raw(&practice, "/v2/self").await.unwrap().json::<Value>().await.is_err());

    practice.fault(reply(json!({ "as": "wrong_shape" })));
    assert!(raw(&practice, "/v2/self").await.unwrap().json::<Value>().await.unwrap()["id"].is_null());

    practice.fault(reply(json!({ "as": "empty" })));
    assert_eq!(raw(&practice, "/v2/self").await.unwrap().bytes().await.unwrap().len(), 0);
    assert_eq!(raw(&practice, "/v2/self").await.unwrap().status(), 200);
}

#[tokio::test]
async fn after_the_effect_the_migration_runs_and_the_client_does_not_know() {
    let practice = small(json!([])).await;
    let plan = practice.plan_id("postgresql-addon", "xs_sml").await;
    let body = json!({ "planId": plan, "region": "par", "version": "17" });
    let post = |timeout: u64| {
        let request = practice.http.post(practice.url(&practice.of_shop("/migrations"))).json(&body);
        request
            .bearer_auth(practice.cloud.token.expose_secret())
            .timeout(Duration::from_millis(timeout))
            .send()
    };
    practice.fault(
        json!({ "kind": "answer", "method": "POST", "path": "*/migrations", "reply": { "as": "hang" } }),
    );
    assert!(post(300).await.unwrap_err().is_timeout());
    assert_eq!(
        practice.get(&practice.of_shop("/migrations")).await,
        json!([]),
        "before the effect: nothing happened"
    );

    practice.fault(json!({ "kind": "answer", "method": "POST", "path": "*/migrations", "moment": "after", "reply": { "as": "hang" } }));
    assert!(post(300).await.unwrap_err().is_timeout());
    let all = practice.get(&practice.of_shop("/migrations")).await;
    assert_eq!(all.as_array().unwrap().len(), 1, "after the effect: it runs");
    let path = practice.of_shop(&format!("/migrations/{}", all[0]["migrationId"].as_str().unwrap()));
    practice.until(&path, &["OK"]).await;

    let log = practice.cloud.log();
    let posts: Vec<_> = log.iter().filter(|entry| entry.method == "POST").collect();
    assert_eq!(
        posts.iter().map(|entry| (entry.handled, entry.status)).collect::<Vec<_>>(),
        [(false, None), (true, None)]
    );
    let shown: Value =
        practice.http.get(practice.url("/practice/log")).send().await.unwrap().json().await.unwrap();
    assert_eq!(shown.as_array().unwrap().len(), log.len());
    let text = shown.to_string();
    for secret in [practice.cloud.token.expose_secret(), practice.cloud.oauth.secret.expose_secret()] {
        assert!(!text.contains(secret));
    }
}

#[tokio::test]
async fn no_room_and_no_money_have_the_shapes_of_the_provider() {
    let practice = small(json!([
        { "kind": "no_capacity", "zone": "rbx", "times": 1 },
        { "kind": "payment_required", "times": 1 }
    ]))
    .await;
    let owner = practice.shop().owner_id;
    let order = json!({
        "name": "copy", "providerId": "postgresql-addon", "region": "rbx", "plan": practice.plan_id("postgresql-addon", "xxs_sml").await,
        "options": { "version": "17", "encryption": "false" },
    });
    let path = format!("/v2/organisations/{owner}/addons");
    let (status, said) = practice.ask(Method::POST, &path, Some(order.clone())).await;
    assert_eq!((status.as_u16(), &said["id"]), (503, &json!(-500)));
    let message = said["message"].as_str().unwrap();
    let inner: Value = serde_json::from_str(&message[message.find('{').unwrap()..]).unwrap();
    assert_eq!(inner["error"], "no-resource-available");
    let (status, said) = practice.ask(Method::POST, &path, Some(order.clone())).await;
    assert_eq!(status, 402);
    assert!(said["paymentIntent"]["id"].is_string());

    // Then it works: a real server, a moment after the answer, and gone when it is deleted.
    let (status, made) = practice.ask(Method::POST, &path, Some(order)).await;
    assert_eq!(status, 200);
    let id = made["id"].as_str().unwrap().to_owned();
    let mut found = practice.cloud.database(&id).unwrap();
    for _ in 0..400 {
        if found.endpoint.is_some() {
            break;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
        found = practice.cloud.database(&id).unwrap();
    }
    let mut copy = support::connect(&found).await;
    assert!(support::text(&mut copy, "show server_version").await.starts_with("17."));
    let (status, _) = practice.ask(Method::DELETE, &format!("{path}/{id}"), None).await;
    assert_eq!(status, 200);
    assert_eq!(practice.ask(Method::GET, &format!("{path}/{id}"), None).await.0, 404);
    assert!(sqlx::Connection::ping(&mut copy).await.is_err());
}

#[tokio::test]
async fn credentials_can_lapse_at_a_time_or_at_a_step() {
    let practice = small(json!([{ "kind": "slow_step", "step": "UPDATE_DNS", "ms": 100 }])).await;
    practice.fault(json!({ "kind": "token_revoked", "at_step": "DUMP_AND_RESTORE" }));
    practice.migrate("15").await;
    let deadline = Instant::now() + Duration::from_secs(30);
    while raw(&practice, "/v2/self").await.unwrap().status() != 401 {
        assert!(Instant::now() < deadline);
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    // The migration is the cloud's: it goes on without us.
    while practice.shop().version != "15" {
        assert!(Instant::now() < deadline);
        tokio::time::sleep(Duration::from_millis(50)).await;
    }

    let other = small(json!([{ "kind": "token_revoked", "after_ms": 300 }])).await;
    assert_eq!(raw(&other, "/v2/self").await.unwrap().status(), 200);
    tokio::time::sleep(Duration::from_millis(400)).await;
    assert_eq!(raw(&other, "/v2/self").await.unwrap().status(), 401);
}

#[tokio::test]
async fn faults_can_be_set_over_loopback_and_nonsense_is_refused() {
    let practice = small(json!([])).await;
    let faults = practice.url("/practice/faults");
    let post = |body: Value| practice.http.post(&faults).json(&body).send();
    assert_eq!(post(reply(json!({ "as": "status", "code": 503 }))).await.unwrap().status(), 200);
    assert_eq!(raw(&practice, "/v2/self").await.unwrap().status(), 503);
    assert_eq!(
        post(json!({ "kind": "fail_step", "step": "NO_SUCH_STEP", "message": "" })).await.unwrap().status(),
        400
    );
    assert_eq!(post(json!({ "kind": "no_such_kind" })).await.unwrap().status(), 400);
    post(json!({ "kind": "answer", "path": "*", "times": 0, "reply": { "as": "status", "code": 500 } }))
        .await
        .unwrap();
    assert_eq!(raw(&practice, "/v2/summary").await.unwrap().status(), 500);
    practice.http.delete(&faults).send().await.unwrap();
    assert_eq!(raw(&practice, "/v2/summary").await.unwrap().status(), 200);
}
