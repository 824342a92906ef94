//! Signing in by consent in the browser: the host opens the page, waits, and may cancel.

use std::sync::Arc;

use domain::account::SignInWay;
use domain::ids::{AccountId, ProviderId};
use domain::{Error, ErrorKind, Result};
use providers::{SignIn, SignInOptions};

use super::add::address;
use super::{AccountStatus, Proven, name, prove};
use crate::application::App;

/// What a sign-in is to become.
#[derive(Clone, Debug)]
pub struct NewSignIn {
    /// Where.
    pub provider: ProviderId,
    /// The name of the account to be.
    pub name: String,
    /// Group; empty for none.
    pub workspace: String,
    /// Other address of the API than the provider's own.
    pub base_url: Option<String>,
    /// The account to sign in again, instead of a new one.
    pub again: Option<AccountId>,
}

/// A sign-in that waits for the person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StartedSignIn {
    /// Names it.
    pub id: String,
    /// The page of consent.
    pub url: String,
}

/// A sign-in that waits for the person, as it is kept.
pub(crate) struct PendingSignIn {
    sign_in: SignIn,
    new: NewSignIn,
}

impl PendingSignIn {
    pub(crate) fn cancel(&self) {
        self.sign_in.cancel();
    }
}

impl App {
    /// Begins a sign-in in the browser.
    ///
    /// # Errors
    /// `NotSupported` without a consumer or where the provider has no such way; `InvalidInput`; those of the network and
    /// the API.
    pub async fn sign_in_start(&self, new: NewSignIn) -> Result<StartedSignIn> {
        let new = NewSignIn { name: name(&new.name)?, base_url: address(new.base_url), ..new };
        let consumer = self.config.consumer.clone().ok_or_else(|| {
            Error::new(ErrorKind::NotSupported, "no consumer is set up for sign-in by browser")
        })?;
        let page = self.config.closing_page.clone();
        let mut options = SignInOptions::new(consumer, page, Arc::clone(&self.config.clock));
        options.base_url = new.base_url.as_deref().map(providers::base_url).transpose()?;
        options.observer = Some(Arc::clone(&self.contacts) as _);
        if !self.config.sign_in_ports.is_empty() {
            options.ports.clone_from(&self.config.sign_in_ports);
        }
        let sign_in = providers::sign_in(&new.provider, options).await?;
        let started =
            StartedSignIn { id: self.config.randomness.nonce(), url: sign_in.url().as_str().to_owned() };
        self.sign_ins.put(started.id.clone(), Arc::new(PendingSignIn { sign_in, new }));
        Ok(started)
    }

    /// Waits for the person's consent and keeps the account.
    ///
    /// # Errors
    /// `NotFound` for a sign-in that is not under way; `SignInCancelled`, `SignInMismatch`, `TimedOut`; as
    /// [`App::account_add`].
    pub async fn sign_in_wait(&self, id: &str) -> Result<AccountStatus> {
        let id = id.to_owned();
        let pending = self.sign_ins.get(&id).ok_or_else(not_under_way)?;
        let outcome = pending.sign_in.wait().await;
        // Whoever waits a second time must not end the wait of the first.
        if !matches!(&outcome, Err(error) if error.kind == ErrorKind::WrongState) {
            self.sign_ins.take(&id);
        }
        let signed_in = outcome?;
        let base_url = signed_in.base_url.map(|url| url.as_str().to_owned());
        let new = pending.new.clone();
        let provider =
            self.clouds.connect(&new.provider, base_url.as_deref(), signed_in.credential.clone())?;
        let identity = prove(&*provider).await?;
        let proven = Proven {
            provider: new.provider,
            name: new.name,
            workspace: new.workspace,
            base_url,
            way: SignInWay::Browser,
            identity,
            expires_at: signed_in.expires_at,
            again: new.again,
            practice: false,
        };
        self.keep(proven, signed_in.credential).await
    }

    /// Ends a sign-in. Ending one that is not under way is no error.
    pub fn sign_in_cancel(&self, id: &str) {
        if let Some(pending) = self.sign_ins.take(&id.to_owned()) {
            pending.cancel();
        }
    }
}

fn not_under_way() -> Error {
    Error::new(ErrorKind::NotFound, "no such sign-in is under way")
}
