//! What the scripted cloud holds and how it behaves. Changed by tests while the application runs.

use std::sync::{Mutex, MutexGuard};

use domain::ErrorKind;
use domain::database::Backup;
use domain::provider::{MigrationStatus, ObservedStep, Phase, ProviderMigration};
use domain::time::Timestamp;

/// Everything, behind one lock.
#[derive(Default)]
pub(crate) struct World(Mutex<State>);

impl World {
    pub(crate) fn lock(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap()
    }

    /// How often a start was asked for.
    pub(crate) fn posts(&self) -> u32 {
        self.lock().posts
    }
}

/// What becomes of a start.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum StartBehaviour {
    /// It begins and is answered.
    #[default]
    Works,
    /// It begins, and the answer is lost with this error.
    ActsThenFails(ErrorKind),
    /// The same, and from then on the list of migrations fails with it too.
    ActsThenHides(ErrorKind),
    /// It does not begin, and fails with this error.
    Fails(ErrorKind),
}

/// One scene of a migration: what a look at it shows.
#[derive(Clone, Debug)]
pub(crate) struct Scene {
    pub(crate) word: &'static str,
    pub(crate) phase: Option<Phase>,
    /// For how many looks it lasts.
    pub(crate) looks: u32,
}

pub(crate) struct State {
    pub(crate) posts: u32,
    pub(crate) aborts: u32,
    pub(crate) redeploys: u32,
    pub(crate) start: StartBehaviour,
    pub(crate) scenes: Vec<Scene>,
    /// Words of the status at the end, one a look.
    pub(crate) ends: Vec<MigrationStatus>,
    pub(crate) message: Option<String>,
    pub(crate) migrations: Vec<ProviderMigration>,
    /// Looks at the running migration so far.
    pub(crate) looks: u32,
    /// Errors of the coming looks at a migration, first one first.
    pub(crate) look_errors: Vec<ErrorKind>,
    /// Error of every list of migrations, while it is set.
    pub(crate) list_error: Option<ErrorKind>,
    /// Every token but this one is refused, when it is set.
    pub(crate) only_token: Option<String>,
    pub(crate) aborted: bool,
    pub(crate) abort_error: Option<ErrorKind>,
    /// Why neither server is spoken to from here.
    pub(crate) refuses: Option<ErrorKind>,
    /// Why the new server alone is not.
    pub(crate) new_refuses: Option<ErrorKind>,
    /// Looks at the new server that fail before it answers.
    pub(crate) late: u32,
    /// The new server lost a row.
    pub(crate) loses_a_row: bool,
    /// After a failure the original stays read-only.
    pub(crate) stays_frozen: bool,
    /// The provider does not restart applications.
    pub(crate) forgets_applications: bool,
    pub(crate) password: String,
    pub(crate) role: Option<String>,
    pub(crate) backups: Vec<Backup>,
}

impl Default for State {
    fn default() -> Self {
        let scene = |word, phase, looks| Scene { word, phase: Some(phase), looks };
        Self {
            posts: 0,
            aborts: 0,
            redeploys: 0,
            start: StartBehaviour::Works,
            scenes: vec![
                scene("RETRIEVE_ADDON", Phase::Checks, 1),
                scene("DEPLOY_MIGRATION_INSTANCE", Phase::NewServer, 1),
                scene("DUMP_AND_RESTORE", Phase::FreezeAndCopy, 4),
                scene("UPDATE_ADDON", Phase::Switchover, 1),
                scene("STOP_SOURCE_INSTANCE", Phase::CleanUp, 1),
            ],
            ends: vec![MigrationStatus::Ok],
            message: None,
            migrations: Vec::new(),
            looks: 0,
            look_errors: Vec::new(),
            list_error: None,
            only_token: None,
            aborted: false,
            abort_error: None,
            refuses: None,
            new_refuses: None,
            late: 0,
            loses_a_row: false,
            stays_frozen: false,
            forgets_applications: false,
            password: "password-before".into(),
            role: Some("ADMIN".into()),
            backups: vec![Backup {
                id: "backup_1".into(),
                status: "OK".into(),
                created_at: Some(now()),
                deleted_at: None,
            }],
        }
    }
}

pub(crate) fn now() -> Timestamp {
    use domain::time::Clock as _;
    app::machine::MachineClock.now()
}

