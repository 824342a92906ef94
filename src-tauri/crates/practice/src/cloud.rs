//! A practice cloud that runs: what hosts and tests start, ask and stop.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use domain::database::Endpoint;
use domain::{Error, ErrorKind, Result, Secret};
use jiff::{SignedDuration, Timestamp};
use secrecy::ExposeSecret;
use serde::{Deserialize, Serialize};
use tokio::net::TcpListener;
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;

use crate::clever_cloud::{Access, Consumer, RIGHTS, Token, grant, secret};
use crate::core::Core;
use crate::door::serve;
use crate::faults::Faults;
use crate::imitation;
use crate::log::LogEntry;
use crate::mover::{EngineMover, Mover};
use crate::scenario::{Fault, Scenario, check_fault};
use crate::servers;
use crate::world;

/// How a practice cloud is to be.
pub struct Options {
    /// What it holds.
    pub scenario: Scenario,
    /// Where servers keep their data; a temporary folder when it is left out or cannot be reached by their user.
    pub data_dir: Option<PathBuf>,
    /// What `file:` seeds are relative to: the folder of the scenario's file.
    pub seed_dir: PathBuf,
    /// How long each step of a migration is shown, instead of what the scenario says.
    pub step: Option<Duration>,
    /// How data is moved.
    pub mover: Arc<dyn Mover>,
}

impl Options {
    /// A scenario as it is, in a temporary folder, with the product's own engine.
    #[must_use]
    pub fn new(scenario: Scenario) -> Self {
        Self {
            scenario,
            data_dir: None,
            seed_dir: PathBuf::from("."),
            step: None,
            mover: Arc::new(EngineMover),
        }
    }
}

/// A practice cloud that runs. Its servers end when it is stopped or dropped.
pub struct Cloud {
    /// The id of the provider that it stands for.
    pub provider: String,
    /// Where its API is, `http://127.0.0.1:<port>`.
    pub base_url: String,
    /// The API token.
    pub token: Secret,
    /// What a person fills in to sign in, by the names of the provider's fields.
    pub fields: Vec<(String, Secret)>,
    /// Credentials for OAuth 1.0a. Only Clever Cloud takes them.
    pub oauth: Oauth,
    /// The owner of the first database of the scenario.
    pub owner_id: String,
    core: Arc<Core>,
    stop: CancellationToken,
    serving: JoinHandle<()>,
}

/// Credentials for OAuth 1.0a: of the consumer, and a token that was granted to it.
#[derive(Clone, Debug)]
pub struct Oauth {
    /// Key of the consumer.
    pub consumer_key: String,
    /// Secret of the consumer.
    pub consumer_secret: Secret,
    /// Token.
    pub token: String,
    /// Secret of the token.
    pub secret: Secret,
}

/// A database of the practice cloud as it is now.
#[derive(Clone, Debug)]
pub struct PracticeDatabase {
    /// The key of the scenario.
    pub key: String,
    /// Id of the add-on.
    pub id: String,
    /// Id of its owner.
    pub owner_id: String,
    /// Its name.
    pub name: String,
    /// Name of the engine in lower case: `postgresql`.
    pub engine: String,
    /// Version token.
    pub version: String,
    /// Where its owner connects. `None` for databases that are shown only.
    pub endpoint: Option<Endpoint>,
}

impl PracticeDatabase {
    /// Its address as any client of the engine takes it. It holds the password.
    #[must_use]
    pub fn url(&self) -> Option<Secret> {
        self.endpoint.as_ref().map(servers::url)
    }
}

/// What a host writes when everything is ready, so that others can connect. It holds secrets of the practice cloud.
#[derive(Clone, Serialize, Deserialize)]
pub struct Ready {
    /// Access to each imitated provider, by its id.
    pub providers: std::collections::BTreeMap<String, ReadyProvider>,
    /// Databases with a real server.
    pub databases: Vec<ReadyDatabase>,
}

/// Access to an imitated provider.
#[derive(Clone, Serialize, Deserialize)]
pub struct ReadyProvider {
    /// Where its API is.
    pub base_url: String,
    /// The API token.
    pub token: String,
    /// What a person fills in to sign in, by the names of the provider's fields.
    pub fields: std::collections::BTreeMap<String, String>,
    /// Credentials for OAuth 1.0a.
    pub oauth: ReadyOauth,
    /// Whose databases to look at.
    pub owner_id: String,
}

