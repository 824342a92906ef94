//! What commands take and give, where the domain's own types are not enough. Secrets go inward only: a type with a
//! secret is never a response.

mod certificates;
mod runs;
mod test_copies;

use domain::account::{Account, FoundProfile, SignInWay};
use domain::change::{Change, ChangeKind};
use domain::database::{Database, DatabaseSummary, ShownVariable, TlsStrength};
use domain::error::{Remedy, Retry};
use domain::ids::{AccountId, CopyId, DatabaseKey, ProviderId, RunId};
use domain::offer::Offers;
use domain::run::{Acceptance, Environment, RunHeader, RunMessage, RunView};
use domain::time::Timestamp;
use domain::version::VersionLife;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

pub use certificates::CertificateForget;
pub use runs::{RedeployRequest, ReleaseRequest, RunGo};
pub use test_copies::{
    ChecksFrom, TestCopyChecks, TestCopyEnv, TestCopyRef, TestCopyStart, TestCopyStatements,
};

/// Nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Empty {}

/// An error as every host shows it. Words: `error-<code in lower case>-title`, `-body`; `remedy-<remedy>`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct RpcError {
    /// `CHG-NET-003`.
    pub code: String,
    /// Parameters of the words.
    pub params: std::collections::BTreeMap<String, String>,
    /// Where it happened: `accounts`, `inventory`, `configure`, `validation`, `test`, `migration`, `vault`, `store`,
    /// `practice`.
    pub stage: String,
    /// The one recommended action.
    pub remedy: Remedy,
    /// What a machine may do.
    pub retry: Retry,
    /// What the provider calls the request.
    pub reference: Option<String>,
    /// Technical words for the details line; holds no secret.
    pub detail: String,
}

/// Adds an account. The secret fields go straight to the vault.
#[derive(Deserialize, TS)]
pub struct AccountAdd {
    /// Where.
    pub provider: ProviderId,
    /// The name that the person gives it.
    pub name: String,
    /// Group; empty for none.
    #[serde(default)]
    pub workspace: String,
    /// Other address of the API than the provider's own.
    pub base_url: Option<String>,
    /// The way of signing in that the fields belong to.
    pub way: SignInWay,
    /// Values by field name, as the descriptor lists them. Write-only.
    pub fields: std::collections::BTreeMap<String, String>,
    /// The account to sign in again, instead of a new one: its secret is replaced, all else of it stays.
    #[serde(default)]
    pub again: Option<AccountId>,
}

/// Names an account.
#[derive(Clone, Copy, Debug, Deserialize, Serialize, TS)]
pub struct AccountRef {
    /// Which.
    pub account: AccountId,
}

/// Removes an account and its secret; revokes it at the provider where asked and possible.
#[derive(Clone, Copy, Debug, Deserialize, Serialize, TS)]
pub struct AccountRemove {
    /// Which.
    pub account: AccountId,
    /// Whether to revoke the credentials at the provider too.
    pub revoke: bool,
}

/// An account with how it stands.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct AccountStatus {
    /// The account.
    pub account: Account,
    /// The error of the last look, when it failed.
    pub error: Option<RpcError>,
    /// When that was.
    pub checked_at: Option<Timestamp>,
}

/// Starts a sign-in in the browser.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct SignInStart {
    /// Where.
    pub provider: ProviderId,
    /// The name of the account to be.
    pub name: String,
    /// Group; empty for none.
    #[serde(default)]
    pub workspace: String,
    /// Other address of the API than the provider's own.
    pub base_url: Option<String>,
    /// The account to sign in again, instead of a new one.
    pub again: Option<AccountId>,
}

/// A sign-in under way. The host opens the address in the person's browser.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct SignInStarted {
    /// Names the sign-in in `sign_in_wait` and `sign_in_cancel`.
    pub sign_in: String,
    /// https address (http on loopback for the practice cloud).
    pub url: String,
}

/// Names a sign-in.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct SignInRef {
    /// From [`SignInStarted`].
    pub sign_in: String,
}

/// Looks for profiles of a provider's own client on this machine.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct ProfilesFind {
    /// Whose.
    pub provider: ProviderId,
}

