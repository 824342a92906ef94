//! OAuth 1.0a signatures (RFC 5849): PLAINTEXT and HMAC-SHA512. Repeated parameters count; nonce and time are taken anew
//! for every attempt.

use std::sync::Arc;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use domain::error::{Error, ErrorKind, Result};
use domain::secret::{ExposeSecret, Secret, secret};
use domain::time::Clock;
use hmac::{Hmac, KeyInit, Mac};
use percent_encoding::utf8_percent_encode;
use serde::{Deserialize, Serialize};
use sha2::Sha512;
use url::{Url, form_urlencoded};

use crate::transport::{Chance, Request, Sign, UNRESERVED};

/// How requests are signed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Method {
    /// The secrets stay here, a keyed hash travels.
    #[default]
    #[serde(rename = "hmac-sha512")]
    HmacSha512,
    /// The secrets travel, under TLS.
    #[serde(rename = "plaintext")]
    Plaintext,
}

impl Method {
    /// Reads the word of a field.
    pub(super) fn from_word(word: &str) -> Option<Self> {
        match word.to_ascii_lowercase().as_str() {
            "hmac-sha512" => Some(Self::HmacSha512),
            "plaintext" => Some(Self::Plaintext),
            _ => None,
        }
    }

    fn on_the_wire(self) -> &'static str {
        match self {
            Self::HmacSha512 => "HMAC-SHA512",
            Self::Plaintext => "PLAINTEXT",
        }
    }
}

/// Signs with a consumer and, once there is one, a token.
pub(super) struct OAuth1 {
    pub(super) consumer_key: String,
    pub(super) consumer_secret: Secret,
    /// Token and its secret.
    pub(super) token: Option<(Secret, Secret)>,
    /// Parameters of the dance, such as `oauth_callback`.
    pub(super) more: Vec<(&'static str, String)>,
    pub(super) method: Method,
    pub(super) clock: Arc<dyn Clock>,
    pub(super) chance: Arc<dyn Chance>,
}

impl OAuth1 {
    /// All parameters of one attempt, the signature at the end.
    pub(super) fn parameters(&self, request: &Request) -> Result<Vec<(&'static str, String)>> {
        let mut oauth = vec![
            ("oauth_consumer_key", self.consumer_key.clone()),
            ("oauth_signature_method", self.method.on_the_wire().to_owned()),
            ("oauth_timestamp", (self.clock.now().0 / 1000).to_string()),
            ("oauth_nonce", format!("{:016x}{:016x}", self.chance.next(), self.chance.next())),
            ("oauth_version", "1.0".to_owned()),
        ];
        if let Some((token, _)) = &self.token {
            oauth.push(("oauth_token", token.expose_secret().to_owned()));
        }
        oauth.extend(self.more.iter().cloned());

        let own = self.token.as_ref().map(|(_, secret)| secret.expose_secret()).unwrap_or_default();
        let key = format!("{}&{}", encode(self.consumer_secret.expose_secret()), encode(own));
        let signature = match self.method {
            Method::Plaintext => key,
            Method::HmacSha512 => {
                let form = form_of(request);
                let base = base_string(request.method.as_str(), &request.url, &oauth, &form);
                hmac_sha512(&key, &base)?
            }
        };
        oauth.push(("oauth_signature", signature));
        Ok(oauth)
    }
}

impl Sign for OAuth1 {
    fn authorization(&self, request: &Request) -> Result<Secret> {
        let part = |(name, value): &(&str, String)| format!("{name}=\"{}\"", encode(value));
        let parts: Vec<_> = self.parameters(request)?.iter().map(part).collect();
        Ok(secret(format!("OAuth {}", parts.join(", "))))
    }
}

/// Percent-encodes by section 3.6.
pub(super) fn encode(text: &str) -> String {
    utf8_percent_encode(text, UNRESERVED).to_string()
}

/// Parameters in a form body count for the signature, those in any other body do not.
fn form_of(request: &Request) -> Vec<(String, String)> {
    match &request.body {
        Some(body) if body.content_type == "application/x-www-form-urlencoded" => {
            form_urlencoded::parse(&body.bytes).into_owned().collect()
        }
        _ => Vec::new(),
    }
}

/// The text that is signed (section 3.4.1).
fn base_string(method: &str, url: &Url, oauth: &[(&str, String)], form: &[(String, String)]) -> String {
    let mut pairs: Vec<(String, String)> = Vec::new();
    pairs.extend(oauth.iter().map(|(name, value)| (encode(name), encode(value))));
    pairs.extend(url.query_pairs().map(|(name, value)| (encode(&name), encode(&value))));
    pairs.extend(form.iter().map(|(name, value)| (encode(name), encode(value))));
    pairs.sort();
    let pairs: Vec<_> = pairs.iter().map(|(name, value)| format!("{name}={value}")).collect();
    // The URL type has lower-cased scheme and host and dropped the usual port already.
    let port = url.port().map(|port| format!(":{port}")).unwrap_or_default();
    let address = format!("{}://{}{port}{}", url.scheme(), url.host_str().unwrap_or_default(), url.path());
    format!("{method}&{}&{}", encode(&address), encode(&pairs.join("&")))
}

fn hmac_sha512(key: &str, text: &str) -> Result<String> {
    let mut mac = Hmac::<Sha512>::new_from_slice(key.as_bytes())
        .map_err(|_| Error::new(ErrorKind::Internal, "a signature could not be made"))?;
    mac.update(text.as_bytes());
    Ok(STANDARD.encode(mac.finalize().into_bytes()))
}

#[cfg(test)]
mod tests {
    use bytes::Bytes;
    use domain::time::Timestamp;

