//! The process ends at every boundary of the journal, and a new one finds the same folder: the start is asked for at most
//! once in the life of a run, and what is said at the end is what became of the database.

use std::sync::Arc;
use std::time::Duration;

use app::failpoint::{Boundary, Failpoint, NoFailpoint, Writes};
use domain::ErrorKind;
use domain::provider::MigrationStatus;
use domain::run::{DataLocation, RunState, RunView, Step};
use domain::secret::secret;
use domain::verification::Verdict;
use futures::StreamExt as _;

use crate::support::failpoints::Kill;
use crate::support::world::{StartBehaviour, State};
use crate::support::{Bed, PASSPHRASE, settled};

/// Interruptions tried at the same time.
const AT_ONCE: usize = 12;

/// One story that is cut off everywhere.
#[derive(Clone, Copy)]
struct Story {
    /// What becomes of the world before it begins.
    set: fn(&mut State),
    /// Whether the person asks for an abort as soon as that is possible.
    aborts: bool,
}

/// How one interruption went.
struct Told {
    boundary: Option<Boundary>,
    posts: u32,
    aborts: u32,
    world: Option<MigrationStatus>,
    between: Option<RunState>,
    view: RunView,
}

impl Story {
    /// Ends the process at the boundary of this number, and the next one, where `again` says so, at its own.
    async fn interrupted(self, at: usize, again: Option<usize>) -> Told {
        let kill = Arc::new(Kill::at(at));
        let mut bed = Bed::with(Arc::clone(&kill) as Arc<dyn Failpoint>).await;
        (self.set)(&mut bed.world.lock());
        let id = bed.begin().await;
        let living = async {
            if self.aborts {
                self.abort(&bed, id).await;
            }
            settled(&bed.app, id).await
        };
        let ended = tokio::select! {
            view = living => Some(view),
            () = kill.dead.notified() => None,
        };
        if let Some(view) = ended {
            return told(&bed, None, None, view);
        }
        let boundary = kill.seen().get(at).copied();
        if let Some(again) = again {
            let second = Arc::new(Kill::at(again));
            bed = bed.restarted(Arc::clone(&second) as Arc<dyn Failpoint>).await;
            unlocked(&bed).await;
            tokio::select! {
                _ = settled(&bed.app, id) => {}
                () = second.dead.notified() => {}
            }
        }
        bed = bed.restarted(Arc::new(NoFailpoint)).await;
        // What a person sees before anything could be asked again must not be more than is known.
        let between = bed.app.run(id).await.unwrap().header.state;
        unlocked(&bed).await;
        let view = settled(&bed.app, id).await;
        told(&bed, boundary, Some(between), view)
    }

    async fn abort(self, bed: &Bed, id: domain::ids::RunId) {
        while !bed.app.run(id).await.unwrap().can_abort {
            tokio::time::sleep(Duration::from_millis(2)).await;
        }
        bed.app.run_abort(id).await.unwrap();
    }

    /// Every boundary that the story has, and a second end at another one of the process that came after.
    async fn everywhere(self) -> Vec<Told> {
        let kill = Arc::new(Kill::never());
        let bed = Bed::with(Arc::clone(&kill) as Arc<dyn Failpoint>).await;
        (self.set)(&mut bed.world.lock());
        let id = bed.begin().await;
        if self.aborts {
            self.abort(&bed, id).await;
        }
        settled(&bed.app, id).await;
        let count = kill.seen().len();
        assert!(count >= 12, "a story with {count} boundaries is none");
        let once = (0..count).map(|at| self.interrupted(at, None));
        let twice = (0..count).map(|at| self.interrupted(at, Some(at % 7)));
        let mut told: Vec<Told> = futures::stream::iter(once).buffer_unordered(AT_ONCE).collect().await;
        told.extend(futures::stream::iter(twice).buffer_unordered(AT_ONCE).collect::<Vec<_>>().await);
        for one in &told {
            assert!(one.posts <= 1, "asked {} times: {}", one.posts, one.said());
            assert!(one.aborts <= 1, "aborted {} times: {}", one.aborts, one.said());
            assert!(one.view.header.state.is_over(), "it does not end: {}", one.said());
            assert!(one.posts == 0 || !one.ended_before_the_start(), "started by nobody: {}", one.said());
            // An end that was written down is told at once; every other one only when it is known.
            let early = one.between.is_some_and(RunState::is_over);
            assert!(!early || one.between == Some(one.view.header.state), "too early: {}", one.said());
        }
        let cut: Vec<_> = told.iter().filter_map(|one| one.boundary).collect();
        for writes in [Writes::Intent, Writes::Observation] {
            for written in [false, true] {
                let start = Boundary { step: Step::StartMigration, writes, written };
                assert!(cut.contains(&start), "nothing ended at {start:?}");
            }
        }
        told
    }
}

impl Told {
    fn said(&self) -> String {
        format!(
            "ended at {:?}, between {:?}, then {:?}, data {:?}, world {:?}, {:?}",
            self.boundary,
            self.between,
            self.view.header.state,
            self.view.data,
            self.world,
            self.view.failure.as_ref().or(self.view.paused.as_ref())
        )
    }

