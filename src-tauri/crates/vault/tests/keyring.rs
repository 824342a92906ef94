//! The vault against a real Secret Service: a private bus, a private home, a keyring that is working, locked or absent.
//! Each case runs in a process of its own: this test program starts itself again under `dbus-run-session`.
//! Where the programs of a desktop session are missing, the tests say so and check nothing.
#![cfg(all(unix, not(target_os = "macos")))]
#![allow(clippy::unwrap_used, reason = "a test says what broke by panicking")]

use std::path::Path;
use std::process::{Command, Output};
use std::time::{Duration, Instant};

use domain::Secret;
use domain::ids::AccountId;
use secrecy::ExposeSecret as _;
use uuid::Uuid;
use vault::{Kept, RingState, Vault, VaultOptions};

const CASE: &str = "VAULT_TEST_CASE";
const NAMESPACE: &str = "app.changeover.test";
const ACCOUNT: AccountId = AccountId(Uuid::from_u128(0x0d0e_0f10_1112_4314_8516_1718_191a_1b1c));
/// Makes and unlocks a login keyring, the way a session's start does.
const UNLOCKED: &str =
    "printf 'ci-password' | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1";
/// Starts the service with the keyring left locked.
const LOCKED: &str = "gnome-keyring-daemon --start --components=secrets >/dev/null 2>&1";
const ITSELF: &str = r#""$TEST_PROGRAM" --exact in_the_session --nocapture"#;
const LOOKUP: &str = "secret-tool lookup service app.changeover.test username \
                      account/0d0e0f10-1112-4314-8516-1718191a1b1c";

/// The cases, inside the session. Does nothing by itself.
#[tokio::test]
async fn in_the_session() {
    let Ok(case) = std::env::var(CASE) else { return };
    let home = std::env::var("HOME").unwrap();
    let mut options = VaultOptions::new(NAMESPACE, Path::new(&home).join("vault.age"));
    options.patience = Duration::from_secs(4);
    options.work_factor = 4;
    let vault = Vault::open(options);
    match case.as_str() {
        "put" => {
            assert_eq!(vault.state().await.keyring, RingState::Working);
            let kept = vault.put(ACCOUNT, Secret::from("first")).await.unwrap();
            assert_eq!(kept, Kept::Keyring);
            vault.put(ACCOUNT, Secret::from("canary-tökén")).await.unwrap();
            let long = "x".repeat(64 * 1024);
            let other = AccountId(Uuid::new_v4());
            vault.put(other, Secret::from(long.clone())).await.unwrap();
            assert_eq!(vault.get(other).await.unwrap().expose_secret(), long);
            vault.remove(other).await.unwrap();
        }
        "get" => assert_eq!(vault.get(ACCOUNT).await.unwrap().expose_secret(), "canary-tökén"),
        "remove" => {
            vault.remove(ACCOUNT).await.unwrap();
            vault.remove(ACCOUNT).await.unwrap();
            let kind = vault.get(ACCOUNT).await.unwrap_err().kind;
            assert_eq!(kind, domain::ErrorKind::SecretMissing);
        }
        "unusable" => {
            let expected = std::env::var("EXPECTED").unwrap();
            let began = Instant::now();
            let state = vault.state().await;
            assert_eq!(format!("{:?}", state.keyring), expected);
            assert_eq!(state.used, None);
            let read = vault.get(ACCOUNT).await.unwrap_err().kind;
            let written = vault.put(ACCOUNT, Secret::from("lost")).await.unwrap_err().kind;
            for kind in [read, written] {
                assert_eq!(format!("{kind:?}"), format!("Keyring{expected}"));
            }
            assert!(began.elapsed() < Duration::from_secs(30), "{:?}", began.elapsed());
            // The way out: a passphrase file.
            vault.create(Secret::from("correct horse")).await.unwrap();
            assert_eq!(vault.put(ACCOUNT, Secret::from("kept")).await.unwrap(), Kept::File);
            assert_eq!(vault.get(ACCOUNT).await.unwrap().expose_secret(), "kept");
        }
        "late" => {
            // The service starts after the first look: it must be found without a restart of the program.
            assert_eq!(vault.state().await.keyring, RingState::Unavailable);
            let started = Command::new("sh").args(["-c", UNLOCKED]).status().unwrap();
            assert!(started.success());
            let began = Instant::now();
            while vault.state().await.keyring != RingState::Working {
                assert!(began.elapsed() < Duration::from_secs(10), "the service is not found");
                tokio::time::sleep(Duration::from_millis(50)).await;
            }
        }
        other => panic!("no such case: {other}"),
    }
    println!("\ncase {case} passed");
}

