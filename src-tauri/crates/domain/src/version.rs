//! Versions of engines as their providers write them, how they compare, and how long they live.

use std::cmp::Ordering;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A version token, always text: `17`, `8.0`, `8.8.0`. Kept as written, compared by its numbers.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(transparent)]
pub struct Version(pub String);

impl Version {
    /// The numbers of the token in order; empty where it holds none.
    #[must_use]
    pub fn numbers(&self) -> Vec<u64> {
        self.0.split(|c: char| !c.is_ascii_digit()).filter_map(|part| part.parse().ok()).collect()
    }

    /// The first number: the major version of PostgreSQL since 10.
    #[must_use]
    pub fn major(&self) -> Option<u64> {
        self.numbers().first().copied()
    }

    /// Compares as far as both are written: `17` and `17.4` are equal, since the shorter names the whole family.
    /// `None` where one of the two holds no number.
    #[must_use]
    pub fn compare(&self, other: &Version) -> Option<Ordering> {
        let (ours, theirs) = (self.numbers(), other.numbers());
        if ours.is_empty() || theirs.is_empty() {
            return None;
        }
        Some(
            ours.iter()
                .zip(&theirs)
                .map(|(a, b)| a.cmp(b))
                .find(|o| *o != Ordering::Equal)
                .unwrap_or(Ordering::Equal),
        )
    }
}

impl std::fmt::Display for Version {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

/// How a version stands against its makers' calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum VersionStanding {
    /// Supported, with at least six months to go.
    Supported,
    /// Its end of life is less than six months away.
    EndsSoon,
    /// Its end of life has passed.
    Ended,
    /// We know no date for it.
    Unknown,
}

/// The life of one major version.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct VersionLife {
    /// How it stands today.
    pub standing: VersionStanding,
    /// ISO date (`2026-11-12`) of the end of life, where known.
    pub end_of_life: Option<String>,
    /// The newest major that its provider offers, where it is higher than this one.
    pub newer: Option<Version>,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn version(text: &str) -> Version {
        Version(text.into())
    }

    #[test]
    fn a_short_token_names_the_whole_family() {
        assert_eq!(version("17").compare(&version("17.4")), Some(Ordering::Equal));
        assert_eq!(version("14.23").compare(&version("17")), Some(Ordering::Less));
        assert_eq!(version("8.4").compare(&version("8.0")), Some(Ordering::Greater));
    }

    #[test]
    fn a_token_without_numbers_compares_with_nothing() {
        assert_eq!(version("latest").compare(&version("17")), None);
    }
}
