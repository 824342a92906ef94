//! Waits until the ordered database answers as what was ordered. Effect: none.

use std::cmp::Ordering;

use domain::database::Endpoint;
use domain::engine::Probe;
use domain::test_copy::{TestCopyPlace, TestCopyRecord, TestCopyState};
use domain::{Error, ErrorKind, Result};
use tokio::time::Instant;

use super::drive::{Pause, expired, failed, is_expired, target, troubled, waits_for_person};
use super::live::TestCopying;
use crate::application::App;

pub(super) async fn run(app: &App, live: &TestCopying) -> Result<()> {
    let pace = app.config.pace;
    let (mut until, mut pause) = (Instant::now() + pace.answer_for, Pause::new(app));
    loop {
        let record = live.record();
        if record.state != TestCopyState::Waiting {
            return Ok(());
        }
        if is_expired(app, &record) {
            return expired(app, live).await;
        }
        let error = match look(app, &record).await {
            Ok((end, probe)) => return answered(app, live, &end, &probe).await,
            Err(error) => error,
        };
        if error.kind == ErrorKind::NotSupported {
            return failed(app, live, &error).await;
        }
        if is_persons(&error) {
            // That time is the person's, not the provider's.
            let asked = Instant::now();
            troubled(app, live, &error).await?;
            live.pause(pause.next()).await;
            until += asked.elapsed();
            continue;
        }
        if Instant::now() >= until {
            return failed(app, live, &error).await;
        }
        live.pause(pace.ready_every).await;
    }
}

/// One look: the address may still change, so it is asked for each time.
async fn look(app: &App, record: &TestCopyRecord) -> Result<(Endpoint, Probe)> {
    let end = target(app, record).await?;
    let engine = super::engine_of(app, record).await?;
    let probe = engine.probe(&end).await?;
    if probe.read_only {
        return Err(Error::new(ErrorKind::DatabaseRight, "the new database takes no writes yet"));
    }
    Ok((end, probe))
}

/// Whether a person must do something at the provider or on this machine. What the database itself says may come with time.
fn is_persons(error: &Error) -> bool {
    let code = error.code();
    waits_for_person(error) && !code.starts_with("CHG-DBS")
}

async fn answered(app: &App, live: &TestCopying, end: &Endpoint, probe: &Probe) -> Result<()> {
    let record = live.record();
    let place = TestCopyPlace::from(end);
    let wanted = &record.ordered().version;
    if probe.version.compare(wanted) != Some(Ordering::Equal) {
        let detail = format!("{wanted} was ordered, {} answers", probe.version);
        live.change(app, |record| record.place = Some(place)).await?;
        return failed(app, live, &Error::new(ErrorKind::DatabaseVersion, detail)).await;
    }
    let now = app.now();
    live.change(app, |record| {
        let since = record.ordered_at.filter(|_| !live.taken_up);
        record.times.answering = since.map(|since| now.since(since));
        record.place = Some(place);
        record.problem = None;
        if record.state == TestCopyState::Waiting {
            record.state = TestCopyState::Filling;
        }
    })
    .await
    .map(drop)
}