impl State {
    /// Whether the new server, or the old one, is spoken to.
    pub(crate) fn spoken_to(&self, new: bool) -> domain::Result<()> {
        let refuses = self.refuses.or(self.new_refuses.filter(|_| new));
        refuses.map_or(Ok(()), |kind| Err(domain::Error::new(kind, "it is not spoken to")))
    }

    /// The migration that runs or ran last.
    pub(crate) fn migration(&mut self) -> Option<&mut ProviderMigration> {
        self.migrations.last_mut()
    }

    pub(crate) fn begin(&mut self) -> ProviderMigration {
        self.looks = 0;
        let migration = ProviderMigration {
            id: format!("migration_{}", self.migrations.len() + 1),
            status: MigrationStatus::Running,
            status_word: "RUNNING".into(),
            requested_at: Some(now()),
            steps: vec![],
            reference: Some("req-start".into()),
        };
        self.migrations.push(migration.clone());
        migration
    }

    /// One look further: the migration as it is after it.
    pub(crate) fn look(&mut self) -> ProviderMigration {
        let done = self.migration().is_none_or(|migration| migration.status.is_terminal());
        if !done || self.ends.len() > 1 {
            self.looks += 1;
            self.show();
        }
        let looks = self.looks;
        let migration = self.migration().expect("a migration was asked for that never began");
        migration.reference = Some(format!("req-look-{looks}"));
        migration.clone()
    }

    fn show(&mut self) {
        let (scenes, looks, ends) = (self.scenes.clone(), self.looks, self.ends.clone());
        let (message, aborted) = (self.message.clone(), self.aborted);
        let all: u32 = scenes.iter().map(|scene| scene.looks).sum();
        let Some(migration) = self.migration() else { return };
        let mut passed = 0;
        let old = std::mem::take(&mut migration.steps);
        for (place, scene) in scenes.iter().enumerate() {
            if passed >= looks {
                break;
            }
            passed += scene.looks;
            let over = passed < looks || (looks >= all && ends.first() == Some(&MigrationStatus::Ok));
            let status = if over { MigrationStatus::Ok } else { MigrationStatus::Running };
            let started = old.get(place).and_then(|step| step.started_at).unwrap_or_else(now);
            let ended = old.get(place).and_then(|step| step.ended_at).unwrap_or_else(now);
            migration.steps.push(step(scene, status, started, over.then_some(ended)));
        }
        if aborted {
            set(migration, MigrationStatus::Aborted);
        } else if looks > all {
            let place = usize::try_from(looks - all - 1).unwrap().min(ends.len() - 1);
            set(migration, ends[place]);
            if ends[place] != MigrationStatus::Ok
                && let Some(last) = migration.steps.last_mut()
            {
                last.status = MigrationStatus::Failed;
                last.status_word = "FAILED".into();
                last.message = message;
            }
        }
    }

    /// Whether the source is read-only now.
    pub(crate) fn frozen(&mut self) -> bool {
        let stays = self.stays_frozen;
        let Some(migration) = self.migration() else { return false };
        let froze = migration.steps.iter().any(|step| step.phase == Some(Phase::FreezeAndCopy));
        let undone = matches!(
            migration.status,
            MigrationStatus::Failed | MigrationStatus::Recovered | MigrationStatus::Aborted
        );
        froze && (stays || !undone)
    }

    /// Whether the new server has taken over.
    pub(crate) fn moved(&mut self) -> bool {
        self.migration().is_some_and(|migration| {
            migration.status == MigrationStatus::Ok
                || migration.steps.iter().any(|step| step.phase == Some(Phase::Switchover))
        })
    }
}

fn set(migration: &mut ProviderMigration, status: MigrationStatus) {
    migration.status = status;
    migration.status_word = match status {
        MigrationStatus::Unknown => "SOMETHING_NEW".to_owned(),
        known => format!("{known:?}").to_uppercase(),
    };
}

fn step(
    scene: &Scene,
    status: MigrationStatus,
    started: Timestamp,
    ended: Option<Timestamp>,
) -> ObservedStep {
    ObservedStep {
        word: scene.word.into(),
        phase: scene.phase,
        status,
        status_word: format!("{status:?}").to_uppercase(),
        started_at: Some(started),
        ended_at: ended,
        message: None,
    }
}
