//! The table kind -> retry directive -> remedy. One exhaustive match each: a new kind cannot be forgotten.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::ErrorKind;

/// What a machine may do about an error.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Retry {
    /// Idempotent requests may be repeated after a while, within a budget.
    Later,
    /// The effect is unknown: ask whether it happened, never repeat blindly.
    Probe,
    /// A person must change something first.
    AfterRemedy,
    /// Repeating cannot help.
    Never,
}

/// What a person can do about an error: one recommended action. The words are `remedy-<name>`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Remedy {
    /// Wait a little and try again.
    TryLater,
    /// Look at the network: cable, VPN, firewall, address.
    CheckNetwork,
    /// Look at the address of the API or of the server.
    CheckAddress,
    /// Look at the machine's certificates, or ask who runs the network.
    CheckCertificates,
    /// Sign in again; the work goes on after it.
    SignInAgain,
    /// Ask the owner of the organisation for the right.
    AskForRight,
    /// Write to the provider's support with the reference.
    ContactSupport,
    /// Unlock the keyring or the passphrase file.
    UnlockVault,
    /// Choose a passphrase file instead of a keyring.
    ChoosePassphraseFile,
    /// Give the client certificate that the server asks for, or another one.
    CheckClientCertificate,
    /// Restore the file from its dated backup.
    RestoreBackup,
    /// Install the newer version of the application.
    UpdateApplication,
    /// Free disk space or fix the folder's rights.
    FreeDiskSpace,
    /// Close the other copy of the application.
    CloseOtherCopy,
    /// Change the settings of the migration.
    ChangeSettings,
    /// Correct what was entered.
    CorrectInput,
    /// Look at the provider's side before anything else.
    LookAtProvider,
    /// Install the database servers: `cargo x setup` in the source, the practice package elsewhere.
    InstallServers,
    /// Use the direct address of the server instead of that of a pooler or balancer.
    UseDirectAddress,
    /// Go on with the transfer that has not ended.
    ResumeTransfer,
    /// Empty the target, or take another, and begin anew.
    EmptyTarget,
    /// Give the database more room.
    EnlargeDatabase,
    /// Work with fewer sessions.
    FewerJobs,
    /// Stop what writes to the source by other ways, then begin again.
    StopWriters,
    /// Swap source and target, or choose another target.
    SwapEnds,
    /// Nothing to do.
    Nothing,
    /// Tell the makers of the application.
    ReportDefect,
}

impl ErrorKind {
    /// What a machine may do about it.
    #[must_use]
    pub fn retry(self) -> Retry {
        use ErrorKind as K;
        match self {
            K::HostNotFound
            | K::Unreachable
            | K::ProviderUnavailable
            | K::RateLimited
            | K::DatabaseUnreachable
            | K::TooManyConnections
            | K::DatabaseLocked => Retry::Later,
            K::DatabaseFull | K::DatabaseMemory | K::TableRewritten => Retry::AfterRemedy,
            K::TransferUnfinished | K::CannotResume => Retry::AfterRemedy,
            K::TimedOut | K::ConnectionLost | K::OutcomeUnknown => Retry::Probe,
            K::MalformedAnswer | K::AnswerTooLarge => Retry::Probe,
            K::TlsIdentity | K::CertificateChanged | K::TlsUnavailable => Retry::AfterRemedy,
            K::ClientCertificateRefused => Retry::AfterRemedy,
            K::ProxyRefused | K::HostNotAllowed => Retry::AfterRemedy,
            K::PaymentRequired | K::NoCapacity | K::SignedOut | K::Forbidden => Retry::AfterRemedy,
            K::SignInCancelled | K::SignInMismatch | K::CredentialMalformed => Retry::AfterRemedy,
            K::KeyringUnavailable | K::KeyringLocked | K::VaultLocked | K::WrongPassphrase => {
                Retry::AfterRemedy
            }
            K::SecretMissing | K::SecretTooLong | K::VaultTooNew => Retry::AfterRemedy,
            K::StoreUnwritable | K::StoreBusy | K::StoreTooNew => Retry::AfterRemedy,
            K::DatabaseLogin | K::DatabaseRight | K::TargetNotEmpty | K::RowsMayBeHidden => {
                Retry::AfterRemedy
            }
            K::DatabasePasswordUnknown | K::WrongDirection => Retry::AfterRemedy,
            K::FreezeImpossible | K::FreezeBroken | K::FreezeTooLong | K::TargetTooSmall => {
                Retry::AfterRemedy
            }
            K::PanelNotUsed | K::GuardMissing => Retry::AfterRemedy,
            K::DowngradeRefused | K::Blocked | K::AlreadyRunning | K::PlanChanged => Retry::AfterRemedy,
            K::NameMismatch | K::NotAccepted | K::WrongState => Retry::AfterRemedy,
            K::InvalidInput | K::FileUnreadable | K::NotDirect => Retry::AfterRemedy,
            K::ServerProgramMissing | K::ServerNotStarted | K::ScenarioInvalid => Retry::AfterRemedy,
            K::Redirected | K::ProviderRefused | K::NotFound | K::NotSupported => Retry::Never,
            K::VaultDamaged | K::StoreDamaged => Retry::Never,
            K::DatabaseRefused | K::DatabaseVersion | K::CannotBeCarried | K::SameDatabase => Retry::Never,
            K::MigrationFailed | K::VerificationDiffers | K::Cancelled | K::Internal => Retry::Never,
        }
    }

