//! `cargo x bench transfer`: how fast our transfer is against plain COPY, between two real servers on this machine.
//!
//! Plain COPY is the least that any copy must do: one stream a table, table after table, then the primary keys. Ours also
//! reads and writes every object and compares both sides. Nothing here judges; it prints what was measured.
#![allow(clippy::unwrap_used, reason = "a measurement that cannot be made ends")]

use std::time::{Duration, Instant};

use domain::database::Endpoint;
use futures::TryStreamExt as _;
use support::postgres::{carry, connect, empty, run, server, text};

/// Tables of unlike shapes: name, columns, a row made of `n`, rows per unit of size.
const TABLES: [(&str, &str, &str, u64); 3] = [
    (
        "narrow",
        "id bigint, account int, amount numeric(12,2), at timestamptz",
        "n, n % 5000, n / 7.0, now() - n * interval '1 second'",
        60_000,
    ),
    (
        "wide",
        "id bigint, a text, b text, c text, d jsonb",
        "n, md5(n::text), repeat(md5(n::text), 4), md5((n * 7)::text), jsonb_build_object('n', n, 'of', md5(n::text))",
        15_000,
    ),
    ("large", "id bigint, body text", "n, repeat(md5(n::text), 120)", 1_000),
];
/// How often each way is measured; the middle one counts.
const TIMES: usize = 3;

#[tokio::main]
async fn main() {
    let units: u64 =
        std::env::var("CHANGEOVER_BENCH_UNITS").ok().and_then(|text| text.parse().ok()).unwrap_or(20);
    let (old, new) = tokio::join!(server(14), server(17));
    let source = empty(&old, "bench").await;
    for (name, columns, row, rows) in TABLES {
        let rows = rows * units;
        run(&source, &format!("CREATE TABLE {name} ({columns}); INSERT INTO {name} SELECT {row} FROM generate_series(1, {rows}) n; ALTER TABLE {name} ADD PRIMARY KEY (id)")).await;
    }
    run(&source, "VACUUM ANALYZE").await;
    let bytes: f64 = text(
        &source,
        "SELECT sum(pg_table_size(c.oid))::text FROM pg_class c WHERE relname IN ('narrow', 'wide', 'large')",
    )
    .await
    .parse()
    .unwrap();
    println!("{:.0} MB in {} tables, PostgreSQL 14 to 17, middle of {TIMES}", bytes / 1e6, TABLES.len());
    let (mut plain, mut ours) = (Vec::new(), Vec::new());
    for time in 0..TIMES {
        let target = empty(&new, &format!("plain_{time}")).await;
        plain.push(plain_copy(&source, &target).await);
        let target = empty(&new, &format!("ours_{time}")).await;
        let started = Instant::now();
        carry(&source, &target, transfer::Options::default()).await.0.unwrap();
        ours.push(started.elapsed());
    }
    let (plain, ours) = (middle(plain), middle(ours));
    for (name, time) in [("plain COPY, one stream", plain), ("ours, with objects and comparison", ours)] {
        println!("{name:<34} {:>7.2} s {:>8.1} MB/s", time.as_secs_f64(), bytes / 1e6 / time.as_secs_f64());
    }
    println!("ours takes {:.2} times as long", ours.as_secs_f64() / plain.as_secs_f64());
}

/// Table after table, one stream each, the primary key at the end.
async fn plain_copy(from: &Endpoint, to: &Endpoint) -> Duration {
    let (mut reader, mut writer) = (connect(from).await, connect(to).await);
    let started = Instant::now();
    for (name, columns, _, _) in TABLES {
        run(to, &format!("CREATE TABLE {name} ({columns})")).await;
        let mut rows = reader.copy_out_raw(&format!("COPY {name} TO STDOUT")).await.unwrap();
        let mut into = writer.copy_in_raw(&format!("COPY {name} FROM STDIN")).await.unwrap();
        while let Some(piece) = rows.try_next().await.unwrap() {
            into.send(piece).await.unwrap();
        }
        into.finish().await.unwrap();
        drop(rows);
        run(to, &format!("ALTER TABLE {name} ADD PRIMARY KEY (id)")).await;
    }
    started.elapsed()
}

fn middle(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times[times.len() / 2]
}
