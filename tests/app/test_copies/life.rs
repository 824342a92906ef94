//! The whole life of a test copy, from the order to the day on which the provider says that it is gone.

use std::sync::Arc;

use domain::ErrorKind;
use domain::secret::ExposeSecret as _;
use domain::test_copy::TestCopyState;
use domain::verification::Verdict;
use serde_json::json;

use super::{billed, rig, to_18, until};
use crate::evidence;
use crate::practice_rig::shop;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_copy_at_clever_cloud_is_ordered_filled_compared_handed_over_and_deleted() {
    let rig = rig().await;
    let (app, cloud) = (Arc::clone(&rig.app), &rig.cloud);
    let change = to_18(&app, &rig.key).await;
    let ask = json!({ "key": rig.key, "change": change, "hours": 3 });
    let begun = rpc::dispatch(&app, "test_copy_start", ask).await.unwrap();
    assert_eq!(begun["state"], "ordering");
    let id = serde_json::from_value(begun["id"].clone()).unwrap();
    // Two clicks are one order.
    let again = app.test_copy_start(&rig.key, &change, None).await.unwrap_err();
    assert_eq!(again.kind, ErrorKind::AlreadyRunning);

    let view = until(&app, id, TestCopyState::Ready).await;
    assert_eq!((cloud.asked("POST", "/addons"), billed(cloud)), (1, 1));
    assert_eq!(view.expires.since(view.began).0, 3 * 3_600_000);
    assert_eq!(view.hours, Some(1));
    let (hourly, so_far) = (view.hourly.unwrap(), view.price_so_far.unwrap());
    assert!(hourly.amount > 0.0 && so_far.amount == hourly.amount);
    let verification = view.verification.unwrap();
    assert_ne!(verification.verdict, Verdict::Different, "{:?}", verification.differences);
    assert!(verification.rows_compared > 1_000);
    let times = view.times;
    for part in [times.order, times.answering, times.objects, times.rows, times.finishing, times.comparison] {
        assert!(part.unwrap().0 >= 0, "{times:?}");
    }
    assert!(view.copy.unwrap().head.report.is_some());

    // By plain SQL: it is 18, and holds what the shop holds; the shop takes writes as before.
    let made = cloud.databases().into_iter().find(|database| database.name.contains(&view.label)).unwrap();
    let mut copy = evidence::connect(&made).await.unwrap();
    assert!(evidence::server_version(&mut copy).await.unwrap().starts_with("18."));
    assert_eq!(evidence::content(&mut copy).await.unwrap(), rig.content);
    drop(copy);
    rig.is_14_and_takes_writes().await;

    // The address is shown; its password is only in the file.
    let place = view.place.unwrap();
    let end = made.endpoint.clone().unwrap();
    assert_eq!((&place.host, place.port, &place.database), (&end.host, end.port, &end.database));
    let shown = rpc::dispatch(&app, "test_copy_show", json!({ "id": id })).await.unwrap().to_string();
    for secret in [end.password.expose_secret(), shop(cloud).endpoint.unwrap().password.expose_secret()] {
        assert!(secret.len() > 8 && !shown.contains(secret));
    }

    let all = app.test_copies().await.unwrap();
    assert_eq!((all.copies.len(), all.leftovers.len(), all.unread.len()), (1, 0, 0));
    let refused = app.account_remove(rig.key.account, false).await.unwrap_err();
    assert_eq!(refused.kind, ErrorKind::WrongState, "an account that is billed through is not forgotten");

    let going = app.test_copy_delete(id).await.unwrap();
    assert_eq!(going.state, TestCopyState::Deleting);
    let gone = until(&app, id, TestCopyState::Gone).await;
    assert!(gone.gone_at.is_some() && gone.problem.is_none());
    assert_eq!(billed(cloud), 0);
    let all = app.test_copies().await.unwrap();
    assert_eq!((all.copies.len(), all.gone.len()), (0, 1));

    // What was measured is what the gate promises now.
    let plan = app.gate(&rig.key, &change).await.unwrap().plan;
    let estimate = plan.estimate.unwrap();
    assert_eq!((estimate.test_copy, estimate.same_way), (id, false));
    assert_eq!((Some(estimate.rows), Some(estimate.comparison)), (times.rows, times.comparison));
    let other = app.gate(&rig.key, &rig.change().await).await.unwrap().plan;
    assert_eq!(other.estimate, None, "other settings were not measured");
    rig.stop().await;
}
