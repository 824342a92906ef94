//! What a provider is, as data: the screens, the checks, the conformance suite and the docs read it.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::account::SignInWay;
use crate::ids::ProviderId;
use crate::run::Method;

/// A provider as data. Words are catalogue keys made from `id`: `provider-<id>-...`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Descriptor {
    /// `clever-cloud`.
    pub id: ProviderId,
    /// `Clever Cloud`, a proper name, the same in every language.
    pub name: String,
    /// The logo as SVG text, drawn by us.
    pub logo: String,
    /// The ways of signing in, best first.
    pub sign_in: Vec<SignInForm>,
    /// What it can do.
    pub capabilities: Vec<Capability>,
    /// How data moves at this provider.
    pub method: Method,
    /// What a migration does here, in the provider's own terms, to be said before anything is chosen.
    pub consequences: Vec<Consequence>,
    /// Where a person gets help.
    pub support: SupportContact,
    /// Pages of the provider's panel.
    pub panel: Vec<PanelPage>,
}

impl Descriptor {
    /// Whether the provider can do something.
    #[must_use]
    pub fn can(&self, capability: Capability) -> bool {
        self.capabilities.contains(&capability)
    }
}

/// One way of signing in, and what the person fills in for it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SignInForm {
    /// Which way.
    pub way: SignInWay,
    /// Fields, in order. A browser sign-in may have none.
    pub fields: Vec<CredentialField>,
    /// Where the person makes the credential, opened in the browser.
    pub help_url: Option<String>,
}

/// One field of a sign-in form. Words: `provider-<id>-field-<name>` and `...-hint`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CredentialField {
    /// `token`, `base_url`.
    pub name: String,
    /// What kind of input it is.
    pub kind: FieldKind,
    /// Whether it may stay empty.
    pub optional: bool,
    /// What it is when left empty.
    pub default: Option<String>,
}

/// Kind of an input.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum FieldKind {
    /// Shown as typed.
    Text,
    /// Never shown, write-only.
    Secret,
    /// An address, checked.
    Url,
}

/// Something that a provider can or cannot do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Capability {
    /// Lists databases.
    Inventory,
    /// Migrates by itself, and can be watched.
    Migrate,
    /// Can be asked to abort a migration.
    Abort,
    /// States the price of a change.
    Price,
    /// Knows the applications linked to a database.
    LinkedApplications,
    /// Lets environments be searched for hard-coded addresses.
    AddressScan,
    /// Lists backups.
    Backups,
    /// Restarts applications.
    Redeploy,
    /// Creates and deletes temporary databases.
    TestCopy,
    /// Revokes its own credentials.
    SignOut,
    /// Makes a backup when it is asked to.
    MakeBackup,
    /// Locks a database against deletion, and unlocks it.
    DeletionLock,
    /// Has a page with the database's own log.
    LogPage,
    /// Tells what its firewall lets through.
    Firewall,
}

/// A consequence of a migration at a provider. Words: `consequence-<name>`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Consequence {
    /// The database is read-only for the whole time.
    ReadOnlyDuring,
    /// Host and database name change.
    AddressChanges,
    /// User and password may change.
    CredentialsChange,
    /// Linked applications restart with the new variables.
    ApplicationsRestart,
    /// What does not use the variables is to be edited by hand.
    EditByHand,
    /// Direct host and port do not survive.
    DirectHostLost,
    /// Read-only users are carried over for PostgreSQL only.
    ReadOnlyUsersPostgresOnly,
    /// On failure the new server is removed and the original serves again.
    OriginalServesOnFailure,
    /// There is no way back after success.
    NoWayBack,
    /// Lower versions are done by support alone.
    NoDowngrade,
    /// The version belongs to the whole account: every database of the engine moves at once.
    WholeAccountMoves,
    /// The account is unavailable for seconds to minutes.
    ShortlyUnavailable,
    /// The host name stays, its IP address may change.
    HostNameStays,
    /// For seven days after its start the migration can be rolled back.
    WayBackSevenDays,
    /// What is written after the migration is to be taken as lost when it is rolled back.
    LaterWritesLost,
    /// A mandatory migration runs by itself once its deadline has passed.
    MandatoryDeadlines,
    /// The new server's address and password are to be put into applications by hand.
    HandOverByHand,
    /// The old server stays as the way back until the person lets it go.
    OldServerStays,
    /// Both servers are billed as long as both are there.
    BothBilled,
    /// The new server signs its own certificate, which is remembered at the first connection.
    CertificateRemembered,
}

/// Where a person gets help at a provider.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SupportContact {
    /// Address, where there is one.
    pub email: Option<String>,
    /// Page, where there is one.
    pub url: Option<String>,
}

/// A page of a provider's panel. Words: `panel-<name>`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PanelPage {
    /// `tokens`, `support`.
    pub name: String,
    /// https address.
    pub url: String,
}
