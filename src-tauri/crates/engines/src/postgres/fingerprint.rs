//! Prints: every object by its definition, every table by its exact count and a hash of its rows that has no order.
//!
//! All of it is computed inside the server, of one moment, by read-only sessions. Rows are hashed over their text as every
//! major prints it under the settings of `connect`; sums of 64-bit hashes with two seeds do not depend on the order.

use std::sync::atomic::{AtomicUsize, Ordering};

use blake3::Hasher;
use domain::engine::Source;
use domain::time::Clock;
use domain::verification::{Fingerprint, ObjectPrint, TablePrint};
use domain::{Error, ErrorKind, Result};
use futures::future::try_join_all;
use serde::Deserialize;
use sqlx::PgConnection;

use super::catalog::{Catalog, Facts};
use super::chunks::{Rows, tables};
use super::connect::run;
use super::ddl::{self, Site};
use super::large_objects;
use super::quote::{ident, literal};
use super::source::Pinned;
use super::sql::rows;

/// A second seed: two independent hashes of 64 bits each.
const SEED: i64 = 7_046_029_254_386_353_131;

#[derive(Deserialize)]
struct Sums {
    rows: u64,
    one: Option<String>,
    two: Option<String>,
}

/// Takes the print of the pinned moment with `jobs` sessions.
pub(super) async fn take(pinned: &Pinned, jobs: usize, clock: &dyn Clock) -> Result<Fingerprint> {
    let began = clock.now();
    let catalog = pinned.require_all_rows().await?;
    let list = tables(&catalog);
    let next = AtomicUsize::new(0);
    let workers = (0..jobs.clamp(1, list.len().max(1))).map(|_| worker(pinned, &catalog, &list, &next));
    let (found, large) = futures::try_join!(try_join_all(workers), large(pinned, &catalog))?;
    let mut prints: Vec<TablePrint> = found.into_iter().flatten().chain(large).collect();
    prints.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(Fingerprint {
        server_version: catalog.facts.server_version.clone(),
        taken_at: began,
        read_only: Some(pinned.is_read_only()),
        size_bytes: catalog.facts.size_bytes,
        objects: objects(&catalog)?,
        tables: prints,
        took: clock.now().since(began),
    })
}

