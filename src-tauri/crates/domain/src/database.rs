//! Databases as their providers sell them.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::Secret;
use crate::certificate::CertificatePrint;
use crate::ids::DatabaseId;
use crate::time::Timestamp;
use crate::version::Version;

/// Which engine a database runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum EngineKind {
    /// PostgreSQL.
    Postgresql,
    /// MySQL.
    Mysql,
    /// MariaDB.
    Mariadb,
    /// Redis and its kin.
    Redis,
    /// MongoDB.
    Mongodb,
    /// Elasticsearch.
    Elasticsearch,
    /// Something that we only show.
    Other,
}

/// Who pays for a database at the provider.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Owner {
    /// The provider's id, `orga_<uuid>` or `user_<uuid>`.
    pub id: String,
    /// Its name.
    pub name: String,
    /// The role of the account there, as the provider writes it (`ADMIN`), where known.
    pub role: Option<String>,
}

/// A plan as it is named on a database.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PlanName {
    /// The provider's id, `plan_<uuid>`.
    pub id: String,
    /// Short name, `xs_sml`.
    pub slug: String,
    /// Name for people, `XS Small Space`.
    pub name: String,
}

/// A line of the list of databases.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct DatabaseSummary {
    /// What the provider calls it.
    pub id: DatabaseId,
    /// The second id that some calls want (`postgresql_<uuid>`), where there is one.
    pub real_id: Option<String>,
    /// The name that its owner gave it.
    pub name: String,
    /// Who pays for it.
    pub owner: Owner,
    /// Its engine.
    pub engine: EngineKind,
    /// The engine's name as the provider writes it.
    pub engine_name: String,
    /// `None` when the provider did not say.
    pub version: Option<Version>,
    /// `None` when the provider did not say.
    pub plan: Option<PlanName>,
    /// The zone's name, `par`.
    pub zone: Option<String>,
    /// The provider's own word for its state, shown raw.
    pub status: Option<String>,
    /// When it was created.
    pub created_at: Option<Timestamp>,
    /// Whether the provider can migrate it.
    pub migratable: Migratable,
}

/// Whether a provider can migrate a database.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Migratable {
    /// It can.
    Yes,
    /// The provider says no for this product.
    NotThisProduct,
    /// The provider says no for this plan.
    NotThisPlan,
}

/// Everything that is known of one database.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Database {
    /// The line of the list.
    pub summary: DatabaseSummary,
    /// Host name, where known.
    pub host: Option<String>,
    /// Port, where known.
    pub port: Option<u16>,
    /// Name of the database inside the server.
    pub database_name: Option<String>,
    /// User name. Passwords are in the connection, never here.
    pub user: Option<String>,
    /// Named options of the product (`encryption`, `do-backup`, `direct-host-only`) and whether they are on.
    pub options: Vec<ProductOption>,
    /// Names of the read-only users.
    pub read_only_users: Vec<String>,
    /// The provider's page about this database, where there is one.
    pub panel_url: Option<String>,
    /// Whether it runs on a server of its own. `None` when the provider did not say.
    pub dedicated: Option<bool>,
}

/// A named option of a product.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ProductOption {
    /// The provider's name for it.
    pub name: String,
    /// Whether it is on.
    pub enabled: bool,
}

/// A variable that a database hands to its applications. Never leaves Rust as it is: see [`ShownVariable`].
#[derive(Clone, Debug)]
pub struct Variable {
    /// `POSTGRESQL_ADDON_HOST`.
    pub name: String,
    /// Its value, treated as a secret whatever it is.
    pub value: Secret,
    /// What the value is.
    pub role: VariableRole,
}

/// What a variable holds, so that the screens know what may be shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum VariableRole {
    /// Host name.
    Host,
    /// Port.
    Port,
    /// Database name.
    Database,
    /// User name.
    User,
    /// Password: never shown.
    Password,
    /// Connection URI: holds a password, never shown.
    Uri,
    /// Host or port that bypasses the provider's proxy, and does not survive a migration.
    Direct,
    /// Version of the engine.
    Version,
    /// Anything else: not shown.
    Other,
}

