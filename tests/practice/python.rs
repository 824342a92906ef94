//! Clients in Python: of Clever Cloud a whole sign-in and a strictly read profile, everything signed with HMAC-SHA512; of
//! alwaysdata a database's whole life.

use std::path::{Path, PathBuf};

use secrecy::ExposeSecret;
use serde_json::{Value, json};
use tokio::process::Command;

use crate::programs::{folder, run};

/// Pinned: what each proves holds for this version.
const CLEVER_CLOUD: &str = "clevercloud-sdk==0.2.2";
const ALWAYSDATA: &str = "alwaysdata-api==0.9.4";

/// A Python with a client in it, made once in the cache. `None` where there is no Python, or one that is too old.
async fn python(package: &str) -> Option<PathBuf> {
    let home = practice::servers::cache_root().join("clients").join(package.replace("==", "-"));
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
            Command::new(&python).args(["-m", "pip", "install", "--quiet", package]).output().await.ok()?;
        assert!(installed.status.success(), "pip: {}", String::from_utf8_lossy(&installed.stderr));
        std::fs::write(complete, "").ok()?;
    }
    drop(lock);
    Some(python)
}

#[tokio::test]
async fn it_signs_in_and_reads_the_profile_signed_and_by_token() {
    let Some(python) = python(CLEVER_CLOUD).await else {
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

#[tokio::test]
async fn the_client_of_alwaysdata_makes_finds_and_deletes_a_database() {
    let Some(python) = python(ALWAYSDATA).await else {
        eprintln!("skipped: no Python 3.11 with venv on this machine");
        return;
    };
    let cloud = crate::hosting(300).await;
    let input = json!({
        "base_url": cloud.base_url, "account": "nord", "token": cloud.token.expose_secret(), "delay": 1.0,
    });
    let mut command = Command::new(python);
    command.arg(folder().join("alwaysdata.py"));
    let output = run(command, &input.to_string()).await;
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let learned: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(learned["names"], json!(["nord_shop", "nord_notes"]));
    assert_eq!(learned["first"][0], "nord_shop");
    assert_eq!(learned["first"][2]["nord_reports"], "READONLY");
    assert_eq!(learned["others"], 2, "MySQL and RabbitMQ are listed too");
    assert!(learned["asked_for"].as_u64() > Some(1), "a write is queued: {learned}");
    assert_eq!(learned["made"], json!(["nord_by_client", "POSTGRESQL", { "nord": "FULL" }]));
    assert_eq!(learned["annotated"], "kept for a while");
    let refusals = learned["refusals"].as_array().unwrap();
    assert_eq!(refusals[0], json!([400, r#"{"name":["This name is already used."]}"#]));
    assert_eq!(refusals[1], json!([400, r#"{"name":["The name must start with nord_"]}"#]));
    assert!(learned["users"].as_array().unwrap().contains(&json!("nord_by_client")), "{learned}");
    assert_eq!(learned["accounts"], json!(["nord"]));
    assert_eq!(learned["customers"], json!(["camille.morel@practice.example"]));
    assert_eq!(learned["sites"], json!(["shop", "pages", "old shop"]));
    assert_eq!((&learned["restarted"], cloud.asked("POST", "/restart/")), (&Value::Null, 1));
    assert_eq!((&learned["stranger"], &learned["elsewhere"]), (&json!(401), &json!(403)));
    assert_eq!(cloud.asked("GET", "/v1/database"), 0, "addresses are as the client builds them");
    cloud.stop().await;
}
