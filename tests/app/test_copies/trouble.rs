//! What may cut a test copy short: our own end at any moment, an order whose answer is lost, a provider that refuses. Nothing
//! is ordered twice, and nothing stays billed unseen.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use app::App;
use app::failpoint::{Boundary, Failpoint};
use async_trait::async_trait;
use domain::ErrorKind;
use domain::ids::DatabaseKey;
use domain::secret::secret;
use domain::test_copy::{TestCopyRecord, TestCopyState};
use domain::time::{Clock, Timestamp};
use practice::Cloud;
use practice::scenario::Fault;
use serde_json::{Value, json};
use tokio::sync::Notify;

use super::{billed, rig, to_18, until};
use crate::practice_rig::{Rig, config};
use crate::support::PASSPHRASE;

pub(super) fn fault(cloud: &Cloud, fault: Value) {
    cloud.add_fault(serde_json::from_value::<Fault>(fault).unwrap()).unwrap();
}

/// Ends the process when a record is written with a state: just before, or just after.
struct EndsAt {
    state: TestCopyState,
    written: bool,
    ended: AtomicBool,
    dead: Notify,
}

#[async_trait]
impl Failpoint for EndsAt {
    async fn reach(&self, _: Boundary) {}

    async fn reach_test_copy(&self, record: &TestCopyRecord, written: bool) {
        if record.state == self.state && written == self.written {
            self.ended.store(true, Ordering::SeqCst);
        }
        // All of the process is gone, not one of its tasks only.
        if self.ended.load(Ordering::SeqCst) {
            self.dead.notify_one();
            std::future::pending::<()>().await;
        }
    }
}

/// A clock that can be put forward.
#[derive(Default)]
struct Ahead(Mutex<i64>);

impl Clock for Ahead {
    fn now(&self) -> Timestamp {
        Timestamp(support::postgres::Wall.now().0 + *self.0.lock().unwrap())
    }
}

/// What is there whichever process looks.
pub(super) struct Bench {
    pub(super) cloud: Cloud,
    pub(super) folder: tempfile::TempDir,
    pub(super) key: DatabaseKey,
}

/// A rig, its first process apart.
pub(super) async fn bench() -> (Arc<App>, Bench) {
    let Rig { cloud, app, folder, key, .. } = rig().await;
    (app, Bench { cloud, folder, key })
}

/// The process ends: what it owned is free.
pub(super) async fn ended(app: Arc<App>) {
    tokio::time::timeout(Duration::from_secs(20), app.shutdown()).await.unwrap();
    assert_eq!(Arc::strong_count(&app), 1, "somebody still works");
}

