//! `cargo x bench introspect`: how long a catalog of 10,000 tables with 30,000 indexes takes to read and to build again, and
//! how much memory of the client that needs. Nothing here judges; it prints what was measured.
#![allow(clippy::unwrap_used, reason = "a measurement that cannot be made ends")]

use std::time::{Duration, Instant};

use domain::database::Endpoint;
use domain::engine::{Phase, TransferEvent};
use support::postgres::{carry, empty, run, server, text};

/// Tables of one schema each: what their columns and indexes are like. Each has a key and two indexes; every third refers to
/// another table. `%1$s` is the number of the table.
const TABLE: &str = "CREATE TABLE many.t%1$s (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, hub integer%2$s,
    name text NOT NULL DEFAULT ''x'', at timestamptz DEFAULT now(), amount numeric(10, 2) CHECK (amount > 0), tags text[], kind many.kind, doc jsonb);
    CREATE INDEX ON many.t%1$s (name); CREATE INDEX ON many.t%1$s (at, amount)";
/// Tables that one statement makes: locks are counted.
const AT_ONCE: u32 = 250;

#[tokio::main]
async fn main() {
    let tables: u32 =
        std::env::var("CHANGEOVER_BENCH_TABLES").ok().and_then(|text| text.parse().ok()).unwrap_or(10_000);
    let (old, new) = tokio::join!(server(17), server(18));
    let (source, target) = (empty(&old, "bench").await, empty(&new, "bench").await);
    fill(&source, tables).await;
    let indexes =
        text(&source, "SELECT count(*)::text FROM pg_index WHERE indrelid IN (SELECT oid FROM pg_class WHERE relnamespace = 'many'::regnamespace)")
            .await;
    println!("{tables} tables, {indexes} indexes");
    read(&source, &target).await;
    build(&source, &target).await;
}

async fn fill(source: &Endpoint, tables: u32) {
    run(source, "CREATE SCHEMA many; CREATE TYPE many.kind AS ENUM ('a', 'b'); CREATE TABLE many.hub (id integer PRIMARY KEY)").await;
    for from in (1..=tables).step_by(AT_ONCE as usize) {
        let to = tables.min(from + AT_ONCE - 1);
        let each = format!(
            "DO $$ BEGIN FOR i IN {from}..{to} LOOP EXECUTE format('{TABLE}', i, CASE WHEN i % 3 = 0 THEN ' REFERENCES many.hub' ELSE '' END); END LOOP; END $$"
        );
        run(source, &each).await;
    }
    run(source, "ANALYZE pg_class; ANALYZE pg_attribute; ANALYZE pg_depend; ANALYZE pg_type").await;
}

/// Reads the catalog as a transfer does before it writes: the model, what cannot be carried, the plan for the target.
async fn read(source: &Endpoint, target: &Endpoint) {
    let engine = engines::postgres::engine();
    let before = peak();
    let began = Instant::now();
    let source = engine.source(source).await.unwrap();
    let blueprint = source.blueprint().await.unwrap();
    let model = began.elapsed();
    let target = engine.target(target).await.unwrap();
    let inventory = source.inventory(&target.identity().version).await.unwrap();
    let counted = began.elapsed();
    let plan = target.plan(&blueprint, None).await.unwrap();
    let planned = began.elapsed();
    println!("model read        {:>8.2} s", model.as_secs_f64());
    println!(
        "inventory         {:>8.2} s, {} tables",
        (counted - model).as_secs_f64(),
        inventory.tables.len()
    );
    println!("plan              {:>8.2} s, {} tasks", (planned - counted).as_secs_f64(), plan.tasks.len());
    println!("together          {:>8.2} s", planned.as_secs_f64());
    println!("client's memory   {:>8} MiB at the most, {before} MiB before", peak());
    let early = plan.tasks.iter().filter(|task| task.phase == Phase::BeforeData).count();
    println!("before the rows   {early:>8} tasks");
}

/// Builds it all on the target, and counts what was told meanwhile.
async fn build(source: &Endpoint, target: &Endpoint) {
    let options = transfer::Options { verify: false, ..Default::default() };
    let (done, events) = carry(source, target, options).await;
    let report = done.unwrap();
    let told = events.iter().filter(|event| matches!(event, TransferEvent::Objects { .. })).count();
    let seconds = |millis: domain::time::Millis| {
        Duration::from_millis(u64::try_from(millis.0).unwrap_or_default()).as_secs_f64()
    };
    let timings = report.timings;
    println!("objects           {:>8.2} s", seconds(timings.objects));
    println!("rows and indexes  {:>8.2} s", seconds(timings.rows));
    println!("finishing         {:>8.2} s", seconds(timings.finishing));
    println!(
        "whole transfer    {:>8.2} s, {} objects, {told} told as progress",
        seconds(timings.total),
        report.objects
    );
    println!("client's memory   {:>8} MiB at the most", peak());
}

/// The most memory that this process ever had, in MiB; 0 where the system does not say.
fn peak() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.split_whitespace().next()?.parse::<u64>().ok()).unwrap_or_default() / 1024
}
