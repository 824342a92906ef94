//! The application: what is open while it runs. Use cases are in their own modules, as methods of [`App`].

use std::sync::{Arc, Weak};

use domain::account::Account;
use domain::certificate::RememberedCertificate;
use domain::database::{Endpoint, EngineKind};
use domain::engine::Engine;
use domain::ids::{AccountId, CopyId, RunId, TestCopyId};
use domain::provider::Provider;
use domain::run::RunHeader;
use domain::time::{Clock, Timestamp};
use domain::{Error, ErrorKind, Result};
use store::Store;
use tokio::sync::{broadcast, watch};
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;
use vault::Vault;

use crate::accounts::{PendingSignIn, Seen, Sessions};
use crate::config::AppConfig;
use crate::copy::{CopyAddress, Copying};
use crate::gate::Gates;
use crate::guard::Guards;
use crate::ports::{Clouds, Contacts, EngineRoom, RealClouds, RealEngines, Shelf};
use crate::run::live::Live;
use crate::test_copy::TestCopying;
use crate::trust::{Server, Trusting};

/// The application, open. Every host holds one; all use cases are its methods and may be called at the same time.
pub struct App {
    pub(crate) config: AppConfig,
    pub(crate) store: Store,
    pub(crate) vault: Vault,
    pub(crate) clouds: Arc<dyn Clouds>,
    pub(crate) engines: Arc<dyn EngineRoom>,
    pub(crate) contacts: Arc<Contacts>,
    pub(crate) gates: Gates,
    pub(crate) sign_ins: Shelf<String, Arc<PendingSignIn>>,
    pub(crate) seen: Shelf<AccountId, Seen>,
    pub(crate) live: Shelf<RunId, Arc<Live>>,
    pub(crate) stop: CancellationToken,
    pub(crate) tasks: TaskTracker,
    /// Where each run stands, whenever its journal grows.
    pub(crate) stands: broadcast::Sender<RunHeader>,
    /// Copies by address, since the start.
    pub(crate) copies: Shelf<CopyId, Arc<Copying>>,
    /// Addresses of the last check, by side, until a copy begins.
    pub(crate) passwords: Shelf<&'static str, Arc<CopyAddress>>,
    /// How many of them are under way.
    pub(crate) under_way: watch::Sender<usize>,
    /// Test copies that are not gone, and those that went since the start.
    pub(crate) test_copies: Shelf<TestCopyId, Arc<TestCopying>>,
    /// Test copies are written down one after the other, so that two clicks are one order.
    pub(crate) ordering: tokio::sync::Mutex<()>,
    /// Certificates of servers that were met while the store could only be read.
    pub(crate) met: Shelf<Server, RememberedCertificate>,
    /// Guards of the freezes that last.
    pub(crate) guards: Guards,
    connections: Shelf<AccountId, Arc<dyn Provider>>,
    me: Weak<App>,
}

impl App {
    /// Opens the store as its owner and takes up every run that has not ended: it is probed and watched again; no gate
    /// is passed by itself.
    ///
    /// # Errors
    /// `StoreBusy` when another copy owns the data folder (see [`App::start_read_only`]); `StoreTooNew`, `StoreDamaged`,
    /// `StoreUnwritable`.
    pub async fn start(config: AppConfig) -> Result<Arc<Self>> {
        let store = Store::open(&config.data_dir, config.clock.now()).await?;
        let app = Self::over(config, store);
        app.settle_guards().await?;
        app.recover().await?;
        app.recover_test_copies().await?;
        app.watch_ways_back().await?;
        Ok(app)
    }

    /// Opens the store beside its owner, for looking only. Use cases that write answer `StoreBusy`.
    ///
    /// # Errors
    /// `NotFound` when there is no store; `StoreTooNew`, `StoreDamaged`, `StoreUnwritable`.
    pub async fn start_read_only(config: AppConfig) -> Result<Arc<Self>> {
        let store = Store::open_read_only(&config.data_dir).await?;
        Ok(Self::over(config, store))
    }

