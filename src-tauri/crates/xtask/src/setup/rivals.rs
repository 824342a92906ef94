//! The tools that a benchmark measures beside ours: a newer Debian in a folder of the cache, since this one's are too old.
//!
//! Only for `cargo x bench`, only with the right to make such a folder. Without it the benchmark uses what is on the path.

use std::path::PathBuf;
use std::process::Command;

use crate::place::{self, Places};
use crate::{process, say};

/// What is installed in it.
const PACKAGES: &str = "pgcopydb,postgresql-client-18";
/// What it is made with.
const MAKER: &str = "mmdebstrap";

/// The folder, made if it can be; `None` when it cannot, with the reason said.
pub(crate) fn folder(places: &Places) -> Option<PathBuf> {
    let folder = places.cache.join("rivals");
    if folder.join("usr/bin/pgcopydb").exists() {
        return Some(folder);
    }
    if !cfg!(target_os = "linux") || !place::is_root() || process::on_path("apt-get").is_none() {
        say::note(
            "the other tools are measured as far as they are on the path (root on Debian fetches them)",
        );
        return None;
    }
    match make(&folder) {
        Ok(()) => Some(folder),
        Err(error) => {
            say::note(&format!("the other tools could not be fetched: {error:#}"));
            let _ = std::fs::remove_dir_all(&folder);
            None
        }
    }
}

fn make(folder: &PathBuf) -> anyhow::Result<()> {
    say::doing("fetching the tools to measure beside ours (pgcopydb, pg_dump)");
    if process::on_path(MAKER).is_none() {
        let mut install = Command::new("apt-get");
        install.env("DEBIAN_FRONTEND", "noninteractive");
        process::run(install.args(["-q", "install", "-y", "--no-install-recommends", MAKER]))?;
    }
    // The mirror that this system uses has the newer one as well.
    let sources =
        process::answer("apt-get", &["indextargets", "--format", "$(REPO_URI)", "Created-By: Packages"]);
    let mirror = sources.as_deref().and_then(|all| all.lines().next()).map(str::to_owned);
    let mirror = mirror.ok_or_else(|| anyhow::anyhow!("apt names no mirror"))?;
    let mut command = Command::new(MAKER);
    command.args(["--quiet", "--variant=minbase", "--aptopt=Acquire::Check-Valid-Until \"false\""]);
    process::run(command.arg(format!("--include={PACKAGES}")).arg("sid").arg(folder).arg(mirror))
}
