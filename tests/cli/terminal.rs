//! A terminal of our own: the real program, with a home, a language and a time zone that are always the same.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};

use serde_json::Value;
use tempfile::TempDir;

/// What opens the passphrase file in every test.
pub(crate) const PASSPHRASE: &str = "canary phrase with spaces";

/// The program, built by `cargo build -p cli` beside the tests.
pub(crate) fn program() -> PathBuf {
    let tests = std::env::current_exe().unwrap();
    let file = tests.ancestors().nth(2).unwrap().join("changeover");
    assert!(file.is_file(), "{} is not there: cargo build -p cli", file.display());
    file
}

/// A home folder and what is set in it.
pub(crate) struct Terminal {
    home: TempDir,
    more: Vec<(String, String)>,
    passphrase: bool,
}

/// What a call has said and how it ended.
pub(crate) struct Said {
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Terminal {
    /// One whose secrets are in the passphrase file; there is no keyring.
    pub(crate) fn new() -> Self {
        let home = tempfile::Builder::new().prefix("changeover-cli-").tempdir().unwrap();
        Self { home, more: Vec::new(), passphrase: true }
    }

    /// The same without the passphrase file.
    pub(crate) fn without_passphrase(mut self) -> Self {
        self.passphrase = false;
        self
    }

    /// One more variable for every call.
    pub(crate) fn with(mut self, name: &str, value: &str) -> Self {
        self.more.push((name.to_owned(), value.to_owned()));
        self
    }

    /// Where the program keeps its state.
    pub(crate) fn state(&self) -> PathBuf {
        self.home.path().join("state")
    }

    /// The home folder.
    pub(crate) fn home(&self) -> &Path {
        self.home.path()
    }

    /// The program with its state in the home, ready for more arguments.
    pub(crate) fn command(&self) -> Command {
        let mut command = Command::new(program());
        let inherited = std::env::vars_os().map(|(name, _)| name.to_string_lossy().into_owned());
        for name in inherited
            .filter(|name| ["PG", "LC_", "XDG_", "DBUS_"].iter().any(|start| name.starts_with(start)))
        {
            command.env_remove(name);
        }
        command.env("HOME", self.home.path()).env("LANG", "C.UTF-8").env("TZ", "UTC");
        command.envs(self.more.iter().map(|(name, value)| (name, value)));
        command.arg("--data-dir").arg(self.state());
        if self.passphrase {
            command.arg("--passphrase-stdin");
        }
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }

    /// Begins a call and hands over these lines after the passphrase.
    pub(crate) fn begin(&self, arguments: &[&str], lines: &[&str]) -> Child {
        let mut child = self.command().args(arguments).spawn().unwrap();
        let mut input = child.stdin.take().unwrap();
        let passphrase = self.passphrase.then_some(PASSPHRASE);
        for line in passphrase.iter().chain(lines) {
            // A call that refuses what was typed does not read.
            let _ = writeln!(input, "{line}");
        }
        child
    }

    /// Makes a call with these lines on its standard input.
    pub(crate) fn tell(&self, arguments: &[&str], lines: &[&str]) -> Said {
        Said::of(self.begin(arguments, lines).wait_with_output().unwrap())
    }

    /// Makes a call.
    pub(crate) fn run(&self, arguments: &[&str]) -> Said {
        self.tell(arguments, &[])
    }

    /// Makes a call that has to go well, and reads the one JSON value that it prints.
    pub(crate) fn json(&self, arguments: &[&str]) -> Value {
        let said = self.run(&[&["--json"], arguments].concat());
        assert_eq!(said.code, 0, "{arguments:?}: {}", said.err);
        serde_json::from_str(&said.out).unwrap()
    }

    /// Processes that guard a freeze and were started from this home: their arguments.
    pub(crate) fn guards(&self) -> Vec<String> {
        let home = format!("HOME={}\0", self.home.path().display());
        let read = |process: &Path, name: &str| {
            let bytes = std::fs::read(process.join(name)).unwrap_or_default();
            String::from_utf8_lossy(&bytes).into_owned()
        };
        let all = std::fs::read_dir("/proc").unwrap().flatten().map(|entry| entry.path());
        let ours = all.filter(|process| read(process, "environ").contains(&home));
        let ours = ours.map(|process| read(&process, "cmdline"));
        ours.filter(|arguments| arguments.contains("guard-a-freeze")).collect()
    }

    /// Fails when a guard does not end soon.
    pub(crate) fn assert_unguarded(&self) {
        let began = std::time::Instant::now();
        while !self.guards().is_empty() {
            assert!(
                began.elapsed() < std::time::Duration::from_secs(20),
                "a guard is left: {:?}",
                self.guards()
            );
            std::thread::sleep(std::time::Duration::from_millis(50));
        }
    }

    /// Fails when one of these secrets stands in a file of the home.
    pub(crate) fn assert_kept(&self, secrets: &[&str]) {
        let mut folders = vec![self.home.path().to_owned()];
        let mut read = 0;
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    folders.push(path);
                } else if let Ok(bytes) = std::fs::read(&path) {
                    read += 1;
                    for secret in secrets {
                        let found = bytes.windows(secret.len()).any(|part| part == secret.as_bytes());
                        assert!(!found, "a secret stands in {}", path.display());
                    }
                }
            }
        }
        assert!(read > 0, "no file was read");
    }
}

impl Said {
    pub(crate) fn of(output: Output) -> Self {
        let text = |bytes| String::from_utf8(bytes).unwrap();
        Self { code: output.status.code().unwrap_or(-1), out: text(output.stdout), err: text(output.stderr) }
    }

    /// The lines of the output, each as JSON.
    pub(crate) fn events(&self) -> Vec<Value> {
        self.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }

    /// Fails when one of these secrets was said.
    pub(crate) fn assert_silent_about(&self, secrets: &[&str]) {
        for secret in secrets {
            assert!(!self.out.contains(secret) && !self.err.contains(secret), "a secret was printed");
        }
    }
}

/// Sends a signal to a child of ours.
pub(crate) fn signal(child: &Child, name: &str) {
    let status = Command::new("kill").args([name, &child.id().to_string()]).status().unwrap();
    assert!(status.success());
}
