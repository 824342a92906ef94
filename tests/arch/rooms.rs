//! Who may know whom: the table of docs/ARCHITECTURE.md, read from `cargo metadata` of the tree under test.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use cargo_metadata::{DependencyKind, Metadata, MetadataCommand, PackageId};

use crate::tree::{self, assert_bites, assert_clean, planted};

const WINDOW: &[&str] = &["tauri", "tauri-build", "wry", "tao", "webkit2gtk"];
const HTTP_CLIENT: &[&str] = &["reqwest", "ureq", "isahc", "hyper", "hyper-util", "curl", "attohttpc"];
const HTTP_SERVER: &[&str] = &["axum", "warp", "actix-web", "rocket", "tower-http"];
const SQL: &[&str] =
    &["sqlx", "tokio-postgres", "postgres", "rusqlite", "mysql_async", "mysql", "mongodb", "redis"];
const RUNTIME: &[&str] = &["tokio", "async-std", "smol", "async-executor"];
const CLOCK: &[&str] = &["jiff", "chrono", "time"];
const DISK: &[&str] = &["directories", "dirs", "tempfile", "fs4", "atomic-write-file", "walkdir"];
const KEYRING: &[&str] = &["keyring", "keyring-core", "age", "secret-service"];
const LOG: &[&str] = &["log", "env_logger", "tracing-subscriber", "tracing-appender"];
const WORDS: &[&str] = &["fluent-bundle", "fluent", "words"];

/// One room: the crates of the house that it may use, the outside ones it must never name.
struct Room {
    name: &'static str,
    may_use: &'static [&'static str],
    never: &'static [&'static [&'static str]],
}

const HOST: &[&str] = &["app", "domain", "host", "practice", "rpc", "words"];

/// The table. A crate that is not listed is a breach: it has no place in the house yet.
const ROOMS: &[Room] = &[
    Room {
        name: "domain",
        may_use: &[],
        never: &[RUNTIME, SQL, HTTP_CLIENT, HTTP_SERVER, WINDOW, CLOCK, DISK, KEYRING, LOG, WORDS],
    },
    Room { name: "vault", may_use: &["domain"], never: &[SQL, HTTP_CLIENT, HTTP_SERVER, WINDOW, LOG, WORDS] },
    Room { name: "store", may_use: &["domain"], never: &[HTTP_CLIENT, HTTP_SERVER, WINDOW, KEYRING, WORDS] },
    Room {
        name: "providers",
        may_use: &["domain"],
        never: &[SQL, HTTP_SERVER, WINDOW, DISK, KEYRING, WORDS],
    },
    Room {
        name: "engines",
        may_use: &["domain"],
        never: &[HTTP_CLIENT, HTTP_SERVER, WINDOW, DISK, KEYRING, WORDS],
    },
    Room {
        name: "transfer",
        may_use: &["domain"],
        never: &[SQL, HTTP_CLIENT, HTTP_SERVER, WINDOW, DISK, KEYRING, WORDS],
    },
    Room {
        name: "app",
        may_use: &["domain", "engines", "providers", "store", "transfer", "vault"],
        never: &[SQL, HTTP_CLIENT, HTTP_SERVER, WINDOW, KEYRING, WORDS],
    },
    Room { name: "practice", may_use: &["domain", "engines", "transfer"], never: &[WINDOW, KEYRING, WORDS] },
    Room {
        name: "rpc",
        may_use: &["app", "domain"],
        never: &[SQL, HTTP_CLIENT, HTTP_SERVER, WINDOW, KEYRING, WORDS],
    },
    Room {
        name: "host",
        may_use: &["app", "domain", "practice", "providers", "vault", "words"],
        never: &[SQL, HTTP_CLIENT, HTTP_SERVER, WINDOW, KEYRING],
    },
    Room {
        name: "words",
        may_use: &[],
        never: &[RUNTIME, SQL, HTTP_CLIENT, HTTP_SERVER, WINDOW, DISK, KEYRING],
    },
    Room { name: "cli", may_use: HOST, never: &[SQL, HTTP_CLIENT, HTTP_SERVER, WINDOW, KEYRING] },
    Room { name: "bridge", may_use: HOST, never: &[SQL, HTTP_CLIENT, WINDOW, KEYRING] },
    Room { name: "changeover-desktop", may_use: HOST, never: &[SQL, HTTP_CLIENT, HTTP_SERVER, KEYRING] },
    Room { name: "xtask", may_use: &[], never: &[RUNTIME, SQL, HTTP_CLIENT, HTTP_SERVER, WINDOW] },
];

