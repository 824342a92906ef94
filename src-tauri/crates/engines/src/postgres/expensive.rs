//! What the server counts of its own statements, and how it goes about them. Nothing is written; what is run is taken back.

use std::time::Duration;

use domain::database::Endpoint;
use domain::engine::Expensive;
use domain::test_copy::PlanLook;
use domain::time::Millis;
use domain::{Error, ErrorKind, Result};
use serde::Deserialize;
use serde_json::Value;
use sqlx::{AssertSqlSafe, PgConnection, Row as _};

use super::ask::{begin, refused, require_one, restart};
use super::connect::{Purpose, close, connect, major, run};
use super::failure::failure;
use super::quote::{ident, qualified};
use super::sql::rows;

const DOING: &str = "looking at an expensive statement";

/// The major from which on a plan can be asked for that holds for any value.
const GENERIC_SINCE: u32 = 12;

/// Where the extension is, and what it calls the time of all calls.
#[derive(Deserialize)]
struct Counter {
    schema: String,
    total: String,
}

#[derive(Deserialize)]
struct Counted {
    text: String,
    calls: u64,
    total: f64,
}

/// The statements that only read, the most expensive first.
pub(super) async fn expensive(endpoint: &Endpoint, limit: u32) -> Result<Option<Vec<Expensive>>> {
    let mut connection = connect(endpoint, Purpose::Read).await?;
    let sql = "SELECT n.nspname::text AS schema, a.attname::text AS total FROM pg_catalog.pg_extension e
         JOIN pg_catalog.pg_namespace n ON n.oid = e.extnamespace
         JOIN pg_catalog.pg_class c ON c.relnamespace = n.oid AND c.relname = 'pg_stat_statements'
         JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attname IN ('total_exec_time', 'total_time')
         WHERE e.extname = 'pg_stat_statements'";
    let Some(counter) = rows::<Counter>(&mut connection, sql, DOING).await?.into_iter().next() else {
        return Ok(None);
    };
    let (view, total) = (qualified(&counter.schema, "pg_stat_statements"), ident(&counter.total));
    // Our own questions are not the person's, and what others ran is not told to everybody.
    let sql = format!(
        "SELECT s.query AS text, s.calls, s.{total} AS total FROM {view} s
         WHERE s.dbid = (SELECT d.oid FROM pg_catalog.pg_database d WHERE d.datname = pg_catalog.current_database())
         AND s.query ~* '^[[:space:]]*(select|with|values|table)[[:space:](]'
         AND s.query !~ '^SELECT pg_catalog[.]' AND s.query !~* 'for[[:space:]]+(no[[:space:]]+key[[:space:]]+)?(update|(key[[:space:]]+)?share)'
         ORDER BY s.{total} DESC LIMIT {limit}"
    );
    match rows::<Counted>(&mut connection, &sql, DOING).await {
        Ok(all) => {
            close(connection).await;
            Ok(Some(all.into_iter().map(statement).collect()))
        }
        // The extension is there, the server does not count, or not for this user.
        Err(error) if matches!(error.kind, ErrorKind::DatabaseRefused | ErrorKind::DatabaseRight) => Ok(None),
        Err(error) => Err(error),
    }
}

#[allow(clippy::cast_possible_truncation, reason = "milliseconds of a server's life")]
fn statement(counted: Counted) -> Expensive {
    let has_parameters = parameters(&counted.text) > 0;
    let total = Millis(counted.total.round() as i64);
    Expensive { text: counted.text, calls: counted.calls, total, has_parameters }
}

/// The highest number of a `$1`, `$2`... in a statement; 0 for none. One that stands in a text counts too: then nothing is run.
fn parameters(text: &str) -> u32 {
    let after = text.split('$').skip(1);
    let digits = after.map(|rest| rest.split(|c: char| !c.is_ascii_digit()).next().unwrap_or_default());
    digits.filter_map(|digits| digits.parse().ok()).max().unwrap_or(0)
}

/// How the server goes about a statement, and how long it takes where it can be run.
pub(super) async fn look(endpoint: &Endpoint, statement: &Expensive, patience: Duration) -> Result<PlanLook> {
    let mut connection = begin(endpoint, patience).await?;
    require_one(&mut connection, &statement.text).await?;
    if statement.has_parameters {
        let shape = generic(&mut connection, &statement.text).await?;
        close(connection).await;
        return Ok(PlanLook { shape, took: None });
    }
    let plan =
        explained(&mut connection, &format!("EXPLAIN (COSTS OFF, FORMAT JSON)\n{}", statement.text)).await?;
    let run = format!("EXPLAIN (ANALYZE, TIMING OFF, COSTS OFF, FORMAT JSON)\n{}", statement.text);
    restart(&mut connection, patience).await?;
    let took = match explained(&mut connection, &run).await {
        Ok(done) => time(&done),
        Err(error) if error.kind == ErrorKind::TimedOut => None,
        Err(error) => return Err(error),
    };
    super::connect::run(&mut connection, "ROLLBACK", DOING).await?;
    close(connection).await;
    Ok(PlanLook { shape: shape(&plan), took })
}

