//! Prints the source just before the person acts: what the new server is compared with.
//!
//! Effect: none, every session is read-only. Class: reversible. Bound: `print_for`. A source that could be written to meanwhile says
//! so in its print, and so does one that was written to in spite of a freeze. Without a print nothing is compared: never a pass.

use domain::Result;
use domain::engine::Printing;
use domain::run::Step;
use domain::verification::Fingerprint;

use super::super::course::guided;
use super::super::drive::Drive;
use super::super::record::SourcePrint;
use super::fingerprint_source::reason;
use super::freeze::endpoint;

const STEP: Step = Step::FingerprintSource;

pub(crate) async fn run(drive: &Drive) -> Result<()> {
    drive.live.intend(&drive.app, STEP, &serde_json::json!({})).await?;
    let pace = drive.app.config.pace;
    match tokio::time::timeout(pace.print_for, print(drive)).await {
        Ok(Ok(fingerprint)) => {
            let rows: u64 = fingerprint.tables.iter().map(|table| table.rows).sum();
            let counts = [("tables", fingerprint.tables.len().to_string()), ("rows", rows.to_string())];
            drive.say("source-printed-before", &counts).await;
            drive.live.done(&drive.app, STEP, &SourcePrint { fingerprint }).await
        }
        Ok(Err(error)) => skip(drive, reason(error.kind)).await,
        Err(_) => skip(drive, "print-took-too-long").await,
    }
}

async fn skip(drive: &Drive, reason: &str) -> Result<()> {
    drive.say("source-not-printed-before", &[("reason", reason.to_owned())]).await;
    drive.live.skip(&drive.app, STEP, reason).await
}

async fn print(drive: &Drive) -> Result<Fingerprint> {
    let endpoint = endpoint(drive).await?;
    let unknown = || domain::Error::new(domain::ErrorKind::NotSupported, "the engine is not known");
    let engine = drive.engine().ok_or_else(unknown)?;
    let how = Printing { jobs: drive.app.config.pace.jobs, form: None };
    let mut fingerprint = engine.fingerprint(&endpoint, &how, drive.app.clock()).await?;
    if let Some(held) = guided::frozen(&drive.live.entries())
        && engine.written_since(&endpoint, &held.frozen).await?
    {
        drive.say("freeze-broken", &[]).await;
        fingerprint.read_only = Some(false);
    }
    Ok(fingerprint)
}
