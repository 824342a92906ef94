//! Who may come in: the sentence in the user of HTTP Basic, and how many requests a minute holds.

use std::collections::VecDeque;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use axum::http::{Method, StatusCode};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::House;
use super::answers::{detail, words};
use crate::door::{Answer, Call};
use crate::scenario::Quotas;

/// Who asks, and about which account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Caller {
    /// The profile that is acted for.
    pub(super) profile: u32,
    /// Name of the account.
    pub(super) account: String,
}

/// Requests of the last minute, by kind.
#[derive(Debug, Default)]
pub(super) struct Counts([Mutex<VecDeque<Instant>>; 3]);

const STRANGERS: usize = 0;
const READS: usize = 1;
const EFFECTS: usize = 2;

impl Counts {
    /// Counts one more request; `false` when the minute holds too many already.
    fn admit(&self, kind: usize, allowed: usize) -> bool {
        let now = Instant::now();
        let mut seen = self.0[kind].lock().unwrap_or_else(PoisonError::into_inner);
        while seen.front().is_some_and(|at| now.duration_since(*at) >= Duration::from_secs(60)) {
            seen.pop_front();
        }
        if allowed != 0 && seen.len() >= allowed {
            return false;
        }
        seen.push_back(now);
        true
    }
}

impl House {
    /// Lets a request in, or says why not.
    pub(super) fn admit(&self, call: &Call) -> Result<Caller, Answer> {
        let Quotas { strangers, reads, effects } = self.quotas;
        let Some(asked) = sentence(call).filter(|asked| self.accepts(&asked.token)) else {
            return Err(match self.counts.admit(STRANGERS, strangers) {
                true => words(StatusCode::UNAUTHORIZED, ""),
                false => too_many(),
            });
        };
        let (kind, allowed) = match call.method {
            Method::GET | Method::HEAD | Method::OPTIONS => (READS, reads),
            _ => (EFFECTS, effects),
        };
        if !self.counts.admit(kind, allowed) {
            return Err(too_many());
        }
        self.with(|state| {
            let forbidden = |said| detail(StatusCode::FORBIDDEN, said);
            let profile = match &asked.customer {
                None => state.profiles.first(),
                Some(email) => state.profiles.iter().find(|it| it.email == *email && it.open),
            };
            let profile = profile.ok_or_else(|| forbidden("This profile gave you no permission."))?.id;
            let mut own = state.accounts.iter().filter(|account| account.profile == profile);
            let account = match &asked.account {
                None => own.next(),
                Some(name) => own.find(|account| account.name == *name),
            };
            match (account, &asked.account) {
                (Some(account), _) => Ok(Caller { profile, account: account.name.clone() }),
                (None, None) => Ok(Caller { profile, account: String::new() }),
                (None, Some(_)) => Err(forbidden("You have no permission on this account.")),
            }
        })
    }
}

fn too_many() -> Answer {
    words(StatusCode::TOO_MANY_REQUESTS, "Request was throttled.")
}

/// The user of HTTP Basic, taken apart.
#[derive(Debug, PartialEq, Eq)]
struct Sentence {
    token: String,
    account: Option<String>,
    customer: Option<String>,
}

/// `TOKEN account=NAME customer=EMAIL`, in either order, with an empty password. Anything else is nobody.
fn sentence(call: &Call) -> Option<Sentence> {
    let (scheme, encoded) = call.header("authorization").split_once(' ')?;
    if !scheme.eq_ignore_ascii_case("basic") {
        return None;
    }
    let decoded = String::from_utf8(STANDARD.decode(encoded.trim()).ok()?).ok()?;
    let user = decoded.strip_suffix(':')?;
    let mut parts = user.split(' ');
    let mut found = Sentence { token: parts.next()?.to_owned(), account: None, customer: None };
    for part in parts {
        match part.split_once('=')? {
            ("account", name) => found.account = Some(name.to_owned()),
            ("customer", email) => found.customer = Some(email.to_owned()),
            _ => return None,
        }
    }
    Some(found)
}

#[cfg(test)]
mod tests {
    use axum::body::Bytes;
    use axum::http::HeaderMap;

    use super::*;

    fn of(user: &str) -> Option<Sentence> {
        let mut headers = HeaderMap::new();
        headers.insert("authorization", format!("Basic {}", STANDARD.encode(user)).parse().unwrap());
        sentence(&Call::new(Method::GET, "/v1/site/", "", headers, Bytes::new()))
    }

    #[test]
    fn the_sentence_has_one_space_before_each_part_and_no_password() {
        let both = of("k customer=a@b.c account=acme:").unwrap();
        assert_eq!((both.account.as_deref(), both.customer.as_deref()), (Some("acme"), Some("a@b.c")));
        assert_eq!(of("k account=acme customer=a@b.c:"), Some(both));
        assert_eq!(of("k:").unwrap().token, "k");
        assert_eq!(
            of("kaccount=acme:").unwrap().token,
            "kaccount=acme",
            "without the space it is another token"
        );
        for wrong in ["k account=acme:password", "k", "k  account=acme:", "k nonsense:"] {
            assert_eq!(of(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_minute_holds_so_many() {
        let counts = Counts::default();
        assert!((0..3).all(|_| counts.admit(READS, 3)) && !counts.admit(READS, 3));
        assert!(counts.admit(EFFECTS, 3), "counted by kind");
        assert!((0..100).all(|_| counts.admit(STRANGERS, 0)), "none is without end");
    }
}
