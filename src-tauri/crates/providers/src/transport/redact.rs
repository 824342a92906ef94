//! Takes secrets out of text before it is kept anywhere: known values in every spelling in which they travel (as they are,
//! percent-encoded, form-encoded, base64 at any alignment), and shapes that hold a secret whoever's it is.

use std::collections::BTreeSet;
use std::sync::{PoisonError, RwLock};

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD_NO_PAD, URL_SAFE_NO_PAD};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

/// What stands where a secret stood.
const MARK: &str = "[hidden]";

/// Shorter values are left alone: they would take half of every text away.
const SHORTEST: usize = 4;

/// Longest line that is kept of a foreign text.
const LONGEST_LINE: usize = 400;

/// Names after which `=` or `:` is followed by a secret.
const NAMES: &[&str] = &[
    "token",
    "secret",
    "password",
    "passwd",
    "pwd",
    "signature",
    "verifier",
    "authorization",
    "api_key",
    "apikey",
    "api-key",
];

/// Words of the `Authorization` header that are followed by a secret.
const SCHEMES: &[&str] = &["bearer ", "oauth ", "basic "];

/// Knows secrets, and takes them out.
#[derive(Default)]
pub struct Redactor {
    spellings: RwLock<BTreeSet<Spelling>>,
}

/// Longest first, so that a secret that holds another goes whole.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Spelling(std::cmp::Reverse<usize>, String);

impl Redactor {
    /// Knows nothing yet but shapes.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Learns a secret.
    pub fn learn(&self, secret: &str) {
        if secret.len() < SHORTEST {
            return;
        }
        let mut spellings = self.spellings.write().unwrap_or_else(PoisonError::into_inner);
        let mut add = |text: String| {
            if text.len() >= SHORTEST {
                spellings.insert(Spelling(std::cmp::Reverse(text.len()), text));
            }
        };
        add(secret.to_owned());
        let strict = utf8_percent_encode(secret, NON_ALPHANUMERIC).to_string();
        add(strict.to_lowercase());
        add(strict);
        add(utf8_percent_encode(secret, super::UNRESERVED).to_string());
        add(url::form_urlencoded::byte_serialize(secret.as_bytes()).collect());
        for spelling in base64_spellings(secret.as_bytes()) {
            add(spelling);
        }
    }

    /// The text without secrets.
    #[must_use]
    pub fn scrub(&self, text: &str) -> String {
        let mut clean = text.to_owned();
        let spellings = self.spellings.read().unwrap_or_else(PoisonError::into_inner);
        for Spelling(_, spelling) in spellings.iter() {
            if clean.contains(spelling) {
                clean = clean.replace(spelling, MARK);
            }
        }
        drop(spellings);
        hide_named(&hide_schemes(&hide_userinfo(&clean)))
    }

    /// The text without secrets, on one line of bounded length and without control characters.
    #[must_use]
    pub fn line(&self, text: &str) -> String {
        let clean = self.scrub(text);
        let mut line = String::with_capacity(clean.len().min(LONGEST_LINE * 4));
        for (at, letter) in clean.split_whitespace().collect::<Vec<_>>().join(" ").chars().enumerate() {
            if at == LONGEST_LINE {
                line.push('…');
                break;
            }
            line.push(if letter.is_control() { '\u{fffd}' } else { letter });
        }
        line
    }
}

/// What is sure to appear when bytes are encoded inside something longer, for each of the three alignments.
fn base64_spellings(secret: &[u8]) -> Vec<String> {
    let mut spellings = Vec::new();
    for lead in 0..3_usize {
        let mut padded = vec![0_u8; lead];
        padded.extend_from_slice(secret);
        // Letters that also depend on neighbours are left out: those of the lead, and those of an unfilled tail.
        let first = (lead * 8).div_ceil(6);
        let last = padded.len() * 8 / 6;
        for encoded in [STANDARD_NO_PAD.encode(&padded), URL_SAFE_NO_PAD.encode(&padded)] {
            if let Some(sure) = encoded.get(first..last).filter(|sure| sure.len() >= 6) {
                spellings.push(sure.to_owned());
            }
        }
    }
    spellings
}

/// `scheme://user:word@host` loses what is before the `@`.
fn hide_userinfo(text: &str) -> String {
    let mut clean = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("://") {
        let (before, after) = rest.split_at(at + 3);
        clean.push_str(before);
        let end = after.find(|c: char| c.is_whitespace() || "/?#\"'<>".contains(c)).unwrap_or(after.len());
        let (authority, tail) = after.split_at(end);
        match authority.rfind('@') {
            Some(at) => {
                clean.push_str(MARK);
                clean.push_str(&authority[at..]);
            }
            None => clean.push_str(authority),
        }
        rest = tail;
    }
    clean.push_str(rest);
    clean
}

