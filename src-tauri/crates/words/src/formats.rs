//! How each language writes numbers, sizes, spans and times.

use jiff::tz::TimeZone;

use crate::catalogues::Words;
use crate::language::Language;

/// Between groups of digits in French.
const NARROW: char = '\u{202f}';
/// Between a number and its unit.
const FIRM: char = '\u{a0}';

impl Words {
    /// `1,234,567` or `1 234 567`.
    #[must_use]
    pub fn number(&self, number: u64) -> String {
        grouped(self.language, &number.to_string())
    }

    /// A size in units of a thousand: `512 B`, `4.2 MB`; `512 o`, `4,2 Mo`.
    #[must_use]
    pub fn bytes(&self, bytes: u64) -> String {
        const STEPS: [&str; 5] = ["", "k", "M", "G", "T"];
        let unit = match self.language {
            Language::English => "B",
            Language::French => "o",
        };
        let (mut scale, mut step) = (1_u128, 0);
        // A value that rounds to a thousand is one of the next unit.
        while u128::from(bytes) * 2 >= scale * 1999 && step + 1 < STEPS.len() {
            scale *= 1000;
            step += 1;
        }
        let tenths = (u128::from(bytes) * 10 + scale / 2) / scale;
        let (whole, prefix) = (u64::try_from(tenths / 10).unwrap_or(u64::MAX), STEPS[step]);
        match step {
            0 => format!("{bytes}{FIRM}{unit}"),
            _ if whole >= 100 => format!("{}{FIRM}{prefix}{unit}", self.number(whole)),
            _ => format!("{whole}{}{}{FIRM}{prefix}{unit}", self.point(), tenths % 10),
        }
    }

    /// A span of milliseconds: `850 ms`, `12.4 s`, `3 min 12 s`, `1 h 05 min`. A negative one (a clock that went back)
    /// reads as none.
    #[must_use]
    pub fn span(&self, milliseconds: i64) -> String {
        let ms = milliseconds.max(0);
        let (seconds, minutes, hours) = (ms / 1000, ms / 60_000, ms / 3_600_000);
        match () {
            () if ms < 1000 => format!("{ms}{FIRM}ms"),
            () if seconds < 60 => format!("{seconds}{}{}{FIRM}s", self.point(), ms % 1000 / 100),
            () if hours < 1 => format!("{minutes}{FIRM}min{FIRM}{:02}{FIRM}s", seconds % 60),
            () => format!("{hours}{FIRM}h{FIRM}{:02}{FIRM}min", minutes % 60),
        }
    }

    /// A span of milliseconds that is an estimate, without what it is not known to: `50 s`, `3 min`, `1 min 30 s`, `1 h 15 min`.
    #[must_use]
    pub fn about(&self, milliseconds: i64) -> String {
        let seconds = milliseconds.max(0) / 1000;
        let two = |high: i64, name: &str, low: i64, small: &str| match low {
            0 => format!("{high}{FIRM}{name}"),
            _ => format!("{high}{FIRM}{name}{FIRM}{low:02}{FIRM}{small}"),
        };
        match seconds {
            0..60 => format!("{seconds}{FIRM}s"),
            60..3600 => two(seconds / 60, "min", seconds % 60, "s"),
            _ => two(seconds / 3600, "h", seconds % 3600 / 60, "min"),
        }
    }

    /// A point in time (milliseconds since 1970, UTC) on the clock of a zone: `2026-11-21 13:05:09`,
    /// `21/11/2026 13:05:09`.
    #[must_use]
    pub fn moment(&self, milliseconds: i64, zone: &TimeZone) -> String {
        let form = match self.language {
            Language::English => "%Y-%m-%d %H:%M:%S",
            Language::French => "%d/%m/%Y %H:%M:%S",
        };
        match jiff::Timestamp::from_millisecond(milliseconds) {
            Ok(at) => at.to_zoned(zone.clone()).strftime(form).to_string(),
            Err(_) => milliseconds.to_string(),
        }
    }

