//! The catalog queries, one file each, and the lines in them that only some majors understand.
//!
//! A line that ends in `-- since N` is kept from major N on, one that ends in `-- before N` below it; both may be said. Queries run by the
//! simple protocol, without prepared statements, so that they also pass through poolers; each row comes as one JSON value.

use domain::Result;
use futures::{StreamExt, TryStreamExt};
use serde::de::DeserializeOwned;
use sqlx::types::Json;
use sqlx::{AssertSqlSafe, PgConnection, Row};

use super::failure::failure;

/// Keeps the lines of a query that a major understands.
pub(crate) fn for_major(sql: &str, major: u32) -> String {
    let bound = |line: &str, word: &str| -> Option<u32> {
        let (_, note) = line.rsplit_once("-- ")?;
        let mut words = note.split_whitespace();
        words.find(|w| *w == word)?;
        words.next()?.parse().ok()
    };
    let kept = |line: &&str| {
        bound(line, "since").is_none_or(|since| major >= since)
            && bound(line, "before").is_none_or(|before| major < before)
    };
    sql.lines().filter(kept).collect::<Vec<_>>().join("\n")
}

/// Runs a query and reads each row into a type, by the names of its columns.
pub(crate) async fn rows<T>(connection: &mut PgConnection, sql: &str, doing: &str) -> Result<Vec<T>>
where
    T: DeserializeOwned + Send + Unpin + 'static,
{
    let sql = format!("SELECT pg_catalog.row_to_json(q) FROM ({sql}\n) q");
    // Row by row: of a large catalog the text would need more memory than what is made of it.
    sqlx::raw_sql(AssertSqlSafe(sql))
        .fetch(connection)
        .map(|row| row.and_then(|row| row.try_get::<Json<T>, _>(0)))
        .map_ok(|Json(value)| value)
        .map_err(|error| failure(&error, doing))
        .try_collect()
        .await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_kept_by_major() {
        let sql = "SELECT a\n, b -- since 14\n, c -- before 12\nFROM t";
        assert_eq!(for_major(sql, 11), "SELECT a\n, c -- before 12\nFROM t");
        assert_eq!(for_major(sql, 14), "SELECT a\n, b -- since 14\nFROM t");
        let both = "a\nb -- since 15 before 17";
        assert_eq!((for_major(both, 14), for_major(both, 17)), ("a".into(), "a".into()));
        assert_eq!(for_major(both, 16), both);
    }
}
