//! The passphrase file against wrong passphrases, damage, other processes and newer versions.

use std::fs;

use domain::secret::secret;
use uuid::Uuid;

use super::*;

/// Little work: the tests open the file hundreds of times.
const LIGHT: u8 = 4;

struct Place {
    _folder: tempfile::TempDir,
    path: PathBuf,
}

fn place() -> Place {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("vault.age");
    Place { _folder: folder, path }
}

fn file(place: &Place) -> PassphraseFile {
    PassphraseFile::new(place.path.clone(), LIGHT)
}

fn account() -> AccountId {
    AccountId(Uuid::new_v4())
}

fn shown(found: Option<Secret>) -> Option<String> {
    found.map(|secret| secret.expose_secret().to_owned())
}

#[test]
fn what_is_put_in_is_there_for_the_next_process() {
    let place = place();
    let (one, other) = (account(), account());
    let first = file(&place);
    assert_eq!(first.state(), FileState::Absent);
    first.create(secret("correct horse")).unwrap();
    first.put(one, secret("token-one")).unwrap();
    first.put(other, secret("tökén \"two\"\n")).unwrap();

    let second = file(&place);
    assert_eq!(second.state(), FileState::Locked);
    assert_eq!(shown(second.get(one).unwrap()), None);
    second.unlock(secret("correct horse")).unwrap();
    assert_eq!(second.state(), FileState::Open);
    assert_eq!(shown(second.get(one).unwrap()).as_deref(), Some("token-one"));
    assert_eq!(shown(second.get(other).unwrap()).as_deref(), Some("tökén \"two\"\n"));
    assert!(second.remove(one).unwrap());
    assert!(!second.remove(one).unwrap());
    second.lock();
    assert_eq!(second.state(), FileState::Locked);
    assert_eq!(second.put(one, secret("x")).unwrap_err().kind, ErrorKind::VaultLocked);
}

#[test]
fn nothing_of_a_secret_is_readable_in_the_file() {
    let place = place();
    let file = file(&place);
    file.create(secret("correct horse")).unwrap();
    file.put(account(), secret("canary-8f2c")).unwrap();
    let bytes = fs::read(&place.path).unwrap();
    for hidden in ["canary-8f2c", "correct horse", "secrets"] {
        assert!(!bytes.windows(hidden.len()).any(|part| part == hidden.as_bytes()), "{hidden}");
    }
}

#[cfg(unix)]
#[test]
fn only_the_owner_may_read_the_file_also_when_it_was_open_to_all() {
    use std::os::unix::fs::PermissionsExt as _;

    let place = place();
    let file = file(&place);
    file.create(secret("correct horse")).unwrap();
    let mode = || fs::metadata(&place.path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(), 0o600);
    fs::set_permissions(&place.path, fs::Permissions::from_mode(0o644)).unwrap();
    file.put(account(), secret("token")).unwrap();
    assert_eq!(mode(), 0o600);
}

#[test]
fn a_wrong_passphrase_is_said_and_changes_nothing() {
    let place = place();
    let id = account();
    let first = file(&place);
    first.create(secret("correct horse")).unwrap();
    first.put(id, secret("token")).unwrap();
    let before = fs::read(&place.path).unwrap();

    let second = file(&place);
    assert_eq!(second.unlock(secret("wrong horse")).unwrap_err().kind, ErrorKind::WrongPassphrase);
    assert_eq!(second.state(), FileState::Locked);
    assert_eq!(fs::read(&place.path).unwrap(), before);
    second.unlock(secret("correct horse")).unwrap();
    assert_eq!(shown(second.get(id).unwrap()).as_deref(), Some("token"));
}

#[test]
fn a_passphrase_of_seven_characters_makes_no_file() {
    let place = place();
    assert_eq!(file(&place).create(secret("1234567")).unwrap_err().kind, ErrorKind::InvalidInput);
    assert!(!place.path.exists());
    // Eight characters, whatever their number of bytes.
    file(&place).create(secret("éééééééé")).unwrap();
}

#[test]
fn a_file_is_never_made_over_another() {
    let place = place();
    file(&place).create(secret("correct horse")).unwrap();
    let before = fs::read(&place.path).unwrap();
    assert_eq!(file(&place).create(secret("another one")).unwrap_err().kind, ErrorKind::WrongState);
    assert_eq!(fs::read(&place.path).unwrap(), before);
}

#[test]
fn every_flipped_bit_and_every_cut_is_damage_never_a_wrong_passphrase() {
    let place = place();
    let first = file(&place);
    first.create(secret("correct horse")).unwrap();
    first.put(account(), secret("token")).unwrap();
    let whole = fs::read(&place.path).unwrap();

    for at in 0..whole.len() {
        let mut flipped = whole.clone();
        flipped[at] ^= 1 << (at % 8);
        expect_refusal(&place, &flipped, &format!("bit of byte {at}"));
    }
    for cut in 0..whole.len() {
        expect_refusal(&place, &whole[..cut], &format!("cut at {cut}"));
    }
    fs::write(&place.path, &whole).unwrap();
    file(&place).unlock(secret("correct horse")).unwrap();
}

