//! Connections to a server that has to show one certificate. The driver cannot be told which, so we shake hands ourselves and lend it
//! a plain connection inside of this machine.
//!
//! The server is connected to, and its certificate compared, before the driver begins: why it failed is told as it is, and no name and
//! no password is sent to a server that shows another one.
//!
//! **Who else could take the lent connection?** A program of this machine that guesses the port in the millisecond for which it listens.
//! It would stand before the server's own question for the password, as anybody on the network does, and get no further. The driver
//! then finds nobody and fails with `TimedOut`; it never speaks to the stranger, since the port stays ours until the driver is connected.

use std::io;
use std::net::Ipv4Addr;
use std::sync::Arc;
use std::time::Duration;

use domain::certificate::CertificatePrint;
use domain::database::Endpoint;
use domain::{Error, ErrorKind, Result};
use sqlx::postgres::{PgConnectOptions, PgSslMode};
use sqlx::{ConnectOptions, PgConnection};
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

use super::certificate;
use super::failure::connect_failure;

/// How many bytes are passed on at once, each way.
const PIECE: usize = 128 * 1024;

/// How long a server may take to end the conversation after the driver has ended it.
const FAREWELL: Duration = Duration::from_secs(5);

/// Opens a session of the driver with a server that shows this certificate. All of it within `patience`.
///
/// # Errors
/// Those of [`certificate::handshake`]; `TimedOut`; then those of signing in.
pub(super) async fn connect(
    options: PgConnectOptions,
    endpoint: &Endpoint,
    expected: CertificatePrint,
    patience: Duration,
) -> Result<PgConnection> {
    let late = |_| Error::new(ErrorKind::TimedOut, "connecting: no answer in time");
    tokio::time::timeout(patience, async {
        let (server, _) = certificate::handshake(endpoint, Some(expected)).await?;
        lend(options, server, patience).await
    })
    .await
    .map_err(late)?
}

async fn lend<S>(options: PgConnectOptions, server: S, patience: Duration) -> Result<PgConnection>
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
    let passing = tokio::spawn(async move {
        let Ok(Ok((driver, _))) = tokio::time::timeout(patience, one.accept()).await else { return };
        drop(one);
        pass(driver, server).await;
    });
    let mut guard = Abandoned(Some(passing.abort_handle()));
    let options = options.host("127.0.0.1").port(port).ssl_mode(PgSslMode::Disable);
    let connected = options.connect().await.map_err(|error| connect_failure(&error, "connecting"))?;
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
async fn pass<S>(driver: TcpStream, server: S)
where
    S: AsyncRead + AsyncWrite + Unpin,
{
    let _ = driver.set_nodelay(true);
    let (mut from_driver, mut to_driver) = driver.into_split();
    let (mut from_server, mut to_server) = tokio::io::split(server);
    let down = async {
        // However the server ends it, the driver gets everything that came before.
        let _ = copy(&mut from_server, &mut to_driver).await;
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
