//! Tables, partitions, views, materialized views, foreign tables and sequences, with the defaults of their columns.

use std::collections::HashMap;

use domain::engine::Reason;
use domain::finding::Level;

use super::columns::{self, behaviour, laid_out, parents_disagree};
use super::fields::{bare, foreign_options, with_options};
use super::type_definitions::collate;
use super::{Apart, Drawing, Node, Rights, Site, inherited};
use crate::postgres::catalog::{Catalog, Column, Constraint, Relation, Sequence};
use crate::postgres::class;
use crate::postgres::normalise;
use crate::postgres::quote::{ident, literal};

pub(super) fn draw(catalog: &Catalog, site: &Site, drawing: &mut Drawing) {
    let sequences: HashMap<i64, &Sequence> = catalog.sequences.iter().map(|s| (s.oid, s)).collect();
    for relation in &catalog.relations {
        let key = (class::CLASS, relation.oid);
        if catalog.is_member(key.0, key.1) {
            continue;
        }
        if relation.schema == "pg_catalog" || relation.schema == "information_schema" {
            in_servers_schema(catalog, relation, drawing);
            continue;
        }
        match relation.kind.as_str() {
            "r" | "p" | "f" => table(catalog, relation, site, drawing),
            "v" | "m" => view(catalog, relation, drawing),
            "S" => sequence(catalog, &sequences, relation, drawing),
            _ => continue,
        }
        if relation.tablespace.is_some() {
            let seen = relation.shown();
            drawing.note("tablespace", &seen, Reason::PlaceIsServers, Level::Info, &[]);
        }
        let owned = sequences.get(&relation.oid).is_some_and(|s| s.owner_relation.is_some());
        rights(catalog, relation, owned, drawing);
    }
}

/// Nobody may make it there again, unless the server is told to let everything happen.
fn in_servers_schema(catalog: &Catalog, relation: &Relation, drawing: &mut Drawing) {
    let key = (class::CLASS, relation.oid);
    drawing.leave(key, "relation", &relation.shown(), Reason::UnknownKind, Level::Blocker);
    for oid in catalog.columns_of(relation.oid).iter().filter_map(|c| c.default_oid) {
        drawing.part_of((class::ATTRDEF, oid), key);
    }
}

fn word(relation: &Relation) -> &'static str {
    match relation.kind.as_str() {
        "v" => "VIEW",
        "m" => "MATERIALIZED VIEW",
        "S" => "SEQUENCE",
        "f" => "FOREIGN TABLE",
        _ => "TABLE",
    }
}

