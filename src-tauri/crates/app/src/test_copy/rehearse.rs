//! The fullest rehearsal: the provider's own migration is carried out on the copy, as a run like any other. What it measures is what
//! the real one will take.
//!
//! The gate of that run is passed without a person: the copy is ours, bears our label, and nobody's data is at stake.

use std::sync::Arc;

use domain::change::{Change, ChangeKind};
use domain::database::DatabaseSummary;
use domain::ids::{DatabaseKey, RunId};
use domain::provider::{Capability, Provider};
use domain::run::{Acceptance, Method, RunState, RunView};
use domain::test_copy::{Rehearsal, TestCopyPlace, TestCopyRecord, TestCopyState};
use domain::{Error, ErrorKind, Result};

use super::drive::{Pause, expired, failed, is_expired, target, troubled, waits_for_person};
use super::live::TestCopying;
use crate::application::App;
use crate::configure::kind;

impl App {
    /// The rehearsal of a change of a database, where its provider carries it out by itself.
    pub(super) async fn rehearsal(
        &self,
        provider: &dyn Provider,
        database: &DatabaseSummary,
        change: &Change,
    ) -> Result<Rehearsal> {
        let descriptor = provider.descriptor();
        if descriptor.method != Method::Provider || !descriptor.can(Capability::Migrate) {
            return Err(Error::new(ErrorKind::NotSupported, "this provider does not migrate by itself"));
        }
        let now = self.versioned(provider, database.clone()).await;
        let unknown = || Error::new(ErrorKind::InvalidInput, "the version of the source is not known");
        let from = now.version.clone().ok_or_else(unknown)?;
        if kind(&now, change) == ChangeKind::Unknown {
            return Err(unknown());
        }
        Ok(Rehearsal { from, run: None, read_only: None, verdict: None })
    }
}

/// Begins the run, or finds the one that was begun, and waits for its end.
pub(super) async fn run(app: &Arc<App>, live: &Arc<TestCopying>) -> Result<()> {
    let mut pause = Pause::new(app);
    loop {
        let record = live.record();
        if record.state != TestCopyState::Rehearsing {
            return stopped(app, &record).await;
        }
        if is_expired(app, &record) {
            return expired(app, live).await;
        }
        match begun(app, live, &record).await {
            Ok(id) => match settled(app, live, id).await? {
                Some(view) if was_never_asked(&view) => forget(app, live).await?,
                Some(view) if view.header.state.is_over() => return over(app, live, &view).await,
                Some(view) => {
                    let why = view.paused.map_or(ErrorKind::Internal, |paused| paused.kind);
                    troubled(app, live, &Error::new(why, "the rehearsal waits")).await?;
                }
                None => continue,
            },
            Err(error) if waits_for_person(&error) => troubled(app, live, &error).await?,
            Err(error) => return failed(app, live, &error).await,
        }
        live.pause(pause.next()).await;
    }
}

/// The run of the copy: the one that is written down, one that was begun before that could be, else a new one.
async fn begun(app: &App, live: &TestCopying, record: &TestCopyRecord) -> Result<RunId> {
    let unknown = || Error::new(ErrorKind::WrongState, "there is no database yet");
    if let Some(id) = record.rehearsal.as_ref().and_then(|rehearsal| rehearsal.run) {
        return Ok(id);
    }
    let created = record.created.clone().ok_or_else(unknown)?;
    let begun = app.store.runs_of(&record.provider, &created).await?;
    let id = match begun.iter().find(|run| run.ended_at.is_none() || run.migration_id.is_some()) {
        Some(run) => run.id,
        None => {
            begin(app, &DatabaseKey { account: record.key.account, database: created }, &record.change)
                .await?
        }
    };
    live.change(app, |record| {
        record.problem = None;
        if let Some(rehearsal) = &mut record.rehearsal {
            rehearsal.run = Some(id);
        }
    })
    .await?;
    Ok(id)
}

async fn begin(app: &App, copy: &DatabaseKey, change: &Change) -> Result<RunId> {
    let gate = app.gate(copy, change).await?;
    let acceptance = Acceptance {
        plan_hash: gate.plan_hash,
        nonce: gate.nonce,
        typed_name: gate.typed_name,
        accepted: gate.to_accept,
        test_skipped_because: None,
    };
    app.migrate(copy, change, acceptance).await
}

/// The run when it is over or waits for a person; `None` when the end of the copy was asked for meanwhile.
async fn settled(app: &App, live: &TestCopying, id: RunId) -> Result<Option<RunView>> {
    let asked = async {
        while live.state() == TestCopyState::Rehearsing && !is_expired(app, &live.record()) {
            live.pause(super::drive::LOOK).await;
        }
    };
    tokio::select! {
        view = app.run_settled(id) => Ok(Some(view?)),
        () = asked => Ok(None),
    }
}

/// Whether the process ended before the provider was asked: then another run may ask it.
fn was_never_asked(view: &RunView) -> bool {
    view.header.state == RunState::Aborted && view.migration.is_none()
}

async fn forget(app: &App, live: &TestCopying) -> Result<()> {
    live.change(app, |record| {
        if let Some(rehearsal) = &mut record.rehearsal {
            rehearsal.run = None;
        }
    })
    .await
    .map(drop)
}

/// What the run came to.
async fn over(app: &App, live: &TestCopying, view: &RunView) -> Result<()> {
    let verdict = view.verification.as_ref().map(|seen| seen.verdict);
    if !matches!(view.header.state, RunState::Succeeded | RunState::NeedsAttention) {
        let error = match &view.failure {
            Some(failure) => Error::new(failure.kind, failure.detail.clone()),
            None => Error::new(ErrorKind::Cancelled, "the rehearsal was stopped"),
        };
        return failed(app, live, &error).await;
    }
    // The provider gave it another address.
    let place = target(app, &live.record()).await.ok().map(|end| TestCopyPlace::from(&end));
    let (now, read_only) = (app.now(), view.timings.read_only);
    live.change(app, |record| {
        record.problem = None;
        record.place = place.or(record.place.take());
        if let Some(rehearsal) = &mut record.rehearsal {
            (rehearsal.read_only, rehearsal.verdict) = (read_only, verdict);
        }
        if record.state == TestCopyState::Rehearsing {
            record.state = TestCopyState::Ready;
            record.ready_at = Some(now);
        }
    })
    .await
    .map(drop)
}

/// The end of the copy was asked for: the provider is asked to stop first, where it may.
async fn stopped(app: &App, record: &TestCopyRecord) -> Result<()> {
    if record.state == TestCopyState::Deleting
        && let Some(run) = record.rehearsal.as_ref().and_then(|rehearsal| rehearsal.run)
        && let Err(error) = app.run_abort(run).await
    {
        tracing::info!(test_copy = %record.id, code = error.code(), "the rehearsal goes on beside the deletion");
    }
    Ok(())
}
