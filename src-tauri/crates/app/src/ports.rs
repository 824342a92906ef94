//! Where the use cases meet the outside: clouds and engines. The application hands in the real ones, tests their own.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex, PoisonError};

use domain::account::SignInWay;
use domain::database::EngineKind;
use domain::engine::Engine;
use domain::ids::ProviderId;
use domain::provider::{Descriptor, Provider};
use domain::time::Clock;
use domain::{Result, Secret};
use providers::transport::{Observer, RequestRecord};
use providers::{ConnectOptions, SessionKeeper};

/// The providers.
pub trait Clouds: Send + Sync {
    /// Every provider as data.
    fn registry(&self) -> Vec<Descriptor>;

    /// A connection for one account. Nothing is sent yet.
    ///
    /// # Errors
    /// `InvalidInput`, `HostNotAllowed`, `CredentialMalformed`.
    fn connect(
        &self,
        provider: &ProviderId,
        base_url: Option<&str>,
        credential: Secret,
    ) -> Result<Arc<dyn Provider>>;

    /// The same, with a place where the provider's sessions are kept from one start to the next.
    ///
    /// # Errors
    /// As [`Clouds::connect`].
    fn connect_keeping(
        &self,
        provider: &ProviderId,
        base_url: Option<&str>,
        credential: Secret,
        sessions: Arc<dyn SessionKeeper>,
    ) -> Result<Arc<dyn Provider>> {
        let _ = sessions;
        self.connect(provider, base_url, credential)
    }

    /// The one secret of an account, made of what the person entered.
    ///
    /// # Errors
    /// `CredentialMalformed`, `InvalidInput`.
    fn credential(
        &self,
        provider: &ProviderId,
        way: SignInWay,
        fields: &BTreeMap<String, String>,
    ) -> Result<Secret>;
}

/// The engines.
pub trait EngineRoom: Send + Sync {
    /// An engine that we know, `None` for one that we only show.
    fn engine(&self, kind: EngineKind) -> Option<Arc<dyn Engine>>;
}

/// How often each host was contacted since the start, from the real requests.
#[derive(Debug, Default)]
pub struct Contacts(Mutex<BTreeMap<String, u64>>);

impl Contacts {
    /// Hosts with the number of requests, by name.
    #[must_use]
    pub fn list(&self) -> Vec<(String, u64)> {
        let hosts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        hosts.iter().map(|(host, requests)| (host.clone(), *requests)).collect()
    }
}

impl Observer for Contacts {
    fn seen(&self, record: &RequestRecord) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner).entry(record.host.clone()).or_default() += 1;
    }
}

/// The clouds of the crate `providers`.
pub(crate) struct RealClouds {
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) contacts: Arc<Contacts>,
}

impl RealClouds {
    fn options(&self, base_url: Option<&str>, credential: Secret) -> Result<ConnectOptions> {
        let base_url = base_url.map(providers::base_url).transpose()?;
        let observer: Arc<dyn Observer> = Arc::clone(&self.contacts) as Arc<dyn Observer>;
        let options = ConnectOptions::new(credential, Arc::clone(&self.clock)).at(base_url);
        Ok(options.observed_by(observer))
    }
}

impl Clouds for RealClouds {
    fn registry(&self) -> Vec<Descriptor> {
        providers::registry()
    }

    fn connect(
        &self,
        provider: &ProviderId,
        base_url: Option<&str>,
        credential: Secret,
    ) -> Result<Arc<dyn Provider>> {
        providers::connect(provider, self.options(base_url, credential)?)
    }

    fn connect_keeping(
        &self,
        provider: &ProviderId,
        base_url: Option<&str>,
        credential: Secret,
        sessions: Arc<dyn SessionKeeper>,
    ) -> Result<Arc<dyn Provider>> {
        providers::connect(provider, self.options(base_url, credential)?.keeping_sessions(sessions))
    }

    fn credential(
        &self,
        provider: &ProviderId,
        way: SignInWay,
        fields: &BTreeMap<String, String>,
    ) -> Result<Secret> {
        providers::credential_from_fields(provider, way, fields)
    }
}

/// The engines of the crate `engines`.
pub(crate) struct RealEngines;

impl EngineRoom for RealEngines {
    fn engine(&self, kind: EngineKind) -> Option<Arc<dyn Engine>> {
        engines::by_kind(kind)
    }
}

/// Things by key that several tasks share: taken, looked at and given back under a short lock.
pub(crate) struct Shelf<K, V>(Mutex<HashMap<K, V>>);

impl<K, V> Default for Shelf<K, V> {
    fn default() -> Self {
        Self(Mutex::new(HashMap::new()))
    }
}

impl<K: Eq + std::hash::Hash, V: Clone> Shelf<K, V> {
    pub(crate) fn put(&self, key: K, value: V) -> Option<V> {
        self.held().insert(key, value)
    }

    pub(crate) fn take(&self, key: &K) -> Option<V> {
        self.held().remove(key)
    }

    pub(crate) fn get(&self, key: &K) -> Option<V> {
        self.held().get(key).cloned()
    }

    /// The one that is there, or a new one: never two of one key.
    pub(crate) fn get_or(&self, key: K, make: impl FnOnce() -> V) -> V {
        self.held().entry(key).or_insert_with(make).clone()
    }

    pub(crate) fn all(&self) -> Vec<V> {
        self.held().values().cloned().collect()
    }

    fn held(&self) -> std::sync::MutexGuard<'_, HashMap<K, V>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
