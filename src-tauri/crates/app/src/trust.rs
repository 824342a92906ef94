//! Whom a connection is trusted to reach. An address that asks for encryption alone says nothing of who is there: so the server is
//! remembered when it is first met, and has to be the same from then on.
//!
//! [`Trusting`] stands around every engine of this room, so that no caller can forget it. It must not weaken what an address asks for.

use std::sync::{Arc, Weak};
use std::time::Duration;

use async_trait::async_trait;
use domain::certificate::{Certificate, RememberedCertificate};
use domain::database::{Database, Endpoint, Tls, TlsStrength};
use domain::engine::{
    AskBounds, Descriptor, Engine, Expensive, FreezePlan, Frozen, Inventory, Printing, Probe, Source, Target,
};
use domain::test_copy::{Answer, PlanLook};
use domain::time::{Clock, Timestamp};
use domain::verification::Fingerprint;
use domain::version::{Version, VersionLife};
use domain::{Error, ErrorKind, Result};

use crate::application::App;

/// Host in lower case, and port.
pub(crate) type Server = (String, u16);

impl App {
    /// Servers that are remembered by their certificates, by host and port.
    ///
    /// # Errors
    /// `StoreDamaged`.
    pub async fn certificates(&self) -> Result<Vec<RememberedCertificate>> {
        let mut all = self.store.certificates().await?;
        all.extend(self.met.all());
        all.sort_by(|one, other| (&one.host, one.port).cmp(&(&other.host, other.port)));
        Ok(all)
    }

    /// Forgets a server, at all ports with `None`: it is met anew at its next use. Gives what is still remembered.
    ///
    /// # Errors
    /// `NotFound` when nothing is remembered of it; `StoreBusy`, `StoreUnwritable`.
    pub async fn forget_certificate(
        &self,
        host: &str,
        port: Option<u16>,
    ) -> Result<Vec<RememberedCertificate>> {
        if self.store.forget_certificate(&named(host), port).await? == 0 {
            return Err(Error::new(ErrorKind::NotFound, "nothing is remembered of this server"));
        }
        self.certificates().await
    }

    /// What is remembered of the server of an endpoint, where it is judged by that.
    pub(crate) async fn remembered(&self, endpoint: &Endpoint) -> Result<Option<RememberedCertificate>> {
        let host = named(&endpoint.host);
        if endpoint.tls != Tls::Require {
            return Ok(None);
        }
        if let Some(met) = self.met.get(&(host.clone(), endpoint.port)) {
            return Ok(Some(met));
        }
        self.store.certificate(&host, endpoint.port).await
    }

    /// How connections to a database's server are protected, where it is remembered.
    pub(crate) async fn known_protection(&self, database: &Database) -> Result<Option<TlsStrength>> {
        let (Some(host), Some(port)) = (&database.host, database.port) else { return Ok(None) };
        let server = (named(host), port);
        let known = match self.met.get(&server) {
            Some(met) => Some(met),
            None => self.store.certificate(&server.0, port).await?,
        };
        Ok(known.map(|known| TlsStrength::of(judged_by(&known), true)))
    }

    /// The endpoint with what its server has to prove. Where nothing is remembered of it, it is asked, before anybody signs in.
    pub(crate) async fn trusted(&self, engine: &dyn Engine, endpoint: &Endpoint) -> Result<Endpoint> {
        if endpoint.tls != Tls::Require {
            return Ok(endpoint.clone());
        }
        let known = match self.remembered(endpoint).await? {
            Some(known) => known,
            None => match engine.certificate(endpoint).await? {
                Some(shown) => self.meet(endpoint, shown).await?,
                None => return Ok(endpoint.clone()),
            },
        };
        Ok(Endpoint { tls: judged_by(&known), ..endpoint.clone() })
    }

    /// Remembers a server; of two that meet it at the same time, the first one stays.
    async fn meet(&self, endpoint: &Endpoint, shown: Certificate) -> Result<RememberedCertificate> {
        let met = RememberedCertificate {
            host: named(&endpoint.host),
            port: endpoint.port,
            print: shown.print,
            verified: shown.verified,
            since: self.now(),
        };
        tracing::info!(host = met.host, port = met.port, print = %met.print, verified = met.verified, "a server is met");
        if self.store.writable() {
            self.store.remember_certificate(&met).await
        } else {
            Ok(self.met.get_or((met.host.clone(), met.port), || met))
        }
    }
}

