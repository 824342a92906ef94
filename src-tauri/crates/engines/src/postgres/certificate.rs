//! The encrypted connection that we open ourselves: PostgreSQL's request for TLS, the handshake, and the server's certificate in it.
//!
//! Signs nobody in and sends nothing of a person. In every handshake the server has to prove that it holds its certificate's key;
//! which certificate is right is the caller's to say (a print), or to ask.

use std::io;
use std::net::IpAddr;
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use domain::certificate::{Certificate, CertificatePrint};
use domain::database::Endpoint;
use domain::{Error, ErrorKind, Result};
use rustls::client::WebPkiServerVerifier;
use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::crypto::{CryptoProvider, aws_lc_rs, verify_tls12_signature, verify_tls13_signature};
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::{CertificateError, ClientConfig, DigitallySignedStruct, RootCertStore, SignatureScheme};
use sha2::{Digest, Sha256};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;
use tokio_rustls::client::TlsStream;

const DOING: &str = "connecting";

/// The protocol's request for encryption: its own length, and the number that stands for it.
const REQUEST: [u8; 8] = [0, 0, 0, 8, 4, 210, 22, 47];

/// Asks a server for its certificate and hangs up. `None` for a socket of this machine.
pub(super) async fn ask(endpoint: &Endpoint) -> Result<Option<Certificate>> {
    if endpoint.host.starts_with('/') {
        return Ok(None);
    }
    let (mut stream, chain) = handshake(endpoint, None).await?;
    let _ = tokio::time::timeout(Duration::from_secs(2), stream.shutdown()).await;
    let name = name(endpoint, stream.get_ref().0)?;
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

/// An encrypted connection to a server that showed the `expected` certificate, or any with `None`; and the chain that it showed.
///
/// # Errors
/// `DatabaseUnreachable`, `TlsUnavailable`; `TlsIdentity` when the server does not hold the certificate's key; `CertificateChanged`.
pub(super) async fn handshake(
    endpoint: &Endpoint,
    expected: Option<CertificatePrint>,
) -> Result<(TlsStream<TcpStream>, Vec<CertificateDer<'static>>)> {
    let unreachable = |cause: io::Error| {
        let kind = match cause.kind() {
            io::ErrorKind::TimedOut => ErrorKind::TimedOut,
            _ => ErrorKind::DatabaseUnreachable,
        };
        Error::new(kind, format!("{DOING}: {:?}", cause.kind()))
    };
    let mut socket =
        TcpStream::connect((endpoint.host.as_str(), endpoint.port)).await.map_err(unreachable)?;
    socket.set_nodelay(true).map_err(unreachable)?;
    socket.write_all(&REQUEST).await.map_err(unreachable)?;
    // One byte and no more: what a stranger on the way adds in plain must not be taken for the server's.
    if socket.read_u8().await.map_err(unreachable)? != b'S' {
        let detail = format!("{DOING}: no encryption with this server");
        return Err(Error::new(ErrorKind::TlsUnavailable, detail));
    }
    let witness = Arc::new(Witness { expected, shown: OnceLock::new(), crypto: crypto() });
    let name = name(endpoint, &socket)?;
    let connector = TlsConnector::from(Arc::new(config(Arc::clone(&witness))?));
    let connected = connector.connect(name, socket).await;
    let chain = witness.shown.get().cloned().unwrap_or_default();
    match connected {
        Ok(stream) => Ok((stream, chain)),
        Err(error) => Err(refused(&error, expected, chain.first())),
    }
}

/// Why a handshake failed, by what was shown and by the library's own kinds.
fn refused(
    error: &io::Error,
    expected: Option<CertificatePrint>,
    leaf: Option<&CertificateDer<'static>>,
) -> Error {
    if let (Some(expected), Some(shown)) = (expected, leaf.map(print))
        && expected != shown
    {
        let detail = format!("{DOING}: the server shows the certificate {shown}, remembered is {expected}");
        return Error::new(ErrorKind::CertificateChanged, detail);
    }
    let inner = error.get_ref().and_then(|inner| inner.downcast_ref::<rustls::Error>());
    match inner {
        Some(rustls::Error::InvalidCertificate(_)) => {
            Error::new(ErrorKind::TlsIdentity, format!("{DOING}: the certificate proves nothing"))
        }
        Some(_) => Error::new(ErrorKind::TlsUnavailable, format!("{DOING}: no encryption that we accept")),
        None => Error::new(ErrorKind::DatabaseUnreachable, format!("{DOING}: {:?}", error.kind())),
    }
}

/// SHA-256 of a certificate.
fn print(certificate: &CertificateDer<'_>) -> CertificatePrint {
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
fn machine_roots() -> RootCertStore {
    let mut roots = RootCertStore::empty();
    roots.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
    roots
}

/// What the server is called in the handshake. A name that cannot be one there gives way to the address that answered.
fn name(endpoint: &Endpoint, socket: &TcpStream) -> Result<ServerName<'static>> {
    let literal = endpoint.host.trim_start_matches('[').trim_end_matches(']');
    if let Ok(address) = literal.parse::<IpAddr>() {
        return Ok(ServerName::from(address));
    }
    ServerName::try_from(endpoint.host.clone()).or_else(|_| {
        let peer = socket.peer_addr();
        peer.map(|peer| ServerName::from(peer.ip())).map_err(|error| {
            Error::new(ErrorKind::DatabaseUnreachable, format!("{DOING}: {:?}", error.kind()))
        })
    })
}

fn crypto() -> Arc<CryptoProvider> {
    Arc::new(aws_lc_rs::default_provider())
}

fn config(witness: Arc<Witness>) -> Result<ClientConfig> {
    let config = ClientConfig::builder_with_provider(crypto())
        .with_safe_default_protocol_versions()
        .map_err(|cause| Error::new(ErrorKind::Internal, "no version of TLS").because(cause))?;
    Ok(config.dangerous().with_custom_certificate_verifier(witness).with_no_client_auth())
}

/// Compares the certificate with what is expected, keeps what was shown, and has the proof of its key checked as everywhere.
#[derive(Debug)]
struct Witness {
    expected: Option<CertificatePrint>,
    shown: OnceLock<Vec<CertificateDer<'static>>>,
    crypto: Arc<CryptoProvider>,
}

impl ServerCertVerifier for Witness {
    fn verify_server_cert(
        &self,
        leaf: &CertificateDer<'_>,
        others: &[CertificateDer<'_>],
        _name: &ServerName<'_>,
        _ocsp: &[u8],
        _now: UnixTime,
    ) -> Result<ServerCertVerified, rustls::Error> {
        let chain = std::iter::once(leaf).chain(others).map(|one| one.clone().into_owned()).collect();
        let _ = self.shown.set(chain);
        match self.expected {
            Some(expected) if expected != print(leaf) => {
                Err(CertificateError::ApplicationVerificationFailure.into())
            }
            Some(_) | None => Ok(ServerCertVerified::assertion()),
        }
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        leaf: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        verify_tls12_signature(message, leaf, signed, &self.crypto.signature_verification_algorithms)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        leaf: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        verify_tls13_signature(message, leaf, signed, &self.crypto.signature_verification_algorithms)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.crypto.signature_verification_algorithms.supported_schemes()
    }
}

#[cfg(test)]
mod tests;
