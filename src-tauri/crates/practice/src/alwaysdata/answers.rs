//! Answers in alwaysdata's shapes: empty bodies with a place, form errors, and everything else that is no JSON.

use axum::http::StatusCode;
use serde_json::{Map, Value, json};

use crate::door::Answer;

/// Something was made: no body, only where it is.
pub(super) fn created(place: &str) -> Answer {
    let mut answer = Answer::text(StatusCode::CREATED, "text/plain", "");
    answer.headers.push(("location", place.to_owned()));
    answer
}

/// Something was done.
pub(super) fn done() -> Answer {
    Answer::text(StatusCode::NO_CONTENT, "text/plain", "")
}

/// A refusal that is no JSON.
pub(super) fn words(status: StatusCode, said: &str) -> Answer {
    Answer::text(status, "text/plain; charset=utf-8", said)
}

/// A refusal that concerns no field.
pub(super) fn detail(status: StatusCode, said: &str) -> Answer {
    let mut answer = Answer::json(&json!({ "detail": said }));
    answer.status = status;
    answer
}

/// A refusal of a form, by field.
pub(super) fn form_error(field: &str, said: &str) -> Answer {
    let mut fields = Map::new();
    fields.insert(field.to_owned(), json!([said]));
    let mut answer = Answer::json(&Value::Object(fields));
    answer.status = StatusCode::BAD_REQUEST;
    answer
}

/// A page that is not there: HTML, also to programs.
pub(super) fn not_found() -> Answer {
    let mut answer =
        Answer::html("<!doctype html><html lang=\"en\"><title>Not Found</title><h1>Not Found</h1></html>");
    answer.status = StatusCode::NOT_FOUND;
    answer
}

/// The right address has a slash at its end.
pub(super) fn with_slash(path: &str, query: &str) -> Answer {
    let mut answer = Answer::text(StatusCode::MOVED_PERMANENTLY, "text/plain", "");
    let query = if query.is_empty() { String::new() } else { format!("?{query}") };
    answer.headers.push(("location", format!("{path}/{query}")));
    answer
}
