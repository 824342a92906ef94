//! The Secret Service of Linux desktops, through keyring's own store. Each call makes its own connection: a call that
//! hangs on a prompt keeps its connection to itself, and a service that starts later is found.

use std::sync::Arc;

use domain::{Error, ErrorKind, Result, Secret};
use keyring_core::api::CredentialStoreApi as _;
use keyring_core::{Entry, Error as RingError};
use secrecy::ExposeSecret as _;
use secret_service::EncryptionType;
use zbus_secret_service_keyring_store::Store;
use zeroize::Zeroize as _;

use super::{Limit, Ring};

/// The Secret Service of the session.
pub(crate) struct SecretService {
    namespace: String,
}

impl SecretService {
    pub(crate) fn new(namespace: &str) -> Self {
        Self { namespace: namespace.to_owned() }
    }

    fn entry(&self, name: &str) -> Result<Entry> {
        let store: Arc<Store> = Store::new().map_err(meaning)?;
        let label = format!("Changeover: {name}");
        let modifiers = std::collections::HashMap::from([("label", label.as_str())]);
        store.build(&self.namespace, name, Some(&modifiers)).map_err(meaning)
    }
}

impl Ring for SecretService {
    fn set(&self, entry: &str, secret: &Secret) -> Result<()> {
        self.entry(entry)?.set_secret(secret.expose_secret().as_bytes()).map_err(meaning)
    }

    fn get(&self, entry: &str) -> Result<Option<Secret>> {
        match self.entry(entry)?.get_secret() {
            Ok(bytes) => text(bytes).map(Some),
            Err(RingError::NoEntry) => Ok(None),
            Err(error) => Err(meaning(error)),
        }
    }

    fn delete(&self, entry: &str) -> Result<bool> {
        match self.entry(entry)?.delete_credential() {
            Ok(()) => Ok(true),
            Err(RingError::NoEntry) => Ok(false),
            Err(error) => Err(meaning(error)),
        }
    }

    fn locked(&self) -> Result<Option<bool>> {
        let service = secret_service::blocking::SecretService::connect(EncryptionType::Plain)
            .map_err(|error| Error::new(ErrorKind::KeyringUnavailable, error.to_string()))?;
        let default = service.get_default_collection().map_err(|error| match error {
            secret_service::Error::NoResult => Error::new(
                ErrorKind::KeyringUnavailable,
                "the keyring service runs, but has no default keyring; nobody has made one yet",
            ),
            other => Error::new(ErrorKind::KeyringUnavailable, other.to_string()),
        })?;
        default
            .is_locked()
            .map(Some)
            .map_err(|error| Error::new(ErrorKind::KeyringUnavailable, error.to_string()))
    }

    fn most(&self) -> Option<Limit> {
        None
    }
}

fn text(bytes: Vec<u8>) -> Result<Secret> {
    String::from_utf8(bytes).map(Secret::from).map_err(|error| {
        error.into_bytes().zeroize();
        Error::new(ErrorKind::SecretMissing, "the keyring's entry is not text; it was not written by us")
    })
}

fn meaning(error: RingError) -> Error {
    let kind = match &error {
        // The service runs, but nobody has made a keyring yet: there is nothing to unlock.
        RingError::NoStorageAccess(cause)
            if matches!(cause.downcast_ref(), Some(secret_service::Error::NoResult)) =>
        {
            ErrorKind::KeyringUnavailable
        }
        RingError::NoStorageAccess(_) => ErrorKind::KeyringLocked,
        RingError::TooLong(..) => ErrorKind::SecretTooLong,
        RingError::NoEntry => ErrorKind::SecretMissing,
        _ => ErrorKind::KeyringUnavailable,
    };
    // Some of its values hold bytes of the secret: only the sentence is kept.
    Error::new(kind, error.to_string())
}
