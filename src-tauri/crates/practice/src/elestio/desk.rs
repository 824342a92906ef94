//! Where people sign in: the API token is traded for a JWT, so and so often in an hour. Signatures and ends are really checked.

use std::collections::VecDeque;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hmac::{Hmac, KeyInit, Mac};
use jiff::Timestamp;
use serde_json::{Value, json};
use sha2::Sha256;

use super::answers::{Refused, ok};
use super::request::Request;
use crate::door::Answer;
use crate::scenario::Oddities;

const HOUR: i64 = 3600;

/// The desk of one practice cloud.
pub(super) struct Desk {
    key: [u8; 16],
    closed: bool,
    sign_ins: VecDeque<Timestamp>,
    number: u64,
}

impl Default for Desk {
    fn default() -> Self {
        Self { key: *uuid::Uuid::new_v4().as_bytes(), closed: false, sign_ins: VecDeque::new(), number: 0 }
    }
}

impl Desk {
    /// Trades address and token for a JWT. Each try counts.
    pub(super) fn sign_in(
        &mut self,
        request: &Request,
        (email, token): (&str, &str),
        oddities: &Oddities,
        now: Timestamp,
    ) -> Result<Answer, Refused> {
        self.sign_ins.retain(|at| now.as_second() - at.as_second() < HOUR);
        if self.sign_ins.len() >= usize::try_from(oddities.sign_ins_an_hour).unwrap_or(usize::MAX) {
            return Err(Refused::too_many());
        }
        self.sign_ins.push_back(now);
        let given = (request.needed(&["email"])?, request.needed(&["token"])?);
        if self.closed || !given.0.eq_ignore_ascii_case(email) || given.1 != token {
            return Err(Refused::signed_out());
        }
        self.number += 1;
        let exp = now.as_second() + i64::from(oddities.session_s);
        let claims = json!({ "user": email, "iat": now.as_second(), "exp": exp, "jti": self.number });
        Ok(ok(json!({ "jwt": self.jwt(&claims) })))
    }

    /// Refuses a request without a good session.
    pub(super) fn check(&self, request: &Request, now: Timestamp) -> Result<(), Refused> {
        let good = || {
            let jwt = request.jwt.as_deref()?;
            let (signed, signature) = jwt.rsplit_once('.')?;
            let signature = URL_SAFE_NO_PAD.decode(signature).ok()?;
            self.mac(signed).verify_slice(&signature).ok()?;
            let claims = URL_SAFE_NO_PAD.decode(signed.split('.').nth(1)?).ok()?;
            let claims: Value = serde_json::from_slice(&claims).ok()?;
            (claims.get("exp")?.as_i64()? > now.as_second() && !self.closed).then_some(())
        };
        good().ok_or_else(Refused::signed_out)
    }

    /// No credential and no session is accepted any more.
    pub(super) fn revoke(&mut self) {
        self.closed = true;
    }

    fn jwt(&self, claims: &Value) -> String {
        let part = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
        let signed = format!("{}.{}", part(&json!({ "alg": "HS256", "typ": "JWT" })), part(claims));
        let signature = URL_SAFE_NO_PAD.encode(self.mac(&signed).finalize().into_bytes());
        format!("{signed}.{signature}")
    }

    fn mac(&self, text: &str) -> Hmac<Sha256> {
        // A key of any length is fine for HMAC: this cannot fail.
        let mut mac = Hmac::<Sha256>::new_from_slice(&self.key)
            .unwrap_or_else(|_| Hmac::<Sha256>::new(&Default::default()));
        mac.update(text.as_bytes());
        mac
    }
}
