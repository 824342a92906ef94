//! Kinds of error and their codes. Append-only: a code that was ever shown keeps its meaning for ever.
//! A kind exists only if a screen or the retry policy acts on it.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

macro_rules! kinds {
    ($($(#[$doc:meta])* $name:ident = $code:literal,)+) => {
        /// What kind of thing went wrong.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
        #[serde(rename_all = "snake_case")]
        pub enum ErrorKind { $($(#[$doc])* $name,)+ }

        impl ErrorKind {
            /// Every kind, in the order of the codes.
            pub const ALL: &'static [ErrorKind] = &[$(ErrorKind::$name,)+];

            /// The stable code that people can search for.
            #[must_use]
            pub fn code(self) -> &'static str {
                match self { $(ErrorKind::$name => $code,)+ }
            }
        }
    };
}

kinds! {
    /// The name of the host was not found.
    HostNotFound = "CHG-NET-001",
    /// Nothing answers at the address.
    Unreachable = "CHG-NET-002",
    /// No answer in time; whether the request had an effect is not known.
    TimedOut = "CHG-NET-003",
    /// The connection broke; whether the request had an effect is not known.
    ConnectionLost = "CHG-NET-004",
    /// The other side could not prove who it is (certificate, name, chain).
    TlsIdentity = "CHG-NET-005",
    /// The other side does not offer encryption, or offers none that we accept.
    TlsUnavailable = "CHG-NET-006",
    /// The answer sends us elsewhere; credentials follow no redirects.
    Redirected = "CHG-NET-007",
    /// A proxy on the way refuses or asks for credentials.
    ProxyRefused = "CHG-NET-008",
    /// The address is not one that credentials may be sent to.
    HostNotAllowed = "CHG-NET-009",
    /// The server shows another certificate than the one that is remembered of it.
    CertificateChanged = "CHG-NET-010",
    /// The server wants a certificate of us: there is none, or it does not take ours.
    ClientCertificateRefused = "CHG-NET-011",

    /// The answer is not in the shape that the provider documents (HTML, cut, wrong types).
    MalformedAnswer = "CHG-API-001",
    /// The answer is larger than anything the provider should send.
    AnswerTooLarge = "CHG-API-002",
    /// The provider says that it is overloaded or in maintenance.
    ProviderUnavailable = "CHG-API-003",
    /// Too many requests.
    RateLimited = "CHG-API-004",
    /// The provider refuses, and says why.
    ProviderRefused = "CHG-API-005",
    /// What was asked for does not exist there.
    NotFound = "CHG-API-006",
    /// The provider wants a payment first.
    PaymentRequired = "CHG-API-007",
    /// The provider has no room in that zone for that plan.
    NoCapacity = "CHG-API-008",
    /// This provider cannot do that.
    NotSupported = "CHG-API-009",

    /// The credentials are not accepted (any more).
    SignedOut = "CHG-AUT-001",
    /// The credentials are accepted, the right is missing.
    Forbidden = "CHG-AUT-002",
    /// The person did not consent, or the sign-in was cancelled.
    SignInCancelled = "CHG-AUT-003",
    /// The answer to a sign-in is not for the one that we started.
    SignInMismatch = "CHG-AUT-004",
    /// What was pasted cannot be a credential of this provider.
    CredentialMalformed = "CHG-AUT-005",

    /// There is no keyring on this machine, or it does not answer.
    KeyringUnavailable = "CHG-VLT-001",
    /// The keyring is locked.
    KeyringLocked = "CHG-VLT-002",
    /// The passphrase file is locked.
    VaultLocked = "CHG-VLT-003",
    /// The passphrase is wrong.
    WrongPassphrase = "CHG-VLT-004",
    /// The passphrase file is damaged.
    VaultDamaged = "CHG-VLT-005",
    /// The secret is not where it should be.
    SecretMissing = "CHG-VLT-006",
    /// The secret is longer than the keyring takes.
    SecretTooLong = "CHG-VLT-007",
    /// The passphrase file was written by a newer version of the application.
    VaultTooNew = "CHG-VLT-008",

    /// The store was written by a newer version of the application.
    StoreTooNew = "CHG-STO-001",
    /// The store is damaged.
    StoreDamaged = "CHG-STO-002",
    /// The disk is full or not writable: nothing is begun that could not be written down.
    StoreUnwritable = "CHG-STO-003",
    /// Another copy of the application owns the data folder.
    StoreBusy = "CHG-STO-004",

    /// The database cannot be reached from this computer.
    DatabaseUnreachable = "CHG-DBS-001",
    /// The database does not accept user or password.
    DatabaseLogin = "CHG-DBS-002",
    /// The database lacks a right that the work needs.
    DatabaseRight = "CHG-DBS-003",
    /// The database refuses a statement or a value.
    DatabaseRefused = "CHG-DBS-004",
    /// The version of the database is not one that we know how to handle.
    DatabaseVersion = "CHG-DBS-005",
    /// The source holds something that cannot be carried.
    CannotBeCarried = "CHG-DBS-006",
    /// The target already holds something.
    TargetNotEmpty = "CHG-DBS-007",
    /// Source and target are the same database.
    SameDatabase = "CHG-DBS-008",
    /// Row-level security could hide rows from the reader.
    RowsMayBeHidden = "CHG-DBS-009",
    /// Connections to the address do not all lead to one server, or do not keep their session: a pooler or a balancer.
    NotDirect = "CHG-DBS-010",
    /// A table was emptied or rewritten while it was read: its rows of that moment are gone.
    TableRewritten = "CHG-DBS-011",
    /// The database's disk is full.
    DatabaseFull = "CHG-DBS-012",
    /// The database has run out of memory, or of places for locks.
    DatabaseMemory = "CHG-DBS-013",
    /// The database takes no more connections.
    TooManyConnections = "CHG-DBS-014",
    /// Somebody else holds a lock on what is needed, and did not let go in time.
    DatabaseLocked = "CHG-DBS-015",
    /// The provider does not hand out the database's password, and none was given with the account.
    DatabasePasswordUnknown = "CHG-DBS-016",
    /// The source cannot be made read-only for everybody.
    FreezeImpossible = "CHG-DBS-017",
    /// Somebody wrote to the source while it was read-only.
    FreezeBroken = "CHG-DBS-018",
    /// The target's disk is too small for the data and what a copy needs beside it.
    TargetTooSmall = "CHG-DBS-019",
    /// The copy would go the wrong way: the target is the older server, or the source holds nothing and the target does.
    WrongDirection = "CHG-DBS-020",

    /// The settings ask for a lower version.
    DowngradeRefused = "CHG-RUN-001",
    /// A check says that going on is not possible.
    Blocked = "CHG-RUN-002",
    /// A migration of this database is already under way.
    AlreadyRunning = "CHG-RUN-003",
    /// The plan has changed since the person saw it.
    PlanChanged = "CHG-RUN-004",
    /// The typed name is not the name of the database.
    NameMismatch = "CHG-RUN-005",
    /// A warning was not accepted.
    NotAccepted = "CHG-RUN-006",
    /// What was asked for cannot be done in this state of the run.
    WrongState = "CHG-RUN-007",
    /// The provider's migration ended without success.
    MigrationFailed = "CHG-RUN-008",
    /// After the migration the two sides differ.
    VerificationDiffers = "CHG-RUN-009",
    /// It is not known whether the migration was started; nothing is repeated.
    OutcomeUnknown = "CHG-RUN-010",
    /// The target holds a transfer that has not ended.
    TransferUnfinished = "CHG-RUN-011",
    /// A transfer cannot go on: source or target are no longer what they were.
    CannotResume = "CHG-RUN-012",
    /// The work took longer than the source was to be read-only.
    FreezeTooLong = "CHG-RUN-013",
    /// The provider's panel was not used in time: the server still has its old version.
    PanelNotUsed = "CHG-RUN-014",

    /// What was entered is not usable as it is.
    InvalidInput = "CHG-INP-001",
    /// A file cannot be read as what it should be.
    FileUnreadable = "CHG-INP-002",

    /// No database server program was found for the practice cloud.
    ServerProgramMissing = "CHG-PRA-001",
    /// A server of the practice cloud did not start.
    ServerNotStarted = "CHG-PRA-002",
    /// A scenario of the practice cloud cannot be used.
    ScenarioInvalid = "CHG-PRA-003",

    /// The work was stopped by the person.
    Cancelled = "CHG-GEN-001",
    /// A defect of the application itself.
    Internal = "CHG-GEN-002",
    /// The process that makes a source writable again when we are gone cannot be started: nothing is made read-only.
    GuardMissing = "CHG-GEN-003",
}