fn table(catalog: &Catalog, relation: &Relation, site: &Site, drawing: &mut Drawing) {
    let key = (class::CLASS, relation.oid);
    let sql = relation.sql();
    let parents: Vec<&Relation> =
        catalog.parents_of(relation.oid).iter().filter_map(|p| catalog.relation(*p)).collect();
    let columns = catalog.columns_of(relation.oid);
    // A partition, and a child whose columns stand in another order than its parents would give them.
    let alone = relation.is_partition
        || (!parents.is_empty() && !columns.iter().map(|c| c.name.as_str()).eq(laid_out(catalog, relation)))
        || columns.iter().any(|c| !c.is_local && parents_disagree(catalog, &parents, c));
    if alone {
        drawing.alone.insert(relation.oid);
    }
    let heirs: &[&Relation] = if alone { &[] } else { &parents };
    without_oids(relation, site, drawing);
    let here = |c: &&Column| alone || parents.is_empty() || c.is_local;
    let lines: Vec<String> = columns
        .iter()
        .filter(here)
        .map(|c| match &relation.of_type {
            Some(_) => {
                format!("{} WITH OPTIONS{}", ident(&c.name), behaviour(catalog, relation, c, alone))
            }
            None => {
                let collation = collate(c.collation_schema.as_deref(), c.collation.as_deref());
                let foreign = foreign_options(c.foreign_options.as_deref());
                let rest = behaviour(catalog, relation, c, alone);
                // Which default it has comes later, and must not be asked of parents that have several.
                let none = !alone && c.generated.is_empty() && parents_disagree(catalog, &parents, c);
                let none = if none { " DEFAULT NULL" } else { "" };
                format!("{} {}{foreign}{collation}{none}{rest}", ident(&c.name), c.type_name)
            }
        })
        .collect();
    let kind = if relation.persistence == "u" { " UNLOGGED" } else { "" };
    let beginning = match relation.kind.as_str() {
        "f" => format!("CREATE FOREIGN TABLE {sql}"),
        _ => format!("CREATE{kind} TABLE {sql}"),
    };
    let written = |named: &[String]| {
        let mut create = beginning.clone();
        let inside = [lines.as_slice(), named].concat();
        match &relation.of_type {
            Some(of) if inside.is_empty() => create.push_str(&format!(" OF {of}")),
            Some(of) => create.push_str(&format!(" OF {of} ({})", inside.join(", "))),
            None => create.push_str(&format!(" ({})", inside.join(", "))),
        }
        if !alone && !parents.is_empty() {
            let names: Vec<String> = parents.iter().map(|p| p.sql()).collect();
            create.push_str(&format!(" INHERITS ({})", names.join(", ")));
        }
        if let Some(partition_key) = &relation.partition_key {
            create.push_str(&format!(" PARTITION BY {partition_key}"));
        }
        if let Some(server) = &relation.server {
            create.push_str(&format!(
                " SERVER {}{}",
                ident(server),
                foreign_options(relation.foreign_options.as_deref())
            ));
        }
        // Of a partitioned table it says something for its later partitions, whichever it is.
        let chosen = |method: &&str| *method != "heap" || relation.kind == "p";
        if let Some(method) = relation.method.as_deref().filter(chosen) {
            create.push_str(&format!(" USING {}", ident(method)));
        }
        create.push_str(&with_options(relation.options.as_deref(), relation.toast_options.as_deref()));
        create
    };
    let mut node =
        Node::new(key, if relation.kind == "f" { "foreign_table" } else { "table" }, relation.shown());
    node = node.rank(30).says(written(&columns::own_not_nulls(catalog, heirs, relation)));
    for parent in &parents {
        node = node.needs((class::CLASS, parent.oid));
        if !alone {
            // Constraints of a parent must be there before its children inherit them.
            let checks = early_checks(catalog, parent.oid);
            node.needs.extend(checks.map(|k| (class::CONSTRAINT, k.oid)));
        }
    }
    node.statements.extend(columns::settings(catalog, heirs, relation, false));
    let sequences = identity_places(catalog, relation);
    let print = [vec![written(&[])], columns::settings(catalog, heirs, relation, true), sequences.clone()];
    node.print = Some(normalise::table(&print.concat(), catalog, relation));
    if site.major == 0 || site.major >= 15 {
        node.statements.extend(sequences);
    }
    drawing.add(node, format!("{} {sql}", word(relation)));
    columns::defaults(relation, columns, drawing);
    if relation.is_partition {
        attach(catalog, relation, &parents, drawing);
    } else if alone {
        inherit(catalog, relation, &parents, site, drawing);
    }
}

/// Checks that are there before the rows: one that was never validated comes after them, and is then inherited.
fn early_checks(catalog: &Catalog, relation: i64) -> impl Iterator<Item = &Constraint> {
    catalog.constraints_of(relation).filter(|k| k.kind == "c" && k.validated)
}

fn attach(catalog: &Catalog, relation: &Relation, parents: &[&Relation], drawing: &mut Drawing) {
    let (Some(parent), Some(bound)) = (parents.first(), &relation.bound) else { return };
    if catalog.is_leaving(relation.oid) {
        let seen = relation.shown();
        drawing.note("partition", &seen, Reason::BrokenOnSource, Level::Blocker, &[]);
        return;
    }
    let statement = format!("ALTER TABLE ONLY {} ATTACH PARTITION {} {bound}", parent.sql(), relation.sql());
    let node =
        Node::new((class::ATTACH, relation.oid), "partition", relation.shown()).rank(38).says(statement);
    drawing.add(joined(catalog, node, &[relation.oid, parent.oid]), None);
}

/// Gives a table its parents, in their order, once it stands.
fn inherit(
    catalog: &Catalog,
    relation: &Relation,
    parents: &[&Relation],
    site: &Site,
    drawing: &mut Drawing,
) {
    let mut node = Node::new((class::ATTACH, relation.oid), "inheritance", relation.shown()).rank(38);
    for parent in parents {
        let foreign = if relation.kind == "f" { "FOREIGN " } else { "" };
        node = node.says(format!("ALTER {foreign}TABLE {} INHERIT {}", relation.sql(), parent.sql()));
    }
    node.print = Some(node.statements.join(";"));
    if site.superuser {
        node.statements.extend(inherited::only(catalog, relation, site));
    }
    let mut of: Vec<i64> = parents.iter().map(|parent| parent.oid).collect();
    of.push(relation.oid);
    drawing.add(joined(catalog, node, &of), None);
}

