//! What databases hold, by plain SQL and nothing of ours.

use std::collections::BTreeMap;

use sqlx::{AssertSqlSafe, Connection, PgConnection, Row};

/// Rows and checksum by table.
pub(crate) type Content = BTreeMap<String, (i64, String)>;

/// A connection by an address as it stands in the ready file.
pub(crate) async fn connect(url: &str) -> PgConnection {
    PgConnection::connect(url).await.unwrap()
}

/// The major version that the server itself states.
pub(crate) async fn major(url: &str) -> String {
    let version: String =
        sqlx::query_scalar("show server_version").fetch_one(&mut connect(url).await).await.unwrap();
    version.split('.').next().unwrap().to_owned()
}

/// Every table with its rows and the MD5 of its sorted text.
pub(crate) async fn content(url: &str) -> Content {
    let mut session = connect(url).await;
    let tables = "select format('%I.%I', schemaname, tablename) as name from pg_tables
                  where schemaname not in ('pg_catalog', 'information_schema')";
    let mut content = Content::new();
    for table in sqlx::query(tables).fetch_all(&mut session).await.unwrap() {
        let name: String = table.get("name");
        let question = format!(
            "select count(*), coalesce(md5(string_agg(line, '' order by line collate \"C\")), '')
             from (select t::text as line from only {name} t) as lines"
        );
        let row = sqlx::query(AssertSqlSafe(question)).fetch_one(&mut session).await.unwrap();
        content.insert(name, (row.get(0), row.get(1)));
    }
    content
}

/// Whether the database takes a write.
pub(crate) async fn takes_a_write(url: &str) -> bool {
    let write =
        "create table write_probe (n int); insert into write_probe values (1); drop table write_probe";
    sqlx::raw_sql(write).execute(&mut connect(url).await).await.is_ok()
}
