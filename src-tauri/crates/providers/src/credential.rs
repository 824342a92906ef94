//! What every provider's credentials have in common: fields as a person enters them, and the one text that the vault keeps. No
//! error repeats what was entered.

use std::collections::BTreeMap;

use domain::error::{Error, ErrorKind, Result};
use domain::secret::{ExposeSecret, Secret, secret};
use serde::Serialize;
use serde::de::DeserializeOwned;

/// Longest value of a field that can be a credential.
pub(crate) const LONGEST: usize = 1024;

pub(crate) fn malformed(detail: impl Into<String>) -> Error {
    Error::new(ErrorKind::CredentialMalformed, detail)
}

/// A field without spaces around it, made of letters that it may hold; `None` for an empty one.
///
/// Errors: `CredentialMalformed`.
pub(crate) fn field<'a>(
    fields: &'a BTreeMap<String, String>,
    name: &str,
    may_hold: fn(char) -> bool,
) -> Result<Option<&'a str>> {
    let value = fields.get(name).map(|value| value.trim()).unwrap_or_default();
    if value.is_empty() {
        return Ok(None);
    }
    if value.len() > LONGEST {
        return Err(malformed(format!("the field {name} is longer than any credential")));
    }
    if !value.chars().all(may_hold) {
        return Err(malformed(format!("the field {name} holds spaces or signs that no credential has")));
    }
    Ok(Some(value))
}

/// A field that must be there.
///
/// Errors: `CredentialMalformed`.
pub(crate) fn required<'a>(
    fields: &'a BTreeMap<String, String>,
    name: &str,
    may_hold: fn(char) -> bool,
) -> Result<&'a str> {
    field(fields, name, may_hold)?.ok_or_else(|| malformed(format!("the field {name} is empty")))
}

/// The text for the vault.
pub(crate) fn sealed(stored: &impl Serialize) -> Result<Secret> {
    serde_json::to_string(stored).map(secret).map_err(|_| malformed("the credential cannot be stored"))
}

/// Reads what [`sealed`] wrote. The error says nothing of the content.
pub(crate) fn unsealed<T: DeserializeOwned>(stored: &Secret) -> Result<T> {
    serde_json::from_str(stored.expose_secret())
        .map_err(|_| malformed("the stored credential is not one of this provider"))
}
