//! Waits until the person says that they are about to act in the provider's panel. Meanwhile the server is looked at: somebody may
//! have acted already.
//!
//! Effect: none. Class: reversible. Bound: none, the person decides; giving up here changes nothing.

use domain::Result;
use domain::run::Step;
use domain::{Error, ErrorKind};

use super::super::course::guided;
use super::super::drive::{Drive, not_done};
use super::super::record_guided::Gone;
use super::sight::{Sight, Watcher};

const STEP: Step = Step::AwaitGo;

pub(crate) async fn run(drive: &Drive) -> Result<()> {
    if !drive.is_open(STEP) && !is_asked(drive) {
        drive.live.intend(&drive.app, STEP, &serde_json::json!({})).await?;
    }
    let mut watcher = match Watcher::new(drive) {
        Ok(watcher) => watcher,
        Err(error) => return drive.live.observe(&drive.app, STEP, not_done(&error), &()).await,
    };
    drive.say("awaiting-go", &[]).await;
    loop {
        let sight = match watcher.look().await {
            Ok(sight) => sight,
            Err(error) => return drive.pause(STEP, &error).await,
        };
        let entries = drive.live.entries();
        match sight {
            Sight::New(_) => {
                drive.say("changed-before", &[]).await;
                let last_old_at = Some(watcher.last_old_at);
                return drive
                    .live
                    .done(&drive.app, STEP, &Gone { freeze: false, changed: true, last_old_at })
                    .await;
            }
            Sight::Old if guided::abort_asked(&entries) => {
                let error =
                    Error::new(ErrorKind::Cancelled, "given up by the person before anything was pressed");
                return drive.live.observe(&drive.app, STEP, not_done(&error), &()).await;
            }
            Sight::Old => {
                if let Some(go) = guided::go_asked(&entries) {
                    let gone = Gone { freeze: go.keep_out, changed: false, last_old_at: None };
                    return drive.live.done(&drive.app, STEP, &gone).await;
                }
                watcher.tell(STEP, false).await?;
            }
            Sight::Silent => watcher.tell(STEP, true).await?,
        }
        watcher.rest().await;
    }
}

/// Whether this asking was begun and is not answered: being taken up again does not make it a new one.
fn is_asked(drive: &Drive) -> bool {
    use super::super::record;
    let entries = drive.live.entries();
    let round = guided::round(&entries);
    record::attempts(round, STEP) > 0 && record::ended(round, STEP).is_none()
}
