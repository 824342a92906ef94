//! Repeats: reads are repeated a few times, with the wait that was asked for; effects never; an outage is not met by a storm.

use std::time::{Duration, Instant};

use domain::error::ErrorKind;
use wiremock::matchers::{method, path};
use wiremock::{Mock, ResponseTemplate};

use crate::answers::jiff_date;
use crate::migrations::change;
use crate::rig::{REFERENCE, Rig, addon_path, application, database, fixture, json, quick};

const ME: &str = r#"{"id":"user_1"}"#;

/// Fails some times, then works.
async fn recovering(rig: &Rig, failures: u64, answer: ResponseTemplate) {
    Mock::given(method("GET"))
        .and(path("/v2/self"))
        .respond_with(answer)
        .up_to_n_times(failures)
        .mount(&rig.cloud)
        .await;
    rig.gives("/v2/self", ME).await;
}

#[tokio::test]
async fn a_read_survives_a_short_outage() {
    for status in [429, 502, 503, 504] {
        let rig = Rig::new().await;
        recovering(&rig, 3, json(status, "{}")).await;
        assert_eq!(rig.provider.who_am_i().await.unwrap().id, "user_1", "{status}");
        assert_eq!(rig.attempts().len(), 4);
        assert_eq!(rig.attempts()[0].status, Some(status));
    }
}

#[tokio::test]
async fn what_cannot_get_better_is_not_repeated() {
    for status in [400, 401, 403, 404, 500, 501] {
        let rig = Rig::new().await;
        recovering(&rig, 1, json(status, "{}")).await;
        rig.provider.who_am_i().await.unwrap_err();
        assert_eq!(rig.attempts().len(), 1, "{status}");
    }
}

#[tokio::test]
async fn retry_after_is_respected_in_both_forms() {
    // A date has no parts of a second: two seconds ahead are at least one away.
    for (is_date, least) in [(false, 1000), (true, 700)] {
        let rig = Rig::new().await;
        let header = if is_date { jiff_date(2) } else { "1".to_owned() };
        recovering(&rig, 1, json(429, "{}").insert_header("Retry-After", header.as_str())).await;
        let begun = Instant::now();
        rig.provider.who_am_i().await.unwrap();
        let waited = begun.elapsed();
        assert!(
            (Duration::from_millis(least)..Duration::from_secs(3)).contains(&waited),
            "{header}: {waited:?}"
        );
        assert_eq!(rig.attempts().len(), 2);
    }
}

#[tokio::test]
async fn an_outage_is_not_met_by_a_storm() {
    let mut limits = quick();
    limits.retry.repeats_per_minute = 10;
    let rig = Rig::with(limits).await;
    rig.answers("GET", "/v2/self", json(503, "{}")).await;
    let calls = (0..20).map(|_| rig.provider.who_am_i());
    for outcome in futures::future::join_all(calls).await {
        assert_eq!(outcome.unwrap_err().kind, ErrorKind::ProviderUnavailable);
    }
    assert_eq!(rig.attempts().len(), 20 + 10);
}

#[tokio::test]
async fn no_effect_is_ever_repeated() {
    for status in [429, 502, 503, 504] {
        let rig = Rig::new().await;
        rig.answers("POST", &addon_path("/migrations"), json(status, "{}")).await;
        rig.answers("DELETE", &addon_path("/migrations/m"), json(status, "{}")).await;
        let app = "/v2/organisations/orga_8f3b2c1d-5e4f-4a6b-9c7d-0e1f2a3b4c5d/applications/app_1";
        rig.gives(app, r#"{"id":"app_1","state":"SHOULD_BE_UP"}"#).await;
        rig.answers("POST", &format!("{app}/instances"), json(status, "{}")).await;
        rig.provider.start_migration(&database(), &change()).await.unwrap_err();
        rig.provider.abort_migration(&database(), "m").await.unwrap_err();
        rig.provider.redeploy(&application("app_1")).await.unwrap_err();
        for (verb, at) in [
            ("POST", addon_path("/migrations")),
            ("DELETE", addon_path("/migrations/m")),
            ("POST", format!("{app}/instances")),
        ] {
            assert_eq!(rig.asked(verb, &at).await, 1, "{status} {verb} {at}");
        }
    }
}

/// The cloud starts the migration and its answer is late or lost: the outcome is unknown, and one start was sent.
#[tokio::test]
async fn a_start_whose_answer_is_lost_is_sent_once_and_found_by_listing() {
    let rig = Rig::new().await;
    let late = json(200, fixture!("migration")).set_delay(Duration::from_secs(20));
    rig.answers("POST", &addon_path("/migrations"), late).await;
    rig.gives(&addon_path("/migrations"), &format!("[{}]", fixture!("migration"))).await;
    let error = rig.provider.start_migration(&database(), &change()).await.unwrap_err();
    assert_eq!((error.kind, error.retry()), (ErrorKind::TimedOut, domain::error::Retry::Probe));
    assert_eq!(rig.asked("POST", &addon_path("/migrations")).await, 1);
    let found = rig.provider.migrations(&database()).await.unwrap();
    assert_eq!(found[0].reference.as_deref(), Some(REFERENCE));
    assert_eq!(rig.asked("POST", &addon_path("/migrations")).await, 1);
}
