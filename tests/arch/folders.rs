//! What stands where: the top of the house, and the fixed set of files of a provider and of an engine.

use std::path::Path;

use crate::imports::implementing;
use crate::tree::{self, assert_bites, assert_clean, planted};

/// Everything that may stand at the top. What git ignores does not count.
const TOP: [&str; 19] = [
    ".cargo",
    ".ci",
    ".clippy.toml",
    ".config",
    ".gitattributes",
    ".gitignore",
    ".rustfmt.toml",
    "CHANGELOG.md",
    "Cargo.lock",
    "Cargo.toml",
    "LICENSE",
    "README.md",
    "deny.toml",
    "docs",
    "icons",
    "rust-toolchain.toml",
    "src-tauri",
    "tests",
    "ui",
];
/// What may be absent.
const OPTIONAL: [&str; 2] = [".gitattributes", "rust-toolchain.toml"];
/// What tools leave behind and git ignores.
const IGNORED: [&str; 5] = [".git", "target", "screens", ".DS_Store", "node_modules"];

/// The files that each provider's folder has.
const PROVIDER: [&str; 9] =
    ["mod.rs", "descriptor", "auth.rs", "api", "wire", "map", "docs.md", "logo.svg", "fixtures"];
/// The files that each engine's folder has.
const ENGINE: [&str; 9] =
    ["mod.rs", "connect", "catalog", "ddl", "source", "target", "fingerprint", "versions", "docs.md"];

/// Entries at the top that have no place there, and those that are missing.
fn top(root: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(root).into_iter().flatten().flatten();
    let names: Vec<String> = entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    let placed = |name: &str| TOP.contains(&name) || IGNORED.contains(&name);
    let mut breaches: Vec<String> = names
        .iter()
        .filter(|name| !placed(name))
        .map(|name| format!("{name}: has no place at the top of the house"))
        .collect();
    let missing =
        TOP.iter().filter(|name| !OPTIONAL.contains(name) && !names.iter().any(|there| there == *name));
    breaches.extend(missing.map(|name| format!("{name}: is missing at the top of the house")));
    breaches
}

/// Providers or engines that lack a file of the fixed set. A name without an ending may be a file or a folder of modules.
fn incomplete(root: &Path, room: &str, contract: &str, wanted: &[&str]) -> Vec<String> {
    let mut breaches = Vec::new();
    for name in implementing(root, room, contract) {
        let folder = root.join(format!("src-tauri/crates/{room}/src")).join(&name);
        for part in wanted {
            let there =
                [folder.join(part), folder.join(format!("{part}.rs"))].iter().any(|path| path.exists());
            if !there {
                breaches.push(format!("{room}/{name}: lacks {part}"));
            }
        }
    }
    breaches
}

#[test]
fn the_top_of_the_house_is_as_planned() {
    assert_clean("top of the house", &top(&tree::root()));
}

#[test]
fn a_stray_file_at_the_top_is_seen() {
    let files: Vec<(&str, &str)> = TOP.iter().map(|name| (*name, "")).chain([("notes.txt", "")]).collect();
    assert_bites(&top(planted(&files).path()), &["notes.txt"]);
    assert_bites(&top(planted(&files[1..TOP.len()]).path()), &[".cargo", "missing"]);
}

#[test]
fn every_provider_and_every_engine_is_whole() {
    assert_clean("providers", &incomplete(&tree::root(), "providers", "Provider", &PROVIDER));
    assert_clean("engines", &incomplete(&tree::root(), "engines", "Engine", &ENGINE));
}

#[test]
fn a_provider_without_its_page_is_seen() {
    let base = "src-tauri/crates/providers/src/one";
    let files: Vec<(String, &str)> = [
        "mod.rs",
        "descriptor.rs",
        "auth.rs",
        "api.rs",
        "wire/mod.rs",
        "map.rs",
        "logo.svg",
        "fixtures/a.json",
    ]
    .iter()
    .map(|name| (format!("{base}/{name}"), "//! x\nimpl Provider for One {}\n"))
    .collect();
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (path.as_str(), *text)).collect();
    assert_bites(
        &incomplete(planted(&files).path(), "providers", "Provider", &PROVIDER),
        &["providers/one", "docs.md"],
    );
}
