//! Accounts: one set of credentials at a provider. The secret itself lives in the vault, never here.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::ids::{AccountId, ProviderId};
use crate::time::Timestamp;

/// An account as it is stored and shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Account {
    /// Ours.
    pub id: AccountId,
    /// Where it is.
    pub provider: ProviderId,
    /// The name that the person gave it.
    pub name: String,
    /// The group it belongs to: one per client of a consultant. Empty for none.
    pub workspace: String,
    /// Where the provider's API is, when it is not the provider's own default.
    pub base_url: Option<String>,
    /// Which of the provider's ways of signing in its secret belongs to.
    pub way: SignInWay,
    /// True for the account of the practice cloud on this machine.
    pub practice: bool,
    /// When it was added.
    pub created_at: Timestamp,
    /// When its credentials lapse, where known.
    pub expires_at: Option<Timestamp>,
    /// Who it is at the provider, as last seen.
    pub identity: Option<Identity>,
}

/// A way of signing in, chosen per account.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum SignInWay {
    /// A token that the person pastes.
    Token,
    /// Consent in the browser (OAuth 1.0a), back to a loopback callback.
    Browser,
    /// A profile of the provider's own command-line client, read from its file.
    Profile,
}

/// Who the credentials belong to at the provider.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Identity {
    /// The provider's id of the person.
    pub id: String,
    /// The name, empty where there is none.
    pub name: String,
    /// The address, empty where there is none.
    pub email: String,
    /// When the credentials lapse, where the provider says.
    pub expires_at: Option<Timestamp>,
}

/// A profile found in the file of a provider's own client, ready to be imported. No secret in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct FoundProfile {
    /// Its alias in that file.
    pub alias: String,
    /// The address of the person, where recorded.
    pub email: Option<String>,
    /// The API host that it overrides, where it does.
    pub base_url: Option<String>,
    /// When it lapses, where recorded.
    pub expires_at: Option<Timestamp>,
    /// The file it was found in, as shown to the person.
    pub file: String,
    /// True when an account with the same credentials' owner is already here.
    pub already_added: bool,
}
