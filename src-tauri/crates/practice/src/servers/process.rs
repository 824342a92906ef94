//! The server's process: start it, wait until it is the one that answers, end it. Knows nothing of what is inside.

use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use domain::{Error, ErrorKind, Result};

use super::find::Programs;
use super::system::{self, Ending, Identity};

/// How long a server may take to be ready.
const PATIENCE: Duration = Duration::from_secs(60);
/// Between two looks at a process.
const LOOK: Duration = Duration::from_millis(15);

/// How a start went.
pub(super) enum Started {
    /// The process serves its folder.
    Ready(Child),
    /// It ended by itself.
    Ended,
}

/// Runs `initdb`. The administrator's password goes through a file that only the servers' user can read.
pub(super) async fn initialise(
    programs: &Programs,
    identity: Identity,
    data: &Path,
    admin: &str,
    password_file: &Path,
    locale: &str,
) -> Result<()> {
    let mut command = Command::new(programs.path("initdb"));
    command.arg("-D").arg(data).args(["-U", admin, "-A", "scram-sha-256", "--no-sync", "-E", "UTF8"]);
    command.arg(format!("--locale={locale}")).arg("--pwfile").arg(password_file);
    command.stdin(Stdio::null()).env("TZ", "UTC");
    identity.dress(&mut command);
    let output = tokio::task::spawn_blocking(move || command.output())
        .await
        .map_err(|cause| failed("initdb").because(cause))?;
    let output = output.map_err(|cause| failed("initdb").because(cause))?;
    if output.status.success() {
        return Ok(());
    }
    let said = String::from_utf8_lossy(&output.stderr).trim().to_owned();
    Err(failed(&format!("initdb of PostgreSQL {}: {said}", programs.version)))
}

/// Starts `postgres` on a folder and waits until it says that it takes connections.
pub(super) async fn launch(
    programs: &Programs,
    identity: Identity,
    data: &Path,
    log: &Path,
    settings: &[(String, String)],
) -> Result<Started> {
    let open = || std::fs::OpenOptions::new().create(true).append(true).open(log);
    let (out, err) =
        open().and_then(|out| Ok((out, open()?))).map_err(|cause| failed("log file").because(cause))?;
    let mut command = Command::new(programs.path("postgres"));
    command.arg("-D").arg(data);
    for (name, value) in settings {
        command.arg("-c").arg(format!("{name}={value}"));
    }
    // A server that inherits PG* variables of the person's shell is not the one that was asked for.
    for (name, _) in std::env::vars_os().filter(|(name, _)| name.to_string_lossy().starts_with("PG")) {
        command.env_remove(name);
    }
    command.current_dir(data).stdin(Stdio::null()).stdout(out).stderr(err).env("TZ", "UTC");
    identity.dress(&mut command);
    let mut child = command.spawn().map_err(|cause| failed("postgres").because(cause))?;
    let deadline = Instant::now() + PATIENCE;
    loop {
        if child.try_wait().map_err(|cause| failed("postgres").because(cause))?.is_some() {
            return Ok(Started::Ended);
        }
        if says_ready(data, child.id()) {
            return Ok(Started::Ready(child));
        }
        if Instant::now() > deadline {
            end_now(&mut child);
            return Err(failed("postgres was not ready in time"));
        }
        tokio::time::sleep(LOOK).await;
    }
}

/// Whether the folder's status file names this process and says that it is ready.
fn says_ready(data: &Path, pid: u32) -> bool {
    let text = std::fs::read_to_string(data.join("postmaster.pid")).unwrap_or_default();
    let mut lines = text.lines();
    lines.next().is_some_and(|line| line.trim() == pid.to_string())
        && lines.nth(6).is_some_and(|status| status.trim() == "ready")
}

/// Ends a server in good order; by force when it takes too long.
pub(super) async fn end(child: &mut Child) {
    for (ending, patience) in [(Ending::Fast, 15), (Ending::Immediate, 5), (Ending::Killed, 5)] {
        system::end(child, ending);
        let deadline = Instant::now() + Duration::from_secs(patience);
        while Instant::now() < deadline {
            if !matches!(child.try_wait(), Ok(None)) {
                return;
            }
            tokio::time::sleep(LOOK).await;
        }
    }
}

/// Ends a server without waiting for what it has to write. For destructors, which cannot await.
pub(super) fn end_now(child: &mut Child) {
    for (ending, patience) in [(Ending::Immediate, 4), (Ending::Killed, 4)] {
        system::end(child, ending);
        let deadline = Instant::now() + Duration::from_secs(patience);
        while Instant::now() < deadline {
            if !matches!(child.try_wait(), Ok(None)) {
                return;
            }
            std::thread::sleep(LOOK);
        }
    }
}

/// The last lines of a server's log, for an error's detail.
pub(super) fn tail(log: &Path) -> String {
    let text = std::fs::read_to_string(log).unwrap_or_default();
    let lines: Vec<&str> = text.lines().rev().take(6).collect();
    lines.into_iter().rev().collect::<Vec<_>>().join(" / ")
}

fn failed(what: &str) -> Error {
    Error::new(ErrorKind::ServerNotStarted, what)
}