/// Credentials for OAuth 1.0a.
#[derive(Clone, Serialize, Deserialize)]
pub struct ReadyOauth {
    /// Key of the consumer.
    pub consumer_key: String,
    /// Secret of the consumer.
    pub consumer_secret: String,
    /// Token.
    pub token: String,
    /// Secret of the token.
    pub secret: String,
}

/// A database with a real server.
#[derive(Clone, Serialize, Deserialize)]
pub struct ReadyDatabase {
    /// Id of its provider.
    pub provider: String,
    /// Its id there.
    pub id: String,
    /// Its name.
    pub name: String,
    /// `postgresql`.
    pub engine: String,
    /// Version token.
    pub version: String,
    /// Its address as any client of the engine takes it.
    pub url: String,
}

impl Cloud {
    /// Starts everything and returns when all of it answers.
    ///
    /// # Errors
    /// [`ErrorKind::ServerProgramMissing`] for a database that is not optional, [`ErrorKind::ServerNotStarted`],
    /// [`ErrorKind::FileUnreadable`] and [`ErrorKind::DatabaseRefused`] for seeds.
    pub async fn start(options: Options) -> Result<Self> {
        let not_started =
            |cause: std::io::Error| Error::new(ErrorKind::ServerNotStarted, "the API's port").because(cause);
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.map_err(not_started)?;
        let base_url = format!("http://{}", listener.local_addr().map_err(not_started)?);
        let folder = options.data_dir.as_deref();
        let world = Box::pin(world::build(&options.scenario, folder, &options.seed_dir)).await?;

        let consumer = Consumer { key: secret(), secret: secret(), name: "Changeover (practice)".into() };
        let (access, bearer, signed) = access(consumer.clone(), options.scenario.person.token_days);
        let token = Secret::from(bearer);
        let imitation = imitation::of(&options.scenario, &token, folder, &options.seed_dir).await?;
        let fields = imitation.fields();
        let first = world.addons.first().map(|addon| addon.owner.clone());
        let first = first.or_else(|| imitation.databases().into_iter().next().map(|it| it.owner_id));
        let owner_id = first.unwrap_or_else(|| world.person.id.clone());
        let core = Arc::new(Core::new(
            world,
            access,
            imitation,
            Faults::new(&options.scenario.faults),
            options.mover,
            options.step.unwrap_or(Duration::from_millis(options.scenario.step_ms)),
            options.data_dir,
            base_url.clone(),
        ));
        core.imitation.begin(&core);
        let stop = CancellationToken::new();
        let serving = tokio::spawn(serve(Arc::clone(&core), listener, stop.clone()));
        let oauth = Oauth {
            consumer_key: consumer.key,
            consumer_secret: Secret::from(consumer.secret),
            token: signed.token,
            secret: Secret::from(signed.secret),
        };
        let provider = options.scenario.provider;
        Ok(Self { provider, base_url, token, fields, oauth, owner_id, core, stop, serving })
    }

    /// Every database as it is now.
    #[must_use]
    pub fn databases(&self) -> Vec<PracticeDatabase> {
        self.core.with(|world| {
            let view = |addon: &world::Addon| PracticeDatabase {
                key: addon.key.clone(),
                id: addon.id.clone(),
                owner_id: addon.owner.clone(),
                name: addon.name.clone(),
                engine: addon.real_id.split('_').next().unwrap_or_default().to_owned(),
                version: addon.version.clone(),
                endpoint: addon.server.as_ref().map(|server| server.endpoint.clone()),
            };
            let of_the_world = world.addons.iter().map(view);
            of_the_world.chain(self.core.imitation.databases()).collect()
        })
    }

    /// The database with this key, name or id, as it is now.
    #[must_use]
    pub fn database(&self, called: &str) -> Option<PracticeDatabase> {
        let id = self.core.with(|world| world.addon_called(called).map(|addon| addon.id.clone()));
        let id = id.unwrap_or_else(|| called.to_owned());
        self.databases().into_iter().find(|database| database.id == id || database.key == id)
    }

    /// Ids of the owners by their keys in the scenario.
    #[must_use]
    pub fn owners(&self) -> Vec<(String, String)> {
        self.core
            .with(|world| world.owners.iter().map(|owner| (owner.key.clone(), owner.id.clone())).collect())
    }

    /// The server of the database with this key, name or id shows another certificate from now on. Says whether it has a server.
    ///
    /// # Errors
    /// Those of the server.
    pub async fn renew_certificate(&self, called: &str) -> Result<bool> {
        let found = self.core.with(|world| world.addon_called(called)?.server.clone());
        match found {
            Some(server) => server.cluster.renew_certificate().await.map(|()| true),
            None => Ok(false),
        }
    }

