//! Prints the source while it is read-only: what is compared with the new server afterwards.
//!
//! Before: the source answers and an ordinary session of its user cannot write. Effect: none, every session is read-only.
//! Class: reversible. Bound: `print_for`. Where it cannot be done the reason is written down, and the comparison then says
//! that nothing was checked: never a pass.

use std::time::Duration;

use domain::Result;
use domain::database::Endpoint;
use domain::engine::{Engine, Printing};
use domain::provider::{MigrationStatus, Phase, ProviderMigration};
use domain::run::Step;
use domain::verification::Fingerprint;
use tokio::sync::watch;

use super::super::course::provider;
use super::super::drive::Drive;
use super::super::record::{self, Before, SourcePrint};
use super::record_before::address;

const STEP: Step = Step::FingerprintSource;

/// Where the provider is, as far as the source is concerned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stage {
    /// Nothing has changed at the source yet.
    Early,
    /// The source is or soon will be read-only.
    Frozen,
    /// The new server is taking over: the source may go at any moment.
    Leaving,
    /// It ended well.
    Done,
    /// It ended otherwise, or it is not watched any more.
    GivenUp,
}

impl Stage {
    pub(super) fn of(migration: &ProviderMigration) -> Self {
        match (migration.status, provider::furthest(migration)) {
            (MigrationStatus::Ok, _) => Self::Done,
            (
                MigrationStatus::Failed
                | MigrationStatus::Recovering
                | MigrationStatus::Recovered
                | MigrationStatus::Aborted,
                _,
            ) => Self::GivenUp,
            (_, Some(Phase::Switchover | Phase::CleanUp)) => Self::Leaving,
            (_, Some(Phase::FreezeAndCopy)) => Self::Frozen,
            (_, Some(Phase::Checks | Phase::NewServer | Phase::RollBack) | None) => Self::Early,
        }
    }
}

/// Waits for the freeze and prints. Writes at most one intent and one result.
pub(super) async fn run(drive: &Drive, mut stage: watch::Receiver<Stage>) -> Result<()> {
    let entries = drive.live.entries();
    if record::observed::<SourcePrint>(&entries, STEP).is_some() {
        return Ok(());
    }
    let engine = match (drive.engine(), record::observed::<Before>(&entries, Step::RecordBefore)) {
        (Some(engine), Some(Before { address: Some(address), .. })) => Some((engine, address)),
        _ => None,
    };
    let Some((engine, known)) = engine else {
        return if record::attempts(&entries, STEP) == 0 {
            skip(drive, "engine-not-known").await
        } else {
            Ok(())
        };
    };
    if *stage.borrow_and_update() == Stage::Leaving {
        return skip(drive, "seen-too-late").await;
    }
    // The address of before, read before it can change.
    let endpoint = match read(drive).await {
        Some(endpoint) if address(&endpoint) == known => endpoint,
        Some(_) | None => return skip(drive, "address-not-known").await,
    };
    match frozen(drive, &*engine, &endpoint, &mut stage).await {
        Ok(()) => {}
        Err(Ended::Well(reason)) => return skip(drive, reason).await,
        Err(Ended::Otherwise) => return Ok(()),
    }
    if !drive.is_open(STEP) {
        drive.live.intend(&drive.app, STEP, &serde_json::json!({})).await?;
    }
    match print(drive, &*engine, &endpoint, &mut stage).await {
        Ok(fingerprint) => {
            let rows: u64 = fingerprint.tables.iter().map(|table| table.rows).sum();
            drive
                .say(
                    "source-printed",
                    &[("tables", fingerprint.tables.len().to_string()), ("rows", rows.to_string())],
                )
                .await;
            drive.live.done(&drive.app, STEP, &SourcePrint { fingerprint }).await
        }
        Err(reason) => skip(drive, reason).await,
    }
}

async fn skip(drive: &Drive, reason: &str) -> Result<()> {
    drive.say("source-not-printed", &[("reason", reason.to_owned())]).await;
    drive.live.skip(&drive.app, STEP, reason).await
}

async fn read(drive: &Drive) -> Option<Endpoint> {
    let provider = drive.provider().await.ok()?;
    provider.endpoint(&drive.live.run.plan.key.database).await.ok().flatten()
}

/// Why there is no freeze to wait for any more.
enum Ended {
    /// The migration went on without us.
    Well(&'static str),
    /// It failed, or nobody watches it: there is nothing to compare.
    Otherwise,
}

/// Until an ordinary session of the source cannot write.
async fn frozen(
    drive: &Drive,
    engine: &dyn Engine,
    endpoint: &Endpoint,
    stage: &mut watch::Receiver<Stage>,
) -> Result<(), Ended> {
    let pace = drive.app.config.pace;
    // Why it could not be read, if it is over before it could: what was seen of the server first.
    let mut seen = "source-unreachable";
    loop {
        let now = *stage.borrow_and_update();
        match now {
            Stage::GivenUp => return Err(Ended::Otherwise),
            Stage::Done => return Err(Ended::Well(seen)),
            Stage::Early | Stage::Frozen | Stage::Leaving => {}
        }
        match engine.probe(endpoint).await {
            Ok(probe) if probe.read_only => return Ok(()),
            Ok(_) => seen = "seen-too-late",
            Err(error) => {
                tracing::debug!(code = error.code(), "the source was not reached");
                // What was seen of it while it was there: by now it is gone, most likely.
                if seen == "source-unreachable" {
                    seen = reason(error.kind);
                }
            }
        }
        let wait = if now == Stage::Early { pace.source_every } else { pace.source_frozen_every };
        let _ = tokio::time::timeout(wait, stage.changed()).await;
    }
}

/// The print, unless the migration ends otherwise meanwhile. A print during which somebody could write is made again.
async fn print(
    drive: &Drive,
    engine: &dyn Engine,
    endpoint: &Endpoint,
    stage: &mut watch::Receiver<Stage>,
) -> Result<Fingerprint, &'static str> {
    let pace = drive.app.config.pace;
    let work = async {
        for again in [true, false] {
            // The new server is not there yet: a newer one can make every form that this one can.
            let how = Printing { jobs: pace.jobs, form: None };
            match engine.fingerprint(endpoint, &how, drive.app.clock()).await {
                Ok(print) if print.read_only == Some(true) || !again => return Ok(print),
                Ok(_) => tokio::time::sleep(pace.source_frozen_every).await,
                Err(error) => return Err(reason(error.kind)),
            }
        }
        Err("source-unreachable")
    };
    tokio::select! {
        printed = tokio::time::timeout(pace.print_for, work) => printed.unwrap_or(Err("print-took-too-long")),
        () = given_up(stage) => Err("migration-not-done"),
    }
}

/// Ends when the migration has failed. Never ends otherwise.
async fn given_up(stage: &mut watch::Receiver<Stage>) {
    if stage.wait_for(|stage| *stage == Stage::GivenUp).await.is_err() {
        tokio::time::sleep(Duration::from_secs(u64::from(u32::MAX))).await;
    }
}

/// Why a database could not be printed, as a code of the words.
pub(super) fn reason(kind: domain::ErrorKind) -> &'static str {
    match kind {
        domain::ErrorKind::RowsMayBeHidden => "rows-may-be-hidden",
        domain::ErrorKind::DatabaseRight => "rights-missing",
        domain::ErrorKind::DatabaseLogin => "login-refused",
        domain::ErrorKind::CertificateChanged => "certificate-changed",
        domain::ErrorKind::TlsIdentity | domain::ErrorKind::TlsUnavailable => "not-trusted",
        _ => "source-unreachable",
    }
}
