//! Where a run stands and what is to be done next, from the journal alone. Pure: the view and the runner both ask here,
//! so that what is shown and what is done can never differ.

use domain::ErrorKind;
use domain::provider::{MigrationStatus, Phase, ProviderMigration};
use domain::run::{JournalEntry, RunState, Step, StepOutcome};

use super::record::{self, Started, Watched};

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

/// What is to be done next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Next {
    /// Write down what is, then ask for the start. Only in the process in which the gate was passed.
    Begin,
    /// Ask for the start, all else being written down. Only in the process in which the gate was passed.
    Start,
    /// Look whether the start that was asked for happened.
    ProbeStart,
    /// Watch the provider's migration.
    Watch,
    /// Read the variables again.
    RecordAfter,
    /// Wait for the new server.
    AwaitReady,
    /// Compare both sides.
    Verify,
    /// Look at the linked applications.
    CheckApplications,
    /// Prove that the original serves.
    CheckOriginal,
    /// Nothing: it is over.
    Nothing,
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

/// Whether a step has come to a result, so that it is not done again by itself. Not knowing is no result.
fn settled(entries: &[JournalEntry], step: Step) -> bool {
    match record::ended(entries, step) {
        Some(StepOutcome::Done | StepOutcome::NotDone { .. } | StepOutcome::Skipped { .. }) => true,
        Some(StepOutcome::Unknown { .. } | StepOutcome::Progress) | None => false,
    }
}

/// The step at which the run waits for the person: what is next was tried, and ended in not knowing.
#[must_use]
pub fn paused(entries: &[JournalEntry]) -> Option<Step> {
    let step = next(entries).step()?;
    matches!(record::ended(entries, step), Some(StepOutcome::Unknown { .. })).then_some(step)
}

impl Next {
    /// The step of the journal that it belongs to.
    #[must_use]
    pub fn step(self) -> Option<Step> {
        match self {
            Self::Begin => Some(Step::RecordBefore),
            Self::Start | Self::ProbeStart => Some(Step::StartMigration),
            Self::Watch => Some(Step::Watch),
            Self::RecordAfter => Some(Step::RecordAfter),
            Self::AwaitReady => Some(Step::AwaitReady),
            Self::Verify => Some(Step::Verify),
            Self::CheckApplications => Some(Step::CheckApplications),
            Self::CheckOriginal => Some(Step::CheckOriginal),
            Self::Nothing => None,
        }
    }
}

/// What is to be done next.
#[must_use]
pub fn next(entries: &[JournalEntry]) -> Next {
    if matches!(record::ended(entries, Step::RecordBefore), Some(StepOutcome::NotDone { .. })) {
        return Next::Nothing;
    }
    match start(entries) {
        Start::NotAsked if settled(entries, Step::RecordBefore) => return Next::Start,
        Start::NotAsked => return Next::Begin,
        Start::Asked | Start::Unknown => return Next::ProbeStart,
        Start::Refused => return original(entries),
        Start::Begun => {}
    }
    match end(entries) {
        None => Next::Watch,
        Some(End::Failed | End::Aborted) => original(entries),
        Some(End::Ok) => after(entries),
    }
}

/// After a failure.
fn original(entries: &[JournalEntry]) -> Next {
    if settled(entries, Step::CheckOriginal) { Next::Nothing } else { Next::CheckOriginal }
}

/// After success.
fn after(entries: &[JournalEntry]) -> Next {
    let steps = [
        (Step::RecordAfter, Next::RecordAfter),
        (Step::AwaitReady, Next::AwaitReady),
        (Step::Verify, Next::Verify),
        (Step::CheckApplications, Next::CheckApplications),
    ];
    steps.into_iter().find(|(step, _)| !settled(entries, *step)).map_or(Next::Nothing, |(_, next)| next)
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

/// How the run stands, in one word.
#[must_use]
pub fn state(entries: &[JournalEntry]) -> RunState {
    if paused(entries).is_some() {
        return RunState::Paused;
    }
    match next(entries) {
        Next::Begin | Next::Start => RunState::Preparing,
        Next::ProbeStart => RunState::Starting,
        Next::Watch if abort_asked(entries) => RunState::Aborting,
        Next::Watch => RunState::Watching,
        Next::RecordAfter
        | Next::AwaitReady
        | Next::Verify
        | Next::CheckApplications
        | Next::CheckOriginal => RunState::Verifying,
        Next::Nothing => over(entries),
    }
}

/// The state of a run that is over.
fn over(entries: &[JournalEntry]) -> RunState {
    let cancelled = |step| {
        matches!(record::ended(entries, step), Some(StepOutcome::NotDone { error: ErrorKind::Cancelled, .. }))
    };
    match (start(entries), end(entries)) {
        (Start::Begun, Some(End::Ok)) if proven(entries) => RunState::Succeeded,
        (Start::Begun, Some(End::Ok)) => RunState::NeedsAttention,
        (Start::Begun, Some(End::Aborted)) => RunState::Aborted,
        _ if cancelled(Step::StartMigration) || cancelled(Step::RecordBefore) => RunState::Aborted,
        _ => RunState::Failed,
    }
}

/// Whether all that was to be proven after a success is proven.
fn proven(entries: &[JournalEntry]) -> bool {
    use domain::verification::Verdict;
    let done = |step| matches!(record::ended(entries, step), Some(StepOutcome::Done));
    let all =
        [Step::RecordAfter, Step::AwaitReady, Step::Verify, Step::CheckApplications].into_iter().all(done);
    let equal = record::observed::<record::Verified>(entries, Step::Verify)
        .is_some_and(|verified| verified.verification.verdict == Verdict::Equal);
    let deployed = record::observed::<record::Applications>(entries, Step::CheckApplications)
        .is_none_or(|seen| seen.applications.iter().all(|app| !app.should_run || app.deployed_at.is_some()));
    all && equal && deployed
}
