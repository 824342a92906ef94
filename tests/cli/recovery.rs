//! The program is killed or interrupted while a migration runs: it is taken up again, and never started twice.

use std::io::{BufRead as _, BufReader};
use std::process::Child;

use serde_json::Value;

use crate::cloud::{SHOP, Started, small};
use crate::sql;
use crate::terminal::{Said, Terminal, signal};

const MIGRATE: [&str; 6] = ["--json", "migrate", SHOP, "--to-version", "17", "--confirm"];

/// A cloud in no hurry, and a migration that is under way there: seen by its first step.
fn under_way(step_ms: u64) -> (Started, Terminal, Child, BufReader<std::process::ChildStdout>) {
    let mut scenario = small();
    scenario.step_ms = step_ms;
    let cloud = Started::new(&scenario);
    let terminal = Terminal::new();
    cloud.sign_in(&terminal);
    let mut child = terminal.begin(&[&MIGRATE[..], &[SHOP]].concat(), &[]);
    let mut out = BufReader::new(child.stdout.take().unwrap());
    loop {
        let mut line = String::new();
        assert!(out.read_line(&mut line).unwrap() > 0, "it ended early");
        let event: Value = serde_json::from_str(&line).unwrap();
        if event["message"]["code"] == "step" {
            break;
        }
    }
    (cloud, terminal, child, out)
}

/// Takes the only run up again and sees it end well, with one migration at the provider.
async fn taken_up(cloud: &Started, terminal: &Terminal, before: &sql::Content) -> Said {
    let runs = terminal.json(&["runs", "list"]);
    assert_eq!(runs.as_array().unwrap().len(), 1);
    let said = terminal.run(&["--json", "runs", "resume", runs[0]["id"].as_str().unwrap()]);
    assert_eq!(said.code, 0, "{}", said.err);
    assert_eq!(cloud.migrations().await, 1, "started more than once");
    let now = cloud.url_now().await;
    assert_eq!(sql::major(&now).await, "17");
    assert_eq!(&sql::content(&now).await, before);
    said
}

#[tokio::test]
async fn a_killed_migration_is_taken_up_again_and_was_started_once() {
    let (cloud, terminal, mut child, _out) = under_way(250);
    let before = sql::content(cloud.url(SHOP)).await;
    signal(&child, "-KILL");
    child.wait().unwrap();
    assert_ne!(terminal.json(&["runs", "list"])[0]["state"], "succeeded");
    let said = taken_up(&cloud, &terminal, &before).await;
    // Typed events, one a line: where it stands first, the result last.
    let events = said.events();
    assert!(events.iter().all(|event| event["type"].is_string()));
    assert_eq!(events.first().unwrap()["type"], "snapshot");
    let last = events.last().unwrap();
    assert_eq!((last["type"].as_str(), last["exit"].as_u64()), (Some("result"), Some(0)));
    assert_eq!(last["report"]["run"]["header"]["state"], "succeeded");
}

#[tokio::test]
async fn an_interrupted_migration_goes_on_at_the_provider_and_is_followed_again() {
    let (cloud, terminal, mut child, mut out) = under_way(250);
    let before = sql::content(cloud.url(SHOP)).await;
    // Meanwhile another call may look, and none may write.
    assert_eq!(terminal.json(&["runs", "list"])[0]["database_name"], SHOP);
    let second = terminal.run(&["accounts", "remove", "Practice"]);
    assert_eq!(second.code, 75, "{}", second.err);
    assert!(second.err.contains("CHG-STO-") && second.err.contains("--data-dir"), "{}", second.err);
    signal(&child, "-INT");
    let last = std::iter::from_fn(|| {
        let mut line = String::new();
        (out.read_line(&mut line).unwrap() > 0).then_some(line)
    });
    let last: Value = serde_json::from_str(&last.last().unwrap()).unwrap();
    assert_eq!((last["type"].as_str(), last["exit"].as_u64()), (Some("interrupted"), Some(130)));
    assert_eq!(child.wait().unwrap().code(), Some(130));
    taken_up(&cloud, &terminal, &before).await;
}

#[tokio::test]
async fn an_aborted_migration_changed_nothing() {
    let (cloud, terminal, mut child, out) = under_way(700);
    signal(&child, "-KILL");
    child.wait().unwrap();
    drop(out);
    let id = terminal.json(&["runs", "list"])[0]["id"].as_str().unwrap().to_owned();
    let said = terminal.run(&["runs", "abort", &id]);
    assert_eq!(said.code, 4, "{}\n{}", said.out, said.err);
    assert_eq!(sql::major(&cloud.url_now().await).await, "14");
    assert!(sql::takes_a_write(cloud.url(SHOP)).await);
}
