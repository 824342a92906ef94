//! What is carried in the rounds of chaos, who writes to it meanwhile, and whether a copy of it is right: asked by plain SQL.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use domain::database::Endpoint;
use sqlx::AssertSqlSafe;
use tokio::task::JoinHandle;

use crate::postgres::{connect, texts};

/// Accounts whose sum never changes, a log of every change, tables that nobody writes to, large objects.
pub const SCRIPT: &str = "
    CREATE TABLE account (id int PRIMARY KEY, balance bigint NOT NULL CHECK (balance > -1000000), filler text);
    INSERT INTO account SELECT i, 1000, repeat(md5(i::text), 3) FROM generate_series(1, 12000) i;
    CREATE TABLE entry (id bigint PRIMARY KEY, debit int NOT NULL REFERENCES account, credit int NOT NULL REFERENCES account, amount bigint NOT NULL);
    INSERT INTO entry SELECT i, 1 + i % 12000, 1 + (i * 7) % 12000, 0 FROM generate_series(1, 20000) i;
    CREATE INDEX ON entry (debit); CREATE INDEX ON entry (credit, amount);
    CREATE TABLE tally (entries bigint NOT NULL); INSERT INTO tally VALUES (20000);
    CREATE SEQUENCE number START 20001;
    CREATE TABLE page (name text, body text, tags text[], at timestamptz);
    INSERT INTO page SELECT 'page ' || i, repeat(md5(i::text), 20), ARRAY[i::text, NULL, 'x'], to_timestamp(i) FROM generate_series(1, 8000) i;
    CREATE INDEX ON page USING gin (tags); CREATE UNIQUE INDEX ON page (name);
    CREATE TABLE hollow (); INSERT INTO hollow SELECT FROM generate_series(1, 3000);
    CREATE TABLE measure (k int, v numeric) PARTITION BY RANGE (k);
    CREATE TABLE measure_low PARTITION OF measure FOR VALUES FROM (0) TO (5000);
    CREATE TABLE measure_high PARTITION OF measure FOR VALUES FROM (5000) TO (10000);
    INSERT INTO measure SELECT i, i / 7.0 FROM generate_series(0, 9999) i; ALTER TABLE measure ADD PRIMARY KEY (k);
    CREATE MATERIALIZED VIEW heaviest AS SELECT k, v FROM measure WHERE k % 100 = 0;
    CREATE FUNCTION stop_it() RETURNS trigger LANGUAGE plpgsql AS 'begin raise exception ''no''; end';
    CREATE TRIGGER guard BEFORE INSERT ON page FOR EACH STATEMENT EXECUTE FUNCTION stop_it();
    SELECT lo_from_bytea(70000 + i, decode(repeat('abcd', 30000 * i), 'hex')) FROM generate_series(1, 6) i;
    ANALYZE;";

