//! Every code of an error has a title and a body in both languages, every remedy has words.

use std::path::Path;

use domain::error::ErrorKind;

use crate::catalogue::{self, LANGUAGES};
use crate::tree::{self, assert_bites, assert_clean, planted};

/// The ids that the table of errors needs.
fn needed() -> Vec<String> {
    let mut ids = Vec::new();
    for kind in ErrorKind::ALL {
        let code = kind.code().to_lowercase();
        ids.push(format!("error-{code}-title"));
        ids.push(format!("error-{code}-body"));
        let remedy = serde_json::to_value(kind.remedy()).expect("a remedy is a plain word");
        ids.push(format!("remedy-{}", remedy.as_str().expect("a word").replace('_', "-")));
    }
    ids.sort();
    ids.dedup();
    ids
}

fn breaches(root: &Path) -> Vec<String> {
    let mut breaches = Vec::new();
    for language in LANGUAGES {
        let words = catalogue::read(root, language).0;
        let missing = needed().into_iter().filter(|id| !words.contains_key(id));
        breaches.extend(missing.map(|id| format!("{id} has no words in {language}")));
    }
    breaches
}

#[test]
fn every_error_has_words_in_both_languages() {
    assert!(ErrorKind::ALL.len() > 20);
    assert_clean("errors and their words", &breaches(&tree::root()));
}

#[test]
fn an_error_without_french_words_is_seen() {
    let all: String = needed().iter().map(|id| format!("{id} = x\n")).collect();
    let some = all.replace("error-chg-net-001-body = x\n", "");
    assert_bites(
        &breaches(planted(&[("ui/src/i18n/en/e.ftl", &all), ("ui/src/i18n/fr/e.ftl", &some)]).path()),
        &["error-chg-net-001-body", "fr"],
    );
}
