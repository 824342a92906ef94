//! The door to the network: no redirect is followed, no other host is spoken to, no answer is too long, late or broken
//! without a kind of its own.

use std::time::{Duration, Instant};

use domain::error::ErrorKind;
use providers::ConnectOptions;
use support::postgres::Wall;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;
use wiremock::matchers::any;
use wiremock::{Mock, MockServer, ResponseTemplate};

use crate::rig::{REFERENCE, Rig, TOKEN, account, clever_cloud, json, quick, token};

/// A server of few words: reads a request, sends raw bytes, closes. Returns its address.
async fn raw(bytes: Vec<u8>, hold: Duration) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            let bytes = bytes.clone();
            tokio::spawn(async move {
                let _ = stream.read(&mut [0_u8; 4096]).await;
                let _ = stream.write_all(&bytes).await;
                tokio::time::sleep(hold).await;
            });
        }
    });
    address
}

#[tokio::test]
async fn redirects_are_told_and_never_followed() {
    let elsewhere = MockServer::start().await;
    Mock::given(any()).respond_with(json(200, r#"{"id":"thief"}"#)).mount(&elsewhere).await;
    for status in [301, 302, 303, 307, 308] {
        let rig = Rig::new().await;
        let to = ResponseTemplate::new(status)
            .insert_header("Location", format!("{}/v2/self", elsewhere.uri()))
            .insert_header("Sozu-Id", REFERENCE);
        Mock::given(any()).respond_with(to).mount(&rig.cloud).await;
        let error = rig.provider.who_am_i().await.unwrap_err();
        assert_eq!(
            (error.kind, error.reference.as_deref()),
            (ErrorKind::Redirected, Some(REFERENCE)),
            "{status}"
        );
        let start = rig.provider.start_migration(&crate::rig::database(), &crate::migrations::change()).await;
        assert_eq!(start.unwrap_err().kind, ErrorKind::Redirected);
        assert_eq!(rig.asked("GET", "/v2/self").await, 1, "a redirect is final");
    }
    let stolen = elsewhere.received_requests().await.unwrap();
    assert!(stolen.is_empty(), "credentials went elsewhere: {stolen:?}");
}

#[tokio::test]
async fn the_token_goes_to_the_accounts_host_as_a_bearer() {
    let rig = Rig::new().await;
    rig.gives("/v2/self", r#"{"id":"user_1","name":"Ada","email":"ada@example.org"}"#).await;
    rig.provider.who_am_i().await.unwrap();
    let seen = &rig.cloud.received_requests().await.unwrap()[0];
    assert_eq!(seen.headers["authorization"], format!("Bearer {TOKEN}").as_str());
    assert!(seen.headers.get("cookie").is_none());
}

#[tokio::test]
async fn cookies_are_not_kept() {
    let rig = Rig::new().await;
    let answer = json(200, r#"{"id":"user_1"}"#).insert_header("Set-Cookie", "session=1; Path=/");
    rig.answers("GET", "/v2/self", answer).await;
    rig.provider.who_am_i().await.unwrap();
    rig.provider.who_am_i().await.unwrap();
    let seen = rig.cloud.received_requests().await.unwrap();
    assert!(seen.iter().all(|request| request.headers.get("cookie").is_none()));
}

#[tokio::test]
async fn plain_http_is_for_this_machine_only() {
    let url = "http://api.example.org/".parse().unwrap();
    let options = ConnectOptions::new(token(TOKEN), std::sync::Arc::new(Wall)).at(Some(url));
    let refused = providers::connect(&clever_cloud(), options).map(drop).unwrap_err();
    assert_eq!(refused.kind, ErrorKind::HostNotAllowed);
}

#[tokio::test]
async fn a_name_that_does_not_exist_and_a_closed_port_are_told_apart() {
    let (nowhere, _) = account("https://nothing.invalid", token(TOKEN), quick());
    assert_eq!(nowhere.who_am_i().await.unwrap_err().kind, ErrorKind::HostNotFound);

    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    drop(listener);
    let (closed, log) = account(&address, token(TOKEN), quick());
    assert_eq!(closed.who_am_i().await.unwrap_err().kind, ErrorKind::Unreachable);
    assert_eq!(log.entries().len(), 4, "a read is tried again");
}

#[tokio::test]
async fn a_long_answer_is_cut_off_whether_it_says_its_length_or_not() {
    let mut limits = quick();
    limits.body_cap = 100_000;
    let body = format!("{{\"id\":\"{}\"}}", "x".repeat(200_000));
    let announced = Rig::with(limits).await;
    announced.gives("/v2/self", &body).await;
    let error = announced.provider.who_am_i().await.unwrap_err();
    assert_eq!((error.kind, error.reference.as_deref()), (ErrorKind::AnswerTooLarge, Some(REFERENCE)));

    let chunk = format!("4000\r\n{}\r\n", "x".repeat(0x4000)).repeat(40);
    let head = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Type: application/json\r\n\r\n";
    let address = raw([head.as_bytes(), chunk.as_bytes()].concat(), Duration::from_secs(2)).await;
    let (endless, _) = account(&address, token(TOKEN), limits);
    assert_eq!(endless.who_am_i().await.unwrap_err().kind, ErrorKind::AnswerTooLarge);
}

#[tokio::test]
async fn an_answer_that_does_not_come_or_drips_ends_in_time() {
    let begun = Instant::now();
    let silent = raw(Vec::new(), Duration::from_secs(60)).await;
    let (provider, log) = account(&silent, token(TOKEN), quick());
    assert_eq!(provider.who_am_i().await.unwrap_err().kind, ErrorKind::TimedOut);
    assert_eq!(log.entries().len(), 1, "patience is not multiplied by repeats");

    let half = b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{\"id\":".to_vec();
    let (dripping, _) = account(&raw(half, Duration::from_secs(60)).await, token(TOKEN), quick());
    assert_eq!(dripping.who_am_i().await.unwrap_err().kind, ErrorKind::TimedOut);
    assert!(begun.elapsed() < Duration::from_secs(5));
}

#[tokio::test]
async fn a_connection_that_breaks_is_lost_at_whatever_byte() {
    let whole = b"HTTP/1.1 200 OK\r\nContent-Length: 15\r\nSozu-Id: abc\r\n\r\n{\"id\":\"user_1\"}".to_vec();
    for cut in [0, 1, 9, 17, 40, 53, 54, 60, whole.len() - 1] {
        let mut limits = quick();
        limits.retry.attempts = 1;
        let address = raw(whole[..cut].to_vec(), Duration::ZERO).await;
        let (provider, _) = account(&address, token(TOKEN), limits);
        let error = provider.who_am_i().await.unwrap_err();
        assert_eq!(error.kind, ErrorKind::ConnectionLost, "cut at {cut}: {error}");
    }
    let (provider, _) = account(&raw(whole, Duration::ZERO).await, token(TOKEN), quick());
    assert_eq!(provider.who_am_i().await.unwrap().id, "user_1");
}

#[tokio::test]
async fn ids_cannot_lead_a_request_elsewhere() {
    let rig = Rig::new().await;
    Mock::given(any()).respond_with(json(200, "[]")).mount(&rig.cloud).await;
    for owner in ["..", ".", ""] {
        let id = domain::ids::DatabaseId { owner: owner.into(), id: "addon_1".into() };
        assert_eq!(
            rig.provider.migrations(&id).await.unwrap_err().kind,
            ErrorKind::InvalidInput,
            "{owner:?}"
        );
    }
    let id = domain::ids::DatabaseId { owner: "a/../../b?c#d".into(), id: "addon_1".into() };
    rig.provider.migrations(&id).await.unwrap();
    let seen = rig.cloud.received_requests().await.unwrap();
    assert_eq!(seen.len(), 1);
    assert_eq!(seen[0].url.path(), "/v2/organisations/a%2F..%2F..%2Fb%3Fc%23d/addons/addon_1/migrations");
}

#[tokio::test]
async fn a_base_address_with_a_path_keeps_it() {
    let cloud = MockServer::start().await;
    Mock::given(any()).respond_with(json(200, r#"{"id":"user_1"}"#)).mount(&cloud).await;
    for base in [format!("{}/private/api", cloud.uri()), format!("{}/private/api/", cloud.uri())] {
        let (provider, _) = account(&base, token(TOKEN), quick());
        provider.who_am_i().await.unwrap();
    }
    let seen = cloud.received_requests().await.unwrap();
    assert!(seen.iter().all(|request| request.url.path() == "/private/api/v2/self"), "{seen:?}");
}
