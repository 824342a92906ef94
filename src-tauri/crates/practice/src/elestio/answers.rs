//! The shapes in which Elestio confirms and refuses.

use axum::http::StatusCode;
use serde_json::{Value, json};

use crate::door::Answer;

/// A refusal before it has its shape.
#[derive(Debug)]
pub(super) struct Refused {
    status: StatusCode,
    code: Option<&'static str>,
    message: String,
}

impl Refused {
    /// With a code, which comes with 401.
    pub(super) fn coded(code: &'static str, message: &str) -> Self {
        Self { status: StatusCode::UNAUTHORIZED, code: Some(code), message: message.to_owned() }
    }

    /// `KO` with 200.
    pub(super) fn ko(message: impl Into<String>) -> Self {
        Self { status: StatusCode::OK, code: None, message: message.into() }
    }

    pub(super) fn signed_out() -> Self {
        Self::coded("Unauthorized", "Authentication failed.")
    }

    pub(super) fn no_service() -> Self {
        Self::coded("InvalidServer", "Invalid Server; unable to retrieve information.")
    }

    /// Spelt as the provider spells it.
    pub(super) fn going() -> Self {
        Self::coded("service_deleted", "Sevice deleting")
    }

    pub(super) fn no_right() -> Self {
        Self::coded("MissingPermission", "You do not have the permission to do this")
    }

    pub(super) fn too_many() -> Self {
        Self {
            status: StatusCode::TOO_MANY_REQUESTS,
            code: Some("TooManyRequests"),
            message: "Too many requests, please try again later.".into(),
        }
    }

    pub(super) fn unknown_path() -> Self {
        Self { status: StatusCode::NOT_FOUND, code: None, message: "Not found".into() }
    }

    /// The answer. `with_200`: what has 401 otherwise comes with 200 and `KO`, its code beside it.
    pub(super) fn answer(self, with_200: bool) -> Answer {
        let mut body = json!({ "status": "KO", "message": self.message });
        if let Some(code) = self.code {
            body["code"] = code.into();
        }
        let mut answer = Answer::json(&body);
        let softened = with_200 && self.status == StatusCode::UNAUTHORIZED;
        answer.status = if softened { StatusCode::OK } else { self.status };
        answer
    }
}

/// `{ "status": "OK", ... }`.
pub(super) fn ok(mut more: Value) -> Answer {
    more["status"] = "OK".into();
    Answer::json(&more)
}

/// `{ "status": "OK", "data": ... }`.
pub(super) fn ok_data(data: Value) -> Answer {
    ok(json!({ "data": data }))
}

/// A page that shows what the machine does, on another host.
pub(super) fn page(name: &str) -> Value {
    json!({ "url": format!("https://{name}.practice.invalid:18445/"), "mode": "iframe" })
}
