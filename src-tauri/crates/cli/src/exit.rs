//! Exit codes: what a script may rely on. Documented in the help; append-only.

use std::process::ExitCode;

use domain::ErrorKind;
use domain::run::{RunState, RunView};
use domain::verification::Verdict;
use rpc::requests::RpcError;

/// How a call ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Exit {
    /// Done.
    Done = 0,
    /// Failed; what had been begun was undone.
    Failed = 1,
    /// What was typed cannot be used.
    Usage = 2,
    /// A check stands in the way; nothing changed.
    Checks = 3,
    /// Cancelled; nothing changed.
    Cancelled = 4,
    /// After the work the two sides differ.
    Differs = 5,
    /// The provider refuses.
    Refused = 6,
    /// It waits for a person; its state is written down.
    Attention = 7,
    /// Try later.
    Later = 75,
    /// Interrupted from the keyboard.
    Interrupted = 130,
}

impl Exit {
    /// As a number.
    pub(crate) fn number(self) -> u8 {
        self as u8
    }

    /// How an error ends a call.
    pub(crate) fn of_error(error: &RpcError) -> Self {
        let kind = ErrorKind::ALL.iter().find(|kind| kind.code() == error.code);
        kind.map_or(Self::Failed, |kind| Self::of_kind(*kind))
    }

    fn of_kind(kind: ErrorKind) -> Self {
        use ErrorKind as K;
        match kind {
            K::InvalidInput | K::FileUnreadable | K::NameMismatch | K::CredentialMalformed => Self::Usage,
            K::ScenarioInvalid | K::NotFound => Self::Usage,
            K::Blocked | K::NotAccepted | K::DowngradeRefused | K::PlanChanged => Self::Checks,
            K::AlreadyRunning | K::CannotBeCarried | K::TargetNotEmpty => Self::Checks,
            K::SameDatabase | K::RowsMayBeHidden | K::DatabaseVersion | K::NotDirect => Self::Checks,
            K::TransferUnfinished | K::CannotResume => Self::Checks,
            K::TooManyConnections | K::DatabaseLocked => Self::Later,
            K::TableRewritten | K::DatabaseFull | K::DatabaseMemory => Self::Failed,
            K::Cancelled | K::SignInCancelled => Self::Cancelled,
            K::VerificationDiffers => Self::Differs,
            K::ProviderRefused | K::PaymentRequired | K::NoCapacity | K::NotSupported => Self::Refused,
            K::SignedOut | K::Forbidden | K::Redirected => Self::Refused,
            K::OutcomeUnknown | K::WrongState => Self::Attention,
            K::HostNotFound | K::Unreachable | K::TimedOut | K::ConnectionLost => Self::Later,
            K::ProviderUnavailable | K::RateLimited | K::DatabaseUnreachable | K::StoreBusy => Self::Later,
            K::TlsIdentity
            | K::CertificateChanged
            | K::ClientCertificateRefused
            | K::TlsUnavailable
            | K::ProxyRefused
            | K::HostNotAllowed => Self::Failed,
            K::MalformedAnswer | K::AnswerTooLarge | K::SignInMismatch => Self::Failed,
            K::KeyringUnavailable | K::KeyringLocked | K::VaultLocked | K::WrongPassphrase => Self::Failed,
            K::VaultDamaged | K::VaultTooNew | K::SecretMissing | K::SecretTooLong => Self::Failed,
            K::StoreTooNew | K::StoreDamaged | K::StoreUnwritable => Self::Failed,
            K::DatabaseLogin | K::DatabaseRight | K::DatabaseRefused => Self::Failed,
            K::DatabasePasswordUnknown => Self::Failed,
            K::FreezeImpossible | K::TargetTooSmall | K::WrongDirection => Self::Checks,
            K::FreezeTooLong | K::FreezeBroken | K::GuardMissing => Self::Failed,
            K::PanelNotUsed => Self::Attention,
            K::MigrationFailed | K::ServerProgramMissing | K::ServerNotStarted | K::Internal => Self::Failed,
        }
    }

    /// How a run ends a call, by where it stands.
    pub(crate) fn of_run(run: &RunView) -> Self {
        match run.header.state {
            RunState::Succeeded => Self::Done,
            RunState::Failed => Self::Failed,
            RunState::Aborted => Self::Cancelled,
            RunState::NeedsAttention
                if run.verification.as_ref().is_some_and(|seen| seen.verdict == Verdict::Different) =>
            {
                Self::Differs
            }
            RunState::NeedsAttention | RunState::Paused | RunState::Waiting => Self::Attention,
            RunState::Preparing
            | RunState::Starting
            | RunState::Watching
            | RunState::Aborting
            | RunState::Verifying => Self::Later,
        }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        ExitCode::from(exit.number())
    }
}

/// An error that this host itself has seen.
pub(crate) fn local(kind: ErrorKind, stage: &str, detail: impl Into<String>) -> RpcError {
    RpcError {
        code: kind.code().to_owned(),
        params: std::collections::BTreeMap::new(),
        stage: stage.to_owned(),
        remedy: kind.remedy(),
        retry: kind.retry(),
        reference: None,
        detail: detail.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_never_ends_like_a_success() {
        for kind in ErrorKind::ALL {
            assert_ne!(Exit::of_error(&local(*kind, "", "")), Exit::Done, "{kind:?}");
        }
    }

    #[test]
    fn numbers_are_those_of_the_documents() {
        let numbers = [
            (Exit::Done, 0),
            (Exit::Failed, 1),
            (Exit::Usage, 2),
            (Exit::Checks, 3),
            (Exit::Cancelled, 4),
            (Exit::Differs, 5),
            (Exit::Refused, 6),
            (Exit::Attention, 7),
            (Exit::Later, 75),
            (Exit::Interrupted, 130),
        ];
        for (exit, number) in numbers {
            assert_eq!(exit.number(), number);
        }
    }
}
