//! Waits until the new server answers, as the targeted version and writable. That the provider calls it up says nothing.
//!
//! Effect: none. Class: reversible. Bound: `ready_for`; then it is said that it did not answer, which is no success. One that shows
//! another certificate than the one remembered of its address waits for the person.

use domain::engine::Probe;
use domain::run::{Method, Step};
use domain::{Error, ErrorKind, Result};
use tokio::time::Instant;

use super::super::course::guided;
use super::super::drive::{Drive, not_done};
use super::super::record::Ready;
use super::freeze::address_now;
use super::patience::{Meaning, Patience};

const STEP: Step = Step::AwaitReady;

pub(crate) async fn run(drive: &Drive) -> Result<()> {
    drive.live.intend(&drive.app, STEP, &serde_json::json!({})).await?;
    drive.say("waiting-ready", &[]).await;
    let pace = drive.app.config.pace;
    let (from, mut patience) = (drive.app.now(), Patience::default());
    let until = Instant::now() + pace.ready_for;
    loop {
        let error = match look(drive).await {
            Ok(None) => return drive.live.skip(&drive.app, STEP, "engine-not-known").await,
            Ok(Some(probe)) => {
                let ready =
                    Ready { server_version: probe.server_version, waited: drive.app.now().since(from) };
                drive.say("ready", &[("version", ready.server_version.clone())]).await;
                return drive.live.done(&drive.app, STEP, &ready).await;
            }
            Err(error) => error,
        };
        let wait = match patience.failed(&error, pace.ready_every, pace.ready_every) {
            // Signing in to the provider again is the person's, and so is whom to trust; everything else may come with time.
            Meaning::Person if is_providers(error.kind) || error.kind == ErrorKind::CertificateChanged => {
                return drive.pause(STEP, &error).await;
            }
            Meaning::Person => pace.ready_every,
            Meaning::Wait(wait) => wait,
        };
        if Instant::now() >= until {
            return drive.live.observe(&drive.app, STEP, not_done(&error), &()).await;
        }
        tokio::time::sleep(wait).await;
    }
}

/// One look: the address may still change, so it is asked for each time.
async fn look(drive: &Drive) -> Result<Option<Probe>> {
    let Some(engine) = drive.engine() else { return Ok(None) };
    let plan = &drive.live.run.plan;
    let Some(endpoint) = address_now(drive).await? else { return Ok(None) };
    let probe = engine.probe(&endpoint).await?;
    let entries = drive.live.entries();
    let (seen, kept) = match plan.method {
        // Which button was pressed in the panel was the person's, and writers may still be kept out by us.
        Method::Guided => {
            (guided::moved(&entries).map(|moved| moved.version), guided::frozen(&entries).is_some())
        }
        Method::Provider | Method::Transfer => (None, false),
    };
    let wanted = seen.as_ref().unwrap_or(&plan.change.version);
    if probe.version.compare(wanted) != Some(std::cmp::Ordering::Equal) {
        return Err(Error::new(ErrorKind::DatabaseVersion, format!("{} answers", probe.version)));
    }
    if probe.read_only && !kept {
        return Err(Error::new(ErrorKind::DatabaseRight, "the new server takes no writes yet"));
    }
    Ok(Some(probe))
}

/// Whether an error is one of the provider's or the vault's, and not of the server that is waited for.
pub(super) fn is_providers(kind: ErrorKind) -> bool {
    use ErrorKind as K;
    matches!(
        kind,
        K::SignedOut
            | K::Forbidden
            | K::KeyringUnavailable
            | K::KeyringLocked
            | K::VaultLocked
            | K::SecretMissing
            | K::DatabasePasswordUnknown
            | K::HostNotAllowed
            | K::ProxyRefused
    )
}
