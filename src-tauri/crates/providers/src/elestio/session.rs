//! The session of an account: a JWT that lives for days, traded for the credential. Elestio allows 15 sign-ins an hour, so there is
//! one in the life of a JWT, never two at a time, and never a loop: a session that was refused as soon as it was new is not
//! replaced, and a credential that was refused is not offered again for a while.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use async_trait::async_trait;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::error::{Error, ErrorKind, Result};
use domain::secret::{ExposeSecret, Secret, secret};
use domain::time::{Millis, Timestamp};
use serde::{Deserialize, Serialize};

use crate::SessionKeeper;

const MINUTE: i64 = 60_000;
const HOUR: i64 = 60 * MINUTE;

/// Sign-ins of our own in any hour: the person's other tools need some of the 15 too.
const IN_AN_HOUR: usize = 8;

/// A session that ends within this time is replaced before it does.
const MARGIN: i64 = 2 * MINUTE;

/// How long a session is taken for good that does not say when it ends.
const UNSAID: i64 = 12 * HOUR;

/// A session of this age or less that is refused is not replaced: another would be refused too.
const NEW: i64 = MINUTE;

/// How long a refused credential is not offered again.
const REFUSED: i64 = 10 * MINUTE;

/// Trades the credential for a JWT.
#[async_trait]
pub(super) trait Trade: Send + Sync {
    /// One sign-in.
    async fn sign_in(&self) -> Result<Secret>;
}

/// A session as it is held.
#[derive(Clone)]
struct Held {
    jwt: Secret,
    /// When we got it here; `None` for one that was kept from before.
    since: Option<Timestamp>,
    ends: Timestamp,
}

#[derive(Default)]
struct State {
    held: Option<Held>,
    /// Whether the keeper was asked.
    asked: bool,
    tried: VecDeque<Timestamp>,
    refused: Option<(Timestamp, String)>,
}

/// The session of one connection.
pub(super) struct Session {
    /// By which a kept session is known to be of this credential.
    mark: String,
    keeper: Option<Arc<dyn SessionKeeper>>,
    state: Mutex<State>,
    /// One sign-in at a time. Held across that one request alone: whoever waits here wants nothing but its answer.
    gate: tokio::sync::Mutex<()>,
}

/// The form in which it is kept.
#[derive(Serialize, Deserialize)]
struct Kept {
    mark: String,
    jwt: String,
}

impl Session {
    pub(super) fn new(mark: String, keeper: Option<Arc<dyn SessionKeeper>>) -> Self {
        Self { mark, keeper, state: Mutex::default(), gate: tokio::sync::Mutex::new(()) }
    }

    /// A JWT that is not the one that was just refused.
    ///
    /// Errors: those of the sign-in; `SignedOut` when another sign-in would not help; `RateLimited` when there were enough.
    pub(super) async fn jwt(
        &self,
        now: Timestamp,
        refused: Option<&Secret>,
        trade: &dyn Trade,
    ) -> Result<Secret> {
        if let Some(jwt) = self.held(now, refused) {
            return Ok(jwt);
        }
        let _turn = self.gate.lock().await;
        self.ask_keeper().await;
        // Somebody before us may have signed in meanwhile.
        if let Some(jwt) = self.held(now, refused) {
            return Ok(jwt);
        }
        self.may_try(now, refused)?;
        let outcome = trade.sign_in().await;
        let jwt = match outcome {
            Ok(jwt) => jwt,
            Err(error) => {
                if matches!(error.kind, ErrorKind::SignedOut | ErrorKind::Forbidden) {
                    self.state().refused = Some((now, error.detail.clone()));
                }
                return Err(error);
            }
        };
        // An end that is past as soon as it is told says that the clocks differ, not that the session is of no use.
        let said = expiry(&jwt).filter(|ends| ends.0 > now.0.saturating_add(MARGIN));
        let ends = said.unwrap_or(Timestamp(now.0.saturating_add(UNSAID)));
        self.state().held = Some(Held { jwt: jwt.clone(), since: Some(now), ends });
        if let Some(keeper) = &self.keeper
            && let Ok(kept) =
                serde_json::to_string(&Kept { mark: self.mark.clone(), jwt: jwt.expose_secret().into() })
        {
            keeper.store(&secret(kept)).await;
        }
        Ok(jwt)
    }

    fn held(&self, now: Timestamp, refused: Option<&Secret>) -> Option<Secret> {
        let state = self.state();
        let held = state.held.as_ref()?;
        if refused.is_some_and(|refused| same(refused, &held.jwt)) {
            return None;
        }
        (now.0 < held.ends.0.saturating_sub(MARGIN)).then(|| held.jwt.clone())
    }

