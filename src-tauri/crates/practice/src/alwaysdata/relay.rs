//! A fixed address in front of an account's databases: what stands behind it changes, clients see the same host and port.
//! Bytes only; it knows no protocol.

use std::net::{IpAddr, SocketAddr};

use domain::{Error, ErrorKind, Result};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::task::JoinHandle;

/// The address, and where it leads.
#[derive(Debug)]
pub(super) struct Relay {
    pub(super) address: SocketAddr,
    leads_to: watch::Sender<Option<SocketAddr>>,
    listening: JoinHandle<()>,
}

impl Relay {
    /// Listens on a free port. It leads nowhere yet: who connects is turned away.
    pub(super) async fn open(host: IpAddr) -> Result<Self> {
        let not_open = |cause: std::io::Error| {
            Error::new(ErrorKind::ServerNotStarted, "the address of an account's databases").because(cause)
        };
        let listener = TcpListener::bind((host, 0)).await.map_err(not_open)?;
        let address = listener.local_addr().map_err(not_open)?;
        let (leads_to, target) = watch::channel(None);
        let listening = tokio::spawn(async move {
            loop {
                let Ok((client, _)) = listener.accept().await else { continue };
                tokio::spawn(carry(client, target.clone()));
            }
        });
        Ok(Self { address, leads_to, listening })
    }

    /// From now on it leads there, or nowhere. Connections to what stood behind it before are broken.
    pub(super) fn lead_to(&self, target: Option<SocketAddr>) {
        self.leads_to.send_replace(target);
    }
}

impl Drop for Relay {
    fn drop(&mut self) {
        self.listening.abort();
    }
}

/// Carries one connection until either side ends it or it leads elsewhere.
async fn carry(mut client: TcpStream, mut target: watch::Receiver<Option<SocketAddr>>) {
    let Some(to) = *target.borrow_and_update() else { return };
    let Ok(mut server) = TcpStream::connect(to).await else { return };
    let _ = client.set_nodelay(true);
    let _ = server.set_nodelay(true);
    tokio::select! {
        _ = tokio::io::copy_bidirectional(&mut client, &mut server) => {}
        _ = target.changed() => {}
    }
}

#[cfg(test)]
mod tests {
    use std::net::Ipv4Addr;

    use tokio::io::{AsyncReadExt, AsyncWriteExt};

    use super::*;

    /// A server that says a word to everybody and waits.
    async fn says(word: &'static str) -> SocketAddr {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
        let address = listener.local_addr().unwrap();
        tokio::spawn(async move {
            while let Ok((mut client, _)) = listener.accept().await {
                tokio::spawn(async move {
                    client.write_all(word.as_bytes()).await.unwrap();
                    let _ = client.read(&mut [0; 1]).await;
                });
            }
        });
        address
    }

    async fn heard(at: SocketAddr) -> (String, TcpStream) {
        let mut stream = TcpStream::connect(at).await.unwrap();
        let mut word = [0; 3];
        let read = stream.read(&mut word).await.unwrap_or_default();
        (String::from_utf8_lossy(&word[..read]).into_owned(), stream)
    }

    #[tokio::test]
    async fn who_stands_behind_the_address_changes_and_old_connections_break() {
        let relay = Relay::open(Ipv4Addr::LOCALHOST.into()).await.unwrap();
        assert_eq!(heard(relay.address).await.0, "", "it leads nowhere");
        relay.lead_to(Some(says("old").await));
        let (word, mut open) = heard(relay.address).await;
        assert_eq!(word, "old");
        relay.lead_to(Some(says("new").await));
        assert_eq!(open.read(&mut [0; 1]).await.unwrap_or_default(), 0, "it is broken");
        assert_eq!(heard(relay.address).await.0, "new");
        relay.lead_to(None);
        assert_eq!(heard(relay.address).await.0, "");
    }
}
