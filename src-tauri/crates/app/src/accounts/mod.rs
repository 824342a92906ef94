//! Accounts: adding, proving, signing in again, removing. A secret goes to the vault and nowhere else; on any failure
//! nothing is kept.

mod add;
mod list;
mod profiles;
mod remove;
mod sessions;
mod sign_in;

use domain::account::{Account, Identity, SignInWay};
use domain::ids::AccountId;
use domain::provider::Provider;
use domain::time::Timestamp;
use domain::{Error, ErrorKind, Result, Secret};

pub use add::NewAccount;
pub use list::AccountStatus;
pub use profiles::FoundProfiles;
pub use sign_in::{NewSignIn, StartedSignIn};

pub(crate) use list::Seen;
pub(crate) use sessions::Sessions;
pub(crate) use sign_in::PendingSignIn;

use crate::application::App;

/// How a name is taken: trimmed, and not empty.
pub(crate) fn name(text: &str) -> Result<String> {
    let name = text.trim();
    let sane = !name.is_empty() && name.chars().count() <= 200 && !name.chars().any(char::is_control);
    if sane {
        Ok(name.to_owned())
    } else {
        Err(Error::new(ErrorKind::InvalidInput, "the name is not usable"))
    }
}

/// What an account is made of, once its credential has been proven.
pub(crate) struct Proven {
    pub(crate) provider: domain::ids::ProviderId,
    pub(crate) name: String,
    pub(crate) workspace: String,
    pub(crate) base_url: Option<String>,
    pub(crate) way: SignInWay,
    pub(crate) identity: Identity,
    pub(crate) expires_at: Option<Timestamp>,
    pub(crate) again: Option<AccountId>,
    pub(crate) practice: bool,
}

impl App {
    /// Keeps a proven account: secret first, then the line about it; when the second fails, the first is undone.
    pub(crate) async fn keep(&self, proven: Proven, secret: Secret) -> Result<AccountStatus> {
        let before = match proven.again {
            Some(id) => Some(self.same_person(id, &proven).await?),
            None => None,
        };
        let id = before.as_ref().map_or_else(|| AccountId(self.config.randomness.id()), |account| account.id);
        let account = Account {
            id,
            provider: proven.provider,
            name: before.as_ref().map_or(proven.name, |account| account.name.clone()),
            workspace: before.as_ref().map_or(proven.workspace, |account| account.workspace.clone()),
            base_url: proven.base_url,
            way: proven.way,
            practice: proven.practice,
            created_at: before.as_ref().map_or_else(|| self.now(), |account| account.created_at),
            expires_at: proven.expires_at.or(proven.identity.expires_at),
            identity: Some(proven.identity),
        };
        if account.practice {
            self.vault.put_for_session(id, secret);
        } else {
            self.vault.put(id, secret).await?;
        }
        if let Err(error) = self.store.put_account(&account).await {
            if before.is_none() {
                let undone = self.vault.remove(id).await;
                tracing::warn!(undone = undone.is_ok(), "an account could not be written down");
            }
            return Err(error);
        }
        self.disconnect(id);
        self.look(id, None);
        self.resume_account(id).await;
        Ok(AccountStatus { account, error: None, checked_at: Some(self.now()) })
    }

    /// The account that is signed in again: the same person at the same provider.
    async fn same_person(&self, id: AccountId, proven: &Proven) -> Result<Account> {
        let account = self.known_account(id).await?;
        let same = account.provider == proven.provider
            && account.identity.as_ref().is_none_or(|identity| identity.id == proven.identity.id);
        if !same {
            return Err(Error::new(
                ErrorKind::SignInMismatch,
                "these credentials belong to somebody else than the account",
            ));
        }
        Ok(account)
    }
}

/// Who a connection belongs to.
pub(crate) async fn prove(provider: &dyn Provider) -> Result<Identity> {
    provider.who_am_i().await
}
