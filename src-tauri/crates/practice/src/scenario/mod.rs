//! Scenarios: what a practice cloud holds and what goes wrong in it, as data (JSON): the fields of [`Scenario`] are the format.
//!
//! A field that is not known is an error, and so is a reference to something that is not there: a scenario that was
//! misspelt must not look like a cloud that works. Nothing is started here.

mod catalogue;
mod check;
mod fault;
mod hosting;
mod oddities;
mod provider;

use std::collections::BTreeMap;
use std::path::Path;

use domain::{Error, ErrorKind, Result};
use serde::{Deserialize, Serialize};

pub use catalogue::{Catalogue, Plan, Product, Zone};
pub(crate) use check::{check_fault, references};
pub use fault::{Ending, Fault, Moment, Reply};
pub(crate) use hosting::RIGHTS;
pub use hosting::{
    Client, Holder, HostedAccount, HostedDatabase, HostedUser, Hosting, OfferedMigration, Quotas,
};
pub use oddities::{IdShape, ListShape, Oddities};
pub use provider::{IMITATED, Imitated, imitated};

/// A whole practice cloud, as data.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Scenario {
    /// Its name, for logs.
    pub name: String,
    /// What it is for.
    #[serde(default)]
    pub description: String,
    /// Which provider it is about, one of [`IMITATED`].
    #[serde(default = "default_provider")]
    pub provider: String,
    /// How long each step of a migration is shown at least, in milliseconds.
    #[serde(default = "default_step_ms")]
    pub step_ms: u64,
    /// Who signs in.
    pub person: Person,
    /// The person's own space and their organisations.
    pub owners: Vec<Owner>,
    /// Databases of all owners.
    pub databases: Vec<Database>,
    /// Applications of all owners.
    #[serde(default)]
    pub applications: Vec<Application>,
    /// Sets of variables that applications share.
    #[serde(default)]
    pub configurations: Vec<Configuration>,
    /// Products, plans, zones, versions, prices. Without it: those that are built in.
    #[serde(default)]
    pub catalogue: Option<Catalogue>,
    /// What alwaysdata holds, for a scenario that is about it.
    #[serde(default)]
    pub alwaysdata: Option<Hosting>,
    /// Which of its ways the provider answers in.
    #[serde(default)]
    pub oddities: Oddities,
    /// What goes wrong from the beginning.
    #[serde(default)]
    pub faults: Vec<Fault>,
}

/// The person behind the credentials.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Person {
    /// Full name.
    pub name: String,
    /// Mail address.
    pub email: String,
    /// Days until the API token lapses.
    #[serde(default = "default_token_days")]
    pub token_days: i64,
}

/// Who pays: an organisation, or the person.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Owner {
    /// How the scenario refers to it.
    pub key: String,
    /// Its name; the person's own space has the person's name.
    #[serde(default)]
    pub name: String,
    /// The person's role, in the provider's word: `ADMIN`.
    #[serde(default = "default_role")]
    pub role: String,
    /// Whether this is the person's own space. Exactly one is, where the provider has such spaces.
    #[serde(default)]
    pub personal: bool,
}

/// A database.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Database {
    /// How the scenario refers to it.
    pub key: String,
    /// Key of its owner.
    pub owner: String,
    /// Its name; the key when it is left out.
    #[serde(default)]
    pub name: String,
    /// Id of the product in the catalogue: `postgresql-addon`, `redis-addon`. Only PostgreSQL is a real server.
    pub product: String,
    /// Version token.
    pub version: String,
    /// Slug of its plan.
    pub plan: String,
    /// Name of its zone.
    pub zone: String,
    /// Seeds: the first one that is on this machine is loaded. None for an empty database.
    #[serde(default)]
    pub seed: Vec<String>,
    /// Left out, instead of failing the start, when no server program of its major is on this machine.
    #[serde(default)]
    pub optional: bool,
    /// Names of users who may only read.
    #[serde(default)]
    pub read_only_users: Vec<String>,
    /// Whether the database has a direct host, which does not survive a migration.
    #[serde(default)]
    pub direct_host: bool,
    /// Whether its disk is encrypted.
    #[serde(default)]
    pub encryption: bool,
    /// Whether its server offers TLS.
    #[serde(default)]
    pub tls: bool,
    /// Backups that exist.
    #[serde(default)]
    pub backups: Vec<Backup>,
    /// Extensions that the provider installed.
    #[serde(default)]
    pub extensions: Vec<String>,
    /// Days since it was created.
    #[serde(default = "default_age")]
    pub created_days_ago: u32,
    /// Tags.
    #[serde(default)]
    pub tags: Vec<String>,
}

/// A backup that exists.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Backup {
    /// Its age.
    pub hours_ago: u32,
    /// The provider's word for its state.
    #[serde(default = "default_backup_status")]
    pub status: String,
}

