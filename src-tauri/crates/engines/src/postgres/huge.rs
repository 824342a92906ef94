//! Rows too large for one message: which they are, and the query that gives them in pieces. It runs nothing.
//!
//! A server sends a row whole, and a client holds it whole. So the usual `COPY` leaves out rows that may be large, and a second one
//! gives them as what the first would have sent, cut anywhere: each value is taken out of its place once, and pieces of it are
//! copied from memory. That costs the servers little more than the usual way, so a row is large when it might be.

use super::catalog::{Column, Relation};
use super::format::{Format, Formats, is_scalar, plain};
use super::quote::ident;

/// Bytes of a row that goes the usual way, about.
const ROW: u64 = 2 << 20;
/// Bytes of a piece.
const PIECE: u32 = 256 << 10;
/// A value is compressed to no less than this part of it, as the server usually does it.
const RATIO: u64 = 100;
/// Bytes that no row may have all together, as the server's memory is made: less than a gigabyte, and something for the rest.
const MOST: u64 = (1 << 30) - (64 << 10);
/// Columns that may be long all at once in a row that goes the usual way.
const TOGETHER: u64 = 4;
/// A type that holds no more characters than this is not looked at.
const LITTLE: u64 = 4096;
/// What the first reading sets when it leaves a row out. Nobody else knows the name; it is gone with the transaction.
const FLAG: &str = "changeover.huge";

/// Types of the server whose values are never long, besides those of a fixed length.
const SHORT: &[&str] = &["cidr", "inet", "numeric", "tsquery", "tsvector"];
/// Types whose length is known without taking a value out of its place.
const MEASURED: &[&str] = &["bytea", "character varying", "text"];

/// What piece of a value a row of the second query holds, and what the reader makes of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Piece {
    /// It is sent as it is.
    Plain = 0,
    /// Text, in which some characters must be written otherwise.
    Text = 1,
    /// Bytes, which become digits.
    Digits = 2,
}

/// Whether what a table holds are long values above all: then looking for the longest takes no time beside reading them.
pub(crate) fn is_long(relation: &Relation) -> bool {
    relation.toast_bytes >= MOST / 256 && relation.toast_bytes >= relation.bytes / 4
}

/// The question whether a row was left out.
pub(crate) fn asked() -> String {
    format!("SELECT coalesce(pg_catalog.current_setting('{FLAG}', true), '')")
}

/// What a transaction is told before the second query: that there is one order, and that it is not worth compiling.
pub(crate) const BEFORE: &str = "SELECT pg_catalog.set_config(s.name, CASE s.name WHEN 'jit' THEN 'off' ELSE '0' END, true) \
     FROM pg_catalog.pg_settings s WHERE s.name IN ('jit', 'max_parallel_workers_per_gather')";

/// Columns by which a row may be large.
pub(crate) struct Huge<'a> {
    formats: &'a Formats<'a>,
    columns: &'a [&'a Column],
    /// Names of the columns that can hold long values, quoted, and their types.
    long: Vec<(String, String)>,
    /// Whether a row may be large, as a condition that is true, false or null.
    suspect: String,
}