/// Takes one table after the other from the common list, largest first.
async fn worker(
    pinned: &Pinned,
    catalog: &Catalog,
    list: &[Rows<'_>],
    next: &AtomicUsize,
) -> Result<Vec<TablePrint>> {
    let mut session = pinned.session().await?;
    // Inside of other types all majors round alike to digits that they all write.
    run(&mut session, "SET extra_float_digits = 0", "setting up the session").await?;
    let mut prints = Vec::new();
    while let Some(table) = list.get(next.fetch_add(1, Ordering::Relaxed)) {
        pinned.steady(&mut session, table.relation).await?;
        prints.push(one(&mut session, &statement(catalog, table), table.relation.shown()).await?);
    }
    super::close(session).await;
    Ok(prints)
}

/// The large objects, as if they were one table; `None` where there are none.
async fn large(pinned: &Pinned, catalog: &Catalog) -> Result<Option<TablePrint>> {
    if catalog.large_objects.count == 0 {
        return Ok(None);
    }
    let mut session = pinned.session().await?;
    let print =
        one(&mut session, &large_objects::print(&catalog.facts, [0, SEED]), large_objects::NAME.to_owned())
            .await?;
    super::close(session).await;
    Ok(Some(print))
}

async fn one(session: &mut PgConnection, sql: &str, name: String) -> Result<TablePrint> {
    let found: Vec<Sums> = rows(session, sql, "hashing rows").await?;
    let sums = found.first().ok_or_else(|| Error::new(ErrorKind::Internal, "a count gave no row"))?;
    let hash = match (&sums.one, &sums.two) {
        (Some(one), Some(two)) => {
            let mut hasher = Hasher::new();
            hasher.update(one.as_bytes()).update(b"/").update(two.as_bytes());
            hasher.finalize().to_hex()[..32].to_owned()
        }
        _ => String::new(),
    };
    Ok(TablePrint { name, rows: sums.rows, hash })
}

/// Columns go by name, since inheritance may put them in another order; what is computed on reading is no content.
fn statement(catalog: &Catalog, table: &Rows<'_>) -> String {
    let mut names: Vec<(&str, &str)> = catalog
        .columns_of(table.relation.oid)
        .iter()
        .filter(|c| c.generated != "v")
        .map(|c| (c.name.as_str(), c.type_name.as_str()))
        .collect();
    names.sort_unstable();
    let row: Vec<String> =
        names.iter().map(|(name, kind)| value(&format!("t.{}", ident(name)), kind)).collect();
    let row = format!("ROW({})::text", row.join(", "));
    let row = match single_byte(&catalog.facts.encoding) {
        // The bytes that the same text has in Unicode, whatever the database keeps it in.
        true => format!(
            "pg_catalog.convert_from(pg_catalog.convert_to({row}, 'UTF8'), {})",
            literal(&catalog.facts.encoding)
        ),
        false => row,
    };
    let hash = |seed: i64| hashed(&catalog.facts, "r", seed);
    format!(
        "SELECT count(*) AS rows, {} AS one, {} AS two FROM (SELECT {row} COLLATE \"C\" AS r FROM ONLY {} t {}) q",
        hash(0),
        hash(SEED),
        table.relation.sql(),
        table.condition,
    )
}

/// What is hashed of a value: its text, or the bytes behind it where majors before 12 write other digits.
fn value(column: &str, kind: &str) -> String {
    const FLOATING: &[(&str, &str)] = &[
        ("double precision", "float8send"),
        ("real", "float4send"),
        ("point", "point_send"),
        ("line", "line_send"),
        ("lseg", "lseg_send"),
        ("box", "box_send"),
        ("path", "path_send"),
        ("polygon", "poly_send"),
        ("circle", "circle_send"),
    ];
    let of = |kind: &str| FLOATING.iter().find(|(name, _)| *name == kind).map(|(_, send)| *send);
    match (of(kind), kind.strip_suffix("[]").and_then(of)) {
        (Some(send), _) => format!("pg_catalog.{send}({column})"),
        (None, Some(_)) => format!("pg_catalog.array_send({column})"),
        (None, None) => column.to_owned(),
    }
}

/// The sum of hashes of a text; nothing where the server has none of 64 bits.
pub(super) fn hashed(facts: &Facts, text: &str, seed: i64) -> String {
    match facts.major {
        ..11 => "NULL".to_owned(),
        _ => format!("coalesce(sum(pg_catalog.hashtextextended({text}, {seed}))::text, '0')"),
    }
}

/// Whether every byte is a character of an encoding.
fn single_byte(encoding: &str) -> bool {
    ["LATIN", "ISO_8859", "WIN", "KOI8"].iter().any(|family| encoding.starts_with(family))
}

/// Prints of all counted objects, in a stable order. A thing that cannot be carried is printed too, by kind and name.
fn objects(catalog: &Catalog) -> Result<Vec<ObjectPrint>> {
    let site = Site {
        from_user: catalog.facts.user.clone(),
        // Users have other names on the two sides; the definitions that name them are meant to be equal.
        to_user: "(the user)".to_owned(),
        superuser: true,
        ..Site::default()
    };
    let drawing = ddl::draw(catalog, &site);
    let mut prints: Vec<ObjectPrint> = drawing
        .nodes
        .iter()
        .filter(|node| node.counted)
        .map(|node| {
            let definition = node.print.clone().unwrap_or_else(|| node.statements.join(";"));
            let hash = blake3::hash(definition.as_bytes()).to_hex()[..32].to_owned();
            ObjectPrint { kind: node.kind.to_owned(), name: node.name.clone(), hash }
        })
        .collect();
    prints.sort();
    prints.dedup();
    Ok(prints)
}
