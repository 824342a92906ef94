//! Indexes, their attachment to a partitioned one, and what is set on a table once its rows and indexes are there.

use domain::engine::Reason;
use domain::finding::Level;

use super::{Drawing, Node, Site, columns, constraints};
use crate::postgres::catalog::{Catalog, Index, Relation};
use crate::postgres::class;
use crate::postgres::quote::{ident, qualified, shown};
use crate::postgres::statistics;

pub(super) fn draw(catalog: &Catalog, site: &Site, drawing: &mut Drawing) {
    for index in &catalog.indexes {
        let key = (class::CLASS, index.oid);
        let Some(relation) = catalog.relation(index.relation) else { continue };
        if catalog.is_member(key.0, key.1) || catalog.is_member(class::CLASS, index.relation) {
            drawing.part_of(key, (class::CLASS, index.relation));
            continue;
        }
        draw_one(catalog, relation, index, drawing);
    }
    for relation in &catalog.relations {
        if !catalog.is_member(class::CLASS, relation.oid) {
            finish(catalog, relation, site, drawing);
        }
    }
}

fn draw_one(catalog: &Catalog, relation: &Relation, index: &Index, drawing: &mut Drawing) {
    let key = (class::CLASS, index.oid);
    let (sql, seen) = (qualified(&index.schema, &index.name), shown(&index.schema, &index.name));
    // An index of a partitioned table is invalid until all of its partitions have theirs: not broken.
    if !index.valid && index.kind == "i" {
        drawing.leave(key, "index", &seen, Reason::BrokenOnSource, Level::Warning);
        return;
    }
    let mut extra: Vec<String> = Vec::new();
    for (number, target) in index.statistics.iter().flatten() {
        extra.push(format!("ALTER INDEX {sql} ALTER COLUMN {number} SET STATISTICS {target}"));
    }
    let weight = relation.bytes + relation.toast_bytes;
    match index.constraint_oid {
        Some(constraint) => {
            let whole = drawing.resolve((class::CONSTRAINT, constraint));
            if !extra.is_empty()
                && let Some(node) = drawing.nodes.iter_mut().find(|n| n.key == whole)
            {
                node.statements.extend(extra);
            }
            drawing.labels.insert(key, format!("INDEX {sql}"));
        }
        None => {
            let mut node = Node::new(key, "index", seen.clone()).rank(81).says(index.definition.clone());
            node.statements.extend(extra);
            node = node.needs((class::CLASS, relation.oid));
            // On a partitioned table it would take those of the partitions with it.
            if relation.kind != "p" {
                node = node.may_go_by(format!("DROP INDEX IF EXISTS {sql}"));
            }
            node = if relation.kind == "m" {
                node.rank(112).late().needs((class::REFRESH, relation.oid))
            } else {
                node.after(relation.oid, weight)
            };
            drawing.add(node, format!("INDEX {sql}"));
        }
    }
    if index.tablespace.is_some() {
        drawing.note("tablespace", &seen, Reason::PlaceIsServers, Level::Info, &[]);
    }
    let made_with = |oid| catalog.constraint(oid).and_then(|k| constraints::whole(catalog, k)).is_some();
    if index.constraint_oid.is_some_and(made_with) {
        return;
    }
    if let Some(parent) = index.parent.and_then(|parent| catalog.index_by(parent)) {
        let statement =
            format!("ALTER INDEX {} ATTACH PARTITION {sql}", qualified(&parent.schema, &parent.name));
        let mut node =
            Node::new((class::ATTACH, index.oid), "index_partition", seen).rank(100).says(statement).late();
        // Partitions of partitions first: an index is valid once all of its own are.
        node.needs.extend(catalog.index_parts(index.oid).map(|i| (class::ATTACH, i.oid)));
        node.needs.extend([key, (class::CLASS, parent.oid)]);
        drawing.add(node, None);
    }
}

fn finish(catalog: &Catalog, relation: &Relation, site: &Site, drawing: &mut Drawing) {
    let sql = relation.sql();
    let mut settings: Vec<String> = Vec::new();
    let mut needs = vec![(class::CLASS, relation.oid)];
    let of_table = || catalog.indexes_of(relation.oid);
    if let Some(index) = of_table().find(|i| i.clustered) {
        needs.push((class::CLASS, index.oid));
        settings.push(format!("ALTER TABLE {sql} CLUSTER ON {}", ident(&index.name)));
    }
    match relation.replica_identity.as_str() {
        "n" if relation.kind != "f" => {
            settings.push(format!("ALTER TABLE ONLY {sql} REPLICA IDENTITY NOTHING"))
        }
        "f" => settings.push(format!("ALTER TABLE ONLY {sql} REPLICA IDENTITY FULL")),
        "i" => {
            if let Some(index) = of_table().find(|i| i.replica_identity) {
                needs.push((class::CLASS, index.oid));
                settings.push(format!(
                    "ALTER TABLE ONLY {sql} REPLICA IDENTITY USING INDEX {}",
                    ident(&index.name)
                ));
            }
        }
        _ => {}
    }
    if relation.row_security {
        settings.push(format!("ALTER TABLE ONLY {sql} ENABLE ROW LEVEL SECURITY"));
    }
    if relation.row_security_forced {
        settings.push(format!("ALTER TABLE ONLY {sql} FORCE ROW LEVEL SECURITY"));
    }
    if matches!(relation.kind.as_str(), "r" | "m") {
        settings.extend(columns::plain_places(catalog, relation));
    }
    if !settings.is_empty() && matches!(relation.kind.as_str(), "r" | "p" | "m") {
        let mut node =
            Node::new((class::FINISH, relation.oid), "table_setting", relation.shown()).rank(170).late();
        if relation.row_security || relation.row_security_forced {
            // Rows do not come in where it is in force.
            node = node.goes_by(format!(
                "ALTER TABLE IF EXISTS ONLY {sql} DISABLE ROW LEVEL SECURITY, NO FORCE ROW LEVEL SECURITY"
            ));
        } else {
            node = node.repeats();
        }
        node.statements = settings;
        node.needs = needs;
        drawing.add(node, None);
    }
    if statistics::carries(catalog, relation, site.major) {
        return;
    }
    let analyze = Node::new((class::ANALYZE, relation.oid), "statistics_of", relation.shown()).part();
    let analyze =
        analyze.says(format!("ANALYZE {sql}")).needs((class::CLASS, relation.oid)).rank(90).repeats();
    let mut analyze = match relation.kind.as_str() {
        "r" => analyze.after(relation.oid, relation.bytes),
        "p" => analyze.late().rank(160),
        "m" if relation.populated => analyze.late().rank(114).needs((class::REFRESH, relation.oid)),
        _ => return,
    };
    // Statistics of expressions are gathered with the indexes that hold them.
    analyze.needs.extend(of_table().map(|i| (class::CLASS, i.oid)));
    analyze.needs.extend(catalog.statistics_of(relation.oid).iter().map(|oid| (class::STATISTIC_EXT, *oid)));
    drawing.add(analyze, None);
}
