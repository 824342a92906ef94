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

/// Types of the server whose binary form is one for all majors, as they are called without a modifier. Not among them: what
/// names objects by their numbers, what has no binary form, and what may hold types of the user.
const SAME: &[&str] = &[
    "\"char\"",
    "bigint",
    "bit",
    "bit varying",
    "boolean",
    "box",
    "bytea",
    "character",
    "character varying",
    "cidr",
    "circle",
    "date",
    "datemultirange",
    "daterange",
    "double precision",
    "inet",
    "int4multirange",
    "int4range",
    "int8multirange",
    "int8range",
    "integer",
    "interval",
    "json",
    "jsonb",
    "line",
    "lseg",
    "macaddr",
    "macaddr8",
    "money",
    "name",
    "numeric",
    "nummultirange",
    "numrange",
    "oid",
    "path",
    "pg_lsn",
    "point",
    "polygon",
    "real",
    "smallint",
    "text",
    "time with time zone",
    "time without time zone",
    "timestamp with time zone",
    "timestamp without time zone",
    "tsmultirange",
    "tsquery",
    "tsrange",
    "tstzmultirange",
    "tstzrange",
    "tsvector",
    "uuid",
    "xid",
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
    pub(crate) fn fastest(&self, columns: &[&Column]) -> (Format, String) {
        match columns.iter().find(|column| !self.is_same(column)) {
            Some(column) => (
                Format::Text,
                format!("the type of column {} has no form that both sides share", column.number),
            ),
            None => (Format::Binary, "every type has the same form on both sides".to_owned()),
        }
    }

    fn is_same(&self, column: &Column) -> bool {
        match self.types.get(&column.type_oid) {
            None => known(&column.type_name),
            // An enum travels by its label, a domain as what it is made of.
            Some(own) if own.kind == "e" => true,
            Some(own) if own.kind == "d" => own.base.as_deref().is_some_and(known),
            Some(_) => false,
        }
    }
}

/// Whether a type of the server, or an array of it, is one of those.
fn known(name: &str) -> bool {
    let plain = match (name.find('('), name.find(')')) {
        (Some(from), Some(to)) if from < to => format!("{}{}", &name[..from], &name[to + 1..]),
        _ => name.to_owned(),
    };
    SAME.binary_search(&plain.strip_suffix("[]").unwrap_or(&plain)).is_ok()
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
            assert!(known(name), "{name}");
        }
        for name in ["regclass", "regclass[]", "record", "xml", "public.mood", "aclitem", "numeric(", ")("] {
            assert!(!known(name), "{name}");
        }
    }

    #[test]
    fn the_list_can_be_searched() {
        assert!(SAME.is_sorted());
    }
}
