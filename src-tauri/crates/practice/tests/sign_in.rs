//! Signing in and signatures: every way in works, and nothing that was tampered with does.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod support;

use std::collections::BTreeMap;

use hmac::{Hmac, KeyInit, Mac};
use reqwest::header::AUTHORIZATION;
use secrecy::ExposeSecret;
use serde_json::{Value, json};
use sha2::Sha512;
use support::{Practice, small};

/// Percent-encoding of RFC 5849, written for the test alone.
fn enc(text: &str) -> String {
    text.bytes()
        .map(|b| {
            if b.is_ascii_alphanumeric() || b"-._~".contains(&b) {
                (b as char).to_string()
            } else {
                format!("%{b:02X}")
            }
        })
        .collect()
}

fn base64(bytes: &[u8]) -> String {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::new();
    for part in bytes.chunks(3) {
        let n = part.iter().fold(0_u32, |n, b| n << 8 | u32::from(*b)) << (8 * (3 - part.len()));
        for at in 0..4 {
            let letter = ALPHABET[(n >> (18 - 6 * at)) as usize & 63] as char;
            out.push(if at > part.len() { '=' } else { letter });
        }
    }
    out
}

struct Signer<'a> {
    consumer: (&'a str, &'a str),
    token: (&'a str, &'a str),
}

impl Signer<'_> {
    /// All six parameters and what is beside them, signed with HMAC-SHA512.
    fn sign(
        &self,
        method: &str,
        url: &str,
        beside: &[(&str, &str)],
        at: i64,
        nonce: &str,
    ) -> BTreeMap<String, String> {
        let (base, query) = url.split_once('?').unwrap_or((url, ""));
        let at = at.to_string();
        let mut own = vec![
            ("oauth_consumer_key", self.consumer.0),
            ("oauth_signature_method", "HMAC-SHA512"),
            ("oauth_timestamp", &at),
            ("oauth_nonce", nonce),
            ("oauth_version", "1.0"),
        ];
        if !self.token.0.is_empty() {
            own.push(("oauth_token", self.token.0));
        }
        own.extend(beside);
        let asked = query.split('&').filter_map(|pair| pair.split_once('='));
        let mut all: Vec<String> = own
            .iter()
            .copied()
            .chain(asked)
            .map(|(name, value)| format!("{}={}", enc(name), enc(value)))
            .collect();
        all.sort();
        let text = format!("{method}&{}&{}", enc(base), enc(&all.join("&")));
        let key = format!("{}&{}", enc(self.consumer.1), enc(self.token.1));
        let mut mac = Hmac::<Sha512>::new_from_slice(key.as_bytes()).unwrap();
        mac.update(text.as_bytes());
        let mut signed: BTreeMap<String, String> =
            own.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        signed.insert("oauth_signature".into(), base64(&mac.finalize().into_bytes()));
        signed
    }
}

fn header(params: &BTreeMap<String, String>) -> String {
    let parts: Vec<String> =
        params.iter().map(|(name, value)| format!("{}=\"{}\"", enc(name), enc(value))).collect();
    format!("OAuth {}", parts.join(", "))
}

fn now() -> i64 {
    jiff::Timestamp::now().as_second()
}

async fn status(practice: &Practice, path: &str, authorization: &str) -> u16 {
    let answer =
        practice.http.get(practice.url(path)).header(AUTHORIZATION, authorization).send().await.unwrap();
    if answer.status() == 401 {
        let said: Value = answer.json().await.unwrap();
        assert_eq!(said["type"], "error");
        return 401;
    }
    answer.status().as_u16()
}

#[tokio::test]
async fn plaintext_as_the_javascript_clients_send_it() {
    let practice = small(json!([])).await;
    let oauth = practice.cloud.oauth.clone();
    let with = |consumer: &str, secret: &str, token: &str, token_secret: &str| {
        format!(
            r#"OAuth oauth_consumer_key="{consumer}", oauth_token="{token}", oauth_signature="{secret}%26{token_secret}""#
        )
    };
    let (key, secret) = (&oauth.consumer_key, oauth.consumer_secret.expose_secret());
    let (token, token_secret) = (&oauth.token, oauth.secret.expose_secret());
    assert_eq!(status(&practice, "/v2/self", &with(key, secret, token, token_secret)).await, 200);
    for wrong in [
        with("other", secret, token, token_secret),
        with(key, "other", token, token_secret),
        with(key, secret, "other", token_secret),
        with(key, secret, token, "other"),
        with(key, secret, practice.cloud.token.expose_secret(), ""),
        "OAuth nothing".to_owned(),
        format!("Bearer {token}"),
        String::new(),
    ] {
        assert_eq!(status(&practice, "/v2/self", &wrong).await, 401, "{wrong}");
    }
}

