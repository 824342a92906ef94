//! What is done in which order, by the method of a run, and where a run stands: from its journal alone. Pure: the view and
//! the runner both ask here, so that what is shown and what is done can never differ. A method is a file.

pub mod guided;
pub mod provider;
pub mod transfer;

use domain::ErrorKind;
use domain::run::{DataLocation, JournalEntry, Method, RunState, Step, StepOutcome};

use super::record::{self, Original};

/// What is to be done next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Next {
    /// Do a step, or go on with it.
    Do(Step),
    /// Look whether the effect of a step happened: it was asked for, and nothing is known.
    Probe(Step),
    /// Nothing: it is over.
    Nothing,
}

/// The course of a run by one method.
pub trait Course: Sync {
    /// What is to be done next.
    fn next(&self, entries: &[JournalEntry]) -> Next;

    /// The first step that changes the world: until it was begun, a run that is taken up again ends there.
    fn first_effect(&self) -> Step;

    /// How the run stands while this step is next.
    fn under_way(&self, step: Step, entries: &[JournalEntry]) -> RunState;

    /// How the run ended. Asked only when nothing is left to do.
    fn over(&self, entries: &[JournalEntry]) -> RunState;

    /// The step at which the run failed.
    fn failed_at(&self, entries: &[JournalEntry]) -> Option<Step>;

    /// Which side counts now. Says `Unknown` rather than a guess.
    fn location(&self, entries: &[JournalEntry]) -> DataLocation;

    /// Whether the person may stop it now without touching what counts.
    fn can_abort(&self, entries: &[JournalEntry]) -> bool;

    /// The step that the end of the process cut off, where a run is not gone on with by itself: it then ends as cut off there.
    fn cut_off(&self, entries: &[JournalEntry]) -> Option<Step> {
        let _ = entries;
        None
    }

    /// The step at which the run waits for the person: what is next was tried, and ended in not knowing.
    fn paused(&self, entries: &[JournalEntry]) -> Option<Step> {
        let step = self.next(entries).step()?;
        matches!(record::ended(entries, step), Some(StepOutcome::Unknown { .. })).then_some(step)
    }

    /// How the run stands, in one word.
    fn state(&self, entries: &[JournalEntry]) -> RunState {
        if self.paused(entries).is_some() {
            return RunState::Paused;
        }
        self.next(entries).step().map_or_else(|| self.over(entries), |step| self.under_way(step, entries))
    }

    /// Whether nothing has been asked of the world, and nothing was said of how that went.
    fn is_untouched(&self, entries: &[JournalEntry]) -> bool {
        let first = self.first_effect();
        record::attempts(entries, first) == 0 && record::ended(entries, first).is_none()
    }

    /// Whether nothing is left to do and the target counts.
    fn ended_well(&self, entries: &[JournalEntry]) -> bool {
        matches!(self.state(entries), RunState::Succeeded | RunState::NeedsAttention)
    }
}

/// The course of a method.
#[must_use]
pub fn of(method: Method) -> &'static dyn Course {
    match method {
        Method::Provider => &provider::ByProvider,
        Method::Guided => &guided::Guided,
        Method::Transfer => &transfer::ByTransfer,
    }
}

impl Next {
    /// The step of the journal that it belongs to.
    #[must_use]
    pub fn step(self) -> Option<Step> {
        match self {
            Self::Do(step) | Self::Probe(step) => Some(step),
            Self::Nothing => None,
        }
    }
}

/// The first of some steps that has come to no result. Not knowing is no result.
fn first_open(entries: &[JournalEntry], steps: &[Step]) -> Next {
    let settled = |step: &Step| match record::ended(entries, *step) {
        Some(StepOutcome::Done | StepOutcome::NotDone { .. } | StepOutcome::Skipped { .. }) => true,
        Some(StepOutcome::Unknown { .. } | StepOutcome::Progress) | None => false,
    };
    steps.iter().find(|step| !settled(step)).map_or(Next::Nothing, |step| Next::Do(*step))
}

/// Whether a step was given up on purpose.
fn cancelled(entries: &[JournalEntry], step: Step) -> bool {
    matches!(record::ended(entries, step), Some(StepOutcome::NotDone { error: ErrorKind::Cancelled, .. }))
}

/// Where the data is after a failure or an abort: as far as our own probe proved it.
fn original_location(entries: &[JournalEntry]) -> DataLocation {
    let original = record::observed::<Original>(entries, Step::CheckOriginal).unwrap_or_default();
    match (original.answers, original.writable) {
        (_, Some(true)) => DataLocation::Source,
        (Some(true), _) => DataLocation::SourceReadOnly,
        (Some(false) | None, _) => DataLocation::Unknown,
    }
}

#[cfg(test)]
mod guided_tests;
