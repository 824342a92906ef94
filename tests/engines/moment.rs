//! The pinned moment: what others do meanwhile is not seen, and what would take rows away from it is an error.

use anyhow::{Context, Result};
use domain::ErrorKind;
use domain::engine::{Chunk, Pace, Source};
use futures::{StreamExt, TryStreamExt};
use support::postgres::{Wall, connect, empty, printing, run, server, texts_of};

async fn read(source: &dyn Source, chunk: &Chunk) -> domain::Result<usize> {
    let mut reader = source.reader().await?;
    let rows = reader.read(chunk).await?.map_ok(|row| row.len()).try_collect::<Vec<_>>().await?;
    Ok(rows.iter().sum())
}

async fn pinned(
    script: &str,
) -> Result<(practice::servers::Cluster, domain::database::Endpoint, Box<dyn Source>, Vec<Chunk>)> {
    let cluster = server(17).await;
    let endpoint = empty(&cluster, "moment").await;
    run(&endpoint, "CREATE TABLE public.t AS SELECT i AS n FROM generate_series(1, 100000) i; CREATE TABLE public.small AS SELECT 1 AS n").await;
    let source = engines::postgres::engine().source(&endpoint).await?;
    let chunks = source.chunks(Pace { chunk_bytes: 1_000_000, ..Pace::default() }).await?;
    assert!(chunks.len() > 2);
    run(&endpoint, script).await;
    Ok((cluster, endpoint, source, chunks))
}

#[tokio::test]
async fn new_old_and_changed_rows_are_those_of_the_moment() -> Result<()> {
    let script = "DELETE FROM public.t WHERE n > 10; UPDATE public.t SET n = -n; INSERT INTO public.t VALUES (0); VACUUM public.t";
    let (_cluster, _endpoint, source, chunks) = pinned("SELECT 1").await?;
    let mut before = 0;
    for chunk in &chunks {
        before += read(&*source, chunk).await?;
    }
    let (_cluster, _endpoint, source, chunks) =
        pinned(script.split("; VACUUM").next().unwrap_or_default()).await?;
    let mut after = 0;
    for chunk in &chunks {
        after += read(&*source, chunk).await?;
    }
    assert_eq!(before, after);
    let print = source.fingerprint(&printing(1), &Wall).await?;
    assert_eq!(print.tables.iter().map(|t| t.rows).sum::<u64>(), 100_001);
    Ok(())
}

#[tokio::test]
async fn a_table_that_is_emptied_or_rewritten_meanwhile_is_an_error_and_no_empty_table() -> Result<()> {
    for script in [
        "TRUNCATE public.t",
        "ALTER TABLE public.t ALTER COLUMN n TYPE bigint",
        "DROP TABLE public.t",
        "DROP TABLE public.t; CREATE TABLE public.t (n integer)",
    ] {
        let (_cluster, _endpoint, source, chunks) = pinned(script).await?;
        let first = chunks.first().context("no chunk")?;
        assert_eq!(
            read(&*source, first).await.map_err(|error| error.kind),
            Err(ErrorKind::TableRewritten),
            "{script}"
        );
        let print = source.fingerprint(&printing(1), &Wall).await.map_err(|error| error.kind);
        assert_eq!(print.err(), Some(ErrorKind::TableRewritten), "{script}");
    }
    Ok(())
}

#[tokio::test]
async fn a_table_that_was_read_is_not_held_against_others() -> Result<()> {
    let (_cluster, endpoint, source, chunks) = pinned("SELECT 1").await?;
    let held = "SELECT count(*)::text FROM pg_locks l WHERE l.relation = 'public.t'::regclass AND l.pid <> pg_backend_pid()";
    let mut session = connect(&endpoint).await;
    let mut reader = source.reader().await?;
    for (table, expected) in [("public.t", "1"), ("public.small", "0")] {
        let chunk = chunks.iter().find(|chunk| chunk.table_name == table).context(table)?;
        let rows: Vec<_> = reader.read(chunk).await?.collect().await;
        assert!(rows.iter().all(Result::is_ok) && !rows.is_empty());
        assert_eq!(texts_of(&mut session, held).await, [expected], "after {table}");
    }
    Ok(())
}
