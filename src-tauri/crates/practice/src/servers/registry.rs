//! Which servers this process started, on disk, so that the next process can end what a killed one left.
//!
//! One file per host process, locked by it while it lives: a file whose lock can be had belongs to a host that is gone.
//! A server is ended only when its process really serves the recorded folder. Nothing secret is recorded.

use std::fs::{File, OpenOptions};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, OnceLock, PoisonError};
use std::time::{Duration, Instant};

use serde::{Deserialize, Serialize};

use super::{find, system};

/// A server that was started.
#[derive(Debug, Serialize, Deserialize)]
struct Record {
    /// Its data folder.
    data: PathBuf,
    /// The folder to remove with it, where it was made for this server alone.
    remove: Option<PathBuf>,
}

static FILE: OnceLock<Option<Mutex<File>>> = OnceLock::new();

/// Writes down a server that is about to be started. The first call of a process ends what others left.
pub(super) fn record(data: &Path, remove: Option<&Path>) {
    let file = FILE.get_or_init(|| {
        end_orphans();
        let opened = open(&folder());
        if let Err(error) = &opened {
            tracing::warn!(%error, "servers that outlive this process could not be found again");
        }
        opened.ok().map(Mutex::new)
    });
    let record = Record { data: data.to_path_buf(), remove: remove.map(Path::to_path_buf) };
    if let (Some(file), Ok(line)) = (file, serde_json::to_string(&record)) {
        let mut file = file.lock().unwrap_or_else(PoisonError::into_inner);
        if let Err(error) = writeln!(file, "{line}").and_then(|()| file.flush()) {
            tracing::warn!(%error, "a server could not be written down");
        }
    }
}

/// Ends the servers that earlier processes left behind, and removes their temporary folders. Returns how many ran.
pub fn end_orphans() -> usize {
    end_orphans_in(&folder())
}

fn end_orphans_in(folder: &Path) -> usize {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    let mut ended = 0;
    for path in entries.filter(|path| path.extension().is_some_and(|extension| extension == "jsonl")) {
        let Ok(file) = OpenOptions::new().read(true).write(true).open(&path) else { continue };
        if file.try_lock().is_err() {
            continue;
        }
        let text = std::fs::read_to_string(&path).unwrap_or_default();
        for record in text.lines().filter_map(|line| serde_json::from_str::<Record>(line).ok()) {
            ended += usize::from(end(&record));
        }
        // Windows does not remove a file that is open.
        drop(file);
        let _ = std::fs::remove_file(&path);
    }
    ended
}

fn end(record: &Record) -> bool {
    let ended = running(&record.data).is_some_and(|pid| {
        let found = system::end_orphan(pid, &record.data, system::Ending::Immediate);
        let deadline = Instant::now() + Duration::from_secs(5);
        while found && system::serves(pid, &record.data) && Instant::now() < deadline {
            std::thread::sleep(Duration::from_millis(20));
        }
        if found {
            system::end_orphan(pid, &record.data, system::Ending::Killed);
            tracing::info!(pid, data = %record.data.display(), "ended a server that an earlier run left");
        }
        found
    });
    if let Some(folder) = &record.remove {
        let _ = std::fs::remove_dir_all(folder);
    }
    ended
}

/// The process that the folder names as its server.
fn running(data: &Path) -> Option<i32> {
    std::fs::read_to_string(data.join("postmaster.pid")).ok()?.lines().next()?.trim().parse().ok()
}

fn folder() -> PathBuf {
    find::cache_root().join("servers").join("running")
}

/// Makes the file of this process. It gets its final name only when it is locked, so that nobody takes it for a dead one.
fn open(folder: &Path) -> std::io::Result<File> {
    std::fs::create_dir_all(folder)?;
    let name = uuid::Uuid::new_v4();
    let unlocked = folder.join(format!("{name}.part"));
    let file = OpenOptions::new().create_new(true).append(true).open(&unlocked)?;
    file.try_lock()?;
    std::fs::rename(&unlocked, folder.join(format!("{name}.jsonl")))?;
    Ok(file)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scratch() -> PathBuf {
        let folder = std::env::temp_dir().join(format!("practice-registry-{}", uuid::Uuid::new_v4()));
        std::fs::create_dir_all(&folder).unwrap();
        folder
    }

    #[test]
    fn what_a_living_host_wrote_is_left_alone_and_what_a_dead_one_wrote_is_removed() {
        let (registry, data) = (scratch(), scratch());
        let mut file = open(&registry).unwrap();
        let record = Record { data: data.join("data"), remove: Some(data.clone()) };
        writeln!(file, "{}", serde_json::to_string(&record).unwrap()).unwrap();
        end_orphans_in(&registry);
        assert!(data.is_dir(), "the host lives");
        drop(file);
        assert_eq!(end_orphans_in(&registry), 0, "no server ran there");
        assert!(!data.exists());
        assert_eq!(std::fs::read_dir(&registry).unwrap().count(), 0);
        std::fs::remove_dir_all(registry).unwrap();
    }

    #[test]
    fn a_process_that_serves_another_folder_is_not_ended() {
        let (registry, data) = (scratch(), scratch());
        // The number in the file is our own: were it trusted, this test would end itself.
        std::fs::write(data.join("postmaster.pid"), format!("{}\n", std::process::id())).unwrap();
        let mut file = open(&registry).unwrap();
        writeln!(file, "{}", serde_json::to_string(&Record { data: data.clone(), remove: None }).unwrap())
            .unwrap();
        drop(file);
        assert_eq!(end_orphans_in(&registry), 0);
        std::fs::remove_dir_all(data).unwrap();
        std::fs::remove_dir_all(registry).unwrap();
    }
}
