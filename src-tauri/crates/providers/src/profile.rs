//! Profiles of a provider's own command-line client: where its file is, and what is found in it. The file itself is read
//! by whoever calls, through [`ProfileSearch::read`]; nothing here writes.

use std::ffi::OsString;
use std::io;
use std::path::{Path, PathBuf};

use domain::account::FoundProfile;
use domain::error::Result;
use domain::secret::Secret;
use url::Url;

use crate::options::Consumer;

/// Where programs keep their configuration on this machine.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ProfilePlaces {
    /// A file named outright by the client's own variable (`CONFIGURATION_FILE`).
    pub file: Option<PathBuf>,
    /// The user's folder of configurations: `APPDATA` on Windows, `XDG_CONFIG_HOME` or `~/.config` on other systems.
    pub config_dir: Option<PathBuf>,
}

impl ProfilePlaces {
    /// Works the places out of environment variables, which the caller reads (`std::env::var_os`).
    #[must_use]
    pub fn from_env(get: impl Fn(&str) -> Option<OsString>) -> Self {
        let path = |name: &str| get(name).filter(|value| !value.is_empty()).map(PathBuf::from);
        let absolute = |name: &str| path(name).filter(|path| path.is_absolute());
        let config_dir = if cfg!(windows) {
            path("APPDATA").or_else(|| path("USERPROFILE").map(|home| home.join("AppData").join("Roaming")))
        } else {
            absolute("XDG_CONFIG_HOME").or_else(|| path("HOME").map(|home| home.join(".config")))
        };
        Self { file: path("CONFIGURATION_FILE"), config_dir }
    }
}

/// A search for profiles.
pub struct ProfileSearch<'a> {
    /// Where to look.
    pub places: &'a ProfilePlaces,
    /// Reads a whole file as text, and refuses files of an absurd size. `NotFound` means that there is no file.
    pub read: &'a dyn Fn(&Path) -> io::Result<String>,
    /// The consumer that the client's tokens belong to, for profiles that name none themselves.
    pub consumer: Option<&'a Consumer>,
}

/// What was found.
pub struct Profiles {
    /// The file looked at.
    pub file: PathBuf,
    /// In the file's order; the first is the active one.
    pub found: Vec<Profile>,
}

/// One profile, ready to be imported.
pub struct Profile {
    /// What may be shown of it. `already_added` is left false: only the caller knows.
    pub shown: FoundProfile,
    /// The address that its credential belongs to, where it overrides the provider's own.
    pub base_url: Option<Url>,
    /// The secret for the vault. An error where the profile cannot be used: `CredentialMalformed` without a consumer,
    /// `HostNotAllowed` for an address that credentials may not be sent to.
    pub credential: Result<Secret>,
}
