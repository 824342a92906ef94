//! Where sessions of providers that count sign-ins are kept: in the vault, beside the account's secret. A convenience: a vault that
//! is locked costs a sign-in, never an error.

use std::sync::Weak;

use async_trait::async_trait;
use domain::Secret;
use domain::account::Account;
use domain::ids::AccountId;
use providers::SessionKeeper;

use crate::application::App;

/// The place of one account's sessions.
pub(crate) struct Sessions {
    app: Weak<App>,
    account: AccountId,
    practice: bool,
}

impl Sessions {
    pub(crate) fn new(app: Weak<App>, account: &Account) -> Self {
        Self { app, account: account.id, practice: account.practice }
    }
}

#[async_trait]
impl SessionKeeper for Sessions {
    async fn load(&self) -> Option<Secret> {
        self.app.upgrade()?.vault.session(self.account).await.ok()
    }

    async fn store(&self, session: &Secret) {
        let Some(app) = self.app.upgrade() else { return };
        if self.practice {
            app.vault.put_session_for_now(self.account, session.clone());
        } else if let Err(error) = app.vault.put_session(self.account, session.clone()).await {
            tracing::info!(code = error.code(), "a session could not be kept");
        }
    }
}
