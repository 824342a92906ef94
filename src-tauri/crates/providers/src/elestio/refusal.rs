//! What Elestio says when it refuses: `status: KO` with 200, with a code and 401, or a plain status. Decided on by status and code
//! alone, never by words.

use domain::error::{Error, ErrorKind};
use domain::time::Timestamp;
use serde::Deserialize;

use crate::lenient::{Text, said};
use crate::transport::{self, Redactor, Refusal, Response};

/// The object of a refusal; also what a success looks like as far as it matters here.
#[derive(Default, Deserialize)]
struct View {
    #[serde(default)]
    status: Option<Text>,
    #[serde(default)]
    code: Option<Text>,
    #[serde(default)]
    message: Option<Text>,
}

/// A refusal that was read.
#[derive(Debug)]
pub(super) struct Said {
    code: Option<String>,
    message: Option<String>,
}

/// Reads an answer: `None` when it refuses nothing.
pub(super) fn read(answer: &Response) -> Option<Said> {
    // A list, or a page for people, is no object: then the status alone speaks.
    let view: View = serde_json::from_slice(&answer.body).unwrap_or_default();
    let ko = said(view.status).is_some_and(|word| word.eq_ignore_ascii_case("ko"));
    (ko || !answer.is_success()).then(|| Said { code: said(view.code), message: said(view.message) })
}

impl Said {
    /// Whether a new session may help. This one code says so, no other.
    pub(super) fn is_signed_out(&self) -> bool {
        self.code.as_deref() == Some("Unauthorized")
    }

    /// The error that it stands for.
    pub(super) fn error(self, answer: &Response, now: Timestamp, redactor: &Redactor) -> Error {
        let by_code = self.code.as_deref().map(|code| match code {
            "Unauthorized" | "InvalidToken" => ErrorKind::SignedOut,
            "InvalidServer" | "service_deleted" => ErrorKind::NotFound,
            "InvalidPermission" | "MissingPermission" | "AccessDenied" => ErrorKind::Forbidden,
            "TooManyRequests" => ErrorKind::RateLimited,
            // A code that we do not know with 401 is no sign that the credential lapsed.
            _ => ErrorKind::ProviderRefused,
        });
        // The status speaks where there is no code; 200 with KO is a refusal like any other.
        let kind = match (by_code, answer.status) {
            (Some(ErrorKind::ProviderRefused), status) if status == 429 || status >= 500 => None,
            (None, status) if (200..300).contains(&status) => Some(ErrorKind::ProviderRefused),
            (kind, _) => kind,
        };
        let message = self.message.or(self.code);
        let mut error = transport::refusal(answer, Refusal { message, no_capacity: false }, now, redactor);
        if let Some(kind) = kind {
            error.kind = kind;
        }
        error
    }
}

#[cfg(test)]
mod tests {
    use bytes::Bytes;
    use reqwest::header::HeaderMap;

    use super::*;

    fn answer(status: u16, body: &str) -> Response {
        Response { status, headers: HeaderMap::new(), body: Bytes::from(body.to_owned()), reference: None }
    }

    fn kind(status: u16, body: &str) -> Option<ErrorKind> {
        let answer = answer(status, body);
        Some(read(&answer)?.error(&answer, Timestamp(0), &Redactor::new()).kind)
    }

    #[test]
    fn every_shape_of_refusal_has_its_kind() {
        for (status, body, expected) in [
            (200, r#"{"status":"OK"}"#, None),
            (200, r#"{"servers":[]}"#, None),
            (200, r#"{"actionID":1,"status":"running"}"#, None),
            (200, "[]", None),
            (200, r#"{"status":"KO","message":"Not enough credit"}"#, Some(ErrorKind::ProviderRefused)),
            (200, r#"{"status":"ko"}"#, Some(ErrorKind::ProviderRefused)),
            (200, r#"{"status":"KO","code":"InvalidServer","message":"x"}"#, Some(ErrorKind::NotFound)),
            (401, r#"{"status":"KO","code":"Unauthorized","message":"x"}"#, Some(ErrorKind::SignedOut)),
            (401, r#"{"status":"KO","code":"InvalidServer","message":"x"}"#, Some(ErrorKind::NotFound)),
            (401, r#"{"status":"KO","code":"service_deleted"}"#, Some(ErrorKind::NotFound)),
            (401, r#"{"status":"KO","code":"MissingPermission"}"#, Some(ErrorKind::Forbidden)),
            (401, r#"{"status":"KO","code":"SomethingNew","message":"x"}"#, Some(ErrorKind::ProviderRefused)),
            (401, "", Some(ErrorKind::SignedOut)),
            (429, r#"{"status":"KO","code":"TooManyRequests"}"#, Some(ErrorKind::RateLimited)),
            (429, "<html>", Some(ErrorKind::RateLimited)),
            (502, "<html>", Some(ErrorKind::ProviderUnavailable)),
            (503, r#"{"status":"KO","code":"Odd"}"#, Some(ErrorKind::ProviderUnavailable)),
            (404, "", Some(ErrorKind::NotFound)),
        ] {
            assert_eq!(kind(status, body), expected, "{status} {body}");
        }
    }

    #[test]
    fn only_one_code_says_that_a_new_session_may_help() {
        let signed_out = |body: &str| read(&answer(401, body)).unwrap().is_signed_out();
        assert!(signed_out(r#"{"status":"KO","code":"Unauthorized"}"#));
        for other in ["InvalidServer", "service_deleted", "InvalidToken", "AccessDenied", "MissingPermission"]
        {
            assert!(!signed_out(&format!(r#"{{"status":"KO","code":"{other}"}}"#)), "{other}");
        }
        assert!(!signed_out(""));
    }
}
