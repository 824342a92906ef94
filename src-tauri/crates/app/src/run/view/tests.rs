//! The derivation of the view, entry by entry.

use domain::ErrorKind;
use domain::provider::{MigrationStatus, Phase};
use domain::run::{DataLocation, RunState, Step, StepOutcome};
use domain::verification::Verdict;

use super::{derive, shown};
use crate::run::course::Next;
use crate::run::record::{self, Applications, Original, Started, Watched};
use crate::run::view::Confirmed;
use crate::testing::{self, Book, step};

fn not_done(error: ErrorKind) -> StepOutcome {
    StepOutcome::NotDone { error, detail: "as seen".into(), reference: Some("req_1".into()) }
}

fn unknown(error: ErrorKind) -> StepOutcome {
    StepOutcome::Unknown { error, detail: "as seen".into(), reference: None }
}

fn run() -> Confirmed {
    testing::confirmed()
}

/// A journal up to the moment at which the provider has begun.
fn begun() -> Book {
    let mut book = Book::default();
    book.intent(Step::RecordBefore, &()).done(Step::RecordBefore, &record::Before::default());
    book.intent(Step::StartMigration, &testing::start_intent());
    let migration = testing::migration(MigrationStatus::Running, vec![]);
    book.done(Step::StartMigration, &Started { migration, adopted: false });
    book.intent(Step::Watch, &());
    book
}

fn watching(phases: &[(&str, Option<Phase>)]) -> Book {
    let mut book = begun();
    let steps = phases.iter().map(|(word, phase)| step(word, *phase, MigrationStatus::Running)).collect();
    book.progress(Step::Watch, &Watched { migration: testing::migration(MigrationStatus::Running, steps) });
    book
}

/// A journal of a success, whole.
fn success() -> Book {
    let mut book = watching(&[("DUMP_AND_RESTORE", Some(Phase::FreezeAndCopy))]);
    book.intent(Step::FingerprintSource, &());
    book.done(Step::FingerprintSource, &testing::source_print());
    let steps = vec![
        step("DUMP_AND_RESTORE", Some(Phase::FreezeAndCopy), MigrationStatus::Ok),
        step("UPDATE_DNS", Some(Phase::Switchover), MigrationStatus::Ok),
    ];
    book.done(Step::Watch, &Watched { migration: testing::migration(MigrationStatus::Ok, steps) });
    book.intent(Step::RecordAfter, &()).done(Step::RecordAfter, &record::After::default());
    book.intent(Step::AwaitReady, &()).done(Step::AwaitReady, &testing::ready());
    book.intent(Step::Verify, &()).done(Step::Verify, &testing::verified(Verdict::Equal));
    book.intent(Step::CheckApplications, &()).done(Step::CheckApplications, &Applications::default());
    book
}

fn failure() -> Book {
    let mut book = watching(&[("DUMP_AND_RESTORE", Some(Phase::FreezeAndCopy))]);
    let mut failed = step("DUMP_AND_RESTORE", Some(Phase::FreezeAndCopy), MigrationStatus::Failed);
    failed.message = Some("out of disk".into());
    let back = step("STOP_MIGRATION_INSTANCE", Some(Phase::RollBack), MigrationStatus::Ok);
    let migration = testing::migration(MigrationStatus::Recovered, vec![failed, back]);
    book.observe(Step::Watch, not_done(ErrorKind::MigrationFailed), &Watched { migration });
    book.intent(Step::CheckOriginal, &());
    book.done(Step::CheckOriginal, &Original { answers: Some(true), writable: Some(true) });
    book
}

#[test]
fn an_empty_journal_is_a_run_that_has_asked_for_nothing() {
    let view = derive(&run(), &[]);
    assert_eq!((view.header.state, view.data), (RunState::Preparing, DataLocation::Source));
    assert!(!view.can_abort && view.failure.is_none() && view.header.ended_at.is_none());
}

#[test]
fn each_group_of_steps_says_where_the_data_is_and_whether_an_abort_may_be_asked() {
    let cases = [
        (Some(Phase::Checks), DataLocation::Source, true),
        (Some(Phase::NewServer), DataLocation::Source, true),
        (Some(Phase::FreezeAndCopy), DataLocation::SourceReadOnly, true),
        (Some(Phase::Switchover), DataLocation::SwitchingOver, false),
        (Some(Phase::CleanUp), DataLocation::Target, false),
        (None, DataLocation::Source, false),
    ];
    for (phase, data, can_abort) in cases {
        let view = derive(&run(), &watching(&[("WORD", phase)]).entries);
        assert_eq!((view.header.state, view.data), (RunState::Watching, data), "{phase:?}");
        assert_eq!(view.can_abort, can_abort, "{phase:?}");
    }
}

