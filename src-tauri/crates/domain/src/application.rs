//! Applications that use a database, and addresses of it that were written by hand.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::ids::ApplicationId;
use crate::time::Timestamp;

/// An application at the provider.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Application {
    /// What the provider calls it.
    pub id: ApplicationId,
    /// Its name.
    pub name: String,
    /// The provider's word for its state (`SHOULD_BE_UP`), raw.
    pub state: Option<String>,
    /// True when it is meant to run; one that should be down is never restarted.
    pub should_run: bool,
    /// The newest deployment, where known.
    pub last_deployment: Option<Deployment>,
}

/// One deployment of an application.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Deployment {
    /// The provider's id.
    pub id: String,
    /// When it began.
    pub at: Timestamp,
    /// The provider's word for its state (`OK`, `WIP`), raw.
    pub state: String,
}

/// Where a database's address was found written by hand.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct AddressMention {
    /// What holds it.
    pub place: MentionPlace,
    /// Name of the application or configuration provider.
    pub holder: String,
    /// Its id at the provider.
    pub holder_id: String,
    /// The variable's name. Its value is never kept.
    pub variable: String,
    /// What of the database was found in the value.
    pub found: Vec<MentionOf>,
    /// Whether the holder is linked to the database.
    pub linked: bool,
}

/// The kind of place that holds an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum MentionPlace {
    /// The environment of an application.
    ApplicationEnv,
    /// What an application publishes to others.
    ExposedEnv,
    /// A configuration provider shared by applications.
    ConfigProvider,
    /// The settings of an application, outside its environment.
    ApplicationSettings,
    /// A scheduled job.
    Job,
}

/// What of a database was found in a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum MentionOf {
    /// Its host name.
    Host,
    /// Its direct host name.
    DirectHost,
    /// Its database name.
    DatabaseName,
    /// Its user name.
    User,
}

/// The result of looking through every environment that the account may read.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct AddressScan {
    /// What was found.
    pub mentions: Vec<AddressMention>,
    /// How many environments were read.
    pub places_read: u32,
    /// Names of the places that could not be read: the scan says nothing of them.
    pub places_unreadable: Vec<String>,
}
