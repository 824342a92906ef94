//! Removing an account: its secret, and at the provider too where the person asks for it.

use domain::ids::AccountId;
use domain::provider::Capability;
use domain::{Error, ErrorKind, Result};

use crate::application::App;

impl App {
    /// Removes an account and its secret. With `revoke` the credentials are revoked at the provider first; when that
    /// fails, nothing is removed and the person may remove without it.
    ///
    /// # Errors
    /// `WrongState` while a run of the account goes on or a test copy is not gone; `NotFound`; those of the provider when revoking; of the vault.
    pub async fn account_remove(&self, id: AccountId, revoke: bool) -> Result<()> {
        let account = self.known_account(id).await?;
        if self.store.open_runs().await?.iter().any(|run| run.key.account == id) {
            return Err(Error::new(ErrorKind::WrongState, "a migration through this account goes on"));
        }
        let copies = self.store.test_copies().await?;
        if copies.iter().any(|copy| copy.key.account == id && copy.state.is_there()) {
            return Err(Error::new(ErrorKind::WrongState, "a test copy through this account is not gone"));
        }
        if revoke {
            let provider = self.connection(&account).await?;
            if provider.descriptor().can(Capability::SignOut) {
                match provider.sign_out().await {
                    // What is not accepted any more needs no revoking.
                    Err(error) if error.kind != ErrorKind::SignedOut => return Err(error),
                    Ok(()) | Err(_) => {}
                }
            }
        }
        let session = self.vault.remove_session(id).await;
        self.vault.remove(id).await?;
        if let Err(error) = session {
            // It ends by itself within days, and most accounts have none.
            tracing::info!(code = error.code(), "the session of an account could not be looked for");
        }
        self.store.remove_account(id).await?;
        self.disconnect(id);
        self.seen.take(&id);
        Ok(())
    }
}
