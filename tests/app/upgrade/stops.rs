//! What stops an upgrade: before the order nothing is ordered, after it nothing stays behind unseen; and what can be mended is gone
//! on with.

use std::time::{Duration, Instant};

use ::support::postgres::run;
use ::support::scenarios::TINY;
use ::support::writer::Writer;
use domain::ErrorKind;
use domain::change::Change;
use domain::error::Remedy;
use domain::finding::Level;
use domain::run::{DataLocation, NewServerState, OldServer, RunState, RunView, Step};
use domain::verification::Verdict;
use domain::version::Version;

use super::rig::{Rig, SHOP, SOON, to_18};
use crate::practice_rig::{accept, refused, signed_out, signs_in_again, wants_its_name};

/// Whether this step was begun.
fn at(step: Step) -> impl Fn(&RunView) -> bool {
    move |view| view.journal.iter().any(|entry| entry.step == step)
}

/// It waits for the person to sign in, and says so.
#[track_caller]
fn waits_for_a_sign_in(view: &RunView) {
    let kind = view.paused.as_ref().map(|paused| paused.kind);
    assert_eq!(
        (view.header.state, kind),
        (RunState::Paused, Some(ErrorKind::SignedOut)),
        "{:?}",
        view.failure
    );
    assert_eq!(ErrorKind::SignedOut.remedy(), Remedy::SignInAgain);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_validation_finds_orders_nothing() {
    let rig = Rig::start(|_| {}, &[]).await;
    let to = to_18(&rig.app, &rig.key).await;
    for (change, check, outcome) in [
        (Change { plan_id: tiny(&rig).await, ..to.clone() }, "disk-space", "too-small-for-a-copy"),
        (Change { version: Version("13".into()), ..to.clone() }, "version-direction", "lower"),
    ] {
        let gate = rig.app.gate(&rig.key, &change).await.unwrap();
        let finding = gate.plan.findings.findings.iter().find(|one| one.check == check).unwrap();
        assert_eq!((finding.outcome.as_str(), finding.level), (outcome, Level::Blocker));
        assert!(gate.blocked);
        let stopped = rig.app.migrate(&rig.key, &change, accept(&gate)).await.unwrap_err();
        let code = if check == "disk-space" { "CHG-RUN-002" } else { "CHG-RUN-001" };
        assert_eq!((stopped.kind.code(), stopped.kind.remedy()), (code, Remedy::ChangeSettings));
    }
    let disk = |gate: &domain::run::Gate| {
        let one = gate.plan.findings.findings.iter().find(|one| one.check == "disk-space").cloned();
        one.unwrap().level
    };
    assert_eq!(disk(&rig.app.gate(&rig.key, &to).await.unwrap()), Level::Pass, "a larger plan mends it");
    // A database that nobody can sign in to from here.
    let password = format!("ALTER ROLE {} NOLOGIN", rig.source.user);
    run(&rig.source, &password).await;
    let gate = rig.app.gate(&rig.key, &to).await.unwrap();
    let reach = gate.plan.findings.findings.iter().find(|one| one.check == "database-reachable").unwrap();
    assert_eq!((reach.outcome.as_str(), reach.level, gate.blocked), ("login-refused", Level::Blocker, true));
    assert_eq!((rig.orders(), rig.cloud.asked("POST", "/StartManualBackup")), (0, 0));
    rig.stop().await;
}

async fn tiny(rig: &Rig) -> String {
    let offers = rig.app.offers(&rig.key).await.unwrap().offers;
    offers.plans.into_iter().find(|plan| plan.name == TINY).expect("the plan is not offered").id
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn production_begins_by_its_name_alone() {
    let rig = Rig::start(|_| {}, &[]).await;
    let change = to_18(&rig.app, &rig.key).await;
    let gate = wants_its_name(&rig.app, &rig.key, &change, SHOP).await;
    assert_eq!(rig.orders(), 0);
    let mut right = accept(&gate);
    right.typed_name = Some(format!("  {SHOP}\n"));
    let id = rig.app.migrate(&rig.key, &change, right).await.unwrap();
    rig.app.run_abort(id).await.unwrap();
    assert_eq!(rig.settled(id).await.header.state, RunState::Aborted);
    rig.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_that_changed_since_the_gate_is_not_copied_and_nothing_is_ordered() {
    let rig = Rig::start(|_| {}, &[]).await;
    let change = to_18(&rig.app, &rig.key).await;
    let gate = rig.app.gate(&rig.key, &change).await.unwrap();
    assert!(rig.cloud.renew_certificate(SHOP).await.unwrap());
    let id = rig.app.migrate(&rig.key, &change, accept(&gate)).await.unwrap();
    let view = rig.settled(id).await;
    let failure = view.failure.as_ref().unwrap();
    assert_eq!((view.header.state, failure.kind.code()), (RunState::Failed, "CHG-NET-010"));
    assert_eq!((failure.step, view.data, rig.orders()), (Step::RecordBefore, DataLocation::Source, 0));
    // Validation names it from then on, until the person has decided.
    let level = async || {
        let findings = rig.app.check(&rig.key, &change).await.unwrap().findings;
        findings
            .into_iter()
            .find(|one| one.check == "database-reachable")
            .map(|one| (one.outcome, one.level))
            .unwrap()
    };
    assert_eq!(level().await, ("not-trusted".into(), Level::Blocker));
    rig.app.forget_certificate(&rig.source.host, Some(rig.source.port)).await.unwrap();
    assert_eq!(level().await, ("reachable".into(), Level::Pass));
    rig.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_right_that_is_taken_after_the_gate_gives_the_run_up_and_takes_the_new_service_back() {
    let rig = Rig::start(|_| {}, &[]).await;
    let writer = Writer::begin(&rig.source).await;
    let id = rig.begin().await;
    rig.until(id, at(Step::AwaitTarget)).await;
    let role = &rig.source.user;
    // Row-level security that hides rows from its owner too, and from nobody who asks for all of them.
    let hide = "ALTER TABLE book ENABLE ROW LEVEL SECURITY; ALTER TABLE book FORCE ROW LEVEL SECURITY";
    run(&rig.source, &format!("{hide}; ALTER ROLE {role} NOSUPERUSER NOBYPASSRLS")).await;
    let view = rig.settled(id).await;
    let failure = view.failure.as_ref().unwrap();
    assert_eq!((failure.kind.code(), failure.step), ("CHG-DBS-009", Step::CheckBoth), "{}", failure.detail);
    assert_eq!(failure.kind.remedy(), Remedy::AskForRight);
    assert_eq!(view.transfer.as_ref().unwrap().target.as_ref().unwrap().state, NewServerState::Removed);
    assert_eq!(writer.refused(), 0, "nobody was to be kept out yet");
    rig.is_as_before(&view, writer).await;
    rig.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_token_that_is_revoked_while_the_service_is_made_names_it_and_a_sign_in_goes_on() {
    let rig = Rig::start(|_| {}, &[]).await;
    let mut writer = Writer::begin(&rig.source).await;
    let id = rig.begin().await;
    rig.until(id, at(Step::AwaitTarget)).await;
    signed_out(&rig.cloud);
    let view = rig.settled(id).await;
    waits_for_a_sign_in(&view);
    let target = view.transfer.as_ref().unwrap().target.as_ref().unwrap();
    assert!(target.database.is_some() && target.state == NewServerState::BeingMade, "{target:?}");
    assert_eq!(view.data, DataLocation::Source);
    writer.goes_on().await;
    assert_eq!(writer.refused(), 0);
    signs_in_again(&rig.app, &rig.cloud).await;
    let view = rig.until(id, |view| view.header.state.is_over()).await;
    assert_eq!(view.header.state, RunState::Succeeded, "{:?}", view.failure);
    writer.end().await;
    writer.assert_all_in(&rig.target(&view)).await;
    assert_eq!((rig.orders(), rig.services().await.len()), (1, 2));
    rig.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_session_that_ends_in_the_middle_is_begun_anew_by_itself() {
    // A kept session: one that was just begun and is refused would not be replaced.
    let rig = Rig::start(|_| {}, &[]).await.reopened().await;
    let signed_in = rig.cloud.asked("POST", "/checkAPIToken");
    let id = rig.begin().await;
    rig.until(id, at(Step::AwaitTarget)).await;
    refused(&rig.cloud, "*/servers/*", 1);
    let view = rig.settled(id).await;
    assert_eq!(view.header.state, RunState::Succeeded, "{:?} {:?}", view.failure, view.paused);
    assert_eq!(view.verification.unwrap().verdict, Verdict::Equal);
    assert_eq!((rig.cloud.asked("POST", "/checkAPIToken"), rig.orders()), (signed_in + 1, 1));
    rig.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_token_that_is_revoked_while_the_source_is_frozen_leaves_it_frozen_to_nobody() {
    let rig = Rig::start(|_| {}, &[]).await;
    let writer = Writer::begin(&rig.source).await;
    let id = rig.begin().await;
    rig.until(id, |view| view.data == DataLocation::SourceReadOnly).await;
    signed_out(&rig.cloud);
    rig.app.run_abort(id).await.unwrap();
    let began = Instant::now();
    writer.goes_on().await;
    assert!(began.elapsed() < SOON, "writable after {:?}", began.elapsed());
    let view = rig.settled(id).await;
    waits_for_a_sign_in(&view);
    let target = view.transfer.as_ref().unwrap().target.as_ref().unwrap();
    assert!(target.database.is_some() && target.state == NewServerState::LeftOver, "{target:?}");
    assert_eq!(view.data, DataLocation::Source);
    signs_in_again(&rig.app, &rig.cloud).await;
    let view = rig.until(id, |view| view.header.state.is_over()).await;
    assert_eq!(view.header.state, RunState::Aborted, "{:?}", view.failure);
    rig.is_as_before(&view, writer).await;
    rig.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_copy_under_way_needs_no_token_and_the_old_one_is_let_go_only_with_one() {
    let rig = Rig::start(|_| {}, &[]).await;
    let mut writer = Writer::begin(&rig.source).await;
    let id = rig.begin().await;
    rig.until(id, |view| view.data == DataLocation::SourceReadOnly).await;
    signed_out(&rig.cloud);
    let view = rig.settled(id).await;
    assert_eq!(
        (view.header.state, view.data),
        (RunState::Succeeded, DataLocation::Target),
        "{:?}",
        view.failure
    );
    writer.end().await;
    writer.assert_all_in(&rig.target(&view)).await;
    // Neither without the account nor by another name.
    assert_eq!(rig.app.run_release(id, SHOP).await.unwrap_err().kind, ErrorKind::SignedOut);
    signs_in_again(&rig.app, &rig.cloud).await;
    for typed in ["Shop", "sh op", "", "shop-2"] {
        assert_eq!(rig.app.run_release(id, typed).await.unwrap_err().kind.code(), "CHG-RUN-005", "{typed:?}");
    }
    assert_eq!(rig.services().await.len(), 2);
    let view = rig.app.run_release(id, &format!(" {SHOP} ")).await.unwrap();
    assert!(matches!(view.transfer.unwrap().old, OldServer::Released { .. }));
    rig.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_target_that_shuts_us_out_while_the_source_is_frozen_is_taken_back() {
    let rig = Rig::start(|_| {}, &[]).await;
    let writer = Writer::begin(&rig.source).await;
    let id = rig.begin().await;
    let view = rig.until(id, |view| view.data == DataLocation::SourceReadOnly).await;
    let target = rig.target(&view);
    let shut = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = current_user AND pid <> pg_backend_pid()";
    run(&target, &format!("ALTER ROLE {} NOLOGIN; {shut}", target.user)).await;
    let view = rig.settled(id).await;
    let failure = view.failure.as_ref().unwrap();
    assert_eq!((failure.kind.code(), failure.step), ("CHG-DBS-002", Step::Carry), "{}", failure.detail);
    assert_eq!((failure.original_answers, failure.original_writable), (Some(true), Some(true)));
    assert!(view.timings.read_only.is_some_and(|time| Duration::from_millis(time.0.unsigned_abs()) < SOON));
    rig.is_as_before(&view, writer).await;
    rig.stop().await;
}
