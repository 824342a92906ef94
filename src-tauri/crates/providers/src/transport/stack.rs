//! Puts the layers around each other in the one right order.

use std::sync::Arc;

use domain::error::Result;
use domain::time::Clock;
use url::Url;

use super::http::HttpOptions;
use super::{
    Chance, Http, Observer, Pace, ProxyChoice, Quotas, Rate, Record, Redactor, Retry, RetryLimits, Timeout,
    Timeouts, Transport,
};

/// Time-outs, retries, rate, sizes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// How long attempts may take.
    pub timeouts: Timeouts,
    /// How much is repeated.
    pub retry: RetryLimits,
    /// How fast a connection may go.
    pub pace: Pace,
    /// Longest body of an answer, in bytes.
    pub body_cap: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            timeouts: Timeouts::default(),
            retry: RetryLimits::default(),
            pace: Pace::default(),
            body_cap: 8 * 1024 * 1024,
        }
    }
}

/// What a stack is made of.
pub struct StackOptions<'a> {
    /// The account's own address: the only host that is spoken to.
    pub base_url: &'a Url,
    /// Header by which the provider names a request, lower case.
    pub reference_header: &'static str,
    /// Tells the time.
    pub clock: Arc<dyn Clock>,
    /// Where jitter comes from.
    pub chance: Arc<dyn Chance>,
    /// Told of every attempt.
    pub observer: Option<Arc<dyn Observer>>,
    /// Knows the secrets.
    pub redactor: Arc<Redactor>,
    /// Time-outs, retries, rate, sizes.
    pub limits: Limits,
    /// What the provider itself allows, where it says so.
    pub quotas: Option<Quotas>,
    /// Which proxy to go through.
    pub proxy: ProxyChoice,
    /// Certificates (PEM) trusted beside those of the operating system.
    pub extra_roots: &'a [Vec<u8>],
}

/// The whole door: retry > rate > record > timeout > http.
///
/// Errors: `HostNotAllowed` for an address that credentials may not be sent to, `FileUnreadable` for a certificate,
/// `InvalidInput` for a proxy.
pub fn stack(options: StackOptions<'_>) -> Result<Arc<dyn Transport>> {
    let StackOptions {
        base_url, reference_header, clock, chance, observer, redactor, limits, quotas, ..
    } = options;
    let http = Http::new(HttpOptions {
        base_url,
        reference_header,
        connect_timeout: limits.timeouts.connect,
        body_cap: limits.body_cap,
        proxy: &options.proxy,
        extra_roots: options.extra_roots,
        redactor: Arc::clone(&redactor),
    })?;
    let timeout = Timeout::new(Arc::new(http), limits.timeouts);
    let record = Record::new(Arc::new(timeout), Arc::clone(&clock), redactor, observer);
    let rate = Rate::new(Arc::new(record), limits.pace, quotas);
    Ok(Arc::new(Retry::new(Arc::new(rate), limits.retry, clock, chance)))
}