#[test]
fn an_unknown_step_after_the_freeze_leaves_the_place_of_the_data_open() {
    let book = watching(&[("DUMP_AND_RESTORE", Some(Phase::FreezeAndCopy)), ("TELEPORT", None)]);
    let view = derive(&run(), &book.entries);
    assert_eq!((view.data, view.can_abort), (DataLocation::Unknown, false));
    assert_eq!(view.phases.len(), 2);
    assert_eq!(view.phases[1].steps[0].word, "TELEPORT");
}

#[test]
fn success_is_shown_only_when_everything_is_proven() {
    let view = derive(&run(), &success().entries);
    assert_eq!((view.header.state, view.data), (RunState::Succeeded, DataLocation::Target));
    assert!(view.header.ended_at.is_some() && view.failure.is_none() && view.timings.read_only.is_some());
    for verdict in [Verdict::Incomplete, Verdict::Different, Verdict::NotChecked] {
        let mut book = success();
        book.intent(Step::Verify, &()).done(Step::Verify, &testing::verified(verdict));
        assert_eq!(derive(&run(), &book.entries).header.state, RunState::NeedsAttention, "{verdict:?}");
    }
    let mut missed = success();
    let applications = vec![testing::redeployed(true, None), testing::redeployed(false, None)];
    missed.intent(Step::CheckApplications, &()).done(Step::CheckApplications, &Applications { applications });
    assert_eq!(derive(&run(), &missed.entries).header.state, RunState::NeedsAttention);
}

#[test]
fn a_step_that_was_skipped_after_success_is_no_success() {
    for step in [Step::AwaitReady, Step::CheckApplications, Step::Verify] {
        let mut book = success();
        book.intent(step, &());
        book.observe(step, StepOutcome::Skipped { reason: "no-answer".into() }, &());
        assert_eq!(derive(&run(), &book.entries).header.state, RunState::NeedsAttention, "{step:?}");
    }
}

#[test]
fn a_failure_says_step_message_and_what_was_proven_of_the_original() {
    let view = derive(&run(), &failure().entries);
    assert_eq!((view.header.state, view.data), (RunState::Failed, DataLocation::Source));
    let failure = view.failure.expect("a failure");
    assert_eq!(failure.provider_step.as_deref(), Some("DUMP_AND_RESTORE"));
    assert_eq!(failure.provider_message.as_deref(), Some("out of disk"));
    assert_eq!((failure.original_answers, failure.original_writable), (Some(true), Some(true)));
    assert_eq!((failure.kind, failure.step), (ErrorKind::MigrationFailed, Step::Watch));
}

#[test]
fn after_a_failure_the_place_of_the_data_is_what_the_probe_proved() {
    let cases = [
        (Original { answers: Some(true), writable: Some(false) }, DataLocation::SourceReadOnly),
        (Original { answers: Some(false), writable: None }, DataLocation::Unknown),
        (Original::default(), DataLocation::Unknown),
    ];
    for (original, data) in cases {
        let mut book = failure();
        book.intent(Step::CheckOriginal, &()).done(Step::CheckOriginal, &original);
        assert_eq!(derive(&run(), &book.entries).data, data);
    }
}

#[test]
fn a_refused_start_fails_with_the_data_where_it_was() {
    let mut book = Book::default();
    book.intent(Step::StartMigration, &testing::start_intent());
    book.observe(Step::StartMigration, not_done(ErrorKind::NoCapacity), &());
    let view = derive(&run(), &book.entries);
    assert_eq!((view.header.state, view.data), (RunState::Verifying, DataLocation::Source));
    book.intent(Step::CheckOriginal, &()).done(Step::CheckOriginal, &Original::default());
    let view = derive(&run(), &book.entries);
    assert_eq!((view.header.state, view.data), (RunState::Failed, DataLocation::Source));
    assert_eq!(view.failure.map(|failure| failure.kind), Some(ErrorKind::NoCapacity));
}

