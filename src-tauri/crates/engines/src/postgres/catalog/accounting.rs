//! The census: every user object of every catalog of this server, also of catalogs that this program has never heard of.

use domain::Result;
use serde::Deserialize;
use sqlx::PgConnection;

use super::Catalog;
use crate::postgres::quote::ident;
use crate::postgres::sql::rows;

#[derive(Deserialize)]
struct Holder {
    class: i64,
    name: String,
    readable: bool,
    /// The column that says in which schema an object lives, where there is one.
    namespace: Option<String>,
    /// The column that says on which relation an object hangs, where there is one.
    relation: Option<String>,
}

/// Catalogs of the database itself that number their rows. Large objects are counted apart: there may be millions.
const HOLDERS: &str = "
SELECT c.oid::int8 AS class, c.relname AS name,
       pg_catalog.has_column_privilege(c.oid, a.attnum, 'SELECT') AS readable,
       (SELECT n.attname FROM pg_catalog.pg_attribute n
        WHERE n.attrelid = c.oid AND n.attname ~ 'namespace$' AND n.atttypid = 'pg_catalog.oid'::pg_catalog.regtype
        ORDER BY n.attnum LIMIT 1) AS namespace,
       (SELECT r.attname FROM pg_catalog.pg_attribute r
        WHERE r.attrelid = c.oid AND r.attname IN ('adrelid', 'tgrelid', 'ev_class', 'polrelid', 'stxrelid')
        LIMIT 1) AS relation
FROM pg_catalog.pg_class c
JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attname = 'oid' AND NOT a.attisdropped
WHERE c.relnamespace = 'pg_catalog'::pg_catalog.regnamespace AND c.relkind = 'r' AND NOT c.relisshared
  AND c.relname NOT IN ('pg_largeobject_metadata', 'pg_enum')
ORDER BY c.relname";

/// Schemas of the server's own making: rows out of line, and what other sessions make for themselves meanwhile.
const OWN: &str = "(SELECT oid FROM pg_catalog.pg_namespace WHERE nspname ~ '^pg_(toast|temp)')";

/// Counts, and names the catalogs that may not be read.
pub(super) async fn census(connection: &mut PgConnection, catalog: &mut Catalog) -> Result<()> {
    let holders: Vec<Holder> = rows(connection, HOLDERS, "listing the catalogs").await?;
    let mut parts = Vec::new();
    for holder in holders {
        if holder.name == "pg_user_mapping" {
            // Its public view shows every mapping to everybody, with the options hidden.
            parts.push(format!(
                "SELECT {}::int8 AS class, umid::int8 AS oid FROM pg_catalog.pg_user_mappings",
                holder.class
            ));
        } else if holder.readable {
            parts.push(part(&holder));
        } else {
            catalog.unreadable.push(holder.name.clone());
        }
        catalog.catalogs.insert(holder.class, holder.name);
    }
    catalog.census = rows(connection, &parts.join("\nUNION ALL\n"), "counting the objects").await?;
    Ok(())
}

fn part(holder: &Holder) -> String {
    let mut sql = format!(
        "SELECT {}::int8 AS class, oid::int8 AS oid FROM pg_catalog.{} WHERE oid >= 16384",
        holder.class,
        ident(&holder.name),
    );
    if holder.name == "pg_namespace" {
        sql.push_str(" AND nspname !~ '^pg_(toast|temp)'");
    }
    if let Some(column) = &holder.namespace {
        sql.push_str(&format!(" AND {} NOT IN {OWN}", ident(column)));
    }
    if let Some(column) = &holder.relation {
        let theirs = format!("(SELECT oid FROM pg_catalog.pg_class WHERE relnamespace IN {OWN})");
        sql.push_str(&format!(" AND {} NOT IN {theirs}", ident(column)));
    }
    sql
}
