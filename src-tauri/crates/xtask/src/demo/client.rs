//! The command line as the demo uses it: one data folder, a passphrase file in it, answers as JSON lines.

use std::io::{BufRead as _, BufReader, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use serde_json::Value;

use crate::place::Places;

/// How long the practice cloud may take to have its servers filled and ready.
const READY_WITHIN: Duration = Duration::from_secs(240);

/// The `changeover` program with the demo's own data.
pub(super) struct Client {
    program: PathBuf,
    data: PathBuf,
    cache: PathBuf,
    passphrase: String,
}

impl Client {
    /// Uses the last build and keeps everything below `folder`.
    pub(super) fn new(places: &Places, folder: &Path) -> Self {
        Self {
            program: places.built("changeover"),
            data: folder.join("data"),
            cache: places.cache.clone(),
            passphrase: format!("practice only {}", std::process::id()),
        }
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(&self.program);
        command.arg("--data-dir").arg(&self.data).args(arguments).env("CHANGEOVER_CACHE", &self.cache);
        command
    }

    /// Runs a command with its words on the terminal. `secrets` follow the passphrase on its standard input, one a line.
    pub(super) fn show(&self, arguments: &[&str], secrets: &[&str]) -> Result<()> {
        println!("\n$ changeover {}", arguments.join(" "));
        let mut child = self.command(arguments).arg("--passphrase-stdin").stdin(Stdio::piped()).spawn()?;
        self.hand_over(&mut child, secrets)?;
        let status = child.wait()?;
        if !status.success() {
            bail!("`changeover {}` ended with {status}", arguments.join(" "));
        }
        Ok(())
    }

    /// Runs a command with its words on the terminal, and hands on each line of its results as it comes.
    pub(super) fn watch(&self, arguments: &[&str], mut seen: impl FnMut(&str) -> Result<()>) -> Result<()> {
        println!("\n$ changeover {}", arguments.join(" "));
        let mut command = self.command(arguments);
        let mut child =
            command.arg("--passphrase-stdin").stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
        self.hand_over(&mut child, &[])?;
        let lines = BufReader::new(child.stdout.take().context("no standard output")?).lines();
        let read = lines.map(|line| line.map_err(anyhow::Error::from)).try_for_each(|line| {
            let line = line?;
            println!("{line}");
            seen(&line)
        });
        if read.is_err() {
            child.kill().ok();
        }
        let status = child.wait()?;
        read?;
        if !status.success() {
            bail!("`changeover {}` ended with {status}", arguments.join(" "));
        }
        Ok(())
    }

    /// Runs a command and returns its JSON lines.
    pub(super) fn ask(&self, arguments: &[&str], secrets: &[&str]) -> Result<Vec<Value>> {
        let mut child = self
            .command(arguments)
            .args(["--json", "--passphrase-stdin"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()?;
        self.hand_over(&mut child, secrets)?;
        let output = child.wait_with_output()?;
        if !output.status.success() {
            bail!("`changeover {} --json` ended with {}", arguments.join(" "), output.status);
        }
        let text = String::from_utf8(output.stdout)?;
        text.lines()
            .filter(|line| !line.trim().is_empty())
            .map(|line| Ok(serde_json::from_str(line)?))
            .collect()
    }

    fn hand_over(&self, child: &mut Child, secrets: &[&str]) -> Result<()> {
        let mut input = child.stdin.take().context("no standard input")?;
        writeln!(input, "{}", self.passphrase)?;
        for secret in secrets {
            writeln!(input, "{secret}")?;
        }
        Ok(())
    }

    /// Starts the practice cloud with a scenario and waits until it says that it is ready.
    pub(super) fn practice(&self, folder: &Path, scenario: &str) -> Result<Practice> {
        let ready = folder.join("ready.json");
        // Its state is apart from the person's: two programs share no folder.
        let mut command = Command::new(&self.program);
        command.arg("--data-dir").arg(folder.join("practice")).args(["practice", "start", "--ready-file"]);
        command
            .arg(&ready)
            .args(["--scenario", scenario])
            .env("CHANGEOVER_CACHE", &self.cache)
            .stdin(Stdio::null())
            .stdout(Stdio::null());
        let mut practice = Practice { child: command.spawn()?, ready: Value::Null };
        let started = Instant::now();
        while started.elapsed() < READY_WITHIN {
            if let Some(status) = practice.child.try_wait()? {
                bail!("the practice cloud ended early ({status})");
            }
            if let Ok(text) = std::fs::read_to_string(&ready)
                && let Ok(value) = serde_json::from_str(&text)
            {
                practice.ready = value;
                return Ok(practice);
            }
            std::thread::sleep(Duration::from_millis(200));
        }
        bail!("the practice cloud was not ready within {} s", READY_WITHIN.as_secs())
    }
}

/// The running practice cloud; it is ended when this goes out of use.
pub(super) struct Practice {
    child: Child,
    /// What the ready file says.
    pub(super) ready: Value,
}

impl Drop for Practice {
    /// Asks it to end, so that it stops its servers; insists only when it does not.
    fn drop(&mut self) {
        if cfg!(unix) {
            Command::new("kill").args(["-INT", &self.child.id().to_string()]).status().ok();
            for _ in 0..100 {
                if !matches!(self.child.try_wait(), Ok(None)) {
                    return;
                }
                std::thread::sleep(Duration::from_millis(100));
            }
        }
        self.child.kill().ok();
        self.child.wait().ok();
    }
}