/// Profiles found.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct ProfilesFound {
    /// In the file's order; the first is the active one.
    pub profiles: Vec<FoundProfile>,
    /// The file looked at, for the eye.
    pub file: String,
}

/// Imports a profile as an account.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct ProfileImport {
    /// Whose.
    pub provider: ProviderId,
    /// Its alias in the file.
    pub alias: String,
    /// The name of the account to be.
    pub name: String,
    /// Group; empty for none.
    #[serde(default)]
    pub workspace: String,
    /// The account to sign in again, instead of a new one: its secret is replaced, all else of it stays.
    #[serde(default)]
    pub again: Option<AccountId>,
}

/// Where secrets are kept, and whether it works.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct VaultState {
    /// The keyring of the operating system.
    pub keyring: KeyringState,
    /// The passphrase file.
    pub file: FileVaultState,
    /// Which of the two takes new secrets; `None` when neither can.
    pub used: Option<VaultKind>,
}

/// Which store of secrets.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum VaultKind {
    /// The keyring of the operating system.
    Keyring,
    /// The passphrase file.
    File,
}

/// The keyring of the operating system.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum KeyringState {
    /// Proven by writing, reading and deleting.
    Working,
    /// There, but locked.
    Locked,
    /// Not there, or does not answer.
    Unavailable,
}

/// The passphrase file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum FileVaultState {
    /// Never made.
    Absent,
    /// There, locked.
    Locked,
    /// There, open in this process.
    Open,
    /// There, unreadable as what it should be.
    Damaged,
}

/// A passphrase: inward only.
#[derive(Deserialize, TS)]
pub struct Passphrase {
    /// At least eight characters for a new file.
    pub passphrase: String,
}

/// Lists databases.
#[derive(Clone, Copy, Debug, Default, Deserialize, Serialize, TS)]
pub struct DatabasesList {
    /// Of one account, or of all.
    pub account: Option<AccountId>,
}

/// The databases of the accounts, account by account, so that one that fails hides no other.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct AccountDatabases {
    /// Whose.
    pub account: Account,
    /// Its databases; empty when it failed.
    pub databases: Vec<ListedDatabase>,
    /// Why it failed, when it did.
    pub error: Option<RpcError>,
    /// When that was observed.
    pub observed_at: Timestamp,
}

/// A line of the list of databases.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct ListedDatabase {
    /// Ours.
    pub key: DatabaseKey,
    /// As the provider describes it.
    pub summary: DatabaseSummary,
    /// How its version stands; `None` for an engine whose calendar we do not keep.
    pub life: Option<VersionLife>,
    /// What the person says it is for.
    pub environment: Environment,
    /// An unfinished run of it, when there is one.
    pub open_run: Option<RunId>,
}

/// Names a database.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Deserialize, Serialize, TS)]
pub struct DatabaseRef {
    /// Which.
    pub key: DatabaseKey,
}

/// One database, whole.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct DatabasePage {
    /// The line of the list.
    pub listed: ListedDatabase,
    /// Everything known.
    pub database: Database,
    /// Its variables, with only what may be shown.
    pub variables: Vec<ShownVariable>,
    /// Newest backup, where there is one.
    pub last_backup: Option<Timestamp>,
    /// How connections to its server are protected, as far as the server is remembered.
    pub tls: Option<TlsStrength>,
    /// Its runs, newest first.
    pub runs: Vec<RunHeader>,
    /// Whether the provider migrates by itself, our engine does, or a person.
    pub observed_at: Timestamp,
}

/// Says what a database is for.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct DatabaseMark {
    /// Which.
    pub key: DatabaseKey,
    /// For what.
    pub environment: Environment,
}

/// What can be chosen, with where one is now.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct OffersPage {
    /// What can be chosen; versions carry their life.
    pub offers: Offers,
    /// The settings as the database is now: the starting point of the form.
    pub current: Change,
    /// What we would propose: newest supported version, same plan and zone.
    pub proposed: Change,
}

/// Settings of a migration for one database.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize, TS)]
pub struct ChangeOf {
    /// Which.
    pub key: DatabaseKey,
    /// To what.
    pub change: Change,
}

