//! The hash of a row column by column, for servers whose hash functions give 64 bits. It runs nothing.
//!
//! No difference may be lost before the hash, so each value goes into it by all of its bits. The server's own hash functions are
//! the quick way, and each of them holds some values equal that are not the same: numbers of 64 bits are folded into 32, signs
//! and digits after the point are left out, as are the bounds of arrays. What they leave out is added, and values for which
//! that is not possible go in as their output functions write them. Nulls go in by their place.

use super::super::quote::ident;
use super::form::{Field, SEED, array};

/// Columns that are hashed one into the other; more are hashed in groups.
const GROUP: usize = 30;

/// All columns in one hash.
pub(super) fn columns(fields: &[Field<'_>]) -> String {
    match fields.len() {
        0 => "0::int8".to_owned(),
        1..=GROUP => group(fields),
        _ => {
            let groups: Vec<String> = fields.chunks(GROUP).map(group).collect();
            format!(
                "pg_catalog.hashtextextended(pg_catalog.concat_ws(' ', {}) COLLATE \"C\", 0)",
                groups.join(", ")
            )
        }
    }
}

/// Some columns, each the seed of the next; the first seed says which of them are null. Most rows have no null, so they are spared
/// the looking for them: by functions that are null as soon as one value is, where there are no others, else by asking once.
fn group(fields: &[Field<'_>]) -> String {
    let list: Vec<Column> = fields.iter().enumerate().map(|(at, field)| Column::of(at, field)).collect();
    let chain =
        |first: String, nulls: bool| list.iter().fold(first, |seed, column| column.hash(&seed, nulls));
    let bits: Vec<String> = list
        .iter()
        .map(|column| {
            format!("CASE WHEN {} IS DISTINCT FROM NULL THEN 0 ELSE {} END", column.name, 1_u32 << column.at)
        })
        .collect();
    let slow = chain(format!("pg_catalog.hashint4extended({}, 0)", bits.join(" + ")), true);
    let quick = chain("pg_catalog.hashint4extended(0, 0)".to_owned(), false);
    if list.iter().all(|column| column.way.is_strict()) {
        return format!("coalesce({quick}, {slow})");
    }
    let whole: Vec<String> =
        list.iter().map(|column| format!("{} IS DISTINCT FROM NULL", column.name)).collect();
    format!("CASE WHEN {} THEN {quick} ELSE {slow} END", whole.join(" AND "))
}

/// How the values of a column go into the hash.
#[derive(Clone, Copy)]
enum Way {
    /// By a function of value and seed that takes all of the value; what stands for null in it.
    Whole(fn(&str, &str) -> String, &'static str),
    /// Numbers of 64 bits: the function folds them, so they are added once more as they are.
    Folded,
    /// By functions for the values that fulfil a condition, as text all others: made of name and two seeds.
    Partly(fn(&str, &str, &str) -> String),
    /// As a text that is made of it.
    Text,
    /// By a digest: as text it would be twice as long, which the largest values cannot be.
    Digest { elements: bool },
}

impl Way {
    fn of(kind: &str) -> Self {
        let sized = |name: &str| kind.starts_with(name) && kind.ends_with(')');
        match kind {
            "smallint" | "integer" => Self::Whole(|v, seed| call("hashint4extended", v, seed), "0"),
            "boolean" => {
                Self::Whole(|v, seed| call("hashint4extended", &format!("{v}::int4"), seed), "false")
            }
            "oid" => Self::Whole(|v, seed| call("hashoidextended", v, seed), "0::pg_catalog.oid"),
            "uuid" => Self::Whole(
                |v, seed| call("uuid_hash_extended", v, seed),
                "'00000000-0000-0000-0000-000000000000'::pg_catalog.uuid",
            ),
            "bigint" => Self::Folded,
            "text" | "character varying" => Self::Whole(text, "''"),
            _ if sized("character varying(") => Self::Whole(text, "''"),
            // Blanks at its end are there to the size of the column, and no more.
            _ if sized("character(") => {
                Self::Whole(|v, seed| call("hashbpcharextended", &format!("{v} COLLATE \"C\""), seed), "''")
            }
            "date" => Self::Partly(date),
            "double precision" => Self::Partly(|v, seed, _| floating(v, "float8", seed)),
            "real" => Self::Partly(|v, seed, _| floating(v, "float4", seed)),
            // All values have as many digits after the point as the column says.
            _ if sized("numeric(") => Self::Partly(numeric),
            _ if kind.starts_with("timestamp") && kind.ends_with("with time zone") => {
                Self::Partly(|v, seed, _| moment(v, "timestamptz", seed))
            }
            _ if kind.starts_with("timestamp") && kind.ends_with("without time zone") => {
                Self::Partly(|v, seed, _| moment(v, "timestamp", seed))
            }
            "integer[]" | "smallint[]" | "uuid[]" => Self::Partly(|v, seed, _| elements(v, v, seed)),
            "text[]" | "character varying[]" => {
                Self::Partly(|v, seed, _| elements(v, &format!("{v} COLLATE \"C\""), seed))
            }
            "bytea" => Self::Digest { elements: false },
            "bytea[]" => Self::Digest { elements: true },
            _ => Self::Text,
        }
    }

    /// Whether its hash is null where the value is.
    fn is_strict(self) -> bool {
        matches!(self, Self::Whole(..) | Self::Folded)
    }
}

fn call(function: &str, value: &str, seed: &str) -> String {
    format!("pg_catalog.{function}({value}, {seed})")
}

/// By its bytes, whatever its collation holds equal.
fn text(value: &str, seed: &str) -> String {
    call("hashtextextended", &format!("{value} COLLATE \"C\""), seed)
}

/// Days since a day; the infinite ones are none.
fn date(value: &str, seed: &str, _: &str) -> String {
    let days = call("hashint4extended", &format!("{value} - '2000-01-01'::pg_catalog.date"), seed);
    let infinite = |sign: &str| format!("'{sign}infinity'::pg_catalog.date");
    format!("WHEN {value} > {} AND {value} < {} THEN {days}", infinite("-"), infinite(""))
}

/// Two zeros and many that are no number are held equal.
fn floating(value: &str, kind: &str, seed: &str) -> String {
    let infinite = |sign: &str| format!("'{sign}Infinity'::pg_catalog.{kind}");
    let hash = call(&format!("hash{kind}extended"), value, seed);
    format!("WHEN {value} > {} AND {value} < {} AND {value} <> 0 THEN {hash}", infinite("-"), infinite(""))
}

/// The sign is left out. What is no number is above all numbers, and alone in having no digits.
fn numeric(value: &str, seed: &str, other: &str) -> String {
    let hash = |seed| call("hash_numeric_extended", value, seed);
    format!("WHEN {value} > 0 THEN {} WHEN {value} < 0 THEN {}", hash(seed), hash(other))
}

/// Seconds as a floating number of 64 bits tell microseconds apart for these two centuries.
fn moment(value: &str, kind: &str, seed: &str) -> String {
    let year = |year: &str| format!("'{year}-01-01 00:00:00+00'::pg_catalog.{kind}");
    let hash = call("hashfloat8extended", &format!("pg_catalog.date_part('epoch', {value})"), seed);
    format!("WHEN {value} >= {} AND {value} < {} THEN {hash}", year("1900"), year("2100"))
}

/// The bounds of an array are left out, so those of most arrays are the condition.
fn elements(value: &str, collated: &str, seed: &str) -> String {
    let hash = call("hash_array_extended", collated, seed);
    format!("WHEN pg_catalog.array_ndims({value}) = 1 AND pg_catalog.array_lower({value}, 1) = 1 THEN {hash}")
}

/// A column: its place, its name as it is asked for, its way.
struct Column {
    at: usize,
    name: String,
    way: Way,
}

impl Column {
    fn of(at: usize, (name, kind): &Field<'_>) -> Self {
        Self { at, name: format!("t.{}", ident(name)), way: Way::of(kind) }
    }

    /// The hash with a seed, of a value that may be null or of one that is not. Both are the same for what is no null.
    fn hash(&self, seed: &str, nulls: bool) -> String {
        let or = |default: &str| match nulls {
            true => format!("coalesce({}, {default})", self.name),
            false => self.name.clone(),
        };
        let written = || format!("pg_catalog.concat({})", self.name);
        match self.way {
            Way::Whole(function, null) => function(&or(null), seed),
            Way::Folded => {
                let value = or("0");
                format!("({} # {value})", call("hashint8extended", &value, seed))
            }
            Way::Partly(cases) => {
                // The seed before would stand in each case. Each place has its own instead, so that equal values of two columns
                // do not cancel each other out.
                let (mine, other) = (self.own(1), self.own(2));
                let cases = cases(&self.name, &mine, &other);
                format!("({seed} # CASE {cases} ELSE {} END)", text(&written(), &mine))
            }
            Way::Text => text(&written(), seed),
            Way::Digest { elements } => {
                let digest =
                    if elements { array(&self.name) } else { format!("pg_catalog.md5({})", self.name) };
                text(&format!("coalesce({digest}, '')"), seed)
            }
        }
    }

    /// A seed of its place, one of two.
    fn own(&self, which: i64) -> String {
        let place = i64::try_from(self.at).unwrap_or_default() * 2 + which;
        format!("'{}'::int8", SEED.wrapping_mul(place))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_columns_are_quoted_and_wide_tables_are_grouped() {
        let hostile = columns(&[("a\"); DROP {seed} {}", "integer")]);
        assert!(hostile.contains("t.\"a\"\"); DROP {seed} {}\"") && !hostile.contains("t.a"), "{hostile}");
        let wide: Vec<Field<'_>> = std::iter::repeat_n(("c", "integer"), 1600).collect();
        let depth = columns(&wide)
            .chars()
            .scan(0_i32, |open, sign| {
                *open += i32::from(sign == '(') - i32::from(sign == ')');
                Some(*open)
            })
            .max();
        assert!(depth.unwrap_or_default() < 80, "{depth:?}");
    }
}
