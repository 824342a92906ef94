//! The course of the method `guided`: the person acts in the provider's panel; we prepare, watch the server itself and compare.
//!
//! What is compared is a print of the source. It is taken when the person says that they are about to act, so as late as can
//! be, and proves something only if nobody writes between it and the comparison. So the source can be made read-only from
//! there until the comparison is done: then equal is equal. Without that a difference may be a row written in between as well as one
//! that was lost, which is said and never called a loss; and equal is equal as far as was seen.
//!
//! Nothing is pressed by us, so nothing can be pressed twice. If the server still has its old version when the time is over,
//! the source is made writable again, and the person is asked once more: each such try is a round, and begins with the
//! asking.

use domain::ErrorKind;
use domain::run::{DataLocation, EntryKind, GuideWait, JournalEntry, RunState, Step, StepOutcome};
use domain::time::Millis;
use domain::verification::Verdict;

use super::super::record;
use super::super::record_guided::{FrozenSource, GoAsked, Gone, Moved, Silence, WayBack};
use super::{Course, Next, cancelled, first_open};

/// What is done before the person is asked to act.
const BEFORE: [Step; 2] = [Step::RecordBefore, Step::RestorePoint];

/// What is done once the change was seen: compared while writers are still kept out.
const PROOF: [Step; 2] = [Step::AwaitReady, Step::Verify];

/// What is done at the end.
const AFTER: [Step; 2] = [Step::CheckApplications, Step::WayBack];

/// The method `guided`.
pub(super) struct Guided;

impl Course for Guided {
    fn next(&self, entries: &[JournalEntry]) -> Next {
        next(entries)
    }

    fn first_effect(&self) -> Step {
        Step::RestorePoint
    }

    fn under_way(&self, step: Step, entries: &[JournalEntry]) -> RunState {
        match step {
            Step::AwaitGo | Step::AwaitPanel if abort_asked(entries) => RunState::Aborting,
            Step::AwaitGo | Step::AwaitPanel => RunState::Waiting,
            Step::Thaw if !changed(entries) => RunState::Aborting,
            Step::AwaitReady | Step::Verify | Step::Thaw | Step::CheckApplications | Step::WayBack => {
                RunState::Verifying
            }
            _ => RunState::Preparing,
        }
    }

    fn over(&self, entries: &[JournalEntry]) -> RunState {
        if changed(entries) {
            return if proven(entries) { RunState::Succeeded } else { RunState::NeedsAttention };
        }
        let given_up = BEFORE.into_iter().any(|step| cancelled(entries, step))
            || [Step::AwaitGo, Step::AwaitPanel].into_iter().any(|step| cancelled(round(entries), step));
        if given_up { RunState::Aborted } else { RunState::Failed }
    }

    fn failed_at(&self, entries: &[JournalEntry]) -> Option<Step> {
        let failed = |step: &Step| matches!(record::ended(entries, *step), Some(StepOutcome::NotDone { .. }));
        BEFORE.into_iter().find(failed)
    }

    fn location(&self, entries: &[JournalEntry]) -> DataLocation {
        if rolled_back(entries).is_some() {
            return DataLocation::Source;
        }
        if changed(entries) {
            return DataLocation::Target;
        }
        // Nobody looks while it is paused: somebody may have pressed since.
        if matches!(self.paused(entries), Some(Step::AwaitGo | Step::AwaitPanel)) {
            return DataLocation::Unknown;
        }
        match (silent(entries), frozen(entries)) {
            (true, _) => DataLocation::SwitchingOver,
            (false, Some(_)) => DataLocation::SourceReadOnly,
            (false, None) => DataLocation::Source,
        }
    }

    fn can_abort(&self, entries: &[JournalEntry]) -> bool {
        self.state(entries) == RunState::Waiting && !silent(entries)
    }
}

/// What is to be done next.
fn next(entries: &[JournalEntry]) -> Next {
    let ended_badly =
        |step: &Step| matches!(record::ended(entries, *step), Some(StepOutcome::NotDone { .. }));
    if BEFORE.iter().any(ended_badly) {
        return Next::Nothing;
    }
    if let open @ Next::Do(_) = first_open(entries, &BEFORE) {
        return open;
    }
    let round = round(entries);
    let thawed_then = |then| if frozen(entries).is_some() { Next::Do(Step::Thaw) } else { then };
    match record::ended(round, Step::AwaitGo) {
        Some(StepOutcome::Done) => {}
        Some(StepOutcome::NotDone { .. }) => return thawed_then(Next::Nothing),
        _ => return Next::Do(Step::AwaitGo),
    }
    let gone = record::observed::<Gone>(round, Step::AwaitGo).unwrap_or_default();
    if !gone.changed {
        if gone.freeze {
            match record::ended(round, Step::Freeze) {
                Some(StepOutcome::Done) => {}
                Some(StepOutcome::NotDone { .. }) => return Next::Do(Step::AwaitGo),
                _ => return Next::Do(Step::Freeze),
            }
        }
        if let open @ Next::Do(_) = first_open(round, &[Step::FingerprintSource]) {
            return open;
        }
        match record::ended(round, Step::AwaitPanel) {
            Some(StepOutcome::Done) => {}
            Some(StepOutcome::NotDone { error: ErrorKind::Cancelled, .. }) => {
                return thawed_then(Next::Nothing);
            }
            Some(StepOutcome::NotDone { .. }) => return thawed_then(Next::Do(Step::AwaitGo)),
            _ => return Next::Do(Step::AwaitPanel),
        }
    }
    if let open @ Next::Do(_) = first_open(round, &PROOF) {
        return open;
    }
    if frozen(entries).is_some() {
        return Next::Do(Step::Thaw);
    }
    first_open(round, &AFTER)
}

