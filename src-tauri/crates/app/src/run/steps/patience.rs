//! How answers that failed are taken while something is waited for: gone on with, or handed to the person.

use std::time::Duration;

use domain::error::Retry;
use domain::time::Millis;
use domain::{Error, ErrorKind};

/// How often in a row an answer that says "never" is doubted: one bad answer of a load balancer ends no watch.
const DOUBT: u32 = 5;

/// What a failed look means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Meaning {
    /// Look again after this time.
    Wait(Duration),
    /// Only the person can change it.
    Person,
}

/// Failed looks in a row.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Patience {
    failed: u32,
}

impl Patience {
    /// A look worked. Says whether ones before it had failed.
    pub(super) fn worked(&mut self) -> bool {
        std::mem::take(&mut self.failed) > 0
    }

    /// A look failed: what now?
    pub(super) fn failed(&mut self, error: &Error, every: Duration, most: Duration) -> Meaning {
        self.failed = self.failed.saturating_add(1);
        let doubted = match error.retry() {
            Retry::Later | Retry::Probe => true,
            Retry::Never => self.failed < DOUBT && error.kind != ErrorKind::Cancelled,
            Retry::AfterRemedy => false,
        };
        if !doubted {
            return Meaning::Person;
        }
        let doubled = every.saturating_mul(1 << self.failed.min(10));
        let asked = error.retry_after.map_or(Duration::ZERO, |Millis(ms)| {
            Duration::from_millis(u64::try_from(ms).unwrap_or(0)).min(Duration::from_secs(300))
        });
        Meaning::Wait(doubled.min(most).max(asked))
    }

    /// Whether this was the first failure in a row.
    pub(super) fn is_first(self) -> bool {
        self.failed == 1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const EVERY: Duration = Duration::from_secs(2);
    const MOST: Duration = Duration::from_secs(30);

    #[test]
    fn waits_grow_up_to_a_bound_and_honour_what_the_other_side_asks() {
        let mut patience = Patience::default();
        let busy = Error::new(ErrorKind::ProviderUnavailable, "busy");
        let waits: Vec<_> = (0..6).map(|_| patience.failed(&busy, EVERY, MOST)).collect();
        let seconds = |s| Meaning::Wait(Duration::from_secs(s));
        assert_eq!(waits, [seconds(4), seconds(8), seconds(16), seconds(30), seconds(30), seconds(30)]);
        let asked = Error::new(ErrorKind::RateLimited, "slow down").with_retry_after(Some(Millis(45_000)));
        assert_eq!(patience.failed(&asked, EVERY, MOST), seconds(45));
        assert!(patience.worked() && !patience.worked());
    }

    #[test]
    fn what_only_the_person_can_change_is_not_waited_for_and_a_never_is_doubted_for_a_while() {
        let out = Error::new(ErrorKind::SignedOut, "401");
        assert_eq!(Patience::default().failed(&out, EVERY, MOST), Meaning::Person);
        let mut patience = Patience::default();
        let gone = Error::new(ErrorKind::NotFound, "404");
        let meanings: Vec<_> = (0..5).map(|_| patience.failed(&gone, EVERY, MOST)).collect();
        assert!(meanings[..4].iter().all(|meaning| matches!(meaning, Meaning::Wait(_))));
        assert_eq!(meanings[4], Meaning::Person);
    }
}
