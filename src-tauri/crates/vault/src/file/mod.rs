//! The passphrase file: all secrets in one file that a passphrase opens, for machines without a keyring.
//!
//! Written whole and swapped in at once; whatever cannot be read is never written over.

mod format;
#[cfg(not(unix))]
mod other;
#[cfg(unix)]
mod unix;

use std::collections::BTreeMap;
use std::fs;
use std::io::Write as _;
use std::path::PathBuf;
use std::sync::{Mutex, MutexGuard, PoisonError};

use atomic_write_file::OpenOptions;
use domain::ids::AccountId;
use domain::{Error, ErrorKind, Result, Secret};
use secrecy::ExposeSecret as _;

#[cfg(not(unix))]
use other as system;
#[cfg(unix)]
use unix as system;

use crate::state::FileState;

/// Characters that a new passphrase needs.
const SHORTEST: usize = 8;

/// The secrets of the file by account.
pub(crate) type Secrets = BTreeMap<AccountId, Secret>;

/// The file and, while it is open, what is in it. All calls block: the work factor is felt.
pub(crate) struct PassphraseFile {
    path: PathBuf,
    work_factor: u8,
    open: Mutex<Option<Open>>,
}

/// What an open file leaves in memory; wiped when dropped.
struct Open {
    passphrase: Secret,
    secrets: Secrets,
    /// The sealed bytes' own hash: tells whether someone else has written the file since.
    seen: String,
}

impl PassphraseFile {
    pub(crate) fn new(path: PathBuf, work_factor: u8) -> Self {
        Self { path, work_factor, open: Mutex::default() }
    }

    /// How it stands. Cheap: the seal is checked, not opened.
    pub(crate) fn state(&self) -> FileState {
        if self.held().is_some() {
            return FileState::Open;
        }
        match self.read() {
            Ok(None) => FileState::Absent,
            Ok(Some(bytes)) if format::sealed(&bytes).is_ok() => FileState::Locked,
            Ok(Some(_)) | Err(_) => FileState::Damaged,
        }
    }

    /// Makes a new, empty file and opens it. A damaged one is set aside first.
    pub(crate) fn create(&self, passphrase: Secret) -> Result<()> {
        if passphrase.expose_secret().chars().count() < SHORTEST {
            let detail = format!("a passphrase needs at least {SHORTEST} characters");
            return Err(Error::new(ErrorKind::InvalidInput, detail));
        }
        let mut held = self.held();
        if let Some(bytes) = self.read()? {
            match format::sealed(&bytes) {
                Err(error) if error.kind == ErrorKind::VaultDamaged => self.set_aside()?,
                Err(error) => return Err(error),
                Ok(_) => {
                    return Err(Error::new(ErrorKind::WrongState, "there is a passphrase file already"));
                }
            }
        }
        *held = Some(self.write(passphrase, Secrets::new())?);
        Ok(())
    }

    /// Opens the file for this process.
    pub(crate) fn unlock(&self, passphrase: Secret) -> Result<()> {
        let bytes = self
            .read()?
            .ok_or_else(|| Error::new(ErrorKind::SecretMissing, "there is no passphrase file to open"))?;
        let opened = open(&bytes, passphrase)?;
        *self.held() = Some(opened);
        Ok(())
    }

    /// Forgets what was open.
    pub(crate) fn lock(&self) {
        *self.held() = None;
    }

    /// The secret of an account; `None` when the file is closed or holds none.
    pub(crate) fn get(&self, account: AccountId) -> Result<Option<Secret>> {
        let mut held = self.held();
        let Some(open) = held.as_mut() else { return Ok(None) };
        self.refresh(open)?;
        Ok(open.secrets.get(&account).cloned())
    }

    /// Writes a secret down. The file must be open.
    pub(crate) fn put(&self, account: AccountId, secret: Secret) -> Result<()> {
        self.change(|secrets| {
            secrets.insert(account, secret);
            true
        })
        .map(|_| ())
    }

    /// Removes a secret; `false` when the file is closed or held none.
    pub(crate) fn remove(&self, account: AccountId) -> Result<bool> {
        if self.held().is_none() {
            return Ok(false);
        }
        self.change(|secrets| secrets.remove(&account).is_some())
    }

    /// Changes what is inside and writes it, unless the change says that there was nothing to change.
    fn change(&self, change: impl FnOnce(&mut Secrets) -> bool) -> Result<bool> {
        let mut held = self.held();
        let Some(open) = held.as_mut() else {
            return Err(Error::new(ErrorKind::VaultLocked, "the passphrase file is not open"));
        };
        self.refresh(open)?;
        let mut secrets = open.secrets.clone();
        if !change(&mut secrets) {
            return Ok(false);
        }
        *open = self.write(open.passphrase.clone(), secrets)?;
        Ok(true)
    }

    /// Takes over what another process has written meanwhile, so that it is not lost by our next write.
    fn refresh(&self, held: &mut Open) -> Result<()> {
        let Some(bytes) = self.read()? else {
            return Err(Error::new(ErrorKind::SecretMissing, "the passphrase file is gone"));
        };
        if format::sealed(&bytes)?.seal != held.seen {
            *held = open(&bytes, held.passphrase.clone())?;
        }
        Ok(())
    }

    fn write(&self, passphrase: Secret, secrets: Secrets) -> Result<Open> {
        let bytes = format::seal(&secrets, &passphrase, self.work_factor)?;
        let seen = format::sealed(&bytes)?.seal.to_owned();
        self.swap_in(&bytes).map_err(|error| {
            Error::new(ErrorKind::StoreUnwritable, "the passphrase file could not be written").because(error)
        })?;
        Ok(Open { passphrase, secrets, seen })
    }

    fn swap_in(&self, bytes: &[u8]) -> std::io::Result<()> {
        let mut options = OpenOptions::new();
        system::owner_only(&mut options);
        let mut file = options.open(&self.path)?;
        file.write_all(bytes)?;
        file.as_file().sync_all()?;
        file.commit()
    }

    fn read(&self) -> Result<Option<Vec<u8>>> {
        match fs::read(&self.path) {
            Ok(bytes) => Ok(Some(bytes)),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
            Err(error) => {
                Err(Error::new(ErrorKind::FileUnreadable, "the passphrase file cannot be read")
                    .because(error))
            }
        }
    }

    fn set_aside(&self) -> Result<()> {
        let mut other = self.path.clone().into_os_string();
        other.push(format!(".damaged-{}", uuid::Uuid::now_v7()));
        fs::rename(&self.path, other).map_err(|error| {
            Error::new(ErrorKind::StoreUnwritable, "the damaged file could not be set aside").because(error)
        })
    }

    fn held(&self) -> MutexGuard<'_, Option<Open>> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn open(bytes: &[u8], passphrase: Secret) -> Result<Open> {
    let sealed = format::sealed(bytes)?;
    let secrets = format::unseal(&sealed, &passphrase)?;
    Ok(Open { passphrase, secrets, seen: sealed.seal.to_owned() })
}

#[cfg(test)]
mod tests;
