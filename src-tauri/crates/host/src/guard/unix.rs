//! What guards need of Unix: a session of their own, no file of ours, no ear for signals that were meant for us.

use std::path::{Path, PathBuf};
use std::process::Command;

use tokio::signal::unix::{SignalKind, signal};

/// The program that runs, also when its file was replaced or taken away since.
pub(super) fn own_program() -> std::io::Result<PathBuf> {
    let own = std::env::current_exe()?;
    let linux = Path::new("/proc/self/exe");
    Ok(if own.is_file() || !linux.exists() { own } else { linux.to_owned() })
}

/// Nothing before it runs: it takes itself apart.
pub(super) fn apart(_command: &mut Command, _alone: bool) {}

/// Leaves the session, the terminal and the open files of those who started it. Before anything else is opened.
pub(super) fn leave() {
    let _ = nix::unistd::setsid();
    let _ = std::env::set_current_dir("/");
    for folder in ["/proc/self/fd", "/dev/fd"] {
        let Ok(open) = std::fs::read_dir(folder) else { continue };
        let names: Vec<_> = open.flatten().map(|entry| entry.file_name()).collect();
        for number in names.iter().filter_map(|name| name.to_str()?.parse::<i32>().ok()) {
            // What was only open to read this list is closed already.
            if number > 2 {
                let _ = nix::unistd::close(number);
            }
        }
        return;
    }
}

/// Goes on when the others are asked to end: it ends by itself, and soon.
pub(super) fn deaf() {
    for kind in [SignalKind::hangup(), SignalKind::interrupt(), SignalKind::terminate()] {
        // Once somebody listens the system does nothing of its own, also when nobody does any more.
        let _ = signal(kind);
    }
}
