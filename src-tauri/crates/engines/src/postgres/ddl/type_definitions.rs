//! Types: enums, composites, domains, ranges; and the types that come with others.

use domain::engine::Reason;
use domain::finding::Level;

use super::{Apart, Drawing, Node, Rights, Site, base_types};
use crate::postgres::catalog::{Catalog, Constraint, Range, Type};
use crate::postgres::class;
use crate::postgres::quote::{ident, literal, plain, qualified, shown};

pub(super) fn draw(catalog: &Catalog, site: &Site, drawing: &mut Drawing) {
    for t in &catalog.types {
        if let Some(range) = &t.range
            && let Some(multirange) = range.multirange
        {
            drawing.part_of((class::TYPE, multirange), (class::TYPE, t.oid));
        }
        let key = (class::TYPE, t.oid);
        if let Some(element) = t.element {
            drawing.part_of(key, (class::TYPE, element));
        } else if t.kind == "c" && t.relation_kind.as_deref() != Some("c") {
            drawing.part_of(key, (class::CLASS, t.relation));
        } else if t.kind == "c" {
            drawing.part_of((class::CLASS, t.relation), key);
        }
    }
    for t in &catalog.types {
        let key = (class::TYPE, t.oid);
        if drawing.alias.contains_key(&key) || catalog.is_member(key.0, key.1) {
            continue;
        }
        draw_one(catalog, site, t, drawing);
    }
}

fn draw_one(catalog: &Catalog, site: &Site, t: &Type, drawing: &mut Drawing) {
    let key = (class::TYPE, t.oid);
    let (name, seen) = (qualified(&t.schema, &t.name), shown(&t.schema, &t.name));
    if !t.defined && t.element.is_none() {
        // Mentioned and never made: that much can be done again.
        drawing.add(
            Node::new(key, "shell_type", seen).rank(9).says(format!("CREATE TYPE {name}")),
            format!("TYPE {name}"),
        );
        drawing.right(rights(t, format!("TYPE {name}")));
        return;
    }
    let (kind, word, statements) = match t.kind.as_str() {
        "e" => ("enum", "TYPE", vec![an_enum(&name, t)]),
        "c" => ("composite", "TYPE", vec![composite(catalog, &name, t)]),
        "d" => ("domain", "DOMAIN", domain(catalog, &name, t)),
        "r" => ("range", "TYPE", vec![range(&name, t)]),
        "b" => match &t.base_type {
            Some(base) => {
                if site.roles.is_some() && !site.superuser {
                    drawing.note("base_type", &seen, Reason::RightMissing, Level::Blocker, &[]);
                }
                ("base_type", "TYPE", vec![base_types::statement(&name, base, t.default_text.as_deref())])
            }
            None => return,
        },
        // Pseudo-types and whatever later majors bring.
        _ => return,
    };
    let mut apart = Vec::new();
    for constraint in catalog.constraints_of_domain(t.oid) {
        let own = (class::CONSTRAINT, constraint.oid);
        let label = format!("CONSTRAINT {} ON DOMAIN {name}", ident(&constraint.name));
        if constraint.kind == "c" && !constraint.validated {
            // Values that break it must still come in.
            let node = Node::new(own, "domain_check", format!("{seen}.{}", plain(&constraint.name)));
            let drop = format!("ALTER DOMAIN {name} DROP CONSTRAINT IF EXISTS {}", ident(&constraint.name));
            let node = node.rank(120).says(domain_check(&name, constraint)).needs(key).late().goes_by(drop);
            drawing.add(node, label);
            continue;
        }
        drawing.part_of(own, key);
        drawing.labels.insert(own, label);
        if constraint.kind == "c" {
            let whole = domain_check(&name, constraint);
            apart.push(Apart { key: own, first: None, later: whole.clone(), whole });
        }
    }
    if t.kind == "r" {
        // Their constructors are made with them, and depend on them from inside.
        let multirange = t.range.as_ref().and_then(|range| range.multirange);
        for of in [Some(t.oid), multirange].into_iter().flatten() {
            for function in catalog.constructors_of(of) {
                drawing.part_of((class::PROC, *function), key);
            }
        }
    }
    let mut node = Node::new(key, kind, seen.clone()).rank(10);
    node.statements = statements;
    node.apart = apart;
    if t.kind == "b" || base_types::has_own_functions(catalog, key) {
        let shell = Node::new((class::SHELL, t.oid), "shell_type", seen).rank(9).part();
        let mut shell = shell.says(format!("CREATE TYPE {name}"));
        shell.needs.extend(base_types::place(catalog, t));
        drawing.add(shell, None);
        drawing.shells.insert(key);
        node = node.needs((class::SHELL, t.oid));
    }
    if let ("r", Some(range)) = (t.kind.as_str(), &t.range) {
        // Before 14 there is none; its name says something only where a person chose it.
        let usual = match t.name.contains("range") {
            true => t.name.replacen("range", "multirange", 1),
            false => format!("{}_multirange", t.name),
        };
        let chosen = range.multirange_name.as_ref().filter(|name| **name != usual);
        node.print = Some(format!("{} {chosen:?}", range_of(&name, range, false)));
    }
    if t.kind == "d" {
        node.print = Some(
            node.statements
                .join(";")
                .replace(&format!(" CONSTRAINT {}", ident(&format!("{}_not_null", t.name))), ""),
        );
    }
    let label = format!("{word} {name}");
    drawing.add(node, label.clone());
    drawing.right(rights(t, label));
}

