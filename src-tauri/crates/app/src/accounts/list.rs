//! Listing accounts and looking whether they still work.

use domain::account::Account;
use domain::ids::AccountId;
use domain::provider::Descriptor;
use domain::time::Timestamp;
use domain::{Error, Result};

use crate::application::App;
use crate::fault::Fault;

/// An account with how it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccountStatus {
    /// The account.
    pub account: Account,
    /// The error of the last look, when it failed.
    pub error: Option<Fault>,
    /// When that was; `None` when nobody has looked since the start.
    pub checked_at: Option<Timestamp>,
}

/// What the last look at an account said.
#[derive(Clone, Debug)]
pub(crate) struct Seen {
    pub(crate) error: Option<Fault>,
    pub(crate) at: Timestamp,
}

impl App {
    /// Every provider as data.
    #[must_use]
    pub fn providers(&self) -> Vec<Descriptor> {
        self.clouds.registry()
    }

    /// Every account, with how it stood at the last look. Sends nothing.
    ///
    /// # Errors
    /// Those of the store.
    pub async fn accounts(&self) -> Result<Vec<AccountStatus>> {
        let accounts = self.store.accounts().await?;
        Ok(accounts.into_iter().map(|account| self.status(account)).collect())
    }

    /// Looks whether an account's credentials are accepted. That they are not is an answer, not an error.
    ///
    /// # Errors
    /// `NotFound` for an account that is not here; those of the store.
    pub async fn account_test(&self, id: AccountId) -> Result<AccountStatus> {
        let mut account = self.known_account(id).await?;
        let looked = async { self.connection(&account).await?.who_am_i().await }.await;
        match looked {
            Ok(identity) => {
                account.expires_at = identity.expires_at.or(account.expires_at);
                account.identity = Some(identity);
                self.store.put_account(&account).await?;
                self.look(id, None);
            }
            Err(error) => self.look(id, Some(&error)),
        }
        Ok(self.status(account))
    }

    /// Remembers what a look at an account said.
    pub(crate) fn look(&self, id: AccountId, error: Option<&Error>) {
        self.seen.put(id, Seen { error: error.map(Fault::from), at: self.now() });
    }

    fn status(&self, account: Account) -> AccountStatus {
        let seen = self.seen.get(&account.id);
        AccountStatus {
            error: seen.as_ref().and_then(|seen| seen.error.clone()),
            checked_at: seen.map(|seen| seen.at),
            account,
        }
    }
}
