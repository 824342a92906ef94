//! The course of a guided run from its journal: every beginning of one is sane, and nothing is promised that was not seen.

use domain::ErrorKind;
use domain::engine::{FreezePlan, Frozen};
use domain::ids::DatabaseId;
use domain::provider::Consequence;
use domain::run::{DataLocation, GuideWait, Method, RunState, RunView, Step, StepOutcome};
use domain::time::Timestamp;
use domain::verification::Verdict;

use super::super::record::{Applications, Before};
use super::super::record_guided::{
    FreezeIntent, FrozenSource, GoAsked, Gone, Moved, PanelIntent, Restored, Silence, WayBack,
};
use super::super::view::{Confirmed, derive};
use super::Next;
use crate::testing::{self, Book, version};

fn run() -> Confirmed {
    let mut run = testing::confirmed();
    run.plan.method = Method::Guided;
    run.plan.change = testing::change("18");
    run.plan.consequences = vec![Consequence::WayBackSevenDays];
    run
}

fn view(book: &Book) -> RunView {
    derive(&run(), &book.entries)
}

fn not_done(error: ErrorKind) -> StepOutcome {
    StepOutcome::NotDone { error, detail: "why".into(), reference: None }
}

fn frozen() -> FrozenSource {
    let plan =
        FreezePlan { freeze: vec!["freeze".into()], thaw: vec!["thaw".into()], already: false, sessions: 0 };
    let frozen = Frozen { ended: 0, transactions: "7".into(), changes: None };
    FrozenSource { since: Timestamp(1), until: Timestamp(9_000_000), plan, frozen, number: 1 }
}

/// Up to the person's turn.
fn prepared() -> Book {
    let mut book = Book::default();
    let before = Before {
        version: Some(version("14.20")),
        page: Some("https://panel.example/migration/".into()),
        ..Before::default()
    };
    let id = DatabaseId { owner: "nord".into(), id: "24".into() };
    let restored = Restored {
        restore_point: id,
        name: "nord_co-restore-1".into(),
        made_at: Timestamp(2),
        rows: 3,
        verdict: Verdict::Incomplete,
    };
    book.intent(Step::RecordBefore, &()).done(Step::RecordBefore, &before);
    book.intent(Step::RestorePoint, &()).done(Step::RestorePoint, &restored);
    book.intent(Step::AwaitGo, &());
    book
}

/// Up to the button, with writers kept out.
fn pressing() -> Book {
    let mut book = prepared();
    book.progress(Step::AwaitGo, &GoAsked { keep_out: true });
    book.done(Step::AwaitGo, &Gone { freeze: true, changed: false, last_old_at: None });
    book.intent(Step::Freeze, &FreezeIntent { until: Timestamp(9_000_000), thaw: vec!["thaw".into()] });
    book.done(Step::Freeze, &frozen());
    book.intent(Step::FingerprintSource, &()).done(Step::FingerprintSource, &testing::source_print());
    book.intent(Step::AwaitPanel, &PanelIntent { until: Timestamp(9_000_000) });
    book
}

fn success() -> Book {
    let mut book = pressing();
    book.progress(Step::AwaitPanel, &Silence { silent: true });
    book.done(Step::AwaitPanel, &Moved { version: version("18.1"), last_old_at: Timestamp(5_000) });
    book.intent(Step::AwaitReady, &()).done(Step::AwaitReady, &testing::ready());
    book.intent(Step::Verify, &()).done(Step::Verify, &testing::verified(Verdict::Equal));
    book.intent(Step::Thaw, &()).done(Step::Thaw, &());
    book.intent(Step::CheckApplications, &()).done(Step::CheckApplications, &Applications::default());
    let way_back = WayBack { way_back_until: Timestamp(99_000), rolled_back_at: None };
    book.intent(Step::WayBack, &()).done(Step::WayBack, &way_back);
    book
}

fn given_up() -> Book {
    let mut book = pressing();
    book.intent(Step::Abort, &()).done(Step::Abort, &());
    book.observe(Step::AwaitPanel, not_done(ErrorKind::Cancelled), &());
    book.intent(Step::Thaw, &()).done(Step::Thaw, &());
    book
}

fn too_late() -> Book {
    let mut book = pressing();
    book.observe(Step::AwaitPanel, not_done(ErrorKind::PanelNotUsed), &());
    book.intent(Step::Thaw, &()).done(Step::Thaw, &());
    book.intent(Step::AwaitGo, &());
    book
}

#[test]
fn each_wait_says_what_is_waited_for_and_where_the_data_is() {
    let waits = |book: &Book| {
        let view = view(book);
        (view.header.state, view.data, view.guide.and_then(|guide| guide.wait), view.can_abort)
    };
    let go = (RunState::Waiting, DataLocation::Source, Some(GuideWait::Go), true);
    assert_eq!(waits(&prepared()), go);
    let press = (RunState::Waiting, DataLocation::SourceReadOnly, Some(GuideWait::Press), true);
    assert_eq!(waits(&pressing()), press);
    let mut silent = pressing();
    silent.progress(Step::AwaitPanel, &Silence { silent: true });
    let moving = (RunState::Waiting, DataLocation::SwitchingOver, Some(GuideWait::Silence), false);
    assert_eq!(waits(&silent), moving, "what may be under way is not given up");
    silent.progress(Step::AwaitPanel, &Silence { silent: false });
    assert_eq!(waits(&silent), press, "it answers again, with its old version");
}

