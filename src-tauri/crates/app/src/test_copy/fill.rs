//! Fills a test copy by our own transfer and compares both sides. The source is only read.

use std::sync::Arc;

use domain::copy::CopyTable;
use domain::database::Endpoint;
use domain::engine::{Engine, TransferReport};
use domain::error::Retry;
use domain::ids::CopyId;
use domain::test_copy::{TestCopyRecord, TestCopyState, TestCopyTimes};
use domain::{Error, ErrorKind, Result};

use super::drive::{Pause, expired, failed, is_expired, source, target, troubled, waits_for_person};
use super::live::TestCopying;
use crate::application::App;
use crate::carry::Sides;
use crate::copy::{Copying, place, waiting};

/// How often the filling is begun at most, when what broke it off may pass.
const ATTEMPTS: u32 = 5;

pub(super) async fn run(app: &Arc<App>, live: &Arc<TestCopying>) -> Result<()> {
    let (mut attempts, mut pause) = (0, Pause::new(app));
    loop {
        let record = live.record();
        if record.state != TestCopyState::Filling {
            return Ok(());
        }
        if is_expired(app, &record) {
            return expired(app, live).await;
        }
        let error = match sides(app, &record).await {
            Ok(sides) => match once(app, live, sides).await? {
                Ok(()) => return Ok(()),
                Err(error) => {
                    attempts += 1;
                    error
                }
            },
            Err(error) if waits_for_person(&error) => {
                troubled(app, live, &error).await?;
                live.pause(pause.next()).await;
                continue;
            }
            Err(error) => {
                attempts += 1;
                error
            }
        };
        let passes = matches!(error.retry(), Retry::Later | Retry::Probe);
        if live.state() == TestCopyState::Filling && (!passes || attempts >= ATTEMPTS) {
            return failed(app, live, &error).await;
        }
        live.pause(pause.next()).await;
    }
}

async fn sides(app: &App, record: &TestCopyRecord) -> Result<Sides> {
    let (from, to) = tokio::try_join!(source(app, record), target(app, record))?;
    Ok(Sides { engine: super::engine_of(app, record).await?, from, to })
}

/// One filling, whole or the rest of one. Outside: what could not be written down; inside: why it broke off.
async fn once(app: &Arc<App>, live: &Arc<TestCopying>, sides: Sides) -> Result<Result<()>> {
    let first = !live.record().filled_before;
    live.change(app, |record| record.filled_before = true).await?;
    let tables = foreseen(&*sides.engine, &sides.from, &live.record()).await;
    let id = CopyId(app.config.randomness.id());
    let copying = Arc::new(Copying::followed(id, (place(&sides.from), place(&sides.to)), tables, app.now()));
    let controls = transfer::Controls::default();
    if let Some(before) = live.copying() {
        app.copies.take(&before.id);
    }
    app.copies.put(id, Arc::clone(&copying));
    live.fills(Arc::clone(&copying), controls.clone());
    // Asked for before there was anything to stop.
    if live.state() != TestCopyState::Filling {
        controls.stop();
    }
    let end = carried(app, sides, Arc::clone(&copying), controls).await;
    copying.ended(&end, app.now());
    match end {
        Ok(report) => ready(app, live, |record| filled(record, report, first)).await.map(Ok),
        // A filling that had come to its end before this could be written down: what it brought is compared.
        Err(error) if error.kind == ErrorKind::TargetNotEmpty && !first => {
            match Box::pin(app.compare_test_copy(&live.record())).await {
                Ok(seen) => ready(app, live, |record| record.verification = Some(seen)).await.map(Ok),
                Err(error) => Ok(Err(error)),
            }
        }
        // The next start goes on.
        Err(error) if error.kind == ErrorKind::Cancelled && app.stop.is_cancelled() => {
            std::future::pending::<()>().await;
            Ok(Err(error))
        }
        Err(error) => Ok(Err(error)),
    }
}

/// It is filled and compared; where the provider is to migrate it, that is next.
async fn ready(app: &App, live: &TestCopying, how: impl FnOnce(&mut TestCopyRecord) + Send) -> Result<()> {
    let now = app.now();
    live.change(app, |record| {
        how(record);
        record.problem = None;
        match record.state {
            TestCopyState::Filling if record.rehearsal.is_some() => record.state = TestCopyState::Rehearsing,
            TestCopyState::Filling => {
                record.state = TestCopyState::Ready;
                record.ready_at = Some(now);
            }
            _ => {}
        }
    })
    .await
    .map(drop)
}

/// The transfer, on a thread of its own: it computes for long stretches, and other commands want answers meanwhile.
async fn carried(
    app: &Arc<App>,
    sides: Sides,
    copying: Arc<Copying>,
    controls: transfer::Controls,
) -> Result<TransferReport> {
    let (host, inner) = (tokio::runtime::Handle::current(), Arc::clone(app));
    app.under_way.send_modify(|count| *count += 1);
    let work = app.tasks.spawn_blocking(move || {
        let clock = Arc::clone(&inner.config.clock);
        let sink: transfer::Sink = Arc::new(move |event| copying.apply(event, clock.now()));
        let options = transfer::Options { verify: true, resume: true, ..Default::default() };
        let end = host.block_on(Box::pin(inner.carry(&sides, options, sink, controls)));
        inner.under_way.send_modify(|count| *count = count.saturating_sub(1));
        end
    });
    work.await
        .unwrap_or_else(|_| Err(Error::new(ErrorKind::Internal, "the filling of a test copy broke off")))
}

/// The tables that there will be; none where that could not be read: they are shown when their rows come.
async fn foreseen(engine: &dyn Engine, from: &Endpoint, record: &TestCopyRecord) -> Vec<CopyTable> {
    match engine.inventory(from, Some(&record.ordered().version)).await {
        Ok(inventory) => waiting(&inventory),
        Err(_) => Vec::new(),
    }
}

/// What a filling that came to its end leaves in the record. Times of the rest of one are not those of the whole.
fn filled(record: &mut TestCopyRecord, report: TransferReport, whole: bool) {
    let timings = report.timings;
    if whole {
        record.times = TestCopyTimes {
            reading: Some(timings.reading),
            objects: Some(timings.objects),
            rows: Some(timings.rows),
            finishing: Some(timings.finishing),
            comparison: Some(timings.verifying),
            ..record.times
        };
    }
    record.verification = report.verification;
    record.uncarried = report.uncarried;
}
