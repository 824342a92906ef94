//! Where a database is, as a person says it: an address, or a database of one of the accounts.

use std::sync::Arc;

use domain::database::Endpoint;
use domain::engine::Engine;
use domain::ids::DatabaseKey;
use domain::run::Environment;
use domain::{Error, ErrorKind, Result};
use engines::Address;
use secrecy::ExposeSecret as _;

use crate::application::App;
use crate::checks::disk_space;
use crate::copy::CopyAddress;
use crate::gate::typed;

/// A place. An address holds a password: no `Debug`.
#[derive(Clone)]
pub enum Place {
    /// An address, complete.
    Address(Arc<Address>),
    /// A database of an account: its provider says where it is and how it is opened.
    Database(DatabaseKey),
}

/// A place that was found: its engine, and how to connect.
#[derive(Clone)]
pub(crate) struct Found {
    pub(crate) engine: Arc<dyn Engine>,
    pub(crate) endpoint: Endpoint,
}

impl App {
    /// Completes an address that a person typed, by what the machine knows: services, environment, files. Nothing is sent.
    ///
    /// # Errors
    /// `InvalidInput`, `FileUnreadable`; the detail names the part, never its content.
    pub async fn address(&self, typed: &CopyAddress) -> Result<Arc<Address>> {
        let (around, typed) = (Arc::clone(&self.config.surroundings), typed.clone());
        let read = move || engines::address(typed.address.expose_secret(), &typed.password, &*around);
        let read = tokio::task::spawn_blocking(read).await;
        Ok(Arc::new(read.map_err(|_| Error::new(ErrorKind::Internal, "reading an address broke off"))??))
    }

    /// Finds a place. Nothing is sent to the database itself.
    ///
    /// # Errors
    /// `NotSupported` for an engine that we do not connect to; `NotFound` where the provider
    /// does not say how a database is reached; those of the provider and of the vault.
    pub(crate) async fn find(&self, place: &Place) -> Result<Found> {
        let key = match place {
            Place::Address(address) => {
                let engine = self.engine(address.engine).ok_or_else(not_connected)?;
                return Ok(Found { engine, endpoint: address.endpoint.clone() });
            }
            Place::Database(key) => key,
        };
        let (_, provider) = self.connection_of(key.account).await?;
        let (database, endpoint) =
            tokio::try_join!(provider.database(&key.database), provider.endpoint(&key.database))?;
        let engine = self.engine(database.summary.engine).ok_or_else(not_connected)?;
        let endpoint = endpoint.ok_or_else(|| {
            Error::new(ErrorKind::NotFound, "the provider does not say how the database is reached")
        })?;
        Ok(Found { engine, endpoint })
    }

    /// The disk of a place in bytes, where a provider states it.
    pub(crate) async fn disk(&self, place: &Place) -> Option<u64> {
        let Place::Database(key) = place else { return None };
        let (_, provider) = self.connection_of(key.account).await.ok()?;
        let (database, offers) =
            tokio::try_join!(provider.database(&key.database), provider.offers(&key.database)).ok()?;
        let plan = database.summary.plan?;
        offers.plans.into_iter().find(|offered| offered.id == plan.id)?.disk_bytes
    }

    /// The name of a place, where it is a database of an account that is marked as production.
    pub(crate) async fn production(&self, place: &Place) -> Result<Option<String>> {
        let Place::Database(key) = place else { return Ok(None) };
        let (account, provider) = self.connection_of(key.account).await?;
        match self.store.mark(&account.provider, &key.database).await? {
            Environment::Production => Ok(Some(provider.database(&key.database).await?.summary.name)),
            Environment::Unmarked | Environment::Staging | Environment::Development => Ok(None),
        }
    }

    /// Whether whoever begins a copy typed the name that it wants: of a production database that nobody could write to meanwhile, else
    /// of one that is filled.
    ///
    /// # Errors
    /// `NameMismatch`; those of the provider and of the store.
    pub(crate) async fn confirmed(
        &self,
        from: &Place,
        to: &Place,
        freeze: bool,
        typed_name: Option<&str>,
    ) -> Result<()> {
        let kept_out = if freeze { self.production(from).await? } else { None };
        let wanted = match kept_out {
            Some(name) => Some(name),
            None => self.production(to).await?,
        };
        match wanted {
            Some(name) if !typed::matches(&name, typed_name) => {
                Err(Error::new(ErrorKind::NameMismatch, "what was typed is not the name of the database"))
            }
            Some(_) | None => Ok(()),
        }
    }

    /// Finds both places of a transfer or a comparison. What is wrong with one names its side.
    pub(crate) async fn find_both(&self, from: &Place, to: &Place) -> Result<(Found, Found)> {
        let (from, to) = tokio::join!(self.find(from), self.find(to));
        Ok((from.map_err(of_side("source"))?, to.map_err(of_side("target"))?))
    }
}

fn not_connected() -> Error {
    Error::new(ErrorKind::NotSupported, "this engine is shown, and not connected to")
}

/// Whether a disk takes a copy of so many bytes. One whose size is not known is not judged.
///
/// # Errors
/// `TargetTooSmall`.
pub(crate) fn enough_room(size: u64, disk: Option<u64>) -> Result<()> {
    let wanted = disk_space::wanted(size);
    match disk {
        Some(disk) if disk < wanted => Err(Error::new(
            ErrorKind::TargetTooSmall,
            format!("a copy of {size} bytes wants a disk of {wanted} bytes, the target has {disk}"),
        )),
        Some(_) | None => Ok(()),
    }
}

/// Puts the side before what an error says.
pub(crate) fn of_side(side: &'static str) -> impl Fn(Error) -> Error {
    move |error| Error { detail: format!("{side}: {}", error.detail), ..error }
}
