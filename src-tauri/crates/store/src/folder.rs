//! The data folder and who owns it: one process at a time may write, held by a lock on a file beside the store.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{Read as _, Write as _};
use std::path::{Path, PathBuf};

use domain::{Error, ErrorKind, Result};

/// The store's own file in the data folder.
pub(crate) fn store_file(folder: &Path) -> PathBuf {
    folder.join("changeover.db")
}

/// Ownership of a data folder; ends when dropped or when the process dies, however it dies.
pub(crate) struct Owner {
    _lock: File,
}

impl Owner {
    /// Takes the folder, making it where it is missing.
    pub(crate) fn take(folder: &Path) -> Result<Self> {
        let unwritable = |error| {
            Error::new(ErrorKind::StoreUnwritable, "the data folder cannot be used for writing")
                .because(error)
        };
        make_private(folder).map_err(unwritable)?;
        let path = folder.join("changeover.lock");
        let mut options = OpenOptions::new();
        options.read(true).write(true).create(true).truncate(false);
        let mut lock = options.open(&path).map_err(unwritable)?;
        match lock.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(busy(lock)),
            Err(TryLockError::Error(error)) => return Err(unwritable(error)),
        }
        // For the eye alone: who has it.
        let _ = lock.set_len(0).and_then(|()| write!(lock, "{}", std::process::id()));
        Ok(Self { _lock: lock })
    }
}

fn busy(mut lock: File) -> Error {
    let mut pid = String::new();
    let named = lock.read_to_string(&mut pid).is_ok() && pid.trim().parse::<u32>().is_ok();
    let who = if named { format!("process {}", pid.trim()) } else { "another process".to_owned() };
    Error::new(ErrorKind::StoreBusy, format!("{who} owns the data folder"))
}

/// Makes the store's file before SQLite does, so that it is never open to others, not even for a moment.
pub(crate) fn make_file(path: &Path) -> Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(false);
    owner_only(&mut options);
    options.open(path).map(|_| ()).map_err(|error| {
        Error::new(ErrorKind::StoreUnwritable, "the store's file cannot be opened for writing").because(error)
    })
}

#[cfg(unix)]
fn owner_only(options: &mut OpenOptions) {
    use std::os::unix::fs::OpenOptionsExt as _;
    options.mode(0o600);
}

#[cfg(not(unix))]
fn owner_only(_options: &mut OpenOptions) {}

#[cfg(unix)]
fn make_private(folder: &Path) -> std::io::Result<()> {
    use std::os::unix::fs::DirBuilderExt as _;
    fs::DirBuilder::new().recursive(true).mode(0o700).create(folder)
}

#[cfg(not(unix))]
fn make_private(folder: &Path) -> std::io::Result<()> {
    fs::create_dir_all(folder)
}
