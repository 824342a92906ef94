//! A slow link in front of a server: so many milliseconds there and back, so many megabits a second each way.
//!
//! Connections to one server share its link. What waits is bounded, as in a real one.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use domain::database::Endpoint;
use tokio::io::{AsyncRead, AsyncReadExt as _, AsyncWrite, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::mpsc;
use tokio::time::Instant;

/// What a piece is at most.
const PIECE: usize = 16 * 1024;
/// Pieces on the way at most, for each connection and direction.
const WAITING: usize = 64;

/// The link that is asked for.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Link {
    /// One way.
    delay: Duration,
    bytes_a_second: u64,
}

impl Link {
    /// Milliseconds there and back, megabits a second; 0 for no limit.
    pub(crate) fn new(delay: u64, megabits: u64) -> Self {
        Self { delay: Duration::from_millis(delay) / 2, bytes_a_second: megabits * 125_000 }
    }

    /// Address of the near end of the link to a server; the server's own when there is no link.
    pub(crate) async fn before(self, server: &Endpoint) -> Endpoint {
        if self.delay.is_zero() && self.bytes_a_second == 0 {
            return server.clone();
        }
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let near = listener.local_addr().unwrap();
        let far = (server.host.clone(), server.port);
        let lanes = [Lane::new(self), Lane::new(self)];
        tokio::spawn(async move {
            while let Ok((client, _)) = listener.accept().await {
                let Ok(server) = TcpStream::connect((far.0.as_str(), far.1)).await else { continue };
                let _ = (client.set_nodelay(true), server.set_nodelay(true));
                let (from_client, to_client) = client.into_split();
                let (from_server, to_server) = server.into_split();
                lanes[0].carry(from_client, to_server);
                lanes[1].carry(from_server, to_client);
            }
        });
        Endpoint { host: near.ip().to_string(), port: near.port(), ..server.clone() }
    }
}

/// One direction of a link.
#[derive(Clone)]
struct Lane {
    link: Link,
    /// When the last piece has left.
    free: Arc<Mutex<Instant>>,
}

impl Lane {
    fn new(link: Link) -> Self {
        Self { link, free: Arc::new(Mutex::new(Instant::now())) }
    }

    /// When a piece that is here now arrives at the other end.
    fn arrival(&self, bytes: usize) -> Instant {
        let mut free = self.free.lock().unwrap();
        let takes = match self.link.bytes_a_second {
            0 => Duration::ZERO,
            rate => Duration::from_secs_f64(bytes as f64 / rate as f64),
        };
        *free = (*free).max(Instant::now()) + takes;
        *free + self.link.delay
    }

    fn carry(
        &self,
        mut from: impl AsyncRead + Unpin + Send + 'static,
        mut to: impl AsyncWrite + Unpin + Send + 'static,
    ) {
        let (give, mut take) = mpsc::channel::<(Instant, Vec<u8>)>(WAITING);
        let lane = self.clone();
        tokio::spawn(async move {
            let mut piece = vec![0; PIECE];
            while let Ok(read @ 1..) = from.read(&mut piece).await {
                let at = lane.arrival(read);
                // Sent no faster than the link takes it.
                tokio::time::sleep_until(at - lane.link.delay).await;
                if give.send((at, piece[..read].to_vec())).await.is_err() {
                    return;
                }
            }
        });
        tokio::spawn(async move {
            while let Some((at, piece)) = take.recv().await {
                tokio::time::sleep_until(at).await;
                if to.write_all(&piece).await.is_err() {
                    return;
                }
            }
            let _ = to.shutdown().await;
        });
    }
}
