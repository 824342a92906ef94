//! Errors on their way out: kind, stage, the one recommended action. Nothing of the cause chain goes with it.

use std::collections::BTreeMap;

use app::Fault;
use domain::Error;
use domain::time::Millis;

use crate::requests::RpcError;

/// An error as every host shows it.
#[must_use]
pub fn error(stage: &str, error: &Error) -> RpcError {
    of(stage, &Fault::from(error))
}

/// The same of an error that was kept.
pub(crate) fn of(stage: &str, fault: &Fault) -> RpcError {
    let mut params = BTreeMap::new();
    if let Some(Millis(wait)) = fault.retry_after {
        params.insert("seconds".to_owned(), (wait.max(0) + 999).div_euclid(1_000).to_string());
    }
    RpcError {
        code: fault.kind.code().to_owned(),
        params,
        stage: stage.to_owned(),
        remedy: fault.kind.remedy(),
        retry: fault.kind.retry(),
        reference: fault.reference.clone(),
        detail: fault.detail.clone(),
    }
}
