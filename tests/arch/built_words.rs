//! Words whose id is put together while the program runs: every value that can be put in has its words.
//!
//! The values are read from the generated TypeScript and from the checks themselves, so a new one cannot be forgotten.

use std::path::Path;

use crate::catalogue::{self, LANGUAGES};
use crate::tree::{self, assert_bites, assert_clean, planted};

const TYPES: &str = "ui/src/rpc/generated/types.ts";
const CHECKS: &str = "src-tauri/crates/app/src/checks";

/// A type of the commands and the ids that are built from its values.
const BUILT: [(&str, &[&str]); 17] = [
    ("ChangeKind", &["wizard-summary-kind-{}"]),
    ("Consequence", &["consequence-{}"]),
    ("DifferenceKind", &["run-difference-{}"]),
    ("Environment", &["environment-{}"]),
    ("FileVaultState", &["vault-file-{}", "vault-file-{}-body"]),
    ("KeyringState", &["vault-keyring-{}", "vault-keyring-{}-body"]),
    ("Level", &["wizard-validation-level-{}", "wizard-validation-group-{}"]),
    ("Phase", &["run-phase-{}"]),
    ("PriceBasis", &["wizard-billing-basis-{}"]),
    ("Remedy", &["remedy-{}"]),
    ("ResumeClass", &["run-leave-{}"]),
    ("RunState", &["run-state-{}"]),
    ("SignInWay", &["sign-in-way-{}"]),
    ("Step", &["run-own-step-{}"]),
    ("Theme", &["settings-theme-{}"]),
    ("VariableOutcome", &["run-variable-{}"]),
    ("Verdict", &["run-verification-{}"]),
];

/// Ids that can be built, each with what builds it; the second part lists what could not be read.
fn buildable(root: &Path) -> (Vec<(String, String)>, Vec<String>) {
    let (mut ids, mut unread) = (Vec::new(), Vec::new());
    let types = std::fs::read_to_string(root.join(TYPES)).unwrap_or_default();
    for (name, patterns) in BUILT {
        let values = values_of(&types, name);
        if values.is_empty() {
            unread.push(format!("{TYPES}: {name} is not a list of words there"));
        }
        for value in values {
            let key = value.replace('_', "-");
            ids.extend(
                patterns.iter().map(|pattern| (pattern.replace("{}", &key), format!("{name}.{value}"))),
            );
        }
    }
    for source in tree::sources(root, CHECKS, &["rs"]) {
        let Some(check) = between(&source.text, "const NAME: &str = \"", "\"") else { continue };
        ids.extend(
            outcomes(&source.text).map(|outcome| (format!("finding-{check}-{outcome}"), source.path.clone())),
        );
    }
    (ids, unread)
}

/// The words of `export type Name = "a" | "b";`.
fn values_of<'a>(types: &'a str, name: &str) -> Vec<&'a str> {
    let line = between(types, &format!("export type {name} = "), ";").unwrap_or_default();
    line.split('|').filter_map(|part| part.trim().strip_prefix('"')?.strip_suffix('"')).collect()
}

/// The outcomes of a check: the words that stand right before a level.
fn outcomes(check: &str) -> impl Iterator<Item = &str> {
    check.match_indices("Level::").filter_map(|(at, _)| {
        let before = check[..at].trim_end().strip_suffix(',')?.trim_end().strip_suffix('"')?;
        Some(&before[before.rfind('"')? + 1..])
    })
}

fn between<'a>(text: &'a str, start: &str, end: &str) -> Option<&'a str> {
    let rest = &text[text.find(start)? + start.len()..];
    Some(&rest[..rest.find(end)?])
}

fn breaches(root: &Path) -> Vec<String> {
    let (ids, mut breaches) = buildable(root);
    for language in LANGUAGES {
        let words = catalogue::read(root, language).0;
        let missing = ids.iter().filter(|(id, _)| !words.contains_key(id));
        breaches.extend(missing.map(|(id, by)| format!("{id} has no words in {language} ({by})")));
    }
    breaches.sort();
    breaches.dedup();
    breaches
}

#[test]
fn every_id_that_can_be_built_has_words() {
    let (ids, _) = buildable(&tree::root());
    assert!(ids.iter().any(|(id, _)| id.starts_with("finding-")), "no outcome of a check was found");
    assert_clean("built ids", &breaches(&tree::root()));
}

#[test]
fn an_outcome_without_words_is_seen() {
    let types: String =
        BUILT.iter().map(|(name, _)| format!("export type {name} = \"one_way\";\n")).collect();
    let check = "const NAME: &str = \"disk\";\nfn run() { say(NAME, \"full\",\n  Level::Blocker); (\"fits\", Level::Pass) }\n";
    let words: String = BUILT
        .iter()
        .flat_map(|(_, patterns)| *patterns)
        .map(|id| id.replace("{}", "one-way") + " = x\n")
        .collect();
    let after = |words: &str| {
        let check = (&*format!("{CHECKS}/disk.rs"), check);
        let files =
            [(TYPES, &*types), check, ("ui/src/i18n/en/a.ftl", words), ("ui/src/i18n/fr/a.ftl", words)];
        breaches(planted(&files).path())
    };
    let both = after(&words);
    assert_eq!(both.len(), 4, "two outcomes in two languages: {both:#?}");
    let whole = format!("{words}finding-disk-full = x\nfinding-disk-fits = x\n");
    assert_clean("all there", &after(&whole));
    let lacking = whole.replace("run-state-one-way = x\n", "");
    assert_bites(&after(&lacking)[..1], &["run-state-one-way", "RunState"]);
}
