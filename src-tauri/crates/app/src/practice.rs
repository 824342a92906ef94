//! The practice cloud as the use cases see it: a host may run one. This crate does not know how.

use async_trait::async_trait;
use domain::account::{Account, SignInWay};
use domain::ids::{AccountId, ProviderId};
use domain::{Error, ErrorKind, Result, Secret};
use secrecy::ExposeSecret as _;

use crate::accounts::{Proven, prove};
use crate::application::App;

/// How the practice cloud of this machine stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PracticeStanding {
    /// This build or machine cannot run it: no server programs.
    Unavailable,
    /// Not started.
    Stopped,
    /// Starting.
    Starting,
    /// Running.
    Running,
}

/// The practice cloud of this machine, at one moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PracticeNow {
    /// How it stands.
    pub standing: PracticeStanding,
    /// Majors of PostgreSQL that this machine can run.
    pub majors: Vec<u32>,
}

/// How one signs in to the practice cloud, once it runs. Lives as long as the process: neither vault nor store see it.
#[derive(Debug)]
pub struct PracticeSignIn {
    /// The provider that it speaks like.
    pub provider: ProviderId,
    /// The name of its account, a proper name.
    pub name: String,
    /// Where its API is, on loopback.
    pub base_url: String,
    /// The values of the provider's token form, by field name.
    pub fields: Vec<(String, Secret)>,
}

/// What runs the practice cloud: the window, the command line or the bridge.
#[async_trait]
pub trait PracticeHost: Send + Sync {
    /// How it stands. Cheap.
    fn state(&self) -> PracticeNow;

    /// Starts it, or answers at once when it runs already.
    ///
    /// # Errors
    /// `ServerProgramMissing`, `ServerNotStarted`, `ScenarioInvalid`.
    async fn start(&self) -> Result<PracticeSignIn>;
}

/// The practice cloud with its account, once it runs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PracticeState {
    /// How it stands.
    pub now: PracticeNow,
    /// Its account, once it runs.
    pub account: Option<AccountId>,
}

impl App {
    /// How the practice cloud stands.
    ///
    /// # Errors
    /// Those of the practice cloud and of the store.
    pub async fn practice(&self) -> Result<PracticeState> {
        let absent = PracticeNow { standing: PracticeStanding::Unavailable, majors: Vec::new() };
        let now = self.config.practice.as_ref().map_or(absent, |host| host.state());
        let account = match self.config.practice.as_ref() {
            // It runs: this answers at once.
            Some(host) if now.standing == PracticeStanding::Running => {
                self.practice_account(&host.start().await?.provider).await?
            }
            _ => None,
        };
        Ok(PracticeState { now, account: account.map(|account| account.id) })
    }

    /// Starts the practice cloud and signs in to it. Its account keeps its id from one start to the next; its secret
    /// dies with the process.
    ///
    /// # Errors
    /// `ServerProgramMissing`, `ServerNotStarted`, `ScenarioInvalid`; those of adding an account.
    pub async fn practice_start(&self) -> Result<PracticeState> {
        let host = self.config.practice.as_ref().ok_or_else(|| {
            Error::new(ErrorKind::ServerProgramMissing, "this build brings no practice cloud")
        })?;
        let sign_in = host.start().await?;
        let known = self.practice_account(&sign_in.provider).await?;
        let ready = match &known {
            Some(known) if known.base_url.as_ref() == Some(&sign_in.base_url) => {
                self.vault.get(known.id).await.is_ok()
            }
            Some(_) | None => false,
        };
        if !ready {
            self.sign_in_to_practice(sign_in, known).await?;
        }
        self.practice().await
    }

    /// The account of the practice cloud that speaks as this provider, where there is one.
    async fn practice_account(&self, provider: &ProviderId) -> Result<Option<Account>> {
        let all = self.store.accounts().await?;
        Ok(all.into_iter().find(|account| account.practice && account.provider == *provider))
    }

    async fn sign_in_to_practice(&self, sign_in: PracticeSignIn, known: Option<Account>) -> Result<()> {
        let way = SignInWay::Token;
        let plain = |(name, secret): (String, Secret)| (name, secret.expose_secret().to_owned());
        let fields = sign_in.fields.into_iter().map(plain).collect();
        let secret = self.clouds.credential(&sign_in.provider, way, &fields)?;
        let base_url = Some(sign_in.base_url);
        let provider = self.clouds.connect(&sign_in.provider, base_url.as_deref(), secret.clone())?;
        let identity = prove(&*provider).await?;
        // Each practice cloud has people of its own: the account is taken over, whoever it was.
        if let Some(mut known) = known.clone() {
            known.identity = None;
            self.store.put_account(&known).await?;
        }
        let proven = Proven {
            provider: sign_in.provider,
            name: sign_in.name,
            workspace: String::new(),
            base_url,
            way,
            identity,
            expires_at: None,
            again: known.map(|known| known.id),
            practice: true,
        };
        self.keep(proven, secret).await.map(|_| ())
    }
}
