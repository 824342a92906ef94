//! What the steps of a migration really do. A step without a case here only looks things up at the real provider.

use std::sync::Arc;
use std::time::Duration;

use domain::Error;
use sqlx::{Executor, Row};

use super::record::Wanted;
use super::steps::{
    CHECK_NONE_RUNS, CREATE_ON_CLUSTER, DEPLOY_INSTANCE, DUMP_AND_RESTORE, ENABLE_EDIT_RIGHT, EXTENSIONS,
    PREPARE, REMOVE_EDIT_RIGHT, REMOVE_FROM_SOURCE, RETRIEVE_ADDON, STOP_SOURCE, UPDATE_ADDON,
};
use crate::core::Core;
use crate::servers::sql;
use crate::world::{self, Addon, Server};

/// The work on one database.
pub(super) struct Work {
    core: Arc<Core>,
    addon: Addon,
    wanted: Wanted,
    new: Option<Server>,
    frozen: bool,
}

impl Work {
    pub(super) fn new(core: Arc<Core>, addon: Addon, wanted: Wanted) -> Self {
        Self { core, addon, wanted, new: None, frozen: false }
    }

    /// Does what a step says.
    pub(super) async fn step(&mut self, step: &str) -> Result<(), String> {
        match step {
            RETRIEVE_ADDON if self.addon.server.is_none() => {
                Err("this add-on has no server to migrate".into())
            }
            CHECK_NONE_RUNS => Ok(()),
            DEPLOY_INSTANCE | CREATE_ON_CLUSTER => Box::pin(self.deploy()).await,
            REMOVE_EDIT_RIGHT => self.freeze().await,
            PREPARE => self.prepare().await,
            EXTENSIONS => self.extensions().await,
            DUMP_AND_RESTORE => self.copy().await,
            UPDATE_ADDON => self.switch(),
            ENABLE_EDIT_RIGHT => self.open().await,
            STOP_SOURCE | REMOVE_FROM_SOURCE => self.stop_source().await,
            _ => Ok(()),
        }
    }

    pub(super) fn has_new_server(&self) -> bool {
        self.new.is_some()
    }

    pub(super) fn is_frozen(&self) -> bool {
        self.frozen
    }

    /// Starts the new server.
    async fn deploy(&mut self) -> Result<(), String> {
        let folder = self.core.folder.as_deref();
        let server =
            Box::pin(world::new_server(&self.addon, &self.wanted.version, folder)).await.map_err(said)?;
        let instance = world::instance(&server, jiff::Timestamp::now(), "MIGRATION_IN_PROGRESS");
        self.change(|addon| addon.instances.push(instance));
        self.new = Some(server);
        Ok(())
    }

    /// Takes the right to write from everybody, in a way that nobody can take back from inside.
    async fn freeze(&mut self) -> Result<(), String> {
        self.frozen = true;
        self.source()?.cluster.freeze().await.map_err(said)
    }

    /// The original serves again.
    pub(super) async fn thaw(&mut self) -> Result<(), String> {
        // After a switchover that failed, the variables name the original again.
        let original = self.addon.clone();
        self.change(|addon| {
            addon.server = original.server;
            addon.direct_host = original.direct_host;
            (addon.plan, addon.zone, addon.version) = (original.plan, original.zone, original.version);
        });
        self.source()?.cluster.thaw().await.map_err(said)?;
        self.frozen = false;
        Ok(())
    }

    /// Users who may only read go along; the new database takes no writes until it is the one that counts.
    async fn prepare(&mut self) -> Result<(), String> {
        world::add_readers(self.target()?, &self.addon.readers).await.map_err(said)
    }

