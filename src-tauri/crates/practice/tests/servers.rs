//! The servers of practice: real ones, of every major that this machine has.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::process::Command;

use domain::database::Endpoint;
use practice::servers::{self, ClusterOptions};
use secrecy::ExposeSecret;
use sqlx::{Connection, Executor, PgConnection, Row};

async fn connect(endpoint: &Endpoint) -> PgConnection {
    PgConnection::connect(servers::url(endpoint).expose_secret()).await.unwrap()
}

async fn text(connection: &mut PgConnection, sql: &'static str) -> String {
    connection.fetch_one(sql).await.unwrap().get(0)
}

fn alive(pid: u32) -> bool {
    Command::new("kill").args(["-0", &pid.to_string()]).output().unwrap().status.success()
}

#[tokio::test]
async fn every_installed_major_starts_serves_its_owner_and_leaves_nothing() {
    let installed = servers::installed();
    assert!(!installed.is_empty(), "no PostgreSQL on this machine: cargo x setup");
    for programs in installed {
        let cluster =
            programs.cluster(ClusterOptions { name: "every".into(), ..Default::default() }).await.unwrap();
        cluster.start().await.unwrap();
        let owner = cluster.create_database("shop").await.unwrap();
        let mut connection = connect(&owner).await;
        assert!(text(&mut connection, "show server_version").await.starts_with(&programs.major.to_string()));
        connection.execute("create table t as select 1 as n").await.unwrap();
        let superuser: bool = connection
            .fetch_one("select rolsuper from pg_roles where rolname = current_user")
            .await
            .unwrap()
            .get(0);
        assert!(!superuser);
        let (pid, home) = (cluster.pid().unwrap(), cluster.data());
        assert!(alive(pid));
        drop(cluster);
        assert!(!alive(pid), "{} goes on", programs.version);
        assert!(!home.exists());
    }
}

#[tokio::test]
async fn a_frozen_server_refuses_every_write_and_nobody_can_switch_that_off() {
    let cluster = servers::start(14).await.unwrap();
    let owner = cluster.create_database("shop").await.unwrap();
    let mut session = connect(&owner).await;
    session.execute("create table t (n int)").await.unwrap();
    let port = cluster.port();

    cluster.freeze().await.unwrap();

    assert_eq!(cluster.port(), port, "clients know the address");
    assert!(session.execute("insert into t values (1)").await.is_err(), "the session was ended");
    let mut session = connect(&owner).await;
    for sql in
        ["set default_transaction_read_only = off", "set transaction_read_only = off", "begin read write"]
    {
        let _ = session.execute(sql).await;
        let refused = session.execute("insert into t values (1)").await.unwrap_err();
        let code = refused.as_database_error().unwrap().code().unwrap().into_owned();
        // Read-only transaction, or a transaction that failed at the attempt to make it writable.
        assert!(["25006", "25P02"].contains(&code.as_str()), "{sql}: {code}");
        let _ = session.execute("rollback").await;
    }
    assert_eq!(text(&mut session, "select count(*)::text from t").await, "0", "reading goes on");

    cluster.thaw().await.unwrap();
    session.execute("insert into t values (1)").await.unwrap();
    cluster.freeze().await.unwrap();
    cluster.thaw().await.unwrap();
    let mut session = connect(&owner).await;
    assert_eq!(text(&mut session, "select count(*)::text from t").await, "1");
}

#[tokio::test]
async fn a_stopped_server_comes_back_at_its_address_with_its_data() {
    let cluster = servers::start(17).await.unwrap();
    let owner = cluster.create_database("shop").await.unwrap();
    connect(&owner).await.execute("create table t as select 7 as n").await.unwrap();
    cluster.stop().await.unwrap();
    assert!(!cluster.is_running());
    cluster.start().await.unwrap();
    assert_eq!(text(&mut connect(&owner).await, "select n::text from t").await, "7");
}

#[tokio::test]
async fn a_reader_reads_and_does_not_write() {
    let cluster = servers::start(17).await.unwrap();
    let owner = cluster.create_database("shop").await.unwrap();
    connect(&owner).await.execute("create table t as select 7 as n").await.unwrap();
    let password = domain::secret::secret("it's a \"password\" % / @");
    cluster.create_reader("shop", "reader_1", &password).await.unwrap();
    let mut reader = connect(&cluster.endpoint("shop", "reader_1", &password)).await;
    assert_eq!(text(&mut reader, "select n::text from t").await, "7");
    assert!(reader.execute("insert into t values (8)").await.is_err());
}

#[tokio::test]
async fn tls_is_offered_where_it_is_asked_for() {
    let options = ClusterOptions { tls: true, ..Default::default() };
    let cluster = servers::start_with(17, options).await.unwrap();
    let mut admin = cluster.connect("postgres").await.unwrap();
    let on: bool =
        admin.fetch_one("select ssl from pg_stat_ssl where pid = pg_backend_pid()").await.unwrap().get(0);
    assert!(on);
}

#[tokio::test]
async fn a_folder_that_the_servers_user_cannot_reach_is_replaced() {
    let parent = std::env::temp_dir().join(format!("practice-locked-{}", std::process::id()));
    std::fs::create_dir_all(&parent).unwrap();
    #[cfg(unix)]
    std::fs::set_permissions(&parent, std::os::unix::fs::PermissionsExt::from_mode(0o700)).unwrap();
    let options = ClusterOptions { parent: Some(parent.clone()), ..Default::default() };
    let cluster = servers::start_with(17, options).await.unwrap();
    assert!(cluster.is_running());
    drop(cluster);
    assert_eq!(std::fs::read_dir(&parent).unwrap().count(), 0);
    std::fs::remove_dir_all(parent).unwrap();
}

/// Started by the test below in a process of its own, which is then killed.
#[tokio::test]
#[ignore = "runs inside another test"]
async fn host_that_is_killed() {
    let cluster = servers::start(17).await.unwrap();
    let note = std::env::var("PRACTICE_NOTE").unwrap();
    std::fs::write(
        format!("{note}.part"),
        format!("{}\n{}", cluster.pid().unwrap(), cluster.data().display()),
    )
    .unwrap();
    std::fs::rename(format!("{note}.part"), note).unwrap();
    tokio::time::sleep(std::time::Duration::from_secs(60)).await;
}

#[tokio::test]
async fn what_a_killed_host_left_is_ended_by_the_next() {
    let note = std::env::temp_dir().join(format!("practice-note-{}", std::process::id()));
    let mut host = Command::new(std::env::current_exe().unwrap())
        .args(["host_that_is_killed", "--exact", "--ignored"])
        .env("PRACTICE_NOTE", &note)
        .spawn()
        .unwrap();
    let written = loop {
        if let Ok(text) = std::fs::read_to_string(&note) {
            break text;
        }
        assert!(host.try_wait().unwrap().is_none(), "the host ended early");
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    };
    let (pid, data) = written.split_once('\n').unwrap();
    let (pid, data) = (pid.parse::<u32>().unwrap(), std::path::PathBuf::from(data));
    host.kill().unwrap();
    host.wait().unwrap();
    assert!(alive(pid), "a killed host cannot clean up");

    servers::end_orphans();
    for _ in 0..100 {
        // Another test's process may be the one that ends it.
        if !alive(pid) && !data.exists() {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    assert!(!alive(pid));
    assert!(!data.exists());
    std::fs::remove_file(note).unwrap();
}
