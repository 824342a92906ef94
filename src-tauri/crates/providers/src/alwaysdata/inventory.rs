//! Databases: the list over the accounts of a token, one of them afresh, how it is reached.

use domain::account::Identity;
use domain::database::{Database, DatabaseSummary, Endpoint, EngineKind, Tls, TlsFiles};
use domain::error::{Error, ErrorKind, Result};
use domain::ids::DatabaseId;
use domain::offer::{OfferedVersion, Offers};
use domain::version::Version;
use futures::{StreamExt, TryStreamExt, stream};

use super::descriptor::MIGRATIONS;
use super::wire::{Customers, DatabaseView};
use super::{Alwaysdata, map};
use crate::lenient::said;
use crate::transport::soft;

/// Questions asked at the same time while a list is made; the transport has its own bound for all of them.
pub(super) const AT_ONCE: usize = 4;

impl Alwaysdata {
    /// The profile behind the token; the account's name where the token may not read profiles.
    pub(super) async fn identity(&self) -> Result<Identity> {
        let profiles = match soft(self.api.customers().await)? {
            Some(Customers::Many(all)) => all,
            Some(Customers::One(one)) => vec![one],
            None => Vec::new(),
        };
        let asked_for = self.api.credential.customer.as_deref();
        let mut profiles: Vec<_> = profiles.into_iter().map(map::identity).collect();
        if let Some(at) = profiles.iter().position(|one| asked_for.is_some_and(|email| one.email == email)) {
            profiles.swap(0, at);
        }
        if let Some(first) = profiles.into_iter().next() {
            return Ok(first);
        }
        let accounts = self.api.accounts().await?.0;
        let name = accounts.into_iter().next().map(|account| account.name.0).ok_or_else(|| {
            Error::new(ErrorKind::Forbidden, "the token shows neither a profile nor an account")
        })?;
        Ok(Identity { id: name.clone(), name, email: String::new(), expires_at: None })
    }

    /// Names of the accounts: the one that was given, else all that the token sees.
    async fn accounts(&self) -> Result<Vec<String>> {
        if let Some(account) = &self.api.credential.account {
            return Ok(vec![account.clone()]);
        }
        Ok(self.api.accounts().await?.0.into_iter().map(|account| account.name.0).collect())
    }

    /// The list, in the order of accounts and databases.
    pub(super) async fn inventory(&self) -> Result<Vec<DatabaseSummary>> {
        let lists: Vec<Vec<DatabaseSummary>> = stream::iter(self.accounts().await?)
            .map(async |account: String| {
                let views = self.api.databases(&account).await?.0;
                Ok::<_, Error>(views.iter().map(|view| map::summary(&account, view)).collect())
            })
            .buffered(AT_ONCE)
            .try_collect()
            .await?;
        Ok(lists.into_iter().flatten().collect())
    }

    /// One database, read afresh.
    pub(super) async fn one(&self, id: &DatabaseId) -> Result<Database> {
        let view = self.api.database(&id.owner, &id.id).await?;
        let summary = map::summary(&id.owner, &view);
        let place = self.place(&id.owner, &view);
        let told = self.api.credential.login.as_ref().map(|login| login.user.clone());
        let user = told.filter(|user| map::admits(&view, user) != Some(false));
        Ok(Database {
            host: place.as_ref().map(|(host, _)| host.clone()),
            port: place.map(|(_, port)| port),
            database_name: said(view.name.clone()),
            user: user.or_else(|| map::full(&view).into_iter().next()),
            options: Vec::new(),
            read_only_users: map::read_only(&view),
            panel_url: self.panel_url(&view),
            dedicated: None,
            summary,
        })
    }

    /// What can be chosen: nothing for one database alone, and of versions those that are documented.
    pub(super) async fn versions(&self, id: &DatabaseId) -> Result<Offers> {
        let view = self.api.database(&id.owner, &id.id).await?;
        let engine = map::engine(&said(view.kind).unwrap_or_default());
        let offered =
            |text: &&str| OfferedVersion { version: Version((*text).to_owned()), life: None, default: false };
        let versions = map::documented(engine).iter().map(offered).collect();
        Ok(Offers { versions, versions_known: false, ..Offers::default() })
    }

    /// Where the database is reached. The API hands out no password: it is the one that was given with the account.
    pub(super) async fn reach(&self, id: &DatabaseId) -> Result<Option<Endpoint>> {
        let view = self.api.database(&id.owner, &id.id).await?;
        if map::engine(&said(view.kind.clone()).unwrap_or_default()) != EngineKind::Postgresql {
            return Ok(None);
        }
        let Some((host, port)) = self.place(&id.owner, &view) else { return Ok(None) };
        let database = said(view.name.clone()).ok_or_else(|| {
            Error::new(ErrorKind::MalformedAnswer, "the provider did not say the database's name")
        })?;
        let Some(login) = &self.api.credential.login else {
            return Err(Error::new(
                ErrorKind::DatabasePasswordUnknown,
                "no user of databases and no password was given with the account",
            ));
        };
        if map::admits(&view, &login.user) == Some(false) {
            return Err(Error::new(
                ErrorKind::DatabasePasswordUnknown,
                "the user of databases that was given with the account has no rights on this one",
            ));
        }
        Ok(Some(Endpoint {
            tls: if is_loopback(&host) { Tls::Prefer } else { Tls::Require },
            files: TlsFiles::default(),
            host,
            port,
            database,
            user: login.user.clone(),
            password: login.password.clone(),
        }))
    }

    /// Host and port of a database; `None` for an engine that we do not connect to.
    pub(super) fn place(&self, account: &str, view: &DatabaseView) -> Option<(String, u16)> {
        map::place(account, view, self.api.is_own)
    }

    /// The page of migrations: alwaysdata's own, or the one that another cloud names on its own host.
    fn panel_url(&self, view: &DatabaseView) -> Option<String> {
        if self.api.is_own {
            return Some(MIGRATIONS.into());
        }
        let page = self.api.base_url.join(&said(view.panel.clone())?).ok()?;
        (page.origin() == self.api.base_url.origin()).then(|| page.to_string())
    }
}

fn is_loopback(host: &str) -> bool {
    host.eq_ignore_ascii_case("localhost")
        || host.parse::<std::net::IpAddr>().is_ok_and(|address| address.is_loopback())
}
