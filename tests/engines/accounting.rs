//! Every object of the source is carried or named: also one of a kind that this program has never heard of.

use anyhow::Result;
use domain::ErrorKind;
use domain::database::Endpoint;
use domain::engine::Reason;
use domain::finding::Level;
use domain::version::Version;
use support::postgres::{carry, empty, run, server, text};

/// What forbids the start, as kind and name.
async fn blockers(source: &Endpoint) -> Result<Vec<(String, String)>> {
    let to = Version("18".into());
    let inventory = engines::postgres::engine().inventory(source, Some(&to)).await?;
    let unknown = inventory.uncarried.into_iter().filter(|u| u.level == Level::Blocker);
    Ok(unknown.filter(|u| u.reason == Reason::UnknownKind).map(|u| (u.kind, u.name)).collect())
}

#[tokio::test]
async fn an_object_of_a_catalog_that_nobody_knows_stops_the_transfer() -> Result<()> {
    let (old, new) = tokio::join!(server(16), server(18));
    let (source, target) = (empty(&old, "later").await, empty(&new, "later").await);
    run(&source, "CREATE TABLE public.t AS SELECT 1 AS n").await;
    assert_eq!(blockers(&source).await?, []);
    // As a later major might bring it: a catalog whose rows have numbers.
    run(
        &source,
        "SET allow_system_table_mods = on; CREATE TABLE pg_catalog.pg_wonder (oid oid, wonname name);
         INSERT INTO pg_catalog.pg_wonder VALUES (1, 'stock')",
    )
    .await;
    let of_server = ("relation".to_owned(), "pg_catalog.pg_wonder".to_owned());
    assert_eq!(blockers(&source).await?, std::slice::from_ref(&of_server));
    run(&source, "INSERT INTO pg_catalog.pg_wonder VALUES (70000, 'a person made this')").await;
    assert_eq!(blockers(&source).await?, [of_server, ("pg_wonder".to_owned(), "70000".to_owned())]);
    let (done, _) = carry(&source, &target, transfer::Options::default()).await;
    assert_eq!(done.err().map(|error| error.kind), Some(ErrorKind::CannotBeCarried));
    assert_eq!(text(&target, "SELECT count(*)::text FROM pg_class WHERE oid >= 16384").await, "0");
    Ok(())
}

#[tokio::test]
async fn an_object_of_a_known_catalog_in_an_unknown_form_stops_the_transfer() -> Result<()> {
    let old = server(17).await;
    let source = empty(&old, "later").await;
    run(&source, "CREATE TYPE public.mood AS ENUM ('a'); CREATE TYPE public.calm AS ENUM ('b')").await;
    assert_eq!(blockers(&source).await?, []);
    run(&source, "UPDATE pg_catalog.pg_type SET typtype = 'z' WHERE typname = 'mood'").await;
    let found = blockers(&source).await?;
    assert!(found.contains(&("pg_type".to_owned(), "public.mood".to_owned())), "{found:?}");
    assert!(!found.iter().any(|(_, name)| name == "public.calm"), "{found:?}");
    Ok(())
}
