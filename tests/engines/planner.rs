//! What the planner knows of the tables arrives with them: carried over where the target takes it, gathered where not.

use support::postgres::{carry, empty, run, server, text, texts};

/// Everything that the server says of the values of a table or an index, without what depends on the size of the sample.
const KNOWN: &str = "SELECT (to_jsonb(s) - 'correlation')::text FROM pg_stats s WHERE schemaname IN ('public', 'Odd \"one') ORDER BY 1";

const TABLES: &str = r#"
CREATE TYPE mood AS ENUM ('glad', 'sad');
CREATE TABLE things (
    id int PRIMARY KEY, word text, at timestamptz, amount numeric(8,2), tags text[], of jsonb, how mood, span int4range, nothing text);
INSERT INTO things SELECT n, 'w' || n % 7, '2026-01-01'::timestamptz + n * interval '1 hour', n / 3.0, ARRAY['a' || n % 5, 'b'],
    jsonb_build_object('n', n % 11), CASE WHEN n % 3 = 0 THEN 'glad' ELSE 'sad' END::mood, int4range(n, n + n % 17), NULL
    FROM generate_series(1, 3000) n;
CREATE INDEX things_lower ON things (lower(word), (amount * 2));
CREATE SCHEMA "Odd ""one";
CREATE TABLE "Odd ""one"."x 'y\" (a int, gone int, b text);
INSERT INTO "Odd ""one"."x 'y\" SELECT n % 3, n, repeat('z', n % 20) FROM generate_series(1, 500) n;
ALTER TABLE "Odd ""one"."x 'y\" DROP COLUMN gone;
CREATE TABLE parted (id int, v text) PARTITION BY RANGE (id);
CREATE TABLE parted_1 PARTITION OF parted FOR VALUES FROM (0) TO (100);
INSERT INTO parted SELECT n % 100, 'p' || n % 4 FROM generate_series(1, 400) n;
ANALYZE;
"#;

#[tokio::test]
async fn a_target_that_takes_statistics_is_given_those_of_the_source() {
    let (old, new) = tokio::join!(server(14), server(18));
    let (from, to) = (empty(&old, "planner").await, empty(&new, "planner").await);
    run(&from, TABLES).await;
    // Gathering anew would see these rows; what is carried does not.
    run(&from, "INSERT INTO things SELECT n, 'new', now(), 0, NULL, '{}', 'glad', NULL, 'x' FROM generate_series(4000, 6000) n").await;
    carry(&from, &to, transfer::Options::default()).await.0.unwrap();
    let (ours, theirs) = (texts(&from, KNOWN_14).await, texts(&to, KNOWN).await);
    assert!(ours.len() > 15, "{ours:?}");
    assert_eq!(ours, theirs);
    let gathered = "SELECT string_agg(relname, ',')::text FROM pg_stat_user_tables WHERE analyze_count > 0";
    assert_eq!(text(&to, gathered).await, "", "nothing was gathered");
    // Building the key counted the rows that are there.
    assert_eq!(text(&to, "SELECT reltuples::text FROM pg_class WHERE relname = 'things'").await, "5001");
    assert_eq!(text(&to, "SELECT reltuples::text FROM pg_class WHERE relname = 'parted_1'").await, "400");
}

/// The same, as a server without the newer columns says it.
const KNOWN_14: &str = "SELECT (to_jsonb(s) - 'correlation' || '{\"range_length_histogram\": null, \"range_empty_frac\": null, \"range_bounds_histogram\": null}')::text
    FROM pg_stats s WHERE schemaname IN ('public', 'Odd \"one') ORDER BY 1";

#[tokio::test]
async fn what_was_never_gathered_or_cannot_be_carried_is_gathered_on_the_target() {
    let (old, new) = tokio::join!(server(17), server(18));
    let (from, to) = (empty(&old, "never").await, empty(&new, "never").await);
    let table = |name: &str| {
        format!(
            "CREATE TABLE {name} WITH (autovacuum_enabled = off) AS SELECT n, n % 10 AS m, n % 5 AS o FROM generate_series(1, 1000) n;"
        )
    };
    run(&from, &format!("{}{}{}", table("never"), table("together"), table("known"))).await;
    run(&from, "CREATE STATISTICS both_columns ON m, o FROM together; ANALYZE together, known").await;
    carry(&from, &to, transfer::Options::default()).await.0.unwrap();
    let gathered = "SELECT string_agg(relname, ',' ORDER BY relname)::text FROM pg_stat_user_tables WHERE analyze_count > 0";
    assert_eq!(text(&to, gathered).await, "never,together");
    assert_eq!(text(&to, "SELECT count(*)::text FROM pg_stats WHERE schemaname = 'public'").await, "9");
    assert_eq!(
        text(&to, "SELECT count(*)::text FROM pg_stats_ext WHERE dependencies IS NOT NULL").await,
        "1"
    );
}

#[tokio::test]
async fn an_older_target_gathers_everything_before_the_end() {
    let (old, new) = tokio::join!(server(16), server(17));
    let (from, to) = (empty(&old, "older").await, empty(&new, "older").await);
    run(&from, TABLES).await;
    carry(&from, &to, transfer::Options::default()).await.0.unwrap();
    let without = "SELECT string_agg(relname, ',')::text FROM pg_stat_user_tables WHERE analyze_count = 0";
    assert_eq!(text(&to, without).await, "");
}
