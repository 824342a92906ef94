//! Where the PostgreSQL programs are: the cache folder first, then what the machine has. Installs nothing.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use domain::{Error, ErrorKind, Result};

use super::system;

/// The server programs of one major version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Programs {
    /// Major version, `17`.
    pub major: u16,
    /// Version as the program states it, `17.10`.
    pub version: String,
    /// The folder that holds `initdb` and `postgres`.
    pub bin: PathBuf,
}

impl Programs {
    /// The full path of one of the programs.
    pub(super) fn path(&self, program: &str) -> PathBuf {
        self.bin.join(format!("{program}{}", std::env::consts::EXE_SUFFIX))
    }

    /// Reads a folder of programs; `None` when it holds no server that runs here.
    fn at(bin: &Path) -> Option<Self> {
        let asked = Self { major: 0, version: String::new(), bin: bin.to_path_buf() };
        if !asked.path("initdb").is_file() {
            return None;
        }
        let answer = Command::new(asked.path("postgres")).arg("--version").output().ok()?;
        let text = String::from_utf8(answer.stdout).ok()?;
        let version =
            text.split_whitespace().find(|word| word.starts_with(|c: char| c.is_ascii_digit()))?.to_owned();
        let digits: String = version.chars().take_while(char::is_ascii_digit).collect();
        Some(Self { major: digits.parse().ok()?, version, bin: bin.to_path_buf() })
    }
}

/// The programs of a major version.
///
/// # Errors
/// [`ErrorKind::ServerProgramMissing`] when this machine has none.
pub fn find(major: u16) -> Result<Programs> {
    let in_cache = cache_servers().join(major.to_string()).join("bin");
    if let Some(programs) = Programs::at(&in_cache).filter(|programs| programs.major == major) {
        return Ok(programs);
    }
    system::program_folders()
        .iter()
        .filter_map(|bin| Programs::at(bin))
        .find(|programs| programs.major == major)
        .ok_or_else(|| {
            let have: Vec<String> = installed().into_iter().map(|programs| programs.version).collect();
            let have = if have.is_empty() { "none".to_owned() } else { have.join(", ") };
            Error::new(ErrorKind::ServerProgramMissing, format!("PostgreSQL {major} (found here: {have})"))
        })
}

/// Every major version that this machine has, lowest first; where there are two of a major, the one of the cache.
#[must_use]
pub fn installed() -> Vec<Programs> {
    let cached = std::fs::read_dir(cache_servers())
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| entry.path().join("bin"));
    let mut found = BTreeMap::new();
    for bin in cached.chain(system::program_folders()) {
        if let Some(programs) = Programs::at(&bin) {
            found.entry(programs.major).or_insert(programs);
        }
    }
    found.into_values().collect()
}

/// The cache of the product: `CHANGEOVER_CACHE`, else a folder that fits the machine and the user. It may not exist yet.
#[must_use]
pub fn cache_root() -> PathBuf {
    if let Some(named) = std::env::var_os("CHANGEOVER_CACHE").filter(|value| !value.is_empty()) {
        return PathBuf::from(named);
    }
    system::shared_cache().unwrap_or_else(|| {
        directories::BaseDirs::new()
            .map_or_else(std::env::temp_dir, |dirs| dirs.cache_dir().to_path_buf())
            .join("changeover")
    })
}

fn cache_servers() -> PathBuf {
    cache_root().join("servers").join("postgresql")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_major_that_nobody_has_is_named_in_the_error() {
        let error = find(7).unwrap_err();
        assert_eq!(error.kind, ErrorKind::ServerProgramMissing);
        assert!(error.detail.starts_with("PostgreSQL 7 "), "{}", error.detail);
    }

    #[test]
    fn a_folder_without_programs_is_no_server() {
        assert_eq!(Programs::at(&std::env::temp_dir()), None);
    }
}
