//! Constraints of tables: checks before the rows, keys as soon as a table's rows are there, foreign keys at the end.

use domain::engine::Phase;

use super::{Drawing, Node};
use crate::postgres::catalog::{Catalog, Constraint, Relation};
use crate::postgres::class;
use crate::postgres::quote::{ident, plain};

pub(super) fn draw(catalog: &Catalog, drawing: &mut Drawing) {
    for constraint in catalog.constraints.iter().filter(|k| k.relation != 0) {
        let key = (class::CONSTRAINT, constraint.oid);
        if catalog.is_member(key.0, key.1) || catalog.is_member(class::CLASS, constraint.relation) {
            drawing.part_of(key, (class::CLASS, constraint.relation));
            continue;
        }
        let Some(relation) = catalog.relation(constraint.relation) else { continue };
        draw_one(catalog, relation, constraint, drawing);
    }
}

fn draw_one(catalog: &Catalog, relation: &Relation, k: &Constraint, drawing: &mut Drawing) {
    let key = (class::CONSTRAINT, k.oid);
    let table = (class::CLASS, relation.oid);
    let label = format!("CONSTRAINT {} ON {}", ident(&k.name), relation.sql());
    let name = format!("{}.{}", relation.shown(), plain(&k.name));
    let add = |only: &str| {
        format!("ALTER TABLE {only}{} ADD CONSTRAINT {} {}", relation.sql(), ident(&k.name), k.definition)
    };
    let drop = |only: &str| {
        format!("ALTER TABLE IF EXISTS {only}{} DROP CONSTRAINT IF EXISTS {}", relation.sql(), ident(&k.name))
    };
    match k.kind.as_str() {
        "c" => {
            // What is made alone brings all of its checks. A child inherits what is not its own.
            let brought = drawing.alone.contains(&relation.oid) && k.validated;
            if !k.is_local && !brought {
                drawing.part_of(key, table);
                return;
            }
            let node = Node::new(key, "check", name).rank(36).says(add("")).needs(table);
            // Rows that break a check that was never validated must still come in.
            drawing.add(if k.validated { node } else { node.rank(120).late().goes_by(drop("")) }, label);
        }
        "p" | "u" | "x" => {
            let kind = match k.kind.as_str() {
                "p" => "primary_key",
                "u" => "unique",
                _ => "exclusion",
            };
            let weight = relation.bytes + relation.toast_bytes;
            drawing.part_of((class::CLASS, k.index), key);
            let only = if relation.kind == "f" { "" } else { "ONLY " };
            let node = Node::new(key, kind, name).rank(80).says(add(only)).needs(table);
            let node = node.after(relation.oid, weight);
            // On a partitioned table it would take those of the partitions with it.
            let node = if relation.kind == "p" { node } else { node.may_go_by(drop(only)) };
            drawing.add(node, label);
        }
        "f" => {
            if k.parent != 0 {
                drawing.part_of(key, (class::CONSTRAINT, k.parent));
                return;
            }
            // On a partitioned table it is for all of its partitions.
            let only = if relation.kind == "p" { "" } else { "ONLY " };
            // Looked at beside the others of its kind, where that can be done apart.
            let apart = k.validated && relation.kind == "r";
            let mut node = Node::new(key, "foreign_key", name.clone()).rank(130).late().goes_by(drop(only));
            node = if apart {
                node.print = Some(add(only));
                node.says(format!("{} NOT VALID", add(only)))
            } else {
                node.says(add(only))
            };
            node.needs.extend([table, (class::CLASS, k.target)]);
            // Its unique index may be one of several partitions, attached late.
            node.needs.extend(catalog.index_parts(k.index).map(|i| (class::ATTACH, i.oid)));
            drawing.add(node, label);
            if apart {
                let look =
                    format!("ALTER TABLE ONLY {} VALIDATE CONSTRAINT {}", relation.sql(), ident(&k.name));
                let mut node = Node::new((class::VALIDATION, k.oid), "foreign_key_validation", name)
                    .part()
                    .says(look)
                    .repeats();
                node.phase = Phase::Beside;
                node.weight = relation.bytes;
                drawing.add(node.needs(key), None);
            }
        }
        "n" => {
            // One that was never validated is not there before the rows are.
            let late = !k.validated && k.is_local;
            drawing.part_of(key, if late { (class::FINISH, k.oid) } else { table });
            drawing.labels.insert(key, label);
            if late {
                let node = Node::new((class::FINISH, k.oid), "not_null", name).rank(120).says(add("")).late();
                drawing.add(node.needs(table).goes_by(drop("")), None);
            }
        }
        // The constraint of a trigger comes with the trigger.
        "t" => {
            let trigger = catalog.depends_of(key).iter().find(|d| d.ref_class == class::TRIGGER);
            drawing.part_of(key, trigger.map_or(table, |d| (d.ref_class, d.ref_oid)));
        }
        // A kind of a later major: left to the accounting.
        _ => {}
    }
}
