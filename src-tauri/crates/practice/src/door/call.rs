//! A request taken apart, and an answer before it is sent. Knows HTTP's words and no provider's.

use axum::body::Bytes;
use axum::http::{HeaderMap, Method, StatusCode};
use percent_encoding::percent_decode_str;
use serde::de::DeserializeOwned;
use serde_json::Value;

/// A request.
#[derive(Debug)]
pub(crate) struct Call {
    pub(crate) method: Method,
    /// As it was sent, for signatures.
    pub(crate) raw_path: String,
    /// Decoded, without empty ones.
    pub(crate) segments: Vec<String>,
    pub(crate) query: Vec<(String, String)>,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
}

impl Call {
    pub(crate) fn new(method: Method, path: &str, query: &str, headers: HeaderMap, body: Bytes) -> Self {
        let decode = |text: &str| percent_decode_str(text).decode_utf8_lossy().into_owned();
        Self {
            method,
            raw_path: path.to_owned(),
            segments: path.split('/').filter(|part| !part.is_empty()).map(decode).collect(),
            query: pairs(query.as_bytes()),
            headers,
            body,
        }
    }

    /// The first value of a query parameter.
    pub(crate) fn param(&self, name: &str) -> Option<&str> {
        self.query.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }

    /// The fields of a form that was sent as one; empty for any other body.
    pub(crate) fn form(&self) -> Vec<(String, String)> {
        let is_form = self.header("content-type").starts_with("application/x-www-form-urlencoded");
        if is_form { pairs(&self.body) } else { Vec::new() }
    }

    /// The body as JSON, or why it cannot be read.
    pub(crate) fn parsed<T: DeserializeOwned>(&self) -> Result<T, String> {
        serde_json::from_slice(&self.body).map_err(|cause| format!("The body cannot be read: {cause}"))
    }
}

/// Pairs of a query or of a form.
pub(crate) fn pairs(text: &[u8]) -> Vec<(String, String)> {
    url::form_urlencoded::parse(text).into_owned().collect()
}

/// An answer.
#[derive(Clone, Debug)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) kind: &'static str,
    pub(crate) body: Vec<u8>,
    pub(crate) headers: Vec<(&'static str, String)>,
}

impl Answer {
    pub(crate) fn json(value: &Value) -> Self {
        Self::text(StatusCode::OK, "application/json", value.to_string())
    }

    pub(crate) fn text(status: StatusCode, kind: &'static str, body: impl Into<String>) -> Self {
        Self { status, kind, body: body.into().into_bytes(), headers: Vec::new() }
    }

    pub(crate) fn html(body: impl Into<String>) -> Self {
        Self::text(StatusCode::OK, "text/html; charset=utf-8", body)
    }

    pub(crate) fn redirect(to: &str) -> Self {
        let mut answer = Self::text(StatusCode::SEE_OTHER, "text/plain", "");
        answer.headers.push(("location", to.to_owned()));
        answer
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_decoded_by_segment() {
        let call = Call::new(Method::GET, "/v2/a%2Fb//c", "x=1&x=2&y=%26", HeaderMap::new(), Bytes::new());
        assert_eq!(call.segments, ["v2", "a/b", "c"]);
        assert_eq!((call.param("x"), call.param("y"), call.param("z")), (Some("1"), Some("&"), None));
    }
}