/// What a change amounts to and costs.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct ChangePreview {
    /// What it amounts to.
    pub kind: ChangeKind,
    /// What it costs.
    pub price: domain::offer::PriceChange,
}

/// Passes the gate.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct MigrateStart {
    /// Which database.
    pub key: DatabaseKey,
    /// To what.
    pub change: Change,
    /// What the person said at the gate.
    pub acceptance: Acceptance,
}

/// Names a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, TS)]
pub struct RunRef {
    /// Which.
    pub id: RunId,
}

/// A run that has begun.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, TS)]
pub struct RunStarted {
    /// Which.
    pub id: RunId,
}

/// What support asks for, as codes and values; words are made of it by hosts in the person's language or in English.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SupportSheet {
    /// Lines in order: catalogue key `support-line-<name>` and value.
    pub lines: Vec<SupportLine>,
    /// Where to write, where known.
    pub email: Option<String>,
    /// Where to write, where known.
    pub url: Option<String>,
}

/// One line of the sheet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SupportLine {
    /// `addon-id`, `migration-id`, `request-id`, `step`, `message`, `started`, `from`, `to`, `zone`, `plan`.
    pub name: String,
    /// As it is.
    pub value: String,
}

/// The report of a run: everything that was confirmed, done, measured and proven.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct RunReport {
    /// The run, whole.
    pub run: RunView,
    /// Its log.
    pub messages: Vec<RunMessage>,
    /// Hash of the plan that was confirmed.
    pub plan_hash: String,
    /// Hash of the newest entry of the journal that fits its chain.
    pub journal_head: String,
    /// The first entry that does not fit; `None` when nothing was altered.
    #[ts(type = "number | null")]
    pub journal_broken_at: Option<u64>,
    /// Version of the application that wrote it.
    pub application: String,
    /// When.
    pub made_at: Timestamp,
}

/// The practice cloud on this machine.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PracticeState {
    /// How it stands.
    pub state: PracticeStanding,
    /// Its account, once it runs.
    pub account: Option<AccountId>,
    /// Majors of PostgreSQL that this machine can run.
    pub majors: Vec<u32>,
}

/// How the practice cloud stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum PracticeStanding {
    /// This build or machine cannot run it: no server programs.
    Unavailable,
    /// Not started.
    Stopped,
    /// Starting.
    Starting,
    /// Running.
    Running,
}

/// Choices of the person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Settings {
    /// `en`, `fr`, or `None` for the system's.
    pub language: Option<String>,
    /// Colours.
    pub theme: Theme,
}

/// Colours of the window.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
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
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct AppInfo {
    /// `0.1.0`.
    pub version: String,
    /// Where its data is, for the help page.
    pub data_folder: String,
    /// Hosts contacted since the start, from the real request log, with how often.
    pub contacted: Vec<ContactedHost>,
}

/// A host that was contacted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ContactedHost {
    /// Host and port.
    pub host: String,
    /// How many requests.
    #[ts(type = "number")]
    pub requests: u64,
}

/// One side of a copy. Write-only.
#[derive(Deserialize, TS)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum CopyEnd {
    /// By its address.
    Typed {
        /// `postgresql://user@host:port/database`.
        address: String,
        /// Its password; empty for none.
        password: String,
    },
    /// A database of one of the accounts; its provider says how it is reached.
    Database {
        /// Which.
        key: DatabaseKey,
    },
}

/// Checks both sides of a copy. The secrets stay in the application until the copy is over.
#[derive(Deserialize, TS)]
pub struct CopyAsk {
    /// Where the data is.
    pub from: CopyEnd,
    /// The empty database where it is to go.
    pub to: CopyEnd,
}

/// Starts a copy that was checked.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct CopyStart {
    /// By which the check named it.
    pub id: CopyId,
    /// Whether nobody may write to the source meanwhile.
    pub freeze: bool,
    /// The name that was typed, where a side is marked as production.
    pub typed_name: Option<String>,
}

/// Names a copy.
#[derive(Clone, Copy, Debug, Deserialize, Serialize, TS)]
pub struct CopyRef {
    /// Which.
    pub id: CopyId,
}
