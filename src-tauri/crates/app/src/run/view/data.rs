//! Where the data is, which is the first thing that a person wants to know. Says `Unknown` rather than a guess.

use domain::provider::{MigrationStatus, Phase, ProviderMigration};
use domain::run::{DataLocation, JournalEntry, Step};

use super::super::record::{self, Original};
use super::super::situation::{self, End, Start};

/// Which side counts now, and whether it takes writes.
pub(super) fn location(entries: &[JournalEntry]) -> DataLocation {
    match situation::start(entries) {
        Start::Asked if situation::answer_lost(entries) => return DataLocation::Unknown,
        // Asked for a moment ago: the provider's first steps only look.
        Start::NotAsked | Start::Asked | Start::Refused => return DataLocation::Source,
        Start::Unknown => return DataLocation::Unknown,
        Start::Begun => {}
    }
    match situation::end(entries) {
        Some(End::Ok) => return DataLocation::Target,
        Some(End::Failed | End::Aborted) => return after_failure(entries),
        None => {}
    }
    // What was seen before we lost sight of it may have gone on since.
    if situation::paused(entries).is_some() {
        return DataLocation::Unknown;
    }
    situation::migration(entries).as_ref().map_or(DataLocation::Source, under_way)
}

/// While the provider is at work.
fn under_way(migration: &ProviderMigration) -> DataLocation {
    let rolling_back = migration.steps.iter().any(|step| step.phase == Some(Phase::RollBack))
        || matches!(migration.status, MigrationStatus::Recovering | MigrationStatus::Failed);
    match situation::furthest(migration) {
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
    let frozen = situation::furthest(migration) >= Some(Phase::FreezeAndCopy);
    frozen && migration.steps.iter().any(|step| step.phase.is_none() && step.status != MigrationStatus::Ok)
}

/// After a failure or an abort: as far as our own probe proved it.
fn after_failure(entries: &[JournalEntry]) -> DataLocation {
    let original = record::observed::<Original>(entries, Step::CheckOriginal).unwrap_or_default();
    match (original.answers, original.writable) {
        (_, Some(true)) => DataLocation::Source,
        (Some(true), _) => DataLocation::SourceReadOnly,
        (Some(false) | None, _) => DataLocation::Unknown,
    }
}
