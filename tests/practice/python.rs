//! The Python client: a whole sign-in and a strictly read profile, everything signed with HMAC-SHA512.

use std::path::{Path, PathBuf};

use secrecy::ExposeSecret;
use serde_json::{Value, json};
use tokio::process::Command;

use crate::programs::{folder, run};

/// Pinned: what it proves holds for this version.
const PACKAGE: &str = "clevercloud-sdk==0.2.2";

/// A Python with the client in it, made once in the cache. `None` where there is no Python, or one that is too old.
async fn python() -> Option<PathBuf> {
    let home = practice::servers::cache_root().join("clients").join(PACKAGE.replace("==", "-"));
    let inside =
        if cfg!(windows) { Path::new("Scripts").join("python.exe") } else { Path::new("bin").join("python") };
    let python = home.join(inside);
    let lock = std::fs::File::create(std::env::temp_dir().join("changeover-python-client.lock")).ok()?;
    let lock = tokio::task::spawn_blocking(move || lock.lock().map(|()| lock)).await.ok()?.ok()?;
    let complete = home.join("complete");
    if !complete.is_file() {
        let base = if cfg!(windows) { "python" } else { "python3" };
        let new_enough = "import sys; sys.exit(sys.version_info < (3, 11))";
        let checked = Command::new(base).args(["-c", new_enough]).output().await.ok()?;
        if !checked.status.success() {
            return None;
        }
        let made = Command::new(base).args(["-m", "venv"]).arg(&home).output().await.ok()?;
        if !made.status.success() {
            return None;
        }
        let installed =
            Command::new(&python).args(["-m", "pip", "install", "--quiet", PACKAGE]).output().await.ok()?;
        assert!(installed.status.success(), "pip: {}", String::from_utf8_lossy(&installed.stderr));
        std::fs::write(complete, "").ok()?;
    }
    drop(lock);
    Some(python)
}

#[tokio::test]
async fn it_signs_in_and_reads_the_profile_signed_and_by_token() {
    let Some(python) = python().await else {
        eprintln!("skipped: no Python 3.11 with venv on this machine");
        return;
    };
    let cloud = crate::cloud(50).await;
    let input = json!({
        "base_url": cloud.base_url, "key": cloud.oauth.consumer_key, "secret": cloud.oauth.consumer_secret.expose_secret(),
        "token": cloud.token.expose_secret(), "callback": "http://localhost:4810/back",
    });
    let mut command = Command::new(python);
    command.arg(folder().join("dance.py"));
    let output = run(command, &input.to_string()).await;
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let learned: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(learned["signed"], learned["bearer"]);
    assert_eq!(learned["signed"]["email"], "camille.morel@practice.example");
    assert!(learned["expires"].as_str().unwrap().starts_with("20"), "{learned}");
}
