//! What an answer means: its JSON, or the error that its status stands for. A provider adds what its own error shapes say.

use domain::error::{Error, ErrorKind, Result};
use domain::time::{Millis, Timestamp};
use serde::de::DeserializeOwned;

use super::wait::retry_after;
use super::{Redactor, Response};

/// What a provider read out of an answer that is not a success.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Refusal {
    /// The provider's own words, unwrapped.
    pub message: Option<String>,
    /// True where the provider's documented shape says that it has no room.
    pub no_capacity: bool,
}

/// The error that an unsuccessful answer stands for.
#[must_use]
pub fn refusal(answer: &Response, said: Refusal, now: Timestamp, redactor: &Redactor) -> Error {
    let kind = match answer.status {
        401 => ErrorKind::SignedOut,
        402 => ErrorKind::PaymentRequired,
        403 => ErrorKind::Forbidden,
        404 | 410 => ErrorKind::NotFound,
        429 => ErrorKind::RateLimited,
        503 if said.no_capacity => ErrorKind::NoCapacity,
        500..600 => ErrorKind::ProviderUnavailable,
        400..500 => ErrorKind::ProviderRefused,
        _ => ErrorKind::MalformedAnswer,
    };
    let detail = match said.message {
        Some(message) => redactor.line(&message),
        None => format!("status {}", answer.status),
    };
    let wait = answer.header("retry-after").and_then(|text| retry_after(text, now));
    let wait = wait.map(|wait| Millis(i64::try_from(wait.as_millis()).unwrap_or(i64::MAX)));
    Error::new(kind, detail).with_reference(answer.reference.clone()).with_retry_after(wait)
}

/// Reads the JSON of a successful answer. What did not fit is told by its place, never by its content.
///
/// Errors: `MalformedAnswer` for HTML, cut or otherwise broken JSON, and wrong types.
pub fn json<T: DeserializeOwned>(answer: &Response) -> Result<T> {
    serde_json::from_slice(&answer.body).map_err(|error| {
        let what = match error.classify() {
            serde_json::error::Category::Eof => "the JSON of the answer ends too early",
            serde_json::error::Category::Data => "a part of the answer is not of the documented type",
            serde_json::error::Category::Syntax | serde_json::error::Category::Io => "the answer is not JSON",
        };
        let detail =
            format!("{what}, at line {} column {}, status {}", error.line(), error.column(), answer.status);
        Error::new(ErrorKind::MalformedAnswer, detail).with_reference(answer.reference.clone())
    })
}
