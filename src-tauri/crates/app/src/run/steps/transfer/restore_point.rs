//! Asks for a backup of the source and waits until it is listed.
//!
//! Effect: one backup. Probe: a backup that the provider lists now and did not list before. Class: reversible, it changes nothing of
//! the database. Bound: `restore_point_for`; then the run is given up, nothing else has happened. Skipped where the provider makes
//! none when it is asked.

use domain::database::Backup;
use domain::provider::Capability;
use domain::run::Step;
use domain::{Error, ErrorKind, Result};
use tokio::time::Instant;

use super::super::super::drive::Drive;
use super::super::super::record;
use super::super::super::record_transfer::{RestorePoint, RestorePointIntent};
use super::super::patience::{Meaning, Patience};
use super::{gave_up, unless_stopped};

const STEP: Step = Step::RestorePoint;

pub(in crate::run) async fn run(drive: &Drive) -> Result<()> {
    let provider = match drive.provider().await {
        Ok(provider) => provider,
        Err(error) => return gave_up(drive, STEP, &error).await,
    };
    if !provider.descriptor().can(Capability::MakeBackup) {
        drive.live.intend(&drive.app, STEP, &RestorePointIntent::default()).await?;
        return drive.live.skip(&drive.app, STEP, "no-backup-on-demand").await;
    }
    // Asked for once: whoever comes back here waits for what was asked for.
    if record::attempts(&drive.live.entries(), STEP) == 0 {
        let source = &drive.live.run.plan.key.database;
        let known = match provider.backups(source).await {
            Ok(known) => known,
            Err(error) => return gave_up(drive, STEP, &error).await,
        };
        let known_backups = known.into_iter().map(|backup| backup.id).collect();
        drive.live.intend(&drive.app, STEP, &RestorePointIntent { known_backups }).await?;
        drive.say("backup-asked", &[]).await;
        match unless_stopped(drive, provider.make_backup(source)).await {
            Ok(()) => {}
            // It may have been heard: whether it was is seen in the list.
            Err(error) if matches!(error.kind, ErrorKind::TimedOut | ErrorKind::ConnectionLost) => {}
            Err(error) => return gave_up(drive, STEP, &error).await,
        }
    }
    match unless_stopped(drive, listed(drive)).await {
        Ok(Some(backup)) => {
            drive.say("backup-made", &[]).await;
            drive.live.done(&drive.app, STEP, &RestorePoint { backup }).await
        }
        Ok(None) => {
            let error = Error::new(ErrorKind::TimedOut, "the provider lists no new backup");
            gave_up(drive, STEP, &error).await
        }
        Err(error) if error.kind == ErrorKind::Cancelled => gave_up(drive, STEP, &error).await,
        Err(error) => drive.pause(STEP, &error).await,
    }
}

/// Waits for a backup that was not listed before. Fails with what only the person can change.
async fn listed(drive: &Drive) -> Result<Option<Backup>> {
    let known = record::intended::<RestorePointIntent>(&drive.live.entries(), STEP).unwrap_or_default();
    let pace = drive.app.config.pace;
    let until = Instant::now() + pace.restore_point_for;
    let mut patience = Patience::default();
    loop {
        let seen = match drive.provider().await {
            Ok(provider) => provider.backups(&drive.live.run.plan.key.database).await,
            Err(error) => Err(error),
        };
        let wait = match seen {
            Ok(backups) => {
                patience.worked();
                drive.live.heard(drive.app.now());
                let new = backups.into_iter().find(|backup| !known.known_backups.contains(&backup.id));
                if new.is_some() {
                    return Ok(new);
                }
                pace.ready_every
            }
            Err(error) => match patience.failed(&error, pace.ready_every, pace.back_off_most) {
                Meaning::Person => return Err(error),
                Meaning::Wait(wait) => wait,
            },
        };
        if Instant::now() >= until {
            return Ok(None);
        }
        tokio::time::sleep(wait).await;
    }
}
