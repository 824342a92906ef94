//! How long it will take still, as a range that one can say. Pure.

use domain::engine::TimeLeft;
use domain::time::Millis;

/// What was measured is believed this far.
const MEASURED: (f64, f64) = (0.85, 1.25);
/// What was never measured is taken from what resembles it, and believed this far.
const SUPPOSED: (f64, f64) = (0.5, 2.0);

/// Milliseconds, at least and at most.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Span {
    pub(super) low: f64,
    pub(super) high: f64,
}

impl Span {
    /// From a figure, by how it was come to.
    pub(super) fn of(millis: f64, measured: bool) -> Self {
        let (low, high) = if measured { MEASURED } else { SUPPOSED };
        Self { low: millis * low, high: millis * high }
    }

    pub(super) fn and(self, more: Span) -> Self {
        Self { low: self.low + more.low, high: self.high + more.high }
    }

    /// The longer of two, at either end.
    pub(super) fn or_longer(self, other: Span) -> Self {
        Self { low: self.low.max(other.low), high: self.high.max(other.high) }
    }

    /// Shared among workers, but never shorter than its longest indivisible part.
    pub(super) fn shared(self, workers: f64, longest: Span) -> Self {
        Self { low: self.low / workers, high: self.high / workers }.or_longer(longest)
    }
}

/// Rounded as one would say it: by tens of seconds, minutes, five minutes, quarters of an hour. Outwards, so it stays true.
pub(super) fn said(span: Span) -> Option<TimeLeft> {
    if !span.low.is_finite() || !span.high.is_finite() || span.high > YEAR {
        return None;
    }
    let step = match span.high {
        upto if upto <= 60_000.0 => 10_000.0,
        upto if upto <= 120_000.0 => 30_000.0,
        upto if upto <= 600_000.0 => 60_000.0,
        upto if upto <= 3_600_000.0 => 300_000.0,
        _ => 900_000.0,
    };
    let low = (span.low.max(0.0) / step).floor() * step;
    let high = ((span.high.max(0.0) / step).ceil() * step).max(step).max(low);
    Some(TimeLeft { low: millis(low), high: millis(high) })
}

/// Nobody believes more.
const YEAR: f64 = 365.0 * 86_400_000.0;

#[allow(clippy::cast_possible_truncation, reason = "checked to be between nothing and a year")]
fn millis(value: f64) -> Millis {
    Millis(value as i64)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seconds(low: f64, high: f64) -> (i64, i64) {
        let said = said(Span { low: low * 1000.0, high: high * 1000.0 }).unwrap();
        (said.low.0 / 1000, said.high.0 / 1000)
    }

    #[test]
    fn it_is_said_roundly_and_outwards() {
        assert_eq!(seconds(1.0, 3.0), (0, 10));
        assert_eq!(seconds(34.0, 41.0), (30, 50));
        assert_eq!(seconds(62.0, 95.0), (60, 120));
        assert_eq!(seconds(130.0, 170.0), (120, 180));
        assert_eq!(seconds(1300.0, 1700.0), (1200, 1800));
        assert_eq!(seconds(5000.0, 9000.0), (4500, 9000));
        assert_eq!(seconds(-5.0, 0.0), (0, 10));
        assert_eq!(said(Span { low: 0.0, high: f64::NAN }), None);
        assert_eq!(said(Span { low: 0.0, high: f64::INFINITY }), None);
    }

    #[test]
    fn what_is_supposed_is_said_more_widely_and_the_longest_part_is_the_least() {
        let (measured, supposed) = (Span::of(1000.0, true), Span::of(1000.0, false));
        assert!(supposed.low < measured.low && supposed.high > measured.high);
        let four = Span { low: 4000.0, high: 8000.0 };
        assert_eq!(four.shared(4.0, Span::default()), Span { low: 1000.0, high: 2000.0 });
        let longest = Span { low: 1500.0, high: 1600.0 };
        assert_eq!(four.shared(4.0, longest), Span { low: 1500.0, high: 2000.0 });
    }
}
