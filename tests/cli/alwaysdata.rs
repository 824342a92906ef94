//! An account at alwaysdata from a terminal: the token with its further fields, and the databases of the practice cloud.

use practice::scenario::Scenario;

use crate::cloud::Started;
use crate::terminal::Terminal;

/// One account on PostgreSQL 14 with the sample that comes with the product.
fn hosting() -> Scenario {
    let mut scenario = Scenario::built_in("alwaysdata").unwrap();
    let accounts = &mut scenario.alwaysdata.as_mut().unwrap().accounts;
    accounts.retain(|account| account.name == "nord");
    for database in &mut accounts[0].databases {
        database.seed.retain(|seed| seed == "bookshop");
    }
    scenario
}

#[test]
fn the_fields_beside_the_token_are_typed_and_the_secret_ones_piped() {
    let cloud = Started::new(&hosting());
    let fields = &cloud.ready["providers"]["alwaysdata"]["fields"];
    let text = |name: &str| fields[name].as_str().unwrap();
    let (token, password) = (text("token"), text("database_password"));
    let terminal = Terminal::new();
    let user = format!("database_user={}", text("database_user"));
    let add = [
        "accounts",
        "add",
        "--provider",
        "alwaysdata",
        "--name",
        "Practice",
        "--base-url",
        cloud.base_url(),
        "--token-stdin",
        "--field",
        "account=nord",
        "--field",
        &user,
    ];
    for (more, lines, said_of_it) in [
        (&["--field", "database_password=canary"][..], &[token][..], "--field-stdin database_password"),
        (&["--field", "nonsense=canary"], &[token], "nonsense"),
        (&["--field", "canary"], &[token], "--field"),
        (&["--field", "account=canary"], &[token], "twice"),
        (&["--field-stdin", "database_password"], &[token], "database_password"),
        (&[], &[token], "database_password"),
    ] {
        let said = terminal.tell(&[&add[..], more].concat(), lines);
        assert_eq!((said.code, said.out.as_str()), (2, ""), "{more:?}: {}", said.err);
        assert!(said.err.contains(said_of_it), "{more:?}: {}", said.err);
        said.assert_silent_about(&["canary", token]);
    }
    let whole = [&add[..], &["--field-stdin", "database_password"]].concat();
    let said = terminal.tell(&whole, &[token, password]);
    assert_eq!(said.code, 0, "{}", said.err);
    let listed = terminal.json(&["databases", "list"]);
    let shown = listed.to_string();
    for name in ["nord_shop", "nord_notes", "nord_blog", "nord_queue"] {
        assert!(shown.contains(name), "{shown}");
    }
    let shop = terminal.run(&["databases", "show", "nord_shop"]);
    assert_eq!(shop.code, 0, "{}", shop.err);
    assert!(shop.out.contains("nord_reports"), "users who may only read are shown: {}", shop.out);
    for said in [&said, &shop] {
        said.assert_silent_about(&[token, password]);
    }
    terminal.assert_kept(&[token, password]);
}