    /// Whether the process that the person confirmed in ended before it could have asked for the start.
    fn ended_before_the_start(&self) -> bool {
        self.boundary.is_some_and(|at| {
            let intent = at.step == Step::StartMigration && at.writes == Writes::Intent;
            at.step == Step::RecordBefore || intent
        })
    }

    /// Nothing was asked of the provider: said so, and the data where it was. Where the process ended between the intent and
    /// the question, it is known only that the provider lists nothing.
    fn asked_nothing(&self) {
        assert_eq!(self.world, None, "{}", self.said());
        let intended = Boundary { step: Step::StartMigration, writes: Writes::Intent, written: true };
        let why = self.view.failure.as_ref().map(|failure| failure.kind);
        let told = (self.view.header.state, self.view.data, why);
        let never = (RunState::Aborted, DataLocation::Source, Some(ErrorKind::Cancelled));
        let absent = (RunState::Failed, DataLocation::Source, Some(ErrorKind::TimedOut));
        assert_eq!(told, if self.boundary == Some(intended) { absent } else { never }, "{}", self.said());
    }

    /// The new server counts. What could not be compared since nobody was there is said, never passed.
    fn moved(&self) {
        assert_eq!(self.world, Some(MigrationStatus::Ok), "{}", self.said());
        assert_eq!(self.view.data, DataLocation::Target, "{}", self.said());
        let verdict = self.view.verification.as_ref().map(|verification| verification.verdict);
        match self.view.header.state {
            RunState::Succeeded => assert_eq!(verdict, Some(Verdict::Equal), "{}", self.said()),
            _ => {
                assert_eq!(self.view.header.state, RunState::NeedsAttention, "{}", self.said());
                assert_eq!(verdict, Some(Verdict::NotChecked), "{}", self.said());
            }
        }
    }

    fn original_serves(&self, state: RunState) {
        assert_eq!(
            (self.view.header.state, self.view.data),
            (state, DataLocation::Source),
            "{}",
            self.said()
        );
        let failure = self.view.failure.as_ref().unwrap();
        assert_eq!(
            (failure.original_answers, failure.original_writable),
            (Some(true), Some(true)),
            "{}",
            self.said()
        );
    }
}

fn told(bed: &Bed, boundary: Option<Boundary>, between: Option<RunState>, view: RunView) -> Told {
    let mut world = bed.world.lock();
    let (posts, aborts) = (world.posts, world.aborts);
    let status = world.migration().map(|migration| migration.status);
    Told { boundary, posts, aborts, world: status, between, view }
}

async fn unlocked(bed: &Bed) {
    bed.app.vault_unlock(secret(PASSPHRASE)).await.unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_success_survives_an_end_at_every_boundary() {
    let told = Story { set: |_| {}, aborts: false }.everywhere().await;
    for one in &told {
        if one.posts == 0 { one.asked_nothing() } else { one.moved() }
    }
    let proven = told.iter().filter(|one| one.view.header.state == RunState::Succeeded).count();
    let asked = told.iter().filter(|one| one.posts == 1).count();
    assert!(proven * 2 > asked, "{proven} of {asked} runs were proven after an interruption");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_failure_survives_an_end_at_every_boundary() {
    let set = |state: &mut State| {
        state.scenes.truncate(3);
        state.ends = vec![MigrationStatus::Recovered];
        state.message = Some("pg_restore said no".into());
    };
    for one in (Story { set, aborts: false }).everywhere().await {
        if one.posts == 0 {
            one.asked_nothing();
            continue;
        }
        one.original_serves(RunState::Failed);
        let failure = one.view.failure.as_ref().unwrap();
        assert_eq!(failure.kind, ErrorKind::MigrationFailed, "{}", one.said());
        assert_eq!(failure.provider_step.as_deref(), Some("DUMP_AND_RESTORE"));
        assert_eq!(failure.provider_message.as_deref(), Some("pg_restore said no"));
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_abort_survives_an_end_at_every_boundary() {
    let set = |state: &mut State| state.scenes[2].looks = 60;
    for one in (Story { set, aborts: true }).everywhere().await {
        match (one.posts, one.world) {
            (0, _) => one.asked_nothing(),
            (_, Some(MigrationStatus::Aborted)) => one.original_serves(RunState::Aborted),
            _ => one.moved(),
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_start_whose_answer_is_lost_survives_an_end_at_every_boundary() {
    let set = |state: &mut State| state.start = StartBehaviour::ActsThenFails(ErrorKind::TimedOut);
    for one in (Story { set, aborts: false }).everywhere().await {
        if one.posts == 0 { one.asked_nothing() } else { one.moved() }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_start_that_never_happened_survives_an_end_at_every_boundary() {
    let set = |state: &mut State| state.start = StartBehaviour::Fails(ErrorKind::ConnectionLost);
    for one in (Story { set, aborts: false }).everywhere().await {
        if one.posts == 0 {
            one.asked_nothing()
        } else {
            one.original_serves(RunState::Failed)
        }
        assert_eq!(one.world, None, "{}", one.said());
    }
}
