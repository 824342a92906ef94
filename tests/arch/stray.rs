//! What must not lie in the tree: paths of somebody's machine, and anything that looks like a real secret.

use std::path::Path;

use crate::tree::{self, assert_bites, assert_clean, planted};

/// Files whose long random-looking strings are hashes, not secrets.
const HASHES: [&str; 3] = ["package-lock.json", "Cargo.lock", "servers.json"];

/// Beginnings that real tokens and keys have, and how many signs must follow.
const SECRETS: [(&str, usize); 7] = [
    ("ghp_", 30),
    ("github_pat_", 30),
    ("glpat-", 20),
    ("AKIA", 16),
    ("xoxb-", 20),
    ("npm_", 36),
    ("sk_live_", 20),
];

/// The start of a home or a working folder, put together so that this file is not its own breach.
fn machine_paths() -> Vec<String> {
    ["/root", "/home", "/Users", "/work"].iter().map(|folder| format!("{folder}/")).collect()
}

fn breaches(root: &Path) -> Vec<String> {
    let (paths, key) = (machine_paths(), format!("-----BEGIN {}", "RSA PRIVATE KEY-----"));
    let mut breaches = Vec::new();
    for source in tree::sources(root, "", &[]) {
        if HASHES.iter().any(|name| source.path.ends_with(name)) {
            continue;
        }
        for (number, line) in source.text.lines().enumerate() {
            let at = format!("{}:{}", source.path, number + 1);
            for path in &paths {
                if starts_a_path(line, path) && !made_up(&source.path, path) {
                    breaches.push(format!("{at}: names a path of a machine ({path}...)"));
                }
            }
            if line.contains(&key) || SECRETS.iter().any(|(start, length)| looks_secret(line, start, *length))
            {
                breaches.push(format!("{at}: looks like a real secret"));
            }
        }
    }
    breaches
}

/// The page's own stand-in for a host shows folders of people who do not exist.
fn made_up(file: &str, path: &str) -> bool {
    file.starts_with("ui/dev/") && machine_paths()[1..3].iter().any(|home| home == path)
}

/// True when `path` begins an absolute path in the line, not the middle of an address or of a longer path.
fn starts_a_path(line: &str, path: &str) -> bool {
    line.match_indices(path).any(|(at, _)| {
        let before = line[..at].chars().next_back();
        let after = line[at + path.len()..].chars().next();
        !before.is_some_and(|sign| {
            sign.is_alphanumeric() || matches!(sign, '.' | '/' | '-' | '_' | '}' | ')' | '*' | '~')
        }) && after.is_some_and(|sign| sign.is_alphanumeric() || sign == '.')
    })
}

fn looks_secret(line: &str, start: &str, length: usize) -> bool {
    line.match_indices(start).any(|(at, _)| {
        let signs = line[at + start.len()..].chars();
        signs.take_while(|sign| sign.is_ascii_alphanumeric() || *sign == '_').count() >= length
    })
}

#[test]
fn no_machine_path_and_no_secret_lies_in_the_tree() {
    assert_clean("stray", &breaches(&tree::root()));
}

#[test]
fn a_machine_path_is_seen() {
    let path = format!("const CACHE: &str = \"/{}/someone/cache\";", "home");
    assert_bites(&breaches(planted(&[("ui/src/a.ts", &path)]).path()), &["ui/src/a.ts:1", "machine"]);
    assert_clean(
        "an address",
        &breaches(planted(&[("a.md", "https://example.org/home/page and ./work/x")]).path()),
    );
}

#[test]
fn a_secret_is_seen() {
    let token = format!("token = \"{}{}\"", "ghp_", "a1".repeat(18));
    assert_bites(&breaches(planted(&[("a.toml", &token)]).path()), &["a.toml:1", "secret"]);
}