/// What joins tables waits for them, with their checks and defaults.
fn joined(catalog: &Catalog, mut node: Node, tables: &[i64]) -> Node {
    for of in tables {
        node = node.needs((class::CLASS, *of));
        node.needs.extend(early_checks(catalog, *of).map(|k| (class::CONSTRAINT, k.oid)));
        let defaults =
            catalog.columns_of(*of).iter().filter(|c| c.generated.is_empty()).filter_map(|c| c.default_oid);
        node.needs.extend(defaults.map(|oid| (class::ATTRDEF, oid)));
    }
    node
}

/// Before 12 a table could give its rows numbers of their own, which `COPY` of its columns does not carry.
fn without_oids(relation: &Relation, site: &Site, drawing: &mut Drawing) {
    if relation.has_oids {
        let older = (1..12).contains(&site.major);
        let gone = if older { Reason::KindNotCarried } else { Reason::GoneInVersion };
        let name = format!("{}.oid", relation.shown());
        drawing.note("row_numbers", &name, gone, Level::Blocker, &[]);
    }
}

/// Sequences of identity columns that are logged otherwise than their table: from 15 on they can be.
fn identity_places(catalog: &Catalog, relation: &Relation) -> Vec<String> {
    let columns = catalog.columns_of(relation.oid).iter().filter(|c| !c.identity.is_empty());
    let sequences = columns
        .filter_map(|c| catalog.relation(catalog.identity_of(relation.oid, c.number)?.oid))
        .filter(|sequence| sequence.persistence != relation.persistence);
    sequences
        .map(|sequence| {
            let logged = if sequence.persistence == "u" { "UNLOGGED" } else { "LOGGED" };
            format!("ALTER SEQUENCE {} SET {logged}", sequence.sql())
        })
        .collect()
}

fn view(catalog: &Catalog, relation: &Relation, drawing: &mut Drawing) {
    let key = (class::CLASS, relation.oid);
    let definition = bare(relation.definition.as_deref().unwrap_or_default());
    let columns = catalog.columns_of(relation.oid);
    let with = with_options(relation.options.as_deref(), None);
    let (kind, head, tail) = if relation.kind == "m" {
        let method = relation.method.as_deref().filter(|method| *method != "heap");
        let using = method.map(|method| format!(" USING {}", ident(method))).unwrap_or_default();
        (
            "materialized_view",
            format!("CREATE MATERIALIZED VIEW {}{using}{with}", relation.sql()),
            " WITH NO DATA",
        )
    } else {
        let names: Vec<&str> = columns.iter().map(|c| c.name.as_str()).collect();
        // A view may show rows without columns.
        let names = match names.as_slice() {
            [] => String::new(),
            names => format!(" ({})", crate::postgres::quote::idents(names)),
        };
        ("view", format!("CREATE VIEW {}{names}{with}", relation.sql()), "")
    };
    let mut node =
        Node::new(key, kind, relation.shown()).rank(40).says(format!("{head} AS {definition}{tail}"));
    if relation.kind == "m" {
        node.statements.extend(columns::settings(catalog, &[], relation, false));
        let refresh = Node::new((class::REFRESH, relation.oid), "refresh", relation.shown());
        let below = catalog.materialized_below(relation.oid);
        if relation.populated && below.iter().any(|below| !below.populated) {
            // What it shows cannot be computed again, since what it was computed from was emptied.
            drawing.note(kind, &relation.shown(), Reason::BrokenOnSource, Level::Warning, &[]);
        } else if relation.populated {
            let mut refresh = refresh
                .rank(110)
                .says(format!("REFRESH MATERIALIZED VIEW {}", relation.sql()))
                .late()
                .part()
                .repeats();
            refresh.needs.extend(below.iter().map(|below| (class::REFRESH, below.oid)));
            drawing.add(refresh.needs(key), None);
        }
    }
    let types: Vec<String> = columns.iter().map(|c| format!("{} {}", c.name, c.type_name)).collect();
    if let Some(rule) = catalog.view_rule(relation.oid).filter(|_| relation.kind == "v") {
        // Views that need each other by way of functions: first one that shows nothing, then what it shows.
        let nothing = |c: &Column| {
            let collation = collate(c.collation_schema.as_deref(), c.collation.as_deref());
            format!("NULL::{}{collation}", c.type_name)
        };
        let nothing: Vec<String> = columns.iter().map(nothing).collect();
        let whole = format!("{head} AS {definition}{tail}");
        node.apart.push(Apart {
            key: (class::REWRITE, rule.oid),
            first: Some(format!("{head} AS SELECT {}", nothing.join(", "))),
            later: whole.replacen("CREATE VIEW", "CREATE OR REPLACE VIEW", 1),
            whole,
        });
    }
    let settings = node.statements.get(1..).unwrap_or_default().join(";");
    node.print = Some(format!(
        "{head} {types:?} {settings} {}",
        normalise::query(definition, &catalog.schema_names())
    ));
    drawing.add(node, format!("{} {}", word(relation), relation.sql()));
    if relation.kind == "v" {
        columns::defaults(relation, columns, drawing);
    }
}

