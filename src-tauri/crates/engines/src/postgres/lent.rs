//! Connections whose protection is more than the driver knows: one certificate that the server has to show, a file of those who vouch,
//! a certificate of ours. We shake hands ourselves and lend the driver a plain connection inside of this machine.
//!
//! The server is connected to, and its certificate judged, before the driver begins: why it failed is told as it is, and no name and
//! no password is sent to a server that is refused.
//!
//! **Who else could take the lent connection?** A program of this machine that guesses the port in the millisecond for which it listens.
//! It would stand before the server's own question for the password, as anybody on the network does, and get no further. The driver
//! then finds nobody and fails with `TimedOut`; it never speaks to the stranger, since the port stays ours until the driver is connected.

use std::io;
use std::net::Ipv4Addr;
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use domain::database::{Endpoint, Tls, TlsFiles};
use domain::{Error, ErrorKind, Result};
use sqlx::postgres::{PgConnectOptions, PgSslMode};
use sqlx::{ConnectOptions, PgConnection};
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

use super::credentials;
use super::failure::connect_failure;
use super::handshake::{handshake, refuses_ours, unwelcome, wanted};

/// How many bytes are passed on at once, each way.
const PIECE: usize = 128 * 1024;

/// How long a server may take to end the conversation after the driver has ended it.
const FAREWELL: Duration = Duration::from_secs(5);

/// What the driver would take from the environment for a protected connection, and gives us no way to take back.
const LEAKS: &[&str] = &["PGSSLCERT", "PGSSLKEY"];

/// Whether an endpoint needs a connection of this kind. `leaks` tells whether a variable is set.
pub(super) fn needed(endpoint: &Endpoint, leaks: impl Fn(&str) -> bool) -> bool {
    if endpoint.host.starts_with('/') {
        return false;
    }
    match endpoint.tls {
        Tls::Disable => false,
        Tls::Pinned(_) | Tls::VerifyCa => true,
        Tls::VerifyFull | Tls::Require | Tls::Prefer => {
            endpoint.files != TlsFiles::default() || LEAKS.iter().any(|name| leaks(name))
        }
    }
}

/// The same for this process's environment.
pub(super) fn needed_here(endpoint: &Endpoint) -> bool {
    needed(endpoint, |name| std::env::var_os(name).is_some())
}

/// Opens a session of the driver with a server that proved what the endpoint asks for. All of it within `patience`.
///
/// # Errors
/// `FileUnreadable`; those of [`handshake`]; `TimedOut`; then those of signing in.
pub(super) async fn connect(
    options: PgConnectOptions,
    endpoint: &Endpoint,
    patience: Duration,
) -> Result<PgConnection> {
    let late = |_| Error::new(ErrorKind::TimedOut, "connecting: no answer in time");
    let read = credentials::read(endpoint).await?;
    tokio::time::timeout(patience, async {
        match handshake(endpoint, read.judge, read.ours).await {
            Ok(met) => lend(options, met.stream, met.left_unproven, patience).await,
            Err(none) if none.kind == ErrorKind::TlsUnavailable && endpoint.tls == Tls::Prefer => {
                let plain = options.ssl_mode(PgSslMode::Disable).connect().await;
                plain.map_err(|error| connect_failure(&error, "connecting"))
            }
            Err(error) => Err(error),
        }
    })
    .await
    .map_err(late)?
}

/// The state of a server that refuses whoever has not proven who he is, before it asks for a password.
const NOT_AUTHORISED: &str = "28000";

async fn lend<S>(
    options: PgConnectOptions,
    server: S,
    left_unproven: bool,
    patience: Duration,
) -> Result<PgConnection>
where
    S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
{
    let own = |cause: io::Error| {
        Error::new(ErrorKind::Internal, "no connection inside of this machine").because(cause)
    };
    // Held until the driver is connected: nobody else can listen at this port meanwhile.
    let listener = Arc::new(TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.map_err(own)?);
    let port = listener.local_addr().map_err(own)?.port();
    let one = Arc::clone(&listener);
    // A server judges our certificate after the handshake: what it says then is not for the driver, which understands nothing of it.
    let broken = Arc::new(OnceLock::new());
    let told = Arc::clone(&broken);
    let passing = tokio::spawn(async move {
        let Ok(Ok((driver, _))) = tokio::time::timeout(patience, one.accept()).await else { return };
        drop(one);
        pass(driver, server, &told).await;
    });
    let mut guard = Abandoned(Some(passing.abort_handle()));
    let options = options.host("127.0.0.1").port(port).ssl_mode(PgSslMode::Disable);
    let connected = options.connect().await.map_err(|error| {
        let refused =
            |state: &str| error.as_database_error().and_then(|e| e.code()).as_deref() == Some(state);
        match broken.get() {
            Some(true) => unwelcome(),
            _ if left_unproven && refused(NOT_AUTHORISED) => wanted(),
            _ => connect_failure(&error, "connecting"),
        }
    })?;
    guard.0 = None;
    Ok(connected)
}

/// Ends the passing when it is dropped with it: the driver was not connected, or nobody waits for it any more.
struct Abandoned(Option<tokio::task::AbortHandle>);

impl Drop for Abandoned {
    fn drop(&mut self) {
        if let Some(passing) = self.0.take() {
            passing.abort();
        }
    }
}

/// Passes bytes both ways until the server ends the conversation or breaks it; when the driver ends it, the server gets a moment.
/// How the server broke it is in `broken` before the driver hears of it: whether it refuses our certificate.
async fn pass<S>(driver: TcpStream, server: S, broken: &OnceLock<bool>)
where
    S: AsyncRead + AsyncWrite + Unpin,
{
    let _ = driver.set_nodelay(true);
    let (mut from_driver, mut to_driver) = driver.into_split();
    let (mut from_server, mut to_server) = tokio::io::split(server);
    let down = async {
        // However the server ends it, the driver gets everything that came before.
        if let Err(error) = copy(&mut from_server, &mut to_driver).await {
            let _ = broken.set(refuses_ours(&error));
        }
        let _ = to_driver.shutdown().await;
    };
    let up = async {
        let ended = copy(&mut from_driver, &mut to_server).await;
        if ended.is_ok() {
            let _ = to_server.shutdown().await;
        }
        tokio::time::sleep(FAREWELL).await;
    };
    tokio::select! {
        () = down => {}
        () = up => {}
    }
}

/// Passes bytes one way until they end.
async fn copy(from: &mut (impl AsyncRead + Unpin), to: &mut (impl AsyncWrite + Unpin)) -> io::Result<()> {
    let mut piece = vec![0; PIECE];
    loop {
        let count = from.read(&mut piece).await?;
        if count == 0 {
            return Ok(());
        }
        to.write_all(piece.get(..count).unwrap_or_default()).await?;
        to.flush().await?;
    }
}
