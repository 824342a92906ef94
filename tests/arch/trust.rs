//! No call reaches an engine past the memory of its servers: what stands around an engine passes every call on, and with each endpoint
//! what its server has to prove.

use std::path::Path;

use crate::tree::{self, assert_bites, assert_clean, planted};

const CONTRACT: &str = "src-tauri/crates/domain/src/engine/mod.rs";
const AROUND: &str = "src-tauri/crates/app/src/trust.rs";
const ROOM: &str = "src-tauri/crates/app/src";

/// Names of the trait's functions, and whether each takes an endpoint.
fn contract(text: &str) -> Vec<(String, bool)> {
    let inside = text.split("pub trait Engine").nth(1).unwrap_or_default();
    let inside = inside.split("\n}").next().unwrap_or_default();
    let mut found = Vec::new();
    for (at, _) in inside.match_indices("fn ") {
        let rest = &inside[at + 3..];
        let (Some(open), Some(close)) = (rest.find('('), rest.find(')')) else { continue };
        if inside[..at].lines().next_back().is_some_and(|line| line.trim_start().starts_with("//")) {
            continue;
        }
        found.push((rest[..open].to_owned(), rest[open..close].contains("&Endpoint")));
    }
    found
}

fn breaches(root: &Path) -> Vec<String> {
    let read = |path: &str| std::fs::read_to_string(root.join(path)).unwrap_or_default();
    let around = read(AROUND);
    let calls = contract(&read(CONTRACT));
    let mut breaches = Vec::new();
    if calls.is_empty() {
        breaches.push(format!("{CONTRACT}: no function of the trait was found"));
    }
    for (name, takes_endpoint) in calls {
        // The question itself is asked as it is.
        let wanted = if takes_endpoint && name != "certificate" {
            format!("self.inner.{name}(&self.trusted(endpoint).await?")
        } else {
            format!("self.inner.{name}(")
        };
        if !around.contains(&wanted) {
            breaches.push(format!("{AROUND}: lacks {wanted}"));
        }
    }
    let places = [
        ("engines::by_kind(", "src-tauri/crates/app/src/ports.rs"),
        ("postgres::engine(", "src-tauri/crates/app/src/ports.rs"),
        ("engines.engine(", "src-tauri/crates/app/src/application.rs"),
    ];
    for source in tree::sources(root, ROOM, &["rs"]) {
        for (call, only) in places {
            if source.text.contains(call) && source.path != only {
                breaches.push(format!("{}: {call}: only {only} does", source.path));
            }
        }
    }
    breaches
}

#[test]
fn every_call_of_an_engine_passes_the_memory_of_servers() {
    assert_clean("trust", &breaches(&tree::root()));
}

#[test]
fn a_call_that_is_not_passed_on_or_passed_by_is_seen() {
    let contract = "pub trait Engine {\n    /// The fn of it.\n    fn descriptor(&self);\n    async fn probe(&self, endpoint: &Endpoint);\n    async fn new(\n        &self,\n        endpoint: &Endpoint,\n    ) {\n    }\n}\n";
    let good = "self.inner.descriptor(); self.inner.probe(&self.trusted(endpoint).await?).await";
    let tree = planted(&[(CONTRACT, contract), (AROUND, good)]);
    assert_bites(&breaches(tree.path()), &["lacks self.inner.new(&self.trusted(endpoint).await?"]);
    let bare =
        "self.inner.descriptor(); self.inner.probe(endpoint); self.inner.new(&self.trusted(endpoint).await?)";
    let tree = planted(&[(CONTRACT, contract), (AROUND, bare)]);
    assert_bites(&breaches(tree.path()), &["lacks self.inner.probe(&self.trusted("]);
    let whole = format!("{good} self.inner.new(&self.trusted(endpoint).await?)");
    for (line, word) in [
        ("let engine = engines::by_kind(kind);", "only src-tauri/crates/app/src/ports.rs"),
        ("let engine = engines::postgres::engine();", "only src-tauri/crates/app/src/ports.rs"),
        ("let engine = self.engines.engine(kind);", "only src-tauri/crates/app/src/application.rs"),
    ] {
        let other = "src-tauri/crates/app/src/other.rs";
        let tree = planted(&[(CONTRACT, contract), (AROUND, &whole), (other, line)]);
        assert_bites(&breaches(tree.path()), &[word, other]);
    }
}
