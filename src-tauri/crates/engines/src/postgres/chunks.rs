//! Cuts tables into chunks: each row is read by exactly one statement and written by exactly one.

use domain::engine::{Chunk, ChunkId, Pace, Script};
use domain::{Error, ErrorKind, Result};
use serde::Deserialize;
use sqlx::PgConnection;

use super::catalog::{Catalog, Column, Relation};
use super::class;
use super::format::{self, Format, Formats};
use super::huge::{self, Huge};
use super::quote::{ident, idents, literal};
use super::ranges::{Openings, PAGE, size};
use super::source;
use super::sql::rows;

/// A table with rows to carry, and which of them.
pub(crate) struct Rows<'a> {
    pub(crate) relation: &'a Relation,
    /// A condition of an extension on its configuration table, `WHERE ...`; empty for all rows.
    pub(crate) condition: String,
    /// The extension that it belongs to.
    pub(crate) extension: Option<String>,
}

/// Tables whose rows are carried: all ordinary ones, and the configuration tables of extensions.
pub(crate) fn tables(catalog: &Catalog) -> Vec<Rows<'_>> {
    let mut out = Vec::new();
    for relation in catalog.relations.iter().filter(|r| r.kind == "r") {
        let Some(extension) = catalog.members.get(&(class::CLASS, relation.oid)) else {
            out.push(Rows { relation, condition: String::new(), extension: None });
            continue;
        };
        let extension = catalog.extensions.iter().find(|e| e.oid == *extension);
        let place = extension.and_then(|e| e.config.as_ref()?.iter().position(|oid| *oid == relation.oid));
        if let (Some(extension), Some(place)) = (extension, place) {
            let condition =
                extension.conditions.as_ref().and_then(|c| c.get(place)).cloned().unwrap_or_default();
            out.push(Rows { relation, condition, extension: Some(extension.name.clone()) });
        }
    }
    out.sort_by(|a, b| {
        size(b.relation).cmp(&size(a.relation)).then_with(|| a.relation.oid.cmp(&b.relation.oid))
    });
    out
}

/// Columns that are written: all but the ones that the server computes.
pub(crate) fn written<'a>(catalog: &'a Catalog, relation: &Relation) -> Vec<&'a Column> {
    catalog.columns_of(relation.oid).iter().filter(|c| c.generated.is_empty()).collect()
}

/// A table from this size on is sampled.
const SAMPLED: u64 = 1 << 20;
/// Pages that are looked at to learn which form is smaller.
const SAMPLE: u64 = 64;

/// All chunks, largest first: those of tables, and `more` that are there already. `session` is of the same moment as the
/// catalog.
pub(crate) async fn plan(
    session: &mut PgConnection,
    catalog: &Catalog,
    more: Vec<Chunk>,
    pace: Pace,
) -> Result<Vec<Chunk>> {
    let mut chunks = more;
    let formats = Formats::of(catalog);
    let tables = tables(catalog);
    let openings = Openings::of(catalog, tables.iter().map(|rows| rows.relation), pace);
    for rows in tables {
        let relation = rows.relation;
        let columns = written(catalog, relation);
        // A value that is not kept elsewhere is short, however well it is compressed.
        let huge = if relation.toast_bytes > 0 { Huge::of(&formats, &columns) } else { None };
        let (mut format, mut why) = formats.fastest(&columns);
        // Long values are no shorter as text.
        let long = huge.as_ref().filter(|_| huge::is_long(relation));
        if format == Format::Binary && pace.far && size(relation) >= SAMPLED && long.is_none() {
            (format, why) = smaller(session, relation, &columns, huge.as_ref()).await?;
        }
        if let Some(huge) = long {
            refuse_too_large(session, relation, huge, format).await?;
        }
        tracing::debug!(table = %relation.shown(), %format, why, "rows travel");
        // What an extension brought with it is not ours to empty.
        let may_open = !columns.is_empty() && !catalog.is_member(class::CLASS, relation.oid);
        for range in openings.ranges(relation, &rows.condition, may_open) {
            let Ok(table) = u32::try_from(relation.oid) else { continue };
            let (mut read, write) = statements(
                catalog,
                &formats,
                relation,
                &columns,
                &range.condition,
                format,
                range.opens,
                huge.as_ref(),
            );
            read.insert(0, source::lock(relation));
            chunks.push(Chunk {
                id: ChunkId(0),
                table,
                table_name: relation.shown(),
                bytes_estimate: range.share(size(relation)),
                rows_estimate: estimate(relation).map(|rows| range.share(rows)),
                opens: range.opens,
                range: range.words,
                mark: relation.file.unwrap_or_default().to_string(),
                read: Script(read),
                write: Script(write),
                count: Script(vec![format!(
                    "SELECT count(*) FROM ONLY {}{}",
                    rows.relation.sql(),
                    carried(&rows)
                )]),
                clear: Script(vec![clear(&rows)]),
            });
        }
    }
    chunks.sort_by_key(|chunk| std::cmp::Reverse(chunk.bytes_estimate));
    for (number, chunk) in (0_u32..).zip(&mut chunks) {
        chunk.id = ChunkId(number);
    }
    Ok(chunks)
}

