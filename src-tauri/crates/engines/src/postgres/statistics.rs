//! What the planner knows of the tables: carried over where the target can take it, instead of gathering it again.
//!
//! It travels as rows do, some tables at a time, so that memory stays bounded however many there are. A target that refuses
//! some of it analyzes those tables itself.

use std::fmt::Write as _;

use domain::engine::{Chunk, ChunkId, Script};

use super::catalog::{Catalog, Relation};
use super::class;
use super::sql::for_major;

/// The first major that takes statistics from outside.
const SINCE: u32 = 18;
/// The name under which they are told.
const NAME: &str = "pg_catalog.pg_statistic";
/// Tables whose statistics go in one chunk.
const TABLES: usize = 200;

/// Whether the statistics of a table are carried to a server of a major; otherwise they are gathered there.
pub(crate) fn carries(catalog: &Catalog, relation: &Relation, to: u32) -> bool {
    to >= SINCE && catalog.analyzed.contains(&relation.oid)
}

/// What carries them to a server of a major; nothing where it takes none.
pub(crate) fn plan(catalog: &Catalog, to: u32) -> Vec<Chunk> {
    let tables: Vec<i64> = catalog
        .relations
        .iter()
        .filter(|relation| carries(catalog, relation, to) && !catalog.is_member(class::CLASS, relation.oid))
        .map(|relation| relation.oid)
        .collect();
    (0..).zip(tables.chunks(TABLES)).map(|(number, some)| chunk(catalog, number, some)).collect()
}

fn chunk(catalog: &Catalog, number: u32, tables: &[i64]) -> Chunk {
    let mut list = String::new();
    for oid in tables {
        let _ = write!(list, "{}{oid}", if list.is_empty() { "" } else { ", " });
    }
    let query =
        for_major(include_str!("sql/planner_statistics.sql"), catalog.facts.major).replace("{tables}", &list);
    let write = [
        TEMPORARY,
        "COPY pg_temp.changeover_statistics FROM STDIN",
        include_str!("sql/import_statistics.sql"),
    ];
    Chunk {
        id: ChunkId(number),
        table: u32::try_from(class::STATISTIC).unwrap_or_default(),
        table_name: NAME.to_owned(),
        bytes_estimate: 0,
        rows_estimate: None,
        range: format!("tables {}", tables.len()),
        mark: String::new(),
        opens: false,
        read: Script(vec![format!("COPY ({query}) TO STDOUT")]),
        write: Script(write.map(str::to_owned).to_vec()),
        count: Script(Vec::new()),
        clear: Script(Vec::new()),
    }
}

const TEMPORARY: &str = "CREATE TEMPORARY TABLE changeover_statistics (
    schema_name text, relation_name text, column_name text, column_number int2, inherited boolean, null_frac float4,
    avg_width int4, n_distinct float4, most_common_vals text, most_common_freqs float4[], histogram_bounds text,
    correlation float4, most_common_elems text, most_common_elem_freqs float4[], elem_count_histogram float4[],
    range_length_histogram text, range_empty_frac float4, range_bounds_histogram text, table_rows float4
) ON COMMIT DROP";
