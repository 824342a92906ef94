//! What a connection is made of: address, credential, clock, who watches. Data only; nothing here reads an environment.

use std::net::IpAddr;
use std::sync::Arc;

use async_trait::async_trait;
use domain::error::{Error, ErrorKind, Result};
use domain::secret::Secret;
use domain::time::Clock;
use url::{Host, Url};

use crate::transport::{
    Chance, Limits, Observer, OsChance, ProxyChoice, Quotas, Redactor, StackOptions, Transport, stack,
};

/// Everything that a connection to a provider needs.
pub struct ConnectOptions {
    /// Where the API is; `None` for the provider's own address. Made by [`base_url`].
    pub base_url: Option<Url>,
    /// What [`credential_from_fields`](crate::credential_from_fields), a sign-in or a profile gave.
    pub credential: Secret,
    /// Tells the time: timestamps of signatures, dates in `Retry-After`.
    pub clock: Arc<dyn Clock>,
    /// Told of every attempt, redacted; for the app's list of contacted hosts and for logs.
    pub observer: Option<Arc<dyn Observer>>,
    /// Where nonces and jitter come from.
    pub chance: Arc<dyn Chance>,
    /// Time-outs, retries, rate, sizes.
    pub limits: Limits,
    /// Which proxy to go through.
    pub proxy: ProxyChoice,
    /// Certificates (PEM) trusted beside those of the operating system, for a company's own authority.
    pub extra_roots: Vec<Vec<u8>>,
    /// Where a session is kept from one start to the next, at providers that hand one out and count sign-ins.
    pub sessions: Option<Arc<dyn SessionKeeper>>,
}

/// Keeps what a provider handed out for a while (a session), for one account. A convenience: what it does not have is signed in
/// for again, and what it cannot keep is gone.
#[async_trait]
pub trait SessionKeeper: Send + Sync {
    /// What was stored last; `None` where there is nothing, or nothing that can be read now.
    async fn load(&self) -> Option<Secret>;

    /// Keeps a session instead of the one before.
    async fn store(&self, session: &Secret);
}

impl ConnectOptions {
    /// Options with the usual limits, the system's proxy and trust, and no observer.
    #[must_use]
    pub fn new(credential: Secret, clock: Arc<dyn Clock>) -> Self {
        Self {
            base_url: None,
            credential,
            clock,
            observer: None,
            chance: Arc::new(OsChance),
            limits: Limits::default(),
            proxy: ProxyChoice::System,
            extra_roots: Vec::new(),
            sessions: None,
        }
    }

    /// With another address of the API.
    #[must_use]
    pub fn at(mut self, base_url: Option<Url>) -> Self {
        self.base_url = base_url;
        self
    }

    /// With a place to keep sessions in.
    #[must_use]
    pub fn keeping_sessions(mut self, keeper: Arc<dyn SessionKeeper>) -> Self {
        self.sessions = Some(keeper);
        self
    }

    /// Puts the layers around the network, for an API that is at `own` where the account names no other address.
    ///
    /// Errors: those of [`stack`]; `Internal` for an own address that is no URL.
    pub(crate) fn open(
        self,
        own: &str,
        reference_header: &'static str,
        quotas: Option<Quotas>,
        redactor: &Arc<Redactor>,
    ) -> Result<Opened> {
        let own = Url::parse(own)
            .map_err(|_| Error::new(ErrorKind::Internal, "the provider's own address is not a URL"))?;
        let base_url = self.base_url.unwrap_or_else(|| own.clone());
        let transport = stack(StackOptions {
            base_url: &base_url,
            reference_header,
            clock: Arc::clone(&self.clock),
            chance: Arc::clone(&self.chance),
            observer: self.observer,
            redactor: Arc::clone(redactor),
            limits: self.limits,
            quotas,
            proxy: self.proxy,
            extra_roots: &self.extra_roots,
        })?;
        let is_own = base_url.origin() == own.origin();
        Ok(Opened {
            base_url,
            is_own,
            transport,
            clock: self.clock,
            chance: self.chance,
            sessions: self.sessions,
        })
    }

    /// With somebody who is told of every attempt.
    #[must_use]
    pub fn observed_by(mut self, observer: Arc<dyn Observer>) -> Self {
        self.observer = Some(observer);
        self
    }
}

/// The network, open for one account.
pub(crate) struct Opened {
    /// Where requests go.
    pub(crate) base_url: Url,
    /// Whether that is the provider's own address.
    pub(crate) is_own: bool,
    /// The outermost layer.
    pub(crate) transport: Arc<dyn Transport>,
    /// As it was handed in.
    pub(crate) clock: Arc<dyn Clock>,
    /// As it was handed in.
    pub(crate) chance: Arc<dyn Chance>,
    /// As it was handed in.
    pub(crate) sessions: Option<Arc<dyn SessionKeeper>>,
}

/// An OAuth consumer: what the shipper of an application registers at a provider. None is built in.
#[derive(Clone)]
pub struct Consumer {
    /// The public half.
    pub key: String,
    /// The other half.
    pub secret: Secret,
}

/// Reads the address of an API as a person or a file wrote it: https, or http on a loopback host; no user, query or
/// fragment.
///
/// Errors: `InvalidInput` for what is no such address, `HostNotAllowed` for plain http to another host.
pub fn base_url(text: &str) -> Result<Url> {
    let invalid = |why: &str| Error::new(ErrorKind::InvalidInput, format!("the address of the API {why}"));
    let text = text.trim();
    let url = Url::parse(text).map_err(|_| invalid("is not a URL"))?;
    if url.host().is_none() || url.cannot_be_a_base() {
        return Err(invalid("names no host"));
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err(invalid("holds a user or a password"));
    }
    if url.query().is_some() || url.fragment().is_some() {
        return Err(invalid("holds a query or a fragment"));
    }
    allowed(&url)?;
    Ok(url)
}

/// Whether credentials may be sent to an address at all: https, or http on a loopback host.
pub(crate) fn allowed(url: &Url) -> Result<()> {
    match url.scheme() {
        "https" => Ok(()),
        "http" if is_loopback(url) => Ok(()),
        other => Err(Error::new(
            ErrorKind::HostNotAllowed,
            format!("{other} to {} would send credentials unprotected", url.host_str().unwrap_or("no host")),
        )),
    }
}

/// Whether an address is on this machine by its own words.
pub(crate) fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(Host::Domain(name)) => name.eq_ignore_ascii_case("localhost") || name.ends_with(".localhost"),
        Some(Host::Ipv4(ip)) => IpAddr::V4(ip).is_loopback(),
        Some(Host::Ipv6(ip)) => IpAddr::V6(ip).is_loopback(),
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_https_or_loopback() {
        for good in
            ["https://api.example.org", "http://127.0.0.1:8080", "http://localhost:1/v", "http://[::1]:2"]
        {
            assert!(base_url(good).is_ok(), "{good}");
        }
        for (bad, kind) in [
            ("http://api.example.org", ErrorKind::HostNotAllowed),
            ("http://127.0.0.1.example.org", ErrorKind::HostNotAllowed),
            ("ftp://localhost", ErrorKind::HostNotAllowed),
            ("https://user:word@api.example.org", ErrorKind::InvalidInput),
            ("https://api.example.org/?a=b", ErrorKind::InvalidInput),
            ("api.example.org", ErrorKind::InvalidInput),
            ("mailto:a@b", ErrorKind::InvalidInput),
        ] {
            assert_eq!(base_url(bad).map_err(|error| error.kind), Err(kind), "{bad}");
        }
    }
}
