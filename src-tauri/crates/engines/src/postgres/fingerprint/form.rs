//! Forms of prints: how a row becomes one hash that is the same on every major, by statements alone. It runs nothing.
//!
//! One hash of 64 bits a row is enough: nobody chooses the rows to make two of them meet, so a difference stays unseen once in
//! 2^64. What matters is that no difference is lost before the hash, so each column goes into it by all of its bits: numbers of 64
//! bits in two halves (the server folds them into one), texts by their bytes whatever their collation holds equal, all else
//! as its output function writes it under the settings of `connect`, and nulls by their place.

use domain::verification::PrintForm;

use super::super::catalog::Facts;
use super::super::quote::{ident, literal};
use super::columns::columns;

/// A second seed: two independent hashes, where a row's text is hashed as a whole.
pub(super) const SEED: i64 = 7_046_029_254_386_353_131;

/// A column: its name and its type as the server writes it.
pub(super) type Field<'a> = (&'a str, &'a str);

/// How rows are hashed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// Column by column.
    Columns,
    /// The text of the whole row.
    Text { exact: bool },
    /// The same by another hash, for servers without one of 64 bits and for encodings that have to be converted.
    Digest { exact: bool },
}

impl Form {
    pub(crate) fn name(self) -> PrintForm {
        let name = match self {
            Form::Columns => "columns-2",
            Form::Text { exact: true } => "text-exact",
            Form::Text { exact: false } => "text",
            Form::Digest { exact: true } => "digest-exact",
            Form::Digest { exact: false } => "digest",
        };
        PrintForm(name.to_owned())
    }

    /// Forms that a server can make, best first.
    pub(crate) fn offered(facts: &Facts) -> Vec<Form> {
        // From 12 on a floating number is written with the digits that it needs, by all majors alike.
        let exact = facts.major >= 12;
        let mut out = Vec::new();
        if facts.major >= 12 && raw(&facts.encoding) {
            out.push(Form::Columns);
        }
        if facts.major >= 11 && (raw(&facts.encoding) || single_byte(&facts.encoding)) {
            out.extend(exact.then_some(Form::Text { exact: true }));
            out.push(Form::Text { exact: false });
        }
        out.extend(exact.then_some(Form::Digest { exact: true }));
        out.push(Form::Digest { exact: false });
        out
    }

    /// The form that was asked for, where the server can make it; else its best.
    pub(crate) fn chosen(facts: &Facts, asked: Option<&PrintForm>) -> Form {
        let offered = Form::offered(facts);
        let wanted = offered.iter().find(|form| Some(&form.name()) == asked);
        *wanted.or(offered.first()).unwrap_or(&Form::Digest { exact: false })
    }

    /// What a session has to be told before.
    pub(crate) fn session(self, facts: &Facts) -> String {
        let mut out = String::new();
        if facts.major >= 11 {
            // Compiling takes longer than a part of a table does.
            out.push_str("SET jit = off;");
        }
        if matches!(self, Form::Text { exact: false } | Form::Digest { exact: false }) {
            // Inside of other types all majors round alike to digits that they all write.
            out.push_str("SET extra_float_digits = 0;");
        }
        out
    }

