//! Building the product: the user interface, the binaries. The same features everywhere, so that nothing is built twice.

use anyhow::{Context, Result};

use crate::place::Places;
use crate::{process, say};

/// The window serves its own pages instead of a development server's. Every workspace build carries it.
pub(crate) const FEATURES: [&str; 2] = ["--features", "changeover-desktop/custom-protocol"];

/// The static pages of the window.
pub(crate) fn user_interface(places: &Places) -> Result<()> {
    say::doing("building the user interface");
    script(places, "build")
}

/// Runs a script of `ui/package.json`.
pub(crate) fn script(places: &Places, name: &str) -> Result<()> {
    process::run(process::npm(&places.ui()).args(["run", "--silent", name]))
        .with_context(|| format!("`npm run {name}` in ui/"))
}

/// The command line alone: needs no library of the desktop.
pub(crate) fn command_line(places: &Places) -> Result<()> {
    say::doing("building the command line (the first time takes some minutes)");
    process::run(process::cargo(&places.root, &places.target).args(["build", "--quiet", "--package", "cli"]))
}

/// The window and the command line.
pub(crate) fn window(places: &Places) -> Result<()> {
    user_interface(places)?;
    say::doing("building the window and the command line (the first time takes some minutes)");
    let mut cargo = process::cargo(&places.root, &places.target);
    cargo.args(["build", "--quiet", "--package", "changeover-desktop", "--package", "cli"]).args(FEATURES);
    process::run(&mut cargo)
}

/// The bundler, fetched when a package is built: its own lock names systems that not every registry carries.
const BUNDLER: &str = "--package=@tauri-apps/cli@2.12.5";

/// Installable packages for this system.
pub(crate) fn package(places: &Places) -> Result<()> {
    let kind = if cfg!(target_os = "linux") {
        "deb"
    } else if cfg!(target_os = "macos") {
        "dmg"
    } else {
        "nsis"
    };
    user_interface(places)?;
    say::doing(&format!("building the {kind} package (a release build: about ten minutes the first time)"));
    let mut command = process::npm(&places.root);
    command.env("CARGO_TARGET_DIR", &places.target);
    command.args(["exec", "--yes", BUNDLER, "--", "tauri", "build", "--bundles", kind]);
    process::run(&mut command)?;
    say::note(&format!("written below {}", places.target.join("release").join("bundle").display()));
    Ok(())
}
