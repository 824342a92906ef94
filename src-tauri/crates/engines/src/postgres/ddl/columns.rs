//! Columns of tables: their order, what follows their types, what is set on them afterwards, their defaults.
//!
//! What a child has from its parents is theirs: it is said for the child only where it is otherwise.

use super::fields::with_options;
use super::relations::bounds;
use super::{Drawing, Node};
use crate::postgres::catalog::{Catalog, Column, Relation};
use crate::postgres::class;
use crate::postgres::quote::{ident, plain};

/// Columns in the order that creating the table gives them: those of its parents first.
pub(super) fn laid_out<'a>(catalog: &'a Catalog, relation: &'a Relation) -> Vec<&'a str> {
    let mut names: Vec<&str> = Vec::new();
    let parents = catalog.parents_of(relation.oid);
    let inherited = parents.iter().flat_map(|parent| catalog.columns_of(*parent));
    let own = catalog.columns_of(relation.oid).iter().filter(|c| parents.is_empty() || c.is_local);
    for column in inherited.chain(own) {
        if !names.contains(&column.name.as_str()) {
            names.push(&column.name);
        }
    }
    names
}

/// What follows the type of a column: generation, identity, not null.
pub(super) fn behaviour(catalog: &Catalog, relation: &Relation, column: &Column, alone: bool) -> String {
    let mut out = String::new();
    if !column.generated.is_empty() {
        let place = if column.generated == "v" { "VIRTUAL" } else { "STORED" };
        let expression = column.default_expression.as_deref().unwrap_or_default();
        out.push_str(&format!(" GENERATED ALWAYS AS ({expression}) {place}"));
    }
    if !column.identity.is_empty()
        && let Some(sequence) = catalog.identity_of(relation.oid, column.number)
    {
        let always = if column.identity == "a" { "ALWAYS" } else { "BY DEFAULT" };
        let named =
            catalog.relation(sequence.oid).map(|s| format!("SEQUENCE NAME {} ", s.sql())).unwrap_or_default();
        out.push_str(&format!(" GENERATED {always} AS IDENTITY ({named}{})", bounds(sequence)));
    }
    if column.not_null && (alone || !only_inherits_not_null(catalog, relation, column)) {
        match catalog.not_null(relation.oid, column.number) {
            Some(k) if !k.validated => {}
            // Always by its name: the usual one may be another table's.
            Some(k) => {
                let only = if k.no_inherit { " NO INHERIT" } else { "" };
                out.push_str(&format!(" CONSTRAINT {} NOT NULL{only}", ident(&k.name)));
            }
            None => out.push_str(" NOT NULL"),
        }
    }
    out
}

/// Whether a column that a child inherits is not null for the child's own sake.
fn tightened(catalog: &Catalog, parents: &[&Relation], relation: &Relation, column: &Column) -> bool {
    !parents.is_empty()
        && !relation.is_partition
        && !column.is_local
        && column.not_null
        && !only_inherits_not_null(catalog, relation, column)
}

/// Constraints of a child that make inherited columns not null: they can only be named while the table is made.
pub(super) fn own_not_nulls(catalog: &Catalog, parents: &[&Relation], relation: &Relation) -> Vec<String> {
    let columns = catalog.columns_of(relation.oid).iter();
    columns
        .filter(|c| tightened(catalog, parents, relation, c))
        .filter_map(|c| catalog.not_null(relation.oid, c.number).filter(|k| k.validated))
        .map(|k| format!("CONSTRAINT {} {}", ident(&k.name), k.definition))
        .collect()
}

/// Whether parents have several defaults for a column: a child that says nothing of its own is refused.
pub(super) fn parents_disagree(catalog: &Catalog, parents: &[&Relation], column: &Column) -> bool {
    let above = parents.iter().flat_map(|parent| catalog.columns_of(parent.oid));
    let mut defaults =
        above.filter(|up| up.name == column.name).filter_map(|up| up.default_expression.as_ref());
    let first = defaults.next();
    defaults.any(|other| Some(other) != first)
}