    /// Count and sums of the rows of `from`, a table `t` with its condition.
    pub(super) fn print(self, facts: &Facts, fields: &[Field<'_>], from: &str) -> String {
        let sum = |hash: String| format!("coalesce(pg_catalog.sum({hash})::text, '0')");
        match self {
            Form::Columns => format!(
                "SELECT pg_catalog.count(*) AS rows, {} AS one, '' AS two FROM {from}",
                sum(self.hash(facts, fields))
            ),
            // The text is made once, not once for each seed.
            Form::Text { .. } => format!(
                "SELECT pg_catalog.count(*) AS rows, {} AS one, {} AS two FROM (SELECT {} COLLATE \"C\" AS r FROM {from} OFFSET 0) q",
                sum("pg_catalog.hashtextextended(q.r, 0)".to_owned()),
                sum(format!("pg_catalog.hashtextextended(q.r, {SEED})")),
                self.text(facts, fields),
            ),
            Form::Digest { .. } => format!(
                "SELECT pg_catalog.count(*) AS rows, {} AS one, {} AS two FROM (SELECT {} AS r FROM {from} OFFSET 0) q",
                sum(half("q.r", 1)),
                sum(half("q.r", 17)),
                digest(facts, &self.text(facts, fields)),
            ),
        }
    }

    /// One hash of some columns of `t`.
    pub(super) fn hash(self, facts: &Facts, fields: &[Field<'_>]) -> String {
        match self {
            Form::Columns => columns(fields),
            Form::Text { .. } => {
                format!("pg_catalog.hashtextextended({} COLLATE \"C\", 0)", self.text(facts, fields))
            }
            Form::Digest { .. } => half(&digest(facts, &self.text(facts, fields)), 1),
        }
    }

    /// One hash of a text that holds no more than ASCII.
    pub(crate) fn of_ascii(self, text: &str, second: bool) -> String {
        match self {
            Form::Columns | Form::Text { .. } => {
                let seed = if second { SEED } else { 0 };
                format!("pg_catalog.hashtextextended({text} COLLATE \"C\", {seed})")
            }
            Form::Digest { .. } => half(&format!("pg_catalog.md5({text})"), if second { 17 } else { 1 }),
        }
    }

    /// The text of a row, in the bytes of the database or in those of Unicode.
    fn text(self, facts: &Facts, fields: &[Field<'_>]) -> String {
        let exact = matches!(self, Form::Text { exact: true } | Form::Digest { exact: true });
        let values: Vec<String> = fields
            .iter()
            .map(|(name, kind)| {
                let column = format!("t.{}", ident(name));
                let sent = if exact { None } else { rounded(&column, kind) };
                sent.unwrap_or_else(|| bounded(facts, &column, kind))
            })
            .collect();
        let row = format!("ROW({})::text", values.join(", "));
        match self {
            // The bytes that the same text has in Unicode, whatever the database keeps it in.
            Form::Text { .. } if single_byte(&facts.encoding) => format!(
                "pg_catalog.convert_from(pg_catalog.convert_to({row}, 'UTF8'), {})",
                literal(&facts.encoding)
            ),
            _ => row,
        }
    }
}

/// Encodings whose bytes are those of Unicode, or nobody's.
fn raw(encoding: &str) -> bool {
    matches!(encoding, "UTF8" | "SQL_ASCII")
}

/// Whether every byte is a character of an encoding.
fn single_byte(encoding: &str) -> bool {
    ["LATIN", "ISO_8859", "WIN", "KOI8"].iter().any(|family| encoding.starts_with(family))
}

fn digest(facts: &Facts, text: &str) -> String {
    match raw(&facts.encoding) {
        true => format!("pg_catalog.md5({text})"),
        false => format!("pg_catalog.md5(pg_catalog.convert_to({text}, 'UTF8'))"),
    }
}

/// Half of a digest as a number.
fn half(digest: &str, from: u32) -> String {
    format!("('x' || pg_catalog.substr({digest}, {from}, 16))::bit(64)::int8")
}

/// What is hashed of a value where digits are rounded, instead of its text: the bytes behind it. `None` for all other types.
fn rounded(column: &str, kind: &str) -> Option<String> {
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
        (Some(send), _) => Some(format!("pg_catalog.{send}({column})")),
        (None, Some(_)) => Some(array(column)),
        (None, None) => None,
    }
}

/// Characters of a value that stand for themselves in the text of a row. A text has an end, which several long values reach.
const LONG: u32 = 16 << 20;
/// Types whose values are always short.
const SHORT: &[&str] = &[
    "smallint", "integer", "bigint", "boolean", "oid", "uuid", "date", "numeric", "interval", "inet", "cidr",
];

/// What of a value goes into the text of a row: itself, or a digest where it is long. That depends on nothing but the value.
fn bounded(facts: &Facts, column: &str, kind: &str) -> String {
    let (concerned, text) = match kind {
        "bytea" => return format!("pg_catalog.md5({column})"),
        "bytea[]" => return array(column),
        _ if SHORT.contains(&kind) || kind.contains('(') || kind.starts_with("time") => {
            return column.to_owned();
        }
        "text" | "character varying" => {
            (format!("pg_catalog.octet_length({column}) > {LONG}"), column.to_owned())
        }
        // No value is kept in so few bytes and that long.
        _ => (
            format!("pg_catalog.pg_column_size({column}) > {}", LONG / 256),
            format!("pg_catalog.concat({column})"),
        ),
    };
    format!(
        "CASE WHEN {concerned} AND pg_catalog.length({text}) > {LONG} THEN {} \
         WHEN pg_catalog.num_nulls({column}) = 0 THEN {text} END",
        digest(facts, &text)
    )
}

/// A digest of an array by the bytes of its elements.
pub(super) fn array(column: &str) -> String {
    format!("pg_catalog.md5(pg_catalog.array_send({column}))")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn facts(major: u32, encoding: &str) -> Facts {
        Facts { major, encoding: encoding.into(), ..Facts::default() }
    }

    fn names(major: u32, encoding: &str) -> Vec<String> {
        Form::offered(&facts(major, encoding)).into_iter().map(|form| form.name().0).collect()
    }

    #[test]
    fn a_newer_server_offers_whatever_an_older_one_does() {
        for encoding in ["UTF8", "LATIN1", "EUC_JP", "SQL_ASCII"] {
            for major in 10..18 {
                let newer = names(major + 1, "UTF8");
                assert!(names(major, encoding).iter().all(|form| newer.contains(form)), "{major} {encoding}");
            }
        }
        assert_eq!(names(10, "UTF8"), ["digest"]);
        assert_eq!(names(11, "UTF8"), ["text", "digest"]);
        assert_eq!(names(14, "UTF8").first().map(String::as_str), Some("columns-2"));
        assert_eq!(names(17, "EUC_JP"), ["digest-exact", "digest"]);
    }

    #[test]
    fn a_form_that_a_server_cannot_make_is_not_pretended() {
        let asked = PrintForm("columns-2".into());
        assert_eq!(Form::chosen(&facts(11, "UTF8"), Some(&asked)), Form::Text { exact: false });
        assert_eq!(Form::chosen(&facts(14, "UTF8"), Some(&asked)), Form::Columns);
        let old = PrintForm::default();
        assert_eq!(Form::chosen(&facts(18, "UTF8"), Some(&old)), Form::Text { exact: false });
    }
}
