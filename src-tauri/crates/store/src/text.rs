//! Values of the domain as the text that columns hold, and back.

use domain::{Error, ErrorKind, Result};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::fault::damaged;

/// JSON of a value.
pub(crate) fn write<T: Serialize>(value: &T) -> Result<String> {
    serde_json::to_string(value)
        .map_err(|error| Error::new(ErrorKind::Internal, "a value could not be laid out").because(error))
}

/// A value from its JSON. What cannot be read is damage.
pub(crate) fn read<T: DeserializeOwned>(text: &str, what: &str) -> Result<T> {
    serde_json::from_str(text)
        .map_err(|error| damaged(format!("{what} cannot be read from the store")).because(error))
}

/// The bare word of a value that serialises as one (`start_migration`).
pub(crate) fn word<T: Serialize>(value: &T) -> Result<String> {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(word)) => Ok(word),
        _ => Err(Error::new(ErrorKind::Internal, "a value is not a single word")),
    }
}

/// A value from its bare word.
pub(crate) fn from_word<T: DeserializeOwned>(word: &str, what: &str) -> Result<T> {
    serde_json::from_value(serde_json::Value::String(word.to_owned()))
        .map_err(|error| damaged(format!("{what} cannot be read from the store")).because(error))
}

/// A number of ours, from a column. Negative ones are damage.
pub(crate) fn count(number: i64, what: &str) -> Result<u64> {
    u64::try_from(number).map_err(|_| damaged(format!("{what} is negative")))
}
