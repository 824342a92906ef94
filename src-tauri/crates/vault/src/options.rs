//! How a vault is set up by its host. No I/O here.

use std::path::PathBuf;
use std::time::Duration;

use crate::state::Kind;

/// How a vault is set up.
#[derive(Clone, Debug)]
pub struct VaultOptions {
    /// Groups our entries in the keyring: one per channel, so that a developer's build never touches a user's secrets
    /// (`app.changeover`, `app.changeover.dev`). The desktop shows it to the person.
    pub namespace: String,
    /// The passphrase file. Its folder must exist by the time the file is made.
    pub file: PathBuf,
    /// Uses one kind alone: portable mode and `--passphrase-stdin` ask for [`Kind::File`]. `None` prefers the keyring.
    pub only: Option<Kind>,
    /// How long one call to the keyring may take. A call that waits for a prompt is given up after it.
    pub patience: Duration,
    /// The cost of guessing the passphrase, as the base-2 logarithm of scrypt's N.
    pub work_factor: u8,
}

impl VaultOptions {
    /// The keyring first, five seconds of patience, 128 MiB of work for each guess of the passphrase.
    #[must_use]
    pub fn new(namespace: impl Into<String>, file: impl Into<PathBuf>) -> Self {
        Self {
            namespace: namespace.into(),
            file: file.into(),
            only: None,
            patience: Duration::from_secs(5),
            work_factor: 17,
        }
    }

    /// Uses one kind of store alone.
    #[must_use]
    pub fn only(mut self, kind: Kind) -> Self {
        self.only = Some(kind);
        self
    }
}
