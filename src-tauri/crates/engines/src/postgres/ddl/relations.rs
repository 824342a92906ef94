//! Tables, partitions, views, materialized views, foreign tables and sequences, with the defaults of their columns.

use std::collections::HashMap;

use domain::engine::Reason;
use domain::finding::Level;

use super::fields::{bare, foreign_options, with_options};
use super::type_definitions::collate;
use super::{Apart, Drawing, Node, Rights, Site, inherited};
use crate::postgres::catalog::{Catalog, Column, Constraint, Relation, Sequence};
use crate::postgres::class;
use crate::postgres::normalise;
use crate::postgres::quote::{ident, literal, plain};

pub(super) fn draw(catalog: &Catalog, site: &Site, drawing: &mut Drawing) {
    let sequences: HashMap<i64, &Sequence> = catalog.sequences.iter().map(|s| (s.oid, s)).collect();
    for relation in &catalog.relations {
        let key = (class::CLASS, relation.oid);
        if catalog.is_member(key.0, key.1) {
            continue;
        }
        if relation.schema == "pg_catalog" || relation.schema == "information_schema" {
            drawing.leave(key, "relation", &relation.shown(), Reason::UnknownKind, Level::Blocker);
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
        || (!parents.is_empty() && !columns.iter().map(|c| c.name.as_str()).eq(laid_out(catalog, relation)));
    if alone {
        drawing.alone.insert(relation.oid);
    }
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
                format!("{} {}{foreign}{collation}{rest}", ident(&c.name), c.type_name)
            }
        })
        .collect();
    let kind = if relation.persistence == "u" { " UNLOGGED" } else { "" };
    let mut create = match relation.kind.as_str() {
        "f" => format!("CREATE FOREIGN TABLE {sql}"),
        _ => format!("CREATE{kind} TABLE {sql}"),
    };
    match &relation.of_type {
        Some(of) if lines.is_empty() => create.push_str(&format!(" OF {of}")),
        Some(of) => create.push_str(&format!(" OF {of} ({})", lines.join(", "))),
        None => create.push_str(&format!(" ({})", lines.join(", "))),
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
    let mut node =
        Node::new(key, if relation.kind == "f" { "foreign_table" } else { "table" }, relation.shown());
    node = node.rank(30).says(create);
    for parent in &parents {
        node = node.needs((class::CLASS, parent.oid));
        if !alone {
            // Constraints of a parent must be there before its children inherit them.
            let checks = early_checks(catalog, parent.oid);
            node.needs.extend(checks.map(|k| (class::CONSTRAINT, k.oid)));
        }
    }
    column_settings(catalog, if alone { &[] } else { &parents }, relation, &mut node);
    node.print = Some(normalise::table(&node.statements, catalog, relation));
    drawing.add(node, format!("{} {sql}", word(relation)));
    defaults(relation, columns, drawing);
    if relation.is_partition {
        attach(catalog, relation, &parents, drawing);
    } else if alone {
        inherit(catalog, relation, &parents, site, drawing);
    }
}

/// Columns in the order that creating the table gives them: those of its parents first.
fn laid_out<'a>(catalog: &'a Catalog, relation: &'a Relation) -> Vec<&'a str> {
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

/// Checks that are there before the rows: one that was never validated comes after them, and is then inherited.
fn early_checks(catalog: &Catalog, relation: i64) -> impl Iterator<Item = &Constraint> {
    catalog.constraints_of(relation).filter(|k| k.kind == "c" && k.validated)
}

/// What follows the type of a column: generation, identity, not null.
fn behaviour(catalog: &Catalog, relation: &Relation, column: &Column, alone: bool) -> String {
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
        let constraint = catalog.not_null(relation.oid, column.number);
        let usual = usual_not_null(relation, column);
        match constraint {
            Some(k) if !k.validated => return out,
            Some(k) if k.no_inherit => {
                out.push_str(&format!(" CONSTRAINT {} NOT NULL NO INHERIT", ident(&k.name)));
            }
            Some(k) if k.name != usual => out.push_str(&format!(" CONSTRAINT {} NOT NULL", ident(&k.name))),
            _ => out.push_str(" NOT NULL"),
        }
    }
    out
}

/// The name that the server gives to a constraint that makes a column not null.
fn usual_not_null(relation: &Relation, column: &Column) -> String {
    format!("{}_{}_not_null", relation.name, column.name)
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

fn column_settings(catalog: &Catalog, parents: &[&Relation], relation: &Relation, node: &mut Node) {
    let columns = catalog.columns_of(relation.oid);
    let table = relation.sql();
    for c in columns {
        let mut set = |what: String| {
            node.statements.push(format!("ALTER TABLE ONLY {table} ALTER COLUMN {} {what}", ident(&c.name)));
        };
        let storage = match c.storage.as_deref() {
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
        let tightened = !relation.is_partition && !parents.is_empty() && !c.is_local && c.not_null;
        if tightened && relation.kind == "r" && !only_inherits_not_null(catalog, relation, c) {
            match catalog.not_null(relation.oid, c.number) {
                Some(k) if !k.validated => {}
                Some(k) if k.no_inherit || k.name != usual_not_null(relation, c) => node.statements.push(
                    format!("ALTER TABLE ONLY {table} ADD CONSTRAINT {} {}", ident(&k.name), k.definition),
                ),
                _ => set("SET NOT NULL".to_owned()),
            }
        }
    }
}

fn defaults(relation: &Relation, columns: &[Column], drawing: &mut Drawing) {
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
        column_settings(catalog, &[], relation, &mut node);
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
        defaults(relation, columns, drawing);
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

fn bounds(s: &Sequence) -> String {
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
    for column in catalog.columns_of(relation.oid).iter().filter(|c| c.acl.is_some()) {
        drawing.right(Rights {
            key,
            label: format!("TABLE {}", relation.sql()),
            owner: None,
            acl: column.acl.clone(),
            acl_default: Vec::new(),
            column: Some(column.name.clone()),
            givers: vec![relation.owner.clone()],
        });
    }
}
