//! Accounts, signing in, and where secrets are kept.

use app::accounts::{NewAccount, NewSignIn};
use app::{App, FileState, RingState};
use domain::provider::Descriptor;
use domain::secret::secret;
use domain::{Error, Result};

use super::super::fault;
use super::super::stage::Stage;
use crate::requests::{
    AccountAdd, AccountRef, AccountRemove, AccountStatus, Empty, FileVaultState, KeyringState, Passphrase,
    ProfileImport, ProfilesFind, ProfilesFound, SignInRef, SignInStart, SignInStarted, VaultKind, VaultState,
};

fn status(status: app::accounts::AccountStatus) -> AccountStatus {
    AccountStatus {
        account: status.account,
        error: status.error.map(|seen| fault::of(Stage::Accounts.word(), &seen)),
        checked_at: status.checked_at,
    }
}

pub(crate) async fn providers_list(app: &App, _: Empty) -> Result<Vec<Descriptor>> {
    std::future::ready(Ok(app.providers())).await
}

pub(crate) async fn accounts_list(app: &App, _: Empty) -> Result<Vec<AccountStatus>> {
    Ok(app.accounts().await?.into_iter().map(status).collect())
}

pub(crate) async fn account_add(app: &App, request: AccountAdd) -> Result<AccountStatus> {
    let AccountAdd { provider, name, workspace, base_url, way, fields, again } = request;
    app.account_add(NewAccount { provider, name, workspace, base_url, way, fields, again }).await.map(status)
}

pub(crate) async fn account_test(app: &App, request: AccountRef) -> Result<AccountStatus> {
    app.account_test(request.account).await.map(status)
}

pub(crate) async fn account_remove(app: &App, request: AccountRemove) -> Result<Empty> {
    app.account_remove(request.account, request.revoke).await.map(|()| Empty {})
}

pub(crate) async fn sign_in_start(app: &App, request: SignInStart) -> Result<SignInStarted> {
    let SignInStart { provider, name, workspace, base_url, again } = request;
    let started = app.sign_in_start(NewSignIn { provider, name, workspace, base_url, again }).await?;
    Ok(SignInStarted { sign_in: started.id, url: started.url })
}

pub(crate) async fn sign_in_wait(app: &App, request: SignInRef) -> Result<AccountStatus> {
    app.sign_in_wait(&request.sign_in).await.map(status)
}

pub(crate) async fn sign_in_cancel(app: &App, request: SignInRef) -> Result<Empty> {
    app.sign_in_cancel(&request.sign_in);
    std::future::ready(Ok::<_, Error>(Empty {})).await
}

pub(crate) async fn profiles_find(app: &App, request: ProfilesFind) -> Result<ProfilesFound> {
    let found = app.profiles_find(&request.provider).await?;
    Ok(ProfilesFound { profiles: found.profiles, file: found.file })
}

pub(crate) async fn profile_import(app: &App, request: ProfileImport) -> Result<AccountStatus> {
    let ProfileImport { provider, alias, name, workspace, again } = request;
    app.profile_import(&provider, &alias, &name, &workspace, again).await.map(status)
}

fn vault(state: app::VaultState) -> VaultState {
    VaultState {
        keyring: match state.keyring {
            RingState::Working => KeyringState::Working,
            RingState::Locked => KeyringState::Locked,
            RingState::Unavailable => KeyringState::Unavailable,
        },
        file: match state.file {
            FileState::Absent => FileVaultState::Absent,
            FileState::Locked => FileVaultState::Locked,
            FileState::Open => FileVaultState::Open,
            FileState::Damaged => FileVaultState::Damaged,
        },
        used: state.used.map(|kind| match kind {
            app::VaultKind::Keyring => VaultKind::Keyring,
            app::VaultKind::File => VaultKind::File,
        }),
    }
}

pub(crate) async fn vault_state(app: &App, _: Empty) -> Result<VaultState> {
    Ok(vault(app.vault_state().await))
}

pub(crate) async fn vault_create(app: &App, request: Passphrase) -> Result<VaultState> {
    app.vault_create(secret(request.passphrase)).await.map(vault)
}

pub(crate) async fn vault_unlock(app: &App, request: Passphrase) -> Result<VaultState> {
    app.vault_unlock(secret(request.passphrase)).await.map(vault)
}

pub(crate) async fn vault_lock(app: &App, _: Empty) -> Result<VaultState> {
    Ok(vault(app.vault_lock().await))
}
