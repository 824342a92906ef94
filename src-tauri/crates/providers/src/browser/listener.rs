//! Listens on a loopback port for the browser to come back with the provider's answer. It understands one kind of request,
//! answers everything else with 404, and ends with the sign-in.

use std::collections::BTreeMap;
use std::net::{Ipv4Addr, Ipv6Addr};
use std::time::Duration;

use domain::error::{Error, ErrorKind, Result};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinSet;
use url::Url;

/// Path that the browser comes back to.
pub(crate) const CALLBACK_PATH: &str = "/callback";

/// Longest head of a request.
const HEAD_CAP: usize = 16 * 1024;

/// How long a connection may take to say what it wants: browsers open some that never do.
const HEAD_PATIENCE: Duration = Duration::from_secs(10);

/// A port on this machine, on which the browser is awaited.
pub(crate) struct Listener {
    v4: TcpListener,
    v6: Option<TcpListener>,
    port: u16,
}

/// The browser came back. Dropped without an answer, the browser shows a broken page.
pub(crate) struct Visit {
    /// The query, decoded. Of a repeated name the first value.
    pub(crate) query: BTreeMap<String, String>,
    stream: TcpStream,
}

impl Listener {
    /// Takes the first free port of a list; 0 is any free one.
    pub(crate) async fn bind(ports: &[u16]) -> Result<Self> {
        for port in ports {
            let Ok(v4) = TcpListener::bind((Ipv4Addr::LOCALHOST, *port)).await else { continue };
            let Ok(address) = v4.local_addr() else { continue };
            // "localhost" may mean the other family first; a machine without it does not need it.
            let v6 = TcpListener::bind((Ipv6Addr::LOCALHOST, address.port())).await.ok();
            return Ok(Self { v4, v6, port: address.port() });
        }
        let detail = format!("none of the ports {ports:?} is free on this machine");
        Err(Error::new(ErrorKind::InvalidInput, detail))
    }

    /// Where the provider sends the browser.
    pub(crate) fn callback(&self) -> String {
        format!("http://localhost:{}{CALLBACK_PATH}", self.port)
    }

    /// Waits for the browser. Slow, foreign and broken connections hold nobody up.
    pub(crate) async fn visit(&self) -> Result<Visit> {
        let mut heads: JoinSet<Option<Visit>> = JoinSet::new();
        loop {
            tokio::select! {
                Ok((stream, _)) = self.v4.accept() => {
                    heads.spawn(read(stream));
                }
                Ok((stream, _)) = accept(self.v6.as_ref()) => {
                    heads.spawn(read(stream));
                }
                Some(Ok(Some(visit))) = heads.join_next() => return Ok(visit),
                else => return Err(Error::new(ErrorKind::Internal, "the loopback port was taken away")),
            }
        }
    }
}

async fn accept(listener: Option<&TcpListener>) -> std::io::Result<(TcpStream, std::net::SocketAddr)> {
    match listener {
        Some(listener) => listener.accept().await,
        None => std::future::pending().await,
    }
}

/// Reads the head of one request; `None` for anything but the callback.
async fn read(mut stream: TcpStream) -> Option<Visit> {
    let head = tokio::time::timeout(HEAD_PATIENCE, head(&mut stream)).await.ok()??;
    let mut words = head.lines().next()?.split(' ');
    let (method, target) = (words.next()?, words.next()?);
    let url = Url::parse("http://localhost").ok()?.join(target).ok()?;
    if method != "GET" || url.path() != CALLBACK_PATH || url.host_str() != Some("localhost") {
        respond(stream, "404 Not Found", "").await;
        return None;
    }
    let mut query = BTreeMap::new();
    for (name, value) in url.query_pairs() {
        query.entry(name.into_owned()).or_insert_with(|| value.into_owned());
    }
    Some(Visit { query, stream })
}

async fn head(stream: &mut TcpStream) -> Option<String> {
    let mut bytes = Vec::with_capacity(1024);
    let mut chunk = [0_u8; 1024];
    while !bytes.windows(4).any(|four| four == b"\r\n\r\n") {
        let read = stream.read(&mut chunk).await.ok()?;
        if read == 0 || bytes.len() + read > HEAD_CAP {
            return None;
        }
        bytes.extend_from_slice(&chunk[..read]);
    }
    String::from_utf8(bytes).ok()
}

impl Visit {
    /// Shows a page in the browser. That it could not be shown changes nothing.
    pub(crate) async fn answer(self, html: &str) {
        respond(self.stream, "200 OK", html).await;
    }
}

async fn respond(mut stream: TcpStream, status: &str, html: &str) {
    let answer = format!(
        "HTTP/1.1 {status}\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {}\r\nConnection: close\r\n\
         Cache-Control: no-store\r\nReferrer-Policy: no-referrer\r\nX-Content-Type-Options: nosniff\r\n\
         Content-Security-Policy: default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'\r\n\r\n{html}",
        html.len()
    );
    if stream.write_all(answer.as_bytes()).await.is_ok() {
        let _ = stream.shutdown().await;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn ask(port: u16, target: &str) -> String {
        let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, port)).await.unwrap();
        stream
            .write_all(format!("GET {target} HTTP/1.1\r\nHost: localhost\r\n\r\n").as_bytes())
            .await
            .unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).await.unwrap();
        answer
    }

    #[tokio::test]
    async fn only_the_callback_is_a_visit_and_idle_connections_hold_nobody_up() {
        let listener = Listener::bind(&[0]).await.unwrap();
        let port = listener.port;
        let _idle = TcpStream::connect((Ipv4Addr::LOCALHOST, port)).await.unwrap();
        let browser = tokio::spawn(async move {
            let other = ask(port, "/favicon.ico").await;
            (other, ask(port, "/callback?a=1%262&a=3&b=").await)
        });
        let visit = listener.visit().await.unwrap();
        assert_eq!(visit.query.get("a").map(String::as_str), Some("1&2"));
        assert_eq!(visit.query.get("b").map(String::as_str), Some(""));
        visit.answer("<p>done</p>").await;
        let (other, done) = browser.await.unwrap();
        assert!(other.starts_with("HTTP/1.1 404"), "{other}");
        assert!(done.starts_with("HTTP/1.1 200") && done.ends_with("<p>done</p>"), "{done}");
    }

    #[tokio::test]
    async fn a_taken_port_is_passed_over() {
        let first = Listener::bind(&[0]).await.unwrap();
        let second = Listener::bind(&[first.port, 0]).await.unwrap();
        assert_ne!(first.port, second.port);
        let none = Listener::bind(&[first.port]).await.map(|_| ()).unwrap_err();
        assert_eq!(none.kind, ErrorKind::InvalidInput);
    }
}
