//! What alwaysdata says when it refuses. Bodies are not documented: form errors by field, `detail`, plain text, pages and nothing
//! at all are read for people; decided on by status alone.

use serde_json::Value;

use crate::transport::{Refusal, Response};

/// Longest plain text that is taken for a message.
const LONGEST_TEXT: usize = 2_000;

/// Reads an answer that is not a success.
pub(super) fn read(answer: &Response) -> Refusal {
    let message = std::str::from_utf8(&answer.body).ok().and_then(|text| message(text.trim()));
    Refusal { message, no_capacity: false }
}

fn message(text: &str) -> Option<String> {
    match serde_json::from_str::<Value>(text) {
        Ok(Value::Object(fields)) => {
            let said: Vec<String> = fields.iter().filter_map(|(field, value)| said(field, value)).collect();
            (!said.is_empty()).then(|| said.join(" "))
        }
        Ok(Value::String(text)) => Some(text),
        Ok(_) => None,
        Err(_) => {
            let worth_showing = !text.is_empty() && text.len() <= LONGEST_TEXT && !text.starts_with('<');
            worth_showing.then(|| text.to_owned())
        }
    }
}

/// `{"name": ["This name is already used."]}`; what concerns no field is said by itself.
fn said(field: &str, value: &Value) -> Option<String> {
    let text = match value {
        Value::String(text) => text.clone(),
        Value::Array(list) => list.iter().filter_map(Value::as_str).collect::<Vec<_>>().join(" "),
        _ => return None,
    };
    if text.is_empty() {
        return None;
    }
    let by_itself = matches!(field, "detail" | "message" | "error" | "__all__" | "non_field_errors");
    Some(if by_itself { text } else { format!("{field}: {text}") })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_shape_of_refusal_gives_its_words() {
        for (body, words) in [
            (r#"{"name":["Already used.","Too long."]}"#, Some("name: Already used. Too long.")),
            (r#"{"detail":"Not allowed."}"#, Some("Not allowed.")),
            (r#"{"__all__":["No room."],"type":"Unknown."}"#, Some("No room. type: Unknown.")),
            ("Service unavailable", Some("Service unavailable")),
            ("<h1>Server Error (500)</h1>", None),
            ("[1]", None),
            ("{}", None),
            ("", None),
        ] {
            assert_eq!(message(body).as_deref(), words, "{body}");
        }
    }
}
