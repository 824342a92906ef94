//! A desktop of our own for one test: a screen without a monitor, a session bus, a real Secret Service, a home folder.
//! Everything is a child of the test and ends with it.

use std::io::{BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use anyhow::{Context, Result, ensure};
use tempfile::TempDir;

/// The screen, the bus, the keyring, the home.
pub(crate) struct Session {
    home: TempDir,
    display: String,
    bus: String,
    children: Vec<Child>,
}

impl Session {
    /// Starts all of it; about half a second.
    pub(crate) fn start(width: u32, height: u32) -> Result<Self> {
        let home = tempfile::Builder::new().prefix("changeover-desktop-").tempdir()?;
        for folder in ["run", "config", "data", "cache", "state"] {
            std::fs::create_dir(home.path().join(folder))?;
        }
        set_private(&home.path().join("run"))?;
        let mut session = Self { home, display: String::new(), bus: String::new(), children: Vec::new() };
        let screen = format!("{width}x{height}x24");
        let x = ["-displayfd", "1", "-screen", "0", screen.as_str(), "-nolisten", "tcp"];
        session.display = format!(":{}", session.first_line("Xvfb", &x)?);
        session.bus = session.first_line("dbus-daemon", &["--session", "--nofork", "--print-address=1"])?;
        session.unlock_keyring()?;
        Ok(session)
    }

    /// A folder inside the home.
    pub(crate) fn folder(&self, name: &str) -> PathBuf {
        self.home.path().join(name)
    }

    /// A command that lives in this desktop.
    pub(crate) fn command(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        for (name, folder) in [
            ("HOME", ""),
            ("XDG_RUNTIME_DIR", "run"),
            ("XDG_CONFIG_HOME", "config"),
            ("XDG_DATA_HOME", "data"),
            ("XDG_CACHE_HOME", "cache"),
            ("XDG_STATE_HOME", "state"),
        ] {
            command.env(name, self.home.path().join(folder));
        }
        command
            .env("DISPLAY", &self.display)
            .env("DBUS_SESSION_BUS_ADDRESS", &self.bus)
            .env("GDK_BACKEND", "x11")
            .env("LANG", "C.UTF-8")
            .env_remove("LC_ALL")
            .env_remove("WAYLAND_DISPLAY");
        command
    }

    /// Everything that the Secret Service holds under these attributes (labels, attributes, secrets), read by another
    /// program than ours.
    pub(crate) fn secrets(&self, attributes: &[&str]) -> Result<String> {
        let output = self
            .command("secret-tool")
            .args(["search", "--all", "--unlock"])
            .args(attributes)
            .output()
            .context("secret-tool")?;
        let mut text = String::from_utf8_lossy(&output.stdout).into_owned();
        text.push_str(&String::from_utf8_lossy(&output.stderr));
        Ok(text)
    }

    fn first_line(&mut self, program: &str, arguments: &[&str]) -> Result<String> {
        let mut child = self
            .command(program)
            .args(arguments)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .with_context(|| format!("{program} cannot be started"))?;
        let mut line = String::new();
        let out = child.stdout.take().context("no output")?;
        self.children.push(child);
        let mut reader = BufReader::new(out);
        reader.read_line(&mut line)?;
        ensure!(!line.trim().is_empty(), "{program} ended without a word");
        // The pipe is read on, so that the program is never stopped by it.
        std::thread::spawn(move || reader.read_to_end(&mut Vec::new()));
        Ok(line.trim().to_owned())
    }

    fn unlock_keyring(&mut self) -> Result<()> {
        let mut child = self
            .command("gnome-keyring-daemon")
            .args(["--foreground", "--unlock", "--components=secrets"])
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .context("gnome-keyring-daemon cannot be started")?;
        child.stdin.take().context("no input")?.write_all(b"practice\n")?;
        self.children.push(child);
        self.await_secret_service()
    }

    fn await_secret_service(&self) -> Result<()> {
        for _ in 0..100 {
            let answered = self
                .command("secret-tool")
                .args(["store", "--label=probe", "changeover-test", "probe"])
                .stdin(Stdio::piped())
                .stdout(Stdio::null())
                .stderr(Stdio::null())
                .spawn()
                .and_then(|mut child| {
                    child.stdin.take().map_or(Ok(()), |mut input| input.write_all(b"x"))?;
                    child.wait()
                })?;
            if answered.success() {
                return Ok(());
            }
            std::thread::sleep(std::time::Duration::from_millis(50));
        }
        anyhow::bail!("the Secret Service does not answer")
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        for child in self.children.iter_mut().rev() {
            let _gone = child.kill();
            let _waited = child.wait();
        }
    }
}

fn set_private(folder: &Path) -> Result<()> {
    use std::os::unix::fs::PermissionsExt;
    Ok(std::fs::set_permissions(folder, std::fs::Permissions::from_mode(0o700))?)
}
