//! Credentials of an account, as the one secret that the vault keeps, and what signs requests with them. No `Debug`
//! anywhere: nothing here may be printed.

use std::collections::BTreeMap;
use std::sync::Arc;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use domain::account::SignInWay;
use domain::error::{Error, ErrorKind, Result};
use domain::secret::{ExposeSecret, Secret, secret};
use serde::{Deserialize, Serialize};

use crate::credential::{LONGEST, field, malformed, required, sealed, unsealed};
use crate::transport::{Fixed, Redactor, Sign};

/// What proves who the account is, and what opens its databases.
pub(super) struct Credential {
    /// The API token.
    pub(super) token: Secret,
    /// The one account that is meant; `None` for all that the token's profile has.
    pub(super) account: Option<String>,
    /// The profile that is acted for, by its mail address.
    pub(super) customer: Option<String>,
    /// A user of databases. The API hands out no password, so the person gives one.
    pub(super) login: Option<Login>,
}

/// A user of databases.
pub(super) struct Login {
    pub(super) user: String,
    pub(super) password: Secret,
}

/// The form in the vault.
#[derive(Serialize, Deserialize)]
struct Stored {
    token: String,
    #[serde(default)]
    account: Option<String>,
    #[serde(default)]
    customer: Option<String>,
    #[serde(default)]
    database_user: Option<String>,
    #[serde(default)]
    database_password: Option<String>,
}

impl Credential {
    /// Reads what [`from_fields`] wrote. The error says nothing of the content.
    pub(super) fn restore(stored: &Secret) -> Result<Self> {
        let stored: Stored = unsealed(stored)?;
        let login = stored.database_user.zip(stored.database_password);
        Ok(Self {
            token: secret(stored.token),
            account: stored.account,
            customer: stored.customer,
            login: login.map(|(user, password)| Login { user, password: secret(password) }),
        })
    }

    /// Tells the redactor what must never be seen.
    pub(super) fn teach(&self, redactor: &Redactor) {
        redactor.learn(self.token.expose_secret());
        if let Some(login) = &self.login {
            redactor.learn(login.password.expose_secret());
        }
        // The whole header is base64: a part of the token in it is found only when the whole of it is known.
        redactor.learn(&STANDARD.encode(self.user(self.account.as_deref())));
    }

    /// What signs requests that are about one account, or about none.
    ///
    /// Errors: `InvalidInput` for a name that cannot stand in the header.
    pub(super) fn signer(&self, account: Option<&str>) -> Result<Arc<dyn Sign>> {
        let account = account.or(self.account.as_deref());
        if let Some(account) = account
            && (account.is_empty() || !account.chars().all(may_hold))
        {
            return Err(Error::new(ErrorKind::InvalidInput, "this cannot be the name of an account"));
        }
        Ok(Arc::new(Fixed::basic(secret(STANDARD.encode(self.user(account))))))
    }

    /// The user of HTTP Basic and its empty password.
    fn user(&self, account: Option<&str>) -> String {
        let mut user = self.token.expose_secret().to_owned();
        for (word, value) in [("account", account), ("customer", self.customer.as_deref())] {
            if let Some(value) = value {
                user.push_str(&format!(" {word}={value}"));
            }
        }
        user.push(':');
        user
    }
}

/// Makes the secret of an account of what the person entered.
pub(super) fn from_fields(way: SignInWay, fields: &BTreeMap<String, String>) -> Result<Secret> {
    if way != SignInWay::Token {
        return Err(malformed("this provider is signed in to with a token"));
    }
    let plain = |name: &str| Ok(field(fields, name, may_hold)?.map(str::to_owned));
    let (database_user, database_password) = login(fields)?;
    sealed(&Stored {
        token: required(fields, "token", may_hold)?.to_owned(),
        account: plain("account")?,
        customer: plain("customer")?,
        database_user,
        database_password,
    })
}

/// A database's user and password: both or none.
fn login(fields: &BTreeMap<String, String>) -> Result<(Option<String>, Option<String>)> {
    let user = field(fields, "database_user", may_hold)?.map(str::to_owned);
    // A password may begin or end with a space.
    let password = fields.get("database_password").filter(|password| !password.is_empty()).cloned();
    match (&user, &password) {
        (Some(_), None) => Err(malformed("the field database_password is empty")),
        (None, Some(_)) => Err(malformed("the field database_user is empty")),
        _ if password.as_ref().is_some_and(|password| password.len() > LONGEST) => {
            Err(malformed("the field database_password is longer than any password"))
        }
        _ => Ok((user, password)),
    }
}

/// Visible ASCII without the sign that ends the user of HTTP Basic.
fn may_hold(letter: char) -> bool {
    letter.is_ascii_graphic() && letter != ':'
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields(pairs: &[(&str, &str)]) -> BTreeMap<String, String> {
        pairs.iter().map(|(name, value)| ((*name).into(), (*value).into())).collect()
    }

    fn made(pairs: &[(&str, &str)]) -> Credential {
        Credential::restore(&from_fields(SignInWay::Token, &fields(pairs)).unwrap()).unwrap()
    }

    #[test]
    fn the_user_names_account_and_customer_after_one_space_each() {
        assert_eq!(made(&[("token", " abc \n")]).user(None), "abc:");
        assert_eq!(made(&[("token", "abc"), ("account", "acme")]).user(Some("acme")), "abc account=acme:");
        let both = made(&[("token", "abc"), ("customer", "me@example.org")]);
        assert_eq!(both.user(Some("acme")), "abc account=acme customer=me@example.org:");
        assert!(both.signer(Some("acme customer=you@example.org")).is_err(), "an id cannot change who asks");
        assert!(both.signer(Some("a:b")).is_err());
    }

    #[test]
    fn a_password_needs_its_user_and_survives_the_vault() {
        let login =
            made(&[("token", "abc"), ("database_user", "acme_app"), ("database_password", " p ")]).login;
        let login = login.unwrap();
        assert_eq!((login.user.as_str(), login.password.expose_secret()), ("acme_app", " p "));
        assert!(made(&[("token", "abc")]).login.is_none());
        for half in [("database_user", "acme"), ("database_password", "secret")] {
            let error = from_fields(SignInWay::Token, &fields(&[("token", "abc"), half])).unwrap_err();
            assert_eq!(error.kind, ErrorKind::CredentialMalformed);
        }
    }

    #[test]
    fn what_cannot_be_a_credential_is_refused_without_repeating_it() {
        for token in ["", "two words", "with:colon", "é", &"x".repeat(LONGEST + 1)] {
            let error = from_fields(SignInWay::Token, &fields(&[("token", token)])).unwrap_err();
            assert_eq!(error.kind, ErrorKind::CredentialMalformed);
            assert!(token.is_empty() || !error.detail.contains(token));
        }
        assert!(from_fields(SignInWay::Browser, &fields(&[("token", "abc")])).is_err());
    }
}
