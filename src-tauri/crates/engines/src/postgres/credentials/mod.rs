//! The files of a protected connection: who vouches for the server, and by what we prove who we are. Read when a connection is opened,
//! kept nowhere. What is wrong with a file is told with its place, never with what is in it.

#[cfg_attr(unix, path = "unix.rs")]
#[cfg_attr(not(unix), path = "other.rs")]
mod system;

use std::path::Path;
use std::sync::Arc;

use domain::database::{ClientFiles, Endpoint, Tls, TlsFiles};
use domain::secret::ExposeSecret;
use domain::{Error, ErrorKind, Result, Secret};
use rustls::RootCertStore;
use rustls::client::WebPkiServerVerifier;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::sign::CertifiedKey;

use super::certificate::machine_roots;
use super::handshake::{Judge, Naming, crypto};

/// The largest file that is read: a whole trust store has less.
const LARGEST: u64 = 8 * 1024 * 1024;

/// What a handshake needs from files.
pub(super) struct Credentials {
    pub(super) judge: Judge,
    pub(super) ours: Option<Arc<CertifiedKey>>,
}

/// Reads what an endpoint names.
///
/// # Errors
/// `FileUnreadable`, with the place of the file and what is wrong with it.
pub(super) async fn read(endpoint: &Endpoint) -> Result<Credentials> {
    let (tls, files) = (endpoint.tls, endpoint.files.clone());
    tokio::task::spawn_blocking(move || read_now(tls, &files))
        .await
        .map_err(|_| Error::new(ErrorKind::Internal, "reading the files of a connection broke off"))?
}

fn read_now(tls: Tls, files: &TlsFiles) -> Result<Credentials> {
    let judge = match tls {
        Tls::VerifyFull => Judge::Vouched(verifier(files.roots.as_deref())?, Naming::Compared),
        Tls::VerifyCa => Judge::Vouched(verifier(files.roots.as_deref())?, Naming::Any),
        Tls::Pinned(print) => Judge::Print(print),
        Tls::Require | Tls::Prefer | Tls::Disable => Judge::Anybody,
    };
    let ours = files.client.as_ref().map(client).transpose()?;
    Ok(Credentials { judge, ours })
}

/// Who vouches: those of a file, and nobody else; else this machine's own.
fn verifier(file: Option<&Path>) -> Result<Arc<WebPkiServerVerifier>> {
    let roots = match file {
        Some(file) => roots(file)?,
        None => machine_roots(),
    };
    WebPkiServerVerifier::builder_with_provider(Arc::new(roots), crypto())
        .build()
        .map_err(|_| Error::new(ErrorKind::TlsIdentity, "connecting: there is nobody to vouch for a server"))
}

fn roots(file: &Path) -> Result<RootCertStore> {
    let mut roots = RootCertStore::empty();
    let found = certificates(file, "CA file")?;
    let (taken, _) = roots.add_parsable_certificates(found);
    if taken == 0 {
        return Err(unusable(file, "CA file", "no certificate in it can vouch for others"));
    }
    Ok(roots)
}

fn client(files: &ClientFiles) -> Result<Arc<CertifiedKey>> {
    const KEY: &str = "client key";
    let chain = certificates(&files.certificate, "client certificate")?;
    if system::open_to_others(&files.key) {
        return Err(unusable(&files.key, KEY, "other users can read it (chmod 600)"));
    }
    let text = text(&files.key, KEY)?;
    let text = text.expose_secret();
    if text.contains("-----BEGIN ENCRYPTED PRIVATE KEY-----") || text.contains("Proc-Type: 4,ENCRYPTED") {
        return Err(unusable(&files.key, KEY, "it has a passphrase, and we take keys without one alone"));
    }
    let key = PrivateKeyDer::from_pem_slice(text.as_bytes())
        .map_err(|_| unusable(&files.key, KEY, "there is no key in it"))?;
    CertifiedKey::from_der(chain, key, &crypto()).map(Arc::new).map_err(|cause| match cause {
        rustls::Error::InconsistentKeys(_) => {
            unusable(&files.key, KEY, "it does not belong to the client certificate")
        }
        _ => unusable(&files.key, KEY, "it is of a kind that cannot be used"),
    })
}

fn certificates(file: &Path, what: &str) -> Result<Vec<CertificateDer<'static>>> {
    let text = text(file, what)?;
    let found: Result<Vec<_>, _> = CertificateDer::pem_slice_iter(text.expose_secret().as_bytes()).collect();
    match found {
        Ok(found) if !found.is_empty() => Ok(found),
        Ok(_) => Err(unusable(file, what, "there is no certificate in it")),
        Err(_) => Err(unusable(file, what, "it is not a file of certificates (PEM)")),
    }
}

fn text(file: &Path, what: &str) -> Result<Secret> {
    let cannot = |error: std::io::Error| unusable(file, what, &format!("{:?}", error.kind()));
    let seen = std::fs::metadata(file).map_err(cannot)?;
    if !seen.is_file() || seen.len() > LARGEST {
        return Err(unusable(file, what, "it is no file of that kind"));
    }
    std::fs::read_to_string(file).map(Secret::from).map_err(cannot)
}

fn unusable(file: &Path, what: &str, why: &str) -> Error {
    Error::new(ErrorKind::FileUnreadable, format!("{what} {}: {why}", file.display()))
}
