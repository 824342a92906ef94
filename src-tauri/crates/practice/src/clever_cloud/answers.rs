//! The shapes in which Clever Cloud refuses and confirms.

use axum::http::StatusCode;
use serde::de::DeserializeOwned;
use serde_json::json;

use crate::door::{Answer, Call};

impl Call {
    /// The body as JSON.
    pub(super) fn json<T: DeserializeOwned>(&self) -> Result<T, Answer> {
        self.parsed().map_err(|said| Answer::error(StatusCode::BAD_REQUEST, 4000, &said))
    }
}

impl Answer {
    /// An error in the shape of v2.
    pub(super) fn error(status: StatusCode, id: i64, message: &str) -> Self {
        let mut answer = Self::json(&json!({ "id": id, "message": message, "type": "error" }));
        answer.status = status;
        answer
    }

    /// An error in the shape of v4.
    pub(super) fn error_v4(status: StatusCode, code: &str, message: &str) -> Self {
        let mut answer = Self::json(&json!({ "code": code, "error": message }));
        answer.status = status;
        answer
    }

    pub(super) fn not_found(what: &str) -> Self {
        Self::error(StatusCode::NOT_FOUND, 4004, &format!("{what} not found"))
    }

    /// A message in the shape of v2, as successful deletions send it.
    pub(super) fn message(message: &str) -> Self {
        Self::json(&json!({ "id": 200, "message": message, "type": "success" }))
    }
}
