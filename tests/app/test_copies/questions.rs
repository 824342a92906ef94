//! What a person does with a test copy: their own checks, the most expensive statements, an address in a file.

use domain::ErrorKind;
use domain::secret::ExposeSecret as _;
use domain::test_copy::{CheckOutcome, SqlChecks, StatementsSource, TestCopyState};
use serde_json::json;
use support::postgres::{connect, run, text};

use super::{rig, to_18, until};
use crate::practice_rig::shop;

const CHECKS: &str = "\
-- name: payments
-- expect: same as the source
select count(*), sum(amount) from payment;

-- name: majors
-- expect: 18
select current_setting('server_version_num')::int / 10000;

-- name: wrong on purpose
-- expect: 14
select current_setting('server_version_num')::int / 10000;

-- name: differs since
-- expect: same as the source
select title from film where film_id = 1;

-- name: not there
-- expect: (no rows)
select * from missing_table;

-- name: writes
-- expect: 1
insert into language (name) values ('x') returning 1;
";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_person_asks_both_sides_and_takes_the_address_along() {
    let rig = rig().await;
    let change = to_18(&rig.app, &rig.key).await;
    let id = rig.app.test_copy_start(&rig.key, &change, None).await.unwrap().id;
    let path = rig.folder.path().join("copy.env");
    let early = rig.app.test_copy_env(id, &path).await.unwrap_err();
    assert_eq!(early.kind, ErrorKind::WrongState);
    until(&rig.app, id, TestCopyState::Ready).await;
    let original = shop(&rig.cloud).endpoint.unwrap();
    run(&original, "update film set title = title || ' (canary)' where film_id = 1").await;

    let file = rig.folder.path().join("checks.sql");
    std::fs::write(&file, CHECKS).unwrap();
    let ask = json!({ "id": id, "from": { "type": "file", "path": file } });
    let answer = rpc::dispatch(&rig.app, "test_copy_check", ask).await.unwrap();
    let all: SqlChecks = serde_json::from_value(answer).unwrap();
    assert_eq!((all.equal, all.differ, all.failed), (2, 2, 2), "{all:#?}");
    assert!(matches!(all.checks[0].outcome, CheckOutcome::Equal) && all.checks[0].source_took.is_some());
    let CheckOutcome::Differs { expected, actual } = &all.checks[2].outcome else { panic!("{all:?}") };
    assert_eq!((expected[0][0].as_deref(), actual[0][0].as_deref()), (Some("14"), Some("18")));
    let CheckOutcome::Differs { expected, actual } = &all.checks[3].outcome else { panic!("{all:?}") };
    assert!(
        expected[0][0].as_ref().unwrap().contains("canary")
            && !actual[0][0].as_ref().unwrap().contains("canary")
    );
    let CheckOutcome::Failed { on_source: false, problem } = &all.checks[4].outcome else {
        panic!("{all:?}")
    };
    assert!(problem.detail.contains("42P01"), "{}", problem.detail);
    let CheckOutcome::Failed { problem, .. } = &all.checks[5].outcome else { panic!("{all:?}") };
    assert!(problem.detail.contains("25006"), "{}", problem.detail);
    let bad = json!({ "id": id, "from": { "type": "text", "text": "select 'canary'" } });
    let bad = rpc::dispatch(&rig.app, "test_copy_check", bad).await.unwrap_err();
    assert_eq!((bad.code.as_str(), bad.stage.as_str()), ("CHG-INP-002", "test"));
    assert!(bad.detail.contains("line 1") && !bad.detail.contains("canary"));

    // The practice servers do not count statements, which is said.
    let counted = rig.app.test_copy_statements(id, None).await.unwrap();
    assert_eq!((counted.source, counted.statements.len()), (StatementsSource::NotCounted, 0));

    // The file holds all that a client needs, for its owner alone, and overwrites nothing.
    let ask = json!({ "id": id, "path": path });
    let said = rpc::dispatch(&rig.app, "test_copy_env", ask.clone()).await.unwrap();
    assert_eq!(said, json!({}));
    let env = std::fs::read_to_string(&path).unwrap();
    let value = |name: &str| {
        let start = format!("{name}=");
        env.lines().find_map(|line| line.strip_prefix(&start)).unwrap().trim_matches('\'').to_owned()
    };
    let bare = domain::address::NoSurroundings;
    let end = engines::address(&value("DATABASE_URL"), &String::new().into(), &bare).unwrap().endpoint;
    assert_eq!(value("PGPASSWORD"), end.password.expose_secret());
    assert_eq!((value("PGSSLMODE"), value("PGPORT")), ("prefer".into(), end.port.to_string()));
    let plain = domain::database::Endpoint { tls: domain::database::Tls::Disable, ..end };
    drop(connect(&plain).await);
    assert!(text(&plain, "select count(*)::text from film").await.parse::<u32>().unwrap() > 0);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
    }
    let twice = rpc::dispatch(&rig.app, "test_copy_env", ask).await.unwrap_err();
    assert_eq!(twice.code, "CHG-INP-001");
    assert_eq!(std::fs::read_to_string(&path).unwrap(), env);
    let relative = rig.app.test_copy_env(id, "copy.env".as_ref()).await.unwrap_err();
    assert_eq!(relative.kind, ErrorKind::InvalidInput);
    rig.stop().await;
}
