//! An error that was seen and is kept to be shown later. Errors themselves cannot be copied; this can.

use domain::time::Millis;
use domain::{Error, ErrorKind};

/// What was seen of an error.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// What kind of thing it is.
    pub kind: ErrorKind,
    /// In technical words.
    pub detail: String,
    /// What the provider calls the request.
    pub reference: Option<String>,
    /// How long the other side asked us to wait.
    pub retry_after: Option<Millis>,
}

impl From<&Error> for Fault {
    fn from(error: &Error) -> Self {
        Self {
            kind: error.kind,
            detail: error.detail.clone(),
            reference: error.reference.clone(),
            retry_after: error.retry_after,
        }
    }
}

impl From<Fault> for Error {
    fn from(fault: Fault) -> Self {
        Error::new(fault.kind, fault.detail)
            .with_reference(fault.reference)
            .with_retry_after(fault.retry_after)
    }
}

/// Whether an error says for sure that the provider did not do what it was asked for. Everything else is looked into.
pub(crate) fn is_refusal(kind: ErrorKind) -> bool {
    use ErrorKind as K;
    matches!(
        kind,
        K::HostNotFound
            | K::Unreachable
            | K::TlsIdentity
            | K::CertificateChanged
            | K::TlsUnavailable
            | K::ProxyRefused
            | K::HostNotAllowed
            | K::Redirected
            | K::RateLimited
            | K::ProviderRefused
            | K::NotFound
            | K::PaymentRequired
            | K::NoCapacity
            | K::NotSupported
            | K::SignedOut
            | K::Forbidden
            | K::InvalidInput
            | K::AlreadyRunning
    )
}