/// Whether a session of our own can be had here.
fn session_programs() -> bool {
    let found = ["dbus-run-session", "gnome-keyring-daemon", "secret-tool"].into_iter().all(|program| {
        std::env::split_paths(&std::env::var_os("PATH").unwrap_or_default())
            .any(|folder| folder.join(program).is_file())
    });
    if !found {
        eprintln!("skipped: dbus, gnome-keyring and libsecret-tools are not installed");
    }
    found
}

/// A bus that starts no service by itself.
const BARE_BUS: &str = r#"<busconfig><type>session</type><listen>unix:tmpdir=/tmp</listen>
<policy context="default"><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/></policy>
</busconfig>"#;

fn shell(script: &str, home: &Path, case: &str, bus: bool) -> Output {
    let mut command = match bus {
        true => Command::new("dbus-run-session"),
        false => Command::new("sh"),
    };
    if bus {
        if home.join("bus.conf").exists() {
            command.arg("--config-file").arg(home.join("bus.conf"));
        }
        command.args(["--", "sh"]);
    }
    command
        .args(["-ec", script])
        .env_clear()
        .env("PATH", std::env::var_os("PATH").unwrap_or_default())
        .env("HOME", home)
        .env("XDG_RUNTIME_DIR", home)
        .env("TEST_PROGRAM", std::env::current_exe().unwrap())
        .env(CASE, case)
        .output()
        .unwrap()
}

fn passed(output: &Output, case: &str) -> String {
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{case}:\n{text}\n{errors}");
    assert!(text.contains(&format!("case {case} passed")), "{case}:\n{text}\n{errors}");
    text
}

#[test]
fn another_program_reads_what_we_keep_and_it_outlives_the_session() {
    if !session_programs() {
        return;
    }
    let home = tempfile::tempdir().unwrap();
    let first = shell(&format!("{UNLOCKED}; {ITSELF}; echo; {LOOKUP}"), home.path(), "put", true);
    assert!(passed(&first, "put").ends_with("canary-tökén"), "read back by secret-tool");
    // Nothing of it lies open in the home.
    for entry in std::fs::read_dir(home.path().join(".local/share/keyrings")).unwrap() {
        let bytes = std::fs::read(entry.unwrap().path()).unwrap();
        assert!(!bytes.windows(6).any(|part| part == b"canary"));
    }
    let next = shell(&format!("{UNLOCKED}; {ITSELF}"), home.path(), "get", true);
    passed(&next, "get");
    let last =
        shell(&format!("{UNLOCKED}; {ITSELF}; {LOOKUP} && exit 9 || true"), home.path(), "remove", true);
    assert!(!passed(&last, "remove").contains("canary"));
}

#[test]
fn a_locked_keyring_is_named_and_the_file_is_the_way_out() {
    if !session_programs() {
        return;
    }
    let home = tempfile::tempdir().unwrap();
    passed(&shell(&format!("{UNLOCKED}; {ITSELF}"), home.path(), "put", true), "put");
    let script = format!("export EXPECTED=Locked; {LOCKED}; {ITSELF}");
    passed(&shell(&script, home.path(), "unusable", true), "unusable");
    // What was in the keyring is still there.
    let script = format!("{UNLOCKED}; {LOOKUP}");
    let text = shell(&script, home.path(), "none", true);
    assert_eq!(String::from_utf8_lossy(&text.stdout), "canary-tökén");
}

#[test]
fn no_keyring_is_named_at_once_with_a_bus_and_without() {
    if !session_programs() {
        return;
    }
    // `DBUS_SESSION_BUS_ADDRESS` is not set and `XDG_RUNTIME_DIR` holds no bus.
    let home = tempfile::tempdir().unwrap();
    let script = format!("export EXPECTED=Unavailable; {ITSELF}");
    passed(&shell(&script, home.path(), "unusable", false), "unusable");

    // A service that runs, in a home where nobody has made a keyring: an empty standard input makes none.
    let home = tempfile::tempdir().unwrap();
    let script = format!("export EXPECTED=Unavailable; {LOCKED}; {ITSELF}");
    passed(&shell(&script, home.path(), "unusable", true), "unusable");
}

#[test]
fn a_service_that_starts_later_is_found() {
    if !session_programs() {
        return;
    }
    let home = tempfile::tempdir().unwrap();
    std::fs::write(home.path().join("bus.conf"), BARE_BUS).unwrap();
    passed(&shell(ITSELF, home.path(), "late", true), "late");
}
