//! The course of the method `provider`: they migrate, we watch, print the source meanwhile and compare at the end.

use domain::ErrorKind;
use domain::provider::{MigrationStatus, Phase, ProviderMigration};
use domain::run::{DataLocation, JournalEntry, RunState, Step, StepOutcome};

use super::super::record::{self, Started, Watched};
use super::{Course, Next, cancelled, first_open, original_location};

/// What is done after a success, in order.
const AFTER: [Step; 4] = [Step::RecordAfter, Step::AwaitReady, Step::Verify, Step::CheckApplications];

/// How the start of the migration stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Start {
    /// Nothing was asked of the provider.
    NotAsked,
    /// It was asked, nothing is known yet: to be probed, never repeated.
    Asked,
    /// It is not known whether it was started, even after probing.
    Unknown,
    /// It was not started, for sure.
    Refused,
    /// It was started.
    Begun,
}

/// How the provider's migration ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// Well.
    Ok,
    /// Without success; the original is to serve.
    Failed,
    /// Aborted; the original is to serve.
    Aborted,
}

/// The method `provider`.
pub(super) struct ByProvider;

impl Course for ByProvider {
    fn next(&self, entries: &[JournalEntry]) -> Next {
        next(entries)
    }

    fn first_effect(&self) -> Step {
        Step::StartMigration
    }

    fn under_way(&self, step: Step, entries: &[JournalEntry]) -> RunState {
        match step {
            Step::RecordBefore => RunState::Preparing,
            Step::StartMigration if start(entries) == Start::NotAsked => RunState::Preparing,
            Step::StartMigration => RunState::Starting,
            Step::Watch if abort_asked(entries) => RunState::Aborting,
            Step::Watch => RunState::Watching,
            _ => RunState::Verifying,
        }
    }

    fn over(&self, entries: &[JournalEntry]) -> RunState {
        match (start(entries), end(entries)) {
            (Start::Begun, Some(End::Ok)) if proven(entries) => RunState::Succeeded,
            (Start::Begun, Some(End::Ok)) => RunState::NeedsAttention,
            (Start::Begun, Some(End::Aborted)) => RunState::Aborted,
            _ if cancelled(entries, Step::StartMigration) || cancelled(entries, Step::RecordBefore) => {
                RunState::Aborted
            }
            _ => RunState::Failed,
        }
    }

    fn failed_at(&self, entries: &[JournalEntry]) -> Option<Step> {
        if matches!(record::ended(entries, Step::RecordBefore), Some(StepOutcome::NotDone { .. })) {
            return Some(Step::RecordBefore);
        }
        if start(entries) == Start::Refused {
            return Some(Step::StartMigration);
        }
        match end(entries)? {
            End::Failed | End::Aborted => Some(Step::Watch),
            End::Ok => None,
        }
    }

    fn location(&self, entries: &[JournalEntry]) -> DataLocation {
        match start(entries) {
            Start::Asked if answer_lost(entries) => return DataLocation::Unknown,
            // Asked for a moment ago: the provider's first steps only look.
            Start::NotAsked | Start::Asked | Start::Refused => return DataLocation::Source,
            Start::Unknown => return DataLocation::Unknown,
            Start::Begun => {}
        }
        match end(entries) {
            Some(End::Ok) => return DataLocation::Target,
            Some(End::Failed | End::Aborted) => return original_location(entries),
            None => {}
        }
        // What was seen before we lost sight of it may have gone on since.
        if self.paused(entries).is_some() {
            return DataLocation::Unknown;
        }
        migration(entries).as_ref().map_or(DataLocation::Source, moving)
    }

    fn can_abort(&self, entries: &[JournalEntry]) -> bool {
        let watching = self.state(entries) == RunState::Watching;
        watching && migration(entries).as_ref().is_some_and(abortable)
    }
}

/// How the start stands.
#[must_use]
pub fn start(entries: &[JournalEntry]) -> Start {
    match record::ended(entries, Step::StartMigration) {
        None if record::attempts(entries, Step::StartMigration) > 0 => Start::Asked,
        None => Start::NotAsked,
        Some(StepOutcome::Done) => Start::Begun,
        Some(StepOutcome::NotDone { .. } | StepOutcome::Skipped { .. }) => Start::Refused,
        Some(StepOutcome::Unknown { .. } | StepOutcome::Progress) => Start::Unknown,
    }
}

/// Whether the answer to the start was lost: the call broke off, or this application did.
#[must_use]
pub fn answer_lost(entries: &[JournalEntry]) -> bool {
    start(entries) == Start::Asked && !record::open(entries, Step::StartMigration)
}

