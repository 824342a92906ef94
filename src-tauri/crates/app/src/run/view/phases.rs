//! The provider's steps in groups, and the time in which the source was read-only. From the provider's own dates only.

use domain::provider::{MigrationStatus, ObservedStep, Phase, ProviderMigration};
use domain::run::PhaseView;
use domain::time::{Millis, Timestamp};

/// The steps by group, groups in the order in which they appeared. Words that we do not know are one group.
pub(super) fn of(migration: &ProviderMigration) -> Vec<PhaseView> {
    let mut groups: Vec<PhaseView> = Vec::new();
    for step in &migration.steps {
        match groups.iter_mut().find(|group| group.phase == step.phase) {
            Some(group) => group.steps.push(step.clone()),
            None => groups.push(PhaseView {
                phase: step.phase,
                steps: vec![step.clone()],
                started_at: None,
                ended_at: None,
            }),
        }
    }
    for group in &mut groups {
        group.started_at = group.steps.iter().filter_map(|step| step.started_at).min();
        group.ended_at = ended(&group.steps);
    }
    groups
}

/// When the last step of a group ended; `None` while one runs.
fn ended(steps: &[ObservedStep]) -> Option<Timestamp> {
    let ends: Option<Vec<Timestamp>> = steps.iter().map(|step| step.ended_at).collect();
    ends?.into_iter().max()
}

/// How long the source was read-only: from the first step of the freeze to the last step of the switchover, or of the
/// roll-back where it came to that. `None` while it lasts and where the provider gave no dates.
pub(super) fn read_only(migration: &ProviderMigration) -> Option<Millis> {
    let of = |phase: Phase| migration.steps.iter().filter(move |step| step.phase == Some(phase));
    let start = of(Phase::FreezeAndCopy).filter_map(|step| step.started_at).min()?;
    let last = |phase: Phase| of(phase).filter_map(|step| step.ended_at).max();
    let end = match migration.status {
        MigrationStatus::Ok => last(Phase::Switchover),
        MigrationStatus::Failed | MigrationStatus::Recovered | MigrationStatus::Aborted => {
            last(Phase::RollBack).or_else(|| last(Phase::FreezeAndCopy))
        }
        MigrationStatus::Running | MigrationStatus::Recovering | MigrationStatus::Unknown => None,
    }?;
    (end >= start).then(|| end.since(start))
}
