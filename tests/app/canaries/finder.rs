//! Looks for many secrets in many spellings at once. Shares no code with what takes them out.

use std::collections::HashMap;

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD_NO_PAD, URL_SAFE_NO_PAD};

/// Bytes by which a spelling is recognised before it is compared whole.
const START: usize = 6;

/// Every spelling of every secret, by its first bytes.
pub(super) struct Finder {
    by_start: HashMap<[u8; START], Vec<(Vec<u8>, String)>>,
}

impl Finder {
    pub(super) fn of(secrets: &[String]) -> Self {
        let mut by_start: HashMap<_, Vec<_>> = HashMap::new();
        for secret in secrets {
            for spelling in spellings(secret) {
                let start = *spelling.first_chunk::<START>().unwrap();
                by_start.entry(start).or_default().push((spelling, secret.clone()));
            }
        }
        Self { by_start }
    }

    /// Each hit with what is around it.
    pub(super) fn find(&self, bytes: &[u8]) -> Vec<String> {
        let mut found = Vec::new();
        for (at, window) in bytes.windows(START).enumerate() {
            let Some(candidates) = window.first_chunk().and_then(|start| self.by_start.get(start)) else {
                continue;
            };
            for (spelling, secret) in
                candidates.iter().filter(|(spelling, _)| bytes[at..].starts_with(spelling))
            {
                let end = (at + spelling.len() + 40).min(bytes.len());
                let around = String::from_utf8_lossy(&bytes[at.saturating_sub(160)..end]).into_owned();
                found.push(format!("{secret} in «{around}»"));
            }
        }
        found
    }
}

/// A secret as it may be written somewhere.
fn spellings(secret: &str) -> Vec<Vec<u8>> {
    let bytes = secret.as_bytes();
    let form: String = url::form_urlencoded::byte_serialize(bytes).collect();
    let strict: String = bytes
        .iter()
        .map(|byte| {
            if byte.is_ascii_alphanumeric() { char::from(*byte).to_string() } else { format!("%{byte:02X}") }
        })
        .collect();
    let json = serde_json::Value::from(secret).to_string();
    let numbers = format!("{bytes:?}");
    let mut all = vec![
        secret.to_owned(),
        form.to_lowercase(),
        form,
        strict.to_lowercase(),
        strict,
        json.trim_matches('"').to_owned(),
        bytes.iter().map(|byte| format!("{byte:02x}")).collect(),
        numbers.trim_matches(['[', ']']).to_owned(),
    ];
    // Inside a longer text, base64 begins at any of three places; what depends on the neighbours is left out.
    for lead in 0..3 {
        let padded = [&b"\0\0"[..lead], bytes].concat();
        let (first, last) = ((lead * 8).div_ceil(6), padded.len() * 8 / 6);
        for encoded in [STANDARD_NO_PAD.encode(&padded), URL_SAFE_NO_PAD.encode(&padded)] {
            all.push(encoded[first..last].to_owned());
        }
    }
    all.sort();
    all.dedup();
    all.into_iter().map(String::into_bytes).collect()
}
