//! `transfer` between two real servers: by addresses on the standard input, by a service and the password file, by URL.

use serde_json::Value;

use crate::cloud::{EMPTY, SHOP, Started, small};
use crate::sql;
use crate::terminal::Terminal;

/// An address without its password, its password, and its parts.
fn parts(url: &str) -> (String, &str, [&str; 4]) {
    let rest = url.strip_prefix("postgresql://").unwrap();
    let (user, place) = rest.split_once('@').unwrap();
    let (user, password) = user.split_once(':').unwrap();
    let (host, database) = place.split_once('/').unwrap();
    let (host, port) = host.split_once(':').unwrap();
    (format!("postgresql://{user}@{place}"), password, [user, host, port, database])
}

/// Empties a database of ours again.
pub(crate) async fn empty(url: &str) {
    let drop = "do $$ declare one record; begin
        for one in select nspname from pg_namespace where nspname !~ '^pg_' and nspname not in ('information_schema', 'public') loop
          execute format('drop schema %I cascade', one.nspname); end loop;
        for one in select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname = 'public' loop
          execute 'drop table if exists ' || one.name || ' cascade'; end loop;
        for one in select p.oid::regprocedure::text as name from pg_proc p where pronamespace = 'public'::regnamespace loop
          execute 'drop routine if exists ' || one.name || ' cascade'; end loop;
        for one in select t.oid::regtype::text as name from pg_type t where typnamespace = 'public'::regnamespace
          and typtype in ('e', 'd') or typnamespace = 'public'::regnamespace and typtype = 'c' loop
          execute 'drop type if exists ' || one.name || ' cascade'; end loop;
        end $$";
    sqlx::raw_sql(drop).execute(&mut sql::connect(url).await).await.unwrap();
}

/// Takes the rights of everybody else on a database: a role that the other server lacks would be told, and rightly.
pub(crate) async fn alone(url: &str) {
    let revoke = "do $$ declare one record; begin
        for one in select distinct a.grantee::regrole::text as role from pg_database d, aclexplode(d.datacl) a
          where d.datname = current_database() and a.grantee <> 0 and a.grantee <> d.datdba loop
          execute format('revoke all on database %I from %s', current_database(), one.role); end loop;
        end $$";
    sqlx::raw_sql(revoke).execute(&mut sql::connect(url).await).await.unwrap();
}

#[tokio::test]
async fn a_database_of_an_account_is_a_side_whose_address_nobody_types() {
    let cloud = Started::new(&small());
    let (from, to) = (cloud.url(SHOP), cloud.url(EMPTY));
    alone(from).await;
    let terminal = Terminal::new();
    cloud.sign_in(&terminal);
    let target = format!("database:{EMPTY}");
    let unknown = terminal.run(&["transfer", "--from", "database:nothing", "--to", &target]);
    assert_eq!(unknown.code, 2, "{}", unknown.err);
    assert!(unknown.err.contains("nothing"), "{}", unknown.err);
    let source = format!("database:{SHOP}");
    let said = terminal.run(&["--json", "transfer", "--from", &source, "--to", &target]);
    assert_eq!(said.code, 0, "{}\n{}", said.out, said.err);
    assert_eq!(sql::content(to).await, sql::content(from).await);
    let said = terminal.run(&["verify", "--from", &source, "--to", &target]);
    assert_eq!(said.code, 0, "{}\n{}", said.out, said.err);
    said.assert_silent_about(&cloud.secrets());
}