    fn over(mut config: AppConfig, store: Store) -> Arc<Self> {
        let contacts = Arc::new(Contacts::default());
        let real = || -> Arc<dyn Clouds> {
            Arc::new(RealClouds { clock: Arc::clone(&config.clock), contacts: Arc::clone(&contacts) })
        };
        let clouds = config.clouds.clone().unwrap_or_else(real);
        let engines = config.engines.take().unwrap_or_else(|| Arc::new(RealEngines));
        let vault = Vault::open(config.vault.clone());
        Arc::new_cyclic(|me| Self {
            config,
            store,
            vault,
            clouds,
            engines,
            contacts,
            gates: Gates::default(),
            sign_ins: Shelf::default(),
            seen: Shelf::default(),
            live: Shelf::default(),
            stop: CancellationToken::new(),
            tasks: TaskTracker::new(),
            stands: broadcast::Sender::new(64),
            copies: Shelf::default(),
            passwords: Shelf::default(),
            under_way: watch::Sender::new(0),
            test_copies: Shelf::default(),
            ordering: tokio::sync::Mutex::default(),
            met: Shelf::default(),
            guards: Guards::default(),
            connections: Shelf::default(),
            me: Weak::clone(me),
        })
    }

    /// Ends all work in order: runs stop at the next wait, their journal is whole, and the next start takes them up.
    pub async fn shutdown(&self) {
        self.stop.cancel();
        self.tasks.close();
        for sign_in in self.sign_ins.all() {
            sign_in.cancel();
        }
        self.tasks.wait().await;
        self.store.close().await;
    }

    /// Whether a run or a copy is under way in this process: then closing deserves a question.
    #[must_use]
    pub fn has_running(&self) -> bool {
        let copies = || self.copies.all().iter().any(|copying| copying.is_under_way());
        self.live.all().iter().any(|live| live.is_driven()) || copies()
    }

    /// Where each run stands, from now on, for hosts that keep the machine awake and tell the person. A listener that
    /// falls behind loses lines, never the newest.
    #[must_use]
    pub fn run_stands(&self) -> broadcast::Receiver<RunHeader> {
        self.stands.subscribe()
    }

    /// The moment that counts as now.
    #[must_use]
    pub fn moment(&self) -> Timestamp {
        self.now()
    }

    pub(crate) fn now(&self) -> Timestamp {
        self.config.clock.now()
    }

    pub(crate) fn clock(&self) -> &dyn Clock {
        &*self.config.clock
    }

    /// Itself, for a task that outlives the call.
    pub(crate) fn own(&self) -> Result<Arc<Self>> {
        self.me.upgrade().ok_or_else(|| Error::new(ErrorKind::Cancelled, "the application is closing"))
    }

    /// The engine of a kind, which remembers the servers that nobody vouches for: see [`Trusting`].
    pub(crate) fn engine(&self, kind: EngineKind) -> Option<Arc<dyn Engine>> {
        let engine = self.engines.engine(kind)?;
        Some(Arc::new(Trusting::new(engine, Weak::clone(&self.me))))
    }

    /// An endpoint with what its server has to prove, for a process that remembers no servers.
    pub(crate) async fn told_apart(&self, kind: EngineKind, endpoint: &Endpoint) -> Result<Endpoint> {
        let engine = self.engines.engine(kind);
        let engine = engine.ok_or_else(|| Error::new(ErrorKind::NotSupported, "this engine is not known"))?;
        self.trusted(&*engine, endpoint).await
    }

    /// An account that is here.
    pub(crate) async fn known_account(&self, id: AccountId) -> Result<Account> {
        let account = self.store.account(id).await?;
        account.ok_or_else(|| Error::new(ErrorKind::NotFound, "there is no such account here"))
    }

    /// The connection of an account, made once and kept until its secret changes.
    pub(crate) async fn connection(&self, account: &Account) -> Result<Arc<dyn Provider>> {
        if let Some(open) = self.connections.get(&account.id) {
            return Ok(open);
        }
        let secret = self.vault.get(account.id).await?;
        let sessions = Arc::new(Sessions::new(Weak::clone(&self.me), account));
        let base_url = account.base_url.as_deref();
        let made = self.clouds.connect_keeping(&account.provider, base_url, secret, sessions)?;
        Ok(self.connections.get_or(account.id, || made))
    }

    /// The connection of an account by its id.
    pub(crate) async fn connection_of(&self, id: AccountId) -> Result<(Account, Arc<dyn Provider>)> {
        let account = self.known_account(id).await?;
        let provider = self.connection(&account).await?;
        Ok((account, provider))
    }

    /// Forgets the connection of an account: its secret has changed or gone.
    pub(crate) fn disconnect(&self, id: AccountId) {
        self.connections.take(&id);
    }
}
