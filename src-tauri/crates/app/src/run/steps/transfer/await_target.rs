//! Waits until the new database is provisioned and answers, as the targeted version and writable.
//!
//! Effect: none. Class: reversible. Bound: `provision_for`. A time that ran out says nothing of the deployment: then the run waits for
//! the person, who looks again or stops it.

use domain::database::Endpoint;
use domain::engine::Probe;
use domain::run::Step;
use domain::{Error, ErrorKind, Result};
use tokio::time::Instant;

use super::super::super::drive::Drive;
use super::super::super::record_transfer::TargetReady;
use super::super::await_ready::is_providers;
use super::super::patience::{Meaning, Patience};
use super::super::record_before::address;
use super::{endpoint, engine, gave_up, target, unless_stopped};

const STEP: Step = Step::AwaitTarget;

pub(in crate::run) async fn run(drive: &Drive) -> Result<()> {
    drive.live.intend(&drive.app, STEP, &serde_json::json!({})).await?;
    drive.say("target-waiting", &[]).await;
    match unless_stopped(drive, answers(drive)).await {
        Ok(ready) => {
            drive.say("target-ready", &[("version", ready.server_version.clone())]).await;
            drive.live.done(&drive.app, STEP, &ready).await
        }
        Err(error) if error.kind == ErrorKind::Cancelled => gave_up(drive, STEP, &error).await,
        Err(error) => drive.pause(STEP, &error).await,
    }
}

async fn answers(drive: &Drive) -> Result<TargetReady> {
    let pace = drive.app.config.pace;
    let (from, mut patience) = (drive.app.now(), Patience::default());
    let until = Instant::now() + pace.provision_for;
    loop {
        let error = match look(drive).await {
            Ok((endpoint, probe)) => {
                return Ok(TargetReady {
                    server_version: probe.server_version,
                    waited: drive.app.now().since(from),
                    target_address: address(&endpoint),
                    target_user: endpoint.user,
                });
            }
            Err(error) => error,
        };
        let wait = match patience.failed(&error, pace.ready_every, pace.back_off_most) {
            Meaning::Person if is_providers(error.kind) => return Err(error),
            // Users and certificates come with the deployment.
            Meaning::Person => pace.ready_every,
            Meaning::Wait(wait) => wait,
        };
        if Instant::now() >= until {
            tracing::warn!(code = error.code(), error = %error, "the new database does not answer");
            return Err(Error::new(ErrorKind::TimedOut, format!("not answering yet: {}", error.detail)));
        }
        tokio::time::sleep(wait).await;
    }
}

async fn look(drive: &Drive) -> Result<(Endpoint, Probe)> {
    let target = target(&drive.live.entries())?;
    let endpoint = endpoint(drive, &target).await?;
    drive.live.heard(drive.app.now());
    let probe = engine(drive)?.probe(&endpoint).await?;
    if probe.version.compare(&drive.live.run.plan.change.version) != Some(std::cmp::Ordering::Equal) {
        return Err(Error::new(ErrorKind::DatabaseVersion, format!("{} answers", probe.version)));
    }
    if probe.read_only || probe.replica {
        return Err(Error::new(ErrorKind::DatabaseRight, "the new server takes no writes yet"));
    }
    Ok((endpoint, probe))
}
