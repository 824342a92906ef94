//! The languages that there are words for.

use unic_langid::{LanguageIdentifier, langid};

/// A language with a complete catalogue.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Language {
    /// English, which also stands in for words that another language lacks.
    #[default]
    English,
    /// French.
    French,
}

impl Language {
    /// Every language, English first.
    pub const ALL: [Language; 2] = [Language::English, Language::French];

    /// The language of a tag as systems write it: `fr`, `fr-CA`, `fr_FR.UTF-8`. `None` for one that we lack.
    #[must_use]
    pub fn of_tag(tag: &str) -> Option<Self> {
        let primary = tag.split(['-', '_', '.', '@']).next().unwrap_or_default().to_ascii_lowercase();
        Self::ALL.into_iter().find(|language| language.tag() == primary)
    }

    /// `en`, `fr`.
    #[must_use]
    pub fn tag(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::French => "fr",
        }
    }

    /// What it is in catalogues and formats.
    pub(crate) fn id(self) -> LanguageIdentifier {
        match self {
            Self::English => langid!("en"),
            Self::French => langid!("fr"),
        }
    }
}

impl From<&str> for Language {
    /// The language of a tag; English for one that we lack.
    fn from(tag: &str) -> Self {
        Self::of_tag(tag).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_of_systems_are_understood() {
        for tag in ["fr", "FR", "fr-CA", "fr_FR.UTF-8", "fr_BE@euro"] {
            assert_eq!(Language::of_tag(tag), Some(Language::French), "{tag}");
        }
        for tag in ["C", "", "de_DE.UTF-8", "fro"] {
            assert_eq!(Language::of_tag(tag), None, "{tag}");
        }
    }
}
