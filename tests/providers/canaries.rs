//! Secrets planted everywhere, looked for everywhere: in records, errors, logs, and what callers get.

use std::io::Write;
use std::sync::{Arc, Mutex};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use domain::account::SignInWay;
use wiremock::matchers::any;
use wiremock::{Mock, MockServer, Request, ResponseTemplate};

use crate::migrations::change;
use crate::rig::{account, application, clever_cloud, database, fields, json, quick, token};

/// Keeps what is logged.
#[derive(Clone, Default)]
struct Kept(Arc<Mutex<Vec<u8>>>);

impl Write for Kept {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

fn hits(text: &str, canary: &str) -> Vec<String> {
    let form: String = url::form_urlencoded::byte_serialize(canary.as_bytes()).collect();
    let spellings = [canary.to_owned(), STANDARD.encode(canary), form.clone(), form.to_lowercase()];
    spellings.into_iter().filter(|spelling| text.contains(spelling.as_str())).collect()
}

/// A hostile cloud repeats the credentials that it was sent, in every field and spelling, with every status.
#[tokio::test]
async fn a_cloud_that_echoes_credentials_gets_them_into_no_error_record_or_log() {
    let kept = Kept::default();
    let writer = kept.clone();
    let subscriber = tracing_subscriber::fmt()
        .with_max_level(tracing::Level::TRACE)
        .with_writer(move || writer.clone())
        .finish();
    let _guard = tracing::subscriber::set_default(subscriber);

    let mut seen = String::new();
    let mut canaries = Vec::new();
    for n in 0..200 {
        let canary = format!("cnry/{n:03}+Zx={:x}&e~%", n * 7919);
        let canary = canary.as_str();
        let cloud = MockServer::start().await;
        let echo = canary.to_owned();
        let status = [200, 400, 401, 402, 403, 404, 409, 429, 500, 503][n % 10];
        Mock::given(any())
            .respond_with(move |request: &Request| {
                let header =
                    request.headers.get("authorization").map(|value| value.to_str().unwrap().to_owned());
                let header = header.unwrap_or_default();
                let said = format!(
                    "You sent {header}; again {echo}; {} {}; [{{\"message\":\"{echo}\"}}]",
                    STANDARD.encode(&echo),
                    STANDARD.encode(format!("user:{echo}"))
                );
                let body = serde_json::json!({ "id": -500, "message": said, "type": "error", "error": echo })
                    .to_string();
                match n % 3 {
                    0 => ResponseTemplate::new(status)
                        .set_body_string(said)
                        .insert_header("Sozu-Id", echo.as_str()),
                    _ => json(status, &body),
                }
            })
            .mount(&cloud)
            .await;
        let credential = if n % 2 == 0 {
            token(canary)
        } else {
            let oauth =
                [("consumer_key", "key"), ("consumer_secret", canary), ("token", canary), ("secret", canary)];
            let method = if n % 4 == 1 { "plaintext" } else { "hmac-sha512" };
            let all = fields(&[oauth.as_slice(), &[("method", method)]].concat());
            providers::credential_from_fields(&clever_cloud(), SignInWay::Browser, &all).unwrap()
        };
        let mut limits = quick();
        limits.retry.attempts = 2;
        let (provider, log) = account(&cloud.uri(), credential, limits);
        let errors = [
            provider.who_am_i().await.err(),
            provider.list_databases().await.err(),
            provider.database(&database()).await.err(),
            provider.offers(&database()).await.err(),
            provider.start_migration(&database(), &change()).await.err(),
            provider.abort_migration(&database(), canary).await.err(),
            provider.redeploy(&application(canary)).await.err(),
            provider.sign_out().await.err(),
        ];
        for error in errors.into_iter().flatten() {
            seen.push_str(&format!("{error} {error:?} {:?}\n", error.reference));
        }
        seen.push_str(&serde_json::to_string(&log.entries()).unwrap());
        canaries.push(canary.to_owned());
    }
    let logged = String::from_utf8_lossy(&kept.0.lock().unwrap()).into_owned();
    assert!(logged.contains("request") && seen.contains("You sent"), "there is something to look through");
    for canary in &canaries {
        let (in_seen, in_log) = (hits(&seen, canary), hits(&logged, canary));
        assert!(in_seen.is_empty() && in_log.is_empty(), "{canary}: {in_seen:?} {in_log:?}");
    }
}
