//! One look at the server of a guided run: the old version, the new one, or silence. Shared by the steps that wait for the
//! person. Reads only.

use std::time::Duration;

use domain::database::Endpoint;
use domain::engine::{Engine, Probe};
use domain::run::{EntryKind, Step, StepOutcome};
use domain::time::Timestamp;
use domain::version::Version;
use domain::{Error, ErrorKind, Result};
use tokio::time::Instant;

use super::super::course::guided;
use super::super::drive::Drive;
use super::super::record::{self, Before};
use super::super::record_guided::Silence;
use super::await_ready::is_providers;
use super::freeze::address_now;

/// What was seen.
pub(super) enum Sight {
    /// The version of before answers.
    Old,
    /// Another one does.
    New(Probe),
    /// Nothing answers: being moved looks like this, for seconds to minutes.
    Silent,
}

/// Looks at one server again and again.
pub(super) struct Watcher<'a> {
    drive: &'a Drive,
    engine: std::sync::Arc<dyn Engine>,
    before: Version,
    endpoint: Option<Endpoint>,
    /// When the old version answered last.
    pub(super) last_old_at: Timestamp,
    silent_since: Option<Instant>,
}

impl<'a> Watcher<'a> {
    /// Begins to look. Errors are what the journal lacks.
    pub(super) fn new(drive: &'a Drive) -> Result<Self> {
        let before =
            record::observed::<Before>(&drive.live.entries(), Step::RecordBefore).unwrap_or_default();
        let lacking = |what| Error::new(ErrorKind::NotSupported, what);
        Ok(Self {
            drive,
            engine: drive.engine().ok_or_else(|| lacking("the engine is not one that we read"))?,
            before: before.version.ok_or_else(|| lacking("the journal names no version to tell apart"))?,
            endpoint: None,
            last_old_at: last_read(drive),
            silent_since: None,
        })
    }

    /// One look. Errors are for the person: the account is signed out and the address was never known, the server shows another
    /// certificate, or nothing has answered for longer than it may.
    pub(super) async fn look(&mut self) -> Result<Sight> {
        if self.endpoint.is_none() {
            match address_now(self.drive).await {
                Ok(endpoint) => {
                    if let Some(known) = &endpoint {
                        self.drive.live.remember_source(known.clone());
                    }
                    self.endpoint = endpoint;
                }
                Err(error) if is_providers(error.kind) => return Err(error),
                Err(error) => tracing::debug!(code = error.code(), "the address could not be read"),
            }
        }
        let error = match &self.endpoint {
            Some(endpoint) => match self.engine.probe(endpoint).await {
                Ok(probe) => {
                    self.silent_since = None;
                    self.drive.live.heard(self.drive.app.now());
                    if is_other(&self.before, &self.drive.live.run.plan.change.version, &probe.version) {
                        return Ok(Sight::New(probe));
                    }
                    self.last_old_at = self.drive.app.now();
                    return Ok(Sight::Old);
                }
                Err(error) => error,
            },
            None => Error::new(ErrorKind::DatabaseUnreachable, "the address of the database is not known"),
        };
        // It answers, and may be anybody: to look on is of no use before the person has decided.
        if error.kind == ErrorKind::CertificateChanged {
            return Err(error);
        }
        tracing::debug!(code = error.code(), "the server does not answer");
        // It may have another address now.
        self.endpoint = None;
        let since = *self.silent_since.get_or_insert_with(Instant::now);
        if since.elapsed() > self.drive.app.config.pace.ready_for {
            return Err(error);
        }
        Ok(Sight::Silent)
    }

    /// Writes down that the server fell silent, or answers again with its old version.
    pub(super) async fn tell(&self, step: Step, silent: bool) -> Result<()> {
        if guided::silent(&self.drive.live.entries()) == silent {
            return Ok(());
        }
        self.drive.say(if silent { "server-silent" } else { "server-back" }, &[]).await;
        self.drive.live.observe(&self.drive.app, step, StepOutcome::Progress, &Silence { silent }).await
    }

    /// Until the next look is due, or somebody wakes it.
    pub(super) async fn rest(&self) {
        let every = self.drive.app.config.pace.panel_every;
        self.drive.live.wait(every.max(Duration::from_millis(1))).await;
    }
}

/// When the old server was last read whole, or the run began.
fn last_read(drive: &Drive) -> Timestamp {
    let entries = drive.live.entries();
    let read = entries.iter().rev().find(|entry| {
        let done = matches!(entry.kind, EntryKind::Observation { outcome: StepOutcome::Done, .. });
        done && matches!(entry.step, Step::RecordBefore | Step::RestorePoint | Step::FingerprintSource)
    });
    read.map_or(drive.live.run.created_at, |entry| entry.at)
}

/// Whether a server is past the change: it is of the version that was wanted, or of another family than before.
fn is_other(before: &Version, wanted: &Version, now: &Version) -> bool {
    use std::cmp::Ordering::{Equal, Greater};
    let newer = now.compare(before) == Some(Greater) && now.major() != before.major();
    newer || (now.compare(wanted) == Some(Equal) && before.compare(wanted) != Some(Equal))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::version;

    #[test]
    fn a_patch_is_no_migration_and_another_family_is_one() {
        let is = |before: &str, wanted: &str, now: &str| {
            is_other(&version(before), &version(wanted), &version(now))
        };
        assert!(!is("14.19", "18", "14.19"));
        assert!(!is("14.19", "18", "14.20"), "security patches of the same version");
        assert!(is("14.19", "18", "18.1"));
        assert!(is("14.19", "18", "17.2"), "another button was pressed");
        assert!(is("10.11.6", "11.4", "11.4.2"));
        assert!(is("11.4.2", "11.8", "11.8.1"), "families of two numbers");
        assert!(!is("18.1", "18", "14.19"));
    }
}
