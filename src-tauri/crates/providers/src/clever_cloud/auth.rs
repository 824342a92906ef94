//! Credentials of an account, as the one secret that the vault keeps, and what signs requests with them. No `Debug`
//! anywhere: nothing here may be printed.

use std::collections::BTreeMap;
use std::sync::Arc;

use domain::account::SignInWay;
use domain::error::Result;
use domain::secret::{ExposeSecret, Secret, secret};
use domain::time::Clock;
use serde::{Deserialize, Serialize};

use super::descriptor::{API, BRIDGE};
use super::signature::{Method, OAuth1};
use crate::credential::{malformed, required, sealed, unsealed};
use crate::transport::{Chance, Fixed, Redactor, Sign};

/// What proves who the account is.
pub(super) enum Credential {
    /// An API token, pasted: sent as it is, to the bridge.
    Token(Secret),
    /// A token of OAuth 1.0a with the consumer that it was given to: signs requests to the API.
    OAuth1 {
        /// The consumer's public half.
        consumer_key: String,
        /// The consumer's other half.
        consumer_secret: Secret,
        /// The token.
        token: Secret,
        /// The token's own secret.
        secret: Secret,
        /// How requests are signed.
        method: Method,
        /// True when another program lives on the same token: it is not ours to revoke.
        shared: bool,
    },
}

/// The form in the vault.
#[derive(Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
enum Stored {
    Token {
        token: String,
    },
    Oauth1 {
        consumer_key: String,
        consumer_secret: String,
        token: String,
        secret: String,
        #[serde(default)]
        method: Method,
        #[serde(default)]
        shared: bool,
    },
}

impl Credential {
    /// Reads what [`Credential::store`] wrote. The error says nothing of the content.
    pub(super) fn restore(stored: &Secret) -> Result<Self> {
        let stored: Stored = unsealed(stored)?;
        Ok(match stored {
            Stored::Token { token } => Self::Token(secret(token)),
            Stored::Oauth1 { consumer_key, consumer_secret, token, secret: own, method, shared } => {
                Self::OAuth1 {
                    consumer_key,
                    consumer_secret: secret(consumer_secret),
                    token: secret(token),
                    secret: secret(own),
                    method,
                    shared,
                }
            }
        })
    }

    /// The one string for the vault.
    pub(super) fn store(&self) -> Result<Secret> {
        let own = |value: &Secret| value.expose_secret().to_owned();
        let stored = match self {
            Self::Token(token) => Stored::Token { token: own(token) },
            Self::OAuth1 { consumer_key, consumer_secret, token, secret, method, shared } => Stored::Oauth1 {
                consumer_key: consumer_key.clone(),
                consumer_secret: own(consumer_secret),
                token: own(token),
                secret: own(secret),
                method: *method,
                shared: *shared,
            },
        };
        sealed(&stored)
    }

    /// Where this kind of credential is sent when the account names no other address.
    pub(super) fn default_base_url(&self) -> &'static str {
        match self {
            Self::Token(_) => BRIDGE,
            Self::OAuth1 { .. } => API,
        }
    }

    /// Tells the redactor what must never be seen.
    pub(super) fn teach(&self, redactor: &Redactor) {
        match self {
            Self::Token(token) => redactor.learn(token.expose_secret()),
            Self::OAuth1 { consumer_secret, token, secret, .. } => {
                for value in [consumer_secret, token, secret] {
                    redactor.learn(value.expose_secret());
                }
            }
        }
    }

    /// What signs this account's requests.
    pub(super) fn signer(&self, clock: Arc<dyn Clock>, chance: Arc<dyn Chance>) -> Arc<dyn Sign> {
        match self {
            Self::Token(token) => Arc::new(Fixed::bearer(token.clone())),
            Self::OAuth1 { consumer_key, consumer_secret, token, secret, method, .. } => Arc::new(OAuth1 {
                consumer_key: consumer_key.clone(),
                consumer_secret: consumer_secret.clone(),
                token: Some((token.clone(), secret.clone())),
                more: Vec::new(),
                method: *method,
                clock,
                chance,
            }),
        }
    }
}

/// Makes the secret of an account of what the person entered.
pub(super) fn from_fields(way: SignInWay, fields: &BTreeMap<String, String>) -> Result<Secret> {
    let credential = match way {
        SignInWay::Token => Credential::Token(header(fields, "token")?),
        SignInWay::Browser | SignInWay::Profile => Credential::OAuth1 {
            consumer_key: header(fields, "consumer_key")?.expose_secret().to_owned(),
            consumer_secret: header(fields, "consumer_secret")?,
            token: header(fields, "token")?,
            secret: header(fields, "secret")?,
            method: match fields.get("method").map(String::as_str) {
                None | Some("") => Method::default(),
                Some(word) => {
                    Method::from_word(word).ok_or_else(|| malformed("the method of signing is not known"))?
                }
            },
            shared: way == SignInWay::Profile,
        },
    };
    credential.store()
}

/// A field as headers carry it: visible ASCII without spaces.
fn header(fields: &BTreeMap<String, String>, name: &str) -> Result<Secret> {
    required(fields, name, |letter| letter.is_ascii_graphic()).map(secret)
}

#[cfg(test)]
mod tests {
    use domain::error::ErrorKind;

    use super::*;
    use crate::credential::LONGEST;

    fn fields(pairs: &[(&str, &str)]) -> BTreeMap<String, String> {
        pairs.iter().map(|(name, value)| ((*name).into(), (*value).into())).collect()
    }

    #[test]
    fn a_credential_survives_the_vault() {
        let stored = from_fields(SignInWay::Token, &fields(&[("token", "  abc.def \n")])).unwrap();
        match Credential::restore(&stored).unwrap() {
            Credential::Token(token) => assert_eq!(token.expose_secret(), "abc.def"),
            Credential::OAuth1 { .. } => panic!("another kind"),
        }
        let oauth = [("consumer_key", "k"), ("consumer_secret", "cs"), ("token", "t"), ("secret", "s")];
        let stored = from_fields(SignInWay::Profile, &fields(&oauth)).unwrap();
        match Credential::restore(&stored).unwrap() {
            Credential::OAuth1 { method, shared, secret, .. } => {
                assert!(shared && method == Method::HmacSha512 && secret.expose_secret() == "s");
            }
            Credential::Token(_) => panic!("another kind"),
        }
    }

    #[test]
    fn what_cannot_be_a_credential_is_refused_without_repeating_it() {
        for token in ["", "   ", "two words", "line\nbreak", "é-token", &"x".repeat(LONGEST + 1)] {
            let error = from_fields(SignInWay::Token, &fields(&[("token", token)])).map(|_| ()).unwrap_err();
            assert_eq!(error.kind, ErrorKind::CredentialMalformed);
            assert!(token.trim().is_empty() || !error.to_string().contains(token.trim()), "{error}");
        }
        for stored in ["", "abc", "{}", r#"{"kind":"canary","token":"x"}"#, r#"{"kind":"token","token":7}"#] {
            let error = Credential::restore(&secret(stored)).map(|_| ()).unwrap_err();
            assert_eq!(error.kind, ErrorKind::CredentialMalformed);
            assert!(error.source.is_none() && !error.to_string().contains("canary"), "{error}");
        }
    }
}