/// The next process over the same folder.
pub(super) async fn next(rig: &Bench, change: impl FnOnce(&mut app::AppConfig)) -> Arc<App> {
    let mut config = config(rig.folder.path(), &rig.cloud);
    change(&mut config);
    let app = App::start(config).await.unwrap();
    app.vault_unlock(secret(PASSPHRASE)).await.unwrap();
    app
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_process_that_ends_at_any_state_leaves_nothing_ordered_twice_or_billed_unseen() {
    use TestCopyState as S;
    let (first, rig) = bench().await;
    let change = to_18(&first, &rig.key).await;
    ended(first).await;
    let cuts =
        [(S::Ordering, true), (S::Waiting, false), (S::Waiting, true), (S::Filling, true), (S::Ready, false)];
    for (number, (state, written)) in cuts.into_iter().enumerate() {
        let ends = Arc::new(EndsAt { state, written, ended: AtomicBool::new(false), dead: Notify::new() });
        let failpoint = Arc::clone(&ends) as Arc<dyn Failpoint>;
        let app = next(&rig, |config| config.failpoint = failpoint).await;
        let begun = app.test_copy_start(&rig.key, &change, None);
        let id = tokio::select! {
            begun = begun => Some(begun.unwrap().id),
            () = ends.dead.notified() => None,
        };
        if id.is_some() {
            tokio::time::timeout(Duration::from_secs(60), ends.dead.notified()).await.unwrap();
        }
        ended(app).await;
        let orders = rig.cloud.asked("POST", "/addons");

        let app = next(&rig, |_| {}).await;
        let [copy] = &app.test_copies().await.unwrap().copies[..] else {
            panic!("{state:?}: it is forgotten")
        };
        let id = copy.id;
        if state == S::Ordering {
            // It was never sent, which nobody knows: it is looked for, and not sent.
            let failed = async {
                while app.test_copy(id).await.unwrap().state != S::Failed {
                    tokio::time::sleep(Duration::from_millis(10)).await;
                }
            };
            tokio::time::timeout(Duration::from_secs(30), failed).await.unwrap();
            assert_eq!(billed(&rig.cloud), 0);
        } else {
            let view = until(&app, id, S::Ready).await;
            assert_eq!(billed(&rig.cloud), 1, "{state:?}");
            assert!(view.verification.is_some());
            assert_eq!(view.hours, Some(1));
        }
        assert_eq!(rig.cloud.asked("POST", "/addons"), orders, "{state:?}: an order was repeated");
        app.test_copy_delete(id).await.unwrap();
        until(&app, id, S::Gone).await;
        assert_eq!(billed(&rig.cloud), 0, "{state:?}");
        assert_eq!(app.test_copies().await.unwrap().gone.len(), number + 1);
        ended(app).await;
    }
    rig.cloud.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_deletion_is_asked_for_until_the_provider_does_it_also_by_the_next_process() {
    let (first, rig) = bench().await;
    let change = to_18(&first, &rig.key).await;
    let id = first.test_copy_start(&rig.key, &change, None).await.unwrap().id;
    until(&first, id, TestCopyState::Ready).await;
    fault(
        &rig.cloud,
        json!({ "kind": "answer", "method": "DELETE", "path": "*/addons/*", "times": 0,
                              "reply": { "as": "status", "code": 409 } }),
    );
    first.test_copy_delete(id).await.unwrap();
    let refused = async {
        loop {
            let view = first.test_copy(id).await.unwrap();
            if view.delete_tries >= 2 {
                return view;
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    };
    let view = tokio::time::timeout(Duration::from_secs(30), refused).await.unwrap();
    assert_eq!(view.state, TestCopyState::Deleting);
    assert!(view.problem.is_some() && view.next_try.is_some() && view.price_so_far.is_some());
    assert_eq!(first.test_copies().await.unwrap().copies.len(), 1, "it is listed until it is gone");
    ended(first).await;

    let app = next(&rig, |_| {}).await;
    let tried = rig.cloud.log().len();
    assert_eq!(billed(&rig.cloud), 1);
    rig.cloud.clear_faults();
    let gone = until(&app, id, TestCopyState::Gone).await;
    assert!(gone.problem.is_none() && rig.cloud.log().len() > tried);
    assert_eq!(billed(&rig.cloud), 0);
    ended(app).await;
    rig.cloud.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_order_whose_answer_is_lost_is_found_by_its_label_and_one_that_is_refused_costs_nothing() {
    let (first, rig) = bench().await;
    let change = to_18(&first, &rig.key).await;
    for (moment, reply) in
        [("after", json!({ "as": "cut" })), ("after", json!({ "as": "html", "code": 502 }))]
    {
        rig.cloud.clear_faults();
        fault(
            &rig.cloud,
            json!({ "kind": "answer", "method": "POST", "path": "*/addons", "moment": moment, "reply": reply }),
        );
        let before = rig.cloud.asked("POST", "/addons");
        let id = first.test_copy_start(&rig.key, &change, None).await.unwrap().id;
        let view = until(&first, id, TestCopyState::Ready).await;
        assert_eq!((rig.cloud.asked("POST", "/addons"), billed(&rig.cloud)), (before + 1, 1));
        assert_eq!((view.times.order, view.hours), (None, Some(1)), "how long the order took is not known");
        first.test_copy_delete(id).await.unwrap();
        until(&first, id, TestCopyState::Gone).await;
    }
    rig.cloud.clear_faults();
    fault(&rig.cloud, json!({ "kind": "payment_required", "times": 1 }));
    let id = first.test_copy_start(&rig.key, &change, None).await.unwrap().id;
    let failed = async {
        loop {
            let view = first.test_copy(id).await.unwrap();
            if view.state == TestCopyState::Failed {
                return view;
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    };
    let view = tokio::time::timeout(Duration::from_secs(20), failed).await.unwrap();
    assert_eq!(view.problem.unwrap().kind, ErrorKind::PaymentRequired);
    assert_eq!((view.hours, view.price_so_far, billed(&rig.cloud)), (None, None, 0));
    first.test_copy_delete(id).await.unwrap();
    until(&first, id, TestCopyState::Gone).await;
    ended(first).await;
    rig.cloud.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_nobody_knows_of_any_more_is_found_and_what_expired_is_deleted() {
    let (first, rig) = bench().await;
    let change = to_18(&first, &rig.key).await;
    let id = first.test_copy_start(&rig.key, &change, Some(1)).await.unwrap().id;
    until(&first, id, TestCopyState::Ready).await;

    // Another computer of the same person has no record of it.
    let folder = tempfile::tempdir().unwrap();
    let other = crate::practice_rig::open(folder.path(), &rig.cloud).await;
    other.vault_create(secret(PASSPHRASE)).await.unwrap();
    other.account_add(crate::practice_rig::account(&rig.cloud)).await.unwrap();
    let all = other.test_copies().await.unwrap();
    let [left] = &all.leftovers[..] else { panic!("{all:?}") };
    assert!(all.copies.is_empty() && left.name.contains("co-test-"));
    // What is not ours is never deleted.
    let shop = crate::practice_rig::listed(&other).await;
    assert_eq!(other.leftover_delete(&shop).await.unwrap_err().kind, ErrorKind::InvalidInput);
    assert_eq!(first.test_copies().await.unwrap().leftovers, [], "here it is known");
    let taken = other.leftover_delete(&left.key).await.unwrap();
    assert!(taken.left_over);
    until(&other, taken.id, TestCopyState::Gone).await;
    assert_eq!(billed(&rig.cloud), 0);
    let all = other.test_copies().await.unwrap();
    assert_eq!((all.leftovers.len(), all.copies.len()), (0, 0));
    ended(other).await;

    // Its time goes by while nobody looks: the next start deletes it.
    let again = first.test_copy_delete(id).await.unwrap();
    assert_eq!(again.state, TestCopyState::Deleting);
    until(&first, id, TestCopyState::Gone).await;
    let id = first.test_copy_start(&rig.key, &change, Some(1)).await.unwrap().id;
    until(&first, id, TestCopyState::Ready).await;
    ended(first).await;
    let clock = Arc::new(Ahead::default());
    *clock.0.lock().unwrap() = 59 * 60_000;
    let handed = Arc::clone(&clock) as Arc<dyn Clock>;
    let app = next(&rig, |config| config.clock = handed).await;
    assert_eq!(app.test_copy(id).await.unwrap().state, TestCopyState::Ready, "it has a minute still");
    ended(app).await;
    *clock.0.lock().unwrap() = 61 * 60_000;
    let handed = Arc::clone(&clock) as Arc<dyn Clock>;
    let app = next(&rig, |config| config.clock = handed).await;
    let gone = until(&app, id, TestCopyState::Gone).await;
    assert_eq!((gone.hours, billed(&rig.cloud)), (Some(2), 0));
    ended(app).await;
    rig.cloud.stop().await;
}