    /// Hours go by at once: deadlines pass, ways back end. Only alwaysdata knows such.
    pub fn pass_time(&self, hours: i64) {
        self.core.imitation.pass_time(hours);
    }

    /// What was asked so far.
    #[must_use]
    pub fn log(&self) -> Vec<LogEntry> {
        self.core.log.all()
    }

    /// How often a path that ends so was asked with this method.
    #[must_use]
    pub fn asked(&self, method: &str, path_end: &str) -> usize {
        self.log().iter().filter(|entry| entry.method == method && entry.path.ends_with(path_end)).count()
    }

    /// Makes something go wrong from now on.
    ///
    /// # Errors
    /// [`ErrorKind::ScenarioInvalid`] for a step that does not exist.
    pub fn add_fault(&self, fault: Fault) -> Result<()> {
        check_fault(&fault).map_err(|said| Error::new(ErrorKind::ScenarioInvalid, said))?;
        self.core.faults.add(fault);
        Ok(())
    }

    /// Nothing goes wrong any more.
    pub fn clear_faults(&self) {
        self.core.faults.clear();
    }

    /// No credential is accepted any more.
    pub fn revoke_credentials(&self) {
        self.core.revoke();
    }

    /// What a host writes for others when everything is ready.
    #[must_use]
    pub fn ready(&self) -> Ready {
        let provider = ReadyProvider {
            base_url: self.base_url.clone(),
            token: self.token.expose_secret().to_owned(),
            fields: self
                .fields
                .iter()
                .map(|(name, value)| (name.clone(), value.expose_secret().to_owned()))
                .collect(),
            oauth: ReadyOauth {
                consumer_key: self.oauth.consumer_key.clone(),
                consumer_secret: self.oauth.consumer_secret.expose_secret().to_owned(),
                token: self.oauth.token.clone(),
                secret: self.oauth.secret.expose_secret().to_owned(),
            },
            owner_id: self.owner_id.clone(),
        };
        let databases = self.databases().into_iter().filter_map(|database| {
            let url = database.url()?.expose_secret().to_owned();
            Some(ReadyDatabase {
                provider: self.provider.clone(),
                id: database.id,
                name: database.name,
                engine: database.engine,
                version: database.version,
                url,
            })
        });
        Ready { providers: [(self.provider.clone(), provider)].into(), databases: databases.collect() }
    }

    /// Stops everything in good order.
    pub async fn stop(self) {
        self.stop.cancel();
        self.core.stop().await;
        // Dropping the last hold on the servers removes their data.
        let mut this = self;
        let _ = (&mut this.serving).await;
    }
}

impl Drop for Cloud {
    fn drop(&mut self) {
        self.stop.cancel();
        self.core.cancel();
        self.serving.abort();
        // Servers end with the value that holds them; requests that still hang must not keep it.
        self.core.with(|world| world.addons.clear());
        self.core.imitation.let_go();
    }
}

/// The API token and a granted OAuth token, both for everything.
fn access(consumer: Consumer, days: i64) -> (Access, String, Token) {
    let now = Timestamp::now();
    let expires = now.checked_add(SignedDuration::from_hours(24 * days)).unwrap_or(now);
    let bearer = Token {
        token: format!("{}{}", secret(), secret()),
        secret: String::new(),
        bearer: true,
        rights: RIGHTS.iter().map(|right| (*right).to_owned()).collect(),
        expires,
        created: now,
    };
    let text = bearer.token.clone();
    let mut access = Access::new(consumer, vec![bearer]);
    let signed = grant(&mut access, RIGHTS.iter().map(|right| (*right).to_owned()).collect());
    (access, text, signed)
}

/// Returns when the person or the system asks the process to end: Ctrl-C, and on Unix also SIGTERM and SIGHUP.
/// A host waits for it, then stops its cloud: servers do not end by themselves with a process that is ended by a signal.
pub async fn interrupted() {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        let caught = (signal(SignalKind::terminate()), signal(SignalKind::hangup()));
        if let (Ok(mut terminate), Ok(mut hangup)) = caught {
            tokio::select! {
                _ = tokio::signal::ctrl_c() => {}
                _ = terminate.recv() => {}
                _ = hangup.recv() => {}
            }
            return;
        }
    }
    let _ = tokio::signal::ctrl_c().await;
}
