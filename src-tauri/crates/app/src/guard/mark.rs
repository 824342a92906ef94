//! The mark of a guard: a small file in the data folder that says who may still undo a freeze. Whoever reads or writes it holds
//! its lock, which the system takes back from a process that is gone. So of two that would act, one acts.
//!
//! It holds one word and no secret. An open mark is read by its handle: that the file was deleted changes nothing.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::{Read as _, Seek as _, SeekFrom, Write as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use domain::ids::GuardId;
use domain::{Error, ErrorKind, Result};
use tokio::time::Instant;

/// In the data folder.
const FOLDER: &str = "guards";

/// Every word is written as long, so that one never leaves a part of another.
const LENGTH: usize = 16;

const LOOK_AGAIN: Duration = Duration::from_millis(50);

/// What a mark says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Word {
    /// The guard is being started: nothing was made read-only yet.
    Called,
    /// The source counts: when we are gone, or too late, the guard undoes the freeze.
    Armed,
    /// The target is about to count: whether it does is in the store, and the guard looks there once we are gone.
    Deciding,
    /// The freeze was undone. Nothing may be handed over any more.
    Thawed,
    /// The guard has nothing to do any more.
    Released,
}

const WORDS: [(Word, &str); 5] = [
    (Word::Called, "called"),
    (Word::Armed, "armed"),
    (Word::Deciding, "deciding"),
    (Word::Thawed, "thawed"),
    (Word::Released, "released"),
];

/// A mark, open.
#[derive(Clone, Debug)]
pub(crate) struct Mark {
    file: Arc<File>,
}

/// A mark that nobody else reads or writes, until this is dropped.
#[derive(Debug)]
pub(crate) struct Locked {
    mark: Mark,
}

/// A guard is there as long as this is.
#[derive(Debug)]
pub(crate) struct Presence {
    _file: File,
}

impl Presence {
    /// Says that the guard is there.
    ///
    /// # Errors
    /// `StoreUnwritable`; `WrongState` when it is there already.
    pub(crate) fn take(data: &Path, id: GuardId) -> Result<Self> {
        let open = OpenOptions::new().write(true).create(true).truncate(false).open(beside(data, id));
        let file = open.map_err(broken)?;
        match file.try_lock() {
            Ok(()) => Ok(Self { _file: file }),
            Err(TryLockError::WouldBlock) => {
                Err(Error::new(ErrorKind::WrongState, "this guard is there already"))
            }
            Err(TryLockError::Error(error)) => Err(broken(error)),
        }
    }

    /// Whether the guard is there, as far as can be known.
    pub(crate) fn is_there(data: &Path, id: GuardId) -> bool {
        let open = OpenOptions::new().write(true).open(beside(data, id));
        open.is_ok_and(|file| matches!(file.try_lock(), Err(TryLockError::WouldBlock)))
    }
}

impl Mark {
    /// Makes one that says this.
    ///
    /// # Errors
    /// `StoreUnwritable`: then nothing may be made read-only.
    pub(crate) fn create(data: &Path, id: GuardId, word: Word) -> Result<Self> {
        let made = || {
            std::fs::create_dir_all(data.join(FOLDER))?;
            let file = OpenOptions::new().read(true).write(true).create_new(true).open(path(data, id))?;
            Ok(Self { file: Arc::new(file) })
        };
        let mark: Self = made().map_err(broken)?;
        // Nobody else knows of it yet.
        Locked { mark: mark.clone() }.write(word)?;
        Ok(mark)
    }

    /// The one that is there; `None` when there is none.
    ///
    /// # Errors
    /// `StoreUnwritable`.
    pub(crate) fn open(data: &Path, id: GuardId) -> Result<Option<Self>> {
        match OpenOptions::new().read(true).write(true).open(path(data, id)) {
            Ok(file) => Ok(Some(Self { file: Arc::new(file) })),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(broken(error)),
        }
    }

    /// Takes its file away.
    pub(crate) fn remove(data: &Path, id: GuardId) {
        // What stays is cleared at a later start.
        let _ = std::fs::remove_file(path(data, id));
        let _ = std::fs::remove_file(beside(data, id));
    }

    /// Takes the files of all others away.
    pub(crate) fn remove_all_but(data: &Path, kept: &[GuardId]) {
        let kept: Vec<PathBuf> = kept.iter().flat_map(|id| [path(data, *id), beside(data, *id)]).collect();
        let Ok(found) = std::fs::read_dir(data.join(FOLDER)) else { return };
        for file in found.flatten().map(|entry| entry.path()).filter(|file| !kept.contains(file)) {
            let _ = std::fs::remove_file(file);
        }
    }