#[tokio::test]
async fn hmac_signs_everything_once_and_now() {
    let practice = small(json!([])).await;
    let oauth = practice.cloud.oauth.clone();
    let signer = Signer {
        consumer: (&oauth.consumer_key, oauth.consumer_secret.expose_secret()),
        token: (&oauth.token, oauth.secret.expose_secret()),
    };
    let path = "/v2/products/addonproviders/postgresql-addon?orgaId=a%20b";
    let url = practice.url("/v2/summary?z=1&a=x~y-z");
    let good = signer.sign("GET", &url, &[], now(), "nonce-1");
    assert_eq!(status(&practice, "/v2/summary?z=1&a=x~y-z", &header(&good)).await, 200, "{path}");
    assert_eq!(status(&practice, "/v2/summary?z=1&a=x~y-z", &header(&good)).await, 401, "the same again");

    let at = |nonce: &str| signer.sign("GET", &url, &[], now(), nonce);
    assert_eq!(status(&practice, "/v2/summary?z=2&a=x~y-z", &header(&at("n2"))).await, 401, "another query");
    assert_eq!(status(&practice, "/v2/self?z=1&a=x~y-z", &header(&at("n3"))).await, 401, "another path");
    let posted = signer.sign("POST", &url, &[], now(), "n4");
    assert_eq!(status(&practice, "/v2/summary?z=1&a=x~y-z", &header(&posted)).await, 401, "another method");
    for (name, value) in [
        ("oauth_nonce", "other"),
        ("oauth_timestamp", "1"),
        ("oauth_version", "2.0"),
        ("oauth_signature_method", "HMAC-SHA1"),
    ] {
        let mut tampered = at("n5");
        tampered.insert(name.into(), value.into());
        assert_eq!(status(&practice, "/v2/summary?z=1&a=x~y-z", &header(&tampered)).await, 401, "{name}");
    }
    for age in [-900, 900] {
        let old = signer.sign("GET", &url, &[], now() + age, "n6");
        assert_eq!(status(&practice, "/v2/summary?z=1&a=x~y-z", &header(&old)).await, 401, "{age} seconds");
    }
    let mut bare = at("n7");
    bare.remove("oauth_nonce");
    assert_eq!(status(&practice, "/v2/summary?z=1&a=x~y-z", &header(&bare)).await, 401, "no nonce");
    assert_eq!(status(&practice, "/v2/summary?z=1&a=x~y-z", &header(&at("n8"))).await, 200);
}

fn fields(text: &str) -> BTreeMap<String, String> {
    url::form_urlencoded::parse(text.as_bytes()).into_owned().collect()
}

/// The dance up to the verifier. Returns the request token, its secret and where the person was sent.
async fn consent(
    practice: &Practice,
    signer: &Signer<'_>,
    callback: &str,
    rights: &[&str],
) -> (String, String, String) {
    let url = practice.url("/v2/oauth/request_token");
    let signed = signer.sign("POST", &url, &[("oauth_callback", callback)], now(), &format!("r{}", uuid()));
    let answer = practice.http.post(&url).form(&signed).send().await.unwrap();
    assert_eq!(answer.status(), 200);
    let got = fields(&answer.text().await.unwrap());
    assert_eq!(got["oauth_callback_confirmed"], "true");
    let page =
        practice.http.get(practice.url(&format!("/v2/oauth/authorize?oauth_token={}", got["oauth_token"])));
    assert!(page.send().await.unwrap().text().await.unwrap().contains("manage_organisations_services"));
    let mut form = vec![("oauth_token", got["oauth_token"].as_str()), ("allow", "1")];
    form.extend(rights.iter().map(|right| (*right, "on")));
    let sent = practice.http.post(practice.url("/v2/oauth/authorize")).form(&form).send().await.unwrap();
    let to = sent.headers().get("location").map(|to| to.to_str().unwrap().to_owned());
    let to = match to {
        Some(to) => to,
        None => sent.text().await.unwrap(),
    };
    (got["oauth_token"].clone(), got["oauth_token_secret"].clone(), to)
}

fn uuid() -> String {
    format!("{:?}", std::time::Instant::now()).chars().filter(char::is_ascii_digit).collect()
}