/// A variable as it may be shown: the value only where its role is harmless.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ShownVariable {
    /// `POSTGRESQL_ADDON_HOST`.
    pub name: String,
    /// What it holds.
    pub role: VariableRole,
    /// The value, or `None` where it is not shown.
    pub value: Option<String>,
}

/// One variable before and after a migration.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct VariableChange {
    /// `POSTGRESQL_ADDON_HOST`.
    pub name: String,
    /// What it holds.
    pub role: VariableRole,
    /// Value before; `None` where it is not shown or was not there.
    pub before: Option<String>,
    /// Value after; `None` where it is not shown or is not there.
    pub after: Option<String>,
    /// How it changed.
    pub outcome: VariableOutcome,
}

/// How a variable changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum VariableOutcome {
    /// The same value.
    Unchanged,
    /// Another value.
    Changed,
    /// Only there after.
    Added,
    /// Only there before.
    Removed,
}

/// Where a database is reached, with what.
#[derive(Clone, Debug)]
pub struct Endpoint {
    /// Host name or address.
    pub host: String,
    /// Port.
    pub port: u16,
    /// Name of the database.
    pub database: String,
    /// User name.
    pub user: String,
    /// Password; empty for none.
    pub password: Secret,
    /// How the connection is protected.
    pub tls: Tls,
    /// Files that the protection needs.
    pub files: TlsFiles,
}

/// Files that a protected connection reads whenever it is opened. Places only: what is in them is kept nowhere.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TlsFiles {
    /// Certificates of those who may vouch for the server, PEM; `None` for this machine's own trust store.
    pub roots: Option<PathBuf>,
    /// By what we prove who we are, where the server asks.
    pub client: Option<ClientFiles>,
}

/// A client certificate and its key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClientFiles {
    /// Certificate, and those between it and its root, PEM.
    pub certificate: PathBuf,
    /// Its key without a passphrase, PEM.
    pub key: PathBuf,
}

/// How a connection is protected, from the strongest down. There is no silent fallback between them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Tls {
    /// Encrypted, chain and name verified.
    VerifyFull,
    /// Encrypted, chain verified.
    VerifyCa,
    /// Encrypted, and the server shows exactly the certificate that is remembered of it, whoever signed it.
    Pinned(CertificatePrint),
    /// Encrypted, identity not verified: what an address may ask for before anything is remembered of the server.
    Require,
    /// Encrypted where the server offers it; for loopback practice servers.
    Prefer,
    /// Plain.
    Disable,
}

/// How well a connection is protected in the end, as a badge says it, from the strongest down.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum TlsStrength {
    /// Encrypted; the server proved its name.
    VerifyFull,
    /// Encrypted; the server is known to those who vouch, its name was not compared.
    VerifyCa,
    /// Encrypted; the server showed the certificate that is remembered of it.
    Pinned,
    /// Encrypted; nobody knows with whom.
    Unchecked,
    /// In plain.
    Plain,
}

impl TlsStrength {
    /// What an endpoint comes to, of which everything is decided, once it is known whether the session is encrypted.
    #[must_use]
    pub fn of(tls: Tls, encrypted: bool) -> Self {
        match tls {
            _ if !encrypted => Self::Plain,
            Tls::VerifyFull => Self::VerifyFull,
            Tls::VerifyCa => Self::VerifyCa,
            Tls::Pinned(_) => Self::Pinned,
            Tls::Require | Tls::Prefer | Tls::Disable => Self::Unchecked,
        }
    }
}

/// A backup known to its provider.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Backup {
    /// The provider's id.
    pub id: String,
    /// The provider's word for its state, shown raw.
    pub status: String,
    /// When it was made.
    pub created_at: Option<Timestamp>,
    /// When the provider deletes it.
    pub deleted_at: Option<Timestamp>,
}