fn sequence(
    catalog: &Catalog,
    sequences: &HashMap<i64, &Sequence>,
    relation: &Relation,
    drawing: &mut Drawing,
) {
    let key = (class::CLASS, relation.oid);
    let Some(sequence) = sequences.get(&relation.oid) else { return };
    if sequence.owner_kind.as_deref() == Some("i") {
        drawing.part_of(key, (class::CLASS, sequence.owner_relation.unwrap_or_default()));
        drawing.labels.insert(key, format!("SEQUENCE {}", relation.sql()));
    } else {
        let unlogged = if relation.persistence == "u" { " UNLOGGED" } else { "" };
        let mut create = format!(
            "CREATE{unlogged} SEQUENCE {} AS {} {}",
            relation.sql(),
            sequence.type_name,
            bounds(sequence)
        );
        let owner = sequence.owner_relation.and_then(|owner| {
            let table = catalog.relation(owner)?;
            let column =
                catalog.columns_of(owner).iter().find(|c| Some(c.number) == sequence.owner_column)?;
            Some(format!(" OWNED BY {}.{}", table.sql(), ident(&column.name)))
        });
        create.push_str(&owner.unwrap_or_default());
        drawing.add(
            Node::new(key, "sequence", relation.shown()).rank(32).says(create),
            format!("SEQUENCE {}", relation.sql()),
        );
    }
    let Some(state) = catalog.sequence_states.get(&relation.oid) else {
        drawing.note("sequence", &relation.shown(), Reason::NotReadable, Level::Blocker, &[]);
        return;
    };
    let statement = format!(
        "SELECT pg_catalog.setval({}::pg_catalog.regclass, {}, {})",
        literal(&relation.sql()),
        state.last_value,
        state.is_called
    );
    let node = Node::new((class::STATE, relation.oid), "sequence_value", relation.shown());
    drawing.add(node.rank(150).says(statement).late().needs(key).repeats(), None);
}

pub(super) fn bounds(s: &Sequence) -> String {
    let cycle = if s.cycle { " CYCLE" } else { "" };
    format!(
        "START WITH {} INCREMENT BY {} MINVALUE {} MAXVALUE {} CACHE {}{cycle}",
        s.start, s.increment, s.min, s.max, s.cache
    )
}

/// `owned`: it is a sequence that belongs to a column, and goes with the owner of its table.
fn rights(catalog: &Catalog, relation: &Relation, owned: bool, drawing: &mut Drawing) {
    let key = (class::CLASS, relation.oid);
    let label = format!("{} {}", if relation.kind == "f" { "TABLE" } else { word(relation) }, relation.sql());
    drawing.right(Rights {
        key,
        label,
        owner: Some(relation.owner.clone()).filter(|_| !owned),
        acl: relation.acl.clone(),
        acl_default: relation.acl_default.clone(),
        column: None,
        givers: vec![relation.owner.clone()],
    });
    let own = catalog.columns_of(relation.oid).iter().filter_map(|c| Some((&c.name, c.acl.as_ref()?)));
    let of_all = relation.system_acls.iter().flatten().map(|(name, acl)| (name, acl));
    for (name, acl) in own.chain(of_all) {
        drawing.right(Rights {
            key,
            label: format!("TABLE {}", relation.sql()),
            owner: None,
            acl: Some(acl.clone()),
            acl_default: Vec::new(),
            column: Some(name.clone()),
            givers: vec![relation.owner.clone()],
        });
    }
}
