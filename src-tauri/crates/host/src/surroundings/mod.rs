//! The environment and the small files of this machine that complete an address. Read only, and only when it is asked.

#[cfg_attr(unix, path = "unix.rs")]
#[cfg_attr(not(unix), path = "other.rs")]
mod system;

use std::path::Path;

use domain::Secret;
use domain::address::{FoundFile, Surroundings};

/// The largest file that is read.
const LARGEST: u64 = 4 * 1024 * 1024;

/// This machine, as this process sees it.
#[derive(Clone, Copy, Debug)]
pub struct ThisMachine;

impl Surroundings for ThisMachine {
    fn variable(&self, name: &str) -> Option<String> {
        std::env::var(name).ok().filter(|value| !value.is_empty())
    }

    fn file(&self, path: &Path) -> Option<FoundFile> {
        let seen = std::fs::metadata(path).ok()?;
        if !seen.is_file() || seen.len() > LARGEST {
            return None;
        }
        let text = Secret::from(std::fs::read_to_string(path).ok()?);
        Some(FoundFile { text, open_to_others: system::open_to_others(&seen) })
    }

    fn exists(&self, path: &Path) -> bool {
        path.exists()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_told_with_who_else_can_read_it() {
        let folder = std::env::temp_dir().join(format!("changeover-surroundings-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let file = folder.join("pass");
        std::fs::write(&file, "*:*:*:*:pw\n").unwrap();
        assert!(ThisMachine.exists(&file) && !ThisMachine.exists(&folder.join("none")));
        assert!(ThisMachine.file(&folder).is_none() && ThisMachine.file(&folder.join("none")).is_none());
        for (mode, open) in [(0o600, false), (0o640, true), (0o604, true)] {
            if system::tests::set_mode(&file, mode) {
                assert_eq!(ThisMachine.file(&file).unwrap().open_to_others, open, "{mode:o}");
            }
        }
        std::fs::remove_dir_all(&folder).unwrap();
    }
}
