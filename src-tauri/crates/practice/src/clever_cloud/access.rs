//! Who may enter: the API token, OAuth consumers and tokens, and what each may do. Nothing of it is ever logged.

use std::collections::BTreeSet;

use axum::http::StatusCode;
use jiff::Timestamp;

use super::signature::{Signed, same};
use crate::door::{Answer, Call};

/// Every right that a person can grant to an application.
pub(crate) const RIGHTS: [&str; 12] = [
    "almighty",
    "access_organisations",
    "access_organisations_bills",
    "access_organisations_consumption_statistics",
    "access_organisations_credit_count",
    "access_personal_information",
    "manage_organisations",
    "manage_organisations_applications",
    "manage_organisations_members",
    "manage_organisations_services",
    "manage_personal_information",
    "manage_ssh_keys",
];

/// How far a client's clock may be off, in seconds.
const CLOCK_MAY_DIFFER: i64 = 300;

/// An application that may ask people to let it in.
#[derive(Clone)]
pub(crate) struct Consumer {
    pub(crate) key: String,
    pub(crate) secret: String,
    pub(crate) name: String,
}

/// What a sign-in left: an API token has no secret and no consumer.
#[derive(Clone)]
pub(crate) struct Token {
    pub(crate) token: String,
    pub(crate) secret: String,
    pub(crate) bearer: bool,
    pub(crate) rights: Vec<String>,
    pub(crate) expires: Timestamp,
    pub(crate) created: Timestamp,
}

/// A sign-in that is under way.
pub(crate) struct Pending {
    pub(crate) token: String,
    pub(crate) secret: String,
    pub(crate) callback: String,
    pub(crate) verifier: Option<String>,
    pub(crate) rights: Vec<String>,
}

/// All of it.
pub(crate) struct Access {
    pub(crate) consumer: Consumer,
    pub(crate) tokens: Vec<Token>,
    pub(crate) pending: Vec<Pending>,
    /// Sign-ins of the command line: its token, and the token that was granted to it.
    pub(crate) cli: Vec<(String, String)>,
    seen: BTreeSet<(String, String, String)>,
}

/// Who asks.
#[derive(Clone)]
pub(crate) struct Caller {
    pub(crate) token: String,
    rights: Vec<String>,
}

impl Caller {
    /// Whether any of these rights, or the one for everything, was granted.
    pub(crate) fn may(&self, wanted: &[&str]) -> bool {
        self.rights.iter().any(|right| right == "almighty" || wanted.contains(&right.as_str()))
    }
}

impl Access {
    pub(crate) fn new(consumer: Consumer, tokens: Vec<Token>) -> Self {
        Self { consumer, tokens, pending: Vec::new(), cli: Vec::new(), seen: BTreeSet::new() }
    }

    /// No credential is accepted any more.
    pub(crate) fn revoke_all(&mut self) {
        self.tokens.clear();
    }

    /// Finds out who asks, by the API token or by a signature.
    pub(crate) fn caller(&mut self, call: &Call, base_url: &str, now: Timestamp) -> Result<Caller, Answer> {
        let header = call.header("authorization");
        let found = match header.strip_prefix("Bearer ") {
            Some(given) => self
                .tokens
                .iter()
                .find(|token| token.bearer && same(token.token.as_bytes(), given.trim().as_bytes())),
            None => return self.signed(call, base_url, now),
        };
        match found.filter(|token| token.expires > now) {
            Some(token) => Ok(Caller { token: token.token.clone(), rights: token.rights.clone() }),
            None => Err(signed_out("The API token is not accepted")),
        }
    }

    fn signed(&mut self, call: &Call, base_url: &str, now: Timestamp) -> Result<Caller, Answer> {
        let signed =
            Signed::of(call).ok_or_else(|| signed_out("You must be authenticated to access this page"))?;
        let name = signed.get("oauth_token").unwrap_or_default().to_owned();
        let found =
            self.tokens.iter().find(|token| !token.bearer && token.token == name && token.expires > now);
        let token = found.cloned().ok_or_else(|| signed_out("The token is not accepted"))?;
        self.verify(&signed, call, base_url, &token.secret, now)?;
        Ok(Caller { token: token.token, rights: token.rights })
    }

    /// Checks a signature: by our consumer, with this secret, fresh and never seen.
    pub(crate) fn verify(
        &mut self,
        signed: &Signed,
        call: &Call,
        base_url: &str,
        token_secret: &str,
        now: Timestamp,
    ) -> Result<(), Answer> {
        if signed.get("oauth_consumer_key") != Some(self.consumer.key.as_str()) {
            return Err(signed_out("The consumer is not known"));
        }
        if signed.get("oauth_version").is_some_and(|version| version != "1.0") {
            return Err(signed_out("The version of OAuth is not 1.0"));
        }
        if !signed.is_by(call, base_url, &self.consumer.secret, token_secret) {
            return Err(signed_out("The signature is not valid"));
        }
        let (timestamp, nonce) = (signed.get("oauth_timestamp"), signed.get("oauth_nonce"));
        // The short form of PLAINTEXT has neither; whoever signs a request has both.
        if signed.method() == "PLAINTEXT" && timestamp.is_none() && nonce.is_none() {
            return Ok(());
        }
        let (Some(timestamp), Some(nonce)) = (timestamp, nonce) else {
            return Err(signed_out("oauth_timestamp and oauth_nonce are missing"));
        };
        let age = timestamp.parse::<i64>().map(|at| (now.as_second() - at).abs());
        if age.is_err() || age.is_ok_and(|age| age > CLOCK_MAY_DIFFER) {
            return Err(signed_out("The timestamp is too far from now"));
        }
        let token = signed.get("oauth_token").unwrap_or_default().to_owned();
        if !self.seen.insert((token, timestamp.to_owned(), nonce.to_owned())) {
            return Err(signed_out("The nonce was used before"));
        }
        Ok(())
    }
}

/// The answer to credentials that are not accepted.
pub(crate) fn signed_out(message: &str) -> Answer {
    Answer::error(StatusCode::UNAUTHORIZED, 2001, message)
}

/// The answer to a right that is missing.
pub(crate) fn forbidden(message: &str) -> Answer {
    Answer::error(StatusCode::FORBIDDEN, 2003, message)
}