#[tokio::test]
async fn everything_arrives_whichever_way_the_addresses_come() {
    let cloud = Started::new(&small());
    let (from, to) = (cloud.url(SHOP), cloud.url(EMPTY));
    alone(from).await;
    let before = sql::content(from).await;
    let terminal = Terminal::new().without_passphrase();
    let secrets = cloud.secrets();

    // By standard input: nobody sees the passwords, and nothing is said about them.
    let said = terminal.tell(&["--json", "transfer", "--from", "-", "--to", "-", "--jobs", "2"], &[from, to]);
    assert_eq!(said.code, 0, "{}\n{}", said.out, said.err);
    assert_eq!(said.err, "");
    said.assert_silent_about(&secrets);
    assert_eq!(sql::content(to).await, before);
    let events = said.events();
    let stages: Vec<&Value> =
        events.iter().filter(|event| event["type"] == "stage").map(|event| &event["stage"]).collect();
    assert_eq!(stages, ["reading", "objects", "rows", "finishing", "verifying"]);
    let last = events.last().unwrap();
    assert_eq!((last["type"].as_str(), last["exit"].as_u64()), (Some("result"), Some(0)));
    let rows: i64 = before.values().map(|(rows, _)| rows).sum();
    assert_eq!(last["report"]["rows"].as_i64(), Some(rows));

    // A target that holds something is left alone.
    let again = terminal.tell(&["transfer", "--from", "-", "--to", "-"], &[from, to]);
    assert_eq!((again.code, again.out.as_str()), (3, ""), "{}", again.err);
    assert!(again.err.contains("CHG-DBS-007") && again.err.contains("To do:"), "{}", again.err);
    assert_eq!(sql::content(to).await, before);

    // By a service for one side and the password file for both.
    empty(to).await;
    let (_, from_password, [user, host, port, database]) = parts(from);
    let (to_address, to_password, _) = parts(to);
    let services = terminal.home().join("services");
    let service = format!("[shop]\nhost={host}\nport={port}\nuser={user}\ndbname={database}\n");
    std::fs::write(&services, service).unwrap();
    let passwords = terminal.home().join("passwords");
    let lines = format!("{host}:{port}:*:{user}:{from_password}\n*:*:*:*:{to_password}\n");
    std::fs::write(&passwords, lines).unwrap();
    let closed = |mode| std::os::unix::fs::PermissionsExt::from_mode(mode);
    std::fs::set_permissions(&passwords, closed(0o644)).unwrap();
    let terminal = terminal
        .with("PGSERVICEFILE", services.to_str().unwrap())
        .with("PGPASSFILE", passwords.to_str().unwrap());
    let arguments = ["transfer", "--from", "service=shop", "--to", &to_address];
    let ignored = terminal.run(&arguments);
    assert_ne!(ignored.code, 0, "a file that others can read was used");
    assert!(ignored.err.contains("chmod 600"), "{}", ignored.err);
    std::fs::set_permissions(&passwords, closed(0o600)).unwrap();
    let said = terminal.run(&arguments);
    assert_eq!(said.code, 0, "{}\n{}", said.out, said.err);
    said.assert_silent_about(&secrets);
    assert!(said.err.contains(passwords.to_str().unwrap()), "{}", said.err);
    assert_eq!(sql::content(to).await, before);
    insta::with_settings!({ filters => vec![(r"(objects |Objects +)\d+", "$1<objects>"), (r"(\d+\.\d+) to (\d+\.\d+)", "<from> to <to>"), (r"(\d+\smin\s)?\d+([.,]\d+)?\s(ms|s)\b", "<time>")] }, {
        insta::assert_snapshot!(said.out.trim(), @r"
            Transfer
              Versions                     <from> to <to>
              Tables                       10
              Rows                         28,262
              Objects                      <objects>
              Sent                         2.0 MB
              Parts copied again           0
              Time                         <time>
              Compared                     tables 10, rows 28,262, objects <objects>
              Result                       Equal: every table, row and object that was read has arrived.
              Later writes                 The source could be written to meanwhile. What was written after the reading began is not in the target.
        ");
    });

    // A URL with its password works as any client takes it; that it can be seen is said.
    empty(to).await;
    let said = terminal.run(&["transfer", "--from", from, "--to", to]);
    assert_eq!(said.code, 0, "{}\n{}", said.out, said.err);
    assert!(said.err.contains("can be seen by other programs"), "{}", said.err);
    said.assert_silent_about(&secrets);
    assert_eq!(sql::content(to).await, before);
}

#[test]
fn what_cannot_be_reached_or_understood_is_named_by_its_side() {
    let terminal = Terminal::new().without_passphrase();
    let nobody = "postgresql://ann@127.0.0.1:1/shop";
    let said = terminal.run(&["transfer", "--from", nobody, "--to", nobody]);
    assert_eq!((said.code, said.out.as_str()), (75, ""), "{}", said.err);
    assert!(said.err.contains("source"), "{}", said.err);
    let said = terminal.run(&["transfer", "--from", "service=nobody", "--to", nobody]);
    assert_eq!((said.code, said.out.as_str()), (2, ""), "{}", said.err);
    let said = terminal.run(&["transfer", "--from", "mysql://ann:canary@h/d", "--to", nobody]);
    assert_eq!(said.code, 2);
    said.assert_silent_about(&["canary"]);
}
