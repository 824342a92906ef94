//! Waits until what the person has pressed in the panel is seen at the server itself: another version answers.
//!
//! Effect: none; the person presses. Class: final, since the provider switches over during it. Bound: `panel_for` while the
//! old version answers; then nothing was pressed, the source is made writable again and the person is asked anew. A server that
//! does not answer is being moved, most likely: it is waited for, and after `ready_for` the person is told.

use domain::run::Step;
use domain::time::Timestamp;
use domain::{Error, ErrorKind, Result};

use super::super::course::guided;
use super::super::drive::{Drive, not_done};
use super::super::record;
use super::super::record_guided::{Gone, Moved, PanelIntent};
use super::sight::{Sight, Watcher};

const STEP: Step = Step::AwaitPanel;

pub(crate) async fn run(drive: &Drive) -> Result<()> {
    let entries = drive.live.entries();
    let round = guided::round(&entries);
    let begun = record::intended::<PanelIntent>(round, STEP);
    // A freeze has its own end, which being taken up again does not put off.
    let until = match (guided::frozen(&entries), begun) {
        (Some(frozen), _) => frozen.until,
        (None, Some(begun)) => begun.until,
        (None, None) => after(drive.app.now(), drive.app.config.pace.panel_for),
    };
    // Rows may have come since: what was printed proves nothing any more, and the person is asked anew.
    let gone = record::observed::<Gone>(round, Step::AwaitGo).unwrap_or_default();
    let undone = gone.freeze && guided::frozen(&entries).is_none();
    if begun.is_none() || record::ended(round, STEP).is_some() {
        drive.live.intend(&drive.app, STEP, &PanelIntent { until }).await?;
        drive.say("awaiting-panel", &[]).await;
    }
    let mut watcher = match Watcher::new(drive) {
        Ok(watcher) => watcher,
        Err(error) => return drive.live.observe(&drive.app, STEP, not_done(&error), &()).await,
    };
    loop {
        let sight = match watcher.look().await {
            Ok(sight) => sight,
            Err(error) => return drive.pause(STEP, &error).await,
        };
        match sight {
            Sight::New(probe) => {
                drive.say("changed", &[("version", probe.version.0.clone())]).await;
                let moved = Moved { version: probe.version, last_old_at: watcher.last_old_at };
                return drive.live.done(&drive.app, STEP, &moved).await;
            }
            Sight::Old if guided::abort_asked(&drive.live.entries()) => {
                let error =
                    Error::new(ErrorKind::Cancelled, "given up by the person, the server is as it was");
                return drive.live.observe(&drive.app, STEP, not_done(&error), &()).await;
            }
            Sight::Old if undone || drive.app.now() >= until => {
                drive.say("panel-not-used", &[]).await;
                let error = Error::new(ErrorKind::PanelNotUsed, "the server still has its old version");
                return drive.live.observe(&drive.app, STEP, not_done(&error), &()).await;
            }
            Sight::Old => watcher.tell(STEP, false).await?,
            Sight::Silent => watcher.tell(STEP, true).await?,
        }
        watcher.rest().await;
    }
}

/// A moment after another.
pub(super) fn after(from: Timestamp, time: std::time::Duration) -> Timestamp {
    Timestamp(from.0.saturating_add(i64::try_from(time.as_millis()).unwrap_or(i64::MAX)))
}
