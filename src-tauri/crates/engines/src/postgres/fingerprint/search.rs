//! From a table that differs to the rows that do: buckets of keys first, then the rows of a few of them.
//!
//! What it returns holds values of keys: data of the person, which goes to the screen and to nowhere else.

use domain::engine::{Bucket, RowPrint, RowSearch};
use domain::verification::KeyValue;
use domain::{Error, ErrorKind, Result};
use serde::Deserialize;

use super::super::catalog::Catalog;
use super::super::chunks::{Rows, tables};
use super::super::format::Formats;
use super::super::large_objects;
use super::super::quote::ident;
use super::super::source::Pinned;
use super::super::sql::{for_major, rows};
use super::form::{Field, Form};
use super::{fields, from, session};

/// Characters of a value of a key that are shown.
const SHOWN: usize = 200;
/// The place of a row in its table, where nothing else names it.
const PLACE: &str = "ctid";
/// The column that names a large object.
const LARGE: &str = "loid";

#[derive(Deserialize)]
struct Found {
    id: String,
    hash: String,
    count: u64,
    key: Vec<Option<String>>,
}

#[derive(Deserialize)]
struct Named {
    columns: Vec<String>,
}

#[derive(Deserialize)]
struct Summed {
    number: u32,
    rows: u64,
    sum: String,
}

/// Columns of the primary key, or of another key whose columns are never null, in the order of the key.
pub(in super::super) async fn key(pinned: &Pinned, name: &str) -> Result<Vec<String>> {
    let catalog = pinned.require_all_rows().await?;
    if name == large_objects::NAME {
        return Ok(vec![LARGE.to_owned()]);
    }
    let table = table(&catalog, name)?;
    let sql = for_major(include_str!("../sql/key.sql"), catalog.facts.major)
        .replace("{relation}", &table.relation.oid.to_string());
    let mut session = pinned.session().await?;
    let found: Vec<Named> = rows(&mut session, &sql, "looking for a key").await?;
    super::super::close(session).await;
    Ok(found.into_iter().next().map(|named| named.columns).unwrap_or_default())
}

/// Rows by buckets.
pub(in super::super) async fn buckets(pinned: &Pinned, search: &RowSearch) -> Result<Vec<Bucket>> {
    let catalog = pinned.require_all_rows().await?;
    let form = Form::chosen(&catalog.facts, Some(&search.form));
    let rows_of = source(&catalog, form, search, None)?;
    let sql = format!(
        "SELECT (q.k & {}) AS number, pg_catalog.count(*) AS rows, pg_catalog.sum(q.h)::text AS sum FROM ({rows_of}) q GROUP BY 1",
        mask(search)
    );
    let found: Vec<Summed> = ask(pinned, &catalog, form, search, &sql).await?;
    let bucket = |found: Summed| Bucket { number: found.number, rows: found.rows, sum: found.sum };
    Ok(found.into_iter().map(bucket).collect())
}

/// All rows of some buckets.
pub(in super::super) async fn found(
    pinned: &Pinned,
    search: &RowSearch,
    buckets: &[u32],
) -> Result<Vec<RowPrint>> {
    if buckets.is_empty() {
        return Ok(Vec::new());
    }
    let catalog = pinned.require_all_rows().await?;
    let form = Form::chosen(&catalog.facts, Some(&search.form));
    let rows_of = source(&catalog, form, search, Some(buckets))?;
    let sql = match search.key.as_slice() {
        [] => format!(
            "SELECT q.k::text AS id, q.k::text AS hash, pg_catalog.count(*) AS count, ARRAY[pg_catalog.min(q.key[1])] AS key \
             FROM ({rows_of}) q GROUP BY q.k"
        ),
        _ => format!(
            "SELECT q.k::text AS id, pg_catalog.sum(q.h)::text AS hash, 1 AS count, pg_catalog.min(q.key) AS key \
             FROM ({rows_of}) q GROUP BY q.k"
        ),
    };
    let place = [PLACE.to_owned()];
    let names = if search.key.is_empty() { &place[..] } else { &search.key[..] };
    let print = |found: Found| RowPrint {
        id: found.id,
        hash: found.hash,
        count: found.count,
        key: names
            .iter()
            .cloned()
            .zip(found.key.into_iter().map(Option::unwrap_or_default))
            .map(shown)
            .collect(),
    };
    Ok(ask::<Found>(pinned, &catalog, form, search, &sql).await?.into_iter().map(print).collect())
}

