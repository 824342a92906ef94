//! What a database holds, by plain SQL and nothing of ours: version, tables, rows, a checksum of each table.

use std::collections::BTreeMap;

use anyhow::{Context, Result};
use practice::PracticeDatabase;
use secrecy::ExposeSecret;
use sqlx::postgres::{PgConnectOptions, PgSslMode};
use sqlx::{Connection, PgConnection, Row};

/// Rows and checksum by table.
pub(crate) type Content = BTreeMap<String, (i64, String)>;

/// A connection of the database's own user.
pub(crate) async fn connect(database: &PracticeDatabase) -> Result<PgConnection> {
    let endpoint = database.endpoint.as_ref().context("no server")?;
    let options = PgConnectOptions::new_without_pgpass()
        .host(&endpoint.host)
        .port(endpoint.port)
        .database(&endpoint.database)
        .username(&endpoint.user)
        .password(endpoint.password.expose_secret())
        .ssl_mode(PgSslMode::Disable);
    Ok(PgConnection::connect_with(&options).await?)
}

/// The version that the server itself states.
pub(crate) async fn server_version(connection: &mut PgConnection) -> Result<String> {
    Ok(sqlx::query_scalar("show server_version").fetch_one(connection).await?)
}

/// Every table with its rows and the MD5 of its sorted text.
pub(crate) async fn content(connection: &mut PgConnection) -> Result<Content> {
    let tables = sqlx::query(
        "select format('%I.%I', schemaname, tablename) as name from pg_tables
         where schemaname not in ('pg_catalog', 'information_schema') order by 1",
    )
    .fetch_all(&mut *connection)
    .await?;
    let mut content = Content::new();
    for table in tables {
        let name: String = table.get("name");
        let question = format!(
            "select count(*), coalesce(md5(string_agg(md5(row_text), '' order by row_text)), '')
             from (select t::text as row_text from only {name} t) as rows"
        );
        let row = sqlx::query(sqlx::AssertSqlSafe(question)).fetch_one(&mut *connection).await?;
        content.insert(name, (row.get(0), row.get(1)));
    }
    Ok(content)
}

/// Whether the database's own user can write: creates a table, fills it, drops it.
pub(crate) async fn accepts_a_write(database: &PracticeDatabase) -> Result<bool> {
    let mut connection = connect(database).await?;
    let written = sqlx::raw_sql(
        "create table write_probe (n int); insert into write_probe values (1); drop table write_probe",
    )
    .execute(&mut connection)
    .await;
    Ok(written.is_ok())
}
