//! The two cargo tools that the tests need, at pinned versions, in the cache. One found on `PATH` is used as it is.

use std::path::PathBuf;

use anyhow::{Context, Result};

use crate::place::Places;
use crate::{process, say};

/// The test runner.
pub(crate) const NEXTEST: (&str, &str) = ("cargo-nextest", "0.9.143");
/// Licences, sources and known faults of the dependencies.
pub(crate) const DENY: (&str, &str) = ("cargo-deny", "0.20.2");

/// Installs what is missing.
pub(crate) fn install(places: &Places) -> Result<()> {
    for (name, version) in [NEXTEST, DENY] {
        if tool(places, name).is_none() {
            say::doing(&format!("building {name} {version} (once, a few minutes)"));
            let mut cargo = process::cargo(&places.root, &places.tools().join("build"));
            cargo
                // Built once and run a few times: the optimiser would cost more than it saves.
                .args(["install", "--quiet", "--debug", "--locked", "--version", version, "--root"])
                .arg(places.tools())
                .arg(name);
            process::run(&mut cargo).with_context(|| {
                format!(
                    "{name} could not be installed; with no network, put {name} {version} on the PATH by hand"
                )
            })?;
            std::fs::remove_dir_all(places.tools().join("build")).ok();
        }
    }
    Ok(())
}

/// Where a tool stands: on `PATH`, else in the cache.
pub(crate) fn tool(places: &Places, name: &str) -> Option<PathBuf> {
    let cached = places.tools().join("bin").join(format!("{name}{}", std::env::consts::EXE_SUFFIX));
    process::on_path(name).or_else(|| cached.is_file().then_some(cached))
}
