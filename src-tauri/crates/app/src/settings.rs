//! Choices of the person, and what there is to say about this copy of the application.

use domain::{Error, ErrorKind, Result};
use serde::{Deserialize, Serialize};

use crate::application::App;

/// Name under which the store keeps them.
const NAME: &str = "settings";

/// Choices of the person.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// `en`, `fr`, or `None` for the system's.
    pub language: Option<String>,
    /// Colours.
    pub theme: Theme,
}

/// Colours.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Theme {
    /// As the system says.
    #[default]
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

/// About this copy of the application.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Info {
    /// Its version.
    pub version: String,
    /// Where its data is.
    pub data_folder: String,
    /// Hosts contacted since the start, with the number of requests.
    pub contacted: Vec<(String, u64)>,
}

impl App {
    /// The choices as they are.
    ///
    /// # Errors
    /// Those of the store.
    pub async fn settings(&self) -> Result<Settings> {
        Ok(self.store.setting(NAME).await?.unwrap_or_default())
    }

    /// Sets the choices.
    ///
    /// # Errors
    /// `InvalidInput` for a language that is not one of ours; those of the store.
    pub async fn settings_set(&self, settings: Settings) -> Result<Settings> {
        if !matches!(settings.language.as_deref(), None | Some("en" | "fr")) {
            return Err(Error::new(ErrorKind::InvalidInput, "the language is not one of en, fr"));
        }
        self.store.set_setting(NAME, &settings).await?;
        Ok(settings)
    }

    /// About this copy.
    #[must_use]
    pub fn info(&self) -> Info {
        Info {
            version: self.config.version.clone(),
            data_folder: self.config.data_dir.display().to_string(),
            contacted: self.contacts.list(),
        }
    }
}