/// An application. Values of variables may hold `${db:KEY.host}`, `.port`, `.database`, `.user`, `.password`, `.uri`,
/// replaced once when the cloud starts: such a value is an address written by hand, and a migration leaves it alone.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Application {
    /// How the scenario refers to it.
    pub key: String,
    /// Key of its owner.
    pub owner: String,
    /// Its name; the key when it is left out.
    #[serde(default)]
    pub name: String,
    /// Name of its zone.
    #[serde(default = "default_zone")]
    pub zone: String,
    /// `SHOULD_BE_UP`, `SHOULD_BE_DOWN`, `WANTS_TO_BE_UP`, `MODERATED`, `DEFAULT_OF_PAYMENT`.
    #[serde(default = "default_state")]
    pub state: String,
    /// Keys of the databases that it is linked to.
    #[serde(default)]
    pub databases: Vec<String>,
    /// Keys of the configurations that it is linked to.
    #[serde(default)]
    pub configurations: Vec<String>,
    /// Keys of the applications whose published variables it gets.
    #[serde(default)]
    pub depends_on: Vec<String>,
    /// Its own variables.
    #[serde(default)]
    pub env: BTreeMap<String, String>,
    /// What it publishes to others.
    #[serde(default)]
    pub exposed: BTreeMap<String, String>,
    /// Whether the platform forgets to restart it after a migration.
    #[serde(default)]
    pub forgotten: bool,
    /// Hours since its newest deployment.
    #[serde(default = "default_age")]
    pub deployed_hours_ago: u32,
}

/// Variables that applications share. Values are as in [`Application`].
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Configuration {
    /// How the scenario refers to it.
    pub key: String,
    /// Key of its owner.
    pub owner: String,
    /// Its name; the key when it is left out.
    #[serde(default)]
    pub name: String,
    /// Its variables.
    #[serde(default)]
    pub env: BTreeMap<String, String>,
}

impl Scenario {
    /// Names of the scenarios that are built in.
    pub const BUILT_IN: &'static [&'static str] =
        &["default", "alwaysdata", "direct", "elestio", "failure", "failure-for-good", "slow", "trouble"];

    /// A scenario that is part of the product.
    ///
    /// # Errors
    /// [`ErrorKind::ScenarioInvalid`] for a name that is not in [`Self::BUILT_IN`].
    pub fn built_in(name: &str) -> Result<Self> {
        let base = include_str!("../../scenarios/default.json");
        let changes = match name {
            "default" => return Self::parse(base),
            "alwaysdata" => return Self::parse(include_str!("../../scenarios/alwaysdata.json")),
            "direct" => return Self::parse(include_str!("../../scenarios/direct.json")),
            "elestio" => return Self::parse(include_str!("../../scenarios/elestio.json")),
            "failure" => include_str!("../../scenarios/failure.json"),
            "failure-for-good" => include_str!("../../scenarios/failure-for-good.json"),
            "slow" => include_str!("../../scenarios/slow.json"),
            "trouble" => include_str!("../../scenarios/trouble.json"),
            other => {
                let known = Self::BUILT_IN.join(", ");
                return Err(Error::new(
                    ErrorKind::ScenarioInvalid,
                    format!("no scenario {other}; there are {known}"),
                ));
            }
        };
        let changes: Changes = serde_json::from_str(changes).map_err(misread)?;
        let mut scenario = Self::parse(base)?;
        scenario.name = changes.name;
        scenario.description = changes.description;
        scenario.step_ms = changes.step_ms.unwrap_or(scenario.step_ms);
        scenario.faults = changes.faults;
        check::check(&scenario)?;
        Ok(scenario)
    }

    /// Reads a scenario from text.
    ///
    /// # Errors
    /// [`ErrorKind::ScenarioInvalid`] with line and column, or with the path to what refers to nothing.
    pub fn parse(text: &str) -> Result<Self> {
        let mut scenario: Self = serde_json::from_str(text).map_err(misread)?;
        for database in scenario.databases.iter_mut().filter(|database| database.name.is_empty()) {
            database.name.clone_from(&database.key);
        }
        for application in scenario.applications.iter_mut().filter(|application| application.name.is_empty())
        {
            application.name.clone_from(&application.key);
        }
        for configuration in scenario.configurations.iter_mut().filter(|it| it.name.is_empty()) {
            configuration.name.clone_from(&configuration.key);
        }
        for owner in scenario.owners.iter_mut().filter(|owner| owner.name.is_empty()) {
            let name = if owner.personal { &scenario.person.name } else { &owner.key };
            owner.name.clone_from(name);
        }
        check::check(&scenario)?;
        Ok(scenario)
    }

    /// Reads a scenario from a file.
    ///
    /// # Errors
    /// [`ErrorKind::FileUnreadable`], and as [`Self::parse`].
    pub fn load(file: &Path) -> Result<Self> {
        let text = std::fs::read_to_string(file).map_err(|cause| {
            Error::new(ErrorKind::FileUnreadable, file.display().to_string()).because(cause)
        })?;
        Self::parse(&text)
    }

    /// Products, plans, zones, versions and prices of this scenario.
    #[must_use]
    pub fn catalogue(&self) -> Catalogue {
        self.catalogue.clone().unwrap_or_else(|| Catalogue::built_in(&self.provider))
    }
}

/// A built-in scenario that differs from the default one by what goes wrong.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Changes {
    name: String,
    description: String,
    #[serde(default)]
    step_ms: Option<u64>,
    faults: Vec<Fault>,
}

fn misread(cause: serde_json::Error) -> Error {
    Error::new(
        ErrorKind::ScenarioInvalid,
        format!("line {}, column {}: {cause}", cause.line(), cause.column()),
    )
}

fn default_provider() -> String {
    IMITATED.first().map(|one| one.id.to_owned()).unwrap_or_default()
}

fn default_step_ms() -> u64 {
    400
}

fn default_token_days() -> i64 {
    300
}

fn default_role() -> String {
    "ADMIN".into()
}

fn default_age() -> u32 {
    120
}

fn default_zone() -> String {
    "par".into()
}

fn default_state() -> String {
    "SHOULD_BE_UP".into()
}

fn default_backup_status() -> String {
    "UPLOADED".into()
}
