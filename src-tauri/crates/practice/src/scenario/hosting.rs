//! What alwaysdata's imitation holds, as data: accounts with their databases, users, sites, jobs, and the migrations that the
//! panel offers. Everything else of a scenario (person, faults) is shared.

use std::collections::BTreeMap;

use domain::{Error, ErrorKind, Result};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::seed;

/// Accounts and how the provider treats them.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Hosting {
    /// Accounts of the person and of others.
    pub accounts: Vec<HostedAccount>,
    /// Profiles of others, some of whom let the person act for them.
    #[serde(default)]
    pub clients: Vec<Client>,
    /// How long a write is queued, in milliseconds.
    #[serde(default = "usual_delay")]
    pub write_delay_ms: u64,
    /// Requests allowed in a minute.
    #[serde(default)]
    pub quotas: Quotas,
    /// How long a migration can be rolled back.
    #[serde(default = "seven_days")]
    pub rollback_hours: i64,
}

/// Requests allowed in a minute; 0 for any number.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Quotas {
    /// Without credentials that are accepted.
    pub strangers: usize,
    /// That read.
    pub reads: usize,
    /// That change something.
    pub effects: usize,
}

impl Default for Quotas {
    fn default() -> Self {
        Self { strangers: 10, reads: 250, effects: 50 }
    }
}

/// Somebody else's profile.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Client {
    /// By which the person names it.
    pub email: String,
    /// Name for people.
    pub name: String,
    /// Whether the person may act for it.
    #[serde(default)]
    pub grants: bool,
}

/// An account: the server of its databases is its own here.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HostedAccount {
    /// Its name: every name in it begins so.
    pub name: String,
    /// Mail address of the client whose it is; the person's own without one.
    #[serde(default)]
    pub client: Option<String>,
    /// Major version of its PostgreSQL.
    pub postgresql: String,
    /// Left out, instead of failing the start, when no server program of that version is on this machine.
    #[serde(default)]
    pub optional: bool,
    /// Whether its databases offer TLS.
    #[serde(default)]
    pub tls: bool,
    /// Users of databases.
    pub users: Vec<HostedUser>,
    /// Databases.
    pub databases: Vec<HostedDatabase>,
    /// Sites.
    #[serde(default)]
    pub sites: Vec<Holder>,
    /// Jobs.
    #[serde(default)]
    pub jobs: Vec<Holder>,
    /// What the panel offers under Advanced > Migrations.
    #[serde(default)]
    pub migrations: Vec<OfferedMigration>,
}

/// A user of databases.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HostedUser {
    /// Begins with the account's name.
    pub name: String,
    /// `POSTGRESQL`, `MYSQL`.
    #[serde(default = "postgresql")]
    pub kind: String,
}

/// A database.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HostedDatabase {
    /// Begins with the account's name.
    pub name: String,
    /// `POSTGRESQL`, the only one with a real server; `MYSQL`, `RABBITMQ`.
    #[serde(default = "postgresql")]
    pub kind: String,
    /// `FULL`, `READONLY` or `NONE` by user.
    pub permissions: BTreeMap<String, String>,
    /// Seeds: the first one that is on this machine is loaded, by the first user with all rights.
    #[serde(default)]
    pub seed: Vec<String>,
    /// Extensions that are switched on.
    #[serde(default)]
    pub extensions: Vec<String>,
    /// Locale; the server's own without one.
    #[serde(default)]
    pub locale: String,
}

/// A site or a job. Texts may hold `${host}`, `${port}` and `${password:USER}` of the account's databases.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Holder {
    /// Name of a site, annotation of a job.
    pub name: String,
    /// `nodejs`, `php`, `TYPE_COMMAND`.
    pub kind: String,
    /// Whether it is switched off.
    #[serde(default)]
    pub disabled: bool,
    /// What else the API shows of it.
    #[serde(default)]
    pub settings: BTreeMap<String, Value>,
}

/// A migration that the panel offers.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OfferedMigration {
    /// `PostgreSQL 18`.
    pub description: String,
    /// Major version that it leads to.
    pub to: String,
    /// Hours until it runs by itself; none for an optional one.
    #[serde(default)]
    pub deadline_hours: Option<i64>,
    /// Whether there is a Test button.
    #[serde(default = "yes")]
    pub testable: bool,
    /// What the first Test fails with.
    #[serde(default)]
    pub test_fails: Option<String>,
    /// What the first Migrate fails with, once its data is copied.
    #[serde(default)]
    pub run_fails: Option<String>,
}

/// Looks at everything that serde cannot see.
pub(super) fn check(hosting: &Hosting) -> Result<()> {
    for account in &hosting.accounts {
        let said = |what: String| Err(invalid(format!("alwaysdata {}: {what}", account.name)));
        let ours = |name: &str| name == account.name || name.starts_with(&format!("{}_", account.name));
        if !is_major(&account.postgresql) || !account.migrations.iter().all(|it| is_major(&it.to)) {
            return said("a version of PostgreSQL is a major one".into());
        }
        if let Some(client) = &account.client
            && !hosting.clients.iter().any(|known| known.email == *client)
        {
            return said(format!("no client {client:?}"));
        }
        for name in
            account.users.iter().map(|user| &user.name).chain(account.databases.iter().map(|it| &it.name))
        {
            if !ours(name) {
                return said(format!("{name:?} does not begin with the account's name"));
            }
        }
        for database in &account.databases {
            if let Some(user) =
                database.permissions.keys().find(|user| !account.users.iter().any(|it| it.name == **user))
            {
                return said(format!("{}: no user {user:?}", database.name));
            }
            if let Some(word) = database.permissions.values().find(|word| !RIGHTS.contains(&word.as_str())) {
                return said(format!("{}: {word:?} is none of {}", database.name, RIGHTS.join(", ")));
            }
            if let Some(seed) = database.seed.iter().find(|seed| !seed::is_known(seed)) {
                return said(format!("{}: no seed {seed:?}", database.name));
            }
        }
    }
    Ok(())
}

/// What a user may do with a database.
pub(crate) const RIGHTS: [&str; 3] = ["FULL", "READONLY", "NONE"];

fn is_major(version: &str) -> bool {
    !version.is_empty() && version.bytes().all(|byte| byte.is_ascii_digit())
}

fn invalid(said: String) -> Error {
    Error::new(ErrorKind::ScenarioInvalid, said)
}

fn postgresql() -> String {
    "POSTGRESQL".into()
}

fn usual_delay() -> u64 {
    100
}

fn seven_days() -> i64 {
    24 * 7
}

fn yes() -> bool {
    true
}