    /// The one thing that a person is advised to do.
    #[must_use]
    pub fn remedy(self) -> Remedy {
        use ErrorKind as K;
        match self {
            K::HostNotFound | K::Redirected | K::HostNotAllowed => Remedy::CheckAddress,
            K::Unreachable | K::ConnectionLost | K::ProxyRefused => Remedy::CheckNetwork,
            K::DatabaseUnreachable => Remedy::CheckNetwork,
            K::TimedOut | K::ProviderUnavailable | K::RateLimited => Remedy::TryLater,
            K::TableRewritten | K::DatabaseLocked | K::GuardMissing => Remedy::TryLater,
            K::DatabaseFull | K::TargetTooSmall => Remedy::EnlargeDatabase,
            K::DatabaseMemory | K::TooManyConnections => Remedy::FewerJobs,
            K::TransferUnfinished => Remedy::ResumeTransfer,
            K::CannotResume => Remedy::EmptyTarget,
            K::TlsIdentity | K::CertificateChanged | K::TlsUnavailable => Remedy::CheckCertificates,
            K::ClientCertificateRefused => Remedy::CheckClientCertificate,
            K::MalformedAnswer | K::AnswerTooLarge => Remedy::CheckAddress,
            K::ProviderRefused | K::PaymentRequired => Remedy::LookAtProvider,
            K::NotFound | K::OutcomeUnknown | K::AlreadyRunning => Remedy::LookAtProvider,
            K::NoCapacity | K::DowngradeRefused | K::Blocked | K::PlanChanged => Remedy::ChangeSettings,
            K::NotAccepted => Remedy::ChangeSettings,
            K::SignedOut | K::SignInCancelled | K::SignInMismatch => Remedy::SignInAgain,
            K::SecretMissing | K::DatabasePasswordUnknown => Remedy::SignInAgain,
            K::Forbidden | K::DatabaseRight | K::RowsMayBeHidden => Remedy::AskForRight,
            K::FreezeImpossible => Remedy::AskForRight,
            K::FreezeBroken => Remedy::StopWriters,
            K::WrongDirection => Remedy::SwapEnds,
            K::FreezeTooLong => Remedy::ChangeSettings,
            K::PanelNotUsed => Remedy::LookAtProvider,
            K::KeyringUnavailable | K::SecretTooLong => Remedy::ChoosePassphraseFile,
            K::KeyringLocked | K::VaultLocked => Remedy::UnlockVault,
            K::WrongPassphrase | K::CredentialMalformed | K::NameMismatch => Remedy::CorrectInput,
            K::InvalidInput | K::FileUnreadable | K::ScenarioInvalid => Remedy::CorrectInput,
            K::NotDirect => Remedy::UseDirectAddress,
            K::DatabaseLogin | K::SameDatabase | K::TargetNotEmpty => Remedy::CorrectInput,
            K::VaultDamaged | K::StoreDamaged => Remedy::RestoreBackup,
            K::StoreTooNew | K::VaultTooNew => Remedy::UpdateApplication,
            K::StoreUnwritable => Remedy::FreeDiskSpace,
            K::StoreBusy => Remedy::CloseOtherCopy,
            K::DatabaseRefused | K::DatabaseVersion | K::CannotBeCarried => Remedy::ContactSupport,
            K::MigrationFailed | K::VerificationDiffers => Remedy::ContactSupport,
            K::ServerProgramMissing | K::ServerNotStarted => Remedy::InstallServers,
            K::WrongState | K::Cancelled | K::NotSupported => Remedy::Nothing,
            K::Internal => Remedy::ReportDefect,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn no_code_is_given_twice() {
        let codes: BTreeSet<_> = ErrorKind::ALL.iter().map(|kind| kind.code()).collect();
        assert_eq!(codes.len(), ErrorKind::ALL.len());
    }

    #[test]
    fn an_unknown_effect_is_never_repeated_blindly() {
        for kind in [ErrorKind::TimedOut, ErrorKind::ConnectionLost, ErrorKind::MalformedAnswer] {
            assert_eq!(kind.retry(), Retry::Probe, "{}", kind.code());
        }
    }
}
