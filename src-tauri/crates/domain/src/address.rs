//! An address as it was completed: each value with where it comes from. And what a completion may ask of the machine, as a port.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::Secret;

/// What completes an address: variables and small files of this machine. Asked while an address is read, never later.
pub trait Surroundings: Send + Sync {
    /// A variable of the environment; `None` where it is not set, empty, or no text.
    fn variable(&self, name: &str) -> Option<String>;

    /// A file; `None` where there is none that can be read.
    fn file(&self, path: &Path) -> Option<FoundFile>;

    /// Whether something is there.
    fn exists(&self, path: &Path) -> bool;
}

/// A file that was found.
pub struct FoundFile {
    /// What is in it: it may hold passwords.
    pub text: Secret,
    /// Whether other users of the machine can read or write it.
    pub open_to_others: bool,
}

/// A machine of which nothing is asked: what an address does not say itself is not known.
#[derive(Clone, Copy, Debug, Default)]
pub struct NoSurroundings;

impl Surroundings for NoSurroundings {
    fn variable(&self, _name: &str) -> Option<String> {
        None
    }

    fn file(&self, _path: &Path) -> Option<FoundFile> {
        None
    }

    fn exists(&self, _path: &Path) -> bool {
        false
    }
}

/// One value of a completed address.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct AddressValue {
    /// As clients of the engine call it: `host`, `sslrootcert`.
    pub name: String,
    /// The value; `None` for a secret.
    pub value: Option<String>,
    /// Where it comes from.
    pub source: ValueSource,
    /// What became of it.
    pub standing: ValueStanding,
}

/// Where a value of an address comes from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum ValueSource {
    /// It stands in the address.
    Address,
    /// It was given beside the address.
    Beside,
    /// The file of services says it.
    Service {
        /// Which file.
        #[ts(type = "string")]
        file: PathBuf,
    },
    /// A variable of the environment.
    Variable {
        /// Its name.
        name: String,
    },
    /// The file of passwords.
    PasswordFile {
        /// Which file.
        #[ts(type = "string")]
        file: PathBuf,
    },
    /// A file that is where such files are looked for.
    UsualPlace,
    /// What counts where nothing is said.
    Default,
}

/// What became of a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ValueStanding {
    /// It is used.
    Used,
    /// It changes nothing here.
    NoEffect,
    /// Not used: other users of the machine can read the file.
    OpenToOthers,
}
