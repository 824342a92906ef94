//! Keeps a connection polite: so many requests a second, so many at once. Waits; never refuses.

use std::num::NonZeroU32;
use std::sync::Arc;

use async_trait::async_trait;
use domain::error::{Error, ErrorKind, Result};
use governor::{DefaultDirectRateLimiter, Quota, RateLimiter};
use tokio::sync::Semaphore;

use super::{Request, Response, Transport};

/// How fast a connection may go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pace {
    /// Requests a second, in the long run.
    pub per_second: u32,
    /// Requests that may go at once after a pause.
    pub burst: u32,
    /// Requests under way at the same time.
    pub at_once: usize,
}

impl Default for Pace {
    fn default() -> Self {
        Self { per_second: 20, burst: 40, at_once: 8 }
    }
}

/// Lets requests through at a pace.
pub struct Rate {
    inner: Arc<dyn Transport>,
    limiter: DefaultDirectRateLimiter,
    places: Semaphore,
}

impl Rate {
    pub(super) fn new(inner: Arc<dyn Transport>, pace: Pace) -> Self {
        let at_least_one = |number| NonZeroU32::new(number).unwrap_or(NonZeroU32::MIN);
        let quota = Quota::per_second(at_least_one(pace.per_second)).allow_burst(at_least_one(pace.burst));
        Self { inner, limiter: RateLimiter::direct(quota), places: Semaphore::new(pace.at_once.max(1)) }
    }
}

#[async_trait]
impl Transport for Rate {
    async fn send(&self, request: &Request) -> Result<Response> {
        let _place = self
            .places
            .acquire()
            .await
            .map_err(|_| Error::new(ErrorKind::Internal, "the rate layer was closed"))?;
        self.limiter.until_ready().await;
        self.inner.send(request).await
    }
}
