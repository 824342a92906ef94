//! Proxies: used when there is one, and named when it is they who refuse.

use domain::error::ErrorKind;
use providers::transport::ProxyChoice;
use wiremock::matchers::any;
use wiremock::{Mock, MockServer};

use crate::rig::{TOKEN, account_with, json, quick, token};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

fn at(address: &str) -> ProxyChoice {
    ProxyChoice::At(address.parse().unwrap())
}

#[tokio::test]
async fn requests_go_through_the_proxy() {
    let proxy = MockServer::start().await;
    Mock::given(any()).respond_with(json(200, r#"{"id":"user_1"}"#)).mount(&proxy).await;
    let through = at(&proxy.uri());
    let (provider, _) = account_with("http://localhost:9", token(TOKEN), quick(), |mut options| {
        options.proxy = through;
        options
    });
    assert_eq!(provider.who_am_i().await.unwrap().id, "user_1");
    assert_eq!(proxy.received_requests().await.unwrap().len(), 1);
}

#[tokio::test]
async fn a_proxy_that_refuses_the_tunnel_is_named() {
    for status in ["407 Proxy Authentication Required", "403 Forbidden"] {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let proxy = at(&format!("http://{}", listener.local_addr().unwrap()));
        tokio::spawn(async move {
            while let Ok((mut stream, _)) = listener.accept().await {
                let mut head = [0_u8; 2048];
                let read = stream.read(&mut head).await.unwrap();
                let head = String::from_utf8_lossy(&head[..read]).into_owned();
                assert!(head.starts_with("CONNECT ") && !head.contains(TOKEN), "{head}");
                let _ = stream
                    .write_all(format!("HTTP/1.1 {status}\r\nContent-Length: 0\r\n\r\n").as_bytes())
                    .await;
            }
        });
        let (provider, _) = account_with("https://api.example.org", token(TOKEN), quick(), |mut options| {
            options.proxy = proxy;
            options
        });
        let error = provider.who_am_i().await.unwrap_err();
        assert_eq!(error.kind, ErrorKind::ProxyRefused, "{status}: {error}");
    }
}
