//! The credential of an account as the one secret that the vault keeps: the person's address and an API token, which are
//! traded for a session (see `session`). No `Debug` anywhere: nothing here may be printed.

use std::collections::BTreeMap;

use domain::account::SignInWay;
use domain::error::{Error, ErrorKind, Result};
use domain::secret::{ExposeSecret, Secret, secret};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::credential::{malformed, required, sealed, unsealed};
use crate::transport::Redactor;

/// What proves who the account is.
#[derive(Clone)]
pub(super) struct Credential {
    /// The person's address at Elestio.
    pub(super) email: String,
    /// An API token made in the dashboard.
    pub(super) token: Secret,
}

/// The form in the vault.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Stored {
    email: String,
    token: String,
}

impl Credential {
    /// Reads what [`from_fields`] wrote. The error says nothing of the content.
    pub(super) fn restore(stored: &Secret) -> Result<Self> {
        let stored: Stored = unsealed(stored)?;
        Ok(Self { email: stored.email, token: secret(stored.token) })
    }

    /// Tells the redactor what must never be seen.
    pub(super) fn teach(&self, redactor: &Redactor) {
        redactor.learn(self.token.expose_secret());
    }

    /// A mark by which a kept session is known to be of this credential; tells nothing of it.
    pub(super) fn mark(&self) -> String {
        let mut hash = Sha256::new();
        hash.update(self.email.as_bytes());
        hash.update([0]);
        hash.update(self.token.expose_secret().as_bytes());
        hash.finalize().iter().take(12).map(|byte| format!("{byte:02x}")).collect()
    }
}

/// Makes the secret of an account of what the person entered.
pub(super) fn from_fields(way: SignInWay, fields: &BTreeMap<String, String>) -> Result<Secret> {
    if way != SignInWay::Token {
        return Err(Error::new(ErrorKind::NotSupported, "one signs in here with a token only"));
    }
    let email = required(fields, "email", may_hold)?;
    if !email.split_once('@').is_some_and(|(user, host)| !user.is_empty() && !host.is_empty()) {
        return Err(malformed("the field email holds no e-mail address"));
    }
    sealed(&Stored { email: email.to_owned(), token: required(fields, "token", may_hold)?.to_owned() })
}

/// Visible letters without spaces.
fn may_hold(letter: char) -> bool {
    !letter.is_whitespace() && !letter.is_control()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields(email: &str, token: &str) -> BTreeMap<String, String> {
        [("email", email), ("token", token)].map(|(name, value)| (name.to_owned(), value.to_owned())).into()
    }

    #[test]
    fn a_credential_survives_the_vault() {
        let stored = from_fields(SignInWay::Token, &fields(" ada@example.org ", "  tok-1 \n")).unwrap();
        let credential = Credential::restore(&stored).unwrap();
        assert_eq!(
            (credential.email.as_str(), credential.token.expose_secret()),
            ("ada@example.org", "tok-1")
        );
        let other = Credential { token: secret("tok-2"), ..credential.clone() };
        assert!(credential.mark() != other.mark() && !credential.mark().contains("tok"));
    }

    #[test]
    fn what_cannot_be_a_credential_is_refused_without_repeating_it() {
        for (email, token) in [
            ("", "t"),
            ("ada", "t"),
            ("@b", "t"),
            ("a@b.org", ""),
            ("a@b.org", "two canaries"),
            ("a b@c", "t"),
        ] {
            let error = from_fields(SignInWay::Token, &fields(email, token)).map(|_| ()).unwrap_err();
            assert_eq!(error.kind, ErrorKind::CredentialMalformed, "{email} {token}");
            assert!(!error.to_string().contains("canaries"), "{error}");
        }
        let error = from_fields(SignInWay::Browser, &fields("a@b.org", "t")).map(|_| ()).unwrap_err();
        assert_eq!(error.kind, ErrorKind::NotSupported);
        for stored in ["", "{}", r#"{"kind":"token","token":"canary"}"#, r#"{"email":7,"token":"canary"}"#] {
            let error = Credential::restore(&secret(stored)).map(|_| ()).unwrap_err();
            assert!(error.source.is_none() && !error.to_string().contains("canary"), "{error}");
        }
    }
}
