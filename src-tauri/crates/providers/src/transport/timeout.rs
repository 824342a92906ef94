//! Bounds every attempt in time, by its patience. What it cuts off may have had its effect: the error says so by its kind.

use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use domain::error::{Error, ErrorKind, Result};

use super::{Patience, Request, Response, Transport};

/// How long attempts may take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Timeouts {
    /// To be connected, TLS included.
    pub connect: Duration,
    /// The whole attempt, for [`Patience::Short`].
    pub short: Duration,
    /// The whole attempt, for [`Patience::Usual`].
    pub usual: Duration,
    /// The whole attempt, for [`Patience::Long`].
    pub long: Duration,
}

impl Default for Timeouts {
    fn default() -> Self {
        Self {
            connect: Duration::from_secs(10),
            short: Duration::from_secs(15),
            usual: Duration::from_secs(30),
            long: Duration::from_secs(60),
        }
    }
}

/// Ends attempts that take too long.
pub struct Timeout {
    inner: Arc<dyn Transport>,
    timeouts: Timeouts,
}

impl Timeout {
    pub(super) fn new(inner: Arc<dyn Transport>, timeouts: Timeouts) -> Self {
        Self { inner, timeouts }
    }
}

#[async_trait]
impl Transport for Timeout {
    async fn send(&self, request: &Request) -> Result<Response> {
        let bound = match request.patience {
            Patience::Short => self.timeouts.short,
            Patience::Usual => self.timeouts.usual,
            Patience::Long => self.timeouts.long,
        };
        tokio::time::timeout(bound, self.inner.send(request)).await.unwrap_or_else(|_| {
            Err(Error::new(
                ErrorKind::TimedOut,
                format!("no complete answer within {} ms", bound.as_millis()),
            ))
        })
    }
}
