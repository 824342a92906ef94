//! The course of the method `transfer`: a restore point, a new database, a frozen copy that is compared, the hand-over. Until the
//! comparison everything is taken back when it fails, is stopped or cut off; after it nothing is.

use domain::ErrorKind;
use domain::engine::TransferReport;
use domain::run::{DataLocation, EntryKind, JournalEntry, RunState, Step, StepOutcome};
use domain::verification::Verdict;

use super::super::record::{self, Original};
use super::super::record_transfer::CarryNews;
use super::{Course, Next, first_open};

/// What is done, in order.
pub(crate) const FORWARD: [Step; 7] = [
    Step::RecordBefore,
    Step::RestorePoint,
    Step::CreateTarget,
    Step::AwaitTarget,
    Step::CheckBoth,
    Step::Carry,
    Step::HandOver,
];

/// What takes it back, in order: whoever writes to the source comes first.
pub(crate) const BACK: [Step; 3] = [Step::Thaw, Step::CheckOriginal, Step::RemoveTarget];

/// The method `transfer`.
pub(super) struct ByTransfer;

impl Course for ByTransfer {
    fn next(&self, entries: &[JournalEntry]) -> Next {
        if taken_back(entries) {
            return first_open(entries, &BACK);
        }
        match first_open(entries, &FORWARD) {
            // Asked for once in the life of a run: then it is looked for.
            Next::Do(Step::CreateTarget) if record::attempts(entries, Step::CreateTarget) > 0 => {
                Next::Probe(Step::CreateTarget)
            }
            next => next,
        }
    }

    fn first_effect(&self) -> Step {
        Step::RestorePoint
    }

    fn is_untouched(&self, entries: &[JournalEntry]) -> bool {
        record::attempts(entries, self.first_effect()) == 0 && !taken_back(entries)
    }

    fn under_way(&self, step: Step, entries: &[JournalEntry]) -> RunState {
        match step {
            _ if taken_back(entries) && abort_asked(entries) => RunState::Aborting,
            _ if taken_back(entries) => RunState::Verifying,
            Step::RecordBefore => RunState::Preparing,
            Step::Carry => RunState::Watching,
            Step::HandOver => RunState::Verifying,
            _ => RunState::Starting,
        }
    }

    fn over(&self, entries: &[JournalEntry]) -> RunState {
        if let Some(report) = carried(entries) {
            let equal = report.verification.is_some_and(|seen| seen.verdict == Verdict::Equal);
            return if equal { RunState::Succeeded } else { RunState::NeedsAttention };
        }
        let cancelled =
            self.failed_at(entries).is_some_and(|step| error(entries, step) == Some(ErrorKind::Cancelled));
        if abort_asked(entries) || cancelled { RunState::Aborted } else { RunState::Failed }
    }

    fn failed_at(&self, entries: &[JournalEntry]) -> Option<Step> {
        if !taken_back(entries) {
            return None;
        }
        FORWARD.into_iter().find(|step| gave_up(entries, *step))
    }

    fn location(&self, entries: &[JournalEntry]) -> DataLocation {
        if carried(entries).is_some() {
            return DataLocation::Target;
        }
        // Whatever else happened: nobody was told of the new database, so the original counts.
        let thawed = matches!(
            record::ended(entries, Step::Thaw),
            Some(StepOutcome::Done | StepOutcome::Skipped { .. })
        );
        let original = record::observed::<Original>(entries, Step::CheckOriginal).unwrap_or_default();
        match news(entries) {
            _ if record::attempts(entries, Step::Carry) == 0 => DataLocation::Source,
            _ if original.writable == Some(true) => DataLocation::Source,
            _ if original.writable == Some(false) => DataLocation::SourceReadOnly,
            _ if thawed => DataLocation::Source,
            Some(CarryNews::Thawed { .. }) => DataLocation::Source,
            None if !taken_back(entries) => DataLocation::Source,
            Some(CarryNews::Freezing { .. }) | None => DataLocation::SourceReadOnly,
        }
    }

    fn can_abort(&self, entries: &[JournalEntry]) -> bool {
        // Also while it waits for the person: then nothing else would end it.
        !taken_back(entries) && carried(entries).is_none()
    }

    fn cut_off(&self, entries: &[JournalEntry]) -> Option<Step> {
        let past = taken_back(entries) || carried(entries).is_some();
        if past { None } else { self.next(entries).step() }
    }
}

/// What the copy did, once both sides were proven equal: from there on the new database counts.
pub(crate) fn carried(entries: &[JournalEntry]) -> Option<TransferReport> {
    match record::ended(entries, Step::Carry) {
        Some(StepOutcome::Done) => record::observed(entries, Step::Carry),
        _ => None,
    }
}

/// Whether the run is being, or was, taken back.
pub(crate) fn taken_back(entries: &[JournalEntry]) -> bool {
    let begun = BACK.into_iter().any(|step| record::attempts(entries, step) > 0);
    let given_up = FORWARD.into_iter().any(|step| gave_up(entries, step));
    !matches!(record::ended(entries, Step::Carry), Some(StepOutcome::Done))
        && (begun || given_up || abort_asked(entries))
}

/// Whether the person asked to stop.
pub(crate) fn abort_asked(entries: &[JournalEntry]) -> bool {
    record::attempts(entries, Step::Abort) > 0
}

/// Whether the new database was asked for.
pub(crate) fn ordered(entries: &[JournalEntry]) -> bool {
    record::attempts(entries, Step::CreateTarget) > 0
}

/// What the copy told last of the source.
pub(crate) fn news(entries: &[JournalEntry]) -> Option<CarryNews> {
    let newest = entries.iter().rev().filter(|entry| entry.step == Step::Carry);
    newest.into_iter().find_map(|entry| match &entry.kind {
        EntryKind::Observation { data, .. } => serde::Deserialize::deserialize(data).ok(),
        EntryKind::Intent { .. } => None,
    })
}

/// Whether a step ended without what it is for: for sure, or because everything was cut off.
fn gave_up(entries: &[JournalEntry], step: Step) -> bool {
    matches!(
        record::ended(entries, step),
        Some(StepOutcome::NotDone { .. } | StepOutcome::Unknown { error: ErrorKind::Cancelled, .. })
    )
}

fn error(entries: &[JournalEntry], step: Step) -> Option<ErrorKind> {
    match record::ended(entries, step)? {
        StepOutcome::NotDone { error, .. } | StepOutcome::Unknown { error, .. } => Some(*error),
        StepOutcome::Done | StepOutcome::Progress | StepOutcome::Skipped { .. } => None,
    }
}
