//! Words and their use: what is asked for exists, and what exists is asked for.
//!
//! An id counts as used when it stands as a literal, or when a literal is the beginning of it up to a value that the
//! program puts in: `error-${code}`, `format!("finding-{check}-{outcome}")`.

use std::collections::BTreeSet;
use std::path::Path;

use crate::catalogue;
use crate::tree::{self, Source, assert_bites, assert_clean, planted};

/// The calls whose first argument is an id: in the user interface, and in Rust.
const CALLS: [&str; 3] = ["t(", ".text(", ".try_text("];

/// The rooms of Rust that speak to people.
const SPEAKING: [&str; 5] = [
    "src-tauri/src/",
    "src-tauri/crates/cli/",
    "src-tauri/crates/bridge/",
    "src-tauri/crates/host/",
    "src-tauri/crates/words/",
];

/// What the sources ask for.
#[derive(Default)]
struct Asked {
    /// Literals in the form of an id, anywhere.
    literals: BTreeSet<String>,
    /// Beginnings of ids that end where a value is put in.
    beginnings: BTreeSet<String>,
    /// Literals that are certainly ids, with the file that asks.
    certain: BTreeSet<(String, String)>,
}

fn asking(root: &Path) -> Vec<Source> {
    let mut sources = tree::sources(root, "ui/src", &["ts", "svelte"]);
    sources.extend(tree::sources(root, "src-tauri", &["rs"]));
    sources.retain(|source| {
        let path = &source.path;
        let speaks = !path.ends_with(".rs") || SPEAKING.iter().any(|room| path.starts_with(room));
        speaks && ["/generated/", ".test.", "/tests/"].iter().all(|part| !path.contains(part))
    });
    sources
}

fn asked(root: &Path) -> Asked {
    let mut asked = Asked::default();
    for source in asking(root) {
        for (before, literal) in literals(&source.text) {
            let (head, whole) = match literal.find(['{', '$']) {
                Some(at) => (&literal[..at], false),
                None => (literal, !literal.ends_with('-')),
            };
            if whole && is_id(literal) {
                asked.literals.insert(literal.to_owned());
                if CALLS.iter().any(|call| called(before, call)) {
                    asked.certain.insert((literal.to_owned(), source.path.clone()));
                }
            } else if head.len() > 2 && head.ends_with('-') && is_id(head.trim_end_matches('-')) {
                asked.beginnings.insert(head.to_owned());
            }
        }
    }
    asked
}

/// True when `before` ends with a call of exactly this name.
fn called(before: &str, call: &str) -> bool {
    before.trim_end().strip_suffix(call).is_some_and(|rest| {
        !rest.chars().next_back().is_some_and(|sign| sign.is_alphanumeric() || sign == '_' || sign == '.')
    })
}

/// A message, a term or an attribute: `a-b`, `-a`, `a.label`.
fn is_id(text: &str) -> bool {
    let text = text.strip_prefix('-').unwrap_or(text);
    text.starts_with(|sign: char| sign.is_ascii_lowercase())
        && text
            .chars()
            .all(|sign| sign.is_ascii_lowercase() || sign.is_ascii_digit() || matches!(sign, '-' | '_' | '.'))
}

/// Every quoted piece on one line, with what stands before it.
fn literals(text: &str) -> Vec<(&str, &str)> {
    let mut found = Vec::new();
    let remark = |line: &str| ["//", "/*", "*"].iter().any(|start| line.trim_start().starts_with(start));
    for line in text.lines().filter(|line| !remark(line)) {
        let mut at = 0;
        while let Some(open) = line[at..].find(['"', '\'', '`']).map(|offset| at + offset) {
            let quote = &line[open..=open];
            let Some(length) = line[open + 1..].find(quote) else {
                at = open + 1;
                continue;
            };
            let close = open + 1 + length;
            found.push((&line[..open], &line[open + 1..close]));
            // A quote may open inside another kind of quote: look there too, except in the same kind.
            at = if line[open + 1..close].contains(['"', '\'', '`']) { open + 1 } else { close + 1 };
        }
    }
    found
}

fn breaches(root: &Path) -> Vec<String> {
    let (words, asked) = (catalogue::read(root, "en").0, asked(root));
    let mut breaches: Vec<String> = asked
        .certain
        .iter()
        .filter(|(id, _)| !words.contains_key(id))
        .map(|(id, path)| format!("{path}: asks for {id}, which is in no catalogue"))
        .collect();
    let referred: BTreeSet<&String> = words.values().flat_map(|entered| entered.references()).collect();
    for id in words.keys() {
        let message = id.split('.').next().unwrap_or(id);
        let used = asked.literals.contains(id)
            || asked.literals.contains(message)
            || referred.contains(id)
            || asked.beginnings.iter().any(|beginning| id.starts_with(beginning.as_str()));
        if !used {
            breaches.push(format!("{id}: nothing asks for it: remove it, or use it"));
        }
    }
    breaches
}

#[test]
fn every_word_asked_for_exists_and_every_word_is_asked_for() {
    assert_clean("words and their use", &breaches(&tree::root()));
}

/// A tree with these words and this component.
fn used(words: &str, component: &str) -> Vec<String> {
    breaches(planted(&[("ui/src/i18n/en/a.ftl", words), ("ui/src/A.svelte", component)]).path())
}

#[test]
fn plain_and_built_ids_count_as_used() {
    let words = "title = A\nerror-one-title = B\nterm-a = { -brand }\n-brand = C\n";
    assert_clean("used", &used(words, "<p>{t('title')} {t(`error-${code}-title`)} {t(\"term-a\")}</p>"));
}

#[test]
fn a_word_that_is_asked_for_and_missing_is_seen() {
    assert_bites(&used("title = A\n", "{t('title')}{t('titel')}"), &["ui/src/A.svelte", "titel"]);
}

#[test]
fn a_word_that_nothing_asks_for_is_seen() {
    assert_bites(&used("title = A\nold = B\n", "{t('title')}"), &["old", "nothing asks"]);
}
