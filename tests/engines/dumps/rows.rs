//! Every row of every table on both sides, by plain SQL that shares nothing with the engine.

use domain::database::Endpoint;
use sqlx::PgConnection;
use support::postgres::{connect, texts_of};

const TABLES: &str = "SELECT c.oid::text FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relkind IN ('r', 'm') AND c.relispopulated AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
    ORDER BY n.nspname::text COLLATE \"C\", c.relname::text COLLATE \"C\"";

/// The question for one table: its name, its count, and a hash over its rows in the order of their texts. Floating numbers
/// count by their bits, everything by its text besides: before 12 a server writes other digits unless it rounds to 15. XML
/// counts as it is written: a declaration of version 1.0 that a value was made with is shown by a cast only.
const QUESTION: &str = "SELECT format('SELECT %L || count(*) || '' '' || coalesce(md5(string_agg(r, E''\\n'' ORDER BY r COLLATE \"C\")), ''-'') FROM (SELECT concat_ws(''|'', ''''%s) AS r FROM ONLY %s t) q',
      {table}::oid::regclass || ': ', string_agg(', ' || CASE format_type(a.atttypid, NULL)
        WHEN 'double precision' THEN format('coalesce(float8send(t.%1$I)::text, ''-''), coalesce(t.%1$I::text, ''-'')', a.attname)
        WHEN 'real' THEN format('coalesce(float4send(t.%1$I)::text, ''-'')', a.attname)
        WHEN 'double precision[]' THEN format('coalesce(array_send(t.%1$I)::text, ''-'')', a.attname)
        WHEN 'xml' THEN format('coalesce(quote_literal(nullif(concat(t.%1$I), '''')), ''-'')', a.attname)
        ELSE format('coalesce(quote_literal(t.%1$I::text), ''-'')', a.attname) END, '' ORDER BY a.attname::text COLLATE \"C\"), {table}::oid::regclass)
    FROM pg_attribute a WHERE a.attrelid = {table} AND a.attnum > 0 AND NOT a.attisdropped";

/// One line for each table.
async fn content(session: &mut PgConnection) -> Vec<String> {
    texts_of(session, "SET extra_float_digits = 0; SET search_path = ''; SELECT '' WHERE false").await;
    let mut lines = Vec::new();
    for table in texts_of(session, TABLES).await {
        let question = texts_of(session, &QUESTION.replace("{table}", &table)).await.concat();
        lines.extend(texts_of(session, &question).await);
    }
    lines
}

/// Where every sequence stands.
async fn sequences(session: &mut PgConnection) -> Vec<String> {
    let list = "SELECT format('SELECT %L || last_value || is_called::text FROM %s', c.oid::regclass || ': ', c.oid::regclass) FROM pg_class c
        WHERE c.relkind = 'S' AND c.relnamespace::regnamespace::text !~ '^pg_' ORDER BY c.oid::regclass::text";
    let mut lines = Vec::new();
    for question in texts_of(session, list).await {
        lines.extend(texts_of(session, &question).await);
    }
    lines
}

const LARGE: &str = "SELECT oid || ' ' || md5(lo_get(oid)) FROM pg_largeobject_metadata ORDER BY oid";

/// Fails with the tables, sequences and large objects that differ.
pub(super) async fn assert_same(from: &Endpoint, to: &Endpoint) {
    let (mut ours, mut theirs) = (connect(from).await, connect(to).await);
    let (mine, other) = tokio::join!(content(&mut ours), content(&mut theirs));
    assert!(mine.len() > 5, "no tables");
    let only = |one: &[String], other: &[String]| -> Vec<String> {
        one.iter().filter(|line| !other.contains(line)).cloned().collect()
    };
    assert_eq!(only(&mine, &other), only(&other, &mine), "rows that differ");
    assert_eq!(mine.len(), other.len());
    assert_eq!(sequences(&mut ours).await, sequences(&mut theirs).await);
    assert_eq!(texts_of(&mut ours, LARGE).await, texts_of(&mut theirs, LARGE).await);
}
