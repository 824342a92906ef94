//! Services that are databases: the list over all projects, one of them afresh, how it is reached, its backups.

use domain::account::Identity;
use domain::database::{Backup, Database, DatabaseSummary, Endpoint, EngineKind, Owner, Tls, TlsFiles};
use domain::error::{Error, ErrorKind, Result};
use domain::ids::DatabaseId;
use domain::secret::{ExposeSecret, secret};
use futures::{StreamExt, TryStreamExt, stream};

use super::wire::Service;
use super::{Elestio, map};
use crate::lenient::said;
use crate::transport::soft;

/// Questions asked at the same time while a list is made.
const AT_ONCE: usize = 4;

impl Elestio {
    /// Who the credential belongs to. No call tells more of a person than that their projects can be listed: the number in a project
    /// may be that of whoever made it.
    pub(super) async fn identity(&self) -> Result<Identity> {
        self.api.projects().await?;
        let email = self.api.credential.email.clone();
        Ok(Identity { id: email.to_ascii_lowercase(), name: String::new(), email, expires_at: None })
    }

    /// The list, in the order of projects and services.
    pub(super) async fn inventory(&self) -> Result<Vec<DatabaseSummary>> {
        let owners: Vec<Owner> =
            self.api.projects().await?.data.projects.iter().filter_map(map::owner).collect();
        let lists: Vec<Vec<DatabaseSummary>> =
            stream::iter(owners).map(|owner| self.of_project(owner)).buffered(AT_ONCE).try_collect().await?;
        Ok(lists.into_iter().flatten().collect())
    }

    async fn of_project(&self, owner: Owner) -> Result<Vec<DatabaseSummary>> {
        let services = self.api.services(&owner.id).await?.0;
        Ok(services.iter().filter_map(|service| map::summary(service, owner.clone())).collect())
    }

    /// One service, read afresh.
    pub(super) async fn one(&self, id: &DatabaseId) -> Result<Database> {
        let (service, projects) = futures::try_join!(self.api.service(id), self.api.projects())?;
        let owner = projects.data.projects.iter().filter_map(map::owner).find(|owner| owner.id == id.owner);
        let owner =
            owner.unwrap_or_else(|| Owner { id: id.owner.clone(), name: id.owner.clone(), role: None });
        let summary = map::summary(&service, owner)
            .ok_or_else(|| Error::new(ErrorKind::NotFound, "this service is not a database"))?;
        let is_postgres = summary.engine == EngineKind::Postgresql;
        Ok(Database {
            host: said(service.cname.clone()),
            port: map::port(service.database_port),
            database_name: is_postgres.then(|| map::database_name(&service)),
            user: map::user_name(&service),
            options: map::options(&service),
            read_only_users: Vec::new(),
            // The address of a service's page is not documented.
            panel_url: None,
            dedicated: Some(true),
            summary,
        })
    }

    /// Where the database is reached. A service that is not ready yet has no address to rely on.
    pub(super) async fn reach(&self, id: &DatabaseId) -> Result<Option<Endpoint>> {
        let service = self.api.service(id).await?;
        if map::engine(&service) != Some(EngineKind::Postgresql) {
            return Ok(None);
        }
        if !map::is_ready(&service) {
            let word = map::status(&service).unwrap_or_default();
            let detail = format!("the service is not ready: {}", self.api.redactor.line(&word));
            return Err(Error::new(ErrorKind::ProviderUnavailable, detail));
        }
        let login = self.api.credentials(id, &service).await?;
        let missing = |what: &str| {
            Error::new(ErrorKind::MalformedAnswer, format!("the provider did not say the database's {what}"))
        };
        let password = login.password.ok_or_else(|| missing("password"))?;
        self.api.redactor.learn(password.expose_secret());
        let user = said(login.user).or_else(|| map::user_name(&service));
        Ok(Some(Endpoint {
            host: said(service.cname.clone()).ok_or_else(|| missing("host"))?,
            port: map::port(service.database_port).ok_or_else(|| missing("port"))?,
            database: map::database_name(&service),
            user: user.ok_or_else(|| missing("user"))?,
            password: secret(password.expose_secret()),
            // Every service signs its own certificate: encrypted, and pinned by whoever connects.
            tls: Tls::Require,
            files: TlsFiles::default(),
        }))
    }

    /// Remote backups, and with them those on the machine and the snapshots of it where there are such.
    pub(super) async fn all_backups(&self, id: &DatabaseId) -> Result<Vec<Backup>> {
        let (remote, local, snapshots) = futures::try_join!(
            self.api.remote_backups(id),
            async { soft(self.api.local_backups(id).await) },
            async { soft(self.api.snapshots(id).await) },
        )?;
        let local = local.map(|local| {
            let inner = local.data.map(|data| data.backups).unwrap_or_default();
            if inner.is_empty() { local.backups } else { inner }
        });
        let mut all: Vec<Backup> = remote.0.into_iter().filter_map(map::remote).collect();
        all.extend(local.unwrap_or_default().into_iter().filter_map(map::local));
        all.extend(snapshots.map(|all| all.images).unwrap_or_default().into_iter().filter_map(map::snapshot));
        all.sort_by_key(|backup| std::cmp::Reverse(backup.created_at));
        Ok(all)
    }

    /// The service, where it is still there.
    pub(super) async fn if_there(&self, id: &DatabaseId) -> Result<Option<Service>> {
        match self.api.service(id).await {
            Ok(service) => Ok(Some(service)),
            Err(error) if error.kind == ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }
}