    use super::*;
    use crate::transport::{Body, Method as Verb};

    struct At(i64);
    impl Clock for At {
        fn now(&self) -> Timestamp {
            Timestamp(self.0)
        }
    }
    struct Fixed;
    impl Chance for Fixed {
        fn next(&self) -> u64 {
            0xabcd
        }
    }

    fn signer(method: Method) -> OAuth1 {
        OAuth1 {
            consumer_key: "ck&1".into(),
            consumer_secret: secret("c s"),
            token: Some((secret("to/ken"), secret("t&s"))),
            more: vec![],
            method,
            clock: Arc::new(At(1_700_000_000_999)),
            chance: Arc::new(Fixed),
        }
    }

    /// The example of RFC 5849, section 3.4.1.1, whose base string is printed there: query, form body, repeated names,
    /// empty values, encoded signs.
    #[test]
    fn the_base_string_is_that_of_the_standard() {
        let url = Url::parse("http://EXAMPLE.COM:80/request?b5=%3D%253D&a3=a&c%40=&a2=r%20b").unwrap();
        let oauth: Vec<(&str, String)> = vec![
            ("oauth_consumer_key", "9djdj82h48djs9d2".into()),
            ("oauth_token", "kkk9d7dh3k39sjv7".into()),
            ("oauth_signature_method", "HMAC-SHA1".into()),
            ("oauth_timestamp", "137131201".into()),
            ("oauth_nonce", "7d8f3e4a".into()),
        ];
        let body = Body {
            content_type: "application/x-www-form-urlencoded",
            bytes: Bytes::from_static(b"c2&a3=2+q"),
        };
        let request = Request::effect(Verb::Post, url.clone(), Some(body), None);
        assert_eq!(
            base_string("POST", &url, &oauth, &form_of(&request)),
            "POST&http%3A%2F%2Fexample.com%2Frequest&a2%3Dr%2520b%26a3%3D2%2520q%26a3%3Da%26b5%3D%253D%25253D%26c%2540%3D\
             %26c2%3D%26oauth_consumer_key%3D9djdj82h48djs9d2%26oauth_nonce%3D7d8f3e4a%26oauth_signature_method%3DHMAC-\
             SHA1%26oauth_timestamp%3D137131201%26oauth_token%3Dkkk9d7dh3k39sjv7"
        );
    }

    /// Vectors of RFC 4231, cases 2 and 1 (its key is twenty bytes 0x0b, which are text too).
    #[test]
    fn the_hash_is_that_of_the_standard() {
        let hex = |base64: String| {
            STANDARD.decode(base64).unwrap().iter().map(|byte| format!("{byte:02x}")).collect::<String>()
        };
        assert_eq!(
            hex(hmac_sha512("Jefe", "what do ya want for nothing?").unwrap()),
            "164b7a7bfcf819e2e395fbe73b56e0a387bd64222e831fd610270cd7ea2505549758bf75c05a994a6d034f65f8f0e6fdcaeab1a34d4a6b\
             4b636e070a38bce737"
        );
        assert_eq!(
            hex(hmac_sha512(&"\u{b}".repeat(20), "Hi There").unwrap()),
            "87aa7cdea5ef619d4ff0b4241a1d6cb02379f4e2ce4ec2787ad0b30545e17cdedaa833b7d6b8a702038b274eaea3f4e4be9d914eeb61f1\
             702e696c203a126854"
        );
    }

    #[test]
    fn plaintext_carries_both_secrets_encoded_once_more() {
        let request = Request::get(Url::parse("http://localhost/v2/self").unwrap(), None);
        let header = signer(Method::Plaintext).authorization(&request).unwrap();
        let header = header.expose_secret();
        assert!(header.starts_with("OAuth oauth_consumer_key=\"ck%261\", "), "{header}");
        assert!(header.ends_with("oauth_signature=\"c%2520s%26t%2526s\""), "{header}");
    }

    #[test]
    fn a_signed_header_has_all_parameters_and_depends_on_the_query() {
        let at = |url: &str| Request::get(Url::parse(url).unwrap(), None);
        let sign = |request: &Request| {
            signer(Method::HmacSha512).authorization(request).unwrap().expose_secret().to_owned()
        };
        let one = sign(&at("http://localhost:9/v2/x?a=1&a=2"));
        for part in [
            "oauth_token=\"to%2Fken\"",
            "oauth_timestamp=\"1700000000\"",
            "oauth_nonce=\"000000000000abcd000000000000abcd\"",
            "oauth_version=\"1.0\"",
            "oauth_signature_method=\"HMAC-SHA512\"",
        ] {
            assert!(one.contains(part), "{part} is not in {one}");
        }
        assert_eq!(one, sign(&at("http://localhost:9/v2/x?a=2&a=1")), "order does not count");
        assert_ne!(one, sign(&at("http://localhost:9/v2/x?a=2")), "a repeated parameter counts");
        assert_ne!(one, sign(&at("http://localhost/v2/x?a=1&a=2")), "the port counts");
    }
}
