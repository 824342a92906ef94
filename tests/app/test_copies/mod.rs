//! Test copies over the practice cloud and real servers: their whole life, and whatever may cut it short.

mod elestio;
mod life;
mod questions;
mod rehearsal;
mod stops;
mod trouble;

use std::time::Duration;

use app::App;
use domain::ids::TestCopyId;
use domain::test_copy::{TestCopyState, TestCopyView};
use practice::Cloud;

use crate::practice_rig::Rig;
use crate::upgrade::rig::to_18;

/// Longer than anything here takes.
const LONG: Duration = Duration::from_secs(90);

/// A rig of the shop on 14 and nothing that takes time.
async fn rig() -> Rig {
    Rig::start(Duration::from_millis(20), &[]).await
}

/// Looks at a test copy until it stands so.
async fn until(app: &App, id: TestCopyId, wanted: TestCopyState) -> TestCopyView {
    let look = async {
        loop {
            let view = app.test_copy(id).await.unwrap();
            if view.state == wanted {
                return view;
            }
            let failed = view.state == TestCopyState::Failed && wanted != TestCopyState::Gone;
            assert!(!failed, "it failed: {:?}", view.problem);
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    };
    match tokio::time::timeout(LONG, look).await {
        Ok(view) => view,
        Err(_) => panic!("it does not become {wanted:?}: {:?}", app.test_copy(id).await.unwrap()),
    }
}

/// Databases at the cloud that bear our label.
fn billed(cloud: &Cloud) -> usize {
    cloud.databases().iter().filter(|database| database.name.contains("co-test-")).count()
}
