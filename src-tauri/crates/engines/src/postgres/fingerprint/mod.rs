//! Prints: every object by its definition, every table by its exact count and a hash of its rows that has no order.
//!
//! All of it is computed inside the server, of one moment, by read-only sessions, and shares nothing with the copying of rows: it
//! cuts tables on its own, and asks for values, not for what was sent. Sums of hashes do not depend on the order.

mod columns;
mod form;
mod objects;
mod search;

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};

use blake3::Hasher;
use domain::engine::{Printing, Source};
use domain::time::Clock;
use domain::verification::{Fingerprint, PrintForm, TablePrint};
use domain::{Error, ErrorKind, Result};
use futures::future::try_join_all;
use serde::Deserialize;
use sqlx::PgConnection;

pub(super) use form::Form;
pub(super) use search::{buckets, found, key};

use super::catalog::{Catalog, Facts};
use super::chunks::{Rows, tables};
use super::connect::run;
use super::format::Formats;
use super::large_objects;
use super::ranges::{PAGE, size};
use super::source::Pinned;
use super::sql::rows;

/// A table is cut into parts of about this many bytes, so that several sessions share it.
const PART: u64 = 32 * 1024 * 1024;

#[derive(Deserialize)]
struct Sums {
    rows: u64,
    one: String,
    two: String,
}

/// Sums of a table so far.
#[derive(Clone, Copy, Default)]
struct Total {
    rows: u64,
    one: i128,
    two: i128,
}

/// A part of a table: its place in the list, its condition, its bytes on disk.
struct Part {
    table: usize,
    condition: String,
    bytes: u64,
}

/// The forms that a server offers, best first.
pub(super) fn forms(facts: &Facts) -> Vec<PrintForm> {
    Form::offered(facts).into_iter().map(Form::name).collect()
}

/// Takes the print of the pinned moment.
pub(super) async fn take(pinned: &Pinned, how: &Printing, clock: &dyn Clock) -> Result<Fingerprint> {
    let began = clock.now();
    let catalog = pinned.require_all_rows().await?;
    let form = Form::chosen(&catalog.facts, how.form.as_ref());
    let list = tables(&catalog);
    let parts = parts(&catalog, &list);
    let next = AtomicUsize::new(0);
    let workers = (0..how.jobs.clamp(1, parts.len().max(1)))
        .map(|_| worker(pinned, &catalog, form, &list, &parts, &next));
    let (found, large) = futures::try_join!(try_join_all(workers), large(pinned, &catalog, form))?;
    let mut totals: BTreeMap<usize, Total> = BTreeMap::new();
    for (table, total) in found.into_iter().flatten() {
        let sum = totals.entry(table).or_default();
        sum.rows += total.rows;
        (sum.one, sum.two) = (sum.one.wrapping_add(total.one), sum.two.wrapping_add(total.two));
    }
    let of_table =
        |(at, total): (usize, Total)| list.get(at).map(|table| print(form, table.relation.shown(), total));
    let mut prints: Vec<TablePrint> = totals.into_iter().filter_map(of_table).chain(large).collect();
    prints.sort_by(|a, b| a.name.cmp(&b.name));
    let drawn = objects::of(&catalog);
    Ok(Fingerprint {
        server_version: catalog.facts.server_version.clone(),
        form: form.name(),
        taken_at: began,
        read_only: Some(pinned.is_read_only()),
        size_bytes: catalog.facts.size_bytes,
        objects: drawn.objects,
        tables: prints,
        rights: drawn.rights,
        user: catalog.facts.user.clone(),
        roles: Some(drawn.roles),
        took: clock.now().since(began),
    })
}

