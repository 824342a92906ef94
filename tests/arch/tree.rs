//! Walking a tree of sources and planting small ones. It judges nothing.

use std::path::{Path, PathBuf};

/// The root of the workspace under test.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("tests/ stands in the workspace").to_path_buf()
}

/// Folders that hold what tools make or fetch.
const NOT_OURS: [&str; 8] =
    ["target", "node_modules", "dist", ".git", "screens", "gen", "test-results", "coverage"];

/// One file of the tree: its path from the root with `/`, and its text. Binary files are left out.
pub(crate) struct Source {
    /// `ui/src/App.svelte`
    pub(crate) path: String,
    /// The whole text.
    pub(crate) text: String,
}

/// Every text file below `folder` of `root` whose extension is one of `extensions`; all of them when none is named.
pub(crate) fn sources(root: &Path, folder: &str, extensions: &[&str]) -> Vec<Source> {
    let mut found = Vec::new();
    walk(root, &root.join(folder), extensions, &mut found);
    found.sort_by(|left, right| left.path.cmp(&right.path));
    found
}

fn walk(root: &Path, folder: &Path, extensions: &[&str], found: &mut Vec<Source>) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let (path, name) = (entry.path(), entry.file_name().to_string_lossy().into_owned());
        if path.is_dir() {
            if !NOT_OURS.contains(&name.as_str()) {
                walk(root, &path, extensions, found);
            }
            continue;
        }
        let wanted = extensions.is_empty()
            || path
                .extension()
                .is_some_and(|end| extensions.iter().any(|wanted| end.eq_ignore_ascii_case(wanted)));
        if !wanted {
            continue;
        }
        // A file that is not UTF-8 is a picture or the like; one that just vanished belongs to a running tool.
        let Ok(text) = std::fs::read_to_string(&path) else { continue };
        let path = path.strip_prefix(root).unwrap_or(&path).to_string_lossy().replace('\\', "/");
        found.push(Source { path, text });
    }
}

/// Fails with one line per breach.
#[track_caller]
pub(crate) fn assert_clean(rule: &str, breaches: &[String]) {
    assert!(breaches.is_empty(), "{rule}\n  {}", breaches.join("\n  "));
}

/// Fails unless exactly one breach was found and it names all of `words`.
#[track_caller]
pub(crate) fn assert_bites(breaches: &[String], words: &[&str]) {
    assert_eq!(breaches.len(), 1, "one breach was planted: {breaches:#?}");
    for word in words {
        assert!(breaches[0].contains(word), "`{word}` should be named in: {}", breaches[0]);
    }
}

/// A temporary tree with these files; parents are made.
pub(crate) fn planted(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    for (path, text) in files {
        let file = folder.path().join(path);
        std::fs::create_dir_all(file.parent().expect("a parent")).expect("a folder");
        std::fs::write(file, text).expect("a file");
    }
    folder
}
