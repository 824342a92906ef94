//! Databases: the list over all owners, one of them afresh, how it is reached.

use domain::database::{
    Database, DatabaseSummary, Endpoint, EngineKind, Owner, ProductOption, Tls, TlsFiles, Variable,
    VariableRole,
};
use domain::error::{Error, ErrorKind, Result};
use domain::ids::DatabaseId;
use domain::secret::{ExposeSecret, Secret, secret};
use futures::{StreamExt, TryStreamExt, stream};

use super::descriptor::{API, BRIDGE, CONSOLE};
use super::wire::{AddonSummary, AddonView, DatabaseDetails, OwnerView};
use super::{CleverCloud, env, map, plans};
use crate::lenient::{Number, said};
use crate::transport::soft;

/// Questions asked at the same time while a list is made; the transport has its own bound for all of them.
pub(super) const AT_ONCE: usize = 6;

impl CleverCloud {
    /// The list, in the order of owners and add-ons.
    pub(super) async fn inventory(&self) -> Result<Vec<DatabaseSummary>> {
        let summary = self.api.summary().await?;
        let mut owners = vec![summary.user];
        for organisation in summary.organisations {
            // The personal space may be listed among the organisations too.
            if !owners.iter().any(|owner| owner.id == organisation.id) {
                owners.push(organisation);
            }
        }
        let lists: Vec<Vec<DatabaseSummary>> =
            stream::iter(owners).map(|owner| self.of_owner(owner)).buffered(AT_ONCE).try_collect().await?;
        Ok(lists.into_iter().flatten().collect())
    }

    async fn of_owner(&self, owner: OwnerView) -> Result<Vec<DatabaseSummary>> {
        let addons = match self.api.addons(&owner.id).await {
            Ok(addons) => addons.0,
            Err(error) if error.kind == ErrorKind::Forbidden => return self.bare(&owner).await,
            Err(error) => return Err(error),
        };
        let who = map::owner(&owner);
        stream::iter(addons)
            .map(|addon| self.line(addon, who.clone()))
            .buffered(AT_ONCE)
            .try_filter_map(async |line| Ok(line))
            .try_collect()
            .await
    }

    /// A role that may not read the add-ons still sees their names in the summary: they are listed, with what is known.
    async fn bare(&self, owner: &OwnerView) -> Result<Vec<DatabaseSummary>> {
        let who = map::owner(owner);
        let catalogue = self.api.catalogue(&owner.id).await?.0;
        let can_upgrade =
            |id: &str| catalogue.iter().find(|one| one.id == id).and_then(|one| one.can_upgrade);
        let line = |addon: &AddonSummary| {
            let provider = said(addon.provider_id.clone())?;
            map::bare_summary(addon, who.clone(), can_upgrade(&provider))
        };
        Ok(owner.addons.iter().filter_map(line).collect())
    }

    async fn line(&self, addon: AddonView, owner: Owner) -> Result<Option<DatabaseSummary>> {
        if map::engine(&addon.provider.id, addon.provider.can_upgrade).is_none() {
            return Ok(None);
        }
        let details = self.details(&addon).await?;
        Ok(map::summary(addon, owner, details.as_ref()))
    }

    /// What the product itself says of a database; `None` where it does not.
    pub(super) async fn details(&self, addon: &AddonView) -> Result<Option<DatabaseDetails>> {
        let details = soft(self.api.details(&addon.provider.id, &addon.id).await)?;
        if let Some(password) = details.as_ref().and_then(|details| details.password.as_ref()) {
            self.api.redactor.learn(password.expose_secret());
        }
        Ok(details)
    }

