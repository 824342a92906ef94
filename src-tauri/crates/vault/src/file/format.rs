//! The bytes of the passphrase file: one line that says what follows, then an age file locked by the passphrase.
//!
//! `changeover-vault <format> <hash>` and a line feed; the hash is over the age file, so that a damaged file is told
//! from a wrong passphrase, and a newer format from both, before any passphrase is asked for. Without us:
//! `tail -n +2 FILE | age --decrypt`.

use std::collections::BTreeMap;
use std::iter;

use age::scrypt::{Identity, Recipient};
use age::{DecryptError, Decryptor};
use domain::ids::AccountId;
use domain::{Error, ErrorKind, Result, Secret};
use secrecy::ExposeSecret as _;
use serde::{Deserialize, Serialize};
use std::io::Read as _;
use zeroize::{Zeroize as _, Zeroizing};

use super::Secrets;

const MAGIC: &str = "changeover-vault";
const FORMAT: u32 = 1;
/// No passphrase file of ours is nearly as large; a larger one is not read into memory again.
const LARGEST: usize = 16 * 1024 * 1024;
/// More work than this for one guess is refused: a file that asks for it was not made by us.
const HARDEST: u8 = 21;

/// A file whose first line fits what follows it.
pub(super) struct Sealed<'a> {
    /// The hash in the first line.
    pub(super) seal: &'a str,
    body: &'a [u8],
}

/// What the passphrase opens.
#[derive(Serialize, Deserialize)]
struct Content<S> {
    secrets: BTreeMap<AccountId, S>,
}

/// Reads the first line and checks the rest against it.
pub(super) fn sealed(bytes: &[u8]) -> Result<Sealed<'_>> {
    let damaged = |what: &str| Error::new(ErrorKind::VaultDamaged, what);
    if bytes.len() > LARGEST {
        return Err(damaged("it is far larger than any passphrase file"));
    }
    let end = bytes.iter().take(256).position(|byte| *byte == b'\n');
    let end = end.ok_or_else(|| damaged("its first line does not end"))?;
    let (line, body) = (&bytes[..end], &bytes[end + 1..]);
    let line = std::str::from_utf8(line).map_err(|_| damaged("its first line is not text"))?;
    let mut words = line.split(' ');
    let (magic, format, seal) = (words.next(), words.next(), words.next());
    if magic != Some(MAGIC) {
        return Err(damaged("it does not begin like a passphrase file"));
    }
    let format: u32 =
        format.and_then(|text| text.parse().ok()).ok_or_else(|| damaged("its first line names no format"))?;
    if format > FORMAT {
        let detail = format!("the file has format {format}, this version knows {FORMAT}");
        return Err(Error::new(ErrorKind::VaultTooNew, detail));
    }
    let seal = seal.ok_or_else(|| damaged("its first line holds no hash"))?;
    if words.next().is_some() || blake3::hash(body).to_hex().as_str() != seal {
        return Err(damaged("its content does not fit the hash in its first line"));
    }
    Ok(Sealed { seal, body })
}

/// Locks secrets with a passphrase.
pub(super) fn seal(secrets: &Secrets, passphrase: &Secret, work_factor: u8) -> Result<Vec<u8>> {
    let shown: BTreeMap<_, _> = secrets.iter().map(|(id, secret)| (*id, secret.expose_secret())).collect();
    // Room for everything at once: growing would leave unwiped copies behind.
    let room: usize = shown.values().map(|text| text.len() * 6 + 64).sum::<usize>() + 64;
    let mut plain = Zeroizing::new(Vec::with_capacity(room));
    serde_json::to_writer(&mut *plain, &Content { secrets: shown }).map_err(|error| {
        Error::new(ErrorKind::Internal, "the secrets could not be laid out").because(error)
    })?;

    let mut recipient = Recipient::new(passphrase.clone());
    recipient.set_work_factor(work_factor);
    let body = age::encrypt(&recipient, &plain)
        .map_err(|error| Error::new(ErrorKind::Internal, "the secrets could not be locked").because(error))?;
    let mut bytes = format!("{MAGIC} {FORMAT} {}\n", blake3::hash(&body).to_hex()).into_bytes();
    bytes.extend_from_slice(&body);
    Ok(bytes)
}

/// Opens what a passphrase locks.
pub(super) fn unseal(sealed: &Sealed<'_>, passphrase: &Secret) -> Result<Secrets> {
    let damaged = |what: &str| Error::new(ErrorKind::VaultDamaged, what);
    let mut identity = Identity::new(passphrase.clone());
    identity.set_max_work_factor(HARDEST);
    let decryptor = Decryptor::new(sealed.body).map_err(why)?;
    if !decryptor.is_scrypt() {
        return Err(damaged("it is not locked by a passphrase"));
    }
    let mut reader = decryptor.decrypt(iter::once(&identity as &dyn age::Identity)).map_err(why)?;
    let mut plain = Zeroizing::new(Vec::with_capacity(sealed.body.len()));
    reader.read_to_end(&mut plain).map_err(|_| damaged("its content is not what was locked"))?;
    let mut content: Content<String> =
        serde_json::from_slice(&plain).map_err(|_| damaged("its content is not laid out as it should be"))?;
    let secrets = content.secrets.iter().map(|(id, text)| (*id, Secret::from(text.as_str()))).collect();
    content.secrets.values_mut().for_each(|text| text.zeroize());
    Ok(secrets)
}

fn why(error: DecryptError) -> Error {
    let kind = match &error {
        DecryptError::DecryptionFailed | DecryptError::KeyDecryptionFailed | DecryptError::NoMatchingKeys => {
            ErrorKind::WrongPassphrase
        }
        _ => ErrorKind::VaultDamaged,
    };
    let detail = match kind {
        ErrorKind::WrongPassphrase => "the passphrase does not open the file".to_owned(),
        _ => format!("not a passphrase file that can be opened: {error}"),
    };
    Error::new(kind, detail)
}
