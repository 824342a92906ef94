//! Constraints of tables: checks before the rows, keys as soon as a table's rows are there, foreign keys at the end.

use domain::engine::Phase;

use super::fields::with_options;
use super::{Drawing, Node};
use crate::postgres::catalog::{Catalog, Constraint, Relation};
use crate::postgres::class;
use crate::postgres::quote::{ident, literal, plain};

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
    let definition = with_index_options(catalog, k);
    let add = |only: &str| {
        format!("ALTER TABLE {only}{} ADD CONSTRAINT {} {definition}", relation.sql(), ident(&k.name))
    };
    let drop = |only: &str| {
        format!("ALTER TABLE IF EXISTS {only}{} DROP CONSTRAINT IF EXISTS {}", relation.sql(), ident(&k.name))
    };
    match k.kind.as_str() {
        "c" => {
            // What is made alone brings all of its checks. A child inherits what is not its own.
            let brought = drawing.alone.contains(&relation.oid) && k.validated;
            if !k.is_local && !brought {
                inherited(catalog, relation, k, label, drawing);
                return;
            }
            let node = Node::new(key, "check", name).rank(36).says(add("")).needs(table);
            // Rows that break a check that was never validated must still come in.
            drawing.add(if k.validated { node } else { node.rank(120).late().goes_by(drop("")) }, label);
        }
        "p" | "u" | "x" if whole(catalog, k).is_some_and(|top| top.oid != k.oid) => {
            let top = whole(catalog, k).map_or(table, |top| (class::CONSTRAINT, top.oid));
            drawing.part_of(key, top);
            drawing.part_of((class::CLASS, k.index), top);
            drawing.labels.insert(key, label);
        }
        "p" | "u" | "x" => {
            let kind = match k.kind.as_str() {
                "p" => "primary_key",
                "u" => "unique",
                _ => "exclusion",
            };
            let weight = relation.bytes + relation.toast_bytes;
            drawing.part_of((class::CLASS, k.index), key);
            let together = relation.kind == "p" && is_never_attached(k);
            let only = if relation.kind == "f" || together { "" } else { "ONLY " };
            let mut node = Node::new(key, kind, name).rank(80).says(add(only)).needs(table);
            if together {
                node.print = Some(add("ONLY "));
                node.statements.extend(names_of_parts(catalog, k, &relation.sql()));
            }
            let node = if together { node.late() } else { node.after(relation.oid, weight) };
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
            if !k.is_local && !drawing.alone.contains(&relation.oid) {
                inherited(catalog, relation, k, label, drawing);
                return;
            }
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

/// The server's definition of a key says nothing of how its index is kept; that of an exclusion does.
fn with_index_options(catalog: &Catalog, k: &Constraint) -> String {
    let index = catalog.index_by(k.index).filter(|_| matches!(k.kind.as_str(), "p" | "u"));
    let options = with_options(index.and_then(|index| index.options.as_deref()), None);
    let moment = [" DEFERRABLE INITIALLY DEFERRED", " DEFERRABLE"];
    let moment = moment.into_iter().find(|end| k.definition.ends_with(end)).unwrap_or_default();
    let what = k.definition.strip_suffix(moment).unwrap_or(&k.definition);
    format!("{what}{options}{moment}")
}

/// A check or not-null constraint that a child has from a parent only: it comes with the table, or, where that of the parent was
/// never validated, with the parent's.
fn inherited(catalog: &Catalog, relation: &Relation, k: &Constraint, label: String, drawing: &mut Drawing) {
    let key = (class::CONSTRAINT, k.oid);
    drawing.labels.insert(key, label);
    let column = |of: &Constraint| {
        let number = of.columns.iter().flatten().next().copied();
        catalog.columns_of(of.relation).iter().find(|c| Some(c.number) == number).map(|c| &c.name)
    };
    let alike = |up: &&Constraint| {
        up.kind == k.kind
            && up.is_local
            && !up.validated
            && if k.kind == "n" { column(up) == column(k) } else { up.name == k.name }
    };
    let mut above = catalog.parents_of(relation.oid);
    let mut at = 0;
    while let Some(parent) = above.get(at).copied() {
        above.extend(catalog.parents_of(parent));
        at += 1;
    }
    let late = above.iter().flat_map(|parent| catalog.constraints_of(*parent)).find(alike);
    // A second parent has one that was validated: the child gets it with its table.
    let early = |of: &Constraint| of.kind == "n" && of.validated && column(of) == column(k);
    let early = k.kind == "n"
        && catalog.parents_of(relation.oid).iter().any(|up| catalog.constraints_of(*up).any(early));
    let late = late.filter(|_| !early);
    let Some(above) = late else {
        drawing.part_of(key, (class::CLASS, relation.oid));
        return;
    };
    let above = (class::CONSTRAINT, above.oid);
    drawing.part_of(key, above);
    if k.validated {
        // By itself it was, with its children: the parent's brings one that is not.
        let look = format!("ALTER TABLE {} VALIDATE CONSTRAINT {}", relation.sql(), ident(&k.name));
        let name = format!("{}.{}", relation.shown(), plain(&k.name));
        let node =
            Node::new((class::VALIDATION, k.oid), "constraint_validation", name).part().rank(121).late();
        drawing.add(node.says(look).repeats().needs(above), None);
    }
}

/// Whether a server cannot tell that a partition's index of such a constraint is like that of the partitioned table: it attaches none.
fn is_never_attached(k: &Constraint) -> bool {
    k.kind == "x" || (k.period && matches!(k.kind.as_str(), "p" | "u"))
}

/// The uppermost constraint that one belongs to, where all of them have to be made by one statement.
pub(super) fn whole<'a>(catalog: &'a Catalog, k: &'a Constraint) -> Option<&'a Constraint> {
    let mut top = k;
    while top.parent != 0 {
        top = catalog.constraint(top.parent)?;
    }
    (is_never_attached(k)).then_some(top)
}

/// What gives the constraints of partitions their names: the server has chosen some when it made them.
fn names_of_parts(catalog: &Catalog, k: &Constraint, table: &str) -> Vec<String> {
    let mut out = Vec::new();
    for part in catalog.constraints.iter().filter(|part| part.parent == k.oid) {
        let Some(relation) = catalog.relation(part.relation) else { continue };
        let sql = relation.sql();
        let body = format!(
            "DECLARE given pg_catalog.name; BEGIN \
             SELECT c.conname INTO given FROM pg_catalog.pg_constraint c \
             JOIN pg_catalog.pg_constraint above ON above.oid = c.conparentid \
             WHERE c.conrelid = {}::pg_catalog.regclass AND above.conrelid = {}::pg_catalog.regclass AND above.conname = {}; \
             IF given <> {wanted} THEN EXECUTE pg_catalog.format({}, given, {wanted}); END IF; END",
            literal(&sql),
            literal(table),
            literal(&k.name),
            literal(&format!("ALTER TABLE {} RENAME CONSTRAINT %I TO %I", sql.replace('%', "%%"))),
            wanted = literal(&part.name),
        );
        out.push(format!("DO {}", literal(&body)));
        out.extend(names_of_parts(catalog, part, &sql));
    }
    out
}