#[test]
fn a_lost_answer_is_starting_then_paused_and_never_not_started() {
    let mut book = Book::default();
    book.intent(Step::StartMigration, &testing::start_intent());
    assert_eq!(derive(&run(), &book.entries).data, DataLocation::Source);
    book.progress(Step::StartMigration, &serde_json::json!({ "lost": "timed_out" }));
    let view = derive(&run(), &book.entries);
    assert_eq!((view.header.state, view.data), (RunState::Starting, DataLocation::Unknown));
    book.observe(Step::StartMigration, unknown(ErrorKind::OutcomeUnknown), &());
    let view = derive(&run(), &book.entries);
    assert_eq!((view.header.state, view.data), (RunState::Paused, DataLocation::Unknown));
    assert_eq!(view.paused.map(|paused| paused.kind), Some(ErrorKind::OutcomeUnknown));
    assert_eq!(run().course().next(&book.entries), Next::Probe(Step::StartMigration));
}

#[test]
fn signed_out_is_paused_until_the_watch_goes_on() {
    let mut book = watching(&[("PREPARE_MIGRATION", Some(Phase::FreezeAndCopy))]);
    book.observe(Step::Watch, unknown(ErrorKind::SignedOut), &());
    let view = derive(&run(), &book.entries);
    assert_eq!((view.header.state, view.data), (RunState::Paused, DataLocation::Unknown));
    book.intent(Step::Watch, &());
    let resumed = derive(&run(), &book.entries);
    assert_eq!((resumed.header.state, resumed.paused.is_some()), (RunState::Watching, false));
    book.progress(Step::Watch, &Watched { migration: testing::migration(MigrationStatus::Running, vec![]) });
    assert_eq!(derive(&run(), &book.entries).header.state, RunState::Watching);
}

#[test]
fn an_abort_is_shown_until_the_provider_has_ended() {
    let mut book = watching(&[("PREPARE_MIGRATION", Some(Phase::FreezeAndCopy))]);
    book.intent(Step::Abort, &());
    let view = derive(&run(), &book.entries);
    assert_eq!((view.header.state, view.can_abort), (RunState::Aborting, false));
    book.done(Step::Abort, &());
    assert_eq!(derive(&run(), &book.entries).header.state, RunState::Aborting);
    let mut refused = book.clone();
    refused.intent(Step::Abort, &()).observe(Step::Abort, not_done(ErrorKind::ProviderRefused), &());
    assert_eq!(derive(&run(), &refused.entries).header.state, RunState::Watching);
    let migration = testing::migration(MigrationStatus::Aborted, vec![]);
    book.observe(Step::Watch, not_done(ErrorKind::Cancelled), &Watched { migration });
    book.intent(Step::CheckOriginal, &());
    book.done(Step::CheckOriginal, &Original { answers: Some(true), writable: Some(true) });
    let view = derive(&run(), &book.entries);
    assert_eq!((view.header.state, view.data), (RunState::Aborted, DataLocation::Source));
}

#[test]
fn every_beginning_of_a_journal_is_sane() {
    for book in [success(), failure()] {
        for length in 0..=book.entries.len() {
            let view = derive(&run(), &book.entries[..length]);
            let (state, over) = (view.header.state, view.header.ended_at.is_some());
            assert_eq!(state.is_over(), over, "{length}: {state:?}");
            assert!(state != RunState::Succeeded || length == book.entries.len(), "too early at {length}");
            assert!(!(view.can_abort && over));
            assert_eq!(state == RunState::Paused, view.paused.is_some());
            assert!(view.data != DataLocation::Target || view.failure.is_none());
            assert_eq!(view.journal.len(), length);
        }
    }
}

#[test]
fn a_redeploy_later_on_does_not_make_the_run_longer() {
    let mut book = success();
    let before = derive(&run(), &book.entries);
    book.intent(Step::CheckApplications, &()).done(Step::CheckApplications, &Applications::default());
    let after = derive(&run(), &book.entries);
    assert_eq!(before.header.ended_at, after.header.ended_at);
    assert_eq!(before.timings.total, after.timings.total);
}

#[test]
fn the_print_of_a_database_is_summed_up_for_the_eye() {
    let book = success();
    let whole = book.entries.iter().find(|entry| record::data_has(entry, "fingerprint")).expect("a print");
    let short = shown(whole);
    assert!(!record::data_has(&short, "fingerprint") && record::data_has(&short, "rows"));
    assert_eq!(short.hash, whole.hash);
}
