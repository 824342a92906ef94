//! The real program carries a database of every kind, and the newest `pg_dump` says the same of both sides.

use practice::servers;
use support::dump;
use support::postgres::run;

use crate::terminal::Terminal;

#[tokio::test]
async fn what_the_program_carried_dumps_the_same() {
    let (old, new) = tokio::join!(servers::start(18), servers::start(18));
    let (old, new) = (old.unwrap(), new.unwrap());
    for side in [&old, &new] {
        run(&side.admin("postgres"), "CREATE DATABASE torture TEMPLATE template0").await;
    }
    let (source, target) = (old.admin("torture"), new.admin("torture"));
    let newer = include_str!("../engines/dumps/torture_newer.sql");
    let strange = include_str!("../engines/dumps/strange.sql");
    run(&source, &format!("{}{newer}{strange}", include_str!("../engines/dumps/torture.sql"))).await;
    let url = |endpoint| secrecy::ExposeSecret::expose_secret(&servers::url(endpoint)).to_owned();
    let said = Terminal::new().without_passphrase().run(&[
        "--json",
        "transfer",
        "--from",
        &url(&source),
        "--to",
        &url(&target),
    ]);
    let last = said.events().pop().unwrap();
    assert_eq!(
        last["report"]["verification"]["differences"].as_array().map(Vec::len),
        Some(0),
        "{}",
        said.err
    );
    said.assert_silent_about(&["canary-role", "canary-mapping", "canary-subscription"]);
    // One major on both sides: nothing at all may be printed otherwise.
    assert_eq!(dump::schema(&source).await, dump::schema(&target).await);
}
