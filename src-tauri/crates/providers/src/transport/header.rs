//! A signature that is the same for every request: a token, or a user and password.

use domain::error::Result;
use domain::secret::{ExposeSecret, Secret, secret};

use super::{Request, Sign};

/// A fixed `Authorization` header.
pub(crate) struct Fixed {
    scheme: &'static str,
    value: Secret,
}

impl Fixed {
    /// `Bearer <token>`.
    pub(crate) fn bearer(token: Secret) -> Self {
        Self { scheme: "Bearer", value: token }
    }

    /// `Basic <value>`, the value in base64 already.
    pub(crate) fn basic(value: Secret) -> Self {
        Self { scheme: "Basic", value }
    }
}

impl Sign for Fixed {
    fn authorization(&self, _request: &Request) -> Result<Secret> {
        Ok(secret(format!("{} {}", self.scheme, self.value.expose_secret())))
    }
}
