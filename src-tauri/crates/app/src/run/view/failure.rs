//! Why a run waits or failed, in the order in which the failure screen answers.

use domain::provider::{MigrationStatus, ObservedStep, Phase, ProviderMigration};
use domain::run::{EntryKind, FailureView, JournalEntry, Step, StepOutcome};

use super::super::course::provider;
use super::super::record::{self, Original};

/// What the newest observation of a step says of its failure.
pub(super) fn view(entries: &[JournalEntry], step: Step) -> Option<FailureView> {
    let (kind, detail, reference) =
        entries.iter().rev().filter(|entry| entry.step == step).find_map(|entry| match &entry.kind {
            EntryKind::Observation {
                outcome:
                    StepOutcome::NotDone { error, detail, reference }
                    | StepOutcome::Unknown { error, detail, reference },
                ..
            } => Some((*error, detail.clone(), reference.clone())),
            EntryKind::Observation { .. } | EntryKind::Intent { .. } => None,
        })?;
    let migration = provider::migration(entries);
    let at = migration.as_ref().and_then(failing_step);
    let original = record::observed::<Original>(entries, Step::CheckOriginal).unwrap_or_default();
    Some(FailureView {
        original_answers: original.answers,
        original_writable: original.writable,
        step,
        provider_step: at.map(|step| step.word.clone()),
        provider_message: at.and_then(|step| step.message.clone()),
        kind,
        detail,
        reference: reference.or_else(|| migration.and_then(|migration| migration.reference)),
    })
}

/// The step at which a migration failed: the newest that did, else the newest that is not done, else the newest at all;
/// what puts the original back is no cause.
fn failing_step(migration: &ProviderMigration) -> Option<&ObservedStep> {
    let forward = || migration.steps.iter().rev().filter(|step| step.phase != Some(Phase::RollBack));
    forward()
        .find(|step| step.status == MigrationStatus::Failed)
        .or_else(|| forward().find(|step| step.status != MigrationStatus::Ok))
        .or_else(|| forward().next())
}
