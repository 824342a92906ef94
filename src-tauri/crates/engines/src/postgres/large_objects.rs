//! Large objects: cut into ranges of numbers, read and written in pieces, printed by their pieces.
//!
//! They are data, not objects of the model: there may be millions, of which each may be larger than the memory.

use domain::Result;
use domain::engine::{Chunk, ChunkId, Pace, Script};
use serde::Deserialize;
use sqlx::PgConnection;

use super::class;
use super::fingerprint::Form;
use super::sql::rows;

/// The name under which they are counted, told and compared.
pub(crate) const NAME: &str = "pg_catalog.pg_largeobject";
/// Bytes that are read at a time.
const PIECE: u64 = 256 * 1024;
/// About what an object costs besides its bytes.
const EACH: u64 = 2048;

#[derive(Deserialize)]
struct Range {
    first: u64,
    last: u64,
    count: u64,
    bytes: u64,
}

/// Number and size of every large object that meets a condition. The server says a size only to who opens an object.
fn sizes(condition: &str) -> String {
    format!(
        "(SELECT f.oid, pg_catalog.lo_lseek64(f.fd, 0, 2) AS size, pg_catalog.lo_close(f.fd) AS closed \
         FROM (SELECT m.oid, pg_catalog.lo_open(m.oid, 262144) AS fd FROM pg_catalog.pg_largeobject_metadata m{condition} \
         OFFSET 0) f OFFSET 0)"
    )
}

/// Their pieces: number, place and content of each. An empty object has one empty piece.
fn pieces(condition: &str) -> String {
    format!(
        "SELECT s.oid AS id, p.at, pg_catalog.lo_get(s.oid, p.at, {PIECE}) AS data FROM {} s, \
         pg_catalog.generate_series(0::int8, greatest(s.size - 1, 0), {PIECE}::int8) p(at)",
        sizes(condition)
    )
}

/// Cuts all of them into chunks of about the size that is asked for; an object is never cut.
pub(super) async fn plan(session: &mut PgConnection, pace: Pace) -> Result<Vec<Chunk>> {
    let sql = format!(
        "SELECT min(q.oid::int8) AS first, max(q.oid::int8) AS last, count(*) AS count, sum(q.size)::int8 AS bytes FROM \
         (SELECT s.oid, s.size, pg_catalog.div(sum(s.size + {EACH}) OVER (ORDER BY s.oid), {}) AS part FROM {} s) q \
         GROUP BY q.part ORDER BY 1",
        pace.chunk_bytes.max(PIECE),
        sizes("")
    );
    let ranges: Vec<Range> = rows(session, &sql, "measuring large objects").await?;
    Ok(ranges.iter().map(chunk).collect())
}

fn chunk(range: &Range) -> Chunk {
    let condition = format!(" WHERE m.oid BETWEEN {} AND {}", range.first, range.last);
    let write = [
        "CREATE TEMPORARY TABLE changeover_large (id pg_catalog.oid, at int8, data bytea) ON COMMIT DROP",
        "ALTER TABLE pg_temp.changeover_large ALTER COLUMN data SET STORAGE EXTERNAL",
        "COPY pg_temp.changeover_large (id, at, data) FROM STDIN",
        "SELECT pg_catalog.lo_from_bytea(id, data) FROM pg_temp.changeover_large WHERE at = 0",
        "SELECT pg_catalog.lo_put(id, at, data) FROM pg_temp.changeover_large WHERE at > 0",
        // The last statement says how many there were.
        "SELECT FROM pg_temp.changeover_large WHERE at = 0",
    ];
    Chunk {
        id: ChunkId(0),
        table: u32::try_from(class::LARGE_OBJECT).unwrap_or_default(),
        table_name: NAME.to_owned(),
        bytes_estimate: range.bytes + EACH * range.count,
        rows_estimate: Some(range.count),
        range: format!("oid [{},{}]", range.first, range.last),
        mark: String::new(),
        opens: false,
        read: Script(vec![format!("COPY ({}) TO STDOUT", pieces(&condition))]),
        write: Script(write.map(str::to_owned).to_vec()),
        // All of them are one table: the target had none.
        count: Script(vec!["SELECT count(*) FROM pg_catalog.pg_largeobject_metadata".to_owned()]),
        // Each takes a lock of its own, and there may be millions: some at a time, until there are none.
        clear: Script(vec![
            "SELECT pg_catalog.lo_unlink(q.oid) FROM (SELECT m.oid FROM pg_catalog.pg_largeobject_metadata m LIMIT 1000) q"
                .to_owned(),
        ]),
    }
}

/// The question for their number and two sums of hashes, as for the rows of a table.
pub(super) fn print(form: Form) -> String {
    let sum = |hash: &str| format!("coalesce(pg_catalog.sum(q.{hash})::text, '0')");
    format!(
        "SELECT count(*) FILTER (WHERE q.at = 0) AS rows, {} AS one, {} AS two FROM ({}) q",
        sum("one"),
        sum("two"),
        hashed_pieces(form)
    )
}

/// Every piece by its object, its place and two hashes.
pub(super) fn hashed_pieces(form: Form) -> String {
    format!(
        "SELECT d.id, d.at, {} AS one, {} AS two FROM (SELECT e.id, e.at, \
         e.id || ' ' || e.at || ' ' || pg_catalog.md5(e.data) AS r FROM ({}) e OFFSET 0) d",
        form.of_ascii("d.r", false),
        form.of_ascii("d.r", true),
        pieces("")
    )
}
