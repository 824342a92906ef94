//! The committed TypeScript is exactly what the crate `rpc` generates today.

use std::collections::BTreeMap;
use std::path::Path;

use crate::tree::{self, assert_bites, assert_clean, planted};

const FOLDER: &str = "ui/src/rpc/generated";

fn breaches(root: &Path) -> Vec<String> {
    let folder = root.join(FOLDER);
    let fresh: BTreeMap<String, String> = rpc::typescript::files()
        .into_iter()
        .map(|(name, text)| (name.to_string(), text.to_string()))
        .collect();
    let mut breaches = Vec::new();
    for (name, text) in &fresh {
        match std::fs::read_to_string(folder.join(name)) {
            Err(_) => breaches.push(format!("{FOLDER}/{name}: is missing: run `cargo x gen`")),
            Ok(there) if there != *text => {
                breaches.push(format!("{FOLDER}/{name}: is stale: run `cargo x gen`"))
            }
            Ok(_) => {}
        }
    }
    for entry in std::fs::read_dir(&folder).into_iter().flatten().flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        if !fresh.contains_key(&name) {
            breaches.push(format!("{FOLDER}/{name}: nothing generates it"));
        }
    }
    breaches
}

#[test]
fn the_generated_types_are_fresh() {
    assert_clean("generated TypeScript", &breaches(&tree::root()));
}

/// A tree with everything fresh but what `change` does to it.
fn after(change: impl Fn(&Path)) -> Vec<String> {
    let tree = planted(&[]);
    let folder = tree.path().join(FOLDER);
    std::fs::create_dir_all(&folder).expect("a folder");
    for (name, text) in rpc::typescript::files() {
        std::fs::write(folder.join(name), text).expect("a file");
    }
    change(&folder);
    breaches(tree.path())
}

#[test]
fn a_stale_a_missing_and_a_left_over_type_are_seen() {
    assert_clean("untouched", &after(|_| {}));
    let first = rpc::typescript::files().into_iter().next().expect("a generated file").0.to_string();
    let stale = after(|folder| {
        let text = std::fs::read_to_string(folder.join(&first)).expect("a file");
        std::fs::write(folder.join(&first), format!("{text}export type Planted = string;\n"))
            .expect("a file");
    });
    assert_bites(&stale, &[&first, "stale"]);
    assert_bites(
        &after(|folder| std::fs::remove_file(folder.join(&first)).expect("gone")),
        &[&first, "missing"],
    );
    assert_bites(
        &after(|folder| std::fs::write(folder.join("old.ts"), "").expect("a file")),
        &["old.ts", "nothing generates"],
    );
}
