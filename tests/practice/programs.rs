//! Runs the clients: installs them where they are missing, gives each call a home of its own, never a shell.

use std::path::{Path, PathBuf};
use std::process::{Output, Stdio};

use serde_json::Value;
use tokio::io::AsyncWriteExt;
use tokio::process::Command;

/// The folder with the pins and the small programs that drive the clients.
pub(crate) fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("clients")
}

/// Installs what the lock file pins, unless it is there. Tests run at the same time: one installs, the others wait.
pub(crate) async fn install() {
    let folder = folder();
    let installed = folder.join("node_modules").join(".package-lock.json");
    let lock = std::fs::File::create(std::env::temp_dir().join("changeover-official-clients.lock")).unwrap();
    let lock = tokio::task::spawn_blocking(move || lock.lock().map(|()| lock)).await.unwrap().unwrap();
    if !installed.is_file() {
        let npm = if cfg!(windows) { "npm.cmd" } else { "npm" };
        let mut command = Command::new(npm);
        command.args(["ci", "--no-audit", "--no-fund", "--ignore-scripts"]).current_dir(&folder);
        let output = command.output().await.unwrap();
        assert!(output.status.success(), "npm ci: {}", String::from_utf8_lossy(&output.stderr));
    }
    drop(lock);
}

/// Runs a program with this text on its standard input.
pub(crate) async fn run(mut command: Command, input: &str) -> Output {
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).kill_on_drop(true);
    let mut child = command.spawn().unwrap();
    child.stdin.take().unwrap().write_all(input.as_bytes()).await.unwrap();
    child.wait_with_output().await.unwrap()
}

/// Runs one of our small programs in Node and reads the JSON that it prints.
pub(crate) async fn node(program: &str, input: &Value) -> Value {
    install().await;
    let mut command = Command::new("node");
    command.arg(folder().join(program)).current_dir(folder());
    let output = run(command, &input.to_string()).await;
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{program}: {said}");
    serde_json::from_slice(&output.stdout).unwrap_or_else(|error| panic!("{program}: {error}: {said}"))
}
