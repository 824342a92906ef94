//! A process that is killed while it writes: what it was told is written is there, in order, and nothing half.
//! The test starts itself again as the process to be killed.

use std::io::{BufRead as _, BufReader};
use std::process::{Command, Stdio};
use std::time::Duration;

use domain::run::Step;
use domain::time::Timestamp;

use super::*;
use crate::Store;

const FOLDER: &str = "STORE_CRASH_FOLDER";

/// The process to be killed: writes entries and says the number of each once it is written. Does nothing by itself.
#[tokio::test]
async fn writer_to_be_killed() {
    let Some(folder) = std::env::var_os(FOLDER) else { return };
    let store = Store::open(folder.as_ref(), Timestamp(1)).await.unwrap();
    let new = new_run("addon_1", 1);
    store.create_run(&new).await.unwrap();
    loop {
        let entry =
            store.append_journal(new.id, Step::Watch, 1, intent("again"), Timestamp(1)).await.unwrap();
        println!("\nwritten {}", entry.seq);
    }
}

#[tokio::test]
async fn a_killed_writer_leaves_everything_that_it_was_promised() {
    for round in 1..=3_u64 {
        let folder = tempfile::tempdir().unwrap();
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "tests::crash::writer_to_be_killed", "--nocapture"])
            .env(FOLDER, folder.path())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut promised = 0;
        for line in BufReader::new(child.stdout.take().unwrap()).lines() {
            let line = line.unwrap();
            let Some(number) = line.strip_prefix("written ") else { continue };
            promised = number.parse().unwrap();
            if promised == 20 * round {
                std::thread::sleep(Duration::from_millis(round));
                // Kills without a chance to end in order.
                child.kill().unwrap();
            }
        }
        child.wait().unwrap();
        assert!(promised >= 20 * round);

        let store = Store::open(folder.path(), Timestamp(1)).await.unwrap();
        let run = store.open_runs().await.unwrap().pop().unwrap();
        let chain = store.verify_chain(run.id).await.unwrap();
        assert_eq!(chain.broken_at, None);
        assert!(chain.entries >= promised, "{} of {promised} promised entries", chain.entries);
        let next = store.append_journal(run.id, Step::Watch, 2, done(), Timestamp(2)).await.unwrap();
        assert_eq!(next.seq, chain.entries + 1);
    }
}
