//! How long to wait: what `Retry-After` asks for, and what chance makes of an exponential wait.

use std::time::Duration;

use domain::time::Timestamp;

use super::Chance;

/// The wait that a `Retry-After` header asks for: a number of seconds, or a date of HTTP. `None` when it is neither.
/// A date that has passed is no wait at all.
#[must_use]
pub fn retry_after(header: &str, now: Timestamp) -> Option<Duration> {
    let header = header.trim();
    if !header.is_empty() && header.bytes().all(|byte| byte.is_ascii_digit()) {
        // More digits than fit mean for ever, which is as good as the longest wait.
        return Some(Duration::from_secs(header.parse().unwrap_or(u64::from(u32::MAX))));
    }
    let at = http_date(header)?;
    Some(Duration::from_millis(u64::try_from(at - now.0).unwrap_or(0)))
}

/// Milliseconds of the epoch of a date of HTTP, in any of the three forms that a client must understand.
fn http_date(text: &str) -> Option<i64> {
    let fixed = jiff::fmt::rfc2822::parse(text).ok().map(|zoned| zoned.timestamp());
    let older = || {
        ["%A, %d-%b-%y %H:%M:%S GMT", "%a %b %e %H:%M:%S %Y"].iter().find_map(|form| {
            let civil = jiff::civil::DateTime::strptime(form, text).ok()?;
            civil.to_zoned(jiff::tz::TimeZone::UTC).ok().map(|zoned| zoned.timestamp())
        })
    };
    fixed.or_else(older).map(|at| at.as_millisecond())
}

/// Full jitter: anything between nothing and `base * 2^attempt`, at most `cap`.
pub(super) fn jittered(base: Duration, cap: Duration, attempt: u32, chance: &dyn Chance) -> Duration {
    let ceiling = base.saturating_mul(2_u32.saturating_pow(attempt)).min(cap);
    let ceiling = u64::try_from(ceiling.as_millis()).unwrap_or(u64::MAX);
    Duration::from_millis(chance.next() % ceiling.saturating_add(1).max(1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::transport::OsChance;

    const NOW: Timestamp = Timestamp(784_111_777_000); // Sun, 06 Nov 1994 08:49:37 GMT

    #[test]
    fn both_forms_of_retry_after_are_understood() {
        for (header, seconds) in [
            ("0", 0),
            (" 120 ", 120),
            ("Sun, 06 Nov 1994 08:50:37 GMT", 60),
            ("Sunday, 06-Nov-94 08:50:37 GMT", 60),
            ("Sun Nov  6 08:50:37 1994", 60),
            ("Sun, 06 Nov 1994 08:48:37 GMT", 0),
        ] {
            assert_eq!(retry_after(header, NOW), Some(Duration::from_secs(seconds)), "{header}");
        }
        for junk in ["", "soon", "-5", "1.5"] {
            assert_eq!(retry_after(junk, NOW), None, "{junk}");
        }
        assert!(retry_after("99999999999999999999999", NOW) > Some(Duration::from_secs(3600)));
    }

    #[test]
    fn jitter_stays_under_a_ceiling_that_doubles() {
        let (base, cap) = (Duration::from_millis(100), Duration::from_millis(500));
        for (attempt, ceiling) in [(0, 100), (1, 200), (2, 400), (3, 500), (60, 500)] {
            for _ in 0..200 {
                assert!(jittered(base, cap, attempt, &OsChance) <= Duration::from_millis(ceiling));
            }
        }
        let spread: std::collections::BTreeSet<_> =
            (0..50).map(|_| jittered(base, cap, 3, &OsChance)).collect();
        assert!(spread.len() > 10, "no jitter: {spread:?}");
    }
}