impl<'a> Huge<'a> {
    /// `None` when no column can hold a long value.
    pub(crate) fn of(formats: &'a Formats<'a>, columns: &'a [&'a Column]) -> Option<Self> {
        let long: Vec<(String, String)> = columns
            .iter()
            .filter(|column| !is_short(formats.below(column)))
            .map(|column| (ident(&column.name), plain(formats.below(column))))
            .collect();
        let each = ROW / u64::try_from(long.len()).unwrap_or(TOGETHER).clamp(1, TOGETHER);
        let tests: Vec<String> = long
            .iter()
            .map(|(name, kind)| match MEASURED.contains(&kind.as_str()) {
                true => format!("pg_catalog.octet_length({name}) > {each}"),
                false => format!("pg_catalog.pg_column_size({name}) > {}", each / RATIO),
            })
            .collect();
        let suspect = tests.join(" OR ");
        (!long.is_empty()).then_some(Self { formats, columns, long, suspect })
    }

    /// The number of rows of a table that no target can take, as far as it is known without reading them.
    pub(crate) fn too_large(&self, format: Format, table: &str) -> String {
        let sizes = self.long.iter().map(|(name, kind)| match (kind.as_str(), format) {
            // Two digits for each byte.
            ("bytea", Format::Text) => format!("coalesce(pg_catalog.octet_length({name}) * 2::int8, 0)"),
            (kind, _) if MEASURED.contains(&kind) => {
                format!("coalesce(pg_catalog.octet_length({name})::int8, 0)")
            }
            _ => format!("coalesce(pg_catalog.pg_column_size({name})::int8, 0)"),
        });
        format!(
            "SELECT count(*) AS count FROM ONLY {table} WHERE CASE WHEN {} THEN {} > {MOST} ELSE false END",
            self.suspect,
            sizes.collect::<Vec<_>>().join(" + ")
        )
    }

    /// The condition of the usual way. The flag is up when it left a row out.
    pub(crate) fn small(&self) -> String {
        // Set is never null: the row is left out.
        format!(
            "CASE WHEN {} THEN pg_catalog.set_config('{FLAG}', '1', true) IS NULL ELSE true END",
            self.suspect
        )
    }

    /// The same, where nobody asks for the flag.
    pub(crate) fn surely_small(&self) -> String {
        format!("({}) IS NOT TRUE", self.suspect)
    }

    /// All other rows of `from`, in pieces: what each is, what comes before it, and the piece.
    pub(crate) fn pieces(&self, format: Format, from: &str) -> String {
        let mut fields: Vec<String> =
            self.columns.iter().enumerate().map(|(at, column)| self.field(format, at, column)).collect();
        if format == Format::Text {
            fields.push("(0::int2, '\\x0a'::bytea, NULL::bytea)".to_owned());
        }
        let length = match format {
            Format::Binary => {
                " || CASE WHEN v.value IS NULL THEN '\\xffffffff'::bytea ELSE pg_catalog.int4send(pg_catalog.octet_length(v.value)) END"
            }
            Format::Text => "",
        };
        // Each value is made once, since the query that makes it is kept apart.
        format!(
            "COPY (SELECT v.kind, CASE WHEN p.at = 1 THEN v.before{length} ELSE ''::bytea END, \
             coalesce(pg_catalog.\"substring\"(v.value, p.at, {PIECE}), ''::bytea) \
             FROM (SELECT * FROM {from} WHERE {}) t, \
             LATERAL (SELECT x.* FROM (VALUES {}) x(kind, before, value) OFFSET 0) v, \
             pg_catalog.generate_series(1, greatest(coalesce(pg_catalog.octet_length(v.value), 1), 1), {PIECE}) p(at)) \
             TO STDOUT{}",
            self.suspect,
            fields.join(", "),
            Format::Binary.options(false)
        )
    }

    /// One value: its kind, what comes before its length, itself.
    fn field(&self, format: Format, at: usize, column: &'a Column) -> String {
        let name = format!("t.{}", ident(&column.name));
        let kind = plain(self.formats.below(column));
        let (piece, before, value) = match (format, self.formats.send(column)) {
            (Format::Binary, send) => {
                let first = u16::try_from(self.columns.len()).unwrap_or_default();
                let before = if at == 0 { format!("\\x{first:04x}") } else { "\\x".to_owned() };
                (Piece::Plain, before, format!("pg_catalog.{}({name})", send.unwrap_or("textsend")))
            }
            (Format::Text, _) => {
                let tab = if at == 0 { "" } else { "09" };
                let (piece, mark, value) = match kind.as_str() {
                    "bytea" => (Piece::Digits, "5c5c78", format!("pg_catalog.byteasend({name})")),
                    "text" | "character varying" => (Piece::Text, "", format!("pg_catalog.textsend({name})")),
                    _ => (Piece::Text, "", format!("pg_catalog.textsend(pg_catalog.concat({name}))")),
                };
                // Nothing is null to a list of fields but null itself.
                let null = format!("pg_catalog.num_nulls({name}) = 1");
                let before = format!(
                    "'\\x{tab}'::bytea || CASE WHEN {null} THEN '\\x5c4e'::bytea ELSE '\\x{mark}'::bytea END"
                );
                return format!(
                    "({}::int2, {before}, CASE WHEN {null} THEN NULL ELSE {value} END)",
                    piece as u8
                );
            }
        };
        format!("({}::int2, '{before}'::bytea, {value})", piece as u8)
    }
}

/// Whether a type's values are never long.
fn is_short(name: &str) -> bool {
    const LONG: &[&str] = &[
        "bit",
        "bit varying",
        "bytea",
        "character",
        "character varying",
        "json",
        "jsonb",
        "path",
        "polygon",
        "text",
    ];
    let kind = plain(name);
    if LONG.contains(&kind.as_str()) {
        // So many characters at most.
        let most = name.split_once('(').and_then(|(_, rest)| rest.split(')').next()?.parse::<u64>().ok());
        return most.is_some_and(|most| most <= LITTLE);
    }
    SHORT.contains(&kind.as_str()) || is_scalar(&kind)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_long_is_not_looked_at() {
        for name in
            ["integer", "numeric", "numeric(4000,2)", "character varying(200)", "uuid", "inet", "bit(8)"]
        {
            assert!(is_short(name), "{name}");
        }
        let long =
            ["text", "character varying", "character varying(9000)", "integer[]", "xml", "jsonb", "s.mood"];
        for name in long {
            assert!(!is_short(name), "{name}");
        }
    }
}
