//! The vault as the other rooms see it. Keeps no secret longer than a call, but for those of the session and of the
//! open passphrase file.

use std::sync::Arc;

use domain::ids::AccountId;
use domain::{Error, ErrorKind, Result, Secret};
use secrecy::ExposeSecret as _;

use crate::file::PassphraseFile;
use crate::options::VaultOptions;
use crate::patience::{Answer, Patience};
use crate::ring::{self, Ring};
use crate::session::Session;
use crate::state::{FileState, Kind, RingState, State};

/// Where a secret was put.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kept {
    /// In the keyring of the operating system.
    Keyring,
    /// In the passphrase file.
    File,
}

/// Secrets by account. Cheap to share: wrap it in an `Arc`.
///
/// Every call may be made at the same time as others. No call takes longer than the host's patience with the keyring,
/// plus the work of the passphrase file.
pub struct Vault {
    options: VaultOptions,
    ring: Arc<dyn Ring>,
    patience: Patience,
    file: Arc<PassphraseFile>,
    session: Session,
}

impl Vault {
    /// Sets a vault up. Touches neither keyring nor file.
    #[must_use]
    pub fn open(options: VaultOptions) -> Self {
        let ring = Arc::new(ring::System::new(&options.namespace));
        Self::over(options, ring)
    }

    fn over(options: VaultOptions, ring: Arc<dyn Ring>) -> Self {
        let patience = Patience::new(options.patience);
        let file = Arc::new(PassphraseFile::new(options.file.clone(), options.work_factor));
        Self { options, ring, patience, file, session: Session::default() }
    }

    /// How both stores stand. Looks at the keyring without opening a prompt, and proves it by writing, reading and
    /// deleting.
    pub async fn state(&self) -> State {
        let keyring = match self.ring_in_use() {
            false => RingState::Unavailable,
            true => self.prove().await,
        };
        State::of(keyring, self.file.state(), self.options.only)
    }

    /// Makes the passphrase file and leaves it open. The passphrase needs eight characters.
    ///
    /// Errors: `InvalidInput` (too short), `WrongState` (there is one already), `StoreUnwritable`. A damaged file is
    /// set aside under another name, never overwritten.
    pub async fn create(&self, passphrase: Secret) -> Result<State> {
        let file = Arc::clone(&self.file);
        off_thread(move || file.create(passphrase)).await?;
        Ok(self.state().await)
    }

    /// Opens the passphrase file for this process.
    ///
    /// Errors: `WrongPassphrase`, `VaultDamaged`, `VaultTooNew`, `SecretMissing` when there is no file. The file is not
    /// touched.
    pub async fn unlock(&self, passphrase: Secret) -> Result<State> {
        let file = Arc::clone(&self.file);
        off_thread(move || file.unlock(passphrase)).await?;
        Ok(self.state().await)
    }

    /// Locks the passphrase file: what was open is wiped from memory.
    pub async fn lock(&self) -> State {
        self.file.lock();
        self.state().await
    }

    /// Keeps a secret for as long as it is not removed, in place of an older one; says where.
    ///
    /// A secret that the keyring cannot hold goes to the passphrase file when that is open, else `SecretTooLong`.
    /// Other errors: `KeyringUnavailable`, `KeyringLocked`, `VaultLocked`, `StoreUnwritable`. Nothing is kept then.
    pub async fn put(&self, account: AccountId, secret: Secret) -> Result<Kept> {
        let refused = match self.ring_in_use() {
            true => match self.put_in_ring(account, &secret).await {
                Ok(()) => {
                    // One place for one secret: an older one elsewhere would come back some day.
                    self.remove_from_file(account).await?;
                    return Ok(Kept::Keyring);
                }
                Err(error) => error,
            },
            false => Error::new(ErrorKind::VaultLocked, "the passphrase file is not open"),
        };
        if self.options.only == Some(Kind::Keyring) || self.file.state() != FileState::Open {
            return Err(refused);
        }
        let file = Arc::clone(&self.file);
        off_thread(move || file.put(account, secret)).await?;
        Ok(Kept::File)
    }

    /// Keeps a secret until this process ends: for the accounts of the practice cloud.
    pub fn put_for_session(&self, account: AccountId, secret: Secret) {
        self.session.put(account, secret);
    }

    /// The secret of an account.
    ///
    /// Errors: `SecretMissing` only when every store could be looked into; else why one could not: `KeyringLocked`,
    /// `KeyringUnavailable`, `VaultLocked`.
    pub async fn get(&self, account: AccountId) -> Result<Secret> {
        if let Some(secret) = self.session.get(account) {
            return Ok(secret);
        }
        let file = Arc::clone(&self.file);
        if let Some(secret) = off_thread(move || file.get(account)).await? {
            return Ok(secret);
        }
        let from_ring = match self.ring_in_use() {
            true => self.get_from_ring(account).await,
            false => Ok(None),
        };
        match from_ring {
            Ok(Some(secret)) => Ok(secret),
            Ok(None) => Err(self.file_blind().unwrap_or_else(missing)),
            Err(error) => Err(self.file_blind().unwrap_or(error)),
        }
    }