/// The plan of a statement for any value.
async fn generic(connection: &mut PgConnection, statement: &str) -> Result<Vec<String>> {
    if major(connection).await? < GENERIC_SINCE {
        let detail = format!("{DOING}: this server plans no statement without its values");
        return Err(Error::new(ErrorKind::NotSupported, detail));
    }
    run(connection, "SET LOCAL plan_cache_mode = 'force_generic_plan'", DOING).await?;
    let prepare = format!("PREPARE changeover_look AS\n{statement}");
    run(connection, &prepare, DOING).await.map_err(refused)?;
    let nulls = vec!["NULL"; usize::try_from(parameters(statement)).unwrap_or_default()].join(", ");
    let plan =
        explained(connection, &format!("EXPLAIN (COSTS OFF, FORMAT JSON) EXECUTE changeover_look({nulls})"))
            .await;
    // It would outlive the transaction in the session of a pooler.
    run(connection, "ROLLBACK; DEALLOCATE changeover_look", DOING).await?;
    Ok(shape(&plan?))
}

async fn explained(connection: &mut PgConnection, sql: &str) -> Result<Value> {
    let failed = |error: &sqlx::Error| refused(failure(error, DOING));
    let row =
        sqlx::raw_sql(AssertSqlSafe(sql)).fetch_one(connection).await.map_err(|error| failed(&error))?;
    row.try_get::<sqlx::types::Json<Value>, _>(0).map(|json| json.0).map_err(|error| failed(&error))
}

/// How long it ran, as the server measured it.
#[allow(clippy::cast_possible_truncation, reason = "milliseconds of one statement")]
fn time(plan: &Value) -> Option<Millis> {
    let millis = plan.get(0)?.get("Execution Time")?.as_f64()?;
    Some(Millis(millis.round() as i64))
}

/// The steps of a plan, one line each, deeper ones indented. Only what says how the server goes about it: no figures, no
/// conditions, which hold values.
fn shape(plan: &Value) -> Vec<String> {
    let mut lines = Vec::new();
    if let Some(top) = plan.get(0).and_then(|first| first.get("Plan")) {
        step(top, 0, &mut lines);
    }
    lines
}

fn step(node: &Value, depth: usize, lines: &mut Vec<String>) {
    let said = |name: &str| node.get(name).and_then(Value::as_str);
    let mut line = format!("{}{}", "  ".repeat(depth), said("Node Type").unwrap_or("?"));
    for (name, before) in
        [("Strategy", " "), ("Join Type", " "), ("Scan Direction", " "), ("Index Name", " using ")]
    {
        match said(name) {
            Some("Forward" | "Plain") | None => {}
            Some(word) => line.extend([before, word]),
        }
    }
    if let Some(name) = said("Relation Name").or_else(|| said("Function Name")).or_else(|| said("CTE Name")) {
        line.extend([" on ", name]);
    }
    lines.push(line);
    for below in node.get("Plans").and_then(Value::as_array).into_iter().flatten() {
        step(below, depth + 1, lines);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parameters_are_counted_by_the_highest() {
        for (text, count) in [
            ("select 1", 0),
            ("select $1", 1),
            ("select $2, $10 + $1", 10),
            ("select $tag$ x $tag$", 0),
            ("$", 0),
        ] {
            assert_eq!(parameters(text), count, "{text}");
        }
    }

    #[test]
    fn a_shape_holds_no_value() {
        let plan = serde_json::json!([{ "Plan": {
            "Node Type": "Nested Loop", "Join Type": "Inner", "Plans": [
                { "Node Type": "Index Scan", "Scan Direction": "Forward", "Index Name": "book_pkey", "Relation Name": "book",
                  "Index Cond": "(id = 'canary')" },
                { "Node Type": "Aggregate", "Strategy": "Hashed", "Plans": [{ "Node Type": "Seq Scan", "Relation Name": "author" }] },
            ] } }]);
        assert_eq!(
            shape(&plan),
            [
                "Nested Loop Inner",
                "  Index Scan using book_pkey on book",
                "  Aggregate Hashed",
                "    Seq Scan on author"
            ]
        );
    }
}
