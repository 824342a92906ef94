//! The derivation of the view of a transfer, entry by entry.

use domain::ErrorKind;
use domain::engine::{FreezePlan, FreezeReport, TransferReport};
use domain::ids::DatabaseId;
use domain::run::{DataLocation, Method, NewServerState, OldServer, RunState, Step, StepOutcome};
use domain::time::{Millis, Timestamp};
use domain::verification::Verdict;

use crate::run::course::Next;
use crate::run::record::{Before, Original};
use crate::run::record_transfer::{CarryIntent, CarryNews, CreateIntent, Created, RestorePointIntent};
use crate::run::view::{Confirmed, derive};
use crate::testing::{self, Book};

fn run() -> Confirmed {
    let mut run = testing::confirmed();
    run.plan.method = Method::Transfer;
    run
}

fn plan() -> FreezePlan {
    FreezePlan { freeze: vec![], thaw: vec!["let them in".into()], already: false, sessions: 1 }
}

fn report() -> TransferReport {
    let verified = testing::verified(Verdict::Equal);
    TransferReport {
        from: testing::version("14"),
        to: testing::version("18"),
        tables: 1,
        rows: 3,
        bytes: 10,
        objects: 1,
        chunks: 1,
        retries: 0,
        uncarried: vec![],
        timings: Default::default(),
        verification: Some(verified.verification),
        freeze: Some(FreezeReport {
            began: Timestamp(1),
            read_only: Millis(700),
            sessions_ended: 1,
            stays: true,
            thaw: plan().thaw,
        }),
    }
}

/// Up to the copy of a frozen source.
fn frozen() -> Book {
    let mut book = Book::default();
    book.intent(Step::RecordBefore, &()).done(Step::RecordBefore, &Before::default());
    book.intent(Step::RestorePoint, &RestorePointIntent::default()).done(Step::RestorePoint, &());
    let label = "chg-1".to_owned();
    book.intent(Step::CreateTarget, &CreateIntent { label, change: testing::change("18") });
    let target = DatabaseId { owner: "orga_1".into(), id: "new".into() };
    book.done(Step::CreateTarget, &Created { target, adopted: false });
    book.intent(Step::AwaitTarget, &()).done(Step::AwaitTarget, &());
    book.intent(Step::CheckBoth, &()).done(Step::CheckBoth, &());
    book.intent(Step::Carry, &CarryIntent { limit: Millis(1_000) });
    book.progress(Step::Carry, &CarryNews::Freezing { plan: plan(), since: Timestamp(9) });
    book
}

fn success() -> Book {
    let mut book = frozen();
    book.done(Step::Carry, &report());
    book.intent(Step::HandOver, &()).done(Step::HandOver, &());
    book
}

fn taken_back(mut book: Book) -> Book {
    book.intent(Step::Thaw, &()).done(Step::Thaw, &());
    book.intent(Step::CheckOriginal, &());
    book.done(Step::CheckOriginal, &Original { answers: Some(true), writable: Some(true) });
    book.intent(Step::RemoveTarget, &()).done(Step::RemoveTarget, &());
    book
}

fn failure() -> Book {
    let mut book = frozen();
    let error = ErrorKind::FreezeTooLong;
    book.observe(Step::Carry, StepOutcome::NotDone { error, detail: "late".into(), reference: None }, &());
    taken_back(book)
}

fn abort() -> Book {
    let mut book = frozen();
    book.intent(Step::Abort, &()).done(Step::Abort, &());
    taken_back(book)
}

#[test]
fn every_beginning_of_a_transfer_is_sane() {
    for book in [success(), failure(), abort()] {
        for length in 0..=book.entries.len() {
            let view = derive(&run(), &book.entries[..length]);
            let (state, transfer) = (view.header.state, view.transfer.expect("a transfer"));
            assert_eq!(state.is_over(), view.header.ended_at.is_some(), "{length}: {state:?}");
            assert!(state != RunState::Succeeded || length == book.entries.len(), "too early at {length}");
            assert!(!(view.can_abort && (state.is_over() || view.data == DataLocation::Target)));
            assert!(view.data != DataLocation::Target || view.failure.is_none());
            assert_eq!(view.data == DataLocation::Target, transfer.old != OldServer::Serving, "{length}");
            assert!(!transfer.can_release || state == RunState::Succeeded, "{length}");
            // While it is there and of no use, it is named.
            if state.is_over() && view.data == DataLocation::Source {
                assert!(transfer.target.is_none_or(|target| target.state == NewServerState::Removed));
            }
        }
    }
}

#[test]
fn the_ends_are_told_apart() {
    let end = |book: Book| {
        let view = derive(&run(), &book.entries);
        (view.header.state, view.data, view.timings.read_only, view.failure.map(|failure| failure.kind))
    };
    let (state, data, time, cause) = end(success());
    assert_eq!((state, data, cause), (RunState::Succeeded, DataLocation::Target, None));
    assert_eq!(time, Some(Millis(700)));
    let (state, data, time, cause) = end(failure());
    assert_eq!((state, data), (RunState::Failed, DataLocation::Source));
    assert!(time.is_some() && cause == Some(ErrorKind::FreezeTooLong));
    assert_eq!(end(abort()).0, RunState::Aborted);
}

#[test]
fn who_is_cut_off_takes_back_and_orders_nothing() {
    let whole = success().entries;
    for length in 1..whole.len() {
        let mut book = Book { entries: whole[..length].to_vec() };
        let Some(step) = run().course().cut_off(&book.entries) else { continue };
        let error = ErrorKind::Cancelled;
        book.observe(step, StepOutcome::Unknown { error, detail: "cut off".into(), reference: None }, &());
        assert_eq!(run().course().next(&book.entries), Next::Do(Step::Thaw), "cut off at {step:?}");
        assert_ne!(derive(&run(), &book.entries).data, DataLocation::Target);
    }
}

#[test]
fn an_order_is_looked_for_once_it_was_made() {
    let mut book = Book::default();
    book.intent(Step::RecordBefore, &()).done(Step::RecordBefore, &Before::default());
    book.intent(Step::RestorePoint, &()).done(Step::RestorePoint, &());
    assert_eq!(run().course().next(&book.entries), Next::Do(Step::CreateTarget));
    let label = "chg-1".to_owned();
    book.intent(Step::CreateTarget, &CreateIntent { label, change: testing::change("18") });
    assert_eq!(run().course().next(&book.entries), Next::Probe(Step::CreateTarget));
    let view = derive(&run(), &book.entries).transfer.expect("a transfer");
    assert_eq!(view.target.expect("ordered").state, NewServerState::Ordered);
}