    /// Removes the secret of an account from wherever it is. Removing what is not there is no error.
    ///
    /// Errors when a store that may hold it could not be looked into, and no other held it.
    pub async fn remove(&self, account: AccountId) -> Result<()> {
        let from_session = self.session.remove(account);
        let from_file = self.remove_from_file(account).await?;
        let entry = entry(account);
        let from_ring = match self.ring_in_use() {
            true => self.call_ring(move |ring| ring.delete(&entry)).await,
            false => Ok(false),
        };
        match from_ring {
            _ if from_session || from_file => Ok(()),
            Ok(true) => Ok(()),
            Ok(false) => self.file_blind().map_or(Ok(()), Err),
            Err(error) => Err(error),
        }
    }

    fn ring_in_use(&self) -> bool {
        self.options.only != Some(Kind::File)
    }

    /// Why nothing can be said of the file's content, where it may have one.
    fn file_blind(&self) -> Option<Error> {
        if self.options.only == Some(Kind::Keyring) {
            return None;
        }
        match self.file.state() {
            FileState::Locked => Some(Error::new(ErrorKind::VaultLocked, "the passphrase file is locked")),
            FileState::Damaged => {
                Some(Error::new(ErrorKind::VaultDamaged, "the passphrase file is not readable"))
            }
            FileState::Absent | FileState::Open => None,
        }
    }

    async fn prove(&self) -> RingState {
        let marker = uuid::Uuid::new_v4().to_string();
        match self.call_ring_shared(move |ring| ring::prove(&ring, &marker)).await {
            Ok(()) => RingState::Working,
            Err(error) if error.kind == ErrorKind::KeyringLocked => RingState::Locked,
            Err(error) => {
                tracing::debug!(code = error.code(), "the keyring is not usable");
                RingState::Unavailable
            }
        }
    }

    async fn put_in_ring(&self, account: AccountId, secret: &Secret) -> Result<()> {
        if let Some(limit) = self.ring.most() {
            limit.check(secret.expose_secret())?;
        }
        let (entry, written) = (entry(account), secret.clone());
        let read = self
            .call_ring(move |ring| {
                ring.set(&entry, &written)?;
                ring.get(&entry)
            })
            .await?;
        match read {
            Some(read) if read.expose_secret() == secret.expose_secret() => Ok(()),
            _ => Err(Error::new(
                ErrorKind::KeyringUnavailable,
                "the keyring did not give back what was written into it",
            )),
        }
    }

    async fn get_from_ring(&self, account: AccountId) -> Result<Option<Secret>> {
        let entry = entry(account);
        self.call_ring(move |ring| match ring.get(&entry)? {
            Some(secret) => Ok(Some(secret)),
            // Nothing seen proves nothing while it is locked.
            None if ring.locked()? == Some(true) => {
                Err(Error::new(ErrorKind::KeyringLocked, "the keyring is locked"))
            }
            None => Ok(None),
        })
        .await
    }

    async fn remove_from_file(&self, account: AccountId) -> Result<bool> {
        let file = Arc::clone(&self.file);
        off_thread(move || file.remove(account)).await
    }

    async fn call_ring<T: Send + 'static>(
        &self,
        call: impl FnOnce(&dyn Ring) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        self.call_ring_shared(move |ring| call(&*ring)).await
    }

    async fn call_ring_shared<T: Send + 'static>(
        &self,
        call: impl FnOnce(Arc<dyn Ring>) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        let ring = Arc::clone(&self.ring);
        match self.patience.run(move || call(ring)).await? {
            Answer::Came(answer) => answer,
            Answer::TooLate => Err(self.why_too_late().await),
        }
    }

    /// A call that did not come back waits for a password, or the service is broken: it is asked which.
    async fn why_too_late(&self) -> Error {
        let ring = Arc::clone(&self.ring);
        match self.patience.run(move || ring.locked()).await {
            Ok(Answer::Came(Ok(Some(true)))) => {
                Error::new(ErrorKind::KeyringLocked, "the keyring waits for its password")
            }
            _ => Error::new(ErrorKind::KeyringUnavailable, "the keyring does not answer"),
        }
    }
}

fn entry(account: AccountId) -> String {
    format!("account/{account}")
}

fn missing() -> Error {
    Error::new(ErrorKind::SecretMissing, "no store holds a secret for this account")
}

/// Runs the passphrase file's work, which takes long but always ends, off the threads that serve others.
async fn off_thread<T: Send + 'static>(work: impl FnOnce() -> Result<T> + Send + 'static) -> Result<T> {
    tokio::task::spawn_blocking(work).await.unwrap_or_else(|error| {
        Err(Error::new(ErrorKind::Internal, "the vault's work broke off").because(error))
    })
}

#[cfg(test)]
#[path = "vault_tests.rs"]
mod tests;