/// What a server has to prove that is remembered.
pub(crate) fn judged_by(known: &RememberedCertificate) -> Tls {
    if known.verified { Tls::VerifyFull } else { Tls::Pinned(known.print) }
}

fn named(host: &str) -> String {
    host.trim_end_matches('.').to_ascii_lowercase()
}

/// An engine that is given every endpoint with what its server has to prove.
pub(crate) struct Trusting {
    inner: Arc<dyn Engine>,
    app: Weak<App>,
}

impl Trusting {
    pub(crate) fn new(inner: Arc<dyn Engine>, app: Weak<App>) -> Self {
        Self { inner, app }
    }

    async fn trusted(&self, endpoint: &Endpoint) -> Result<Endpoint> {
        let app = self.app.upgrade();
        let app = app.ok_or_else(|| Error::new(ErrorKind::Cancelled, "the application is closing"))?;
        app.trusted(&*self.inner, endpoint).await
    }
}

#[async_trait]
impl Engine for Trusting {
    fn descriptor(&self) -> Descriptor {
        self.inner.descriptor()
    }

    fn life(&self, version: &Version, today: Timestamp, offered: &[Version]) -> VersionLife {
        self.inner.life(version, today, offered)
    }

    fn can_carry(&self, from: &Version, to: &Version) -> bool {
        self.inner.can_carry(from, to)
    }

    fn gone_extensions(&self, installed: &[String], to: &Version) -> Vec<String> {
        self.inner.gone_extensions(installed, to)
    }

    async fn certificate(&self, endpoint: &Endpoint) -> Result<Option<Certificate>> {
        self.inner.certificate(endpoint).await
    }

    async fn probe(&self, endpoint: &Endpoint) -> Result<Probe> {
        self.inner.probe(&self.trusted(endpoint).await?).await
    }

    async fn inventory(&self, endpoint: &Endpoint, to: Option<&Version>) -> Result<Inventory> {
        self.inner.inventory(&self.trusted(endpoint).await?, to).await
    }

    async fn fingerprint(
        &self,
        endpoint: &Endpoint,
        how: &Printing,
        clock: &dyn Clock,
    ) -> Result<Fingerprint> {
        self.inner.fingerprint(&self.trusted(endpoint).await?, how, clock).await
    }

    async fn source(&self, endpoint: &Endpoint) -> Result<Box<dyn Source>> {
        self.inner.source(&self.trusted(endpoint).await?).await
    }

    async fn target(&self, endpoint: &Endpoint) -> Result<Box<dyn Target>> {
        self.inner.target(&self.trusted(endpoint).await?).await
    }

    async fn freeze_plan(&self, endpoint: &Endpoint) -> Result<FreezePlan> {
        self.inner.freeze_plan(&self.trusted(endpoint).await?).await
    }

    async fn freeze(&self, endpoint: &Endpoint, plan: &FreezePlan) -> Result<Frozen> {
        self.inner.freeze(&self.trusted(endpoint).await?, plan).await
    }

    async fn thaw(&self, endpoint: &Endpoint, plan: &FreezePlan) -> Result<()> {
        self.inner.thaw(&self.trusted(endpoint).await?, plan).await
    }

    async fn written_since(&self, endpoint: &Endpoint, frozen: &Frozen) -> Result<bool> {
        self.inner.written_since(&self.trusted(endpoint).await?, frozen).await
    }

    async fn ask(&self, endpoint: &Endpoint, statement: &str, bounds: AskBounds) -> Result<Answer> {
        self.inner.ask(&self.trusted(endpoint).await?, statement, bounds).await
    }

    async fn expensive(&self, endpoint: &Endpoint, limit: u32) -> Result<Option<Vec<Expensive>>> {
        self.inner.expensive(&self.trusted(endpoint).await?, limit).await
    }

    async fn look(&self, endpoint: &Endpoint, statement: &Expensive, patience: Duration) -> Result<PlanLook> {
        self.inner.look(&self.trusted(endpoint).await?, statement, patience).await
    }
}
