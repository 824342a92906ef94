//! Makes a restore point of our own: a new database beside the original, filled by our transfer and compared.
//!
//! Effect: a database is made; its label is in the intent and names the run, so that it is found again whatever happens. Class:
//! reversible, it is deleted when the person asks. Bound: that of the transfer. One that was cut off is deleted and made anew:
//! nothing of the original is touched. Skipped only where it cannot be made and the person has agreed to go on without.

use std::sync::Arc;

use domain::change::Change;
use domain::finding::Level;
use domain::ids::DatabaseId;
use domain::provider::Provider;
use domain::run::Step;
use domain::verification::Verdict;
use domain::version::Version;
use domain::{Error, ErrorKind, Result};
use tokio::time::Instant;

use super::super::drive::{Drive, not_done};
use super::super::record;
use super::super::record_guided::{RestoreIntent, Restored};
use super::await_ready::is_providers;
use super::freeze::endpoint;
use crate::carry::Sides;
use crate::checks::RESTORE_POINT;

const STEP: Step = Step::RestorePoint;

pub(crate) async fn run(drive: &Drive) -> Result<()> {
    let attempt = record::attempts(&drive.live.entries(), STEP).saturating_add(1);
    let stem = stem(drive);
    let label = format!("{stem}{attempt}");
    drive.live.intend(&drive.app, STEP, &RestoreIntent { label: label.clone() }).await?;
    if let Some(outcome) = left_out(drive) {
        return drive.live.skip(&drive.app, STEP, &outcome).await;
    }
    drive.say("restore-point", &[]).await;
    match make(drive, &stem, &label).await {
        Ok(restored) => {
            drive
                .say(
                    "restore-point-made",
                    &[("name", restored.name.clone()), ("rows", restored.rows.to_string())],
                )
                .await;
            drive.live.done(&drive.app, STEP, &restored).await
        }
        Err(error) if is_providers(error.kind) => drive.pause(STEP, &error).await,
        Err(error) => {
            drive.say("restore-point-failed", &[("code", error.code().to_owned())]).await;
            drive.live.observe(&drive.app, STEP, not_done(&error), &()).await
        }
    }
}

/// What every label of this run's restore points begins with.
fn stem(drive: &Drive) -> String {
    let id: String = drive.live.run.id.0.simple().to_string().chars().take(8).collect();
    format!("co-restore-{id}-")
}

/// Why none is made: the check said that it cannot be, and the person agreed.
fn left_out(drive: &Drive) -> Option<String> {
    let findings = &drive.live.run.plan.findings.findings;
    let found = findings.iter().find(|finding| finding.check == RESTORE_POINT)?;
    let cannot = !matches!(found.level, Level::Pass | Level::Info);
    cannot.then(|| format!("restore-point-{}", found.outcome))
}

async fn make(drive: &Drive, stem: &str, label: &str) -> Result<Restored> {
    let provider = drive.provider().await?;
    // What an earlier try has left is half full, and nobody's.
    for left in provider.list_databases().await? {
        if left.name.contains(stem) {
            provider.delete_database(&left.id).await?;
        }
    }
    let same = Change { plan_id: String::new(), zone: String::new(), version: Version(String::new()) };
    let id = provider.create_database(&drive.live.run.plan.key.database, label, &same).await?;
    match fill(drive, &*provider, &id).await {
        Ok(restored) => Ok(restored),
        Err(error) => {
            if let Err(left) = provider.delete_database(&id).await {
                tracing::warn!(code = left.code(), "an unfinished restore point is left at the provider");
                drive.say("restore-point-left", &[("name", label.to_owned())]).await;
            }
            Err(error)
        }
    }
}

async fn fill(drive: &Drive, provider: &dyn Provider, id: &DatabaseId) -> Result<Restored> {
    let engine =
        drive.engine().ok_or_else(|| Error::new(ErrorKind::NotSupported, "the engine is not known"))?;
    let from = endpoint(drive).await?;
    let (to, name) = reached(drive, provider, id).await?;
    let options = transfer::Options { verify: true, ..Default::default() };
    let sink: transfer::Sink = Arc::new(|_| {});
    let sides = Sides { engine, from, to };
    let (app, host) = (drive.app.own()?, tokio::runtime::Handle::current());
    // It has a thread of its own: it computes for long stretches. It ends when the application closes.
    let work = drive.app.tasks.spawn_blocking(move || {
        host.block_on(Box::pin(app.carry(&sides, options, sink, transfer::Controls::default())))
    });
    let broke_off = |_| Error::new(ErrorKind::Internal, "the transfer broke off");
    let report = work.await.map_err(broke_off)??;
    Ok(Restored {
        restore_point: id.clone(),
        name,
        made_at: drive.app.now(),
        rows: report.rows,
        verdict: report.verification.map_or(Verdict::NotChecked, |seen| seen.verdict),
    })
}

/// Where the new database is, once it answers.
async fn reached(
    drive: &Drive,
    provider: &dyn Provider,
    id: &DatabaseId,
) -> Result<(domain::database::Endpoint, String)> {
    let pace = drive.app.config.pace;
    let until = Instant::now() + pace.ready_for;
    loop {
        let looked = async {
            let name = provider.database(id).await?.summary.name;
            let endpoint = provider.endpoint(id).await?;
            let endpoint =
                endpoint.ok_or_else(|| Error::new(ErrorKind::NotSupported, "it has no address"))?;
            if let Some(engine) = drive.engine() {
                engine.probe(&endpoint).await?;
            }
            Ok::<_, Error>((endpoint, name))
        };
        match looked.await {
            Ok(found) => return Ok(found),
            Err(error) if is_providers(error.kind) || Instant::now() >= until => return Err(error),
            Err(error) => tracing::debug!(code = error.code(), "the new database is not there yet"),
        }
        tokio::time::sleep(pace.ready_every).await;
    }
}
