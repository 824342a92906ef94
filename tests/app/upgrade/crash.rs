//! The process dies at boundaries of the journal, by the operating system and not by a word of ours: this test starts itself
//! again as a child, which is gone at the boundary it was told. The next start finds the folder as it was left.

use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use ::support::postgres::texts;
use ::support::writer::Writer;
use app::failpoint::{Boundary, Failpoint};
use app::{App, AppConfig, Pace, VaultKind, VaultOptions};
use async_trait::async_trait;
use domain::ids::DatabaseKey;
use domain::run::{DataLocation, RunState};
use domain::secret::secret;

use super::rig::{A_RUN, Rig, SHOP, SOON, begin};
use crate::practice_rig::open;
use crate::support::{PASSPHRASE, guards};

const TOLD: &str = "CHANGEOVER_TEST_CHILD";

/// Right after the order was intended, while the new service is made, right before and after the freeze is written down, and after
/// the comparison is.
const BOUNDARIES: [usize; 5] = [9, 13, 22, 23, 25];

/// What the child says when it reached its end without dying.
const ALIVE: i32 = 77;

/// The child: begins a run, and is gone at the boundary of this number.
struct Gone {
    at: usize,
    reached: AtomicUsize,
}

#[async_trait]
impl Failpoint for Gone {
    async fn reach(&self, boundary: Boundary) {
        if self.reached.fetch_add(1, Ordering::SeqCst) == self.at {
            eprintln!("gone at {boundary:?}");
            std::process::abort();
        }
    }
}

/// Does nothing unless it is started as a child.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn child() {
    let Ok(told) = std::env::var(TOLD) else { return };
    let (folder, at, key, guarded): (String, usize, DatabaseKey, bool) = serde_json::from_str(&told).unwrap();
    let folder = std::path::PathBuf::from(folder);
    let mut vault = VaultOptions::new("changeover-test", folder.join("vault.age")).only(VaultKind::File);
    vault.work_factor = 2;
    let mut config = AppConfig::new(folder, "0.0.0-test", vault);
    config.pace = Pace::quick();
    config.failpoint = Arc::new(Gone { at, reached: AtomicUsize::new(0) });
    if guarded {
        config.guards = Some(guards());
    }
    let app: Arc<App> = App::start(config).await.unwrap();
    app.vault_unlock(secret(PASSPHRASE)).await.unwrap();
    let id = begin(&app, &key).await;
    tokio::time::timeout(A_RUN, app.run_settled(id)).await.unwrap().unwrap();
    std::process::exit(ALIVE);
}

/// Starts the child and waits for its end. Says whether it died.
async fn dies(folder: &Path, key: &DatabaseKey, at: usize, guarded: bool) -> bool {
    let told = serde_json::to_string(&(folder, at, key, guarded)).unwrap();
    let mut command = Command::new(std::env::current_exe().unwrap());
    command
        .args(["--exact", "upgrade::crash::child", "--nocapture"])
        .env(TOLD, told)
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    let mut child = command.spawn().unwrap();
    let end = tokio::task::spawn_blocking(move || child.wait().unwrap()).await.unwrap();
    end.code() != Some(ALIVE)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_process_that_dies_while_it_works_loses_nothing_and_leaves_nothing() {
    let mut rig = Rig::start(|_| {}, &[]).await;
    let mut writer = Writer::begin(&rig.source).await;
    for at in BOUNDARIES {
        let orders = rig.orders();
        let Rig { cloud, folder, app, key, source } = rig;
        app.shutdown().await;
        drop(app);
        let died = dies(folder.path(), &key, at, false).await;
        let began = Instant::now();
        let app = open(folder.path(), &cloud).await;
        app.vault_unlock(secret(PASSPHRASE)).await.unwrap();
        rig = Rig { cloud, folder, app, key, source };
        let newest = rig.app.runs().await.unwrap().into_iter().next().unwrap();
        if !newest.state.is_over() {
            rig.settled(newest.id).await;
        }
        let view = rig.app.run(newest.id).await.unwrap();
        let state = view.header.state;
        assert!(state.is_over(), "at {at}: {state:?} {:?}", view.paused);
        assert!(rig.orders() <= orders + 1, "at {at}: ordered {} times", rig.orders() - orders);
        if view.data == DataLocation::Target {
            // The comparison is written down: from there on the new service counts.
            assert!(died, "no boundary was after the comparison");
            assert_eq!(state, RunState::Succeeded, "at {at}");
            writer.end().await;
            writer.assert_all_in(&rig.target(&view)).await;
            assert_eq!(rig.services().await.len(), 2);
            break;
        }
        assert_eq!(
            (state, view.data),
            (RunState::Aborted, DataLocation::Source),
            "at {at}: {:?}",
            view.failure
        );
        writer.goes_on().await;
        assert!(began.elapsed() < SOON, "at {at}: writable after {:?}", began.elapsed());
        assert_eq!(rig.services().await, [SHOP], "at {at}: something is left over");
        assert!(rig.app.still_frozen().await.unwrap().is_empty(), "at {at}");
    }
    rig.stop().await;
}

/// Right before and after the freeze is written down, right before the comparison is, and after.
const GUARDED: [usize; 4] = [22, 23, 24, 25];

/// Until the guard has done all that it does: it ends sessions to the last.
async fn has_thawed(folder: &Path) {
    let began = Instant::now();
    loop {
        let marks = std::fs::read_dir(folder.join("guards")).unwrap().flatten().map(|entry| entry.path());
        let mut marks = marks.filter(|file| file.extension().is_some_and(|end| end == "mark"));
        if marks.all(|file| std::fs::read_to_string(file).unwrap().trim() == "thawed") {
            return;
        }
        assert!(began.elapsed() < SOON, "a guard does not come to its end");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_guard_lets_writers_in_again_unless_the_new_service_counts() {
    let mut rig = Rig::start(|_| {}, &[]).await;
    let mut writer = Writer::begin(&rig.source).await;
    for at in GUARDED {
        let Rig { cloud, folder, app, key, source } = rig;
        app.shutdown().await;
        drop(app);
        assert!(dies(folder.path(), &key, at, true).await, "there is no boundary {at}");
        let counts = at == GUARDED[3];
        if counts {
            // It is written down that the new service counts: nobody undoes the freeze.
            tokio::time::sleep(Duration::from_secs(5)).await;
            assert_eq!(texts(&source, "SHOW default_transaction_read_only").await, ["on"]);
        } else {
            // No other start.
            let took = writer.goes_on().await;
            assert!(took < SOON, "at {at}: writable after {took:?}");
            has_thawed(folder.path()).await;
            writer.assert_all_in(&source).await;
        }
        let app = open(folder.path(), &cloud).await;
        app.vault_unlock(secret(PASSPHRASE)).await.unwrap();
        rig = Rig { cloud, folder, app, key, source };
        let newest = rig.app.runs().await.unwrap().into_iter().next().unwrap();
        let view = rig.settled(newest.id).await;
        if counts {
            assert_eq!((view.header.state, view.data), (RunState::Succeeded, DataLocation::Target));
            writer.end().await;
            writer.assert_all_in(&rig.target(&view)).await;
        } else {
            let ended = (view.header.state, view.data);
            assert_eq!(ended, (RunState::Aborted, DataLocation::Source), "at {at}: {:?}", view.failure);
            writer.goes_on().await;
            assert_eq!(rig.services().await, [SHOP], "at {at}: something is left over");
            assert!(rig.app.still_frozen().await.unwrap().is_empty(), "at {at}");
        }
    }
    rig.stop().await;
}
