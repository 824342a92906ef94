//! A relay in front of a server that can be cut, held up and closed for a while, when it is told to.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use domain::database::Endpoint;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::tcp::{OwnedReadHalf, OwnedWriteHalf};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::task::JoinHandle;

/// What the line does now.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct State {
    /// Connections that were made before this number changed are broken.
    cuts: u64,
    /// Nothing passes, and nothing breaks.
    held: bool,
    /// New connections are not taken.
    closed: bool,
}

/// The relay. It ends when this is dropped.
pub struct Link {
    address: SocketAddr,
    state: Arc<watch::Sender<State>>,
    task: JoinHandle<()>,
}

impl Drop for Link {
    fn drop(&mut self) {
        self.task.abort();
        self.cut();
    }
}

impl Link {
    /// Listens in front of a server.
    pub async fn before(server: &Endpoint) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let to = format!("{}:{}", server.host, server.port);
        let state = Arc::new(watch::Sender::new(State::default()));
        let seen = Arc::clone(&state);
        let task = tokio::spawn(async move {
            while let Ok((client, _)) = listener.accept().await {
                let heard = seen.subscribe();
                if heard.borrow().closed {
                    continue;
                }
                let to = to.clone();
                tokio::spawn(async move {
                    let Ok(server) = TcpStream::connect(to).await else { return };
                    let ((from_client, to_client), (from_server, to_server)) =
                        (client.into_split(), server.into_split());
                    tokio::select! {
                        () = pass(from_client, to_server, heard.clone()) => {}
                        () = pass(from_server, to_client, heard) => {}
                    }
                });
            }
        });
        Self { address, state, task }
    }

    /// The same endpoint, through the relay.
    pub fn endpoint(&self, of: &Endpoint) -> Endpoint {
        Endpoint { host: self.address.ip().to_string(), port: self.address.port(), ..of.clone() }
    }

    /// Breaks every connection.
    pub fn cut(&self) {
        self.state.send_modify(|state| state.cuts += 1);
    }

    /// Lets nothing pass for a while.
    pub async fn hold(&self, time: Duration) {
        self.state.send_modify(|state| state.held = true);
        tokio::time::sleep(time).await;
        self.state.send_modify(|state| state.held = false);
    }

    /// Breaks every connection and takes no new one for a while.
    pub async fn close(&self, time: Duration) {
        self.state.send_modify(|state| state.closed = true);
        self.cut();
        tokio::time::sleep(time).await;
        self.state.send_modify(|state| state.closed = false);
    }
}

/// Passes bytes one way until a side closes or the line is cut.
async fn pass(mut from: OwnedReadHalf, mut to: OwnedWriteHalf, mut state: watch::Receiver<State>) {
    let cuts = state.borrow().cuts;
    let mut bytes = vec![0; 32 * 1024];
    loop {
        let count = tokio::select! {
            read = from.read(&mut bytes) => match read {
                Ok(count) if count > 0 => count,
                _ => return,
            },
            changed = state.wait_for(|state| state.cuts != cuts) => {
                drop(changed);
                return;
            }
        };
        if state
            .wait_for(|state| !state.held || state.cuts != cuts)
            .await
            .map_or(true, |now| now.cuts != cuts)
            || to.write_all(&bytes[..count]).await.is_err()
        {
            return;
        }
    }
}
