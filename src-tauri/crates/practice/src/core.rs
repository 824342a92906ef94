//! What all parts of a running practice cloud share: the world, who may enter, what goes wrong, what was asked.

use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use crate::clever_cloud::Access;
use crate::faults::Faults;
use crate::imitation::Imitation;
use crate::log::Log;
use crate::mover::Mover;
use crate::world::World;

/// The shared state of a practice cloud.
pub(crate) struct Core {
    world: Mutex<World>,
    access: Mutex<Access>,
    /// The provider that is stood for.
    pub(crate) imitation: Arc<dyn Imitation>,
    pub(crate) faults: Faults,
    pub(crate) log: Log,
    pub(crate) mover: Arc<dyn Mover>,
    /// How long each step of a migration is shown.
    pub(crate) step: Duration,
    /// Where servers keep their data.
    pub(crate) folder: Option<PathBuf>,
    /// `http://127.0.0.1:<port>`.
    pub(crate) base_url: String,
    tasks: TaskTracker,
    stopping: CancellationToken,
}

impl Core {
    #[allow(clippy::too_many_arguments, reason = "called once, by the one who starts the cloud")]
    pub(crate) fn new(
        world: World,
        access: Access,
        imitation: Arc<dyn Imitation>,
        faults: Faults,
        mover: Arc<dyn Mover>,
        step: Duration,
        folder: Option<PathBuf>,
        base_url: String,
    ) -> Self {
        Self {
            world: Mutex::new(world),
            access: Mutex::new(access),
            imitation,
            faults,
            log: Log::default(),
            mover,
            step,
            folder,
            base_url,
            tasks: TaskTracker::new(),
            stopping: CancellationToken::new(),
        }
    }

    /// Looks at the world, or changes it. The lock is held for the closure only, which cannot await.
    pub(crate) fn with<T>(&self, look: impl FnOnce(&mut World) -> T) -> T {
        look(&mut self.world.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// No credential is accepted any more.
    pub(crate) fn revoke(&self) {
        self.imitation.revoke(self);
    }

    /// Who may enter, at a provider of signed requests. Held for a statement, never across an await.
    pub(crate) fn access(&self) -> MutexGuard<'_, Access> {
        self.access.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Runs something beside the requests, until it ends or the cloud does.
    pub(crate) fn spawn(&self, work: impl Future<Output = ()> + Send + 'static) {
        let stopping = self.stopping.clone();
        self.tasks.spawn(async move {
            tokio::select! {
                () = stopping.cancelled() => {}
                () = work => {}
            }
        });
    }

    /// Begins a new deployment of everything that is linked to a database and should run.
    pub(crate) fn redeploy_linked(self: &Arc<Self>, addon: &str) {
        let begun: Vec<(String, String)> = self.with(|world| {
            let linked = world.applications.iter_mut().filter(|it| it.addons.iter().any(|id| id == addon));
            let restarted = linked.filter(|it| it.should_run() && !it.forgotten);
            restarted.map(|it| (it.id.clone(), it.deploy("Add-on migration"))).collect()
        });
        for (application, deployment) in begun {
            self.finish_deployment(application, deployment);
        }
    }

    /// Ends a deployment after a while.
    pub(crate) fn finish_deployment(self: &Arc<Self>, application: String, deployment: String) {
        let core = Arc::clone(self);
        self.spawn(async move {
            tokio::time::sleep(core.step * 3).await;
            core.with(|world| world.application_mut(&application).map(|it| it.deployed(&deployment)));
        });
    }

    /// Ends what runs beside the requests, without waiting for it.
    pub(crate) fn cancel(&self) {
        self.stopping.cancel();
    }

    /// Ends what runs beside the requests, then every server.
    pub(crate) async fn stop(&self) {
        self.stopping.cancel();
        self.tasks.close();
        self.tasks.wait().await;
        let servers: Vec<_> =
            self.with(|world| world.addons.iter_mut().filter_map(|addon| addon.server.take()).collect());
        futures::future::join_all(servers.iter().map(|server| server.cluster.stop())).await;
        self.imitation.stop().await;
    }
}
