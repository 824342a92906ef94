//! A folder for one task, gone when the task ends. It never touches what is kept.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

/// A fresh folder in the temporary folder, removed when it goes out of use.
pub(crate) struct Scratch(PathBuf);

impl Scratch {
    /// Makes the folder. Others may enter it: an unprivileged server keeps its data below.
    pub(crate) fn new(name: &str) -> Result<Self> {
        let moment = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH)?.as_nanos();
        let folder = std::env::temp_dir().join(format!("changeover-{name}-{}-{moment}", std::process::id()));
        std::fs::create_dir(&folder).with_context(|| format!("{} cannot be made", folder.display()))?;
        Ok(Self(folder))
    }

    /// Where it is.
    pub(crate) fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        std::fs::remove_dir_all(&self.0).ok();
    }
}
