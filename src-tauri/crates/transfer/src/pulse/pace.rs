//! Speeds, pure: bytes per second over the last seconds, and what a unit of work costs, recent work counting more.

use std::collections::VecDeque;

/// The stretch of time that a rate is of, in milliseconds.
const WINDOW: i64 = 5_000;
/// After this many milliseconds, what was seen counts half.
const HALF: f64 = 30_000.0;

/// Bytes per second over the last seconds.
#[derive(Debug, Default)]
pub(super) struct Rate {
    /// Moment and total, oldest first; one of them may be older than the window.
    seen: VecDeque<(i64, u64)>,
}

impl Rate {
    /// The total at a moment, in milliseconds of a clock that only goes forward.
    pub(super) fn see(&mut self, at: i64, total: u64) {
        self.seen.push_back((at, total));
        while self.seen.len() > 2 && self.seen.get(1).is_some_and(|(second, _)| at - second >= WINDOW) {
            self.seen.pop_front();
        }
    }

    /// What was seen before says nothing about now.
    pub(super) fn forget(&mut self) {
        self.seen.clear();
    }

    /// Per second; 0 while there is nothing to compare.
    pub(super) fn per_second(&self) -> u64 {
        match (self.seen.front(), self.seen.back()) {
            (Some((first, before)), Some((last, now))) if last > first => {
                let span = u128::try_from(last - first).unwrap_or(1);
                let moved = u128::from(now.saturating_sub(*before)) * 1000;
                u64::try_from(moved / span).unwrap_or(u64::MAX)
            }
            _ => 0,
        }
    }
}

/// Time that work of one sort took so far: milliseconds of a worker for units of work, both fading.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Cost {
    time: f64,
    work: f64,
}

impl Cost {
    /// Time passed: what was seen fades.
    pub(super) fn fade(&mut self, millis: i64) {
        let by = 0.5_f64.powf(as_f64(millis) / HALF);
        self.time *= by;
        self.work *= by;
    }

    /// A worker was busy for `millis` and did `work`.
    pub(super) fn spent(&mut self, millis: f64, work: f64) {
        self.time += millis;
        self.work += work;
    }

    /// Milliseconds of a worker for a unit of work; `None` when none was done yet.
    pub(super) fn per_unit(&self) -> Option<f64> {
        (self.work >= 1.0 && self.time > 0.0).then(|| self.time / self.work)
    }
}

#[allow(clippy::cast_precision_loss, reason = "for estimates")]
pub(super) fn as_f64(value: i64) -> f64 {
    value as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rate_is_of_the_last_seconds() {
        let mut rate = Rate::default();
        assert_eq!(rate.per_second(), 0);
        for second in 0..20 {
            // A thousand a second for ten seconds, then nothing.
            rate.see(second * 1000, u64::try_from(second.min(10)).unwrap() * 1000);
            match second {
                0 => assert_eq!(rate.per_second(), 0),
                1..=10 => assert_eq!(rate.per_second(), 1000, "at {second}"),
                11..=14 => assert!(rate.per_second() < 1000),
                _ => assert_eq!(rate.per_second(), 0, "at {second}"),
            }
        }
        assert!(rate.seen.len() <= 7);
    }

    #[test]
    fn recent_work_counts_more() {
        let mut cost = Cost::default();
        assert_eq!(cost.per_unit(), None);
        cost.spent(1000.0, 1000.0);
        cost.fade(120_000);
        cost.spent(4000.0, 1000.0);
        let now = cost.per_unit().unwrap();
        assert!((3.7..4.0).contains(&now), "{now}");
    }
}
