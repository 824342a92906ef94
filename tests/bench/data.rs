//! The data that is measured with: pgbench's tables at a scale, and a table of events as applications keep them.
//!
//! Written by the server itself, the same rows every time.

use domain::database::Endpoint;
use support::postgres::{run, text};

/// Events for each unit of scale, of which pgbench has 100,000 accounts.
const EVENTS: u64 = 20_000;

/// Fills an empty database.
pub(crate) async fn fill(into: &Endpoint, scale: u64) {
    let (accounts, tellers, events) = (scale * 100_000, scale * 10, scale * EVENTS);
    run(into, TABLES).await;
    for rows in [
        format!(
            "INSERT INTO pgbench_accounts SELECT n, (n - 1) / 100000 + 1, 0, '' FROM generate_series(1, {accounts}) n"
        ),
        format!("INSERT INTO pgbench_branches SELECT n, 0, '' FROM generate_series(1, {scale}) n"),
        format!(
            "INSERT INTO pgbench_tellers SELECT n, (n - 1) / 10 + 1, 0, '' FROM generate_series(1, {tellers}) n"
        ),
        format!("{EVENT} FROM generate_series(1, {events}) n"),
    ] {
        run(into, &rows).await;
    }
    run(into, KEYS).await;
    run(into, "VACUUM ANALYZE").await;
    run(into, "CHECKPOINT").await;
}

/// Bytes of the tables without their indexes, and with them.
pub(crate) async fn sizes(of: &Endpoint) -> (f64, f64) {
    let sum = |function: &str| {
        format!(
            "SELECT sum({function}(c.oid))::text FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
             WHERE n.nspname = 'public' AND c.relkind = 'r'"
        )
    };
    let tables = text(of, &sum("pg_table_size")).await.parse().unwrap_or_default();
    (tables, text(of, &sum("pg_total_relation_size")).await.parse().unwrap_or_default())
}

/// The tables, empty.
pub(crate) const TABLES: &str = "
CREATE TABLE pgbench_accounts (aid int NOT NULL, bid int, abalance int, filler char(84)) WITH (fillfactor = 100);
CREATE TABLE pgbench_branches (bid int NOT NULL, bbalance int, filler char(88)) WITH (fillfactor = 100);
CREATE TABLE pgbench_tellers (tid int NOT NULL, bid int, tbalance int, filler char(84)) WITH (fillfactor = 100);
CREATE TABLE pgbench_history (tid int, bid int, aid int, delta int, mtime timestamp, filler char(22));
CREATE TABLE events (
    id bigint GENERATED ALWAYS AS IDENTITY,
    at timestamptz NOT NULL,
    account int NOT NULL,
    kind text NOT NULL,
    amount numeric(14,2),
    tags text[],
    details jsonb NOT NULL,
    token uuid NOT NULL
)";

/// Each table and the columns that are written; those with most bytes first.
pub(crate) const COLUMNS: [(&str, &str); 5] = [
    ("pgbench_accounts", "aid, bid, abalance, filler"),
    ("events", "id, at, account, kind, amount, tags, details, token"),
    ("pgbench_history", "tid, bid, aid, delta, mtime, filler"),
    ("pgbench_tellers", "tid, bid, tbalance, filler"),
    ("pgbench_branches", "bid, bbalance, filler"),
];

const EVENT: &str = "INSERT INTO events (at, account, kind, amount, tags, details, token) SELECT
    '2026-01-01 00:00:00+00'::timestamptz + n * interval '7 seconds',
    n % 50021,
    (ARRAY['order', 'payment', 'refund', 'login', 'message'])[1 + n % 5],
    CASE WHEN n % 11 = 0 THEN NULL ELSE (n % 1000003) / 7.0 END,
    ARRAY['t' || n % 97, 'u' || n % 13],
    jsonb_build_object('n', n % 4099, 'from', md5((n % 3001)::text), 'ok', n % 3 = 0),
    md5(n::text)::uuid";

/// Their keys and indexes.
pub(crate) const KEYS: &str = "
ALTER TABLE pgbench_branches ADD PRIMARY KEY (bid);
ALTER TABLE pgbench_tellers ADD PRIMARY KEY (tid);
ALTER TABLE pgbench_accounts ADD PRIMARY KEY (aid);
ALTER TABLE events ADD PRIMARY KEY (id);
CREATE INDEX events_at ON events (at);
CREATE INDEX events_account_kind ON events (account, kind) WHERE amount IS NOT NULL;
CREATE INDEX events_details ON events USING gin (details jsonb_path_ops)";
