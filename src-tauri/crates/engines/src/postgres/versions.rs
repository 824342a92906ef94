//! The calendar of majors, what upgrades to what, and which extensions providers stop shipping. Data and pure rules.

use domain::time::Timestamp;
use domain::version::{Version, VersionLife, VersionStanding};

/// The oldest major that we read.
pub(crate) const OLDEST: u64 = 10;
/// The newest major that we know all objects of.
pub(crate) const NEWEST: u64 = 18;

/// Day on which the makers stop to maintain a major.
const END_OF_LIFE: &[(u64, &str)] = &[
    (10, "2022-11-10"),
    (11, "2023-11-09"),
    (12, "2024-11-21"),
    (13, "2025-11-13"),
    (14, "2026-11-12"),
    (15, "2027-11-11"),
    (16, "2028-11-09"),
    (17, "2029-11-08"),
    (18, "2030-11-14"),
];

/// Extension and the first major that comes without it.
const GONE: &[(&str, u64)] = &[("plcoffee", 14), ("plls", 14), ("plv8", 16), ("adminpack", 17)];

const DAY_MS: i64 = 86_400_000;
/// Six months, in days.
const SOON_DAYS: i64 = 183;

/// How a version stands on a day, and the newest of the offered ones above it.
pub(crate) fn life(version: &Version, today: Timestamp, offered: &[Version]) -> VersionLife {
    let end =
        version.major().and_then(|major| END_OF_LIFE.iter().find(|(m, _)| *m == major)).map(|(_, day)| *day);
    let standing = match end.and_then(days) {
        None => VersionStanding::Unknown,
        Some(end) => {
            let left = end - today.0.div_euclid(DAY_MS);
            if left < 0 {
                VersionStanding::Ended
            } else if left < SOON_DAYS {
                VersionStanding::EndsSoon
            } else {
                VersionStanding::Supported
            }
        }
    };
    let newer = offered
        .iter()
        .filter(|other| other.major() > version.major() && version.major().is_some())
        .max_by_key(|other| other.major())
        .cloned();
    VersionLife { standing, end_of_life: end.map(str::to_owned), newer }
}

/// Whether data of `from` can be carried to `to`.
pub(crate) fn can_carry(from: &Version, to: &Version) -> bool {
    match (from.major(), to.major()) {
        (Some(from), Some(to)) => (OLDEST..=NEWEST).contains(&from) && to >= from && to <= NEWEST,
        _ => false,
    }
}

/// Of the installed extensions, those that `to` comes without.
pub(crate) fn gone_extensions(installed: &[String], to: &Version) -> Vec<String> {
    let Some(major) = to.major() else { return Vec::new() };
    let gone = |name: &String| GONE.iter().any(|(gone, since)| gone == name && major >= *since);
    installed.iter().filter(|name| gone(name)).cloned().collect()
}

/// Days since 1970-01-01 of an ISO date, by the civil calendar.
fn days(date: &str) -> Option<i64> {
    let mut parts = date.split('-').map(|part| part.parse::<i64>().ok());
    let (year, month, day) = (parts.next()??, parts.next()??, parts.next()??);
    let year = if month <= 2 { year - 1 } else { year };
    let (era, of_era) = (year.div_euclid(400), year.rem_euclid(400));
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    Some(era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn v(text: &str) -> Version {
        Version(text.into())
    }

    fn on(date: &str) -> Timestamp {
        Timestamp(days(date).unwrap() * DAY_MS)
    }

    #[test]
    fn the_calendar_counts_days_like_everybody() {
        assert_eq!(days("1970-01-01"), Some(0));
        assert_eq!(days("2000-03-01"), Some(11_017));
        assert_eq!(days("2026-11-12"), Some(20_769));
    }

    #[test]
    fn a_version_ends_on_the_day_after_its_last() {
        let standing = |date| life(&v("14.23"), on(date), &[]).standing;
        assert_eq!(standing("2026-01-01"), VersionStanding::Supported);
        assert_eq!(standing("2026-11-11"), VersionStanding::EndsSoon);
        assert_eq!(standing("2026-11-12"), VersionStanding::EndsSoon);
        assert_eq!(standing("2026-11-13"), VersionStanding::Ended);
        assert_eq!(life(&v("42"), on("2026-01-01"), &[]).standing, VersionStanding::Unknown);
    }

    #[test]
    fn the_newest_offered_above_is_named() {
        let offered = [v("15"), v("18"), v("17"), v("13")];
        assert_eq!(life(&v("14"), on("2026-01-01"), &offered).newer, Some(v("18")));
        assert_eq!(life(&v("18.4"), on("2026-01-01"), &offered).newer, None);
    }

    #[test]
    fn data_goes_up_or_stays() {
        assert!(can_carry(&v("14"), &v("17")) && can_carry(&v("16.1"), &v("16")));
        assert!(
            !can_carry(&v("17"), &v("14"))
                && !can_carry(&v("9.6"), &v("14"))
                && !can_carry(&v("18"), &v("19"))
        );
    }

    #[test]
    fn extensions_that_are_gone_are_named() {
        let installed = ["plv8".to_owned(), "hstore".to_owned(), "adminpack".to_owned()];
        assert_eq!(gone_extensions(&installed, &v("16")), ["plv8"]);
        assert_eq!(gone_extensions(&installed, &v("17")), ["plv8", "adminpack"]);
    }
}
