//! What stops a test copy: before the order nothing is ordered; after it the copy is listed with why it waits, and goes on or goes away.

use domain::ErrorKind;
use domain::change::Change;
use domain::error::Remedy;
use domain::test_copy::{TestCopyState, TestCopyView};
use domain::version::Version;

use super::{billed, until};
use crate::practice_rig::{signed_out, signs_in_again};
use crate::upgrade::rig::{Rig, to_18};

use ::support::postgres::{run, text};
use ::support::scenarios::TINY;

async fn rig() -> Rig {
    Rig::start(|_| {}, &[]).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_cannot_end_well_is_not_ordered() {
    let rig = rig().await;
    let to = to_18(&rig.app, &rig.key).await;
    let offers = rig.app.offers(&rig.key).await.unwrap().offers;
    let tiny = offers.plans.into_iter().find(|plan| plan.name == TINY).unwrap().id;
    let refused =
        async |change: Change| rig.app.test_copy_start(&rig.key, &change, None).await.unwrap_err().kind;
    let kind = refused(Change { plan_id: tiny, ..to.clone() }).await;
    assert_eq!((kind.code(), kind.remedy()), ("CHG-DBS-019", Remedy::EnlargeDatabase));
    let kind = refused(Change { version: Version("13".into()), ..to.clone() }).await;
    assert_eq!((kind.code(), kind.remedy()), ("CHG-RUN-001", Remedy::ChangeSettings));
    // Met by the first look; another one is another server.
    assert!(rig.cloud.renew_certificate("shop").await.unwrap());
    assert_eq!(refused(to.clone()).await.code(), "CHG-NET-010");
    rig.app.forget_certificate(&rig.source.host, None).await.unwrap();
    run(&rig.source, &format!("ALTER ROLE {} NOLOGIN", rig.source.user)).await;
    assert_eq!(refused(to).await.code(), "CHG-DBS-002");
    assert_eq!((rig.orders(), rig.app.test_copies().await.unwrap().copies.len()), (0, 0));
    rig.stop().await;
}

/// Looks until the copy says why it waits.
async fn troubled(rig: &Rig, view: &TestCopyView, kind: ErrorKind) -> TestCopyView {
    let look = async {
        loop {
            let now = rig.app.test_copy(view.id).await.unwrap();
            if now.problem.as_ref().is_some_and(|problem| problem.kind == kind) {
                return now;
            }
            tokio::time::sleep(std::time::Duration::from_millis(10)).await;
        }
    };
    tokio::time::timeout(super::LONG, look).await.expect("it is not told why it waits")
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_token_that_is_revoked_in_the_middle_is_waited_for_and_the_copy_stays_listed() {
    let rig = rig().await;
    let change = to_18(&rig.app, &rig.key).await;
    let begun = rig.app.test_copy_start(&rig.key, &change, None).await.unwrap();
    let waiting = until(&rig.app, begun.id, TestCopyState::Waiting).await;
    signed_out(&rig.cloud);
    let view = troubled(&rig, &waiting, ErrorKind::SignedOut).await;
    assert!(matches!(view.state, TestCopyState::Waiting | TestCopyState::Filling), "{:?}", view.state);
    assert!(view.price_so_far.is_some() && billed(&rig.cloud) == 1);
    assert_eq!(rig.app.test_copies().await.unwrap().copies.len(), 1, "what is billed is seen");
    // Its end is asked for while nobody is let in: it waits for the person too, and is listed all the while.
    signs_in_again(&rig.app, &rig.cloud).await;
    until(&rig.app, begun.id, TestCopyState::Ready).await;
    assert_eq!((rig.orders(), billed(&rig.cloud)), (1, 1));
    signed_out(&rig.cloud);
    rig.app.test_copy_delete(begun.id).await.unwrap();
    let view = troubled(&rig, &waiting, ErrorKind::SignedOut).await;
    assert_eq!((view.state, billed(&rig.cloud)), (TestCopyState::Deleting, 1));
    assert_eq!(rig.app.test_copies().await.unwrap().copies.len(), 1);
    signs_in_again(&rig.app, &rig.cloud).await;
    until(&rig.app, begun.id, TestCopyState::Gone).await;
    assert_eq!(billed(&rig.cloud), 0);
    rig.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_source_that_changes_its_certificate_meanwhile_ends_the_copy_which_stays_listed() {
    let rig = rig().await;
    let change = to_18(&rig.app, &rig.key).await;
    let begun = rig.app.test_copy_start(&rig.key, &change, None).await.unwrap();
    let waiting = until(&rig.app, begun.id, TestCopyState::Waiting).await;
    assert!(rig.cloud.renew_certificate("shop").await.unwrap());
    let view = until(&rig.app, begun.id, TestCopyState::Failed).await;
    assert_eq!(view.problem.unwrap().kind.code(), "CHG-NET-010");
    assert_eq!(text(&rig.source, "SHOW default_transaction_read_only").await, "off");
    assert_eq!((rig.app.test_copies().await.unwrap().copies.len(), billed(&rig.cloud)), (1, 1));
    rig.app.test_copy_delete(waiting.id).await.unwrap();
    until(&rig.app, begun.id, TestCopyState::Gone).await;
    assert_eq!(billed(&rig.cloud), 0);
    // Once the person has decided, another one is made.
    rig.app.forget_certificate(&rig.source.host, None).await.unwrap();
    let again = rig.app.test_copy_start(&rig.key, &change, None).await.unwrap();
    until(&rig.app, again.id, TestCopyState::Ready).await;
    rig.app.test_copy_delete(again.id).await.unwrap();
    until(&rig.app, again.id, TestCopyState::Gone).await;
    rig.stop().await;
}