    /// Waits until nobody else holds it.
    ///
    /// # Errors
    /// `TimedOut`; `StoreUnwritable` where files cannot be locked.
    pub(crate) async fn lock(&self, patience: Duration) -> Result<Locked> {
        let until = Instant::now() + patience;
        loop {
            match self.try_lock()? {
                Some(locked) => return Ok(locked),
                None if Instant::now() >= until => {
                    return Err(Error::new(ErrorKind::TimedOut, "the guard of a freeze is at work"));
                }
                None => tokio::time::sleep(LOOK_AGAIN).await,
            }
        }
    }

    /// Holds it; `None` while somebody else does.
    ///
    /// # Errors
    /// `StoreUnwritable` where files cannot be locked.
    pub(crate) fn try_lock(&self) -> Result<Option<Locked>> {
        match self.file.try_lock() {
            Ok(()) => Ok(Some(Locked { mark: self.clone() })),
            Err(TryLockError::WouldBlock) => Ok(None),
            Err(TryLockError::Error(error)) => Err(broken(error)),
        }
    }
}

impl Locked {
    /// What it says.
    ///
    /// # Errors
    /// `StoreDamaged` for no word of ours.
    pub(crate) fn read(&self) -> Result<Word> {
        let mut text = String::new();
        let mut file = &*self.mark.file;
        file.seek(SeekFrom::Start(0)).and_then(|_| file.read_to_string(&mut text)).map_err(broken)?;
        let found = WORDS.iter().find(|(_, word)| text.trim_end() == *word);
        let strange =
            || Error::new(ErrorKind::StoreDamaged, "the mark of a guard says nothing that is known");
        found.map(|(word, _)| *word).ok_or_else(strange)
    }

    /// Says something else. On disk when this returns.
    ///
    /// # Errors
    /// `StoreUnwritable`.
    pub(crate) fn write(&self, word: Word) -> Result<()> {
        let text = WORDS.iter().find(|(known, _)| *known == word).map_or("", |(_, text)| text);
        let mut file = &*self.mark.file;
        let line = format!("{text:<LENGTH$}");
        let written = file.seek(SeekFrom::Start(0)).and_then(|_| file.write_all(line.as_bytes()));
        written.and_then(|()| file.sync_data()).map_err(broken)
    }
}

impl Drop for Locked {
    fn drop(&mut self) {
        let _ = self.mark.file.unlock();
    }
}

fn path(data: &Path, id: GuardId) -> PathBuf {
    data.join(FOLDER).join(format!("{id}.mark"))
}

/// What is locked as long as the guard is there.
fn beside(data: &Path, id: GuardId) -> PathBuf {
    data.join(FOLDER).join(format!("{id}.post"))
}

fn broken(error: std::io::Error) -> Error {
    Error::new(ErrorKind::StoreUnwritable, "the mark of a guard").because(error)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn one_holds_it_and_a_short_word_leaves_nothing_of_a_long_one() {
        let folder = std::env::temp_dir().join(format!("changeover-mark-{}", uuid::Uuid::now_v7()));
        let id = GuardId(uuid::Uuid::now_v7());
        assert!(Mark::open(&folder, id).unwrap().is_none());
        let ours = Mark::create(&folder, id, Word::Called).unwrap();
        let theirs = Mark::open(&folder, id).unwrap().unwrap();
        {
            let held = ours.try_lock().unwrap().unwrap();
            assert!(theirs.try_lock().unwrap().is_none(), "two hold it");
            held.write(Word::Deciding).unwrap();
            held.write(Word::Armed).unwrap();
        }
        let held = theirs.lock(Duration::from_secs(1)).await.unwrap();
        assert_eq!(held.read().unwrap(), Word::Armed);
        // Taken away, it still tells those who have it open.
        Mark::remove_all_but(&folder, &[]);
        held.write(Word::Released).unwrap();
        drop(held);
        assert_eq!(ours.try_lock().unwrap().unwrap().read().unwrap(), Word::Released);
        assert!(Mark::open(&folder, id).unwrap().is_none());

        assert!(!Presence::is_there(&folder, id));
        let there = Presence::take(&folder, id).unwrap();
        assert!(Presence::is_there(&folder, id) && Presence::take(&folder, id).is_err());
        drop(there);
        assert!(!Presence::is_there(&folder, id));
        std::fs::remove_dir_all(folder).unwrap();
    }
}
