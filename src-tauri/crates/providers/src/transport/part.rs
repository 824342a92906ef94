//! Answers of which a part may be missing: what a refusal of one call means for the whole.

use domain::error::{ErrorKind, Result};

/// Makes a part that may be missing out of an answer that may be refused. What concerns the whole account (signed out,
/// network, rate) stays an error.
pub(crate) fn soft<T>(outcome: Result<T>) -> Result<Option<T>> {
    match outcome {
        Ok(answer) => Ok(Some(answer)),
        Err(error) => match error.kind {
            ErrorKind::NotFound
            | ErrorKind::Forbidden
            | ErrorKind::ProviderRefused
            | ErrorKind::ProviderUnavailable
            | ErrorKind::NoCapacity
            | ErrorKind::PaymentRequired
            | ErrorKind::MalformedAnswer
            | ErrorKind::AnswerTooLarge => {
                tracing::warn!(code = error.code(), reference = error.reference, "a part is missing");
                Ok(None)
            }
            _ => Err(error),
        },
    }
}

/// Makes "there is none" out of 404.
pub(crate) fn none_if_404<T>(outcome: Result<T>) -> Result<Option<T>> {
    match outcome {
        Ok(answer) => Ok(Some(answer)),
        Err(error) if error.kind == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}