    async fn ask_keeper(&self) {
        let Some(keeper) = &self.keeper else { return };
        if std::mem::replace(&mut self.state().asked, true) {
            return;
        }
        let Some(text) = keeper.load().await else { return };
        let Ok(kept) = serde_json::from_str::<Kept>(text.expose_secret()) else { return };
        let jwt = secret(kept.jwt);
        // One that does not say when it ends is not worth a refusal.
        if let Some(ends) = expiry(&jwt).filter(|_| kept.mark == self.mark) {
            self.state().held.get_or_insert(Held { jwt, since: None, ends });
        }
    }

    /// Whether a sign-in may be tried now, and counts it.
    fn may_try(&self, now: Timestamp, refused: Option<&Secret>) -> Result<()> {
        let mut state = self.state();
        let age = |then: Timestamp| now.0.saturating_sub(then.0);
        if let Some((at, detail)) = &state.refused
            && age(*at) < REFUSED
        {
            return Err(Error::new(ErrorKind::SignedOut, detail.clone()));
        }
        let was_new = state.held.as_ref().and_then(|held| held.since).is_some_and(|since| age(since) < NEW);
        if refused.is_some() && was_new {
            return Err(Error::new(ErrorKind::SignedOut, "a session that was just begun is not accepted"));
        }
        state.tried.retain(|at| age(*at) < HOUR);
        if let Some(first) = state.tried.front().copied().filter(|_| state.tried.len() >= IN_AN_HOUR) {
            let wait = Millis(HOUR.saturating_sub(age(first)));
            let detail = "there were as many sign-ins in this hour as the provider should see of us";
            return Err(Error::new(ErrorKind::RateLimited, detail).with_retry_after(Some(wait)));
        }
        state.tried.push_back(now);
        Ok(())
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn same(one: &Secret, other: &Secret) -> bool {
    one.expose_secret() == other.expose_secret()
}

/// The `exp` of a JWT. It is read to know when to ask for another, and proves nothing.
fn expiry(jwt: &Secret) -> Option<Timestamp> {
    #[derive(Deserialize)]
    struct Claims {
        exp: crate::lenient::Number,
    }
    let payload = jwt.expose_secret().split('.').nth(1)?;
    let bytes = URL_SAFE_NO_PAD.decode(payload.trim_end_matches('=')).ok()?;
    let claims: Claims = serde_json::from_slice(&bytes).ok()?;
    let seconds: i64 = format!("{:.0}", claims.exp.0).parse().ok()?;
    seconds.checked_mul(1000).map(Timestamp)
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    const NOW: Timestamp = Timestamp(1_700_000_000_000);

    fn later(minutes: i64) -> Timestamp {
        Timestamp(NOW.0 + minutes * MINUTE)
    }

    /// A JWT with this end, in milliseconds.
    fn jwt_until(ends: Timestamp, number: usize) -> Secret {
        let payload = format!(r#"{{"exp":{},"n":{number}}}"#, ends.0 / 1000);
        secret(format!("head.{}.sign", URL_SAFE_NO_PAD.encode(payload)))
    }

    /// Elestio, as far as it signs people in.
    struct Desk {
        ends: Timestamp,
        refuses: bool,
        asked: AtomicUsize,
    }

    impl Desk {
        fn new(ends: Timestamp) -> Self {
            Self { ends, refuses: false, asked: AtomicUsize::new(0) }
        }

        fn asked(&self) -> usize {
            self.asked.load(Ordering::SeqCst)
        }
    }

    #[async_trait]
    impl Trade for Desk {
        async fn sign_in(&self) -> Result<Secret> {
            let number = self.asked.fetch_add(1, Ordering::SeqCst);
            tokio::task::yield_now().await;
            if self.refuses {
                return Err(Error::new(ErrorKind::SignedOut, "Authentication failed."));
            }
            Ok(jwt_until(self.ends, number))
        }
    }

    #[derive(Default)]
    struct Drawer(Mutex<Option<Secret>>);

    #[async_trait]
    impl SessionKeeper for Drawer {
        async fn load(&self) -> Option<Secret> {
            self.0.lock().unwrap().clone()
        }

        async fn store(&self, session: &Secret) {
            *self.0.lock().unwrap() = Some(session.clone());
        }
    }

    fn session() -> Session {
        Session::new("mark".into(), None)
    }

    #[tokio::test]
    async fn one_sign_in_serves_everybody_until_shortly_before_its_end() {
        let (session, desk) = (session(), Desk::new(later(60)));
        let many = (0..20).map(|_| session.jwt(NOW, None, &desk));
        let all = futures::future::try_join_all(many).await.unwrap();
        assert!(all.iter().all(|jwt| same(jwt, &all[0])));
        assert_eq!(desk.asked(), 1);
        session.jwt(later(57), None, &desk).await.unwrap();
        assert_eq!(desk.asked(), 1);
        session.jwt(later(59), None, &desk).await.unwrap();
        assert_eq!(desk.asked(), 2);
    }

    #[tokio::test]
    async fn a_refused_session_is_replaced_once_for_all_who_held_it() {
        let (session, desk) = (session(), Desk::new(later(10_000)));
        let old = session.jwt(NOW, None, &desk).await.unwrap();
        let many = (0..6).map(|_| session.jwt(later(30), Some(&old), &desk));
        let all = futures::future::try_join_all(many).await.unwrap();
        assert!(all.iter().all(|jwt| !same(jwt, &old)));
        assert_eq!(desk.asked(), 2);
    }

    #[tokio::test]
    async fn nothing_makes_it_sign_in_in_a_loop() {
        // A new session that is refused.
        let (session, desk) = (session(), Desk::new(later(10_000)));
        let new = session.jwt(NOW, None, &desk).await.unwrap();
        let error = session.jwt(NOW, Some(&new), &desk).await.unwrap_err();
        assert_eq!((error.kind, desk.asked()), (ErrorKind::SignedOut, 1));
        // Sessions that are refused every two minutes.
        let mut last = new;
        let mut kinds = Vec::new();
        for turn in 1..20 {
            match session.jwt(later(turn * 2), Some(&last), &desk).await {
                Ok(jwt) => last = jwt,
                Err(error) => kinds.push((error.kind, error.retry_after.is_some())),
            }
        }
        assert_eq!(desk.asked(), IN_AN_HOUR);
        assert!(
            !kinds.is_empty() && kinds.iter().all(|kind| *kind == (ErrorKind::RateLimited, true)),
            "{kinds:?}"
        );
        session.jwt(later(70), Some(&last), &desk).await.unwrap();
        // A credential that is refused.
        let (session, mut desk) = (super::tests::session(), Desk::new(NOW));
        desk.refuses = true;
        for minute in [0, 1, 9] {
            let error = session.jwt(later(minute), None, &desk).await.unwrap_err();
            assert_eq!((error.kind, desk.asked()), (ErrorKind::SignedOut, 1));
        }
        session.jwt(later(11), None, &desk).await.unwrap_err();
        assert_eq!(desk.asked(), 2);
        // A clock that is years ahead of Elestio's.
        let (session, desk) = (super::tests::session(), Desk::new(Timestamp(1)));
        for minute in 0..60 {
            session.jwt(later(minute), None, &desk).await.unwrap();
        }
        assert_eq!(desk.asked(), 1);
    }

    #[tokio::test]
    async fn a_kept_session_saves_the_sign_in_of_the_next_start() {
        let drawer: Arc<Drawer> = Arc::default();
        let keeper = || Some(Arc::<Drawer>::clone(&drawer) as Arc<dyn SessionKeeper>);
        let desk = Desk::new(later(600));
        let first = Session::new("mark".into(), keeper()).jwt(NOW, None, &desk).await.unwrap();
        let second = Session::new("mark".into(), keeper()).jwt(later(5), None, &desk).await.unwrap();
        assert!(same(&first, &second) && desk.asked() == 1);
        // Another credential, an end that has come, and a drawer full of junk: each signs in.
        Session::new("other".into(), keeper()).jwt(later(6), None, &desk).await.unwrap();
        assert_eq!(desk.asked(), 2);
        Session::new("other".into(), keeper()).jwt(later(599), None, &desk).await.unwrap();
        assert_eq!(desk.asked(), 3);
        drawer.store(&secret("junk")).await;
        Session::new("other".into(), keeper()).jwt(later(5), None, &desk).await.unwrap();
        assert_eq!(desk.asked(), 4);
    }

    #[test]
    fn the_end_is_read_and_junk_has_none() {
        assert_eq!(expiry(&jwt_until(later(1), 0)), Some(later(1)));
        for junk in ["", "a.b.c", "a", "a.e30.c", "a.eyJleHAiOiJzb29uIn0.c"] {
            assert_eq!(expiry(&secret(junk)), None, "{junk}");
        }
    }
}
