//! What servers need of Linux, macOS and other Unix systems: where programs are, as whom they run, how they end.

use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command};

use nix::sys::signal::{Signal, kill};
use nix::unistd::{Gid, Pid, Uid, User};

/// Linux answers on the whole of 127.0.0.0/8; macOS only on 127.0.0.1.
pub(super) const WHOLE_LOOPBACK: bool = cfg!(target_os = "linux");

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

/// The user that runs servers when we are root: PostgreSQL refuses root. `None`: we run them as ourselves.
#[derive(Clone, Copy, Debug)]
pub(super) struct Identity(Option<(Uid, Gid)>);

impl Identity {
    /// Who runs servers on behalf of this process.
    pub(super) fn of_servers() -> Self {
        if !Uid::effective().is_root() {
            return Self(None);
        }
        let found = ["nobody", "postgres"].iter().find_map(|name| User::from_name(name).ok().flatten());
        // 65534 is "nobody" on every Linux and BSD; the number works without a line in the user list.
        let (uid, gid) =
            found.map_or((Uid::from_raw(65534), Gid::from_raw(65534)), |user| (user.uid, user.gid));
        Self(Some((uid, gid)))
    }

    /// Makes a command run as this user, in a process group of its own: a Ctrl-C for us is not one for the server.
    pub(super) fn dress(self, command: &mut Command) {
        if let Some((uid, gid)) = self.0 {
            command.uid(uid.as_raw()).gid(gid.as_raw());
        }
        command.process_group(0);
    }

    /// Hands a folder to this user and keeps everybody else out.
    pub(super) fn own(self, path: &Path, folder: bool) -> std::io::Result<()> {
        if let Some((uid, gid)) = self.0 {
            std::os::unix::fs::chown(path, Some(uid.as_raw()), Some(gid.as_raw()))?;
        }
        std::fs::set_permissions(path, PermissionsExt::from_mode(if folder { 0o700 } else { 0o600 }))
    }

    /// Whether this user can pass through every folder above `path`.
    pub(super) fn can_reach(self, path: &Path) -> bool {
        let Some((uid, gid)) = self.0 else { return true };
        let Ok(path) = std::path::absolute(path) else { return false };
        path.ancestors().skip(1).all(|folder| match std::fs::metadata(folder) {
            Ok(found) if found.uid() == uid.as_raw() => found.mode() & 0o100 != 0,
            Ok(found) if found.gid() == gid.as_raw() => found.mode() & 0o010 != 0,
            Ok(found) => found.mode() & 0o001 != 0,
            // It does not exist yet: we make it, and make it enterable.
            Err(error) => error.kind() == std::io::ErrorKind::NotFound,
        })
    }
}

/// Folders for temporary data, best first.
pub(super) fn temporary_folders() -> Vec<PathBuf> {
    vec![std::env::temp_dir(), PathBuf::from("/tmp"), PathBuf::from("/var/tmp")]
}

/// Where the cache is for root, whom no user folder fits: the servers' user could not enter it.
pub(super) fn shared_cache() -> Option<PathBuf> {
    Uid::effective().is_root().then(|| PathBuf::from("/var/cache/changeover"))
}

/// Where distributions and installers put server programs.
pub(super) fn program_folders() -> Vec<PathBuf> {
    let versions_in = |parent: &str, below: &str| -> Vec<PathBuf> {
        let entries = std::fs::read_dir(parent).into_iter().flatten().flatten();
        entries.map(|entry| entry.path().join(below)).filter(|bin| bin.join("postgres").is_file()).collect()
    };
    let mut found = Vec::new();
    if cfg!(target_os = "macos") {
        found.extend(versions_in("/opt/homebrew/opt", "bin"));
        found.extend(versions_in("/usr/local/opt", "bin"));
        found.extend(versions_in("/Applications/Postgres.app/Contents/Versions", "bin"));
        found.extend(versions_in("/Library/PostgreSQL", "bin"));
    } else {
        found.extend(versions_in("/usr/lib/postgresql", "bin"));
        found.extend(versions_in("/usr/local", "bin"));
        found.extend(versions_in("/usr", "bin"));
        found.extend((10..30).map(|major| PathBuf::from(format!("/usr/pgsql-{major}/bin"))));
    }
    found.sort();
    found.dedup();
    found
}

/// Asks a server that we started to end.
pub(super) fn end(child: &Child, ending: Ending) {
    if let Ok(pid) = i32::try_from(child.id()) {
        end_pid(pid, ending);
    }
}

/// Ends a server that a killed host left, after it was seen that the process serves exactly that folder.
pub(super) fn end_orphan(pid: i32, data: &Path, ending: Ending) -> bool {
    let ours = serves(pid, data);
    if ours {
        end_pid(pid, ending);
    }
    ours
}

/// Whether a process is a server of this data folder: it was started with the folder as its argument.
pub(super) fn serves(pid: i32, data: &Path) -> bool {
    let wanted = data.to_string_lossy();
    let line = if cfg!(target_os = "linux") {
        let bytes = std::fs::read(format!("/proc/{pid}/cmdline")).unwrap_or_default();
        String::from_utf8_lossy(&bytes).replace('\0', " ")
    } else {
        let listed = Command::new("ps").args(["-p", &pid.to_string(), "-o", "command="]).output();
        listed.map(|output| String::from_utf8_lossy(&output.stdout).into_owned()).unwrap_or_default()
    };
    line.split(" -D ").nth(1).is_some_and(|rest| rest.starts_with(&*wanted))
}

fn end_pid(pid: i32, ending: Ending) {
    let signal = match ending {
        Ending::Fast => Signal::SIGINT,
        Ending::Immediate => Signal::SIGQUIT,
        Ending::Killed => Signal::SIGKILL,
    };
    // It may have ended by itself meanwhile.
    let _ = kill(Pid::from_raw(pid), signal);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_below_a_locked_one_cannot_be_reached_by_another_user() {
        let locked = std::env::temp_dir().join(format!("practice-reach-{}", uuid::Uuid::new_v4()));
        std::fs::create_dir(&locked).unwrap();
        std::fs::set_permissions(&locked, PermissionsExt::from_mode(0o700)).unwrap();
        let stranger = Identity(Some((Uid::from_raw(54321), Gid::from_raw(54321))));
        assert!(!stranger.can_reach(&locked.join("data")));
        std::fs::set_permissions(&locked, PermissionsExt::from_mode(0o711)).unwrap();
        assert!(stranger.can_reach(&locked.join("data")));
        std::fs::remove_dir(&locked).unwrap();
    }

    #[test]
    fn we_are_not_a_server_of_that_folder() {
        let own = i32::try_from(std::process::id()).unwrap();
        assert!(!serves(own, &std::env::temp_dir()));
    }
}
