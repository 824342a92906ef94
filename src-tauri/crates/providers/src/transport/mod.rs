//! The one door to the network, and the layers around it, each in its own file:
//!
//! retry > rate > record > timeout > http
//!
//! Providers hand a [`Request`] to the outermost layer and get a [`Response`] of any status. Nothing here knows what a
//! provider is. Nothing here follows a redirect, keeps a cookie, or repeats what is not idempotent.

mod address;
mod answer;
mod fault;
mod header;
mod http;
mod part;
mod rate;
mod record;
mod redact;
mod request;
mod retry;
mod stack;
mod timeout;
mod wait;

use async_trait::async_trait;
use domain::error::Result;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC};

pub(crate) use address::under;
pub use answer::{Refusal, json, refusal};
pub(crate) use header::Fixed;
pub use http::{Http, ProxyChoice};
pub(crate) use part::{none_if_404, soft};
pub use rate::{Pace, Quotas, Rate};
pub use record::{Observer, Record, RequestLog, RequestRecord};
pub use redact::Redactor;
pub use request::{Body, Method, Patience, Request, Response, Sign};
pub use retry::{Retry, RetryLimits};
pub use stack::{Limits, StackOptions, stack};
pub use timeout::{Timeout, Timeouts};
pub use wait::retry_after;

/// What percent-encoding leaves alone by RFC 3986: letters, digits, `-`, `.`, `_`, `~`.
pub(crate) const UNRESERVED: &AsciiSet =
    &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// Sends requests. Object-safe, so that layers can be put around each other.
#[async_trait]
pub trait Transport: Send + Sync {
    /// Sends one request and reads the whole answer, whatever its status (but see `Redirected`, `ProxyRefused`).
    ///
    /// Errors: those of the network (`CHG-NET`), `AnswerTooLarge`, and whatever the request's signer says. An answer that
    /// came is named in the error's `reference`.
    async fn send(&self, request: &Request) -> Result<Response>;
}

/// Where chance comes from: nonces and jitter. Hosts hand in the machine's, tests their own.
pub trait Chance: Send + Sync {
    /// The next 64 random bits.
    fn next(&self) -> u64;
}

/// Chance from the operating system.
#[derive(Clone, Copy, Debug, Default)]
pub struct OsChance;

impl Chance for OsChance {
    fn next(&self) -> u64 {
        let (high, low) = uuid::Uuid::new_v4().as_u64_pair();
        // Six bits of a version 4 are fixed, two of the low half and four of the high one: folding hides them.
        high.rotate_left(32) ^ low
    }
}
