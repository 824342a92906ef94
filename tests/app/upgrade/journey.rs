//! The way to the end, and the ways in which it is given up.

use std::time::Duration;

use ::support::postgres::texts;
use ::support::writer::Writer;
use domain::ErrorKind;
use domain::run::{DataLocation, NewServerState, OldServer, RunEvent, RunState, Step};
use domain::verification::Verdict;
use futures::StreamExt as _;
use serde_json::json;

use super::rig::{Rig, SHOP, SOON};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_service_of_14_becomes_one_of_18_and_the_old_one_stays_until_it_is_let_go() {
    let rig = Rig::start(|_| {}, &[]).await;
    let mut writer = Writer::begin(&rig.source).await;
    let id = rig.begin().await;
    let heard: Vec<RunEvent> = rig.app.run_events(id).await.unwrap().collect().await;
    let copies = heard.iter().filter(|event| matches!(event, RunEvent::Copy { .. })).count();
    assert!(copies >= 1, "no progress of the copy was told");
    let view = rig.settled(id).await;
    assert_eq!(view.header.state, RunState::Succeeded, "{:?} {:?}", view.failure, view.paused);
    assert_eq!(view.data, DataLocation::Target);
    let target = rig.target(&view);
    writer.end().await;
    assert!(writer.count() > 20 && writer.refused() > 0, "{} {}", writer.count(), writer.refused());
    writer.assert_all_in(&target).await;
    assert!(texts(&target, "SHOW server_version").await[0].starts_with("18."));

    assert_eq!(view.verification.as_ref().unwrap().verdict, Verdict::Equal);
    let read_only = view.timings.read_only.expect("the time is measured").0;
    assert!((1..60_000).contains(&read_only), "{read_only} ms");
    let transfer = view.transfer.as_ref().unwrap();
    let hand_over = transfer.hand_over.as_ref().unwrap();
    let host = hand_over.places.iter().find(|place| place.part == domain::run::AddressPart::Port).unwrap();
    assert_eq!(host.after, target.port.to_string());
    assert!(hand_over.panel_url.is_some());
    assert_eq!(transfer.target.as_ref().unwrap().state, NewServerState::Serving);
    assert_eq!((transfer.old, transfer.can_release), (OldServer::Kept, true));
    assert_eq!((rig.orders(), rig.services().await.len()), (1, 2));
    assert!(rig.cloud.asked("POST", "/StartManualBackup") == 1, "no restore point was asked for");
    let said = serde_json::to_string(&view).unwrap();
    let password = domain::secret::ExposeSecret::expose_secret(&target.password).to_owned();
    assert!(!said.contains(&password), "a password is in the view");

    // The old one takes no writes, and goes only by its name; all of that outlives the process.
    let rig = rig.reopened().await;
    assert_eq!(
        texts(&rig.source, "SHOW default_transaction_read_only").await,
        ["on"],
        "the old one takes writes"
    );
    let refused = rig.app.run_release(id, "Shop").await.unwrap_err();
    assert_eq!((refused.kind, rig.services().await.len()), (ErrorKind::NameMismatch, 2));
    let view = rig.app.run_release(id, SHOP).await.unwrap();
    assert!(matches!(view.transfer.unwrap().old, OldServer::Released { .. }));
    let left = rig.services().await;
    assert!(left.len() == 1 && left[0] != SHOP, "{left:?}");
    assert_eq!(rig.app.run_release(id, SHOP).await.unwrap_err().kind, ErrorKind::WrongState);
    writer.assert_all_in(&target).await;
    rig.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_stop_in_the_middle_of_the_frozen_copy_leaves_all_as_it_was() {
    let rig = Rig::start(|_| {}, &[]).await;
    let writer = Writer::begin(&rig.source).await;
    let id = rig.begin().await;
    rig.until(id, |view| view.data == DataLocation::SourceReadOnly).await;
    let asked = rig.app.run_abort(id).await.unwrap();
    assert!(!asked.can_abort);
    let view = rig.settled(id).await;
    assert_eq!(view.header.state, RunState::Aborted, "{:?}", view.failure);
    assert_eq!(view.transfer.as_ref().unwrap().target.as_ref().unwrap().state, NewServerState::Removed);
    assert_eq!(rig.app.run_abort(id).await.unwrap_err().kind, ErrorKind::WrongState);
    rig.is_as_before(&view, writer).await;
    assert_eq!(rig.orders(), 1);
    rig.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_stop_while_the_new_service_is_made_leaves_nothing_of_it() {
    let rig = Rig::start(|_| {}, &[json!({ "kind": "stuck_deployment" })]).await;
    let writer = Writer::begin(&rig.source).await;
    let id = rig.begin().await;
    rig.until(id, |view| view.journal.iter().any(|entry| entry.step == Step::AwaitTarget)).await;
    rig.app.run_abort(id).await.unwrap();
    let view = rig.settled(id).await;
    assert_eq!(view.header.state, RunState::Aborted, "{:?}", view.failure);
    assert_eq!(writer.refused(), 0, "nobody was to be kept out yet");
    rig.is_as_before(&view, writer).await;
    rig.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_freeze_that_lasts_too_long_is_undone_and_the_new_service_is_deleted() {
    let rig = Rig::start(|config| config.pace.freeze_limit = Duration::from_millis(300), &[]).await;
    let writer = Writer::begin(&rig.source).await;
    let id = rig.begin().await;
    let view = rig.settled(id).await;
    assert_eq!(view.header.state, RunState::Failed);
    let failure = view.failure.as_ref().unwrap();
    assert_eq!((failure.kind, failure.step), (ErrorKind::FreezeTooLong, Step::Carry));
    assert_eq!((failure.original_answers, failure.original_writable), (Some(true), Some(true)));
    assert!(view.timings.read_only.is_some_and(|time| time.0 < 30_000), "{:?}", view.timings);
    rig.is_as_before(&view, writer).await;
    rig.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_order_whose_answer_is_lost_is_looked_for_and_never_repeated() {
    let lost = json!({
        "kind": "answer", "path": "*/createServer", "moment": "after", "reply": { "as": "cut" },
    });
    let rig = Rig::start(|_| {}, &[lost]).await;
    let id = rig.begin().await;
    let view = rig.settled(id).await;
    assert_eq!(view.header.state, RunState::Succeeded, "{:?} {:?}", view.failure, view.paused);
    assert_eq!((rig.orders(), rig.services().await.len()), (1, 2));
    rig.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_service_that_cannot_be_deleted_yet_is_named_until_it_is_gone() {
    let refused = json!({
        "kind": "answer", "path": "*/deleteServer", "times": 0, "reply": { "as": "status", "code": 503 },
    });
    let rig = Rig::start(|config| config.pace.freeze_limit = Duration::from_millis(1), &[refused]).await;
    let writer = Writer::begin(&rig.source).await;
    let id = rig.begin().await;
    let view = rig.settled(id).await;
    assert_eq!(view.header.state, RunState::Paused);
    let target = view.transfer.as_ref().unwrap().target.as_ref().unwrap();
    assert_eq!(target.state, NewServerState::LeftOver);
    assert!(target.database.is_some());
    let took = writer.goes_on().await;
    assert!(took < SOON, "the original waits for the deletion: {took:?}");
    rig.cloud.clear_faults();
    // It tries again by itself.
    let view = rig.until(id, |view| view.header.state.is_over()).await;
    assert_eq!(view.header.state, RunState::Failed);
    rig.is_as_before(&view, writer).await;
    rig.stop().await;
}