fn shown((column, mut value): (String, String)) -> KeyValue {
    if value.chars().count() >= SHOWN {
        value.push('…');
    }
    KeyValue { column, value }
}

fn mask(search: &RowSearch) -> u32 {
    search.buckets.max(1) - 1
}

/// Every row by the hash of its key `k`, the hash of its content `h`, and, where rows are listed, its `key`.
fn source(catalog: &Catalog, form: Form, search: &RowSearch, buckets: Option<&[u32]>) -> Result<String> {
    let within = |hash: &str| {
        let list: Vec<String> = buckets.into_iter().flatten().map(u32::to_string).collect();
        if list.is_empty() {
            String::new()
        } else {
            format!("({hash} & {}) IN ({})", mask(search), list.join(", "))
        }
    };
    if search.table == large_objects::NAME {
        let pieces = large_objects::hashed_pieces(form);
        let only = within("p.id::int8");
        let only = if only.is_empty() { only } else { format!(" WHERE {only}") };
        return Ok(format!(
            "SELECT p.id::int8 AS k, pg_catalog.sum(p.one) AS h, ARRAY[p.id::text] AS key FROM ({pieces}) p{only} GROUP BY p.id"
        ));
    }
    let table = table(catalog, &search.table)?;
    let all = fields(catalog, &Formats::of(catalog), &table);
    let mut of_key: Vec<Field<'_>> = Vec::new();
    for name in &search.key {
        let field = all.iter().find(|(column, _)| column == name);
        let gone = || Error::new(ErrorKind::NotFound, "a table has no such column");
        of_key.push(*field.ok_or_else(gone)?);
    }
    let content = form.hash(&catalog.facts, &all);
    let by = if of_key.is_empty() { content.clone() } else { form.hash(&catalog.facts, &of_key) };
    let values: Vec<String> = of_key
        .iter()
        .map(|(name, _)| {
            let value = format!("pg_catalog.\"left\"(pg_catalog.concat(t.{}), {SHOWN})", ident(name));
            match catalog.facts.encoding.as_str() {
                // Bytes that are nobody's characters cannot be sent as text.
                "SQL_ASCII" => format!(
                    "pg_catalog.encode(pg_catalog.convert_to({value}, 'SQL_ASCII'), 'escape') COLLATE \"C\""
                ),
                _ => format!("{value} COLLATE \"C\""),
            }
        })
        .collect();
    let key = match (buckets, values.is_empty()) {
        (None, _) => String::new(),
        (Some(_), true) => ", ARRAY[t.ctid::text COLLATE \"C\"] AS key".to_owned(),
        (Some(_), false) => format!(", ARRAY[{}] AS key", values.join(", ")),
    };
    let only = within(&by);
    let only = if only.is_empty() { only } else { format!("WHERE {only}") };
    let rows = match table.condition.as_str() {
        "" => from(&table, ""),
        condition => format!("(SELECT t.*, t.ctid FROM {}) t", from(&table, condition)),
    };
    Ok(format!("SELECT {by} AS k, {content} AS h{key} FROM {rows} {only} OFFSET 0"))
}

async fn ask<T>(
    pinned: &Pinned,
    catalog: &Catalog,
    form: Form,
    search: &RowSearch,
    sql: &str,
) -> Result<Vec<T>>
where
    T: serde::de::DeserializeOwned + Send + Unpin + 'static,
{
    let mut session = session(pinned, form).await?;
    if search.table != large_objects::NAME {
        pinned.steady(&mut session, table(catalog, &search.table)?.relation).await?;
    }
    let found = rows(&mut session, sql, "looking for rows").await?;
    super::super::close(session).await;
    Ok(found)
}

fn table<'a>(catalog: &'a Catalog, name: &str) -> Result<Rows<'a>> {
    let found = tables(catalog).into_iter().find(|rows| rows.relation.shown() == name);
    found.ok_or_else(|| Error::new(ErrorKind::NotFound, "no such table"))
}