/// The entries since the person was last asked to act; all of them where that is still to come.
#[must_use]
pub fn round(entries: &[JournalEntry]) -> &[JournalEntry] {
    use domain::run::EntryKind::Intent;
    let asked = |entry: &JournalEntry| entry.step == Step::AwaitGo && matches!(entry.kind, Intent { .. });
    entries.iter().rposition(asked).map_or(entries, |at| &entries[at..])
}

/// Whether the change was seen at the server.
#[must_use]
pub fn changed(entries: &[JournalEntry]) -> bool {
    let round = round(entries);
    moved(entries).is_some()
        || record::observed::<Gone>(round, Step::AwaitGo).is_some_and(|gone| gone.changed)
}

/// The change, where it was seen while the panel was waited for.
#[must_use]
pub fn moved(entries: &[JournalEntry]) -> Option<Moved> {
    record::observed::<Moved>(round(entries), Step::AwaitPanel)
}

/// The freeze, while it lasts as far as we know.
#[must_use]
pub fn frozen(entries: &[JournalEntry]) -> Option<FrozenSource> {
    let is = |entry: &JournalEntry, step| {
        use domain::run::EntryKind::Observation;
        entry.step == step && matches!(entry.kind, Observation { outcome: StepOutcome::Done, .. })
    };
    let at = entries.iter().rposition(|entry| is(entry, Step::Freeze))?;
    let thawed = entries[at..].iter().any(|entry| is(entry, Step::Thaw));
    if thawed { None } else { record::observed::<FrozenSource>(&entries[..=at], Step::Freeze) }
}

/// How long nobody could write by our doing, over all rounds, as far as it is over.
#[must_use]
pub fn read_only(entries: &[JournalEntry]) -> Option<Millis> {
    let (mut since, mut total) = (None, None);
    for entry in entries {
        let done = matches!(entry.kind, EntryKind::Observation { outcome: StepOutcome::Done, .. });
        match (entry.step, done, since) {
            // From before the statement was sent, to after it was taken back.
            (Step::Freeze, false, None) => since = Some(entry.at),
            (Step::Thaw, true, Some(from)) => {
                let more: Millis = entry.at.since(from);
                total = Some(Millis(more.0 + total.map_or(0, |Millis(sum)| sum)));
                since = None;
            }
            _ => {}
        }
    }
    total
}

/// What the person has said since they were last asked.
#[must_use]
pub fn go_asked(entries: &[JournalEntry]) -> Option<GoAsked> {
    record::observed::<GoAsked>(round(entries), Step::AwaitGo)
}

/// Whether the person has given up in this round.
#[must_use]
pub fn abort_asked(entries: &[JournalEntry]) -> bool {
    record::attempts(round(entries), Step::Abort) > 0
}

/// Whether the server was silent when it was last looked at, before the change.
#[must_use]
pub fn silent(entries: &[JournalEntry]) -> bool {
    let said = |step| record::observed::<Silence>(round(entries), step).is_some_and(|said| said.silent);
    !changed(entries) && (said(Step::AwaitPanel) || said(Step::AwaitGo))
}

/// What is waited for.
#[must_use]
pub fn wait(entries: &[JournalEntry]) -> Option<GuideWait> {
    match (next(entries).step()?, silent(entries)) {
        (Step::AwaitGo | Step::AwaitPanel, true) => Some(GuideWait::Silence),
        (Step::AwaitGo, false) => Some(GuideWait::Go),
        (Step::AwaitPanel, false) => Some(GuideWait::Press),
        _ => None,
    }
}

/// The step of the round before at which it came to nothing.
#[must_use]
pub fn problem(entries: &[JournalEntry]) -> Option<Step> {
    let waits = next(entries).step() == Some(Step::AwaitGo);
    let open = round(entries);
    // The new round has begun once its asking is written down; until then the old one is still the last.
    let begun = record::ended(open, Step::AwaitGo).is_none();
    let before = &entries[..entries.len() - open.len()];
    let last = if begun && open.len() < entries.len() { round(before) } else { open };
    let failed = |step: &Step| matches!(record::ended(last, *step), Some(StepOutcome::NotDone { .. }));
    [Step::AwaitPanel, Step::Freeze].into_iter().find(failed).filter(|_| waits)
}

/// The way back as it was last written down.
#[must_use]
pub fn way_back(entries: &[JournalEntry]) -> Option<WayBack> {
    record::observed::<WayBack>(entries, Step::WayBack)
}

/// When it was seen that the way back was taken.
#[must_use]
pub fn rolled_back(entries: &[JournalEntry]) -> Option<domain::time::Timestamp> {
    way_back(entries)?.rolled_back_at
}

/// Whether all that was to be proven is proven, and still so.
fn proven(entries: &[JournalEntry]) -> bool {
    let round = round(entries);
    let done = |step: Step| matches!(record::ended(round, step), Some(StepOutcome::Done));
    let equal = record::observed::<record::Verified>(round, Step::Verify)
        .is_some_and(|verified| verified.verification.verdict == Verdict::Equal);
    // Sites keep their address: that they could not be listed leaves nothing unproven.
    PROOF.into_iter().all(done) && equal && rolled_back(entries).is_none()
}
