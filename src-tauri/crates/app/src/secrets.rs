//! Where secrets are kept: how both stores stand, and the passphrase file that the person makes, opens and locks.

use domain::{Result, Secret};
use vault::State;

use crate::application::App;

impl App {
    /// How the keyring and the passphrase file stand.
    pub async fn vault_state(&self) -> State {
        self.vault.state().await
    }

    /// Makes the passphrase file.
    ///
    /// # Errors
    /// `InvalidInput` for a passphrase that is too short, `WrongState` when there is a file already, `StoreUnwritable`.
    pub async fn vault_create(&self, passphrase: Secret) -> Result<State> {
        self.vault.create(passphrase).await
    }

    /// Opens the passphrase file, and takes up the runs that waited for it.
    ///
    /// # Errors
    /// `WrongPassphrase`, `VaultDamaged`, `SecretMissing` when there is no file.
    pub async fn vault_unlock(&self, passphrase: Secret) -> Result<State> {
        let state = self.vault.unlock(passphrase).await?;
        self.resume_all().await;
        Ok(state)
    }

    /// Locks the passphrase file. Connections that are open stay so: a migration that was started goes on.
    pub async fn vault_lock(&self) -> State {
        self.vault.lock().await
    }
}
