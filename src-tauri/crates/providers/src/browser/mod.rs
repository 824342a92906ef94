//! Signing in by consent in the browser, as far as it is the same for every provider: the handle that hosts hold, the
//! loopback listener, the closing page. What is asked of the provider is in the provider's folder.

pub(crate) mod listener;
mod page;

use std::sync::Arc;
use std::time::Duration;

use domain::error::{Error, ErrorKind, Result};
use domain::secret::Secret;
use domain::time::{Clock, Timestamp};
use futures::future::BoxFuture;
use tokio::sync::{Mutex, watch};
use url::Url;

pub use page::ClosingPage;

use crate::options::Consumer;
use crate::transport::{Chance, Limits, Observer, OsChance, ProxyChoice};

/// What a provider's folder hands back when a sign-in is begun.
pub(crate) type Starting = BoxFuture<'static, Result<SignIn>>;

/// Everything that a sign-in needs.
pub struct SignInOptions {
    /// Where the API is; `None` for the provider's own address.
    pub base_url: Option<Url>,
    /// The consumer that asks.
    pub consumer: Consumer,
    /// Loopback ports to listen on, first free one taken; `[0]` for any. The provider may allow only registered ones.
    pub ports: Vec<u16>,
    /// What the person reads in the browser at the end.
    pub page: ClosingPage,
    /// How long the person has; the end of it is `TimedOut`.
    pub patience: Duration,
    /// Tells the time.
    pub clock: Arc<dyn Clock>,
    /// Where nonces come from.
    pub chance: Arc<dyn Chance>,
    /// Told of every attempt, redacted.
    pub observer: Option<Arc<dyn Observer>>,
    /// Time-outs, retries, rate, sizes.
    pub limits: Limits,
    /// Which proxy to go through.
    pub proxy: ProxyChoice,
    /// Certificates (PEM) trusted beside those of the operating system.
    pub extra_roots: Vec<Vec<u8>>,
}

impl SignInOptions {
    /// Ports that a consumer's registration should name, for clouds that compare them.
    pub const USUAL_PORTS: [u16; 3] = [17453, 17454, 17455];

    /// Five minutes, the usual ports, the usual limits.
    #[must_use]
    pub fn new(consumer: Consumer, page: ClosingPage, clock: Arc<dyn Clock>) -> Self {
        Self {
            base_url: None,
            consumer,
            ports: Self::USUAL_PORTS.to_vec(),
            page,
            patience: Duration::from_secs(300),
            clock,
            chance: Arc::new(OsChance),
            observer: None,
            limits: Limits::default(),
            proxy: ProxyChoice::System,
            extra_roots: Vec::new(),
        }
    }
}

/// What a finished sign-in gives.
pub struct SignedIn {
    /// The secret for the vault.
    pub credential: Secret,
    /// Where the API is, when it is not the provider's own address.
    pub base_url: Option<Url>,
    /// When it lapses, where the provider says.
    pub expires_at: Option<Timestamp>,
}

/// A sign-in under way. Dropping it ends it and frees the port.
pub struct SignIn {
    url: Url,
    work: Mutex<Option<BoxFuture<'static, Result<SignedIn>>>>,
    cancel: watch::Sender<bool>,
}

impl SignIn {
    pub(crate) fn new(url: Url, patience: Duration, work: BoxFuture<'static, Result<SignedIn>>) -> Self {
        let work = Box::pin(async move {
            tokio::time::timeout(patience, work).await.unwrap_or_else(|_| {
                Err(Error::new(ErrorKind::TimedOut, "no answer came back from the browser in time"))
            })
        });
        Self { url, work: Mutex::new(Some(work)), cancel: watch::Sender::new(false) }
    }

    /// The page of consent, to be opened in the person's browser.
    #[must_use]
    pub fn url(&self) -> &Url {
        &self.url
    }

    /// Waits for the person. To be called once; the listener answers only while somebody waits.
    ///
    /// Errors: `SignInCancelled` (refused, or [`SignIn::cancel`]), `SignInMismatch`, `TimedOut`, and those of the network
    /// and the API; `WrongState` when somebody waits already.
    pub async fn wait(&self) -> Result<SignedIn> {
        let mut cancelled = self.cancel.subscribe();
        let work = self.work.lock().await.take();
        let Some(work) = work else {
            return Err(Error::new(ErrorKind::WrongState, "this sign-in has been waited for already"));
        };
        tokio::select! {
            biased;
            _ = cancelled.wait_for(|cancelled| *cancelled) => {
                Err(Error::new(ErrorKind::SignInCancelled, "the sign-in was cancelled"))
            }
            outcome = work => outcome,
        }
    }

    /// Ends the sign-in: whoever waits gets `SignInCancelled`.
    pub fn cancel(&self) {
        self.cancel.send_replace(true);
    }
}
