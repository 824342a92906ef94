//! What a child has from its parents only, where its columns stand in an order of their own. It changes nothing that can be read
//! from the child or written to it.

use super::Site;
use super::columns::only_inherits_not_null;
use crate::postgres::catalog::{Catalog, Relation};
use crate::postgres::quote::literal;

/// What tells the server so of a table that was made with all of its columns before it got its parents. No statement does;
/// `pg_upgrade` has the same way, which only a superuser may go.
pub(super) fn only(catalog: &Catalog, relation: &Relation, site: &Site) -> Vec<String> {
    let list = |names: Vec<&str>| names.into_iter().map(literal).collect::<Vec<_>>().join(", ");
    let table = format!("{}::pg_catalog.regclass", literal(&relation.sql()));
    let columns = || catalog.columns_of(relation.oid).iter().filter(|column| !column.is_local);
    let of_parents = catalog
        .constraints_of(relation.oid)
        .filter(|k| matches!(k.kind.as_str(), "c" | "n") && !k.is_local)
        .map(|k| k.name.as_str());
    let constraints: Vec<&str> = of_parents.collect();
    let mut out = Vec::new();
    let names: Vec<&str> = columns().map(|column| column.name.as_str()).collect();
    if !names.is_empty() {
        out.push(format!(
            "UPDATE pg_catalog.pg_attribute SET attislocal = false \
             WHERE attrelid = {table} AND attinhcount > 0 AND attname IN ({})",
            list(names)
        ));
    }
    if !constraints.is_empty() {
        out.push(format!(
            "UPDATE pg_catalog.pg_constraint SET conislocal = false \
             WHERE conrelid = {table} AND coninhcount > 0 AND conname IN ({})",
            list(constraints)
        ));
    }
    // Before 18 no constraint says that a column is not null, and nothing says where that comes from.
    let not_null = catalog.columns_of(relation.oid).iter();
    let not_null = not_null.filter(|c| c.not_null && only_inherits_not_null(catalog, relation, c));
    let not_null: Vec<&str> = not_null.map(|column| column.name.as_str()).collect();
    if catalog.facts.major < 18 && site.major >= 18 && !not_null.is_empty() {
        out.push(format!(
            "UPDATE pg_catalog.pg_constraint k SET conislocal = false FROM pg_catalog.pg_attribute a \
             WHERE k.conrelid = {table} AND k.contype = 'n' AND k.coninhcount > 0 \
             AND a.attrelid = k.conrelid AND a.attnum = k.conkey[1] AND a.attname IN ({})",
            list(not_null)
        ));
    }
    out
}
