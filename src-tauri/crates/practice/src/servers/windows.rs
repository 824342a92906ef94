//! What servers need of Windows: where programs are and how they end. `pg_ctl` does here what signals do elsewhere.

use std::path::{Path, PathBuf};
use std::process::{Child, Command};

/// Windows answers on the whole of 127.0.0.0/8.
pub(super) const WHOLE_LOOPBACK: bool = true;

/// How a server is asked to end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ending {
    /// Sessions are cut, everything is written.
    Fast,
    /// At once, as if the power failed.
    Immediate,
    /// By the system.
    Killed,
}

/// Servers run as the person who runs us: there is no other user to ask for.
#[derive(Clone, Copy, Debug)]
pub(super) struct Identity;

impl Identity {
    /// Who runs servers on behalf of this process.
    pub(super) fn of_servers() -> Self {
        Self
    }

    /// Keeps a Ctrl-C for us from being one for the server.
    pub(super) fn dress(self, command: &mut Command) {
        use std::os::windows::process::CommandExt;
        const CREATE_NEW_PROCESS_GROUP: u32 = 0x0000_0200;
        const CREATE_NO_WINDOW: u32 = 0x0800_0000;
        command.creation_flags(CREATE_NEW_PROCESS_GROUP | CREATE_NO_WINDOW);
    }

    /// Folders of the user are closed to others by what they inherit.
    #[allow(clippy::unnecessary_wraps, reason = "the Unix form can fail")]
    pub(super) fn own(self, _path: &Path, _folder: bool) -> std::io::Result<()> {
        Ok(())
    }

    /// We run as ourselves, so what we reach is reached.
    pub(super) fn can_reach(self, _path: &Path) -> bool {
        true
    }
}

/// Folders for temporary data, best first.
pub(super) fn temporary_folders() -> Vec<PathBuf> {
    vec![std::env::temp_dir()]
}

/// There is no machine-wide cache.
pub(super) fn shared_cache() -> Option<PathBuf> {
    None
}

/// Where installers put server programs.
pub(super) fn program_folders() -> Vec<PathBuf> {
    let roots = ["ProgramFiles", "ProgramW6432"].iter().filter_map(std::env::var_os);
    let mut found: Vec<PathBuf> = roots
        .map(|root| PathBuf::from(root).join("PostgreSQL"))
        .flat_map(|root| std::fs::read_dir(root).into_iter().flatten().flatten())
        .map(|entry| entry.path().join("bin"))
        .filter(|bin| bin.join("postgres.exe").is_file())
        .collect();
    found.sort();
    found.dedup();
    found
}

/// Asks a server that we started to end. There are no signals: the process is ended, its children notice.
pub(super) fn end(child: &Child, ending: Ending) {
    let force = if ending == Ending::Fast { [].as_slice() } else { ["/F"].as_slice() };
    let _ = Command::new("taskkill").args(["/T", "/PID", &child.id().to_string()]).args(force).output();
}

/// Ends a server that a killed host left, after it was seen that the process serves exactly that folder.
pub(super) fn end_orphan(pid: i32, data: &Path, _ending: Ending) -> bool {
    let ours = serves(pid, data);
    if ours {
        let _ = Command::new("taskkill").args(["/T", "/F", "/PID", &pid.to_string()]).output();
    }
    ours
}

/// Whether a process is a server of this data folder: it was started with the folder as its argument.
pub(super) fn serves(pid: i32, data: &Path) -> bool {
    let query = format!("(Get-CimInstance Win32_Process -Filter 'ProcessId={pid}').CommandLine");
    let listed = Command::new("powershell").args(["-NoProfile", "-Command", &query]).output();
    let line = listed.map(|output| String::from_utf8_lossy(&output.stdout).into_owned()).unwrap_or_default();
    line.contains(&*data.to_string_lossy())
}