    /// What the provider installed must be there; what only an administrator may install, the provider installs.
    async fn extensions(&mut self) -> Result<(), String> {
        let (source, target) = (self.source()?, self.target()?);
        let mut old = source.cluster.connect(&source.endpoint.database).await.map_err(said)?;
        let mut new = target.cluster.connect(&target.endpoint.database).await.map_err(said)?;
        let used = "SELECT e.extname::text, n.nspname::text FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace \
                    WHERE e.extname <> 'plpgsql'";
        for row in old.fetch_all(used).await.map_err(|cause| said(sql::refused(cause)))? {
            let (name, schema): (String, String) = (row.get(0), row.get(1));
            let offered =
                sqlx::query("SELECT trusted FROM pg_available_extension_versions WHERE name = $1 LIMIT 1")
                    .bind(&name)
                    .fetch_optional(&mut new)
                    .await
                    .map_err(|cause| said(sql::refused(cause)))?;
            let Some(offered) = offered else {
                return Err(format!(
                    "extension \"{name}\" is not available in version {}",
                    self.wanted.version
                ));
            };
            if offered.get::<bool, _>(0) {
                continue;
            }
            let (schema, owner) = (sql::quoted(&schema), sql::quoted(&target.endpoint.user));
            sql::run(&mut new, format!("CREATE SCHEMA IF NOT EXISTS {schema} AUTHORIZATION {owner}"))
                .await
                .map_err(said)?;
            sql::run(&mut new, format!("CREATE EXTENSION {} SCHEMA {schema}", sql::quoted(&name)))
                .await
                .map_err(said)?;
        }
        Ok(())
    }

    /// Moves the data, then closes the new database until it is the one that counts.
    async fn copy(&mut self) -> Result<(), String> {
        let (source, target) = (self.source()?, self.target()?);
        self.core.mover.carry(&source.endpoint, &target.endpoint).await.map_err(said)?;
        self.default_read_only("SET default_transaction_read_only = on").await
    }

    /// From now on the variables name the new server.
    fn switch(&mut self) -> Result<(), String> {
        let new = self.target()?.clone();
        let wanted = self.wanted.clone();
        self.change(|addon| {
            addon.server = Some(new);
            addon.direct_host = false;
            (addon.plan, addon.zone, addon.version) = (wanted.plan, wanted.zone, wanted.version);
        });
        Ok(())
    }

    async fn open(&mut self) -> Result<(), String> {
        self.default_read_only("RESET default_transaction_read_only").await
    }

    async fn default_read_only(&self, setting: &str) -> Result<(), String> {
        let target = self.target()?;
        let mut admin = target.cluster.connect("postgres").await.map_err(said)?;
        let database = sql::quoted(&target.endpoint.database);
        sql::run(&mut admin, format!("ALTER DATABASE {database} {setting}")).await.map_err(said)?;
        target.cluster.end_sessions(&target.endpoint.database).await.map_err(said)
    }

    async fn stop_source(&mut self) -> Result<(), String> {
        let source = self.source()?.clone();
        source.cluster.stop().await.map_err(said)?;
        let (old, new) = (source.instance, self.target()?.instance.clone());
        self.change(|addon| {
            for instance in &mut addon.instances {
                if instance.id == old {
                    instance.state = "DELETED";
                } else if instance.id == new {
                    instance.state = "UP";
                }
            }
        });
        // The last one who holds the old server lets go of it, and its data is removed.
        self.addon.server = None;
        self.frozen = false;
        Ok(())
    }

    /// Removes the new server.
    pub(super) async fn remove_new(&mut self) -> Result<(), String> {
        let Some(new) = self.new.take() else { return Ok(()) };
        let original = self.addon.server.clone();
        self.change(|addon| {
            addon.server = original;
            addon.instances.retain(|instance| instance.id != new.instance);
        });
        new.cluster.stop().await.map_err(said)
    }

    /// The new server goes away now and answers again later, although the provider says that all is done.
    pub(super) async fn come_late(&self, late: Duration) {
        let Some(new) = &self.new else { return };
        let cluster = Arc::clone(&new.cluster);
        let _ = cluster.stop().await;
        self.core.spawn(async move {
            tokio::time::sleep(late).await;
            if let Err(error) = cluster.start().await {
                tracing::warn!(%error, "a server that was to come late did not come");
            }
        });
    }

    fn source(&self) -> Result<&Server, String> {
        self.addon.server.as_ref().ok_or_else(|| "the source is gone".to_owned())
    }

    fn target(&self) -> Result<&Server, String> {
        self.new.as_ref().ok_or_else(|| "there is no new server".to_owned())
    }

    fn change(&self, change: impl FnOnce(&mut Addon)) {
        self.core.with(|world| world.addon_mut(&self.addon.id).map(change));
    }
}

#[allow(clippy::needless_pass_by_value, reason = "for map_err")]
fn said(error: Error) -> String {
    error.detail
}
