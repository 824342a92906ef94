//! Calls that may hang, each on a thread of its own and with a bound. A keyring may wait for a password for ever:
//! the caller gets an answer in time all the same, and the program can still end.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use domain::{Error, ErrorKind, Result};
use tokio::sync::oneshot;

/// Calls that hang at the same time before new ones are refused at once.
const MOST_STUCK: usize = 8;

/// Runs calls with a bound in time.
#[derive(Clone)]
pub(crate) struct Patience {
    bound: Duration,
    stuck: Arc<AtomicUsize>,
}

/// What became of a call.
pub(crate) enum Answer<T> {
    /// It ended.
    Came(T),
    /// It goes on somewhere; nobody waits for it any more.
    TooLate,
}

impl Patience {
    pub(crate) fn new(bound: Duration) -> Self {
        Self { bound, stuck: Arc::default() }
    }

    /// Runs a call that may hang. Threads of the runtime are not used: the end of the runtime would wait for them.
    pub(crate) async fn run<T: Send + 'static>(
        &self,
        call: impl FnOnce() -> T + Send + 'static,
    ) -> Result<Answer<T>> {
        if self.stuck.load(Ordering::Acquire) >= MOST_STUCK {
            return Err(Error::new(ErrorKind::KeyringUnavailable, "earlier calls to the keyring still hang"));
        }
        let counted = Counted::of(&self.stuck);
        let (tell, told) = oneshot::channel();
        std::thread::Builder::new()
            .name("keyring".into())
            .spawn(move || {
                let answer = call();
                drop(counted);
                // Nobody listens any more after the bound: the answer is dropped, and wiped where it is a secret.
                let _ = tell.send(answer);
            })
            .map_err(|error| {
                Error::new(ErrorKind::KeyringUnavailable, "no thread for a call to the keyring")
                    .because(error)
            })?;
        match tokio::time::timeout(self.bound, told).await {
            Ok(Ok(answer)) => Ok(Answer::Came(answer)),
            Ok(Err(_)) => Err(Error::new(ErrorKind::KeyringUnavailable, "the call to the keyring broke off")),
            Err(_) => Ok(Answer::TooLate),
        }
    }
}

/// A call under way; it counts until it ends, also by a panic.
struct Counted(Arc<AtomicUsize>);

impl Counted {
    fn of(count: &Arc<AtomicUsize>) -> Self {
        count.fetch_add(1, Ordering::AcqRel);
        Self(Arc::clone(count))
    }
}

impl Drop for Counted {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::AcqRel);
    }
}

#[cfg(test)]
mod tests {
    use std::time::Instant;

    use super::*;

    #[tokio::test]
    async fn a_stuck_call_ends_in_time_and_blocks_no_other() {
        let patience = Patience::new(Duration::from_millis(50));
        let began = Instant::now();
        let stuck = patience.run(|| std::thread::sleep(Duration::from_secs(30))).await.unwrap();
        assert!(matches!(stuck, Answer::TooLate));
        assert!(began.elapsed() < Duration::from_secs(5));
        let next = patience.run(|| 7).await.unwrap();
        assert!(matches!(next, Answer::Came(7)));
    }

    #[tokio::test]
    async fn a_bounded_number_of_calls_may_hang() {
        let patience = Patience::new(Duration::from_millis(5));
        for _ in 0..MOST_STUCK {
            let _ = patience.run(|| std::thread::sleep(Duration::from_secs(30))).await;
        }
        let refused = patience.run(|| ()).await;
        assert!(matches!(refused, Err(error) if error.kind == ErrorKind::KeyringUnavailable));
    }

    #[tokio::test]
    async fn a_call_that_panics_is_an_error_and_not_the_end() {
        let patience = Patience::new(Duration::from_secs(5));
        let broken: Result<Answer<()>> = patience.run(|| panic!("planted")).await;
        assert!(matches!(broken, Err(error) if error.kind == ErrorKind::KeyringUnavailable));
        assert_eq!(patience.stuck.load(Ordering::Acquire), 0);
    }
}
