//! The practice cloud as the use cases see it: a host may run one. This crate does not know how.

use async_trait::async_trait;
use domain::ids::ProviderId;
use domain::{Result, Secret};

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
