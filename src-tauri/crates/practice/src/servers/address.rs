//! Loopback addresses and ports for servers. Hands out nothing that another machine could reach.

use std::net::{IpAddr, Ipv4Addr, TcpListener};

use domain::{Error, ErrorKind, Result};

use super::system;

/// A loopback address of its own where the system has the whole of 127.0.0.0/8, so that two servers differ by host
/// and not only by port; elsewhere 127.0.0.1.
pub(super) fn fresh() -> IpAddr {
    if !system::WHOLE_LOOPBACK {
        return IpAddr::V4(Ipv4Addr::LOCALHOST);
    }
    let [a, b, c, ..] = *uuid::Uuid::new_v4().as_bytes();
    // 127.0.x.y stays with other people's servers, and the last byte is neither a network nor a broadcast address.
    IpAddr::V4(Ipv4Addr::new(127, a.max(1), b, c.clamp(1, 254)))
}

/// A port that nothing listens on at this moment. It can be taken before it is used: the caller tries again.
pub(super) fn free_port(address: IpAddr) -> Result<u16> {
    TcpListener::bind((address, 0))
        .and_then(|listener| listener.local_addr())
        .map(|bound| bound.port())
        .map_err(|cause| {
            Error::new(ErrorKind::ServerNotStarted, format!("no free port at {address}")).because(cause)
        })
}

/// Whether somebody else holds the port now.
pub(super) fn is_taken(address: IpAddr, port: u16) -> bool {
    TcpListener::bind((address, port)).is_err()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_loopback_and_usable() {
        for _ in 0..50 {
            let address = fresh();
            assert!(address.is_loopback());
            assert_ne!(free_port(address).unwrap(), 0);
        }
    }

    #[test]
    fn a_held_port_is_seen() {
        let held = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let port = held.local_addr().unwrap().port();
        assert!(is_taken(IpAddr::V4(Ipv4Addr::LOCALHOST), port));
        drop(held);
        assert!(!is_taken(IpAddr::V4(Ipv4Addr::LOCALHOST), port));
    }
}
