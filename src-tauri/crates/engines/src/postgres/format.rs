//! In which form the rows of a table travel: binary or text.
//!
//! Binary spares both servers the printing and parsing of values. It is used where a type's binary form is the same on every
//! major and names nothing by a number of one server. Over a slow link the form with fewer bytes wins instead.

use std::collections::HashMap;
use std::fmt;

use domain::Result;
use futures::TryStreamExt;
use sqlx::PgConnection;

use super::catalog::{Catalog, Column, Type};
use super::failure::failure;

/// Form of the rows of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Format {
    Binary,
    Text,
}

impl Format {
    /// The option of a `COPY`, with what comes before and after it; nothing for text.
    pub(crate) fn options(self, freeze: bool) -> &'static str {
        match (self, freeze) {
            (Self::Binary, false) => " WITH (FORMAT binary)",
            (Self::Binary, true) => " WITH (FORMAT binary, FREEZE)",
            (Self::Text, false) => "",
            (Self::Text, true) => " WITH (FREEZE)",
        }
    }
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Binary => "binary",
            Self::Text => "text",
        })
    }
}

/// Types of the server whose binary form is one for all majors, as they are called without a modifier, each with the function
/// that gives this form. Not among them: what names objects by their numbers, what has no binary form, and what may hold types
/// of the user.
const SAME: &[(&str, &str)] = &[
    ("\"char\"", "charsend"),
    ("bigint", "int8send"),
    ("bit", "bit_send"),
    ("bit varying", "varbit_send"),
    ("boolean", "boolsend"),
    ("box", "box_send"),
    ("bytea", "byteasend"),
    ("character", "bpcharsend"),
    ("character varying", "varcharsend"),
    ("cidr", "cidr_send"),
    ("circle", "circle_send"),
    ("date", "date_send"),
    ("datemultirange", "multirange_send"),
    ("daterange", "range_send"),
    ("double precision", "float8send"),
    ("inet", "inet_send"),
    ("int4multirange", "multirange_send"),
    ("int4range", "range_send"),
    ("int8multirange", "multirange_send"),
    ("int8range", "range_send"),
    ("integer", "int4send"),
    ("interval", "interval_send"),
    ("json", "json_send"),
    ("jsonb", "jsonb_send"),
    ("line", "line_send"),
    ("lseg", "lseg_send"),
    ("macaddr", "macaddr_send"),
    ("macaddr8", "macaddr8_send"),
    ("money", "cash_send"),
    ("name", "namesend"),
    ("numeric", "numeric_send"),
    ("nummultirange", "multirange_send"),
    ("numrange", "range_send"),
    ("oid", "oidsend"),
    ("path", "path_send"),
    ("pg_lsn", "pg_lsn_send"),
    ("point", "point_send"),
    ("polygon", "poly_send"),
    ("real", "float4send"),
    ("smallint", "int2send"),
    ("text", "textsend"),
    ("time with time zone", "timetz_send"),
    ("time without time zone", "time_send"),
    ("timestamp with time zone", "timestamptz_send"),
    ("timestamp without time zone", "timestamp_send"),
    ("tsmultirange", "multirange_send"),
    ("tsquery", "tsquerysend"),
    ("tsrange", "range_send"),
    ("tstzmultirange", "multirange_send"),
    ("tstzrange", "range_send"),
    ("tsvector", "tsvectorsend"),
    ("uuid", "uuid_send"),
    ("xid", "xidsend"),
];

/// Which forms are possible, for all tables of a catalog.
pub(crate) struct Formats<'a> {
    types: HashMap<i64, &'a Type>,
}

impl<'a> Formats<'a> {
    pub(crate) fn of(catalog: &'a Catalog) -> Self {
        Self { types: catalog.types.iter().map(|kind| (kind.oid, kind)).collect() }
    }

    /// The faster form that these columns can take, and why not the other one.
    pub(crate) fn fastest(&self, columns: &[&'a Column]) -> (Format, String) {
        match columns.iter().find(|column| !self.is_same(column)) {
            Some(column) => (
                Format::Text,
                format!("the type of column {} has no form that both sides share", column.number),
            ),
            None => (Format::Binary, "every type has the same form on both sides".to_owned()),
        }
    }

    /// Whether its values lose something in the form in which they are shown: XML its declaration. As text they keep it.
    pub(crate) fn is_shown_less(&self, column: &'a Column) -> bool {
        self.below(column) == "xml"
    }

    fn is_same(&self, column: &'a Column) -> bool {
        self.send(column).is_some()
    }

    /// The function that gives the binary form of a column's values, where it is the same on both sides.
    pub(crate) fn send(&self, column: &'a Column) -> Option<&'static str> {
        match self.types.get(&column.type_oid) {
            // An enum travels by its label.
            Some(own) if own.kind == "e" => Some("enum_send"),
            Some(own) if own.kind != "d" => None,
            Some(_) | None => known(self.below(column)),
        }
    }

    /// What a column's type is made of, as the server writes it: that of a domain, else the type itself.
    pub(crate) fn below(&self, column: &'a Column) -> &'a str {
        let domain = self.types.get(&column.type_oid).filter(|own| own.kind == "d");
        domain.and_then(|own| own.base.as_deref()).unwrap_or(&column.type_name)
    }
}

/// A type without its modifier.
pub(crate) fn plain(name: &str) -> String {
    match (name.find('('), name.find(')')) {
        (Some(from), Some(to)) if from < to => format!("{}{}", &name[..from], &name[to + 1..]),
        _ => name.to_owned(),
    }
}

/// Whether a type is one of those, and no array.
pub(crate) fn is_scalar(plain: &str) -> bool {
    SAME.binary_search_by_key(&plain, |(name, _)| name).is_ok()
}

/// The function that gives the binary form of a type of the server, or of an array of it, if it is one of those.
fn known(name: &str) -> Option<&'static str> {
    let plain = plain(name);
    let (kind, array) = match plain.strip_suffix("[]") {
        Some(kind) => (kind, true),
        None => (plain.as_str(), false),
    };
    let at = SAME.binary_search_by_key(&kind, |(name, _)| name).ok()?;
    if array { Some("array_send") } else { Some(SAME[at].1) }
}

/// Bytes that a query gives in a form, as they are sent.
pub(crate) async fn measure(session: &mut PgConnection, query: &str, format: Format) -> Result<u64> {
    let doing = "measuring rows";
    let sql = format!("COPY ({query}) TO STDOUT{}", format.options(false));
    let mut rows = session.copy_out_raw(&sql).await.map_err(|error| failure(&error, doing))?;
    let mut bytes = 0;
    while let Some(row) = rows.try_next().await.map_err(|error| failure(&error, doing))? {
        bytes += row.len() as u64;
    }
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn modifiers_and_arrays_are_seen_through() {
        for name in
            ["numeric(14,2)", "timestamp(3) with time zone", "text[]", "character varying(20)[]", "bit(3)"]
        {
            assert!(known(name).is_some(), "{name}");
        }
        for name in ["regclass", "regclass[]", "record", "xml", "public.mood", "aclitem", "numeric(", ")("] {
            assert!(known(name).is_none(), "{name}");
        }
    }

    #[test]
    fn the_list_can_be_searched() {
        assert!(SAME.is_sorted_by_key(|(name, _)| name));
    }
}
