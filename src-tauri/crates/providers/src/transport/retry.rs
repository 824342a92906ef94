//! The outermost layer: repeats what may be repeated, a few times, with exponential waits and full jitter, within a budget
//! of time for one request and of repeats for all of them together. What is not idempotent passes through once.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use async_trait::async_trait;
use domain::error::{ErrorKind, Result};
use domain::time::Clock;
use tokio::time::Instant;

use super::wait::{jittered, retry_after};
use super::{Chance, Request, Response, Transport};

/// How much is repeated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RetryLimits {
    /// Attempts of one request, the first one included.
    pub attempts: u32,
    /// Ceiling of the first wait; doubles with each.
    pub base: Duration,
    /// Ceiling of any wait that we choose.
    pub cap: Duration,
    /// Longest wait that we take from `Retry-After`; a longer one is told to the caller instead.
    pub longest_asked: Duration,
    /// Time for one request with all its attempts and waits; none begins after it.
    pub budget: Duration,
    /// Repeats that all requests of a connection may make within a minute: an outage is not met by a storm.
    pub repeats_per_minute: u32,
}

impl Default for RetryLimits {
    fn default() -> Self {
        Self {
            attempts: 4,
            base: Duration::from_millis(300),
            cap: Duration::from_secs(8),
            longest_asked: Duration::from_secs(20),
            budget: Duration::from_secs(60),
            repeats_per_minute: 30,
        }
    }
}

/// Repeats idempotent requests.
pub struct Retry {
    inner: Arc<dyn Transport>,
    limits: RetryLimits,
    clock: Arc<dyn Clock>,
    chance: Arc<dyn Chance>,
    repeats: Mutex<Vec<Instant>>,
}

/// Statuses that say "later".
const LATER: [u16; 4] = [429, 502, 503, 504];

impl Retry {
    pub(super) fn new(
        inner: Arc<dyn Transport>,
        limits: RetryLimits,
        clock: Arc<dyn Clock>,
        chance: Arc<dyn Chance>,
    ) -> Self {
        Self { inner, limits, clock, chance, repeats: Mutex::new(Vec::new()) }
    }

    /// The wait that the outcome calls for: `None` when it is final.
    fn wait(&self, outcome: &Result<Response>, attempt: u32) -> Option<Duration> {
        let ours = || jittered(self.limits.base, self.limits.cap, attempt, self.chance.as_ref());
        match outcome {
            Ok(answer) if LATER.contains(&answer.status) => {
                let asked = answer.header("retry-after").and_then(|text| retry_after(text, self.clock.now()));
                match asked {
                    Some(asked) if asked > self.limits.longest_asked => None,
                    Some(asked) => Some(asked.max(ours())),
                    None => Some(ours()),
                }
            }
            Ok(_) => None,
            Err(error) => matches!(
                error.kind,
                ErrorKind::HostNotFound | ErrorKind::Unreachable | ErrorKind::ConnectionLost
            )
            .then(ours),
        }
    }

    /// Takes one repeat from the common budget, when there is one left.
    fn may_repeat(&self) -> bool {
        let now = Instant::now();
        let mut repeats = self.repeats.lock().unwrap_or_else(PoisonError::into_inner);
        repeats.retain(|at| now.duration_since(*at) < Duration::from_secs(60));
        if u32::try_from(repeats.len()).unwrap_or(u32::MAX) >= self.limits.repeats_per_minute {
            return false;
        }
        repeats.push(now);
        true
    }
}

#[async_trait]
impl Transport for Retry {
    async fn send(&self, request: &Request) -> Result<Response> {
        let begun = Instant::now();
        let mut attempt = 0;
        loop {
            let outcome = self.inner.send(request).await;
            if !request.idempotent || attempt + 1 >= self.limits.attempts {
                return outcome;
            }
            let Some(wait) = self.wait(&outcome, attempt) else { return outcome };
            if begun.elapsed() + wait > self.limits.budget || !self.may_repeat() {
                return outcome;
            }
            tokio::time::sleep(wait).await;
            attempt += 1;
        }
    }
}
