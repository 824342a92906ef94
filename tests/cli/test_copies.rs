//! Test copies from a terminal: ordered, followed, compared, handed over, deleted; killed half way and found again.

use std::io::{BufRead as _, BufReader};

use serde_json::Value;

use crate::cloud::{SHOP, Started, small, small_with};
use crate::sql;
use crate::terminal::Terminal;

/// Names at the provider that bear our label.
fn billed(terminal: &Terminal) -> Vec<String> {
    let all = terminal.json(&["databases", "list"]);
    let names = all.as_array().unwrap().iter().flat_map(|account| account["databases"].as_array().unwrap());
    let names = names.map(|one| one["summary"]["name"].as_str().unwrap().to_owned());
    names.filter(|name| name.contains("co-test-")).collect()
}

#[tokio::test]
async fn a_test_copy_is_made_asked_handed_over_and_deleted() {
    let cloud = Started::new(&small());
    let before = sql::content(cloud.url(SHOP)).await;
    let terminal = Terminal::new();
    cloud.sign_in(&terminal);
    let none = terminal.run(&["test-copy", "list", "--lang", "en"]);
    assert_eq!((none.code, none.out.trim()), (0, "No test copy, and nothing left over."));

    let env = terminal.home().join("copy.env");
    let env = env.to_str().unwrap();
    let said = terminal.run(&[
        "test-copy",
        "start",
        SHOP,
        "--to-version",
        "18",
        "--hours",
        "2",
        "--env",
        env,
        "--lang",
        "en",
    ]);
    assert_eq!(said.code, 0, "{}\n{}", said.out, said.err);
    said.assert_silent_about(&cloud.secrets());
    for words in [
        "Test copy of shop-production",
        "14 to 18",
        "ready",
        "Equal: every table",
        "Price so far",
        "Until it answered",
    ] {
        assert!(said.out.contains(words), "{words}: {}", said.out);
    }
    let text = std::fs::read_to_string(env).unwrap();
    let url = text.lines().find_map(|line| line.strip_prefix("DATABASE_URL=")).unwrap().trim_matches('\'');
    let secret = text.lines().find_map(|line| line.strip_prefix("PGPASSWORD=")).unwrap().trim_matches('\'');
    assert_eq!(sql::major(url).await, "18");
    assert_eq!(sql::content(url).await, before);
    assert_eq!(billed(&terminal).len(), 1);

    let list = terminal.json(&["test-copy", "list"]);
    let id = list["copies"][0]["id"].as_str().unwrap().to_owned();
    assert_eq!(
        (list["copies"].as_array().unwrap().len(), list["leftovers"].as_array().unwrap().len()),
        (1, 0)
    );
    let shown = terminal.run(&["test-copy", "show", SHOP, "--lang", "fr"]);
    assert!(shown.code == 0 && shown.out.contains("prête"), "{}{}", shown.out, shown.err);
    shown.assert_silent_about(&[secret]);

    let checks = terminal.home().join("checks.sql");
    std::fs::write(&checks, "-- name: books\n-- expect: same as the source\nselect count(*) from book;\n")
        .unwrap();
    let checks = checks.to_str().unwrap();
    let equal = terminal.run(&["test-copy", "check", &id, checks, "--lang", "en"]);
    assert!(equal.code == 0 && equal.out.contains("As expected: 1."), "{}{}", equal.out, equal.err);
    std::fs::write(checks, "-- expect: 14\nselect current_setting('server_version_num')::int / 10000")
        .unwrap();
    let differs = terminal.run(&["test-copy", "check", &id, checks]);
    assert!(differs.code == 5 && differs.out.contains("18"), "{}{}", differs.out, differs.err);
    let again = terminal.run(&["test-copy", "check", &id]);
    assert_eq!(again.code, 0, "{}{}", again.out, again.err);
    let counted = terminal.json(&["test-copy", "check", &id, "--statements"]);
    assert_eq!(counted["statements"]["source"], "not_counted");
    let twice = terminal.run(&["test-copy", "env", &id, env]);
    assert_eq!(twice.code, 2, "{}", twice.err);

    let gone = terminal.run(&["test-copy", "delete", &id[..18], "--lang", "en"]);
    assert_eq!(gone.code, 0, "{}{}", gone.out, gone.err);
    assert!(gone.out.contains("is gone"), "{}", gone.out);
    assert_eq!(billed(&terminal), Vec::<String>::new());
    // The one place where it may stand.
    std::fs::remove_file(env).unwrap();
    terminal.assert_kept(&[secret]);
}

#[tokio::test]
async fn one_whose_program_was_killed_is_found_and_its_deletion_repeated() {
    let refuse = serde_json::json!({ "kind": "answer", "method": "DELETE", "path": "*/addons/*", "times": 2,
                                     "reply": { "as": "status", "code": 409 } });
    let cloud = Started::new(&small_with(refuse));
    let terminal = Terminal::new();
    cloud.sign_in(&terminal);
    let mut child = terminal.begin(&["--json", "test-copy", "start", SHOP, "--to-version", "18"], &[]);
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let filling = lines.find(|line| {
        let event: Value = serde_json::from_str(line.as_ref().unwrap()).unwrap();
        event["state"] == "filling"
    });
    assert!(filling.is_some());
    child.kill().unwrap();
    child.wait().unwrap();

    let list = terminal.json(&["test-copy", "list"]);
    let [copy] = &list["copies"].as_array().unwrap()[..] else { panic!("{list}") };
    assert!(copy["price_so_far"].is_object(), "{copy}");
    assert_eq!(billed(&terminal).len(), 1);
    let said = terminal.run(&["test-copy", "delete", copy["id"].as_str().unwrap(), "--lang", "en"]);
    assert_eq!(said.code, 0, "{}{}", said.out, said.err);
    assert_eq!(said.err.matches("It is tried again").count(), 2, "{}", said.err);
    assert_eq!(billed(&terminal), Vec::<String>::new());
}
