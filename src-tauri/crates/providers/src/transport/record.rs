//! Writes down every attempt: where it went, how it ended, how long it took. Redacted as it is taken down: no header, no
//! body, of the query only the names.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};

use async_trait::async_trait;
use domain::error::{ErrorKind, Result};
use domain::time::{Clock, Millis, Timestamp};
use serde::Serialize;
use tokio::time::Instant;

use super::{Redactor, Request, Response, Transport};

/// One attempt, as it may be shown and kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RequestRecord {
    /// When it began.
    pub at: Timestamp,
    /// `GET`.
    pub method: &'static str,
    /// Host, with the port where it is not the usual one.
    pub host: String,
    /// Path, and names of the query; no values.
    pub path: String,
    /// The status, where there was an answer.
    pub status: Option<u16>,
    /// The kind of error, where there was none.
    pub error: Option<ErrorKind>,
    /// How long it took, by a clock that does not jump.
    pub took: Millis,
    /// What the provider calls the request.
    pub reference: Option<String>,
    /// Bytes of the answer's body.
    pub received: usize,
}

/// Is told of every attempt, after it. Must return at once.
pub trait Observer: Send + Sync {
    /// An attempt has ended.
    fn seen(&self, record: &RequestRecord);
}

/// Keeps the newest attempts in memory: the app's list of contacted hosts.
pub struct RequestLog {
    ring: Mutex<VecDeque<RequestRecord>>,
    capacity: usize,
}

impl RequestLog {
    /// An empty log that keeps so many attempts.
    #[must_use]
    pub fn new(capacity: usize) -> Self {
        Self { ring: Mutex::new(VecDeque::with_capacity(capacity.min(1024))), capacity: capacity.max(1) }
    }

    /// The attempts kept, oldest first.
    #[must_use]
    pub fn entries(&self) -> Vec<RequestRecord> {
        self.ring.lock().unwrap_or_else(PoisonError::into_inner).iter().cloned().collect()
    }
}

impl Observer for RequestLog {
    fn seen(&self, record: &RequestRecord) {
        let mut ring = self.ring.lock().unwrap_or_else(PoisonError::into_inner);
        if ring.len() == self.capacity {
            ring.pop_front();
        }
        ring.push_back(record.clone());
    }
}

/// Tells an observer and the log of every attempt.
pub struct Record {
    inner: Arc<dyn Transport>,
    clock: Arc<dyn Clock>,
    redactor: Arc<Redactor>,
    observer: Option<Arc<dyn Observer>>,
}

impl Record {
    pub(super) fn new(
        inner: Arc<dyn Transport>,
        clock: Arc<dyn Clock>,
        redactor: Arc<Redactor>,
        observer: Option<Arc<dyn Observer>>,
    ) -> Self {
        Self { inner, clock, redactor, observer }
    }
}

#[async_trait]
impl Transport for Record {
    async fn send(&self, request: &Request) -> Result<Response> {
        let (at, begun) = (self.clock.now(), Instant::now());
        let outcome = self.inner.send(request).await;
        let (status, error, reference, received) = match &outcome {
            Ok(answer) => (Some(answer.status), None, answer.reference.clone(), answer.body.len()),
            Err(error) => (None, Some(error.kind), error.reference.clone(), 0),
        };
        let record = RequestRecord {
            at,
            method: request.method.as_str(),
            host: host(&request.url),
            path: self.redactor.line(&path(&request.url)),
            status,
            error,
            took: Millis(i64::try_from(begun.elapsed().as_millis()).unwrap_or(i64::MAX)),
            reference,
            received,
        };
        tracing::debug!(
            method = record.method,
            host = record.host,
            path = record.path,
            status = record.status,
            error = record.error.map(ErrorKind::code),
            took_ms = record.took.0,
            reference = record.reference,
            "request"
        );
        if let Some(observer) = &self.observer {
            observer.seen(&record);
        }
        outcome
    }
}

fn host(url: &url::Url) -> String {
    let host = url.host_str().unwrap_or_default();
    url.port().map_or_else(|| host.to_owned(), |port| format!("{host}:{port}"))
}

fn path(url: &url::Url) -> String {
    let names: Vec<_> = url.query_pairs().map(|(name, _)| name.into_owned()).collect();
    if names.is_empty() { url.path().to_owned() } else { format!("{}?{}", url.path(), names.join("&")) }
}
