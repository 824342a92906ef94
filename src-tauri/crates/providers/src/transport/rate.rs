//! Keeps a connection polite: so many requests a second, so many at once, and what the provider allows in a minute. Waits;
//! never refuses.

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

/// What a provider says that it allows to one account. Kept to within any minute, not only on average.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quotas {
    /// Reads a minute.
    pub reads: u32,
    /// Requests with an effect a minute.
    pub effects: u32,
}

/// Lets requests through at a pace.
pub struct Rate {
    inner: Arc<dyn Transport>,
    limiter: DefaultDirectRateLimiter,
    reads: Option<DefaultDirectRateLimiter>,
    effects: Option<DefaultDirectRateLimiter>,
    places: Semaphore,
}

impl Rate {
    pub(super) fn new(inner: Arc<dyn Transport>, pace: Pace, quotas: Option<Quotas>) -> Self {
        let quota = Quota::per_second(at_least_one(pace.per_second)).allow_burst(at_least_one(pace.burst));
        Self {
            inner,
            limiter: RateLimiter::direct(quota),
            reads: quotas.map(|quotas| RateLimiter::direct(within_a_minute(quotas.reads))),
            effects: quotas.map(|quotas| RateLimiter::direct(within_a_minute(quotas.effects))),
            places: Semaphore::new(pace.at_once.max(1)),
        }
    }
}

fn at_least_one(number: u32) -> NonZeroU32 {
    NonZeroU32::new(number).unwrap_or(NonZeroU32::MIN)
}

/// What never lets more than a number through in sixty seconds: what may go at once after a pause and what
/// follows in the same minute are parts of that number.
fn within_a_minute(number: u32) -> Quota {
    let at_once = at_least_one(number / 5);
    let steady = at_least_one(number.saturating_sub(at_once.get()));
    Quota::per_minute(steady).allow_burst(at_once)
}

#[async_trait]
impl Transport for Rate {
    async fn send(&self, request: &Request) -> Result<Response> {
        let _place = self
            .places
            .acquire()
            .await
            .map_err(|_| Error::new(ErrorKind::Internal, "the rate layer was closed"))?;
        let quota = if request.idempotent { &self.reads } else { &self.effects };
        if let Some(quota) = quota {
            quota.until_ready().await;
        }
        self.limiter.until_ready().await;
        self.inner.send(request).await
    }
}

#[cfg(test)]
mod tests {
    use governor::clock::FakeRelativeClock;
    use std::time::Duration;

    use super::*;

    /// How many pass in a minute when they come as fast as they can.
    fn passed(number: u32) -> u32 {
        let clock = FakeRelativeClock::default();
        let limiter = RateLimiter::direct_with_clock(within_a_minute(number), clock.clone());
        let mut passed = 0;
        for _ in 0..600 {
            while limiter.check().is_ok() {
                passed += 1;
            }
            clock.advance(Duration::from_millis(100));
        }
        passed
    }

    #[test]
    fn no_minute_holds_more_than_its_quota() {
        for number in [10, 50, 250] {
            let passed = passed(number);
            assert!(passed <= number && passed + 2 >= number, "{passed} of {number}");
        }
    }
}
