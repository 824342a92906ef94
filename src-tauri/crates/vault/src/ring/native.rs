//! Keychain and Credential Manager, through `keyring`.

use domain::{Error, ErrorKind, Result, Secret};
use keyring::v1::Entry;
use secrecy::ExposeSecret as _;

use super::{Limit, Ring};

/// The keyring of macOS or Windows.
pub(crate) struct Native {
    namespace: String,
}

impl Native {
    pub(crate) fn new(namespace: &str) -> Self {
        Self { namespace: namespace.to_owned() }
    }

    fn entry(&self, name: &str) -> Result<Entry> {
        Entry::new(&self.namespace, name).map_err(|error| match Entry::store_status() {
            Ok(()) => meaning(error),
            Err(cause) => Error::new(ErrorKind::KeyringUnavailable, cause.to_string()),
        })
    }
}

impl Ring for Native {
    fn set(&self, entry: &str, secret: &Secret) -> Result<()> {
        self.entry(entry)?.set_password(secret.expose_secret()).map_err(meaning)
    }

    fn get(&self, entry: &str) -> Result<Option<Secret>> {
        match self.entry(entry)?.get_password() {
            Ok(text) => Ok(Some(Secret::from(text))),
            Err(keyring::v1::Error::NoEntry) => Ok(None),
            Err(error) => Err(meaning(error)),
        }
    }

    fn delete(&self, entry: &str) -> Result<bool> {
        match self.entry(entry)?.delete_credential() {
            Ok(()) => Ok(true),
            Err(keyring::v1::Error::NoEntry) => Ok(false),
            Err(error) => Err(meaning(error)),
        }
    }

    fn locked(&self) -> Result<Option<bool>> {
        Ok(None)
    }

    fn most(&self) -> Option<Limit> {
        // Credential Manager keeps text as UTF-16, 2,560 bytes at most; a longer one fails with a number that says nothing.
        cfg!(windows).then_some(Limit { bytes: 2560, per_unit: 2 })
    }
}

fn meaning(error: keyring::v1::Error) -> Error {
    let kind = match &error {
        keyring::v1::Error::NoStorageAccess(_) => ErrorKind::KeyringLocked,
        keyring::v1::Error::TooLong(..) => ErrorKind::SecretTooLong,
        keyring::v1::Error::NoEntry => ErrorKind::SecretMissing,
        _ => ErrorKind::KeyringUnavailable,
    };
    // The error's own value may hold bytes of the secret (bad encoding): only its sentence is kept.
    Error::new(kind, error.to_string())
}