/// Damage is said, and the file stays as it is. (A flipped digit of the format may read as a newer format.)
fn expect_refusal(place: &Place, bytes: &[u8], what: &str) {
    fs::write(&place.path, bytes).unwrap();
    let file = file(place);
    assert_eq!(file.state(), FileState::Damaged, "{what}");
    let kind = file.unlock(secret("correct horse")).unwrap_err().kind;
    assert!(matches!(kind, ErrorKind::VaultDamaged | ErrorKind::VaultTooNew), "{what}: {kind:?}");
    assert_eq!(fs::read(&place.path).unwrap(), bytes, "{what}");
}

#[test]
fn damage_below_a_repaired_hash_is_still_found() {
    // Someone who can write the file can write the hash too: then the encryption itself must notice.
    let place = place();
    let first = file(&place);
    first.create(secret("correct horse")).unwrap();
    first.put(account(), secret("token")).unwrap();
    let whole = fs::read(&place.path).unwrap();
    let body_at = whole.iter().position(|byte| *byte == b'\n').unwrap() + 1;
    for at in body_at..whole.len() {
        let mut body = whole[body_at..].to_vec();
        body[at - body_at] ^= 1;
        let mut forged = format!("changeover-vault 1 {}\n", blake3::hash(&body).to_hex()).into_bytes();
        forged.extend_from_slice(&body);
        fs::write(&place.path, &forged).unwrap();
        let kind = file(&place).unlock(secret("correct horse")).unwrap_err().kind;
        assert!(matches!(kind, ErrorKind::VaultDamaged | ErrorKind::WrongPassphrase), "{at}: {kind:?}");
    }
}

#[test]
fn a_newer_file_is_refused_and_left_alone() {
    let place = place();
    let newer = b"changeover-vault 2 whatever it means then\nnot for us";
    fs::write(&place.path, newer).unwrap();
    let file = file(&place);
    assert_eq!(file.unlock(secret("correct horse")).unwrap_err().kind, ErrorKind::VaultTooNew);
    assert_eq!(file.create(secret("correct horse")).unwrap_err().kind, ErrorKind::VaultTooNew);
    assert_eq!(fs::read(&place.path).unwrap(), newer);
}

#[test]
fn a_damaged_file_is_set_aside_and_kept() {
    let place = place();
    fs::write(&place.path, b"not a vault").unwrap();
    file(&place).create(secret("correct horse")).unwrap();
    let aside: Vec<_> = fs::read_dir(place.path.parent().unwrap())
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.to_string_lossy().contains(".damaged-"))
        .collect();
    assert_eq!(aside.len(), 1);
    assert_eq!(fs::read(&aside[0]).unwrap(), b"not a vault");
}

#[test]
fn what_another_process_wrote_meanwhile_is_not_lost() {
    let place = place();
    let (ours, theirs) = (account(), account());
    let first = file(&place);
    first.create(secret("correct horse")).unwrap();
    let second = file(&place);
    second.unlock(secret("correct horse")).unwrap();
    second.put(theirs, secret("theirs")).unwrap();
    first.put(ours, secret("ours")).unwrap();
    assert_eq!(shown(first.get(theirs).unwrap()).as_deref(), Some("theirs"));
    assert_eq!(shown(second.get(ours).unwrap()).as_deref(), Some("ours"));
}

#[test]
fn a_file_that_asks_for_endless_work_is_refused() {
    let place = place();
    let bytes = format::seal(&Secrets::new(), &secret("correct horse"), LIGHT).unwrap();
    let body_at = bytes.iter().position(|byte| *byte == b'\n').unwrap() + 1;
    let body = String::from_utf8_lossy(&bytes[body_at..]).into_owned();
    // The work factor is the last word of the stanza line `-> scrypt SALT 4`.
    let line = body.lines().find(|line| line.starts_with("-> scrypt")).unwrap().to_owned();
    let hard = format!("{} 30", line.rsplit_once(' ').unwrap().0);
    let at = bytes[body_at..].windows(line.len()).position(|part| part == line.as_bytes()).unwrap();
    let mut forged_body = bytes[body_at..body_at + at].to_vec();
    forged_body.extend_from_slice(hard.as_bytes());
    forged_body.extend_from_slice(&bytes[body_at + at + line.len()..]);
    let mut forged = format!("changeover-vault 1 {}\n", blake3::hash(&forged_body).to_hex()).into_bytes();
    forged.extend_from_slice(&forged_body);
    fs::write(&place.path, forged).unwrap();
    assert_eq!(file(&place).unlock(secret("correct horse")).unwrap_err().kind, ErrorKind::VaultDamaged);
}
