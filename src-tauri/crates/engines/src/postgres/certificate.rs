//! A server's certificate, looked at before anybody signs in: its print, and whether this machine's trust store vouches for it.

use std::sync::Arc;
use std::time::Duration;

use domain::certificate::{Certificate, CertificatePrint};
use domain::database::Endpoint;
use domain::{Error, ErrorKind, Result};
use rustls::RootCertStore;
use rustls::client::WebPkiServerVerifier;
use rustls::client::danger::ServerCertVerifier;
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use sha2::{Digest, Sha256};
use tokio::io::AsyncWriteExt;

use super::handshake::{Judge, handshake, name};

/// Asks a server for its certificate and hangs up. `None` for a socket of this machine.
pub(super) async fn ask(endpoint: &Endpoint) -> Result<Option<Certificate>> {
    if endpoint.host.starts_with('/') {
        return Ok(None);
    }
    let mut met = handshake(endpoint, Judge::Anybody, None).await?;
    let _ = tokio::time::timeout(Duration::from_secs(2), met.stream.shutdown()).await;
    let name = name(endpoint, met.stream.get_ref().0)?;
    let chain = met.chain;
    let Some(leaf) = chain.first() else {
        return Err(Error::new(ErrorKind::TlsIdentity, "connecting: the server shows no certificate"));
    };
    let print = print(leaf);
    let looked =
        tokio::task::spawn_blocking(move || vouched(&chain, &name, machine_roots(), UnixTime::now()));
    let verified =
        looked.await.map_err(|_| Error::new(ErrorKind::Internal, "looking at a certificate broke off"))?;
    Ok(Some(Certificate { print, verified }))
}

/// SHA-256 of a certificate.
pub(super) fn print(certificate: &CertificateDer<'_>) -> CertificatePrint {
    CertificatePrint(Sha256::digest(certificate.as_ref()).into())
}

/// Whether one of the roots vouches for a chain under this name at this moment.
fn vouched(chain: &[CertificateDer<'_>], name: &ServerName<'_>, roots: RootCertStore, now: UnixTime) -> bool {
    let Some((leaf, others)) = chain.split_first() else { return false };
    // As the driver will judge it. Without a single root there is no verifier, and nobody to vouch.
    let drivers = Arc::new(rustls::crypto::ring::default_provider());
    let Ok(verifier) = WebPkiServerVerifier::builder_with_provider(Arc::new(roots), drivers).build() else {
        return false;
    };
    verifier.verify_server_cert(leaf, others, name, &[], now).is_ok()
}

/// The machine's own trust store, read as the driver reads it. One that cannot be read vouches for nobody.
pub(super) fn machine_roots() -> RootCertStore {
    let mut roots = RootCertStore::empty();
    roots.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
    roots
}

#[cfg(test)]
mod tests;
