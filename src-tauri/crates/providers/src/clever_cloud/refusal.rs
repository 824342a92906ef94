//! What Clever Cloud says when it refuses: v2 objects, v4 objects, plain text, and the JSON of its own suppliers wrapped in
//! a message. Read for people; decided on by shape alone, never by words.

use serde::Deserialize;

use crate::transport::{Refusal, Response};

/// An error object: `{ id, message, type }` of v2, `{ code, error | message }` of v4 and of the bridge.
#[derive(Deserialize)]
struct ErrorView {
    id: Option<serde_json::Value>,
    message: Option<String>,
    error: Option<String>,
    code: Option<serde_json::Value>,
}

/// The id that v2 gives to an error of one of its suppliers.
const SUPPLIER_FAILED: i64 = -500;

/// Longest plain text that is taken for a message.
const LONGEST_TEXT: usize = 2_000;

/// Reads an answer that is not a success.
pub(super) fn read(answer: &Response) -> Refusal {
    let Ok(text) = std::str::from_utf8(&answer.body) else { return Refusal::default() };
    let text = text.trim();
    let Ok(view) = serde_json::from_str::<ErrorView>(text) else {
        let worth_showing = !text.is_empty() && text.len() <= LONGEST_TEXT && !is_markup(text);
        return Refusal { message: worth_showing.then(|| text.to_owned()), no_capacity: false };
    };
    let code = match view.code {
        Some(serde_json::Value::String(code)) => Some(code),
        _ => None,
    };
    let Some(message) = view.message.or(view.error).or(code) else { return Refusal::default() };
    let from_supplier = view.id.as_ref().and_then(serde_json::Value::as_i64) == Some(SUPPLIER_FAILED);
    match nested(&message) {
        Some(inner) => Refusal { message: Some(inner), no_capacity: from_supplier && answer.status == 503 },
        None => Refusal { message: Some(before_markup(&message)), no_capacity: false },
    }
}

/// The supplier's own message inside a message: text, then a list of objects (or one) with `message`.
fn nested(message: &str) -> Option<String> {
    let start = message.find(['[', '{'])?;
    let mut values = serde_json::Deserializer::from_str(&message[start..]).into_iter::<serde_json::Value>();
    let value = values.next()?.ok()?;
    let objects = match &value {
        serde_json::Value::Array(list) => list.iter().collect(),
        other => vec![other],
    };
    let messages: Vec<_> =
        objects.iter().filter_map(|object| object.get("message")).filter_map(|text| text.as_str()).collect();
    if messages.is_empty() { None } else { Some(messages.join(" ")) }
}

fn is_markup(text: &str) -> bool {
    text.starts_with('<')
}

/// A message may quote a whole web page of the supplier: only what stands before it is for people.
fn before_markup(message: &str) -> String {
    let end = message.find('<').unwrap_or(message.len());
    let kept = message[..end].trim_end_matches(|c: char| c.is_whitespace() || "[{:(".contains(c)).trim();
    if kept.is_empty() {
        "the provider answered with a page instead of a message".into()
    } else {
        kept.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use bytes::Bytes;
    use reqwest::header::HeaderMap;

    use super::*;

    fn read_of(status: u16, body: &str) -> (Option<String>, bool) {
        let body = Bytes::from(body.to_owned());
        let said = read(&Response { status, headers: HeaderMap::new(), body, reference: None });
        (said.message, said.no_capacity)
    }

    #[test]
    fn a_suppliers_message_is_unwrapped_and_means_no_capacity_only_in_its_own_shape() {
        let wrapped = include_str!("fixtures/error-no-capacity.json");
        let inner = Some("No resource available to provision an addon on grahds.".to_owned());
        assert_eq!(read_of(503, wrapped), (inner.clone(), true));
        assert_eq!(read_of(500, wrapped), (inner.clone(), false));
        assert_eq!(read_of(503, &wrapped.replace("-500", "-501")), (inner, false));
        let words = r#"{"id":-500,"message":"No resource available","type":"error"}"#;
        assert_eq!(read_of(503, words), (Some("No resource available".into()), false));
    }

    #[test]
    fn every_shape_of_refusal_gives_its_words() {
        for (body, words) in [
            (r#"{"id":4002,"message":"Not allowed","type":"error"}"#, Some("Not allowed")),
            (r#"{"code":"invalid-credential","error":"Wrong"}"#, Some("Wrong")),
            (r#"{"code":"clever.core.quota-exceeded"}"#, Some("clever.core.quota-exceeded")),
            (r#"{"id":402,"message":"Pay first","paymentIntent":{"id":"x"}}"#, Some("Pay first")),
            ("Service overloaded", Some("Service overloaded")),
            ("<html><body>Bad gateway</body></html>", None),
            ("", None),
            ("[1,2]", Some("[1,2]")),
            (
                r#"{"id":-500,"message":"Error from provider: [\n<!DOCTYPE html><h1>Oops</h1>"}"#,
                Some("Error from provider"),
            ),
        ] {
            assert_eq!(read_of(500, body).0.as_deref(), words, "{body}");
        }
    }
}