/// What some rooms must not reach even through others. Only the window's own crate may reach the window.
const NEVER_REACHED: &[(&str, &[&[&str]])] = &[
    ("domain", &[RUNTIME, SQL, HTTP_CLIENT, WINDOW, KEYRING]),
    ("vault", &[SQL, HTTP_CLIENT, WINDOW]),
    ("store", &[HTTP_CLIENT, WINDOW, KEYRING]),
    ("providers", &[SQL, WINDOW, KEYRING]),
    ("engines", &[HTTP_CLIENT, WINDOW, KEYRING]),
    ("transfer", &[SQL, HTTP_CLIENT, WINDOW]),
    ("app", &[WINDOW, &["axum"]]),
    ("practice", &[WINDOW, KEYRING]),
    ("rpc", &[WINDOW, &["axum"]]),
    ("host", &[WINDOW]),
    ("cli", &[WINDOW]),
    ("bridge", &[WINDOW]),
];

/// Reads the graph of the tree at `root`, without the network: for this system only, since the crates of others may never
/// have been fetched. What the manifests name is read whole all the same.
fn metadata(root: &Path) -> Metadata {
    let version =
        std::process::Command::new("rustc").arg("-vV").output().expect("rustc tells its host").stdout;
    let version = String::from_utf8(version).expect("text");
    let host = version.lines().find_map(|line| line.strip_prefix("host: ")).expect("a host");
    let only = ["--offline", "--filter-platform", host].map(str::to_owned).to_vec();
    MetadataCommand::new()
        .manifest_path(root.join("Cargo.toml"))
        .other_options(only)
        .exec()
        .expect("cargo metadata of the tree")
}

/// Breaches of the table by what the crates name in their manifests.
fn named(graph: &Metadata) -> Vec<String> {
    let members: BTreeSet<String> =
        graph.workspace_packages().iter().map(|package| package.name.to_string()).collect();
    let mut breaches = Vec::new();
    for package in graph.workspace_packages() {
        let name = package.name.as_str();
        if name == "tests" {
            continue;
        }
        let Some(room) = ROOMS.iter().find(|room| room.name == name) else {
            breaches.push(format!("{name}: has no place in the table of who may know whom"));
            continue;
        };
        for dependency in package.dependencies.iter().filter(|one| one.kind != DependencyKind::Development) {
            let other = dependency.name.as_str();
            if members.contains(other) && !room.may_use.contains(&other) {
                breaches.push(format!("{name} uses {other}, which it may not know"));
            } else if room.never.iter().any(|group| group.contains(&other)) {
                breaches.push(format!("{name} names {other}, which it must never"));
            } else if other.starts_with("tauri") && name != "changeover-desktop" {
                breaches.push(format!("{name} names {other}: only the window knows the window's library"));
            }
        }
    }
    breaches
}

/// Breaches through others: what a room reaches along the resolved graph.
fn reached(graph: &Metadata) -> Vec<String> {
    let Some(resolve) = &graph.resolve else { return vec!["cargo metadata resolved nothing".to_owned()] };
    let edges: BTreeMap<&PackageId, Vec<&PackageId>> = resolve
        .nodes
        .iter()
        .map(|node| {
            let used = node
                .deps
                .iter()
                .filter(|to| to.dep_kinds.iter().any(|kind| kind.kind == DependencyKind::Normal));
            (&node.id, used.map(|to| &to.pkg).collect())
        })
        .collect();
    let name_of: BTreeMap<&PackageId, &str> =
        graph.packages.iter().map(|one| (&one.id, one.name.as_str())).collect();
    let mut breaches = Vec::new();
    for (room, never) in NEVER_REACHED {
        let Some(start) = graph.workspace_packages().into_iter().find(|one| one.name.as_str() == *room)
        else {
            continue;
        };
        let (mut seen, mut open) = (BTreeSet::from([&start.id]), vec![&start.id]);
        while let Some(at) = open.pop() {
            for next in edges.get(at).into_iter().flatten() {
                if seen.insert(*next) {
                    open.push(*next);
                    let other = name_of.get(*next).copied().unwrap_or_default();
                    if never.iter().any(|group| group.contains(&other)) {
                        let by = name_of.get(at).copied().unwrap_or_default();
                        breaches.push(format!("{room} reaches {other} through {by}"));
                    }
                }
            }
        }
    }
    breaches
}

