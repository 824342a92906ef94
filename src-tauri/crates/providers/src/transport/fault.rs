//! What an HTTP client's error means, by the types in its chain of causes; no text is looked at to decide.

use std::error::Error as StdError;
use std::io;

use domain::error::{Error, ErrorKind};

use super::Redactor;

/// The kind of a failed attempt.
fn kind_of(error: &reqwest::Error) -> ErrorKind {
    if let Some(tls) = find::<rustls::Error>(error) {
        return match tls {
            rustls::Error::InvalidCertificate(_)
            | rustls::Error::NoCertificatesPresented
            | rustls::Error::InvalidCertRevocationList(_) => ErrorKind::TlsIdentity,
            _ => ErrorKind::TlsUnavailable,
        };
    }
    if error.is_dns() {
        return ErrorKind::HostNotFound;
    }
    if error.is_connect() {
        // A connection that was never made has had no effect, also when it was time that ended the trying. Only a
        // proxy refuses a tunnel without any cause from the operating system.
        let from_system = find::<io::Error>(error).is_some() || error.is_timeout();
        return if from_system { ErrorKind::Unreachable } else { ErrorKind::ProxyRefused };
    }
    if error.is_timeout() {
        return ErrorKind::TimedOut;
    }
    if error.is_builder() {
        return ErrorKind::Internal;
    }
    ErrorKind::ConnectionLost
}

/// An attempt that failed before an answer was complete.
pub(super) fn fault(error: reqwest::Error, redactor: &Redactor) -> Error {
    let error = error.without_url();
    let kind = kind_of(&error);
    let mut detail = String::new();
    let mut cause: Option<&dyn StdError> = Some(&error);
    while let Some(one) = cause {
        let text = one.to_string();
        if !detail.contains(&text) {
            if !detail.is_empty() {
                detail.push_str(": ");
            }
            detail.push_str(&text);
        }
        cause = one.source();
    }
    Error::new(kind, redactor.line(&detail))
}

/// The first cause of a type, also inside I/O errors, which hide the error that they carry.
fn find<'a, T: StdError + 'static>(error: &'a (dyn StdError + 'static)) -> Option<&'a T> {
    let mut cause = Some(error);
    while let Some(one) = cause {
        if let Some(found) = one.downcast_ref::<T>() {
            return Some(found);
        }
        if let Some(inner) = one.downcast_ref::<io::Error>().and_then(io::Error::get_ref)
            && let Some(found) = find::<T>(inner)
        {
            return Some(found);
        }
        cause = one.source();
    }
    None
}
