//! Other addresses that lead to a server, or to several of them in turn.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use domain::database::Endpoint;
use tokio::net::{TcpListener, TcpStream};
use tokio_util::task::AbortOnDropHandle;

/// Gives each connection to another server in turn: a balancer, or with one server an alias. It ends with the handle.
pub async fn alias(to: &[&Endpoint]) -> (Endpoint, AbortOnDropHandle<()>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let targets: Vec<String> = to.iter().map(|to| format!("{}:{}", to.host, to.port)).collect();
    let endpoint = Endpoint { host: address.ip().to_string(), port: address.port(), ..to[0].clone() };
    let turn = Arc::new(AtomicUsize::new(0));
    let task = tokio::spawn(async move {
        while let Ok((mut client, _)) = listener.accept().await {
            let target = targets[turn.fetch_add(1, Ordering::Relaxed) % targets.len()].clone();
            tokio::spawn(async move {
                if let Ok(mut server) = TcpStream::connect(target).await {
                    let _ = tokio::io::copy_bidirectional(&mut client, &mut server).await;
                }
            });
        }
    });
    (endpoint, AbortOnDropHandle::new(task))
}
