//! The encrypted connection that we open ourselves: PostgreSQL's request for TLS, the handshake, the judgement of the server's
//! certificate, and our own certificate where the server asks for one.
//!
//! Signs nobody in and sends nothing of a person but that certificate. In every handshake the server has to prove that it holds its
//! certificate's key; which certificate is right is the caller's to say.

use std::io;
use std::net::IpAddr;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, OnceLock};

use domain::certificate::CertificatePrint;
use domain::database::Endpoint;
use domain::{Error, ErrorKind, Result};
use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::client::{ResolvesClientCert, WebPkiServerVerifier};
use rustls::crypto::{CryptoProvider, aws_lc_rs, verify_tls12_signature, verify_tls13_signature};
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::sign::CertifiedKey;
use rustls::{CertificateError, ClientConfig, DigitallySignedStruct, SignatureScheme};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;
use tokio_rustls::client::TlsStream;

use super::certificate::print;

const DOING: &str = "connecting";

/// The protocol's request for encryption: its own length, and the number that stands for it.
pub(super) const REQUEST: [u8; 8] = [0, 0, 0, 8, 4, 210, 22, 47];

/// Which certificate is right.
#[derive(Clone, Debug)]
pub(super) enum Judge {
    /// Any.
    Anybody,
    /// This one.
    Print(CertificatePrint),
    /// One that is vouched for, under the host's name or under any.
    Vouched(Arc<WebPkiServerVerifier>, Naming),
}

/// Whether a certificate has to bear the host's name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Naming {
    /// It has.
    Compared,
    /// Any name will do.
    Any,
}

/// A connection whose server was judged.
pub(super) struct Judged {
    pub(super) stream: TlsStream<TcpStream>,
    /// What the server showed, its own certificate first.
    pub(super) chain: Vec<CertificateDer<'static>>,
    /// Whether the server asked for a certificate of ours, and got none.
    pub(super) left_unproven: bool,
}

/// An encrypted connection to a server that the judge accepts; shown to the server, where it asks: `ours`.
///
/// # Errors
/// `DatabaseUnreachable`, `TlsUnavailable`; `TlsIdentity` when the server does not hold the certificate's key, or is not vouched for;
/// `CertificateChanged`; `ClientCertificateRefused`.
pub(super) async fn handshake(
    endpoint: &Endpoint,
    judge: Judge,
    ours: Option<Arc<CertifiedKey>>,
) -> Result<Judged> {
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
    let name = name(endpoint, &socket)?;
    let witness = Arc::new(Witness { judge, shown: OnceLock::new(), crypto: crypto() });
    let own = Arc::new(Own { key: ours, asked: AtomicBool::new(false) });
    let config = ClientConfig::builder_with_provider(crypto())
        .with_safe_default_protocol_versions()
        .map_err(|cause| Error::new(ErrorKind::Internal, "no version of TLS").because(cause))?
        .dangerous()
        .with_custom_certificate_verifier(Arc::clone(&witness) as Arc<dyn ServerCertVerifier>)
        .with_client_cert_resolver(Arc::clone(&own) as Arc<dyn ResolvesClientCert>);
    let connected = TlsConnector::from(Arc::new(config)).connect(name, socket).await;
    let chain = witness.shown.get().cloned().unwrap_or_default();
    match connected {
        Ok(stream) => {
            let left_unproven = own.key.is_none() && own.asked.load(Ordering::Relaxed);
            Ok(Judged { stream, chain, left_unproven })
        }
        Err(error) => Err(refused(&error, &witness.judge, chain.first())),
    }
}

/// Why a handshake failed, by what was shown and by the library's own kinds.
fn refused(error: &io::Error, judge: &Judge, leaf: Option<&CertificateDer<'static>>) -> Error {
    if let (Judge::Print(expected), Some(shown)) = (judge, leaf.map(print))
        && *expected != shown
    {
        let detail = format!("{DOING}: the server shows the certificate {shown}, remembered is {expected}");
        return Error::new(ErrorKind::CertificateChanged, detail);
    }
    if refuses_ours(error) {
        return unwelcome();
    }
    let inner = error.get_ref().and_then(|inner| inner.downcast_ref::<rustls::Error>());
    match inner {
        Some(rustls::Error::InvalidCertificate(why)) => {
            Error::new(ErrorKind::TlsIdentity, format!("{DOING}: {}", fault_of(why)))
        }
        Some(_) => Error::new(ErrorKind::TlsUnavailable, format!("{DOING}: no encryption that we accept")),
        None => Error::new(ErrorKind::DatabaseUnreachable, format!("{DOING}: {:?}", error.kind())),
    }
}

