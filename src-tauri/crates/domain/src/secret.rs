//! The one type that holds a secret. It has no `Debug` of its content, no `Serialize`, and is wiped when dropped.

pub use secrecy::ExposeSecret;

/// A secret in memory: token, password, connection URI. Read it with [`ExposeSecret::expose_secret`], as late as possible.
pub type Secret = secrecy::SecretString;

/// Makes a secret from owned text.
#[must_use]
pub fn secret(text: impl Into<String>) -> Secret {
    Secret::from(text.into())
}
