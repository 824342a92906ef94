//! Seeds on real servers: loaded by an owner who is no superuser, whole, in every major.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::path::Path;

use practice::seed::{self, Seed};
use practice::servers;
use secrecy::ExposeSecret;
use sqlx::{Connection, Executor, PgConnection, Row};

async fn loaded(major: u16, seed: &Seed) -> (servers::Cluster, PgConnection) {
    let cluster = servers::start(major).await.unwrap();
    let owner = cluster.create_database("shop").await.unwrap();
    seed::load(seed, &owner).await.unwrap();
    let connection = PgConnection::connect(servers::url(&owner).expose_secret()).await.unwrap();
    (cluster, connection)
}

async fn number(connection: &mut PgConnection, sql: &'static str) -> i64 {
    connection.fetch_one(sql).await.unwrap().get(0)
}

#[tokio::test]
async fn the_bookshop_loads_in_the_oldest_and_the_newest_major() {
    // Of the majors that are still sold; those before 14 are there for tests of the engine only.
    let installed: Vec<_> =
        servers::installed().into_iter().filter(|programs| programs.major >= 14).collect();
    let majors = [installed.first().unwrap().major, installed.last().unwrap().major];
    for major in majors {
        let seed = seed::first_available(&["bookshop".into()], Path::new(".")).unwrap();
        let (_cluster, mut shop) = loaded(major, &seed).await;
        assert_eq!(number(&mut shop, "select count(*) from sale").await, 6000);
        assert_eq!(number(&mut shop, "select count(*) from sale_line").await, 12000);
        assert!(number(&mut shop, "select count(*) from best_customer").await > 1000);
        assert_eq!(number(&mut shop, "select count(*) from pg_tables where tableowner <> current_user and schemaname in ('public', 'stock')").await, 0);
    }
}

#[tokio::test]
async fn sakila_and_chinook_load_whole_where_they_are_on_the_machine() {
    let Ok(sakila) = seed::first_available(&["sakila".into()], Path::new(".")) else {
        eprintln!("skipped: no samples on this machine");
        return;
    };
    let (_cluster, mut shop) = loaded(14, &sakila).await;
    assert_eq!(number(&mut shop, "select count(*) from rental").await, 16044);
    assert_eq!(number(&mut shop, "select count(*) from payment").await, 16049);
    assert_eq!(number(&mut shop, "select count(*) from film where fulltext @@ 'shark'").await, 114);
    assert!(
        number(&mut shop, "select count(*) from pg_constraint where contype = 'f' and convalidated").await
            >= 20
    );
    let off = "select count(*) from pg_trigger where tgenabled <> 'O'";
    assert_eq!(number(&mut shop, off).await, 0, "triggers are switched on again");

    let chinook = seed::first_available(&["chinook".into()], Path::new(".")).unwrap();
    let (_cluster, mut shop) = loaded(15, &chinook).await;
    assert_eq!(number(&mut shop, "select count(*) from track").await, 3503);
    assert_eq!(number(&mut shop, "select count(*) from playlist_track").await, 8715);
}
