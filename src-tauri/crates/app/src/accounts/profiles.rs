//! Importing profiles of a provider's own command-line client. Its file is read, never written.

use std::io;
use std::path::Path;

use domain::account::{FoundProfile, SignInWay};
use domain::ids::{AccountId, ProviderId};
use domain::{Error, ErrorKind, Result};
use providers::{ProfileSearch, Profiles};

use super::{AccountStatus, Proven, name, prove};
use crate::application::App;

/// More than any such file holds.
const MOST_BYTES: u64 = 1_000_000;

/// Profiles that were found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoundProfiles {
    /// In the file's order; the first is the active one.
    pub profiles: Vec<FoundProfile>,
    /// The file looked at, for the eye.
    pub file: String,
}

impl App {
    /// Looks for profiles on this machine. No file is an empty list.
    ///
    /// # Errors
    /// `FileUnreadable`, `NotSupported`, `InvalidInput`.
    pub async fn profiles_find(&self, provider: &ProviderId) -> Result<FoundProfiles> {
        let found = self.search(provider).await?;
        let accounts = self.store.accounts().await?;
        let emails: Vec<String> = accounts
            .into_iter()
            .filter(|account| account.provider == *provider)
            .filter_map(|account| account.identity.map(|identity| identity.email))
            .filter(|email| !email.is_empty())
            .collect();
        let profiles = found.found.into_iter().map(|profile| {
            let already = profile.shown.email.as_ref().is_some_and(|email| emails.contains(email));
            FoundProfile { already_added: already, ..profile.shown }
        });
        Ok(FoundProfiles { profiles: profiles.collect(), file: found.file.display().to_string() })
    }

    /// Imports a profile as an account, once its credential is proven.
    ///
    /// # Errors
    /// `NotFound` for an alias that is not in the file; as [`App::account_add`].
    pub async fn profile_import(
        &self,
        provider: &ProviderId,
        alias: &str,
        account_name: &str,
        workspace: &str,
        again: Option<AccountId>,
    ) -> Result<AccountStatus> {
        let account_name = name(account_name)?;
        let found = self.search(provider).await?;
        let profile = found.found.into_iter().find(|profile| profile.shown.alias == alias);
        let profile = profile
            .ok_or_else(|| Error::new(ErrorKind::NotFound, "the file holds no profile of that alias"))?;
        let secret = profile.credential?;
        let base_url = profile.base_url.map(|url| url.as_str().to_owned());
        let connection = self.clouds.connect(provider, base_url.as_deref(), secret.clone())?;
        let identity = prove(&*connection).await?;
        let proven = Proven {
            provider: provider.clone(),
            name: account_name,
            workspace: workspace.trim().to_owned(),
            base_url,
            way: SignInWay::Profile,
            identity,
            expires_at: profile.shown.expires_at,
            again,
            practice: false,
        };
        self.keep(proven, secret).await
    }

    async fn search(&self, provider: &ProviderId) -> Result<Profiles> {
        let places = self.config.profile_places.clone();
        let consumer = self.config.profile_consumer.clone();
        let provider = provider.clone();
        let look = move || {
            let search = ProfileSearch { places: &places, read: &read, consumer: consumer.as_ref() };
            providers::profiles(&provider, &search)
        };
        let looked = tokio::task::spawn_blocking(look).await;
        looked.unwrap_or_else(|error| {
            Err(Error::new(ErrorKind::Internal, "looking for profiles broke off").because(error))
        })
    }
}

/// Reads a file of a sane size.
fn read(path: &Path) -> io::Result<String> {
    use std::io::Read as _;
    let mut text = String::new();
    let mut file = std::fs::File::open(path)?.take(MOST_BYTES + 1);
    let bytes = file.read_to_string(&mut text)?;
    if u64::try_from(bytes).unwrap_or(u64::MAX) > MOST_BYTES {
        return Err(io::Error::new(io::ErrorKind::InvalidData, "the file is too large"));
    }
    Ok(text)
}