/// What is wrong with a server's certificate. Names in it are the server's to choose: they are not repeated.
fn fault_of(why: &CertificateError) -> &'static str {
    use CertificateError as E;
    match why {
        E::Expired | E::ExpiredContext { .. } => "the server's certificate has lapsed",
        E::NotValidYet | E::NotValidYetContext { .. } => "the server's certificate is not valid yet",
        E::UnknownIssuer => "nobody whom we trust vouches for the server's certificate",
        E::NotValidForName | E::NotValidForNameContext { .. } => {
            "the server's certificate is for another host name"
        }
        _ => "the server's certificate proves nothing",
    }
}

/// Whether the other side ended a handshake, or the conversation after it, because of our certificate or the lack of one.
pub(super) fn refuses_ours(error: &io::Error) -> bool {
    use rustls::AlertDescription as A;
    let inner = error.get_ref().and_then(|inner| inner.downcast_ref::<rustls::Error>());
    matches!(
        inner,
        Some(rustls::Error::AlertReceived(
            A::BadCertificate
                | A::UnsupportedCertificate
                | A::CertificateRevoked
                | A::CertificateExpired
                | A::CertificateUnknown
                | A::UnknownCA
                | A::CertificateRequired
        ))
    )
}

/// The server does not take our certificate.
pub(super) fn unwelcome() -> Error {
    Error::new(
        ErrorKind::ClientCertificateRefused,
        format!("{DOING}: the server refuses our client certificate"),
    )
}

/// The server wants a certificate of us, and there is none.
pub(super) fn wanted() -> Error {
    Error::new(
        ErrorKind::ClientCertificateRefused,
        format!("{DOING}: the server asks for a client certificate, and there is none (sslcert, sslkey)"),
    )
}

/// What the server is called in the handshake. A name that cannot be one there gives way to the address that answered.
pub(super) fn name(endpoint: &Endpoint, socket: &TcpStream) -> Result<ServerName<'static>> {
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

pub(super) fn crypto() -> Arc<CryptoProvider> {
    Arc::new(aws_lc_rs::default_provider())
}

/// Our certificate, shown to whoever asks; it remembers whether somebody did.
#[derive(Debug)]
struct Own {
    key: Option<Arc<CertifiedKey>>,
    asked: AtomicBool,
}

impl ResolvesClientCert for Own {
    fn resolve(&self, _hints: &[&[u8]], _schemes: &[SignatureScheme]) -> Option<Arc<CertifiedKey>> {
        self.asked.store(true, Ordering::Relaxed);
        self.key.clone()
    }

    fn has_certs(&self) -> bool {
        true
    }
}

/// Has a certificate judged, keeps what was shown, and has the proof of its key checked as everywhere.
#[derive(Debug)]
struct Witness {
    judge: Judge,
    shown: OnceLock<Vec<CertificateDer<'static>>>,
    crypto: Arc<CryptoProvider>,
}

impl ServerCertVerifier for Witness {
    fn verify_server_cert(
        &self,
        leaf: &CertificateDer<'_>,
        others: &[CertificateDer<'_>],
        name: &ServerName<'_>,
        ocsp: &[u8],
        now: UnixTime,
    ) -> Result<ServerCertVerified, rustls::Error> {
        let chain = std::iter::once(leaf).chain(others).map(|one| one.clone().into_owned()).collect();
        let _ = self.shown.set(chain);
        match &self.judge {
            Judge::Print(expected) if *expected != print(leaf) => {
                Err(CertificateError::ApplicationVerificationFailure.into())
            }
            Judge::Print(_) | Judge::Anybody => Ok(ServerCertVerified::assertion()),
            Judge::Vouched(verifier, naming) => {
                match verifier.verify_server_cert(leaf, others, name, ocsp, now) {
                    // The name is compared last: whoever fails by it is vouched for.
                    Err(rustls::Error::InvalidCertificate(
                        CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. },
                    )) if *naming == Naming::Any => Ok(ServerCertVerified::assertion()),
                    other => other,
                }
            }
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