#[test]
fn every_beginning_of_a_journal_is_sane() {
    for book in [success(), given_up(), too_late()] {
        let mut frozen_at = None;
        for length in 0..=book.entries.len() {
            let entries = &book.entries[..length];
            let view = derive(&run(), entries);
            let (state, guide) = (view.header.state, view.guide.unwrap());
            assert_eq!(state.is_over(), view.header.ended_at.is_some(), "{length}: {state:?}");
            assert!(!state.is_over() || length == book.entries.len(), "over too early, at {length}");
            assert_eq!(state == RunState::Waiting || view.can_abort, state == RunState::Waiting, "{length}");
            assert!(
                !(view.data == DataLocation::Source
                    && guide.frozen.is_some()
                    && super::guided::frozen(entries).is_some())
            );
            // What undoes a freeze is on screen from before it begins until it is undone.
            if entries.last().is_some_and(|entry| entry.step == Step::Freeze) {
                frozen_at.get_or_insert(length);
            }
            let thawed = entries.iter().rev().find(|entry| entry.step == Step::Thaw);
            let still = frozen_at.is_some()
                && !thawed
                    .is_some_and(|last| matches!(last.kind, domain::run::EntryKind::Observation { .. }));
            assert_eq!(guide.frozen.is_some(), still, "{length}");
            assert!(view.failure.is_none() && view.paused.is_none());
        }
    }
}

#[test]
fn whatever_is_given_up_or_too_late_is_thawed_first() {
    for error in [ErrorKind::Cancelled, ErrorKind::PanelNotUsed] {
        let mut book = pressing();
        book.observe(Step::AwaitPanel, not_done(error), &());
        assert_eq!(run().course().next(&book.entries), Next::Do(Step::Thaw), "{error:?}");
    }
    let done = view(&given_up());
    assert_eq!((done.header.state, done.data), (RunState::Aborted, DataLocation::Source));
    assert!(done.timings.read_only.is_some_and(|time| time.0 > 0), "{:?}", done.timings);
    let again = view(&too_late());
    assert_eq!((again.header.state, again.data), (RunState::Waiting, DataLocation::Source));
    let guide = again.guide.unwrap();
    assert_eq!(guide.problem.unwrap().kind, ErrorKind::PanelNotUsed);
    assert_eq!(guide.wait, Some(GuideWait::Go));
}

#[test]
fn success_is_shown_only_when_everything_is_proven_and_not_taken_back() {
    let done = view(&success());
    assert_eq!((done.header.state, done.data), (RunState::Succeeded, DataLocation::Target));
    assert_eq!(done.header.way_back_until, Some(Timestamp(99_000)));
    for verdict in [Verdict::Incomplete, Verdict::Different, Verdict::NotChecked] {
        let mut book = success();
        book.intent(Step::Verify, &()).done(Step::Verify, &testing::verified(verdict));
        assert_eq!(view(&book).header.state, RunState::NeedsAttention, "{verdict:?}");
    }
    let mut back = success();
    let way_back = WayBack { way_back_until: Timestamp(99_000), rolled_back_at: Some(Timestamp(50_000)) };
    back.intent(Step::WayBack, &()).done(Step::WayBack, &way_back);
    let back = view(&back);
    assert_eq!((back.header.state, back.data), (RunState::NeedsAttention, DataLocation::Source));
    assert_eq!(back.header.way_back_until, None);
}

#[test]
fn both_sides_are_compared_before_writers_are_let_in_again() {
    let mut book = pressing();
    book.done(Step::AwaitPanel, &Moved { version: version("18.1"), last_old_at: Timestamp(5_000) });
    let course = run().course();
    for step in [Step::AwaitReady, Step::Verify] {
        assert_eq!(course.next(&book.entries), Next::Do(step));
        book.intent(step, &()).done(step, &());
    }
    assert_eq!(course.next(&book.entries), Next::Do(Step::Thaw));
}

#[test]
fn a_freeze_that_failed_asks_the_person_again() {
    let mut book = prepared();
    book.done(Step::AwaitGo, &Gone { freeze: true, changed: false, last_old_at: None });
    book.observe(Step::Freeze, not_done(ErrorKind::FreezeImpossible), &());
    assert_eq!(run().course().next(&book.entries), Next::Do(Step::AwaitGo));
    assert_eq!(view(&book).guide.unwrap().problem.unwrap().kind, ErrorKind::FreezeImpossible);
}

#[test]
fn nothing_is_known_while_nobody_looks() {
    let mut book = pressing();
    let error = ErrorKind::SignedOut;
    book.observe(
        Step::AwaitPanel,
        StepOutcome::Unknown { error, detail: "401".into(), reference: None },
        &(),
    );
    let paused = view(&book);
    assert_eq!((paused.header.state, paused.data), (RunState::Paused, DataLocation::Unknown));
    assert!(paused.guide.unwrap().frozen.is_some(), "what undoes the freeze stays on screen");
}

#[test]
fn a_restore_point_that_failed_ends_the_run_with_nothing_changed() {
    let mut book = Book::default();
    book.intent(Step::RecordBefore, &()).done(Step::RecordBefore, &Before::default());
    book.intent(Step::RestorePoint, &()).observe(Step::RestorePoint, not_done(ErrorKind::DatabaseFull), &());
    let failed = view(&book);
    assert_eq!((failed.header.state, failed.data), (RunState::Failed, DataLocation::Source));
    assert_eq!(failed.failure.unwrap().step, Step::RestorePoint);
}