/// `Bearer xyz` loses `xyz`; `OAuth a="b", c="d"` loses all up to the end of the line.
fn hide_schemes(text: &str) -> String {
    let mut clean = text.to_owned();
    for scheme in SCHEMES {
        let mut from = 0;
        while let Some(found) = clean[from..].to_ascii_lowercase().find(scheme) {
            let start = from + found + scheme.len();
            let rest = &clean[start..];
            let end = if *scheme == "oauth " && rest.starts_with("oauth_") {
                rest.find(['\n', '\r']).unwrap_or(rest.len())
            } else {
                rest.find(|c: char| c.is_whitespace() || c == ',' || c == '"').unwrap_or(rest.len())
            };
            // A word of a sentence ("bearer of bad news") is no credential.
            if end >= 8 && !rest.starts_with(MARK) {
                clean.replace_range(start..start + end, MARK);
            }
            from = start;
        }
    }
    clean
}

/// `token=xyz`, `"password": "xyz"` lose `xyz`.
fn hide_named(text: &str) -> String {
    let mut clean = text.to_owned();
    for name in NAMES {
        let mut from = 0;
        while let Some(found) = clean[from..].to_ascii_lowercase().find(name) {
            let after_name = from + found + name.len();
            let rest = &clean[after_name..];
            let skipped = rest.len() - rest.trim_start_matches(['"', '\'', ' ']).len();
            let sign = rest[skipped..].chars().next();
            from = after_name;
            if !matches!(sign, Some('=' | ':')) {
                continue;
            }
            let value_at = after_name + skipped + 1;
            let value = &clean[value_at..];
            let lead = value.len() - value.trim_start_matches(['"', '\'', ' ']).len();
            let value = &value[lead..];
            let end =
                value.find(|c: char| c.is_whitespace() || "&,;\"'<>}".contains(c)).unwrap_or(value.len());
            if end > 0 && !value.starts_with(MARK) {
                clean.replace_range(value_at + lead..value_at + lead + end, MARK);
            }
        }
    }
    clean
}

#[cfg(test)]
mod tests {
    use super::*;

    const CANARY: &str = "canary/Zx9+q=w&7 é!42";

    #[test]
    fn a_known_secret_goes_in_every_spelling() {
        let redactor = Redactor::new();
        redactor.learn(CANARY);
        let base64 = base64::engine::general_purpose::STANDARD.encode(CANARY);
        let inside = base64::engine::general_purpose::STANDARD.encode(format!("user:{CANARY}:x"));
        let strict = utf8_percent_encode(CANARY, NON_ALPHANUMERIC).to_string();
        let form: String = url::form_urlencoded::byte_serialize(CANARY.as_bytes()).collect();
        for text in [CANARY.to_owned(), base64.clone(), inside.clone(), strict.to_lowercase(), strict, form] {
            let clean = redactor.scrub(&format!("before {text} after"));
            assert!(!clean.contains(&text), "{clean}");
            assert!(
                clean.contains(MARK) && clean.starts_with("before") && clean.ends_with("after"),
                "{clean}"
            );
        }
        // The middle of the encoded form is gone too, not only the whole.
        assert!(!redactor.scrub(&inside).contains(&inside[10..22]));
    }

    #[test]
    fn shapes_are_hidden_without_knowing_the_value() {
        let redactor = Redactor::new();
        for (text, clean) in [
            ("postgresql://bob:wonder@db.example/x", "postgresql://[hidden]@db.example/x"),
            ("Authorization: Bearer abcdefghijkl", "Authorization: [hidden] [hidden]"),
            ("?cli_token=12345&b=2", "?cli_token=[hidden]&b=2"),
            (r#"{"password":"wonder","a":1}"#, r#"{"password":"[hidden]","a":1}"#),
            ("OAuth oauth_consumer_key=\"a\", oauth_signature=\"b\"", "OAuth [hidden]"),
            ("the bearer of news", "the bearer of news"),
            ("https://api.example/v2/self", "https://api.example/v2/self"),
        ] {
            assert_eq!(redactor.scrub(text), clean);
        }
    }

    #[test]
    fn a_line_is_bounded_and_holds_no_control_characters() {
        let line = Redactor::new().line(&format!("a\u{1b}[31m\nb\t{}", "x".repeat(5_000)));
        assert!(line.starts_with("a\u{fffd}[31m b "), "{line}");
        assert_eq!(line.chars().count(), LONGEST_LINE + 1);
    }
}
