//! What a host hands in at the start. Data and ports only; nothing here reads an environment or a file.

use std::path::PathBuf;
use std::sync::Arc;

use domain::address::{NoSurroundings, Surroundings};
use domain::time::Clock;
use providers::{ClosingPage, Consumer, ProfilePlaces};
use vault::VaultOptions;

use crate::failpoint::{Failpoint, NoFailpoint};
use crate::guard::GuardPost;
use crate::machine::{MachineClock, MachineRandomness, Randomness};
use crate::pace::Pace;
use crate::ports::{Clouds, EngineRoom};
use crate::practice::PracticeHost;

/// Everything that the use cases need from their host.
pub struct AppConfig {
    /// Where the store is. Made when it is not there.
    pub data_dir: PathBuf,
    /// Version of the application, for the page about it.
    pub version: String,
    /// How secrets are kept.
    pub vault: VaultOptions,
    /// The consumer for sign-in by the browser; without one that way is not possible.
    pub consumer: Option<Consumer>,
    /// The consumer that tokens of the provider's own client belong to, for profiles that name none.
    pub profile_consumer: Option<Consumer>,
    /// Loopback ports for the answer of the browser; empty for the usual ones.
    pub sign_in_ports: Vec<u16>,
    /// Words of the page that the browser shows at the end of a sign-in.
    pub closing_page: ClosingPage,
    /// Where the provider's own clients keep their profiles.
    pub profile_places: ProfilePlaces,
    /// Tells the time.
    pub clock: Arc<dyn Clock>,
    /// Makes ids and nonces.
    pub randomness: Arc<dyn Randomness>,
    /// What can run a practice cloud, where something can.
    pub practice: Option<Arc<dyn PracticeHost>>,
    /// Waits and bounds.
    pub pace: Pace,
    /// Told of every boundary of a journal.
    pub failpoint: Arc<dyn Failpoint>,
    /// What completes addresses that a person types.
    pub surroundings: Arc<dyn Surroundings>,
    /// What starts guards of freezes; without it nobody undoes a freeze when the process is gone.
    pub guards: Option<Arc<dyn GuardPost>>,
    /// Other clouds than the real ones, for tests.
    pub clouds: Option<Arc<dyn Clouds>>,
    /// Other engines than the real ones, for tests.
    pub engines: Option<Arc<dyn EngineRoom>>,
}

impl AppConfig {
    /// The machine's clock and randomness, the real clouds and engines, no practice cloud, no consumer, nothing that completes an address.
    #[must_use]
    pub fn new(data_dir: impl Into<PathBuf>, version: impl Into<String>, vault: VaultOptions) -> Self {
        Self {
            data_dir: data_dir.into(),
            version: version.into(),
            vault,
            consumer: None,
            profile_consumer: None,
            sign_in_ports: Vec::new(),
            closing_page: ClosingPage {
                language: String::new(),
                done_title: String::new(),
                done_body: String::new(),
                failed_title: String::new(),
                failed_body: String::new(),
            },
            profile_places: ProfilePlaces::default(),
            clock: Arc::new(MachineClock),
            randomness: Arc::new(MachineRandomness),
            practice: None,
            pace: Pace::default(),
            failpoint: Arc::new(NoFailpoint),
            surroundings: Arc::new(NoSurroundings),
            guards: None,
            clouds: None,
            engines: None,
        }
    }
}
