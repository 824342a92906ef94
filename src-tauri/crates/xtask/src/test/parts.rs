//! The parts of the test run that are not Rust tests. Each answers with a remark, or an error that says what to do.

use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::place::Places;
use crate::scratch::Scratch;
use crate::{process, product, say, setup};

/// Brings what the machine lacks.
pub(super) fn set_up(places: &Places) -> Result<String> {
    setup::run(places, setup::Need::Tests)?;
    Ok(String::new())
}

/// Every Rust file is in the form of the formatter.
pub(super) fn formatting(places: &Places) -> Result<String> {
    process::run(process::cargo(&places.root, &places.target).args(["fmt", "--all", "--check"]))
        .context("run `cargo fmt --all`")?;
    Ok(String::new())
}

/// A script of `ui/package.json`.
pub(super) fn script(places: &Places, name: &str) -> Result<String> {
    product::script(places, name)?;
    Ok(String::new())
}

/// No warning in any target.
pub(super) fn clippy(places: &Places) -> Result<String> {
    let mut cargo = process::cargo(&places.root, &places.target);
    cargo.args(["clippy", "--quiet", "--workspace", "--all-targets"]).args(product::FEATURES);
    process::run(cargo.args(["--", "--deny", "warnings"]))?;
    Ok(String::new())
}

/// Everything that the tests run or start, built once.
pub(super) fn build(places: &Places) -> Result<String> {
    let mut cargo = process::cargo(&places.root, &places.target);
    process::run(cargo.args(["build", "--quiet", "--workspace", "--all-targets"]).args(product::FEATURES))?;
    Ok(String::new())
}

/// The checker of types has been known to pass whatever it is given: in a copy with an error planted it must fail.
pub(super) fn planted_type_error(places: &Places) -> Result<String> {
    let copy = Scratch::new("planted")?;
    copy_sources(&places.ui(), copy.path())?;
    let planted = "<script lang=\"ts\">\n  const planted: number = 'text';\n</script>\n\n{planted}\n";
    std::fs::write(copy.path().join("src").join("Planted.svelte"), planted)?;
    link(&places.ui().join("node_modules"), &copy.path().join("node_modules"))?;
    let output = process::capture(process::npm(copy.path()).args(["run", "--silent", "check"]))?;
    let said =
        [output.stdout, output.stderr].map(|part| String::from_utf8_lossy(&part).into_owned()).concat();
    if output.status.success() {
        bail!("an error was planted and `npm run check` passed: it checks nothing");
    }
    if !said.contains("Planted.svelte") {
        bail!("an error was planted and `npm run check` failed for another reason:\n{said}");
    }
    Ok("seen".to_owned())
}

/// Copies a folder without what is installed or built.
fn copy_sources(from: &std::path::Path, to: &std::path::Path) -> Result<()> {
    for entry in std::fs::read_dir(from)? {
        let entry = entry?;
        let (name, target) = (entry.file_name(), to.join(entry.file_name()));
        if entry.file_type()?.is_dir() {
            if name != "node_modules" && name != "dist" {
                std::fs::create_dir(&target)?;
                copy_sources(&entry.path(), &target)?;
            }
        } else {
            std::fs::copy(entry.path(), target)?;
        }
    }
    Ok(())
}

fn link(from: &std::path::Path, to: &std::path::Path) -> Result<()> {
    #[cfg(unix)]
    std::os::unix::fs::symlink(from, to)?;
    #[cfg(windows)]
    process::run(Command::new("cmd").args(["/C", "mklink", "/J"]).arg(to).arg(from))?;
    Ok(())
}

/// Licences, sources and doubles always; known faults only where the list of them can be reached.
pub(super) fn licences(places: &Places) -> Result<String> {
    let deny = setup::tool(places, setup::DENY.0).context("cargo-deny is missing: run `cargo x setup`")?;
    let check = |what: &[&str]| {
        let mut command = Command::new(&deny);
        command
            .current_dir(&places.root)
            .args(["--all-features", "--log-level", "error", "check"])
            .args(what);
        command
    };
    process::run(&mut check(&["bans", "licenses", "sources"]))?;
    let output = process::capture(&mut check(&["advisories"]))?;
    if output.status.success() {
        return Ok("known faults: none".to_owned());
    }
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    if said.contains("advisory database") || said.contains("failed to fetch") {
        say::note("the list of known faults cannot be reached: this was not checked");
        return Ok("known faults: COULD NOT BE CHECKED (list out of reach)".to_owned());
    }
    bail!("known faults in the dependencies:\n{said}")
}
