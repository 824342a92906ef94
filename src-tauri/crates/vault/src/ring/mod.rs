//! The keyring of the operating system, one entry per credential. Blocking calls: they belong on a thread of their own.

#[cfg(not(all(unix, not(target_os = "macos"))))]
mod native;
#[cfg(all(unix, not(target_os = "macos")))]
mod secret_service;

use std::sync::Arc;

use domain::{Error, ErrorKind, Result, Secret};

#[cfg(not(all(unix, not(target_os = "macos"))))]
pub(crate) use native::Native as System;
#[cfg(all(unix, not(target_os = "macos")))]
pub(crate) use secret_service::SecretService as System;

/// What the vault asks of a keyring. Every call may hang on a prompt.
pub(crate) trait Ring: Send + Sync {
    /// Writes an entry, in place of an older one.
    fn set(&self, entry: &str, secret: &Secret) -> Result<()>;

    /// Reads an entry; `None` when there is none **as far as can be seen**: a locked keyring shows nothing either.
    fn get(&self, entry: &str) -> Result<Option<Secret>>;

    /// Deletes an entry; `false` when there was none.
    fn delete(&self, entry: &str) -> Result<bool>;

    /// Whether it is known to be locked, without a prompt. `None` where the system does not tell.
    fn locked(&self) -> Result<Option<bool>>;

    /// How many bytes of a secret one entry takes, and how a text is counted. `None` for no bound.
    fn most(&self) -> Option<Limit>;
}

/// The bound of one entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Limit {
    /// Bytes.
    pub(crate) bytes: usize,
    /// Bytes a UTF-16 unit of the text takes there.
    pub(crate) per_unit: usize,
}

impl Limit {
    /// Refuses what would not fit, before anything is written: a secret is never cut.
    pub(crate) fn check(self, text: &str) -> Result<()> {
        let needs = text.encode_utf16().count() * self.per_unit;
        if needs <= self.bytes {
            return Ok(());
        }
        let detail = format!("the secret takes {needs} bytes, an entry of the keyring holds {}", self.bytes);
        Err(Error::new(ErrorKind::SecretTooLong, detail))
    }
}

/// Proves that the keyring works by writing, reading and deleting an entry. Asks first whether it is locked, so that
/// looking never opens a prompt.
pub(crate) fn prove(ring: &Arc<dyn Ring>, marker: &str) -> Result<()> {
    use secrecy::ExposeSecret as _;

    if ring.locked()? == Some(true) {
        return Err(Error::new(ErrorKind::KeyringLocked, "the keyring is locked"));
    }
    let entry = format!("proof/{marker}");
    ring.set(&entry, &domain::secret::secret(marker))?;
    let read = ring.get(&entry)?;
    let deleted = ring.delete(&entry)?;
    if deleted && read.is_some_and(|secret| secret.expose_secret() == marker) {
        return Ok(());
    }
    Err(Error::new(ErrorKind::KeyringUnavailable, "the keyring did not give back what was written into it"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_is_measured_as_the_keyring_counts_it() {
        let limit = Limit { bytes: 2560, per_unit: 2 };
        assert!(limit.check(&"a".repeat(1280)).is_ok());
        let error = limit.check(&"a".repeat(1281)).unwrap_err();
        assert_eq!(error.kind, ErrorKind::SecretTooLong);
        // One sign outside the basic plane takes two units.
        assert!(limit.check(&"🔑".repeat(640)).is_ok());
        assert!(limit.check(&"🔑".repeat(641)).is_err());
    }
}
