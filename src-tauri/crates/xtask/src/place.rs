//! Where things are: the workspace, the cache, the target folder. It creates nothing.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::process;

/// The folders that every task needs.
#[derive(Debug, Clone)]
pub(crate) struct Places {
    /// The workspace's root.
    pub(crate) root: PathBuf,
    /// What is fetched once and shared by all clones: servers and tools.
    pub(crate) cache: PathBuf,
    /// Where cargo builds; outside the clone, so that a fresh clone is not built from nothing.
    pub(crate) target: PathBuf,
}

impl Places {
    /// Reads the environment: `CHANGEOVER_CACHE` and `CARGO_TARGET_DIR` are respected when set.
    pub(crate) fn find() -> Result<Self> {
        let here = Path::new(env!("CARGO_MANIFEST_DIR"));
        let root =
            here.ancestors().nth(3).context("this task was built outside its workspace")?.to_path_buf();
        let target = match std::env::var_os("CARGO_TARGET_DIR") {
            Some(folder) => std::path::absolute(folder)?,
            None => user_cache()?.join("changeover").join("target"),
        };
        Ok(Self { root, cache: cache()?, target })
    }

    /// The folder of the user interface.
    pub(crate) fn ui(&self) -> PathBuf {
        self.root.join("ui")
    }

    /// A binary or example of the last development build, by its path below the profile folder.
    pub(crate) fn built(&self, name: &str) -> PathBuf {
        self.target.join("debug").join(format!("{name}{}", std::env::consts::EXE_SUFFIX))
    }

    /// Tools that set-up installed for us.
    pub(crate) fn tools(&self) -> PathBuf {
        self.cache.join("tools")
    }
}

/// True on Unix when we are the administrator.
pub(crate) fn is_root() -> bool {
    cfg!(unix) && process::answer("id", &["-u"]).as_deref() == Some("0")
}

/// `$CHANGEOVER_CACHE`; else, for root, a folder that an unprivileged server can enter; else the user's.
fn cache() -> Result<PathBuf> {
    if let Some(folder) = std::env::var_os("CHANGEOVER_CACHE") {
        return Ok(std::path::absolute(folder)?);
    }
    if is_root() {
        return Ok(PathBuf::from("/var/cache/changeover"));
    }
    Ok(user_cache()?.join("changeover"))
}

/// The user's cache folder by the custom of each system.
fn user_cache() -> Result<PathBuf> {
    let from = |name: &str| std::env::var_os(name).map(PathBuf::from).filter(|folder| folder.is_absolute());
    let folder = if cfg!(windows) {
        from("LOCALAPPDATA")
    } else if cfg!(target_os = "macos") {
        from("HOME").map(|home| home.join("Library").join("Caches"))
    } else {
        from("XDG_CACHE_HOME").or_else(|| from("HOME").map(|home| home.join(".cache")))
    };
    folder.context("no cache folder is known: set CHANGEOVER_CACHE and CARGO_TARGET_DIR, or HOME")
}
