//! How source files look: they say what they are for, stay short, and bear names that mean something.

use std::path::Path;

use crate::tree::{self, assert_bites, assert_clean, planted};

/// The longest a source file may be, in lines.
const LONGEST: usize = 500;

/// Names that say nothing about what is inside.
const EMPTY_NAMES: [&str; 12] = [
    "util", "utils", "helper", "helpers", "manager", "managers", "common", "misc", "types", "stuff",
    "shared", "base",
];

/// Every Rust file opens with `//!`.
fn without_module_docs(root: &Path) -> Vec<String> {
    let silent = |text: &str| {
        !text
            .lines()
            .find(|line| !line.trim().is_empty())
            .is_some_and(|line| line.starts_with("//!") || line.starts_with("#![doc = include_str!("))
    };
    ["src-tauri", "tests"]
        .iter()
        .flat_map(|folder| tree::sources(root, folder, &["rs"]))
        .filter(|source| silent(&source.text))
        .map(|source| {
            format!("{}: does not open with `//!`: say what it is for and what it must not do", source.path)
        })
        .collect()
}

/// No source is longer than [`LONGEST`]; what tools generate is let off.
fn too_long(root: &Path) -> Vec<String> {
    tree::sources(root, "", &["rs", "ts", "svelte", "css"])
        .into_iter()
        .filter(|source| !source.path.contains("/generated/"))
        .map(|source| (source.text.lines().count(), source.path))
        .filter(|(lines, _)| *lines > LONGEST)
        .map(|(lines, path)| format!("{path}: {lines} lines, {LONGEST} is the most: split it by subject"))
        .collect()
}

/// No file, folder or module bears an empty name.
fn empty_names(root: &Path) -> Vec<String> {
    let mut breaches = Vec::new();
    for source in tree::sources(root, "", &["rs", "ts", "svelte", "js"]) {
        if source.path.contains("/generated/") {
            continue;
        }
        for part in source.path.split('/') {
            let stem = part.split('.').next().unwrap_or(part).to_lowercase();
            if EMPTY_NAMES.contains(&stem.as_str()) {
                breaches.push(format!("{}: `{stem}` says nothing: name it after its subject", source.path));
            }
        }
    }
    breaches.dedup();
    breaches
}

#[test]
fn every_rust_file_says_what_it_is_for() {
    assert_clean("module docs", &without_module_docs(&tree::root()));
}

#[test]
fn a_silent_file_is_seen() {
    let tree = planted(&[
        ("tests/a.rs", "//! Speaks.\n"),
        ("src-tauri/src/b.rs", "// not a module doc\nfn main() {}\n"),
    ]);
    assert_bites(&without_module_docs(tree.path()), &["src-tauri/src/b.rs"]);
}

#[test]
fn no_source_is_longer_than_500_lines() {
    assert_clean("500 lines", &too_long(&tree::root()));
}

#[test]
fn a_501_line_file_is_seen_and_a_500_line_one_is_not() {
    for extension in ["rs", "ts", "svelte", "css"] {
        let (long, fits) = ("x\n".repeat(501), "x\n".repeat(500));
        let tree = planted(&[
            (&format!("ui/src/long.{extension}"), &long),
            (&format!("ui/src/fits.{extension}"), &fits),
        ]);
        assert_bites(&too_long(tree.path()), &["ui/src/long.", "501 lines"]);
    }
}

#[test]
fn no_name_is_empty() {
    assert_clean("names", &empty_names(&tree::root()));
}

#[test]
fn an_empty_name_is_seen_as_file_and_as_folder() {
    assert_bites(&empty_names(planted(&[("ui/src/utils.ts", "")]).path()), &["ui/src/utils.ts"]);
    assert_bites(&empty_names(planted(&[("src-tauri/src/helpers/one.rs", "//! x\n")]).path()), &["helpers"]);
    assert!(empty_names(planted(&[("ui/src/typeset.ts", "")]).path()).is_empty());
}
