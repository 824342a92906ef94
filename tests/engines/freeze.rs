//! A source that is read-only for everybody: nobody writes by mistake, nobody is locked out for good, and who would go on
//! writing is named before.

use std::time::Duration;

use anyhow::{Context, Result};
use domain::ErrorKind;
use domain::database::Endpoint;
use practice::servers;
use support::postgres::{ClusterOptions, connect, empty, run, server, text, texts_of};
use support::writer::Writer;

const STANDS: &str = "SELECT coalesce((SELECT array_to_string(setconfig, ',') FROM pg_db_role_setting s JOIN pg_database d ON d.oid = s.setdatabase
    WHERE d.datname = current_database() AND setrole = 0), 'nothing')";

async fn refused(endpoint: &Endpoint) -> Result<String> {
    let error =
        engines::postgres::engine().freeze_plan(endpoint).await.err().context("it could be frozen")?;
    assert_eq!(error.kind, ErrorKind::FreezeImpossible);
    Ok(error.detail)
}

#[tokio::test]
async fn nobody_writes_while_it_lasts_and_everybody_does_after() -> Result<()> {
    let engine = engines::postgres::engine();
    for major in [14, 18] {
        let cluster = server(major).await;
        let source = cluster.create_database("shop").await?;
        let mut writer = Writer::begin(&source).await;
        writer.goes_on().await;
        // A transaction that began before, and a session that does nothing.
        let mut old = connect(&source).await;
        texts_of(&mut old, "BEGIN; INSERT INTO public.entries VALUES (-1); SELECT 'begun'").await;
        let idle = connect(&source).await;

        let plan = engine.freeze_plan(&source).await?;
        assert!(!plan.already && plan.sessions >= 2, "{plan:?}");
        let frozen = engine.freeze(&source, &plan).await?;
        assert!(frozen.ended >= 2, "{frozen:?}");
        let rows = text(&source, "SELECT count(*)::text FROM public.entries").await;
        tokio::time::sleep(Duration::from_millis(500)).await;
        assert_eq!(text(&source, "SELECT count(*)::text FROM public.entries").await, rows, "{major}");
        assert!(writer.refused() > 0);
        assert!(!engine.written_since(&source, &frozen).await?);
        writer.assert_all_in(&source).await;
        drop((old, idle));

        // Said twice it is done once.
        engine.thaw(&source, &plan).await?;
        engine.thaw(&source, &plan).await?;
        assert!(writer.goes_on().await < Duration::from_secs(5));
        assert_eq!(text(&source, STANDS).await, "nothing");
        writer.end().await;
        writer.assert_all_in(&source).await;
        cluster.stop().await?;
    }
    Ok(())
}

#[tokio::test]
async fn what_the_plan_shows_is_what_any_client_can_say() -> Result<()> {
    let (engine, cluster) = (engines::postgres::engine(), server(16).await);
    let source = cluster.create_database("sh\"op").await?;
    run(&cluster.admin("postgres"), "ALTER DATABASE \"sh\"\"op\" SET default_transaction_read_only = off")
        .await;
    let plan = engine.freeze_plan(&source).await?;
    engine.freeze(&source, &plan).await?;
    let reader = connect(&source).await;
    let again = engine.freeze_plan(&source).await?;
    assert!(again.already && again.thaw.is_empty(), "it is read-only by somebody's doing");
    let mut session = connect(&source).await;
    texts_of(&mut session, "SET default_transaction_read_only = off; SELECT 'on'").await;
    for statement in &plan.thaw {
        sqlx::raw_sql(sqlx::AssertSqlSafe(statement.clone())).execute(&mut session).await?;
    }
    assert_eq!(text(&source, STANDS).await, "default_transaction_read_only=off");
    run(&source, "CREATE TABLE public.t ()").await;
    drop(reader);
    Ok(())
}

#[tokio::test]
async fn who_could_go_on_writing_is_named_and_nothing_is_done() -> Result<()> {
    let settings = vec![("max_prepared_transactions".to_owned(), "5".to_owned())];
    let cluster = servers::start_with(17, ClusterOptions { settings, ..ClusterOptions::default() }).await?;
    let source = cluster.create_database("shop").await?;
    let admin = cluster.admin("shop");
    // A role whose own setting wins over that of the database.
    run(
        &admin,
        "CREATE ROLE loose LOGIN; ALTER ROLE loose IN DATABASE shop SET default_transaction_read_only = off",
    )
    .await;
    assert!(refused(&source).await?.contains("loose"));
    run(&admin, "ALTER ROLE loose RESET ALL; ALTER ROLE loose IN DATABASE shop RESET ALL").await;
    // A setting of the user that asks keeps nobody else away.
    let user = format!("\"{}\"", source.user);
    run(&admin, &format!("ALTER ROLE {user} SET default_transaction_read_only = on")).await;
    assert!(!engines::postgres::engine().freeze_plan(&source).await?.already);
    run(&admin, &format!("ALTER ROLE {user} RESET default_transaction_read_only")).await;
    // A transaction that somebody can commit later.
    run(&source, "CREATE TABLE public.t (n integer)").await;
    run(&source, "BEGIN; INSERT INTO public.t VALUES (1); PREPARE TRANSACTION 'later'").await;
    assert!(refused(&source).await?.contains("prepared"));
    run(&source, "ROLLBACK PREPARED 'later'").await;
    // A session of somebody who is not ours to send away.
    let other = connect(&admin).await;
    assert!(refused(&source).await?.contains(&admin.user));
    drop(other);
    // Somebody who does not own the database.
    run(&admin, "CREATE ROLE guest LOGIN PASSWORD 'g'; GRANT CONNECT ON DATABASE shop TO guest").await;
    let guest = Endpoint { user: "guest".into(), password: domain::secret::secret("g"), ..source.clone() };
    assert!(refused(&guest).await?.contains("own"));
    assert_eq!(text(&source, STANDS).await, "nothing");
    run(&source, "INSERT INTO public.t VALUES (2)").await;
    Ok(())
}

#[tokio::test]
async fn who_writes_in_spite_of_it_is_found() -> Result<()> {
    let (engine, cluster) = (engines::postgres::engine(), server(18).await);
    let source = empty(&cluster, "shop").await;
    run(&source, "CREATE TABLE public.t (n integer)").await;
    let plan = engine.freeze_plan(&source).await?;
    let frozen = engine.freeze(&source, &plan).await?;
    // What others do on the same server is not about this database.
    run(&cluster.admin("postgres"), "CREATE TABLE public.elsewhere AS SELECT 1 AS n").await;
    assert!(!engine.written_since(&source, &frozen).await?);
    run(&source, "SET TRANSACTION READ WRITE; INSERT INTO public.t VALUES (1)").await;
    assert!(engine.written_since(&source, &frozen).await?);
    engine.thaw(&source, &plan).await?;
    let plan = engine.freeze_plan(&source).await?;
    let frozen = engine.freeze(&source, &plan).await?;
    run(&source, "SET TRANSACTION READ WRITE; CREATE TABLE public.late ()").await;
    assert!(engine.written_since(&source, &frozen).await?, "an object is content too");
    Ok(())
}
