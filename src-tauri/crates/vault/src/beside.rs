//! What a provider hands out for a while (a session), kept beside the secret of an account as an entry of its own: both fit where
//! entries are small, and the one goes without the other.

use domain::ids::AccountId;
use domain::{Result, Secret};
use uuid::Uuid;

use crate::vault::{Kept, Vault};

/// What tells the entry of a session from the one of its account. Kept for ever: by it entries are found again.
const BESIDE: u128 = 0x5e55_1017_be51_de00_0000_0000_0000_0000;

fn beside(account: AccountId) -> AccountId {
    AccountId(Uuid::from_u128(account.0.as_u128() ^ BESIDE))
}

impl Vault {
    /// Keeps a session beside the secret of an account, in place of an older one.
    ///
    /// Errors: those of [`Vault::put`].
    pub async fn put_session(&self, account: AccountId, session: Secret) -> Result<Kept> {
        self.put(beside(account), session).await
    }

    /// Keeps a session until this process ends: for the accounts of the practice cloud.
    pub fn put_session_for_now(&self, account: AccountId, session: Secret) {
        self.put_for_session(beside(account), session);
    }

    /// The session that was kept last.
    ///
    /// Errors: those of [`Vault::get`].
    pub async fn session(&self, account: AccountId) -> Result<Secret> {
        self.get(beside(account)).await
    }

    /// Removes the session of an account from wherever it is. Removing what is not there is no error.
    ///
    /// Errors: those of [`Vault::remove`].
    pub async fn remove_session(&self, account: AccountId) -> Result<()> {
        self.remove(beside(account)).await
    }
}