    /// One database, read afresh.
    pub(super) async fn one(&self, id: &DatabaseId) -> Result<Database> {
        let (addon, summary) = futures::try_join!(self.api.addon(id), self.api.summary())?;
        let details = self.details(&addon).await?;
        let owners = std::iter::once(&summary.user).chain(&summary.organisations);
        let owner = owners.into_iter().find(|owner| owner.id == id.owner).map(map::owner);
        let owner =
            owner.unwrap_or_else(|| Owner { id: id.owner.clone(), name: id.owner.clone(), role: None });
        let dedicated = addon.plan.as_ref().and_then(plans::dedicated);
        let summary = map::summary(addon, owner, details.as_ref())
            .ok_or_else(|| Error::new(ErrorKind::NotFound, "this add-on is not a database"))?;
        let mut database = Database {
            panel_url: self.panel_url(id),
            summary,
            host: None,
            port: None,
            database_name: None,
            user: None,
            options: Vec::new(),
            read_only_users: Vec::new(),
            dedicated,
        };
        if let Some(details) = details {
            database.host = said(details.host);
            database.port = details.port.and_then(port);
            database.database_name = said(details.database);
            database.user = said(details.user);
            database.options = details
                .features
                .into_iter()
                .filter_map(|option| {
                    Some(ProductOption { name: said(option.name)?, enabled: option.enabled })
                })
                .collect();
            database.read_only_users =
                details.read_only_users.into_iter().filter_map(|user| said(user.user)).collect();
        }
        Ok(database)
    }

    /// The console's page, on the provider's own cloud only: elsewhere it would be another cloud's.
    fn panel_url(&self, id: &DatabaseId) -> Option<String> {
        let own = [API, BRIDGE]
            .iter()
            .any(|own| url::Url::parse(own).is_ok_and(|own| own.origin() == self.api.base_url.origin()));
        let owner = if id.owner.starts_with("user_") {
            "users/me".to_owned()
        } else {
            format!("organisations/{}", id.owner)
        };
        own.then(|| format!("{CONSOLE}/{owner}/addons/{}", id.id))
    }

    /// The variables that the database hands to its applications.
    pub(super) async fn env_of(&self, id: &DatabaseId) -> Result<Vec<Variable>> {
        let variables = env::variables(self.api.addon_env(id).await?.0);
        for variable in &variables {
            if matches!(variable.role, VariableRole::Password | VariableRole::Uri) {
                self.api.redactor.learn(variable.value.expose_secret());
            }
        }
        Ok(variables)
    }

    /// Where the database is reached: as the product says, else as its variables say.
    pub(super) async fn reach(&self, id: &DatabaseId) -> Result<Option<Endpoint>> {
        let (addon, variables) = futures::try_join!(self.api.addon(id), self.env_of(id))?;
        let engine = map::engine(&addon.provider.id, addon.provider.can_upgrade);
        if engine != Some(EngineKind::Postgresql) {
            return Ok(None);
        }
        let details = self.details(&addon).await?;
        let (mut host, mut number, mut database, mut user, mut password) = (None, None, None, None, None);
        if let Some(details) = details {
            host = said(details.host);
            number = details.port.and_then(port);
            database = said(details.database);
            user = said(details.user);
            password = details.password;
        }
        let told = |role| env::value_of(&variables, role).map(str::to_owned);
        let missing = |what: &str| {
            Error::new(ErrorKind::MalformedAnswer, format!("the provider did not say the database's {what}"))
        };
        let host = host.or_else(|| told(VariableRole::Host)).ok_or_else(|| missing("host"))?;
        let number = number.or_else(|| told(VariableRole::Port).and_then(|text| text.parse().ok()));
        Ok(Some(Endpoint {
            port: number.ok_or_else(|| missing("port"))?,
            database: database.or_else(|| told(VariableRole::Database)).ok_or_else(|| missing("name"))?,
            user: user.or_else(|| told(VariableRole::User)).ok_or_else(|| missing("user"))?,
            password: password
                .or_else(|| told(VariableRole::Password).map(secret))
                .unwrap_or_else(no_password),
            // Managed databases serve certificates that they signed themselves.
            tls: if is_loopback(&host) { Tls::Prefer } else { Tls::Require },
            files: TlsFiles::default(),
            host,
        }))
    }
}

fn no_password() -> Secret {
    secret("")
}

fn is_loopback(host: &str) -> bool {
    host.eq_ignore_ascii_case("localhost")
        || host.parse::<std::net::IpAddr>().is_ok_and(|address| address.is_loopback())
}

/// A port; a number that is none is as good as unsaid.
pub(super) fn port(number: Number) -> Option<u16> {
    format!("{:.0}", number.0).parse().ok().filter(|port| *port != 0)
}
