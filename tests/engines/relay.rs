//! A relay between a client and a server that breaks connections: some of them after a number of bytes, by a fixed seed.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use domain::database::Endpoint;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

/// A listening relay; it ends when this is dropped, connections of it when they are cut or closed.
pub(crate) struct Relay {
    address: SocketAddr,
    task: JoinHandle<()>,
    /// Connections that were broken.
    pub(crate) cuts: Arc<AtomicU64>,
}

impl Drop for Relay {
    fn drop(&mut self) {
        self.task.abort();
    }
}

impl Relay {
    /// Listens in front of an endpoint. One connection in `one_in` is broken after at most `bytes`; 0: none.
    pub(crate) async fn start(to: &Endpoint, seed: u64, one_in: u64, bytes: u64) -> anyhow::Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let address = listener.local_addr()?;
        let target = format!("{}:{}", to.host, to.port);
        let cuts = Arc::new(AtomicU64::new(0));
        let counted = Arc::clone(&cuts);
        let task = tokio::spawn(async move {
            let mut state = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1;
            let mut next = move || {
                state ^= state << 13;
                state ^= state >> 7;
                state ^= state << 17;
                state
            };
            while let Ok((client, _)) = listener.accept().await {
                let broken = one_in > 0 && next() % one_in == 0;
                let budget =
                    if broken { usize::try_from(next() % bytes.max(1)).unwrap_or(1) } else { usize::MAX };
                let (target, cuts) = (target.clone(), Arc::clone(&counted));
                tokio::spawn(async move {
                    if let Ok(server) = TcpStream::connect(target).await
                        && pass(client, server, budget).await
                    {
                        cuts.fetch_add(1, Ordering::Relaxed);
                    }
                });
            }
        });
        Ok(Self { address, task, cuts })
    }

    /// The same endpoint, through the relay.
    pub(crate) fn endpoint(&self, of: &Endpoint) -> Endpoint {
        Endpoint { host: self.address.ip().to_string(), port: self.address.port(), ..of.clone() }
    }
}

/// Passes bytes both ways until a side closes or the budget is spent. Says whether it was.
async fn pass(mut client: TcpStream, mut server: TcpStream, mut budget: usize) -> bool {
    let (mut up, mut down) = (vec![0; 16 * 1024], vec![0; 16 * 1024]);
    loop {
        let (count, sent) = tokio::select! {
            read = client.read(&mut up) => match read {
                Ok(count) if count > 0 => (count, server.write_all(&up[..count.min(budget)]).await),
                _ => return false,
            },
            read = server.read(&mut down) => match read {
                Ok(count) if count > 0 => (count, client.write_all(&down[..count.min(budget)]).await),
                _ => return false,
            },
        };
        budget = budget.saturating_sub(count);
        if sent.is_err() || budget == 0 {
            return budget == 0;
        }
    }
}
