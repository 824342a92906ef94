//! What answers mean: every status its kind, every shape of refusal its words, nothing without the provider's name of the
//! request.

use domain::error::ErrorKind as K;
use domain::time::Millis;
use wiremock::ResponseTemplate;

use crate::rig::{REFERENCE, Rig, fixture, json};

#[tokio::test]
async fn every_status_has_its_kind_and_carries_the_reference() {
    for (status, kind) in [
        (400, K::ProviderRefused),
        (401, K::SignedOut),
        (402, K::PaymentRequired),
        (403, K::Forbidden),
        (404, K::NotFound),
        (409, K::ProviderRefused),
        (418, K::ProviderRefused),
        (429, K::RateLimited),
        (500, K::ProviderUnavailable),
        (501, K::ProviderUnavailable),
        (502, K::ProviderUnavailable),
        (503, K::ProviderUnavailable),
        (504, K::ProviderUnavailable),
    ] {
        let rig = Rig::new().await;
        let body = format!(r#"{{"id":{status},"message":"Words for {status}","type":"error"}}"#);
        rig.answers("GET", "/v2/self", json(status, &body)).await;
        let error = rig.provider.who_am_i().await.unwrap_err();
        assert_eq!(error.kind, kind, "{status}");
        assert_eq!(error.detail, format!("Words for {status}"));
        assert_eq!(error.reference.as_deref(), Some(REFERENCE));
    }
}

#[tokio::test]
async fn a_407_is_the_proxys() {
    let rig = Rig::new().await;
    rig.answers("GET", "/v2/self", json(407, "{}")).await;
    assert_eq!(rig.provider.who_am_i().await.unwrap_err().kind, K::ProxyRefused);
}

#[tokio::test]
async fn the_suppliers_json_in_a_503_is_no_capacity_in_plain_words() {
    let rig = Rig::new().await;
    rig.answers("POST", &crate::rig::addon_path("/migrations"), json(503, fixture!("error-no-capacity")))
        .await;
    let start = rig.provider.start_migration(&crate::rig::database(), &crate::migrations::change()).await;
    let error = start.unwrap_err();
    assert_eq!(error.kind, K::NoCapacity);
    assert_eq!(error.detail, "No resource available to provision an addon on grahds.");
    assert_eq!(error.reference.as_deref(), Some(REFERENCE));
}

#[tokio::test]
async fn plain_text_is_shown_and_web_pages_are_not() {
    for (body, detail) in [
        ("Service overloaded\n  please wait", "Service overloaded please wait"),
        ("<!doctype html><title>Bad gateway</title>", "status 500"),
        ("", "status 500"),
    ] {
        let rig = Rig::new().await;
        rig.answers("GET", "/v2/self", ResponseTemplate::new(500).set_body_string(body)).await;
        let error = rig.provider.who_am_i().await.unwrap_err();
        assert_eq!((error.kind, error.detail.as_str()), (K::ProviderUnavailable, detail));
        assert_eq!(error.reference, None);
    }
}

#[tokio::test]
async fn a_success_in_the_wrong_shape_is_malformed_and_tells_no_content() {
    for body in [
        "<html><body>canary-content</body></html>",
        r#"{"id":"canary-content""#,
        r#"{"id":["canary-content"]}"#,
        r#"["canary-content"]"#,
        r#""canary-content""#,
        "",
        "null",
        "{}",
        "\u{feff}{}",
    ] {
        let rig = Rig::new().await;
        rig.gives("/v2/self", body).await;
        let error = rig.provider.who_am_i().await.unwrap_err();
        assert_eq!((error.kind, error.reference.as_deref()), (K::MalformedAnswer, Some(REFERENCE)), "{body}");
        assert!(!format!("{error:?}").contains("canary-content"), "{error:?}");
    }
}

#[tokio::test]
async fn json_that_is_nested_without_end_is_malformed_and_harmless() {
    let rig = Rig::new().await;
    rig.gives("/v2/self", &format!("{{\"x\":{}", "[".repeat(100_000))).await;
    assert_eq!(rig.provider.who_am_i().await.unwrap_err().kind, K::MalformedAnswer);
    let refused = Rig::new().await;
    let body = format!("{{\"id\":-500,\"message\":\"{}\"}}", "[".repeat(100_000));
    refused.answers("GET", "/v2/self", json(500, &body)).await;
    let error = refused.provider.who_am_i().await.unwrap_err();
    assert!(error.detail.chars().count() <= 401, "{}", error.detail.len());
}

#[tokio::test]
async fn a_long_wait_that_is_asked_for_is_handed_to_the_caller() {
    let in_an_hour = jiff_date(3600);
    for (header, seconds) in [("3600", 3600), (in_an_hour.as_str(), 3600)] {
        let rig = Rig::new().await;
        let answer = json(429, r#"{"message":"Slow down"}"#).insert_header("Retry-After", header);
        rig.answers("GET", "/v2/self", answer).await;
        let error = rig.provider.who_am_i().await.unwrap_err();
        assert_eq!(error.kind, K::RateLimited);
        let Some(Millis(wait)) = error.retry_after else { panic!("no wait: {error:?}") };
        assert!((seconds * 1000 - 5_000..=seconds * 1000).contains(&wait), "{wait}");
        assert_eq!(rig.asked("GET", "/v2/self").await, 1, "nobody waits an hour in silence");
    }
}

/// A date of HTTP so many seconds from now.
pub(crate) fn jiff_date(seconds: i64) -> String {
    let at = jiff::Timestamp::now() + jiff::SignedDuration::from_secs(seconds);
    at.strftime("%a, %d %b %Y %H:%M:%S GMT").to_string()
}
