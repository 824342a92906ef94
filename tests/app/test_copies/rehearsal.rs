//! The fullest rehearsal: the provider's own migration carried out on a copy, whose time is then promised for the real one.

use domain::ErrorKind;
use domain::run::{Method, RunState};
use domain::test_copy::TestCopyState;
use domain::verification::Verdict;
use serde_json::json;

use super::trouble::{bench, ended, fault, next};
use super::{billed, rig, to_18, until};
use crate::evidence;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_provider_migrates_a_copy_and_its_own_time_is_promised() {
    let rig = rig().await;
    let change = to_18(&rig.app, &rig.key).await;
    let ask = json!({ "key": rig.key, "change": change, "rehearse": true });
    let begun = rpc::dispatch(&rig.app, "test_copy_start", ask).await.unwrap();
    assert_eq!(begun["rehearsal"]["from"].as_str().unwrap().split('.').next(), Some("14"));
    let id = serde_json::from_value(begun["id"].clone()).unwrap();
    let view = until(&rig.app, id, TestCopyState::Ready).await;

    // It was filled as it is today, and is of 18 by the provider's doing alone.
    assert_eq!((rig.starts(), billed(&rig.cloud)), (1, 1));
    let rehearsal = view.rehearsal.unwrap();
    let run = rig.app.run(rehearsal.run.unwrap()).await.unwrap();
    assert_eq!((run.header.state, run.plan.method), (RunState::Succeeded, Method::Provider));
    assert!(run.header.database_name.contains(&view.label), "it is a run of the copy");
    assert_eq!(rehearsal.verdict, Some(Verdict::Equal));
    assert_eq!(rehearsal.read_only, run.timings.read_only);
    let made = rig.cloud.databases().into_iter().find(|one| one.name.contains(&view.label)).unwrap();
    let mut copy = evidence::connect(&made).await.unwrap();
    assert!(evidence::server_version(&mut copy).await.unwrap().starts_with("18."));
    assert_eq!(evidence::content(&mut copy).await.unwrap(), rig.content);
    drop(copy);
    let (place, end) = (view.place.unwrap(), made.endpoint.unwrap());
    assert_eq!((place.port, place.database), (end.port, end.database), "the address is that of today");
    rig.is_14_and_takes_writes().await;

    let estimate = rig.app.gate(&rig.key, &change).await.unwrap().plan.estimate.unwrap();
    assert_eq!((Some(estimate.read_only), estimate.same_way), (rehearsal.read_only, true));
    rig.app.test_copy_delete(id).await.unwrap();
    until(&rig.app, id, TestCopyState::Gone).await;
    assert_eq!(billed(&rig.cloud), 0);
    rig.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_rehearsal_that_fails_says_so_and_promises_nothing() {
    let rig = rig().await;
    let change = to_18(&rig.app, &rig.key).await;
    fault(&rig.cloud, json!({ "kind": "fail_step", "step": "DUMP_AND_RESTORE", "message": "no space left" }));
    let id = rig.app.test_copy_rehearse(&rig.key, &change, None).await.unwrap().id;
    let failed = async {
        loop {
            let view = rig.app.test_copy(id).await.unwrap();
            assert_ne!(view.state, TestCopyState::Ready, "a failed rehearsal is no test");
            if view.state == TestCopyState::Failed {
                return view;
            }
            tokio::time::sleep(std::time::Duration::from_millis(20)).await;
        }
    };
    let view = tokio::time::timeout(super::LONG, failed).await.unwrap();
    assert_eq!(view.problem.unwrap().kind, ErrorKind::MigrationFailed);
    assert_eq!(rig.app.gate(&rig.key, &change).await.unwrap().plan.estimate, None);
    rig.is_14_and_takes_writes().await;
    rig.app.test_copy_delete(id).await.unwrap();
    until(&rig.app, id, TestCopyState::Gone).await;
    assert_eq!(billed(&rig.cloud), 0);
    rig.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_process_that_ends_in_the_middle_finds_the_same_migration_and_begins_no_second() {
    let (first, rig) = bench().await;
    let change = to_18(&first, &rig.key).await;
    let id = first.test_copy_rehearse(&rig.key, &change, None).await.unwrap().id;
    until(&first, id, TestCopyState::Rehearsing).await;
    let begun = async {
        while first.test_copy(id).await.unwrap().rehearsal.unwrap().run.is_none() {
            tokio::time::sleep(std::time::Duration::from_millis(5)).await;
        }
    };
    tokio::time::timeout(super::LONG, begun).await.unwrap();
    ended(first).await;
    let app = next(&rig, |_| {}).await;
    let view = until(&app, id, TestCopyState::Ready).await;
    assert_eq!(view.rehearsal.unwrap().verdict, Some(Verdict::Equal));
    assert_eq!(rig.cloud.asked("POST", "/migrations"), 1);
    app.test_copy_delete(id).await.unwrap();
    until(&app, id, TestCopyState::Gone).await;
    ended(app).await;
    rig.cloud.stop().await;
}
