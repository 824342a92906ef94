//! Secrets that die with the process: those of practice accounts. Never written anywhere.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use domain::Secret;
use domain::ids::AccountId;

/// Secrets in memory.
#[derive(Default)]
pub(crate) struct Session(Mutex<HashMap<AccountId, Secret>>);

impl Session {
    pub(crate) fn put(&self, account: AccountId, secret: Secret) {
        self.held().insert(account, secret);
    }

    pub(crate) fn get(&self, account: AccountId) -> Option<Secret> {
        self.held().get(&account).cloned()
    }

    /// Whether there was one.
    pub(crate) fn remove(&self, account: AccountId) -> bool {
        self.held().remove(&account).is_some()
    }

    fn held(&self) -> MutexGuard<'_, HashMap<AccountId, Secret>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
