//! Errors, on one road: lower rooms return [`Error`]; a table maps its kind to a code, a retry directive and a remedy;
//! `app` adds the stage; `rpc` turns it into what hosts show. Nobody matches on messages.

mod kind;
mod policy;

pub use kind::ErrorKind;
pub use policy::{Remedy, Retry};

use crate::time::Millis;

/// The result of anything that can fail on this road.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// What went wrong. The kind says it to machines and people, the detail to the curious; neither holds a secret.
#[derive(Debug, thiserror::Error)]
#[error("{kind:?}: {detail}")]
pub struct Error {
    /// What kind of thing it is: decides code, retry and remedy.
    pub kind: ErrorKind,
    /// What was seen, in plain technical words, for the details line. Redacted by whoever made it.
    pub detail: String,
    /// What the provider calls the request (`Sozu-Id`), when it answered one.
    pub reference: Option<String>,
    /// How long the other side asked us to wait.
    pub retry_after: Option<Millis>,
    /// The cause.
    #[source]
    pub source: Option<Box<dyn std::error::Error + Send + Sync>>,
}

impl Error {
    /// An error of a kind, with what was seen.
    #[must_use]
    pub fn new(kind: ErrorKind, detail: impl Into<String>) -> Self {
        Self { kind, detail: detail.into(), reference: None, retry_after: None, source: None }
    }

    /// Attaches the cause. Its text must hold no secret.
    #[must_use]
    pub fn because(mut self, source: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        self.source = Some(source.into());
        self
    }

    /// Attaches the provider's name of the request.
    #[must_use]
    pub fn with_reference(mut self, reference: Option<String>) -> Self {
        self.reference = reference;
        self
    }

    /// Attaches how long the other side asked us to wait.
    #[must_use]
    pub fn with_retry_after(mut self, wait: Option<Millis>) -> Self {
        self.retry_after = wait;
        self
    }

    /// The stable code, `CHG-NET-001`.
    #[must_use]
    pub fn code(&self) -> &'static str {
        self.kind.code()
    }

    /// What to do about it, for machines.
    #[must_use]
    pub fn retry(&self) -> Retry {
        self.kind.retry()
    }
}
