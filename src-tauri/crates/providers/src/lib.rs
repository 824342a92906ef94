//! The providers: one folder each, behind the contract of `domain::provider`.
//!
//! Hosts and use cases come in by the functions of this file and never name a provider's folder. This crate touches no
//! disk, no keyring and no store; whoever calls it hands in clock, consumer and the reading of files. Adding a provider
//! is one folder and one line in `PROVIDERS`.

mod alwaysdata;
mod browser;
mod clever_cloud;
mod credential;
mod elestio;
mod lenient;
mod mentions;
mod options;
mod profile;
pub mod transport;

use std::collections::BTreeMap;
use std::sync::Arc;

use domain::account::SignInWay;
use domain::error::{Error, ErrorKind, Result};
use domain::ids::ProviderId;
use domain::provider::{Descriptor, Provider};
use domain::secret::Secret;

pub use browser::{ClosingPage, SignIn, SignInOptions, SignedIn};
pub use options::{ConnectOptions, Consumer, SessionKeeper, base_url};
pub use profile::{Profile, ProfilePlaces, ProfileSearch, Profiles};

/// What a provider's folder offers to this file.
struct Entry {
    id: &'static str,
    descriptor: fn() -> Descriptor,
    connect: fn(ConnectOptions) -> Result<Arc<dyn Provider>>,
    credential: fn(SignInWay, &BTreeMap<String, String>) -> Result<Secret>,
    sign_in: fn(SignInOptions) -> browser::Starting,
    profiles: fn(&ProfileSearch<'_>) -> Result<Profiles>,
}

/// Every provider, in the order in which people see them.
const PROVIDERS: &[Entry] = &[clever_cloud::ENTRY, alwaysdata::ENTRY, elestio::ENTRY];

/// What an operation answers that a provider has no call for.
fn not_supported(detail: &'static str) -> Error {
    Error::new(ErrorKind::NotSupported, detail)
}

fn entry(provider: &ProviderId) -> Result<&'static Entry> {
    PROVIDERS.iter().find(|entry| entry.id == provider.0).ok_or_else(|| {
        Error::new(ErrorKind::InvalidInput, format!("no provider is called {}", provider.0.escape_debug()))
    })
}

/// Every provider as data.
#[must_use]
pub fn registry() -> Vec<Descriptor> {
    PROVIDERS.iter().map(|entry| (entry.descriptor)()).collect()
}

/// A connection to a provider for one account. Nothing is sent yet: [`Provider::who_am_i`] proves the credentials.
///
/// Errors: `InvalidInput` for an unknown provider, `HostNotAllowed` for an address that credentials may not be sent to,
/// `CredentialMalformed` for a secret that [`credential_from_fields`] did not make.
pub fn connect(provider: &ProviderId, options: ConnectOptions) -> Result<Arc<dyn Provider>> {
    (entry(provider)?.connect)(options)
}

/// Makes the one secret of an account out of what the person entered, by the names of the descriptor's fields.
/// The result is what the vault keeps and what [`ConnectOptions::credential`] takes.
///
/// Errors: `CredentialMalformed` when it cannot be a credential of this provider.
pub fn credential_from_fields(
    provider: &ProviderId,
    way: SignInWay,
    fields: &BTreeMap<String, String>,
) -> Result<Secret> {
    (entry(provider)?.credential)(way, fields)
}

/// Begins a sign-in in the browser: listens on a loopback port and asks the provider for a page of consent. The host
/// opens [`SignIn::url`], then waits on [`SignIn::wait`]; [`SignIn::cancel`] ends it from anywhere.
///
/// Errors: those of the network and the API; `NotSupported` where the provider has no such way;
/// `InvalidInput` when none of the ports is free.
pub async fn sign_in(provider: &ProviderId, options: SignInOptions) -> Result<SignIn> {
    (entry(provider)?.sign_in)(options).await
}

/// Looks for profiles of the provider's own command-line client. No file is an empty list. Read-only.
///
/// Errors: `FileUnreadable` when the file is there but cannot be read or is not in its shape; `NotSupported` where
/// the provider has no such client.
pub fn profiles(provider: &ProviderId, search: &ProfileSearch<'_>) -> Result<Profiles> {
    (entry(provider)?.profiles)(search)
}
