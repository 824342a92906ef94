//! `practice start`: the ready file, addresses that any client takes, and how it ends.

use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};

use serde_json::Value;
use sqlx::Connection as _;

use crate::cloud::{EMPTY, SHOP, Started, small};
use crate::sql;
use crate::terminal::{Said, Terminal, program, signal};

/// The names inside an object, in order.
fn names(value: &Value) -> Vec<&str> {
    value.as_object().unwrap().keys().map(String::as_str).collect()
}

#[tokio::test]
async fn the_ready_file_says_where_everything_is_and_goes_with_the_servers() {
    let mut cloud = Started::new(&small());
    let ready = &cloud.ready;
    assert_eq!(names(ready), ["databases", "providers"]);
    assert_eq!(names(&ready["providers"]), ["clever-cloud"]);
    let provider = &ready["providers"]["clever-cloud"];
    assert_eq!(names(provider), ["base_url", "fields", "oauth", "owner_id", "token"]);
    assert_eq!(names(&provider["oauth"]), ["consumer_key", "consumer_secret", "secret", "token"]);
    assert!(cloud.base_url().starts_with("http://127.0.0.1:"));
    let databases = ready["databases"].as_array().unwrap();
    assert_eq!(databases.len(), 2, "those that are only shown have no address");
    for (database, (name, version)) in databases.iter().zip([(SHOP, "14"), (EMPTY, "18")]) {
        assert_eq!(names(database), ["engine", "id", "name", "provider", "url", "version"]);
        assert_eq!(database["provider"], "clever-cloud");
        assert_eq!(database["engine"], "postgresql");
        assert_eq!(database["name"], name);
        assert_eq!(database["version"], version);
        assert!(database["id"].as_str().unwrap().starts_with("addon_"));
        assert_eq!(sql::major(cloud.url(name)).await, version);
    }
    assert!(sql::content(cloud.url(SHOP)).await.len() > 3, "the sample is there");
    // The data is where it was asked for, and the file is for its owner alone.
    assert!(std::fs::read_dir(cloud.file("practice")).unwrap().count() >= 2);
    let mode = std::os::unix::fs::MetadataExt::mode(&std::fs::metadata(cloud.file("ready.json")).unwrap());
    assert_eq!(mode & 0o777, 0o600);

    assert_eq!(cloud.end("-INT").code(), Some(130));
    assert!(!cloud.file("ready.json").exists(), "it would tell of servers that are gone");
    assert!(sqlx::PgConnection::connect(cloud.url(SHOP)).await.is_err());
    assert!(sqlx::PgConnection::connect(cloud.url(EMPTY)).await.is_err());
    let left = std::fs::read_dir(cloud.file("practice")).map_or(0, Iterator::count);
    assert_eq!(left, 0, "data of servers that are gone");
}

#[test]
fn without_a_file_the_object_is_the_only_thing_on_the_standard_output() {
    let mut scenario = small();
    scenario.databases.retain(|database| database.key != SHOP && database.key != EMPTY);
    scenario.applications.clear();
    scenario.configurations.clear();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("no-server.json");
    std::fs::write(&file, serde_json::to_vec(&scenario).unwrap()).unwrap();
    let mut command = Command::new(program());
    command
        .args(["practice", "start", "--scenario"])
        .arg(&file)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    let mut child = command.stdin(Stdio::null()).spawn().unwrap();
    let mut line = String::new();
    let mut out = BufReader::new(child.stdout.take().unwrap());
    out.read_line(&mut line).unwrap();
    let ready: Value = serde_json::from_str(&line).unwrap();
    assert_eq!(ready["databases"], serde_json::json!([]));
    signal(&child, "-TERM");
    line.clear();
    assert_eq!(out.read_line(&mut line).unwrap(), 0, "{line}");
    assert_eq!(child.wait().unwrap().code(), Some(130));
}

#[test]
fn a_scenario_that_is_none_is_refused_with_its_place() {
    let terminal = Terminal::new();
    let file = terminal.home().join("scenario.json");
    std::fs::write(&file, "{\n  \"nam\": \"x\" }").unwrap();
    let refused = |scenario: &str| -> Said { terminal.run(&["practice", "start", "--scenario", scenario]) };
    let said = refused(file.to_str().unwrap());
    assert_eq!((said.code, said.out.as_str()), (2, ""));
    assert!(said.err.contains("line 2") && said.err.contains("CHG-"), "{}", said.err);
    let said = refused("nowhere.json");
    assert_eq!((said.code, said.out.as_str()), (2, ""));
    assert!(said.err.contains("nowhere.json") && said.err.contains("To do:"), "{}", said.err);
}
