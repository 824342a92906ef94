//! What cannot be done: a code, what to do, and the exit code that belongs to it. Nothing secret is repeated.

use crate::cloud::{SHOP, Started, small};
use crate::terminal::{Said, Terminal};

/// A refusal: its exit code, its code, some advice, nothing on the standard output; and the same as JSON.
fn refused(terminal: &Terminal, arguments: &[&str], lines: &[&str], exit: i32, code: &str) -> Said {
    let said = terminal.tell(arguments, lines);
    assert_eq!((said.code, said.out.as_str()), (exit, ""), "{arguments:?}: {}", said.err);
    assert!(said.err.contains(&format!("({code})")), "{arguments:?}: {}", said.err);
    assert!(said.err.contains("\nTo do: "), "{arguments:?}: {}", said.err);
    let json = terminal.tell(&[&["--json"], arguments].concat(), lines);
    let value: serde_json::Value = serde_json::from_str(json.err.trim()).unwrap();
    assert_eq!(value["type"], "error");
    assert_eq!(value["error"]["code"], code);
    assert_eq!(value["exit"], exit);
    assert_eq!(json.code, exit);
    said.assert_silent_about(&["canary"]);
    json.assert_silent_about(&["canary"]);
    said
}

const ADD: [&str; 6] = ["accounts", "add", "--provider", "clever-cloud", "--name", "Practice"];

#[test]
fn a_secret_as_an_argument_is_refused_with_the_way_to_hand_it_over() {
    let terminal = Terminal::new();
    let seen = "can be seen by other programs";
    for (arguments, way, why) in [
        (&["--token", "canary"][..], "--token-stdin", seen),
        (&["--token=canary"], "--token-stdin", seen),
        (&["--token-stdin=canary"], "--token-stdin", seen),
        (&["--token-stdin", "--passphrase", "canary"], "--passphrase-stdin", seen),
        (&["--token-stdin", "--password=canary"], "PGPASSFILE", seen),
        // A bare word could be one.
        (&["--token-stdin", "canary"], "--token-stdin", "could be a secret"),
    ] {
        let said = refused(&terminal, &[&ADD[..], arguments].concat(), &[], 2, "CHG-INP-001");
        assert!(said.err.contains(way) && said.err.contains(why), "{}", said.err);
    }
    assert!(!terminal.state().exists(), "something was begun");
}

#[test]
fn what_is_wrong_is_told_with_its_code() {
    let cloud = Started::new(&small());
    let terminal = Terminal::new();
    let here = ["--base-url", cloud.base_url(), "--token-stdin"];
    refused(&terminal, &[&ADD[..], &here].concat(), &["canary"], 6, "CHG-AUT-001");
    refused(&terminal, &[&ADD[..], &here].concat(), &[""], 2, "CHG-INP-001");
    let nowhere = ["--base-url", "http://127.0.0.1:1", "--token-stdin"];
    refused(&terminal, &[&ADD[..], &nowhere].concat(), &["canary"], 75, "CHG-NET-002");
    let other = ["accounts", "add", "--provider", "nobody", "--name", "N", "--token-stdin"];
    let said = refused(&terminal, &other, &["canary"], 2, "CHG-INP-001");
    assert!(said.err.contains("clever-cloud"), "what there is: {}", said.err);
    assert_eq!(terminal.json(&["accounts", "list"]), serde_json::json!([]), "no account was added");

    cloud.sign_in(&terminal);
    let said = refused(&terminal, &["databases", "show", "nothing"], &[], 2, "CHG-INP-001");
    assert!(said.err.contains(SHOP), "what there is: {}", said.err);
    refused(&terminal, &["runs", "show", "nothing"], &[], 2, "CHG-INP-001");
    refused(&terminal, &["accounts", "test", "nothing"], &[], 2, "CHG-INP-001");
    let plan = ["check", SHOP, "--to-version", "17", "--plan", "nothing"];
    refused(&terminal, &plan, &[], 2, "CHG-INP-001");

    // Another passphrase, and none: what the file holds stays in it.
    let mut wrong = terminal.command();
    wrong.args(["accounts", "test", "Practice"]);
    let mut child = wrong.spawn().unwrap();
    std::io::Write::write_all(&mut child.stdin.take().unwrap(), b"another phrase\n").unwrap();
    let said = Said::of(child.wait_with_output().unwrap());
    assert_eq!((said.code, said.out.as_str()), (1, ""));
    assert!(said.err.contains("CHG-VLT-"), "{}", said.err);
    let bare = terminal.without_passphrase();
    let said = refused(&bare, &["accounts", "test", "Practice"], &[], 1, "CHG-VLT-003");
    assert!(said.err.contains("--passphrase-stdin"), "{}", said.err);
    let said = bare.run(&["databases", "list"]);
    assert_eq!((said.code, said.out.as_str()), (1, ""), "it looks as if there were none");
}

#[test]
fn without_a_keyring_and_without_a_passphrase_file_the_way_out_is_named() {
    let cloud = Started::new(&small());
    let terminal = Terminal::new().without_passphrase();
    let add = [&ADD[..], &["--base-url", cloud.base_url(), "--token-stdin"]].concat();
    let said = terminal.tell(&add, &[cloud.token()]);
    assert_eq!((said.code, said.out.as_str()), (1, ""), "{}", said.err);
    assert!(said.err.contains("CHG-VLT-") && said.err.contains("--passphrase-stdin"), "{}", said.err);
    said.assert_silent_about(&cloud.secrets());
    terminal.assert_kept(&cloud.secrets());
}

#[test]
fn the_passphrase_file_is_made_once_and_opens_by_its_passphrase_alone() {
    let terminal = Terminal::new();
    let said = refused(&terminal, &["vault", "unlock"], &[], 2, "CHG-INP-001");
    assert!(said.err.contains("vault create"), "what to do: {}", said.err);
    let bare = terminal.without_passphrase();
    let with = ["--passphrase-stdin", "vault"];
    refused(&bare, &["vault", "create"], &[], 2, "CHG-INP-001");
    refused(&bare, &[&with[..], &["create"]].concat(), &["canary"], 2, "CHG-INP-001");
    let made = bare.tell(&["--json", with[0], with[1], "create"], &["canary long enough"]);
    assert_eq!(made.code, 0, "{}", made.err);
    assert_eq!(made.events()[0]["file"], "open");
    refused(&bare, &[&with[..], &["unlock"]].concat(), &["canary of another"], 1, "CHG-VLT-004");
    assert_eq!(bare.tell(&[&with[..], &["unlock"]].concat(), &["canary long enough"]).code, 0);
    assert_eq!(bare.json(&["vault", "state"])["file"], "locked");
    bare.assert_kept(&["canary long enough"]);
}
