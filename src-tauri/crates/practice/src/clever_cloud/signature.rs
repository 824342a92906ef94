//! OAuth 1.0a signatures: what was signed is rebuilt from the request and compared. Knows no token.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit, Mac};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};
use sha2::Sha512;

use crate::door::Call;

/// What RFC 3986 leaves as it is, and nothing else.
const ENCODED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// The OAuth parameters of a request, wherever they were sent.
#[derive(Debug, Default)]
pub(crate) struct Signed {
    params: Vec<(String, String)>,
}

impl Signed {
    /// Reads them from the header, else from the query, else from a form.
    pub(crate) fn of(call: &Call) -> Option<Self> {
        let header = call.header("authorization");
        let params = match header.strip_prefix("OAuth ").or_else(|| header.strip_prefix("oauth ")) {
            Some(params) => header_params(params),
            None => call
                .query
                .iter()
                .cloned()
                .chain(call.form())
                .filter(|(name, _)| name.starts_with("oauth_"))
                .collect(),
        };
        let signed = Self { params };
        signed.get("oauth_consumer_key").is_some().then_some(signed)
    }

    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.params.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// The method; leaving it out means `PLAINTEXT`.
    pub(crate) fn method(&self) -> &str {
        self.get("oauth_signature_method").unwrap_or("PLAINTEXT")
    }

    /// Whether the signature is the one that these two secrets make. `base_url` is what the client called us.
    pub(crate) fn is_by(
        &self,
        call: &Call,
        base_url: &str,
        consumer_secret: &str,
        token_secret: &str,
    ) -> bool {
        let key = format!("{}&{}", encode(consumer_secret), encode(token_secret));
        let given = self.get("oauth_signature").unwrap_or_default();
        match self.method() {
            "PLAINTEXT" => same(given.as_bytes(), key.as_bytes()),
            "HMAC-SHA512" => {
                let Ok(mut mac) = Hmac::<Sha512>::new_from_slice(key.as_bytes()) else { return false };
                mac.update(self.base_string(call, base_url).as_bytes());
                STANDARD.decode(given).is_ok_and(|given| mac.verify_slice(&given).is_ok())
            }
            _ => false,
        }
    }

    fn base_string(&self, call: &Call, base_url: &str) -> String {
        let in_header =
            call.header("authorization").get(..6).is_some_and(|start| start.eq_ignore_ascii_case("oauth "));
        let own: &[(String, String)] = if in_header { &self.params } else { &[] };
        let all = own.iter().cloned().chain(call.query.iter().cloned()).chain(call.form());
        let mut all: Vec<(String, String)> = all
            .filter(|(name, _)| name != "oauth_signature" && name != "realm")
            .map(|(name, value)| (encode(&name), encode(&value)))
            .collect();
        all.sort();
        let joined: Vec<String> = all.into_iter().map(|(name, value)| format!("{name}={value}")).collect();
        let url = format!("{base_url}{}", call.raw_path);
        format!("{}&{}&{}", call.method.as_str().to_uppercase(), encode(&url), encode(&joined.join("&")))
    }
}

fn header_params(text: &str) -> Vec<(String, String)> {
    let decode = |text: &str| percent_decode_str(text).decode_utf8_lossy().into_owned();
    text.split(',')
        .filter_map(|part| part.trim().split_once('='))
        .map(|(name, value)| (decode(name), decode(value.trim_matches('"'))))
        .collect()
}

fn encode(text: &str) -> String {
    utf8_percent_encode(text, ENCODED).to_string()
}

/// Compares without telling by its time where two texts differ.
pub(crate) fn same(one: &[u8], other: &[u8]) -> bool {
    one.len() == other.len() && one.iter().zip(other).fold(0, |all, (a, b)| all | (a ^ b)) == 0
}

#[cfg(test)]
mod tests {
    use axum::body::Bytes;
    use axum::http::{HeaderMap, Method};

    use super::*;

    fn call(header: &str, query: &str) -> Call {
        let mut headers = HeaderMap::new();
        headers.insert("authorization", header.parse().unwrap());
        Call::new(Method::GET, "/v2/self", query, headers, Bytes::new())
    }

    #[test]
    fn plaintext_with_three_parameters() {
        let call = call(r#"OAuth oauth_consumer_key="k", oauth_token="t", oauth_signature="cs%26ts""#, "");
        let signed = Signed::of(&call).unwrap();
        assert!(signed.is_by(&call, "http://h", "cs", "ts"));
        assert!(!signed.is_by(&call, "http://h", "cs", "other"));
    }

    /// The base string of RFC 5849, section 3.4.1.1.
    #[test]
    fn the_base_string_is_the_one_of_the_standard() {
        let header = r#"OAuth realm="Example", oauth_consumer_key="9djdj82h48djs9d2", oauth_token="kkk9d7dh3k39sjv7", oauth_signature_method="HMAC-SHA1", oauth_timestamp="137131201", oauth_nonce="7d8f3e4a", oauth_signature="bYT5CMsGcbgUdFHObYMEfcx6bsw%3D""#;
        let mut headers = HeaderMap::new();
        headers.insert("authorization", header.parse().unwrap());
        headers.insert("content-type", "application/x-www-form-urlencoded".parse().unwrap());
        let call = Call::new(
            Method::POST,
            "/request",
            "b5=%3D%253D&a3=a&c%40=&a2=r%20b",
            headers,
            Bytes::from("c2&a3=2+q"),
        );
        let expected = "POST&http%3A%2F%2Fexample.com%2Frequest&a2%3Dr%2520b%26a3%3D2%2520q%26a3%3Da%26b5%3D%253D%25253D%26c%2540%3D%26c2%3D%26oauth_consumer_key%3D9djdj82h48djs9d2%26oauth_nonce%3D7d8f3e4a%26oauth_signature_method%3DHMAC-SHA1%26oauth_timestamp%3D137131201%26oauth_token%3Dkkk9d7dh3k39sjv7";
        assert_eq!(Signed::of(&call).unwrap().base_string(&call, "http://example.com"), expected);
    }

    #[test]
    fn a_query_that_was_changed_is_seen() {
        let unsigned = r#"OAuth oauth_consumer_key="k", oauth_token="t", oauth_signature_method="HMAC-SHA512", oauth_timestamp="1", oauth_nonce="n", oauth_version="1.0""#;
        let honest = call(unsigned, "a=1");
        let text = Signed::of(&honest).unwrap().base_string(&honest, "http://h");
        let mut mac = Hmac::<Sha512>::new_from_slice(b"cs&ts").unwrap();
        mac.update(text.as_bytes());
        let signature = encode(&STANDARD.encode(mac.finalize().into_bytes()));
        let header = format!("{unsigned}, oauth_signature=\"{signature}\"");
        for (query, accepted) in [("a=1", true), ("a=2", false), ("a=1&b=2", false)] {
            let call = call(&header, query);
            assert_eq!(Signed::of(&call).unwrap().is_by(&call, "http://h", "cs", "ts"), accepted, "{query}");
        }
    }
}
