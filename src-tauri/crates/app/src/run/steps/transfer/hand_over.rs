//! Says where the new database is reached, for the person to put into applications.
//!
//! Effect: none. Class: final: the new database counts already. Bound: that of one request; what was seen before stands in for it.

use domain::Result;
use domain::run::{HandOver, Step};

use super::super::super::drive::Drive;
use super::super::super::record::{self, Before};
use super::super::super::record_transfer::TargetReady;
use super::super::super::view::transfer::places;
use super::target;

const STEP: Step = Step::HandOver;

pub(in crate::run) async fn run(drive: &Drive) -> Result<()> {
    drive.live.intend(&drive.app, STEP, &serde_json::json!({})).await?;
    let entries = drive.live.entries();
    let (database, ready) =
        match (target(&entries), record::observed::<TargetReady>(&entries, Step::AwaitTarget)) {
            (Ok(database), Some(ready)) => (database, ready),
            (Err(error), _) => return drive.pause(STEP, &error).await,
            (_, None) => return drive.live.skip(&drive.app, STEP, "address-not-known").await,
        };
    let before = record::observed::<Before>(&entries, Step::RecordBefore).unwrap_or_default();
    let seen = match drive.provider().await {
        Ok(provider) => {
            let page = provider.descriptor().panel.iter().find(|page| page.name == "console");
            let page = page.map(|page| page.url.clone());
            let one = provider.database(&database).await;
            let one = one
                .inspect_err(|error| tracing::info!(code = error.code(), "the new database is not described"))
                .ok();
            (one, page)
        }
        Err(_) => (None, None),
    };
    let (one, page) = seen;
    let name = one.as_ref().map_or_else(|| database.id.clone(), |one| one.summary.name.clone());
    let panel_url = one.and_then(|one| one.panel_url).or(page);
    let hand_over = HandOver { database, name, places: places(&before, &ready), panel_url };
    drive.say("handed-over", &[("name", hand_over.name.clone())]).await;
    drive.live.done(&drive.app, STEP, &hand_over).await
}
