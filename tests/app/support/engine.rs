//! The scripted engine: answers for the old and the new server by their names.

use std::sync::Arc;

use app::ports::EngineRoom;
use async_trait::async_trait;
use domain::database::{Endpoint, EngineKind};
use domain::engine::{Descriptor, Engine, FreezePlan, Frozen, Inventory, Printing, Probe, Source, Target};
use domain::time::{Clock, Millis, Timestamp};
use domain::verification::{Fingerprint, ObjectPrint, PrintForm, TablePrint};
use domain::version::{Version, VersionLife, VersionStanding};
use domain::{Error, ErrorKind, Result};

use super::world::World;

pub(crate) struct ScriptedEngines(pub(crate) Arc<World>);

impl EngineRoom for ScriptedEngines {
    fn engine(&self, kind: EngineKind) -> Option<Arc<dyn Engine>> {
        (kind == EngineKind::Postgresql).then(|| Arc::new(ScriptedEngine(Arc::clone(&self.0))) as _)
    }
}

struct ScriptedEngine(Arc<World>);

fn is_new(endpoint: &Endpoint) -> bool {
    endpoint.host.starts_with("new")
}

#[async_trait]
impl Engine for ScriptedEngine {
    fn descriptor(&self) -> Descriptor {
        Descriptor {
            kind: EngineKind::Postgresql,
            name: "PostgreSQL",
            default_port: 5432,
            schemes: &["postgres"],
        }
    }

    fn life(&self, version: &Version, _: Timestamp, offered: &[Version]) -> VersionLife {
        let ended = version.0 == "14";
        VersionLife {
            standing: if ended { VersionStanding::EndsSoon } else { VersionStanding::Supported },
            end_of_life: Some("2026-11-12".into()),
            newer: offered.last().cloned(),
        }
    }

    fn can_carry(&self, _: &Version, _: &Version) -> bool {
        true
    }

    fn gone_extensions(&self, _: &[String], _: &Version) -> Vec<String> {
        vec![]
    }

    async fn probe(&self, endpoint: &Endpoint) -> Result<Probe> {
        let mut world = self.0.lock();
        world.spoken_to(is_new(endpoint))?;
        if is_new(endpoint) && world.late > 0 {
            world.late -= 1;
            return Err(Error::new(ErrorKind::DatabaseUnreachable, "not listening yet"));
        }
        let version = if is_new(endpoint) { "17.4" } else { "14.20" };
        Ok(Probe {
            version: Version(version.into()),
            server_version: version.into(),
            read_only: !is_new(endpoint) && world.frozen(),
            replica: false,
            encrypted: true,
            superuser: false,
            encoding: "UTF8".into(),
            size_bytes: 8_000_000,
            extensions: vec![],
        })
    }

    async fn inventory(&self, _: &Endpoint, _: Option<&Version>) -> Result<Inventory> {
        Ok(Inventory::default())
    }

    async fn fingerprint(
        &self,
        endpoint: &Endpoint,
        how: &Printing,
        clock: &dyn Clock,
    ) -> Result<Fingerprint> {
        let mut world = self.0.lock();
        world.spoken_to(is_new(endpoint))?;
        let rows = if is_new(endpoint) && world.loses_a_row { 2 } else { 3 };
        Ok(Fingerprint {
            server_version: if is_new(endpoint) { "17.4" } else { "14.20" }.into(),
            // The old server chooses, the new one is asked for the same.
            form: how.form.clone().unwrap_or(PrintForm("scripted".into())),
            taken_at: clock.now(),
            read_only: Some(!is_new(endpoint) && world.frozen()),
            size_bytes: 8_000_000,
            objects: vec![ObjectPrint { kind: "table".into(), name: "public.a".into(), hash: "0".into() }],
            tables: vec![TablePrint { name: "public.a".into(), rows, hash: "1".into() }],
            rights: vec![],
            user: "app".into(),
            roles: Some(vec![]),
            took: Millis(1),
        })
    }

    async fn source(&self, _: &Endpoint) -> Result<Box<dyn Source>> {
        Err(Error::new(ErrorKind::NotSupported, "scripted"))
    }

    async fn target(&self, _: &Endpoint) -> Result<Box<dyn Target>> {
        Err(Error::new(ErrorKind::NotSupported, "scripted"))
    }

    async fn freeze_plan(&self, _: &Endpoint) -> Result<FreezePlan> {
        Err(Error::new(ErrorKind::NotSupported, "scripted"))
    }

    async fn freeze(&self, _: &Endpoint, _: &FreezePlan) -> Result<Frozen> {
        Err(Error::new(ErrorKind::NotSupported, "scripted"))
    }

    async fn thaw(&self, _: &Endpoint, _: &FreezePlan) -> Result<()> {
        Err(Error::new(ErrorKind::NotSupported, "scripted"))
    }

    async fn written_since(&self, _: &Endpoint, _: &Frozen) -> Result<bool> {
        Err(Error::new(ErrorKind::NotSupported, "scripted"))
    }
}
