//! The tiers of the user interface and of the folders of providers and engines: who imports whom.

use std::path::Path;

use crate::tree::{self, Source, assert_bites, assert_clean, planted};

/// What a tier of `ui/src` may import from. `platform`, `rpc`, `i18n` and `router` lie below all the others; `parts` are made
/// of `design` and know our words, so that features need not know each other.
const TIERS: &[(&str, &[&str])] = &[
    ("platform", BELOW),
    ("rpc", BELOW),
    ("i18n", BELOW),
    ("router", BELOW),
    ("design", &["platform", "rpc", "i18n", "router"]),
    ("parts", &["platform", "rpc", "i18n", "router", "design"]),
    ("features", &["platform", "rpc", "i18n", "router", "design", "parts"]),
    ("views", &["platform", "rpc", "i18n", "router", "design", "parts", "features"]),
];
const BELOW: &[&str] = &["platform", "rpc", "i18n", "router"];

/// Breaches of the tiers in `ui/src`.
fn tiers(root: &Path) -> Vec<String> {
    let mut breaches = Vec::new();
    for source in tree::sources(root, "ui/src", &["ts", "svelte", "js"]) {
        let folder = source.path["ui/src/".len()..].split_once('/').map(|(folder, _)| folder);
        if folder.is_some_and(|folder| TIERS.iter().all(|(tier, _)| *tier != folder) && folder != "test") {
            breaches.push(format!("{}: its folder is no tier of the plan", source.path));
        }
        let Some((tier, allowed)) =
            TIERS.iter().find(|(tier, _)| source.path.starts_with(&format!("ui/src/{tier}/")))
        else {
            if imports(&source).any(|import| import.starts_with("@tauri-apps")) {
                breaches.push(format!("{}: imports @tauri-apps: only ui/src/platform does", source.path));
            }
            continue;
        };
        for import in imports(&source) {
            if import.starts_with("@tauri-apps") && *tier != "platform" {
                breaches.push(format!("{}: imports {import}: only ui/src/platform does", source.path));
            }
            let Some(target) = resolved(&source.path, import) else { continue };
            let mut parts = target.split('/');
            let (other, inside) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
            if other == *tier {
                let own = source.path.split('/').nth(3).unwrap_or_default();
                if *tier == "features" && inside != own {
                    breaches.push(format!("{}: the feature {own} imports the feature {inside}", source.path));
                }
            } else if TIERS.iter().any(|(name, _)| *name == other) && !allowed.contains(&other) {
                breaches.push(format!(
                    "{}: {tier} imports {other}, which stands above or beside it",
                    source.path
                ));
            }
        }
    }
    breaches
}

/// The targets of `import ... from '...'`, `export ... from '...'`, `import('...')` and bare `import '...'`.
fn imports(source: &Source) -> impl Iterator<Item = &str> {
    source.text.match_indices(['\'', '"']).filter_map(|(at, quote)| {
        let before = source.text[..at].trim_end();
        let word = ["from", "import", "import("].iter().any(|word| before.ends_with(word));
        let rest = &source.text[at + 1..];
        word.then(|| rest.split(quote).next().unwrap_or_default())
    })
}

/// A path below `ui/src` for a relative import or one by the alias `$/`, `@/`, `$lib/` or `~/`; `None` for a package.
fn resolved(from: &str, import: &str) -> Option<String> {
    if let Some(rest) =
        ["$/", "@/", "~/", "$lib/", "src/", "/src/"].iter().find_map(|alias| import.strip_prefix(alias))
    {
        return Some(rest.to_owned());
    }
    if let Some(rest) = import.strip_prefix('$')
        && TIERS.iter().any(|(tier, _)| rest == *tier || rest.starts_with(&format!("{tier}/")))
    {
        return Some(rest.to_owned());
    }
    if !import.starts_with('.') {
        return None;
    }
    let mut parts: Vec<&str> = from.strip_prefix("ui/src/")?.split('/').collect();
    parts.pop();
    for part in import.split('/') {
        match part {
            "." => {}
            ".." => drop(parts.pop()),
            other => parts.push(other),
        }
    }
    Some(parts.join("/"))
}

