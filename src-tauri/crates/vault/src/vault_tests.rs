//! The vault over a keyring that does what the test says: locked, hanging, forgetful, small.

use std::collections::HashMap;
use std::sync::Mutex;
use std::time::{Duration, Instant};

use domain::secret::secret;
use uuid::Uuid;

use super::*;
use crate::ring::Limit;

/// What the keyring of a test does.
#[derive(Clone, Copy, PartialEq)]
enum Mood {
    Working,
    Locked,
    Absent,
    Hanging,
    Forgetful,
    Small,
}

struct Scripted {
    mood: Mutex<Mood>,
    entries: Mutex<HashMap<String, String>>,
}

impl Scripted {
    fn mood(&self) -> Result<Mood> {
        let mood = *self.mood.lock().unwrap();
        match mood {
            Mood::Locked => Err(Error::new(ErrorKind::KeyringLocked, "locked")),
            Mood::Absent => Err(Error::new(ErrorKind::KeyringUnavailable, "absent")),
            Mood::Hanging => {
                std::thread::sleep(Duration::from_secs(60));
                Ok(mood)
            }
            Mood::Working | Mood::Forgetful | Mood::Small => Ok(mood),
        }
    }
}

impl Ring for Scripted {
    fn set(&self, entry: &str, secret: &Secret) -> Result<()> {
        if self.mood()? != Mood::Forgetful {
            self.entries.lock().unwrap().insert(entry.into(), secret.expose_secret().into());
        }
        Ok(())
    }

    fn get(&self, entry: &str) -> Result<Option<Secret>> {
        // A locked keyring shows nothing of what it has not yet been asked to open.
        if *self.mood.lock().unwrap() == Mood::Locked {
            return Ok(None);
        }
        self.mood()?;
        Ok(self.entries.lock().unwrap().get(entry).map(|text| secret(text.as_str())))
    }

    fn delete(&self, entry: &str) -> Result<bool> {
        self.mood()?;
        Ok(self.entries.lock().unwrap().remove(entry).is_some())
    }

    fn locked(&self) -> Result<Option<bool>> {
        match *self.mood.lock().unwrap() {
            Mood::Absent => Err(Error::new(ErrorKind::KeyringUnavailable, "absent")),
            mood => Ok(Some(matches!(mood, Mood::Locked | Mood::Hanging))),
        }
    }

    fn most(&self) -> Option<Limit> {
        let small = *self.mood.lock().unwrap() == Mood::Small;
        small.then_some(Limit { bytes: 2560, per_unit: 2 })
    }
}

struct Bench {
    _folder: tempfile::TempDir,
    ring: Arc<Scripted>,
    vault: Vault,
}

fn bench_with(mood: Mood, only: Option<Kind>) -> Bench {
    let folder = tempfile::tempdir().unwrap();
    let ring = Arc::new(Scripted { mood: Mutex::new(mood), entries: Mutex::default() });
    let mut options = VaultOptions::new("test.changeover", folder.path().join("vault.age"));
    options.patience = Duration::from_millis(200);
    options.work_factor = 4;
    options.only = only;
    let vault = Vault::over(options, Arc::clone(&ring) as Arc<dyn Ring>);
    Bench { _folder: folder, ring, vault }
}

fn bench(mood: Mood) -> Bench {
    bench_with(mood, None)
}

impl Bench {
    fn becomes(&self, mood: Mood) {
        *self.ring.mood.lock().unwrap() = mood;
    }

    async fn read(&self, account: AccountId) -> Result<String> {
        self.vault.get(account).await.map(|secret| secret.expose_secret().to_owned())
    }
}

fn account() -> AccountId {
    AccountId(Uuid::new_v4())
}

fn passphrase() -> Secret {
    secret("correct horse")
}

#[tokio::test]
async fn a_working_keyring_takes_the_secret() {
    let bench = bench(Mood::Working);
    let id = account();
    let state = bench.vault.state().await;
    let expected = State { keyring: RingState::Working, file: FileState::Absent, used: Some(Kind::Keyring) };
    assert_eq!(state, expected);
    assert!(bench.ring.entries.lock().unwrap().is_empty(), "the proof leaves nothing behind");
    assert_eq!(bench.vault.put(id, secret("token")).await.unwrap(), Kept::Keyring);
    assert_eq!(bench.read(id).await.unwrap(), "token");
    bench.vault.remove(id).await.unwrap();
    bench.vault.remove(id).await.unwrap();
    assert_eq!(bench.read(id).await.unwrap_err().kind, ErrorKind::SecretMissing);
}

#[tokio::test]
async fn a_session_is_beside_the_secret_and_neither_touches_the_other() {
    let bench = bench(Mood::Working);
    let id = account();
    bench.vault.put(id, secret("token")).await.unwrap();
    bench.vault.put_session(id, secret("session")).await.unwrap();
    assert_eq!(bench.ring.entries.lock().unwrap().len(), 2);
    assert_eq!(bench.read(id).await.unwrap(), "token");
    assert_eq!(bench.vault.session(id).await.unwrap().expose_secret(), "session");
    bench.vault.remove_session(id).await.unwrap();
    assert_eq!(bench.vault.session(id).await.map(|_| ()).unwrap_err().kind, ErrorKind::SecretMissing);
    bench.vault.put_session_for_now(id, secret("short"));
    assert_eq!(bench.vault.session(id).await.unwrap().expose_secret(), "short");
    assert_eq!(
        (bench.read(id).await.unwrap().as_str(), bench.ring.entries.lock().unwrap().len()),
        ("token", 1)
    );
}

