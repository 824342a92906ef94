//! What the imitation holds while it runs: profiles, accounts and all that is in them. State only; kept behind one lock that is never
//! held across an await.

use std::collections::BTreeMap;
use std::sync::Arc;

use domain::Secret;
use domain::database::{Endpoint, Tls, TlsFiles};
use jiff::Timestamp;
use serde_json::Value;

use super::relay::Relay;
use super::server::Server;

/// The type with a real server.
pub(super) const POSTGRESQL: &str = "POSTGRESQL";

#[derive(Debug, Default)]
pub(super) struct State {
    /// The person's own comes first.
    pub(super) profiles: Vec<Profile>,
    pub(super) accounts: Vec<Account>,
    newest: u32,
}

/// Who signs in, or who lets others act.
#[derive(Clone, Debug)]
pub(super) struct Profile {
    pub(super) id: u32,
    pub(super) email: String,
    pub(super) name: String,
    /// Whether the person may act for it.
    pub(super) open: bool,
}

#[derive(Debug)]
pub(super) struct Account {
    pub(super) id: u32,
    pub(super) name: String,
    /// Whose it is.
    pub(super) profile: u32,
    pub(super) tls: bool,
    /// The address that clients know.
    pub(super) relay: Arc<Relay>,
    pub(super) server: Server,
    pub(super) users: Vec<User>,
    pub(super) databases: Vec<Database>,
    pub(super) sites: Vec<Holder>,
    pub(super) jobs: Vec<Holder>,
    pub(super) migrations: Vec<Migration>,
}

#[derive(Clone, Debug)]
pub(super) struct User {
    pub(super) id: u32,
    pub(super) name: String,
    pub(super) kind: String,
    pub(super) password: Secret,
    pub(super) require_ssl: bool,
}

#[derive(Clone, Debug)]
pub(super) struct Database {
    pub(super) id: u32,
    pub(super) name: String,
    pub(super) kind: String,
    pub(super) permissions: BTreeMap<String, String>,
    pub(super) extensions: Vec<String>,
    pub(super) locale: String,
    pub(super) annotation: String,
}

/// A site or a job.
#[derive(Clone, Debug)]
pub(super) struct Holder {
    pub(super) id: u32,
    pub(super) name: String,
    pub(super) kind: String,
    pub(super) disabled: bool,
    pub(super) settings: BTreeMap<String, Value>,
}

#[derive(Debug)]
pub(super) struct Migration {
    pub(super) id: u32,
    pub(super) description: String,
    pub(super) to: String,
    pub(super) deadline: Option<Timestamp>,
    pub(super) testable: bool,
    pub(super) stage: Stage,
    /// Why it failed.
    pub(super) message: Option<String>,
    pub(super) test: Option<Test>,
    pub(super) rollback_until: Option<Timestamp>,
    /// The server of before, as long as it can be returned to.
    pub(super) previous: Option<Server>,
    pub(super) test_fails: Option<String>,
    pub(super) run_fails: Option<String>,
}

/// How a migration stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stage {
    Available,
    Running,
    Done,
    RollingBack,
    Failed,
}

impl Stage {
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Available => "Available",
            Self::Running => "Running",
            Self::Done => "Done",
            Self::RollingBack => "Rolling back",
            Self::Failed => "Failed",
        }
    }
}

/// A copy on a temporary server.
#[derive(Debug)]
pub(super) struct Test {
    pub(super) begun: Timestamp,
    pub(super) stage: TestStage,
    pub(super) server: Option<Server>,
    pub(super) databases: Vec<String>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum TestStage {
    Running,
    Ready,
    Failed(String),
}

impl State {
    /// A number that nothing else has.
    pub(super) fn number(&mut self) -> u32 {
        self.newest += 1;
        self.newest
    }

    pub(super) fn account(&self, name: &str) -> Option<&Account> {
        self.accounts.iter().find(|account| account.name == name)
    }

    pub(super) fn account_mut(&mut self, name: &str) -> Option<&mut Account> {
        self.accounts.iter_mut().find(|account| account.name == name)
    }

    /// The account that a migration is of, and the migration.
    pub(super) fn migration_mut(&mut self, id: u32) -> Option<(&mut Account, usize)> {
        self.accounts.iter_mut().find_map(|account| {
            let at = account.migrations.iter().position(|migration| migration.id == id)?;
            Some((account, at))
        })
    }
}

impl Account {
    /// Names of the databases with a real server.
    pub(super) fn real(&self) -> impl Iterator<Item = &Database> {
        self.databases.iter().filter(|database| database.kind == POSTGRESQL)
    }

    /// Whether a migration leads to a newer version than the account has. Only those are offered.
    pub(super) fn is_ahead(&self, migration: &Migration) -> bool {
        number_of(&migration.to) > number_of(&self.server.major)
    }

    /// Whether the server is being changed: nothing else may touch it then.
    pub(super) fn is_moving(&self) -> bool {
        self.migrations.iter().any(|it| matches!(it.stage, Stage::Running | Stage::RollingBack))
    }

    /// Where a user reaches a database, by the address that clients know.
    pub(super) fn endpoint(&self, database: &str, user: &User) -> Endpoint {
        Endpoint {
            host: self.relay.address.ip().to_string(),
            port: self.relay.address.port(),
            database: database.to_owned(),
            user: user.name.clone(),
            password: user.password.clone(),
            tls: if self.tls { Tls::Require } else { Tls::Disable },
            files: TlsFiles::default(),
        }
    }

    /// The first user with all rights on a database.
    pub(super) fn full_user(&self, database: &Database) -> Option<&User> {
        self.users.iter().find(|user| {
            user.kind == database.kind && database.permissions.get(&user.name).is_some_and(|it| it == "FULL")
        })
    }
}

fn number_of(major: &str) -> u32 {
    major.parse().unwrap_or_default()
}
