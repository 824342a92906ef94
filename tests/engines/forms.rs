//! In which form rows travel: binary where both sides agree on it, text where not, the smaller one over a slow link.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on ends")]

use domain::engine::{Chunk, Pace};
use support::postgres::{assert_same, carry, empty, run, server, text};

async fn chunks(from: &domain::database::Endpoint, pace: Pace) -> Vec<Chunk> {
    engines::postgres::engine().source(from).await.unwrap().chunks(pace).await.unwrap()
}

fn of<'a>(chunks: &'a [Chunk], table: &str) -> &'a Chunk {
    chunks.iter().find(|chunk| chunk.table_name == format!("public.{table}")).unwrap()
}

fn is_binary(chunk: &Chunk) -> bool {
    let read = chunk.read.0.iter().any(|sql| sql.contains("FORMAT binary"));
    let write = chunk.write.0.iter().any(|sql| sql.contains("FORMAT binary"));
    assert_eq!(read, write, "both sides speak the same form");
    read
}

const TYPES: &str = "
CREATE TYPE mood AS ENUM ('glad', 'sad');
CREATE DOMAIN positive AS numeric(8,2) CHECK (VALUE > 0);
CREATE TYPE pair AS (a int, b text);
CREATE TABLE plain (a int, b numeric(20,4)[], c timestamptz(3), d jsonb, e mood, f positive, g int4range, h money);
CREATE TABLE numbered (a regclass);
CREATE TABLE moods (a mood[]);
CREATE TABLE pairs (a pair);
INSERT INTO plain VALUES (1, '{1.5,NULL}', 'infinity', '{\"a\": [1, null]}', 'sad', 3.25, '[1,5)', '12.34'), (NULL, NULL, NULL, NULL, NULL, NULL, 'empty', NULL);
INSERT INTO numbered VALUES ('plain'), (NULL);
INSERT INTO moods VALUES ('{glad,sad,NULL}');
INSERT INTO pairs VALUES ('(1,\"x,y\")')";

#[tokio::test]
async fn types_that_are_numbered_by_one_server_travel_as_text() {
    let (old, new) = tokio::join!(server(14), server(18));
    let (from, to) = (empty(&old, "forms").await, empty(&new, "forms").await);
    // Numbers of the two servers' own types differ.
    run(&to, "CREATE TYPE pushed AS ENUM ('a'); DROP TYPE pushed").await;
    run(&from, TYPES).await;
    let found = chunks(&from, Pace::default()).await;
    let binary = |table| is_binary(of(&found, table));
    assert_eq!(["plain", "numbered", "moods", "pairs"].map(binary), [true, false, false, false]);
    carry(&from, &to, transfer::Options::default()).await.0.unwrap();
    assert_same(&from, &to).await;
    assert_eq!(text(&to, "SELECT a::text FROM numbered").await, "plain");
}

#[tokio::test]
async fn over_a_slow_link_the_smaller_form_wins() {
    let old = server(17).await;
    let from = empty(&old, "far").await;
    run(&from, "CREATE TABLE small_numbers AS SELECT n % 10 AS a, n % 7 AS b, n % 3 AS c FROM generate_series(1, 60000) n;
        CREATE TABLE bytes AS SELECT sha256(n::text::bytea) AS a, sha512(n::text::bytea) AS b FROM generate_series(1, 20000) n").await;
    let near = chunks(&from, Pace::default()).await;
    assert_eq!(["small_numbers", "bytes"].map(|table| is_binary(of(&near, table))), [true, true]);
    let far = chunks(&from, Pace { far: true, ..Pace::default() }).await;
    assert_eq!(["small_numbers", "bytes"].map(|table| is_binary(of(&far, table))), [false, true]);
}

#[tokio::test]
async fn a_table_that_goes_in_one_piece_arrives_frozen() {
    let (old, new) = tokio::join!(server(16), server(18));
    let (from, to) = (empty(&old, "frozen").await, empty(&new, "frozen").await);
    run(&from, "CREATE TABLE whole AS SELECT n, md5(n::text) AS b FROM generate_series(1, 40000) n").await;
    carry(&from, &to, transfer::Options { verify: false, ..transfer::Options::default() }).await.0.unwrap();
    run(&to, "CREATE EXTENSION pg_visibility").await;
    // The server leaves out a page wherever it begins a new batch of rows.
    let frozen =
        "SELECT (count(*) FILTER (WHERE all_frozen) > count(*) * 0.8)::text FROM pg_visibility_map('whole')";
    assert_eq!(text(&to, frozen).await, "true");
    // Cut into pieces it cannot be: each piece is a transaction of its own.
    let again = empty(&new, "pieces").await;
    let pace = Pace { chunk_bytes: 1 << 20, ..Pace::default() };
    let (report, _) = carry(&from, &again, transfer::Options { pace, ..transfer::Options::default() }).await;
    assert!(report.unwrap().chunks > 1);
    assert_same(&from, &again).await;
    run(&again, "CREATE EXTENSION pg_visibility").await;
    assert_eq!(text(&again, frozen).await, "false");
}

#[tokio::test]
async fn a_table_that_is_cut_is_opened_by_a_frozen_piece_as_long_as_others_have_work() {
    let (old, new) = tokio::join!(server(16), server(18));
    let (from, to) = (empty(&old, "opened").await, empty(&new, "opened").await);
    for table in ["one", "two"] {
        let rows = format!(
            "CREATE TABLE {table} AS SELECT n, repeat(md5(n::text), 8) AS b FROM generate_series(1, 40000) n"
        );
        run(&from, &rows).await;
    }
    let pace = Pace { chunk_bytes: 400_000, ..Pace::default() };
    let options = transfer::Options { pace, jobs: 2, ..transfer::Options::default() };
    let (report, _) = carry(&from, &to, options).await;
    let report = report.unwrap();
    assert!(report.chunks > 4);
    assert_eq!(report.retries, 0, "nobody had to wait for a lock");
    assert_same(&from, &to).await;
    run(&to, "CREATE EXTENSION pg_visibility").await;
    let share = "SELECT (count(*) FILTER (WHERE all_frozen) * 100 / count(*) BETWEEN 30 AND 80)::text
        FROM pg_visibility_map('one')";
    assert_eq!(text(&to, share).await, "true");
}