fn rights(t: &Type, label: String) -> Rights {
    Rights {
        key: (class::TYPE, t.oid),
        label,
        owner: Some(t.owner.clone()),
        acl: t.acl.clone(),
        acl_default: t.acl_default.clone(),
        column: None,
        givers: Vec::new(),
    }
}

fn an_enum(name: &str, t: &Type) -> String {
    let labels: Vec<String> = t.labels.iter().flatten().map(|label| literal(label)).collect();
    format!("CREATE TYPE {name} AS ENUM ({})", labels.join(", "))
}

fn composite(catalog: &Catalog, name: &str, t: &Type) -> String {
    let columns: Vec<String> = catalog
        .columns_of(t.relation)
        .iter()
        .map(|c| {
            format!(
                "{} {}{}",
                ident(&c.name),
                c.type_name,
                collate(c.collation_schema.as_deref(), c.collation.as_deref())
            )
        })
        .collect();
    format!("CREATE TYPE {name} AS ({})", columns.join(", "))
}

fn domain(catalog: &Catalog, name: &str, t: &Type) -> Vec<String> {
    let mut create = format!("CREATE DOMAIN {name} AS {}", t.base.as_deref().unwrap_or_default());
    create.push_str(&collate(t.collation_schema.as_deref(), t.collation.as_deref()));
    if let Some(expression) = &t.default_expression {
        create.push_str(&format!(" DEFAULT {expression}"));
    } else if let Some(text) = &t.default_text {
        create.push_str(&format!(" DEFAULT {}", literal(text)));
    }
    let of_domain = || catalog.constraints_of_domain(t.oid);
    if t.not_null {
        let named = of_domain().find(|k| k.kind == "n" && k.name != format!("{}_not_null", t.name));
        if let Some(constraint) = named {
            create.push_str(&format!(" CONSTRAINT {}", ident(&constraint.name)));
        }
        create.push_str(" NOT NULL");
    }
    let mut statements = vec![create];
    let mut checks: Vec<_> = of_domain().filter(|k| k.kind == "c" && k.validated).collect();
    checks.sort_by(|a, b| a.name.cmp(&b.name));
    for check in checks {
        statements.push(domain_check(name, check));
    }
    statements
}

fn domain_check(domain: &str, check: &Constraint) -> String {
    format!("ALTER DOMAIN {domain} ADD CONSTRAINT {} {}", ident(&check.name), check.definition)
}

fn range(name: &str, t: &Type) -> String {
    t.range.as_ref().map(|range| range_of(name, range, true)).unwrap_or_default()
}

fn range_of(name: &str, range: &Range, with_multirange: bool) -> String {
    let mut parts = vec![format!("SUBTYPE = {}", range.subtype)];
    if let (Some(schema), Some(opclass), Some(false)) =
        (&range.opclass_schema, &range.opclass, range.opclass_default)
    {
        parts.push(format!("SUBTYPE_OPCLASS = {}", qualified(schema, opclass)));
    }
    if let (Some(schema), Some(collation)) = (&range.collation_schema, &range.collation) {
        parts.push(format!("COLLATION = {}", qualified(schema, collation)));
    }
    if let Some(canonical) = &range.canonical {
        parts.push(format!("CANONICAL = {canonical}"));
    }
    if let Some(subdiff) = &range.subdiff {
        parts.push(format!("SUBTYPE_DIFF = {subdiff}"));
    }
    if let (Some(schema), Some(multirange), true) =
        (&range.multirange_schema, &range.multirange_name, with_multirange)
    {
        parts.push(format!("MULTIRANGE_TYPE_NAME = {}", qualified(schema, multirange)));
    }
    format!("CREATE TYPE {name} AS RANGE ({})", parts.join(", "))
}

/// ` COLLATE ...`, or nothing.
pub(super) fn collate(schema: Option<&str>, name: Option<&str>) -> String {
    match (schema, name) {
        (Some(schema), Some(name)) => format!(" COLLATE {}", qualified(schema, name)),
        _ => String::new(),
    }
}
