//! What a host hands to the application at its start.

use std::path::PathBuf;
use std::sync::Arc;

use app::practice::PracticeHost;
use app::{AppConfig, ClosingPage, ProfilePlaces, VaultKind, VaultOptions};
use words::{Language, Words};

use crate::channel::Channel;
use crate::consumers;
use crate::guard::Guards;
use crate::surroundings::ThisMachine;

/// What a host chooses.
pub struct Setup {
    /// From [`data_folder`](crate::data_folder).
    pub folder: PathBuf,
    /// Version of the application.
    pub version: String,
    /// Keeps secrets in the passphrase file alone.
    pub passphrase_file_only: bool,
    /// What can run the practice cloud, where something can.
    pub practice: Option<Arc<dyn PracticeHost>>,
}

/// The configuration of the application: real clock, real randomness, the system's keyring first.
#[must_use]
pub fn configure(setup: Setup, words: &Words) -> AppConfig {
    let vault = VaultOptions::new(Channel::current().namespace(), setup.folder.join("secrets.age"));
    let vault = if setup.passphrase_file_only { vault.only(VaultKind::File) } else { vault };
    let mut config = AppConfig::new(setup.folder, setup.version, vault);
    config.consumer = consumers::own();
    config.profile_consumer = consumers::of_profiles();
    config.profile_places = ProfilePlaces::from_env(|name| std::env::var_os(name));
    config.closing_page = ClosingPage {
        language: words.language().to_owned(),
        done_title: words.text("sign-in-page-done-title", &[]),
        done_body: words.text("sign-in-page-done-body", &[]),
        failed_title: words.text("sign-in-page-failed-title", &[]),
        failed_body: words.text("sign-in-page-failed-body", &[]),
    };
    config.surroundings = Arc::new(ThisMachine);
    config.practice = setup.practice;
    config.guards = Some(Arc::new(Guards::own()));
    config
}

/// The person's language as the system tells it, English where it tells none that we speak.
#[must_use]
pub fn preferred_language() -> Language {
    sys_locale::get_locale().and_then(|locale| Language::of_tag(&locale)).unwrap_or(Language::English)
}
