//! Questions of a person: one statement, in a transaction that the server itself holds read-only and that is taken back.
//!
//! The statement is theirs, so is the answer: neither is in an error or a log line. They see what an ordinary session of the
//! user sees: its own search path, its own row security.

use std::time::{Duration, Instant};

use domain::database::Endpoint;
use domain::engine::AskBounds;
use domain::test_copy::Answer;
use domain::time::Millis;
use domain::{Error, ErrorKind, Result};
use futures::TryStreamExt as _;
use sqlx::{AssertSqlSafe, Executor as _, PgConnection, SqlSafeStr as _};

use super::connect::{bare, close, run};
use super::failure::failure;
use super::quote::literal;

const DOING: &str = "asking a question of the person";

/// Opens a transaction that cannot write. Values are printed alike on every server; gone with it, for poolers.
pub(super) async fn begin(endpoint: &Endpoint, patience: Duration) -> Result<PgConnection> {
    let mut connection = bare(endpoint).await?;
    restart(&mut connection, patience).await?;
    Ok(connection)
}

/// Takes back what was, and begins anew.
pub(super) async fn restart(connection: &mut PgConnection, patience: Duration) -> Result<()> {
    let limit = literal(&format!("{}ms", patience.as_millis()));
    let sql = format!(
        "ROLLBACK; BEGIN TRANSACTION READ ONLY; SET LOCAL statement_timeout = {limit}; SET LOCAL lock_timeout = '10s';
         SET LOCAL client_encoding = 'UTF8'; SET LOCAL datestyle = 'ISO, MDY'; SET LOCAL intervalstyle = 'postgres';
         SET LOCAL timezone = 'UTC'; SET LOCAL extra_float_digits = 3; SET LOCAL bytea_output = 'hex';
         SET LOCAL client_min_messages = 'error'; SET LOCAL standard_conforming_strings = on"
    );
    run(connection, &sql, DOING).await
}

/// Lets the server read a statement without running it: it must be one, whole, so that nothing of it can end the transaction
/// in which it is put afterwards.
pub(super) async fn require_one(connection: &mut PgConnection, statement: &str) -> Result<()> {
    let text = AssertSqlSafe(statement.to_owned()).into_sql_str();
    connection.prepare(text).await.map(drop).map_err(|error| refused(failure(&error, DOING)))
}

/// What one statement answers.
pub(super) async fn ask(endpoint: &Endpoint, statement: &str, bounds: AskBounds) -> Result<Answer> {
    let mut connection = begin(endpoint, bounds.patience).await?;
    require_one(&mut connection, statement).await?;
    let asked = Instant::now();
    let answer = read(&mut connection, statement, bounds).await?;
    let took = Millis(i64::try_from(asked.elapsed().as_millis()).unwrap_or(i64::MAX));
    // One that was not read to its end is of no use any more.
    if !answer.more {
        run(&mut connection, "ROLLBACK", DOING).await?;
        close(connection).await;
    }
    Ok(Answer { took, ..answer })
}

async fn read(connection: &mut PgConnection, statement: &str, bounds: AskBounds) -> Result<Answer> {
    // Its own line: the statement may end in a comment.
    let sql = format!("COPY (\n{statement}\n) TO STDOUT");
    let failed = |error: sqlx::Error| refused(failure(&error, DOING));
    let mut parts = connection.copy_out_raw(&sql).await.map_err(failed)?;
    let (mut answer, mut open, mut bytes) = (Answer::default(), Vec::new(), 0);
    while let Some(part) = parts.try_next().await.map_err(failed)? {
        bytes += part.len();
        for piece in part.split_inclusive(|byte| *byte == b'\n') {
            open.extend_from_slice(piece);
            if open.last() != Some(&b'\n') {
                continue;
            }
            open.pop();
            if answer.rows.len() >= bounds.rows {
                answer.more = true;
                return Ok(answer);
            }
            answer.rows.push(values(&open)?);
            open.clear();
        }
        if bytes > bounds.bytes {
            answer.more = true;
            return Ok(answer);
        }
    }
    Ok(answer)
}

/// Values of a line of the text form of COPY.
fn values(line: &[u8]) -> Result<Vec<Option<String>>> {
    if line.is_empty() {
        // One empty text, or a row without columns.
        return Ok(vec![Some(String::new())]);
    }
    line.split(|byte| *byte == b'\t').map(value).collect()
}

fn value(text: &[u8]) -> Result<Option<String>> {
    if text == br"\N" {
        return Ok(None);
    }
    let mut plain = Vec::with_capacity(text.len());
    let mut bytes = text.iter();
    while let Some(byte) = bytes.next() {
        let byte = match (byte, byte == &b'\\') {
            (_, true) => match bytes.next() {
                Some(b'b') => 8,
                Some(b't') => b'\t',
                Some(b'n') => b'\n',
                Some(b'v') => 11,
                Some(b'f') => 12,
                Some(b'r') => b'\r',
                Some(other) => *other,
                None => break,
            },
            (byte, false) => *byte,
        };
        plain.push(byte);
    }
    String::from_utf8(plain)
        .map(Some)
        .map_err(|_| Error::new(ErrorKind::DatabaseRefused, format!("{DOING}: a value is no text")))
}

/// The same code of the server means something else where a database is carried.
pub(super) fn refused(error: Error) -> Error {
    match error.kind {
        ErrorKind::CannotBeCarried => Error { kind: ErrorKind::DatabaseRefused, ..error },
        _ => error,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_those_of_the_server() {
        let line = br"a\tb	\N		\\N	x\ny\\	\b\f";
        let all = values(line).unwrap();
        let shown: Vec<Option<&str>> = all.iter().map(Option::as_deref).collect();
        let expected = [Some("a\tb"), None, Some(""), Some("\\N"), Some("x\ny\\"), Some("\u{8}\u{c}")];
        assert_eq!(shown, expected);
        assert_eq!(values(b"").unwrap(), [Some(String::new())]);
        assert!(values(b"\xff").is_err());
    }
}
