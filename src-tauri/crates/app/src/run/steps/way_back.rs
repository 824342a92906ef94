//! Writes down until when the provider offers a way back, and later whether it was taken.
//!
//! Effect: none, but for a server that came back read-only by our doing: it is made writable. Class: reversible. Bound: the
//! way back's own. The time counts from when the old version was last seen, so it is never promised for longer than it is.

use domain::Result;
use domain::provider::Consequence;
use domain::run::{JournalEntry, Step};
use domain::time::Timestamp;

use super::super::course::guided;
use super::super::drive::Drive;
use super::super::record;
use super::super::record_guided::{Gone, WayBack};

const STEP: Step = Step::WayBack;

/// Seven days, in milliseconds.
const SEVEN_DAYS: i64 = 7 * 24 * 3_600_000;

pub(crate) async fn run(drive: &Drive) -> Result<()> {
    drive.live.intend(&drive.app, STEP, &serde_json::json!({})).await?;
    if !drive.live.run.plan.consequences.contains(&Consequence::WayBackSevenDays) {
        return drive.live.skip(&drive.app, STEP, "no-way-back").await;
    }
    let begun = last_old(&drive.live.entries()).unwrap_or(drive.live.run.created_at);
    let way_back =
        WayBack { way_back_until: Timestamp(begun.0.saturating_add(SEVEN_DAYS)), rolled_back_at: None };
    drive.say("way-back", &[]).await;
    drive.live.done(&drive.app, STEP, &way_back).await
}

/// When the old version was last seen before the change.
fn last_old(entries: &[JournalEntry]) -> Option<Timestamp> {
    let gone = || record::observed::<Gone>(guided::round(entries), Step::AwaitGo);
    guided::moved(entries).map(|moved| moved.last_old_at).or_else(|| gone()?.last_old_at)
}
