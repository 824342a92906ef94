//! The process dies at boundaries of the journal, by the operating system and not by a word of ours: this test starts itself
//! again as a child, which is gone at the boundary it was told. The next start finds the folder as it was left.

use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

use ::support::writer::Writer;
use app::failpoint::{Boundary, Failpoint};
use app::{App, AppConfig, Pace, VaultKind, VaultOptions};
use async_trait::async_trait;
use domain::ids::DatabaseKey;
use domain::run::{DataLocation, RunState};
use domain::secret::secret;

use super::rig::{A_RUN, Rig, SHOP, SOON, begin};
use crate::practice_rig::open;
use crate::support::PASSPHRASE;

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
    let (folder, at, key): (String, usize, DatabaseKey) = serde_json::from_str(&told).unwrap();
    let folder = std::path::PathBuf::from(folder);
    let mut vault = VaultOptions::new("changeover-test", folder.join("vault.age")).only(VaultKind::File);
    vault.work_factor = 2;
    let mut config = AppConfig::new(folder, "0.0.0-test", vault);
    config.pace = Pace::quick();
    config.failpoint = Arc::new(Gone { at, reached: AtomicUsize::new(0) });
    let app: Arc<App> = App::start(config).await.unwrap();
    app.vault_unlock(secret(PASSPHRASE)).await.unwrap();
    let id = begin(&app, &key).await;
    tokio::time::timeout(A_RUN, app.run_settled(id)).await.unwrap().unwrap();
    std::process::exit(ALIVE);
}

/// Starts the child and waits for its end. Says whether it died.
async fn dies(folder: &Path, key: &DatabaseKey, at: usize) -> bool {
    let told = serde_json::to_string(&(folder, at, key)).unwrap();
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
        let died = dies(folder.path(), &key, at).await;
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