/// What nobody writes to: one line each.
const STILL: &[&str] = &[
    "SELECT count(*) || md5(string_agg(p::text, '|' ORDER BY name)) FROM page p",
    "SELECT count(*)::text FROM hollow",
    "SELECT count(*) || md5(string_agg(m::text, '|' ORDER BY k)) FROM measure m",
    "SELECT count(*) || md5(string_agg(m::text, '|' ORDER BY k)) FROM heaviest m",
    "SELECT string_agg(oid || md5(lo_get(oid)), '|' ORDER BY oid) FROM pg_largeobject_metadata",
    "SELECT string_agg(pg_get_indexdef(indexrelid) || indisvalid::text, '|' ORDER BY indexrelid::regclass::text COLLATE \"C\") FROM pg_index WHERE indexrelid >= 16384 AND indrelid >= 16384 AND indrelid::regclass::text !~ 'pg_toast'",
    "SELECT string_agg(conrelid::regclass::text || conname || pg_get_constraintdef(oid) || convalidated::text, '|' ORDER BY conrelid::regclass::text COLLATE \"C\", conname COLLATE \"C\") FROM pg_constraint WHERE conrelid >= 16384 AND contype <> 'n'",
    "SELECT string_agg(tgrelid::regclass::text || tgname || tgenabled::text, '|' ORDER BY tgname) FROM pg_trigger WHERE NOT tgisinternal",
    "SELECT string_agg(relname || relkind::text || relpersistence::text, '|' ORDER BY relname COLLATE \"C\") FROM pg_class WHERE relnamespace = 'public'::regnamespace",
];
/// What is written to.
const MOVING: &[&str] = &[
    "SELECT count(*) || md5(string_agg(a::text, '|' ORDER BY id)) FROM account a",
    "SELECT count(*) || md5(string_agg(e::text, '|' ORDER BY id)) FROM entry e",
    "SELECT string_agg(entries::text, ',') FROM tally",
    "SELECT last_value || is_called::text FROM number",
];
/// Of one moment, whichever: each gives `t`.
const MOMENT: &[&str] = &[
    "SELECT (sum(balance) = 12000 * 1000 AND count(*) = 12000)::text FROM account",
    "SELECT (count(*) = (SELECT entries FROM tally) AND max(id) = count(*) AND min(id) = 1)::text FROM entry",
    "SELECT (count(*) = 1)::text FROM tally",
    "SELECT (count(*) = 0)::text FROM (SELECT a.id FROM account a LEFT JOIN (SELECT id, sum(amount) AS moved FROM
       (SELECT debit AS id, -amount AS amount FROM entry UNION ALL SELECT credit, amount FROM entry) m GROUP BY id) s USING (id)
       WHERE a.balance <> 1000 + coalesce(s.moved, 0)) wrong",
    "SELECT (last_value >= (SELECT max(id) FROM entry))::text FROM number",
];

/// What is wrong with a copy; empty: nothing. `still`: nobody wrote to the source.
pub async fn faults(from: &Endpoint, to: &Endpoint, still: bool) -> Vec<String> {
    let mut wrong = Vec::new();
    let compared = STILL.iter().chain(if still { MOVING } else { &[] });
    for sql in compared {
        let (ours, theirs) = (texts(from, sql).await, texts(to, sql).await);
        if ours != theirs {
            wrong.push(format!("{sql}\n  source {ours:?}\n  target {theirs:?}"));
        }
    }
    for sql in MOMENT {
        if texts(to, sql).await != ["true"] {
            wrong.push(format!("not of one moment: {sql}"));
        }
    }
    wrong
}

/// Somebody who moves money, one transaction after the other.
pub struct Writing {
    stop: Arc<AtomicBool>,
    task: JoinHandle<u64>,
}

impl Writing {
    /// Begins.
    pub async fn begin(to: &Endpoint) -> Self {
        let stop = Arc::new(AtomicBool::new(false));
        let (seen, mut session) = (Arc::clone(&stop), connect(to).await);
        let task = tokio::spawn(async move {
            let mut count = 0_u64;
            while !seen.load(Ordering::Relaxed) {
                let (a, b) = (1 + count * 13 % 12000, 1 + (count * 29 + 5) % 12000);
                // The log's numbers have no gaps: a transaction that fails would leave one.
                let sql = format!(
                    "BEGIN; UPDATE account SET balance = balance - 5 WHERE id = {a}; UPDATE account SET balance = balance + 5 WHERE id = {b};
                     INSERT INTO entry VALUES (nextval('number'), {a}, {b}, 5); UPDATE tally SET entries = entries + 1; COMMIT"
                );
                if sqlx::raw_sql(AssertSqlSafe(sql)).execute(&mut session).await.is_err() {
                    break;
                }
                count += 1;
                tokio::time::sleep(std::time::Duration::from_millis(3)).await;
            }
            count
        });
        Self { stop, task }
    }

    /// Ends, and says how many transactions there were.
    pub async fn end(self) -> u64 {
        self.stop.store(true, Ordering::Relaxed);
        self.task.await.unwrap()
    }
}
