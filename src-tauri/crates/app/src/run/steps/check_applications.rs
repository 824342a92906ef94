//! Looks which linked applications were deployed again with the new variables.
//!
//! Effect: none; the provider restarts them by itself. Class: reversible. Bound: `applications_for`; those that were not
//! deployed by then are named, and the person may restart them.

use domain::application::{Application, Deployment};
use domain::provider::{Capability, Phase, Provider};
use domain::run::{Method, RedeployedApplication, Step};
use domain::time::Timestamp;
use domain::{Error, ErrorKind, Result};
use tokio::time::Instant;

use super::super::course::provider;
use super::super::drive::Drive;
use super::super::record::{self, Applications, Before};
use super::await_ready::is_providers;

const STEP: Step = Step::CheckApplications;

pub(crate) async fn run(drive: &Drive) -> Result<()> {
    if !drive.is_open(STEP) {
        drive.live.intend(&drive.app, STEP, &serde_json::json!({})).await?;
    }
    let pace = drive.app.config.pace;
    let until = Instant::now() + pace.applications_for;
    // The address stays, so nothing is deployed again.
    let guided = drive.live.run.plan.method == Method::Guided;
    loop {
        let late = Instant::now() >= until;
        match look(drive).await {
            Ok(None) => return drive.live.skip(&drive.app, STEP, "not-supported").await,
            Ok(Some(applications)) if guided => {
                drive.say("applications-kept", &[("count", applications.len().to_string())]).await;
                return drive.live.done(&drive.app, STEP, &Applications { applications }).await;
            }
            Ok(Some(applications)) if late || all_deployed(&applications) => {
                let missing = applications.iter().filter(|app| app.should_run && app.deployed_at.is_none());
                let counts =
                    [("count", applications.len().to_string()), ("missing", missing.count().to_string())];
                drive.say("applications", &counts).await;
                return drive.live.done(&drive.app, STEP, &Applications { applications }).await;
            }
            Err(error) if is_providers(error.kind) => return drive.pause(STEP, &error).await,
            Err(error) if late => {
                tracing::warn!(code = error.code(), "the applications could not be looked at");
                return drive.live.skip(&drive.app, STEP, "applications-unreadable").await;
            }
            Ok(Some(_)) | Err(_) => tokio::time::sleep(pace.applications_every).await,
        }
    }
}

fn all_deployed(applications: &[RedeployedApplication]) -> bool {
    applications.iter().all(|application| !application.should_run || application.deployed_at.is_some())
}

/// Every linked application with the deployment that came after the change; `None` where the provider knows none.
pub(crate) async fn look(drive: &Drive) -> Result<Option<Vec<RedeployedApplication>>> {
    let provider = drive.provider().await?;
    if !provider.descriptor().can(Capability::LinkedApplications) {
        return Ok(None);
    }
    let entries = drive.live.entries();
    let before = record::observed::<Before>(&entries, Step::RecordBefore).unwrap_or_default();
    let since = provider::migration(&entries).as_ref().and_then(changed_at);
    let linked = provider.linked_applications(&drive.live.run.plan.key.database).await?;
    let looks = linked.iter().map(|application| one(&*provider, application, &before.applications, since));
    futures::future::try_join_all(looks).await.map(Some)
}

/// When the variables changed, by the provider's own clock: with the first step of the switchover.
fn changed_at(migration: &domain::provider::ProviderMigration) -> Option<Timestamp> {
    let switchover = migration.steps.iter().filter(|step| step.phase == Some(Phase::Switchover));
    switchover.filter_map(|step| step.started_at).min().or(migration.requested_at)
}

async fn one(
    provider: &dyn Provider,
    application: &Application,
    before: &[Application],
    since: Option<Timestamp>,
) -> Result<RedeployedApplication> {
    let old = before.iter().find(|old| old.id == application.id).and_then(|old| old.last_deployment.as_ref());
    let newer = match application.should_run {
        true => {
            provider.deployments(&application.id).await?.into_iter().find(|new| is_newer(new, old, since))
        }
        false => None,
    };
    Ok(RedeployedApplication {
        id: application.id.id.clone(),
        owner: application.id.owner.clone(),
        name: application.name.clone(),
        should_run: application.should_run,
        deployed_at: newer.as_ref().map(|deployment| deployment.at),
        state: newer.map(|deployment| deployment.state),
    })
}

/// Another deployment than the one of before, and not older than the change.
fn is_newer(new: &Deployment, old: Option<&Deployment>, since: Option<Timestamp>) -> bool {
    old.is_none_or(|old| old.id != new.id && new.at >= old.at) && since.is_none_or(|since| new.at >= since)
}

/// An application of the run, by the provider's id.
pub(crate) fn named(applications: &[RedeployedApplication], id: &str) -> Result<RedeployedApplication> {
    let found = applications.iter().find(|application| application.id == id).cloned();
    let found = found.ok_or_else(|| Error::new(ErrorKind::NotFound, "the run has no such application"))?;
    if found.should_run {
        Ok(found)
    } else {
        Err(Error::new(ErrorKind::WrongState, "an application that should be down is not restarted"))
    }
}
