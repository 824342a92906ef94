//! The practice cloud of this machine, started when it is asked for. Its account lives as long as the process.

use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, Ordering};

use app::practice::{PracticeHost, PracticeNow, PracticeSignIn, PracticeStanding};
use async_trait::async_trait;
use domain::Result;
use domain::ids::ProviderId;
use practice::scenario::Scenario;
use practice::{Cloud, Options, servers};
use tokio::sync::Mutex;

/// Runs the practice cloud for the application.
pub struct PracticeCloud {
    data: PathBuf,
    scenario: Option<PathBuf>,
    running: Mutex<Option<Cloud>>,
    is_running: AtomicBool,
    is_starting: AtomicBool,
    majors: OnceLock<Vec<u32>>,
}

impl PracticeCloud {
    /// One whose servers keep their data in a folder, with the scenario inside, another of those by its name, or one from a file. Starts nothing yet.
    #[must_use]
    pub fn new(data: PathBuf, scenario: Option<PathBuf>) -> Self {
        Self {
            data,
            scenario,
            running: Mutex::default(),
            is_running: AtomicBool::default(),
            is_starting: AtomicBool::default(),
            majors: OnceLock::new(),
        }
    }

    /// Stops it and its servers, where it runs.
    pub async fn stop(&self) {
        let cloud = self.running.lock().await.take();
        self.is_running.store(false, Ordering::Release);
        if let Some(cloud) = cloud {
            cloud.stop().await;
        }
    }

    async fn launch(&self) -> Result<Cloud> {
        let (scenario, seeds) = match &self.scenario {
            None => (Scenario::built_in("default")?, PathBuf::from(".")),
            // The name of one that is built in, where there is no such file.
            Some(name) if !name.exists() && is_built_in(name) => {
                (Scenario::built_in(&name.to_string_lossy())?, PathBuf::from("."))
            }
            Some(file) => (Scenario::load(file)?, file.parent().map(PathBuf::from).unwrap_or_default()),
        };
        let mut options = Options::new(scenario);
        options.data_dir = Some(self.data.clone());
        options.seed_dir = seeds;
        Box::pin(Cloud::start(options)).await
    }
}

fn is_built_in(name: &Path) -> bool {
    name.to_str().is_some_and(|name| Scenario::BUILT_IN.contains(&name))
}

#[async_trait]
impl PracticeHost for PracticeCloud {
    fn state(&self) -> PracticeNow {
        // Asked once: each server program is started to tell its version.
        let installed = || servers::installed().iter().map(|programs| u32::from(programs.major)).collect();
        let majors: Vec<u32> = self.majors.get_or_init(installed).clone();
        let standing = if self.is_running.load(Ordering::Acquire) {
            PracticeStanding::Running
        } else if self.is_starting.load(Ordering::Acquire) {
            PracticeStanding::Starting
        } else if majors.is_empty() {
            PracticeStanding::Unavailable
        } else {
            PracticeStanding::Stopped
        };
        PracticeNow { standing, majors }
    }

    async fn start(&self) -> Result<PracticeSignIn> {
        let mut running = self.running.lock().await;
        if running.is_none() {
            self.is_starting.store(true, Ordering::Release);
            let launched = self.launch().await;
            self.is_starting.store(false, Ordering::Release);
            *running = Some(launched?);
            self.is_running.store(true, Ordering::Release);
        }
        let cloud = running.as_ref().ok_or_else(|| {
            domain::Error::new(
                domain::ErrorKind::Internal,
                "the practice cloud is gone as soon as it started",
            )
        })?;
        Ok(PracticeSignIn {
            provider: ProviderId(cloud.provider.clone()),
            name: "Practice cloud".into(),
            base_url: cloud.base_url.clone(),
            fields: cloud.fields.clone(),
        })
    }
}