/// Whether a column of a child is not null because it is so in a parent, and for no other reason.
pub(super) fn only_inherits_not_null(catalog: &Catalog, relation: &Relation, column: &Column) -> bool {
    match catalog.not_null(relation.oid, column.number) {
        Some(constraint) => !constraint.is_local,
        // Before 18 there is no such constraint, and nothing says where it comes from.
        None => catalog.parents_of(relation.oid).into_iter().any(|parent| {
            catalog.columns_of(parent).iter().any(|above| above.name == column.name && above.not_null)
        }),
    }
}

/// What is set on columns once they are there. `printed`: in the words that every major has, for the comparison.
pub(super) fn settings(
    catalog: &Catalog,
    parents: &[&Relation],
    relation: &Relation,
    printed: bool,
) -> Vec<String> {
    let mut out = Vec::new();
    let columns = catalog.columns_of(relation.oid);
    let table = relation.sql();
    for c in columns {
        let mut set = |what: String| {
            out.push(format!("ALTER TABLE ONLY {table} ALTER COLUMN {} {what}", ident(&c.name)));
        };
        // Rows that came before it was said may be larger than it would let in: see `plain_places`.
        let late = !printed && matches!(relation.kind.as_str(), "r" | "m");
        let storage = match c.storage.as_deref() {
            Some("p") if late => None,
            Some("p") => Some("PLAIN"),
            Some("e") => Some("EXTERNAL"),
            Some("m") => Some("MAIN"),
            Some("x") => Some("EXTENDED"),
            _ => None,
        };
        if let Some(storage) = storage {
            set(format!("SET STORAGE {storage}"));
        }
        match c.compression.as_str() {
            "p" => set("SET COMPRESSION pglz".to_owned()),
            "l" => set("SET COMPRESSION lz4".to_owned()),
            _ => {}
        }
        if let Some(target) = c.statistics {
            set(format!("SET STATISTICS {target}"));
        }
        if let Some(options) = c.options.as_deref().filter(|options| !options.is_empty()) {
            let with = with_options(Some(options), None);
            set(format!("SET {}", with.trim_start().trim_start_matches("WITH ")));
        }
        let inherits = |p: &&Relation| {
            let of_parent = catalog.columns_of(p.oid).iter().find(|up| up.name == c.name);
            of_parent.is_some_and(|up| up.default_oid.is_some() && up.generated.is_empty())
        };
        if !relation.is_partition && c.default_oid.is_none() && parents.iter().any(inherits) {
            set("DROP DEFAULT".to_owned());
        }
        let by_name = !printed && catalog.not_null(relation.oid, c.number).is_some();
        if tightened(catalog, parents, relation, c) && !by_name {
            set("SET NOT NULL".to_owned());
        }
    }
    out
}

/// What keeps values of columns in their rows, said after the rows are there: the server then leaves large ones where they are.
pub(super) fn plain_places(catalog: &Catalog, relation: &Relation) -> Vec<String> {
    let plain = catalog.columns_of(relation.oid).iter().filter(|c| c.storage.as_deref() == Some("p"));
    let table = relation.sql();
    plain
        .map(|c| format!("ALTER TABLE ONLY {table} ALTER COLUMN {} SET STORAGE PLAIN", ident(&c.name)))
        .collect()
}

/// The default of each column that has one.
pub(super) fn defaults(relation: &Relation, columns: &[Column], drawing: &mut Drawing) {
    for c in columns {
        let (Some(oid), Some(expression)) = (c.default_oid, &c.default_expression) else { continue };
        let key = (class::ATTRDEF, oid);
        if !c.generated.is_empty() {
            drawing.part_of(key, (class::CLASS, relation.oid));
            continue;
        }
        let only = if relation.kind == "r" || relation.kind == "p" { "ONLY " } else { "" };
        let name = format!("{}.{}", relation.shown(), plain(&c.name));
        let statement = format!(
            "ALTER TABLE {only}{} ALTER COLUMN {} SET DEFAULT {expression}",
            relation.sql(),
            ident(&c.name)
        );
        let node =
            Node::new(key, "default", name).rank(35).says(statement).needs((class::CLASS, relation.oid));
        drawing.add(node, None);
    }
}