/// The migration as it was last seen.
#[must_use]
pub fn migration(entries: &[JournalEntry]) -> Option<ProviderMigration> {
    record::observed::<Watched>(entries, Step::Watch).map(|watched| watched.migration).or_else(|| {
        record::observed::<Started>(entries, Step::StartMigration).map(|started| started.migration)
    })
}

/// How the provider's migration ended, once the watch has said so.
#[must_use]
pub fn end(entries: &[JournalEntry]) -> Option<End> {
    match record::ended(entries, Step::Watch)? {
        StepOutcome::Done => Some(End::Ok),
        StepOutcome::NotDone { error: ErrorKind::Cancelled, .. } => Some(End::Aborted),
        StepOutcome::NotDone { .. } => Some(End::Failed),
        StepOutcome::Unknown { .. } | StepOutcome::Skipped { .. } | StepOutcome::Progress => None,
    }
}

/// What is to be done next.
fn next(entries: &[JournalEntry]) -> Next {
    if matches!(record::ended(entries, Step::RecordBefore), Some(StepOutcome::NotDone { .. })) {
        return Next::Nothing;
    }
    match start(entries) {
        Start::NotAsked => return first_open(entries, &[Step::RecordBefore, Step::StartMigration]),
        Start::Asked | Start::Unknown => return Next::Probe(Step::StartMigration),
        Start::Refused => return first_open(entries, &[Step::CheckOriginal]),
        Start::Begun => {}
    }
    match end(entries) {
        None => Next::Do(Step::Watch),
        Some(End::Failed | End::Aborted) => first_open(entries, &[Step::CheckOriginal]),
        Some(End::Ok) => first_open(entries, &AFTER),
    }
}

/// Whether an abort was asked of the provider, as far as is known.
#[must_use]
pub fn abort_asked(entries: &[JournalEntry]) -> bool {
    let refused = matches!(record::ended(entries, Step::Abort), Some(StepOutcome::NotDone { .. }));
    record::attempts(entries, Step::Abort) > 0 && (record::open(entries, Step::Abort) || !refused)
}

/// The furthest group of steps that was seen of a migration.
#[must_use]
pub fn furthest(migration: &ProviderMigration) -> Option<Phase> {
    migration.steps.iter().filter_map(|step| step.phase).filter(|phase| *phase != Phase::RollBack).max()
}

/// Whether a migration can still be aborted without touching what counts: it runs, no step of the switchover or later was
/// seen, and no unknown step is under way, since that might be one.
#[must_use]
pub fn abortable(migration: &ProviderMigration) -> bool {
    let early = migration.steps.iter().all(|step| match step.phase {
        Some(Phase::Checks | Phase::NewServer | Phase::FreezeAndCopy) => true,
        Some(Phase::Switchover | Phase::CleanUp | Phase::RollBack) => false,
        None => step.status == MigrationStatus::Ok,
    });
    let under_way = matches!(migration.status, MigrationStatus::Running | MigrationStatus::Unknown);
    early && under_way
}

/// Whether all that was to be proven after a success is proven.
fn proven(entries: &[JournalEntry]) -> bool {
    use domain::verification::Verdict;
    let done = |step| matches!(record::ended(entries, step), Some(StepOutcome::Done));
    let all = AFTER.into_iter().all(done);
    let equal = record::observed::<record::Verified>(entries, Step::Verify)
        .is_some_and(|verified| verified.verification.verdict == Verdict::Equal);
    let deployed = record::observed::<record::Applications>(entries, Step::CheckApplications)
        .is_none_or(|seen| seen.applications.iter().all(|app| !app.should_run || app.deployed_at.is_some()));
    all && equal && deployed
}

/// While the provider is at work.
fn moving(migration: &ProviderMigration) -> DataLocation {
    let rolling_back = migration.steps.iter().any(|step| step.phase == Some(Phase::RollBack))
        || matches!(migration.status, MigrationStatus::Recovering | MigrationStatus::Failed);
    match furthest(migration) {
        // An unknown step may be a switchover: only known ones say that the original counts.
        _ if unknown_running(migration) => DataLocation::Unknown,
        Some(Phase::Switchover) if rolling_back => DataLocation::Unknown,
        Some(Phase::CleanUp) => DataLocation::Target,
        Some(Phase::Switchover) => DataLocation::SwitchingOver,
        Some(Phase::FreezeAndCopy) => DataLocation::SourceReadOnly,
        Some(Phase::Checks | Phase::NewServer | Phase::RollBack) | None => DataLocation::Source,
    }
}

/// Whether an unknown step has come after the freeze and is not done.
fn unknown_running(migration: &ProviderMigration) -> bool {
    let frozen = furthest(migration) >= Some(Phase::FreezeAndCopy);
    frozen && migration.steps.iter().any(|step| step.phase.is_none() && step.status != MigrationStatus::Ok)
}
