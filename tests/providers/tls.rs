//! Who answers must prove it: a wrong name, a lapsed certificate, a stranger's signature and no encryption at all each end
//! the connection before anything is said.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use domain::error::ErrorKind;
use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, IsCa, KeyPair, date_time_ymd};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::crypto::aws_lc_rs;
use tokio_rustls::rustls::pki_types::PrivateKeyDer;

use crate::rig::{TOKEN, account_with, quick, token};

fn authority() -> CertifiedIssuer<'static, KeyPair> {
    let mut params = CertificateParams::default();
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    CertifiedIssuer::self_signed(params, KeyPair::generate().unwrap()).unwrap()
}

/// A server of TLS whose certificate is made by `signer`, or by itself. Returns its port, and how many requests it heard.
async fn server(
    params: CertificateParams,
    signer: Option<&CertifiedIssuer<'static, KeyPair>>,
) -> (u16, Arc<AtomicUsize>) {
    let key = KeyPair::generate().unwrap();
    let certificate = match signer {
        Some(signer) => params.signed_by(&key, signer).unwrap(),
        None => params.self_signed(&key).unwrap(),
    };
    let config = ServerConfig::builder_with_provider(Arc::new(aws_lc_rs::default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![certificate.der().clone()], PrivateKeyDer::Pkcs8(key.serialize_der().into()))
        .unwrap();
    let acceptor = TlsAcceptor::from(Arc::new(config));
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let heard = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&heard);
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            let Ok(mut stream) = acceptor.accept(stream).await else { continue };
            if stream.read(&mut [0_u8; 4096]).await.is_ok_and(|read| read > 0) {
                count.fetch_add(1, Ordering::SeqCst);
            }
            let answer =
                "HTTP/1.1 200 OK\r\nContent-Length: 15\r\nConnection: close\r\n\r\n{\"id\":\"user_1\"}";
            let _ = stream.write_all(answer.as_bytes()).await;
            let _ = stream.shutdown().await;
        }
    });
    (port, heard)
}

async fn ask(port: u16, trusted: &CertifiedIssuer<'static, KeyPair>) -> Result<String, ErrorKind> {
    let pem = trusted.pem().into_bytes();
    let (provider, _) =
        account_with(&format!("https://localhost:{port}"), token(TOKEN), quick(), |mut options| {
            options.extra_roots = vec![pem];
            options
        });
    provider.who_am_i().await.map(|me| me.id).map_err(|error| error.kind)
}

fn named(name: &str) -> CertificateParams {
    CertificateParams::new(vec![name.to_owned()]).unwrap()
}

#[tokio::test]
async fn a_server_that_proves_its_name_is_spoken_to() {
    let authority = authority();
    let (port, heard) = server(named("localhost"), Some(&authority)).await;
    assert_eq!(ask(port, &authority).await, Ok("user_1".into()));
    assert_eq!(heard.load(Ordering::SeqCst), 1);
}

#[tokio::test]
async fn a_server_that_cannot_prove_its_name_hears_nothing() {
    let (ours, stranger) = (authority(), authority());
    let mut lapsed = named("localhost");
    lapsed.not_before = date_time_ymd(2020, 1, 1);
    lapsed.not_after = date_time_ymd(2021, 1, 1);
    for (what, params, signer) in [
        ("another name", named("other.example"), Some(&ours)),
        ("lapsed", lapsed, Some(&ours)),
        ("signed by itself", named("localhost"), None),
        ("signed by a stranger", named("localhost"), Some(&stranger)),
    ] {
        let (port, heard) = server(params, signer).await;
        assert_eq!(ask(port, &ours).await, Err(ErrorKind::TlsIdentity), "{what}");
        assert_eq!(heard.load(Ordering::SeqCst), 0, "{what}: the request was sent");
    }
}

#[tokio::test]
async fn a_server_without_encryption_is_not_spoken_to_in_plain() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            let mut head = [0_u8; 4096];
            let read = stream.read(&mut head).await.unwrap_or(0);
            assert!(!String::from_utf8_lossy(&head[..read]).contains("HTTP/1.1"), "spoken to in plain");
            let _ = stream.write_all(b"HTTP/1.1 400 Bad Request\r\n\r\n").await;
        }
    });
    assert_eq!(ask(port, &authority()).await, Err(ErrorKind::TlsUnavailable));
}
