//! `cargo x gen`: the TypeScript that is generated from the crate `rpc`. It edits no other file.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use crate::place::Places;
use crate::scratch::Scratch;
use crate::{process, say};

/// Writes the generated files, or with `check` fails when those in place differ.
pub(crate) fn run(places: &Places, check: bool) -> Result<()> {
    let mut cargo = process::cargo(&places.root, &places.target);
    cargo.args(["build", "--quiet", "--package", "rpc", "--example", "typescript"]);
    process::run(&mut cargo)?;
    if check {
        return compare(places);
    }
    say::doing("generating the TypeScript of the commands");
    let folder = generated(places);
    write_into(places, &folder)?;
    say::note(&format!("written: {}", folder.display()));
    Ok(())
}

/// Compares what is in place with what the last build of the example writes.
pub(crate) fn compare(places: &Places) -> Result<()> {
    say::doing("comparing the generated TypeScript with the commands");
    let fresh = Scratch::new("gen")?;
    write_into(places, fresh.path())?;
    let (wanted, there) = (texts(fresh.path())?, texts(&generated(places))?);
    let names: std::collections::BTreeSet<&String> = wanted.keys().chain(there.keys()).collect();
    let stale: Vec<&str> =
        names.into_iter().filter(|name| wanted.get(*name) != there.get(*name)).map(String::as_str).collect();
    if !stale.is_empty() {
        bail!("generated files are stale: {}. Run `cargo x gen`", stale.join(", "));
    }
    Ok(())
}

fn generated(places: &Places) -> PathBuf {
    places.ui().join("src").join("rpc").join("generated")
}

fn write_into(places: &Places, folder: &Path) -> Result<()> {
    let example = places.built("examples/typescript");
    process::run(std::process::Command::new(example).arg(folder).stdout(std::process::Stdio::null()))
}

fn texts(folder: &Path) -> Result<BTreeMap<String, String>> {
    let entries =
        std::fs::read_dir(folder).with_context(|| format!("{} cannot be read", folder.display()))?;
    let mut texts = BTreeMap::new();
    for entry in entries {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        texts.insert(name, std::fs::read_to_string(path)?);
    }
    Ok(texts)
}