/// The folders of `room` that are a provider or an engine: they implement `contract` of the domain. Others hold what
/// several of them share.
pub(crate) fn implementing(root: &Path, room: &str, contract: &str) -> Vec<String> {
    let base = format!("src-tauri/crates/{room}/src");
    let implements = format!("{contract} for ");
    let mut folders: Vec<String> = tree::sources(root, &base, &["rs"])
        .iter()
        .filter(|source| {
            source.text.lines().any(|line| line.starts_with("impl ") && line.contains(&implements))
        })
        .filter_map(|source| Some(source.path[base.len() + 1..].split_once('/')?.0.to_owned()))
        .collect();
    folders.sort();
    folders.dedup();
    folders
}

/// No provider knows the next, and no engine.
fn neighbours(root: &Path, room: &str, contract: &str) -> Vec<String> {
    let base = format!("src-tauri/crates/{room}/src");
    let folders = implementing(root, room, contract);
    let mut breaches = Vec::new();
    for source in tree::sources(root, &base, &["rs"]) {
        let own = source.path[base.len() + 1..].split('/').next().unwrap_or_default().to_owned();
        for other in folders.iter().filter(|other| **other != own && folders.contains(&own)) {
            if source.text.contains(&format!("crate::{other}")) {
                breaches.push(format!("{}: {own} knows its neighbour {other}", source.path));
            }
        }
    }
    breaches
}

#[test]
fn the_tiers_of_the_ui_hold() {
    assert_clean("tiers", &tiers(&tree::root()));
}

#[test]
fn no_provider_and_no_engine_knows_its_neighbour() {
    assert_clean("providers", &neighbours(&tree::root(), "providers", "Provider"));
    assert_clean("engines", &neighbours(&tree::root(), "engines", "Engine"));
}

#[test]
fn a_feature_that_imports_a_feature_is_seen() {
    let other = planted(&[(
        "ui/src/features/history/List.svelte",
        "<script>\nimport A from '../accounts/A.svelte';\n</script>",
    )]);
    assert_bites(&tiers(other.path()), &["the feature history imports the feature accounts"]);
    let own = planted(&[(
        "ui/src/features/history/List.svelte",
        "import A from './A.svelte'; import B from '../../design/B.svelte';",
    )]);
    assert_clean("its own folder and design", &tiers(own.path()));
}

#[test]
fn an_import_from_above_is_seen() {
    let above =
        planted(&[("ui/src/design/components/A.svelte", "import { x } from \"../../features/accounts/x\";")]);
    assert_bites(&tiers(above.path()), &["design imports features"]);
    let view = planted(&[("ui/src/features/a/A.ts", "export * from '$views/page';")]);
    assert_bites(&tiers(view.path()), &["features imports views"]);
}

#[test]
fn the_window_s_library_outside_platform_is_seen() {
    let text = "import { invoke } from '@tauri-apps/api/core';";
    assert_bites(&tiers(planted(&[("ui/src/features/a/A.ts", text)]).path()), &["@tauri-apps"]);
    assert_bites(
        &tiers(planted(&[("ui/src/main.ts", "const x = await import('@tauri-apps/api');")]).path()),
        &["main.ts"],
    );
    assert_clean("platform may", &tiers(planted(&[("ui/src/platform/tauri.ts", text)]).path()));
}

#[test]
fn a_folder_that_is_no_tier_is_seen() {
    assert_bites(&tiers(planted(&[("ui/src/attic/a.ts", "")]).path()), &["ui/src/attic/a.ts", "no tier"]);
}

#[test]
fn a_provider_that_knows_its_neighbour_is_seen() {
    let tree = planted(&[
        (
            "src-tauri/crates/providers/src/one/mod.rs",
            "//! x\nuse crate::two::Api;\nimpl Provider for One {}\n",
        ),
        (
            "src-tauri/crates/providers/src/two/mod.rs",
            "//! x\nuse crate::layers::retry;\nimpl Provider for Two {}\n",
        ),
        ("src-tauri/crates/providers/src/layers/mod.rs", "//! x\n"),
    ]);
    assert_bites(&neighbours(tree.path(), "providers", "Provider"), &["one knows its neighbour two"]);
}