#[test]
fn no_room_knows_more_than_the_table_allows() {
    let graph = metadata(&tree::root());
    assert_clean("who may know whom", &[named(&graph), reached(&graph)].concat());
}

#[test]
fn every_room_of_the_table_exists() {
    let graph = metadata(&tree::root());
    let members: BTreeSet<&str> =
        graph.workspace_packages().iter().map(|package| package.name.as_str()).collect();
    let gone: Vec<_> = ROOMS.iter().map(|room| room.name).filter(|name| !members.contains(name)).collect();
    assert!(gone.is_empty(), "the table names rooms that are gone: {gone:?}");
}

/// A workspace of empty crates: `(name, dependencies)`, each found by path, so that no registry is asked.
fn house(crates: &[(&str, &[&str])]) -> tempfile::TempDir {
    let members = crates.iter().map(|(name, _)| format!("\"{name}\"")).collect::<Vec<_>>().join(", ");
    let folder =
        planted(&[("Cargo.toml", &format!("[workspace]\nresolver = \"3\"\nmembers = [{members}]\n"))]);
    for (name, uses) in crates {
        let list: String =
            uses.iter().map(|other| format!("{other} = {{ path = \"../{other}\" }}\n")).collect();
        let manifest = format!(
            "[package]\nname = \"{name}\"\nversion = \"0.0.0\"\nedition = \"2024\"\n[dependencies]\n{list}"
        );
        std::fs::create_dir_all(folder.path().join(name).join("src")).expect("a folder");
        std::fs::write(folder.path().join(name).join("Cargo.toml"), manifest).expect("a manifest");
        std::fs::write(folder.path().join(name).join("src").join("lib.rs"), "//! Empty.\n").expect("a file");
    }
    folder
}

/// Breaches of the planted house, leaving out that its stand-ins for outside crates are in no table.
fn breaches_of(crates: &[(&str, &[&str])]) -> Vec<String> {
    let folder = house(crates);
    let graph = metadata(folder.path());
    let all = [named(&graph), reached(&graph)].concat();
    all.into_iter().filter(|line| !line.contains("has no place")).collect()
}

#[test]
fn a_forbidden_room_is_seen() {
    assert!(breaches_of(&[("domain", &[]), ("transfer", &["domain"])]).is_empty());
    assert_bites(&breaches_of(&[("vault", &[]), ("practice", &["vault"])]), &["practice uses vault"]);
    assert_bites(
        &breaches_of(&[("domain", &[]), ("engines", &[]), ("transfer", &["engines"])]),
        &["transfer uses engines"],
    );
}

#[test]
fn a_forbidden_outside_crate_is_seen_when_named_and_when_reached() {
    let named = breaches_of(&[("sqlx", &[]), ("domain", &["sqlx"])]);
    assert!(named.iter().any(|line| line.contains("domain uses sqlx")), "{named:?}");
    assert_bites(
        &breaches_of(&[
            ("tauri", &[]),
            ("between", &["tauri"]),
            ("xtask", &[]),
            ("rpc", &[]),
            ("cli", &["rpc", "between"]),
        ])
        .into_iter()
        .filter(|line| line.contains("reaches"))
        .collect::<Vec<_>>(),
        &["cli reaches tauri through between"],
    );
}

#[test]
fn a_crate_without_a_place_is_seen() {
    let folder = house(&[("domain", &[]), ("attic", &[])]);
    assert_bites(&named(&metadata(folder.path())), &["attic", "no place"]);
}
