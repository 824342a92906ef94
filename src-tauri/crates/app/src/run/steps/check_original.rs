//! After a failure: proves that the original answers and that its user may write, by a probe that writes nothing.
//!
//! Effect: none. Class: reversible. Bound: `original_for`, and one look where the original never could be reached from
//! here. What could not be proven is left open.

use domain::engine::Engine;
use domain::run::Step;
use domain::{ErrorKind, Result};
use tokio::time::Instant;

use super::super::course::provider;
use super::super::drive::Drive;
use super::super::record::{self, Before, Original};
use super::await_ready::is_providers;

const STEP: Step = Step::CheckOriginal;

pub(crate) async fn run(drive: &Drive) -> Result<()> {
    drive.live.intend(&drive.app, STEP, &serde_json::json!({})).await?;
    let Some(engine) = drive.engine() else {
        return drive.live.done(&drive.app, STEP, &Original::default()).await;
    };
    let entries = drive.live.entries();
    let before = record::observed::<Before>(&entries, Step::RecordBefore).unwrap_or_default();
    let pace = drive.app.config.pace;
    let patience =
        if before.server_version.is_some() { pace.original_for } else { std::time::Duration::ZERO };
    let until = Instant::now() + patience;
    loop {
        let original = match look(drive, &*engine, before.server_version.is_some()).await {
            Ok(original) => original,
            // Before the first effect there is nothing to wait for: the person reads why it failed.
            Err(error) if is_providers(error.kind) && begun(&entries) => {
                return drive.pause(STEP, &error).await;
            }
            Err(_) => Original::default(),
        };
        if original.writable == Some(true) || Instant::now() >= until {
            let code = match (original.answers, original.writable) {
                (_, Some(true)) => "original-writable",
                (Some(true), _) => "original-read-only",
                (Some(false), _) => "original-silent",
                (None, _) => "original-not-looked-at",
            };
            drive.say(code, &[]).await;
            return drive.live.done(&drive.app, STEP, &original).await;
        }
        tokio::time::sleep(pace.ready_every).await;
    }
}

fn begun(entries: &[domain::run::JournalEntry]) -> bool {
    provider::start(entries) == provider::Start::Begun || record::attempts(entries, Step::Carry) > 0
}

/// One look. An original that never could be reached from here is not called silent.
async fn look(drive: &Drive, engine: &dyn Engine, reached_before: bool) -> Result<Original> {
    let provider = drive.provider().await?;
    let Some(endpoint) = provider.endpoint(&drive.live.run.plan.key.database).await? else {
        return Ok(Original::default());
    };
    Ok(match engine.probe(&endpoint).await {
        Ok(probe) => Original { answers: Some(true), writable: Some(!probe.read_only && !probe.replica) },
        // Whoever answers there may be another server: nothing is said of the original.
        Err(error) if error.kind == ErrorKind::CertificateChanged => Original::default(),
        Err(_) if reached_before => Original { answers: Some(false), writable: None },
        Err(_) => Original::default(),
    })
}