/// Fails when a row has more bytes than a server takes at once.
async fn refuse_too_large(
    session: &mut PgConnection,
    relation: &Relation,
    huge: &Huge<'_>,
    format: Format,
) -> Result<()> {
    #[derive(Deserialize)]
    struct Counted {
        count: u64,
    }
    let found: Vec<Counted> =
        rows(session, &huge.too_large(format, &relation.sql()), "looking for huge rows").await?;
    match found.first() {
        Some(Counted { count: count @ 1.. }) => {
            let detail =
                format!("{} has {count} rows of a gigabyte or more, which no server takes", relation.shown());
            Err(Error::new(ErrorKind::CannotBeCarried, detail))
        }
        _ => Ok(()),
    }
}

/// The form in which some rows of a table are fewer bytes.
async fn smaller(
    session: &mut PgConnection,
    relation: &Relation,
    columns: &[&Column],
    huge: Option<&Huge<'_>>,
) -> Result<(Format, String)> {
    let names = idents(columns.iter().map(|c| c.name.as_str()));
    let small = huge.map(|huge| format!("WHERE {}", huge.surely_small())).unwrap_or_default();
    let pages = relation.bytes.div_ceil(PAGE).max(1);
    #[allow(clippy::cast_precision_loss, reason = "a share of pages")]
    let percent = (100.0 * SAMPLE as f64 / pages as f64).clamp(0.001, 100.0);
    let query = format!(
        "SELECT {names} FROM ONLY {} TABLESAMPLE SYSTEM ({percent:.3}) REPEATABLE (1) {small} LIMIT 2000",
        relation.sql()
    );
    let binary = format::measure(session, &query, Format::Binary).await?;
    let text = format::measure(session, &query, Format::Text).await?;
    let why = format!("the link is slow; of some rows text takes {text} bytes, binary {binary}");
    Ok((if text < binary { Format::Text } else { Format::Binary }, why))
}

/// Which rows of a table on the target were carried there. What an extension brought with it was not: that is in rows of the
/// very transaction that made the extension, where its condition does not say it.
fn carried(rows: &Rows<'_>) -> String {
    match &rows.extension {
        None => String::new(),
        Some(_) if !rows.condition.is_empty() => format!(" {}", rows.condition),
        Some(name) => format!(
            " WHERE NOT xmin = (SELECT e.xmin FROM pg_catalog.pg_extension e WHERE e.extname = {})",
            literal(name)
        ),
    }
}

fn clear(rows: &Rows<'_>) -> String {
    let table = rows.relation.sql();
    match rows.extension {
        None => format!("TRUNCATE TABLE ONLY {table}"),
        Some(_) => format!("DELETE FROM ONLY {table}{}", carried(rows)),
    }
}

/// Rows as the server estimates them; `None` when it never counted.
#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "an estimate, checked to be positive"
)]
pub(crate) fn estimate(relation: &Relation) -> Option<u64> {
    (relation.rows_estimate >= 0.0).then_some(relation.rows_estimate as u64)
}

#[allow(clippy::too_many_arguments, reason = "each decides one part of the statements")]
fn statements<'a>(
    catalog: &'a Catalog,
    formats: &Formats<'a>,
    relation: &Relation,
    columns: &[&'a Column],
    condition: &str,
    format: Format,
    freeze: bool,
    huge: Option<&Huge<'_>>,
) -> (Vec<String>, Vec<String>) {
    let table = relation.sql();
    if columns.is_empty() {
        // Rows without a column of their own still count.
        let read = format!("COPY (SELECT 1 FROM ONLY {table} {condition}) TO STDOUT");
        let write = vec![
            "CREATE TEMPORARY TABLE changeover_rows (n int4) ON COMMIT DROP".to_owned(),
            "COPY pg_temp.changeover_rows (n) FROM STDIN".to_owned(),
            format!("INSERT INTO {table} SELECT FROM pg_temp.changeover_rows"),
        ];
        return (vec![read], write);
    }
    let names = idents(columns.iter().map(|c| c.name.as_str()));
    let options = format.options(false);
    let lossy = columns.iter().any(|column| formats.is_shown_less(column));
    let shown = |c: &&'a Column| match (formats.is_shown_less(c), ident(&c.name)) {
        (true, name) => format!("{name}::text AS {name}"),
        (false, name) => name,
    };
    let shown: Vec<String> = columns.iter().map(shown).collect();
    let all = format!("SELECT {} FROM ONLY {table} {condition}", shown.join(", "));
    let read = match huge {
        Some(huge) => {
            let from = format!("({all}) r");
            let small =
                format!("COPY (SELECT {names} FROM {from} WHERE {}) TO STDOUT{options}", huge.small());
            vec![small, huge.pieces(format, &from)]
        }
        None if condition.is_empty() && !lossy => vec![format!("COPY {table} ({names}) TO STDOUT{options}")],
        None => vec![format!("COPY ({all}) TO STDOUT{options}")],
    };
    let mut write = Vec::new();
    if freeze {
        // Emptied in the same transaction, its rows can be written as old ones: nobody has to look at them again.
        write.push(format!("TRUNCATE ONLY {table}"));
    }
    if let Some(path) = &catalog.facts.search_path {
        // Checks and computed columns may call functions that name things as their users are used to.
        write.push(format!("SELECT pg_catalog.set_config('search_path', {}, true)", literal(path)));
    }
    write.push(format!("COPY {table} ({names}) FROM STDIN{}", format.options(freeze)));
    (read, write)
}