    /// A day, given as `2026-11-12`: the same in English, `12/11/2026` in French. What is no such day stays as it is.
    #[must_use]
    pub fn day(&self, iso: &str) -> String {
        match (self.language, iso.parse::<jiff::civil::Date>()) {
            (Language::French, Ok(day)) => day.strftime("%d/%m/%Y").to_string(),
            _ => iso.to_owned(),
        }
    }

    /// An amount of money: `12.50 EUR`, `12,50 EUR`.
    #[must_use]
    pub fn money(&self, amount: f64, currency: &str) -> String {
        let text = format!("{amount:.2}").replace('.', self.point());
        format!("{text}{FIRM}{currency}")
    }

    fn point(&self) -> &'static str {
        match self.language {
            Language::English => ".",
            Language::French => ",",
        }
    }
}

/// Groups the digits of a whole number by three.
pub(crate) fn grouped(language: Language, digits: &str) -> String {
    let (sign, digits) = digits.strip_prefix('-').map_or(("", digits), |rest| ("-", rest));
    let separator = match language {
        Language::English => ',',
        Language::French => NARROW,
    };
    let mut text = String::from(sign);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at) % 3 == 0 {
            text.push(separator);
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn both(write: impl Fn(&Words) -> String) -> (String, String) {
        let plain = |text: String| text.replace([FIRM, NARROW], "_");
        (plain(write(&Words::new(Language::English))), plain(write(&Words::new(Language::French))))
    }

    #[track_caller]
    fn assert_both(write: impl Fn(&Words) -> String, english: &str, french: &str) {
        assert_eq!(both(write), (english.to_owned(), french.to_owned()));
    }

    #[test]
    fn numbers_are_grouped() {
        assert_both(|words| words.number(999), "999", "999");
        assert_both(|words| words.number(1_234_567), "1,234,567", "1_234_567");
    }

    #[test]
    fn sizes_have_one_figure_after_the_point_below_a_hundred() {
        assert_both(|words| words.bytes(999), "999_B", "999_o");
        assert_both(|words| words.bytes(1000), "1.0_kB", "1,0_ko");
        assert_both(|words| words.bytes(4_260_000), "4.3_MB", "4,3_Mo");
        assert_both(|words| words.bytes(999_960), "1.0_MB", "1,0_Mo");
        assert_both(|words| words.bytes(420_000_000_000), "420_GB", "420_Go");
        assert_both(|words| words.bytes(u64::MAX), "18,446,744_TB", "18_446_744_To");
    }

    #[test]
    fn spans_use_two_units_at_most() {
        assert_both(|words| words.span(850), "850_ms", "850_ms");
        assert_both(|words| words.span(12_449), "12.4_s", "12,4_s");
        assert_both(|words| words.span(192_000), "3_min_12_s", "3_min_12_s");
        assert_both(|words| words.span(3_900_000), "1_h_05_min", "1_h_05_min");
        assert_both(|words| words.span(-5), "0_ms", "0_ms");
    }

    #[test]
    fn estimates_say_no_more_than_they_know() {
        assert_both(|words| words.about(50_900), "50_s", "50_s");
        assert_both(|words| words.about(180_000), "3_min", "3_min");
        assert_both(|words| words.about(90_000), "1_min_30_s", "1_min_30_s");
        assert_both(|words| words.about(7_200_000), "2_h", "2_h");
        assert_both(|words| words.about(4_500_000), "1_h_15_min", "1_h_15_min");
    }

    #[test]
    fn moments_are_written_on_the_clock_of_the_zone() {
        let paris = TimeZone::fixed(jiff::tz::offset(1));
        assert_both(
            |words| words.moment(1_795_262_400_000, &paris),
            "2026-11-21 13:00:00",
            "21/11/2026 13:00:00",
        );
        assert_both(|words| words.money(12.5, "EUR"), "12.50_EUR", "12,50_EUR");
    }
}