/// Parts of all tables, largest first; those of one table together.
fn parts(catalog: &Catalog, list: &[Rows<'_>]) -> Vec<Part> {
    let mut out = Vec::new();
    for (table, rows) in list.iter().enumerate() {
        let pages = rows.relation.bytes.div_ceil(PAGE);
        let bytes = size(rows.relation);
        let count = bytes.div_ceil(PART).clamp(1, pages.max(1));
        let heap = rows.relation.method.as_deref() == Some("heap");
        // Before 14 a range of a table is found by reading all of it.
        if count == 1 || !heap || !rows.condition.is_empty() || catalog.facts.major < 14 {
            out.push(Part { table, condition: rows.condition.clone(), bytes });
            continue;
        }
        let step = pages.div_ceil(count);
        let starts = (0..pages).step_by(usize::try_from(step).unwrap_or(usize::MAX));
        for from in starts {
            // The last part has no end: the table may have grown since it was measured.
            let end = match from + step {
                to if to >= pages => String::new(),
                to => format!(" AND t.ctid < '({to},0)'::pg_catalog.tid"),
            };
            let condition = format!("WHERE t.ctid >= '({from},0)'::pg_catalog.tid{end}");
            out.push(Part { table, condition, bytes: bytes / count });
        }
    }
    out.sort_by_key(|part| (std::cmp::Reverse(part.bytes), part.table));
    out
}

/// Takes one part after the other from the common list.
async fn worker(
    pinned: &Pinned,
    catalog: &Catalog,
    form: Form,
    list: &[Rows<'_>],
    parts: &[Part],
    next: &AtomicUsize,
) -> Result<Vec<(usize, Total)>> {
    let formats = Formats::of(catalog);
    let mut session = session(pinned, form).await?;
    let mut held = None;
    let mut out = Vec::new();
    while let Some(part) = parts.get(next.fetch_add(1, Ordering::Relaxed)) {
        let Some(table) = list.get(part.table) else { continue };
        if held != Some(part.table) {
            pinned.steady(&mut session, table.relation).await?;
            held = Some(part.table);
        }
        let sql =
            form.print(&catalog.facts, &fields(catalog, &formats, table), &from(table, &part.condition));
        out.push((part.table, sums(&mut session, &sql).await?));
    }
    super::close(session).await;
    Ok(out)
}

/// A session of the moment that prints in a form.
async fn session(pinned: &Pinned, form: Form) -> Result<PgConnection> {
    let mut session = pinned.session().await?;
    let settings = form.session(&pinned.facts);
    if !settings.is_empty() {
        run(&mut session, &settings, "setting up the session").await?;
    }
    Ok(session)
}

/// The large objects, as if they were one table; `None` where there are none.
async fn large(pinned: &Pinned, catalog: &Catalog, form: Form) -> Result<Option<TablePrint>> {
    if catalog.large_objects.count == 0 {
        return Ok(None);
    }
    let mut session = session(pinned, form).await?;
    let total = sums(&mut session, &large_objects::print(form)).await?;
    super::close(session).await;
    Ok(Some(print(form, large_objects::NAME.to_owned(), total)))
}

async fn sums(session: &mut PgConnection, sql: &str) -> Result<Total> {
    let found: Vec<Sums> = rows(session, sql, "hashing rows").await?;
    let odd = || Error::new(ErrorKind::Internal, "a sum of hashes is no number");
    let sums = found.first().ok_or_else(odd)?;
    let number = |text: &str| if text.is_empty() { Ok(0) } else { text.parse().map_err(|_| odd()) };
    Ok(Total { rows: sums.rows, one: number(&sums.one)?, two: number(&sums.two)? })
}

fn print(form: Form, name: String, total: Total) -> TablePrint {
    let mut hasher = Hasher::new();
    hasher.update(total.one.to_string().as_bytes());
    if form != Form::Columns {
        hasher.update(b"/").update(total.two.to_string().as_bytes());
    }
    let hash = hasher.finalize().to_hex()[..32].to_owned();
    TablePrint { name, rows: total.rows, hash }
}

/// Columns go by name, since inheritance may put them in another order; what is computed on reading is no content.
fn fields<'a>(catalog: &'a Catalog, formats: &Formats<'a>, table: &Rows<'_>) -> Vec<form::Field<'a>> {
    let mut names: Vec<form::Field<'a>> = catalog
        .columns_of(table.relation.oid)
        .iter()
        .filter(|column| column.generated != "v")
        .map(|column| {
            // As text it would be twice as long, so it is known by what it is.
            let below = Some(formats.below(column)).filter(|below| *below == "bytea");
            (column.name.as_str(), below.unwrap_or(&column.type_name))
        })
        .collect();
    names.sort_unstable();
    names
}

fn from(table: &Rows<'_>, condition: &str) -> String {
    format!("ONLY {} t {condition}", table.relation.sql())
}
