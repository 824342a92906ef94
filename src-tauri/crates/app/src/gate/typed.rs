//! The typed name: paste allowed, compared after trimming and Unicode normalisation.

use domain::database::DatabaseSummary;
use domain::run::Environment;
use unicode_normalization::UnicodeNormalization as _;

/// The name that must be typed; `None` where a button is enough.
pub(super) fn wanted(environment: Environment, database: &DatabaseSummary) -> Option<String> {
    match environment {
        Environment::Production => Some(database.name.clone()),
        Environment::Unmarked | Environment::Staging | Environment::Development => None,
    }
}

/// Whether what was typed is the name.
pub(crate) fn matches(wanted: &str, typed: Option<&str>) -> bool {
    let form = |text: &str| text.trim().nfc().collect::<String>();
    typed.is_some_and(|typed| form(typed) == form(wanted))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn space_around_and_the_way_accents_are_written_do_not_matter_and_all_else_does() {
        assert!(matches("caf\u{e9}", Some("  cafe\u{301}\n")));
        assert!(!matches("shop", Some("Shop")));
        assert!(!matches("shop", Some("sh op")));
        assert!(!matches("shop", None));
        assert!(!matches("shop", Some("")));
    }
}
