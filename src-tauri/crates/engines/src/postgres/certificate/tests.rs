//! Who vouches for whom, and what a handshake proves. Servers here are imitations: a real one cannot be made to lie.

use std::time::Duration as Span;

use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, IsCa, KeyPair, date_time_ymd};
use rustls::ServerConfig;
use rustls::pki_types::PrivateKeyDer;
use rustls::server::{ClientHello, ResolvesServerCert};
use rustls::sign::CertifiedKey;
use tokio::io::AsyncReadExt as _;
use tokio::net::TcpListener;
use tokio_rustls::TlsAcceptor;

use super::super::handshake::{REQUEST, crypto};
use super::*;

fn authority() -> CertifiedIssuer<'static, KeyPair> {
    let mut wanted = CertificateParams::default();
    wanted.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    CertifiedIssuer::self_signed(wanted, KeyPair::generate().unwrap()).unwrap()
}

fn roots(of: &CertifiedIssuer<'static, KeyPair>) -> RootCertStore {
    let mut roots = RootCertStore::empty();
    roots.add(of.der().clone()).unwrap();
    roots
}

fn named(name: &str) -> CertificateParams {
    CertificateParams::new(vec![name.to_owned()]).unwrap()
}

fn signed(wanted: &CertificateParams, by: &CertifiedIssuer<'static, KeyPair>) -> CertificateDer<'static> {
    wanted.signed_by(&KeyPair::generate().unwrap(), by).unwrap().der().clone()
}

fn name(text: &str) -> ServerName<'static> {
    ServerName::try_from(text.to_owned()).unwrap()
}

#[test]
fn a_root_vouches_for_its_own_under_their_name_while_they_are_valid() {
    let (ours, stranger) = (authority(), authority());
    let good = signed(&named("db.example"), &ours);
    let now = UnixTime::now();
    let ask = |leaf: &CertificateDer<'static>, host: &str, who: &CertifiedIssuer<'static, KeyPair>| {
        vouched(std::slice::from_ref(leaf), &name(host), roots(who), now)
    };
    assert!(ask(&good, "db.example", &ours));
    assert!(!ask(&good, "other.example", &ours), "another name");
    assert!(!ask(&good, "db.example", &stranger), "a root of somebody else");
    let mut lapsed = named("db.example");
    lapsed.not_before = date_time_ymd(2020, 1, 1);
    lapsed.not_after = date_time_ymd(2021, 1, 1);
    assert!(!ask(&signed(&lapsed, &ours), "db.example", &ours), "lapsed");
    let own = named("db.example").self_signed(&KeyPair::generate().unwrap()).unwrap();
    assert!(!ask(own.der(), "db.example", &ours), "signed by itself");
    assert!(!vouched(&[good], &name("db.example"), RootCertStore::empty(), now), "nobody to vouch");
    assert!(!vouched(&[], &name("db.example"), roots(&ours), now), "nothing shown");
}

/// Shows a certificate and signs with a key, whether or not they belong together.
#[derive(Debug)]
struct Shows(Arc<CertifiedKey>);

impl ResolvesServerCert for Shows {
    fn resolve(&self, _hello: ClientHello<'_>) -> Option<Arc<CertifiedKey>> {
        Some(Arc::clone(&self.0))
    }
}

/// A server that answers the request for encryption with one byte, and then shows this certificate with this key.
async fn imitation(answer: u8, certificate: CertificateDer<'static>, key: &KeyPair) -> Endpoint {
    let key = PrivateKeyDer::try_from(key.serialize_der()).unwrap();
    let key = crypto().key_provider.load_private_key(key).unwrap();
    let shows = Arc::new(Shows(Arc::new(CertifiedKey::new(vec![certificate], key))));
    let config = ServerConfig::builder_with_provider(crypto())
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_cert_resolver(shows);
    let acceptor = TlsAcceptor::from(Arc::new(config));
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    tokio::spawn(async move {
        while let Ok((mut socket, _)) = listener.accept().await {
            let mut request = [0; 8];
            socket.read_exact(&mut request).await.unwrap();
            assert_eq!(request, REQUEST);
            socket.write_all(&[answer]).await.unwrap();
            if let Ok(mut stream) = acceptor.accept(socket).await {
                let _ = tokio::time::timeout(Span::from_secs(5), stream.read_u8()).await;
            }
        }
    });
    Endpoint {
        host: "127.0.0.1".into(),
        port,
        database: "shop".into(),
        user: "shop".into(),
        password: domain::secret::secret("hidden"),
        tls: domain::database::Tls::Require,
        files: domain::database::TlsFiles::default(),
    }
}

#[tokio::test]
async fn a_certificate_without_its_key_is_no_proof_even_when_it_is_the_expected_one() {
    let key = KeyPair::generate().unwrap();
    let certificate = named("db.example").self_signed(&key).unwrap().der().clone();
    let expected = print(&certificate);

    let honest = imitation(b'S', certificate.clone(), &key).await;
    handshake(&honest, Judge::Print(expected), None).await.unwrap();
    let shown = ask(&honest).await.unwrap().unwrap();
    assert_eq!((shown.print, shown.verified), (expected, false));

    let thief = imitation(b'S', certificate, &KeyPair::generate().unwrap()).await;
    for judge in [Judge::Print(expected), Judge::Anybody] {
        assert_eq!(handshake(&thief, judge, None).await.err().unwrap().kind, ErrorKind::TlsIdentity);
    }
    assert_eq!(ask(&thief).await.unwrap_err().kind, ErrorKind::TlsIdentity);
}

#[tokio::test]
async fn another_certificate_is_told_with_both_prints() {
    let key = KeyPair::generate().unwrap();
    let certificate = named("db.example").self_signed(&key).unwrap().der().clone();
    let server = imitation(b'S', certificate.clone(), &key).await;
    let expected = CertificatePrint([7; 32]);
    let error = handshake(&server, Judge::Print(expected), None).await.err().unwrap();
    assert_eq!(error.kind, ErrorKind::CertificateChanged);
    for print in [expected, print(&certificate)] {
        assert!(error.detail.contains(&print.to_string()), "{}", error.detail);
    }
}

#[tokio::test]
async fn a_server_without_encryption_and_one_that_is_not_there_have_their_own_kinds() {
    let key = KeyPair::generate().unwrap();
    let certificate = named("db.example").self_signed(&key).unwrap().der().clone();
    let plain = imitation(b'N', certificate, &key).await;
    assert_eq!(ask(&plain).await.unwrap_err().kind, ErrorKind::TlsUnavailable);
    let free = TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap().port();
    let nobody = Endpoint { port: free, ..plain.clone() };
    assert_eq!(ask(&nobody).await.unwrap_err().kind, ErrorKind::DatabaseUnreachable);
    let socket = Endpoint { host: "/run/nothing".into(), ..plain };
    assert_eq!(ask(&socket).await.unwrap(), None);
}
