//! Adding an account from a form: the credential is proven before anything is kept.

use std::collections::BTreeMap;

use domain::Result;
use domain::account::SignInWay;
use domain::ids::{AccountId, ProviderId};

use super::{AccountStatus, Proven, name, prove};
use crate::application::App;

/// What the person entered. The fields hold secrets: no `Debug`.
pub struct NewAccount {
    /// Where.
    pub provider: ProviderId,
    /// The name that the person gives it.
    pub name: String,
    /// Group; empty for none.
    pub workspace: String,
    /// Other address of the API than the provider's own.
    pub base_url: Option<String>,
    /// The way of signing in that the fields belong to.
    pub way: SignInWay,
    /// Values by field name.
    pub fields: BTreeMap<String, String>,
    /// The account to sign in again, instead of a new one.
    pub again: Option<AccountId>,
}

impl App {
    /// Adds an account, or signs one in again. On any failure nothing is kept.
    ///
    /// # Errors
    /// `InvalidInput`, `CredentialMalformed`, `HostNotAllowed`; those of the network, the API and the vault;
    /// `SignInMismatch` when it is not the person of the account to be signed in again.
    pub async fn account_add(&self, new: NewAccount) -> Result<AccountStatus> {
        let name = name(&new.name)?;
        let base_url = address(new.base_url);
        let secret = self.clouds.credential(&new.provider, new.way, &new.fields)?;
        let provider = self.clouds.connect(&new.provider, base_url.as_deref(), secret.clone())?;
        let identity = prove(&*provider).await?;
        let proven = Proven {
            provider: new.provider,
            name,
            workspace: new.workspace.trim().to_owned(),
            base_url,
            way: new.way,
            identity,
            expires_at: None,
            again: new.again,
            practice: false,
        };
        self.keep(proven, secret).await
    }
}

/// An address as entered: empty means the provider's own.
pub(crate) fn address(text: Option<String>) -> Option<String> {
    text.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty())
}