#[tokio::test]
async fn a_keyring_that_forgets_is_not_called_working() {
    let bench = bench(Mood::Forgetful);
    assert_eq!(bench.vault.state().await.keyring, RingState::Unavailable);
    let error = bench.vault.put(account(), secret("token")).await.unwrap_err();
    assert_eq!(error.kind, ErrorKind::KeyringUnavailable);
}

#[tokio::test]
async fn nothing_seen_in_a_locked_keyring_proves_nothing() {
    let bench = bench(Mood::Working);
    let id = account();
    bench.vault.put(id, secret("token")).await.unwrap();
    bench.becomes(Mood::Locked);
    assert_eq!(bench.vault.state().await.keyring, RingState::Locked);
    assert_eq!(bench.read(id).await.unwrap_err().kind, ErrorKind::KeyringLocked);
    assert_eq!(bench.vault.put(id, secret("new")).await.unwrap_err().kind, ErrorKind::KeyringLocked);
    bench.becomes(Mood::Working);
    assert_eq!(bench.read(id).await.unwrap(), "token");
}

#[tokio::test]
async fn a_keyring_that_waits_for_its_password_keeps_nobody_waiting() {
    let bench = bench(Mood::Hanging);
    let began = Instant::now();
    assert_eq!(bench.read(account()).await.unwrap_err().kind, ErrorKind::KeyringLocked);
    assert_eq!(bench.vault.state().await.keyring, RingState::Locked);
    assert!(began.elapsed() < Duration::from_secs(5));
    bench.becomes(Mood::Working);
    assert_eq!(bench.vault.state().await.keyring, RingState::Working);
}

#[tokio::test]
async fn without_a_keyring_the_file_is_chosen_knowingly() {
    let bench = bench(Mood::Absent);
    let id = account();
    assert_eq!(bench.vault.state().await.used, None);
    let error = bench.vault.put(id, secret("token")).await.unwrap_err();
    assert_eq!(error.kind, ErrorKind::KeyringUnavailable, "no file is made by itself");

    let state = bench.vault.create(passphrase()).await.unwrap();
    assert_eq!((state.file, state.used), (FileState::Open, Some(Kind::File)));
    assert_eq!(bench.vault.put(id, secret("token")).await.unwrap(), Kept::File);
    assert_eq!(bench.vault.lock().await.file, FileState::Locked);
    assert_eq!(bench.read(id).await.unwrap_err().kind, ErrorKind::VaultLocked);
    assert_eq!(bench.vault.remove(id).await.unwrap_err().kind, ErrorKind::KeyringUnavailable);
    let wrong = bench.vault.unlock(secret("wrong horse")).await.unwrap_err();
    assert_eq!(wrong.kind, ErrorKind::WrongPassphrase);
    bench.vault.unlock(passphrase()).await.unwrap();
    assert_eq!(bench.read(id).await.unwrap(), "token");
    bench.vault.remove(id).await.unwrap();
}

#[tokio::test]
async fn a_secret_that_the_keyring_cannot_hold_goes_to_the_file_or_nowhere() {
    let bench = bench(Mood::Small);
    let (id, long) = (account(), "x".repeat(1281));
    let error = bench.vault.put(id, secret(long.as_str())).await.unwrap_err();
    assert_eq!(error.kind, ErrorKind::SecretTooLong);
    assert!(bench.ring.entries.lock().unwrap().is_empty(), "nothing was cut to fit");
    bench.vault.create(passphrase()).await.unwrap();
    assert_eq!(bench.vault.put(id, secret(long.as_str())).await.unwrap(), Kept::File);
    assert_eq!(bench.read(id).await.unwrap(), long);
    // A shorter one moves to the keyring, and the older one is gone from the file.
    assert_eq!(bench.vault.put(id, secret("short")).await.unwrap(), Kept::Keyring);
    assert_eq!(bench.read(id).await.unwrap(), "short");
}

#[tokio::test]
async fn a_forced_file_leaves_the_keyring_alone() {
    let bench = bench_with(Mood::Working, Some(Kind::File));
    let id = account();
    assert_eq!(bench.vault.state().await.keyring, RingState::Unavailable);
    assert_eq!(bench.vault.put(id, secret("token")).await.unwrap_err().kind, ErrorKind::VaultLocked);
    bench.vault.create(passphrase()).await.unwrap();
    assert_eq!(bench.vault.put(id, secret("token")).await.unwrap(), Kept::File);
    assert!(bench.ring.entries.lock().unwrap().is_empty());
}

#[tokio::test]
async fn a_secret_of_the_session_is_written_nowhere() {
    let bench = bench(Mood::Absent);
    let id = account();
    bench.vault.put_for_session(id, secret("practice"));
    assert_eq!(bench.read(id).await.unwrap(), "practice");
    bench.vault.remove(id).await.unwrap();
    assert!(bench.read(id).await.is_err());
}
