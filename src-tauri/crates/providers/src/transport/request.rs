//! Requests and answers as the layers see them. A request says by itself whether it may be repeated and how it is signed;
//! its signature is made anew for every attempt.

use std::sync::Arc;

use bytes::Bytes;
use domain::error::Result;
use domain::secret::Secret;
use reqwest::header::HeaderMap;
use url::Url;

/// What is done to the resource.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// Reads.
    Get,
    /// Creates or starts.
    Post,
    /// Replaces.
    Put,
    /// Removes or aborts.
    Delete,
}

impl Method {
    /// The word on the wire.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
            Self::Put => "PUT",
            Self::Delete => "DELETE",
        }
    }
}

/// How long an answer may take; what the words mean is said by [`Timeouts`](super::Timeouts).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Patience {
    /// A cheap read.
    Short,
    /// A read that may be slow.
    Usual,
    /// An effect whose outcome matters more than time.
    Long,
}

/// What is sent along.
#[derive(Clone)]
pub struct Body {
    /// `application/json`.
    pub content_type: &'static str,
    /// The bytes, already encoded.
    pub bytes: Bytes,
}

/// A request. It has no `Debug`: its body and address may hold secrets.
#[derive(Clone)]
pub struct Request {
    /// What is done.
    pub method: Method,
    /// To what. Must be on the account's own host.
    pub url: Url,
    /// Headers of the provider's own, beside those of the transport. No secret among them.
    pub headers: &'static [(&'static str, &'static str)],
    /// What is sent along.
    pub body: Option<Body>,
    /// True when sending it twice is the same as sending it once. Only such a request is ever repeated.
    pub idempotent: bool,
    /// How long the answer may take.
    pub patience: Patience,
    /// Signs each attempt; `None` for a request without credentials.
    pub signer: Option<Arc<dyn Sign>>,
}

impl Request {
    /// A read: idempotent, without body, usual patience.
    #[must_use]
    pub fn get(url: Url, signer: Option<Arc<dyn Sign>>) -> Self {
        Self {
            method: Method::Get,
            url,
            headers: &[],
            body: None,
            idempotent: true,
            patience: Patience::Usual,
            signer,
        }
    }

    /// A request with an effect: never repeated, long patience.
    #[must_use]
    pub fn effect(method: Method, url: Url, body: Option<Body>, signer: Option<Arc<dyn Sign>>) -> Self {
        Self { method, url, headers: &[], body, idempotent: false, patience: Patience::Long, signer }
    }
}

/// Signs requests.
pub trait Sign: Send + Sync {
    /// The whole value of the `Authorization` header for one attempt.
    fn authorization(&self, request: &Request) -> Result<Secret>;
}

/// An answer, read to its end. It has no `Debug`: its body may hold secrets.
#[derive(Clone)]
pub struct Response {
    /// The status, never 3xx.
    pub status: u16,
    /// The headers.
    pub headers: HeaderMap,
    /// The body, at most as long as the cap.
    pub body: Bytes,
    /// What the provider calls the request.
    pub reference: Option<String>,
}

impl Response {
    /// Whether the status is 2xx.
    #[must_use]
    pub fn is_success(&self) -> bool {
        (200..300).contains(&self.status)
    }

    /// A header as text.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).and_then(|value| value.to_str().ok())
    }
}