#[tokio::test]
async fn the_dance_ends_with_a_token_that_may_do_what_was_granted() {
    let practice = small(json!([])).await;
    let oauth = practice.cloud.oauth.clone();
    let consumer = (oauth.consumer_key.as_str(), oauth.consumer_secret.expose_secret());
    let asking = Signer { consumer, token: ("", "") };
    let callback = "http://127.0.0.1:9/back?keep=1";
    let rights = ["access_personal_information", "access_organisations"];
    let (token, secret, to) = consent(&practice, &asking, callback, &rights).await;
    assert!(to.starts_with("http://127.0.0.1:9/back?keep=1&oauth_token="), "{to}");
    let verifier = fields(to.split_once('?').unwrap().1)["oauth_verifier"].clone();

    let url = practice.url("/v2/oauth/access_token");
    let exchanging = Signer { consumer, token: (&token, &secret) };
    for (verifier, expected) in [("wrong", 401), (verifier.as_str(), 200), (verifier.as_str(), 401)] {
        let signed =
            exchanging.sign("POST", &url, &[("oauth_verifier", verifier)], now(), &format!("a{}", uuid()));
        let answer = practice.http.post(&url).form(&signed).send().await.unwrap();
        assert_eq!(answer.status().as_u16(), expected, "{verifier}");
        if expected != 200 {
            continue;
        }
        let granted = fields(&answer.text().await.unwrap());
        assert!(granted["expiration_date"].parse::<jiff::Timestamp>().unwrap() > jiff::Timestamp::now());
        let plain = format!(
            r#"OAuth oauth_consumer_key="{}", oauth_token="{}", oauth_signature="{}%26{}""#,
            consumer.0, granted["oauth_token"], consumer.1, granted["oauth_token_secret"]
        );
        assert_eq!(status(&practice, "/v2/self", &plain).await, 200);
        let delete = practice.http.delete(practice.url(&practice.of_shop(""))).header(AUTHORIZATION, &plain);
        assert_eq!(delete.send().await.unwrap().status(), 403, "the right was not granted");
        let current =
            practice.http.get(practice.url("/v2/self/tokens/current")).header(AUTHORIZATION, &plain);
        let current: Value = current.send().await.unwrap().json().await.unwrap();
        assert_eq!(
            (&current["rights"]["access_organisations"], &current["rights"]["almighty"]),
            (&json!(true), &json!(false))
        );
        let gone = practice.http.delete(practice.url(&format!("/v2/self/tokens/{}", granted["oauth_token"])));
        assert_eq!(gone.header(AUTHORIZATION, &plain).send().await.unwrap().status(), 200);
        assert_eq!(status(&practice, "/v2/self", &plain).await, 401, "it was revoked");
    }
}

#[tokio::test]
async fn out_of_band_shows_the_verifier_and_strangers_are_no_callback() {
    let practice = small(json!([])).await;
    let oauth = practice.cloud.oauth.clone();
    let signer =
        Signer { consumer: (&oauth.consumer_key, oauth.consumer_secret.expose_secret()), token: ("", "") };
    let (_, _, page) = consent(&practice, &signer, "oob", &["almighty"]).await;
    assert!(page.contains("<code id=\"verifier\">"), "{page}");
    let url = practice.url("/v2/oauth/request_token");
    let signed = signer.sign("POST", &url, &[("oauth_callback", "http://example.org/")], now(), "s1");
    assert_eq!(practice.http.post(&url).form(&signed).send().await.unwrap().status(), 400);
    let mut unsigned = signer.sign("POST", &url, &[("oauth_callback", "oob")], now(), "s2");
    unsigned.insert("oauth_callback".into(), "http://localhost:1".into());
    assert_eq!(
        practice.http.post(&url).form(&unsigned).send().await.unwrap().status(),
        401,
        "changed after it was signed"
    );
}

#[tokio::test]
async fn the_command_line_waits_until_a_person_has_consented() {
    let practice = small(json!([])).await;
    let poll = practice.url("/v2/self/cli_tokens?cli_token=abc");
    assert_eq!(practice.http.get(&poll).send().await.unwrap().status(), 404);
    let page =
        practice.http.get(practice.url("/cli-oauth?cli_version=4&cli_token=abc")).send().await.unwrap();
    assert!(page.text().await.unwrap().contains("<form"));
    practice.http.post(practice.url("/cli-oauth")).form(&[("cli_token", "abc")]).send().await.unwrap();
    let granted: Value = practice.http.get(&poll).send().await.unwrap().json().await.unwrap();
    let plain = format!(
        r#"OAuth oauth_consumer_key="{}", oauth_token="{}", oauth_signature="{}%26{}""#,
        practice.cloud.oauth.consumer_key,
        granted["token"].as_str().unwrap(),
        practice.cloud.oauth.consumer_secret.expose_secret(),
        granted["secret"].as_str().unwrap()
    );
    assert_eq!(status(&practice, "/v2/self", &plain).await, 200);
}
