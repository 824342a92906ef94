//! Roles that the source's objects name and the target lacks: made where the target's user may, without their passwords.

use std::collections::{BTreeSet, HashSet};

use domain::engine::Reason;
use domain::finding::Level;

use super::database::{DATABASE, of_others, set};
use super::{Drawing, Node, Site, rights};
use crate::postgres::catalog::{Catalog, Role};
use crate::postgres::class;
use crate::postgres::quote::{ident, literal, plain};

/// Roles of the source that are to be made on the target: those that something of the database names, and what they are
/// members of.
pub(crate) fn wanted(catalog: &Catalog, there: &HashSet<String>) -> BTreeSet<String> {
    let mut open: Vec<String> = named(catalog).into_iter().collect();
    let mut wanted = BTreeSet::new();
    while let Some(name) = open.pop() {
        let Some(role) = catalog.roles.iter().find(|role| role.name == name && !role.is_stock()) else {
            continue;
        };
        if there.contains(&name) || name == catalog.facts.user || !wanted.insert(name) {
            continue;
        }
        open.extend(role.memberships.iter().flatten().map(|m| m.role.clone()));
    }
    wanted
}

/// Every role that owns something or is named in a right, a policy, a mapping or a setting.
fn named(catalog: &Catalog) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    let mut acl = |list: &Option<Vec<String>>| {
        names.extend(list.iter().flatten().flat_map(|item| rights::parse(item)).map(|right| right.0));
    };
    // What the owner of the database may do with it is his by that.
    catalog
        .schemas
        .iter()
        .for_each(|s| acl(&if s.name == "public" { Some(s.chosen()) } else { s.acl.clone() }));
    catalog.relations.iter().for_each(|r| acl(&r.acl));
    catalog.columns.values().flatten().for_each(|c| acl(&c.acl));
    catalog.routines.iter().for_each(|r| acl(&r.acl));
    catalog.types.iter().for_each(|t| acl(&t.acl));
    let others = catalog.others.iter().filter(|o| o.class != DATABASE);
    others.chain(&catalog.stock_rights).for_each(|o| acl(&o.acl));
    catalog.others.iter().filter(|o| o.class == DATABASE).for_each(|o| acl(&Some(of_others(o, &o.acl))));
    catalog.large_groups.iter().for_each(|g| acl(&g.acl));
    let mine = |class: i64, oid: i64| !catalog.is_member(class, oid);
    names.extend(catalog.schemas.iter().filter(|s| s.name != "public" || !s.kept).map(|s| s.owner.clone()));
    names.extend(catalog.relations.iter().filter(|r| mine(class::CLASS, r.oid)).map(|r| r.owner.clone()));
    names.extend(catalog.routines.iter().filter(|r| mine(class::PROC, r.oid)).map(|r| r.owner.clone()));
    names.extend(catalog.types.iter().filter(|t| mine(class::TYPE, t.oid)).map(|t| t.owner.clone()));
    names.extend(catalog.statistics.iter().map(|s| s.owner.clone()));
    names.extend(catalog.large_groups.iter().map(|g| g.owner.clone()));
    names.extend(catalog.policies.iter().flat_map(|p| p.roles.clone()));
    for other in catalog.others.iter().filter(|o| mine(o.class, o.oid)) {
        names.extend(other.owner.clone());
        names.extend(["role", "user"].into_iter().filter_map(|part| other.text(part)).map(str::to_owned));
    }
    names
}

/// Draws the roles that this site may make.
pub(super) fn draw(catalog: &Catalog, site: &Site, drawing: &mut Drawing) {
    for role in catalog.roles.iter().filter(|role| site.makes.contains(&role.name)) {
        let name = ident(&role.name);
        let mut node = Node::new((class::ROLE, role.oid), "role", plain(&role.name)).rank(0).part();
        node = node.says(format!("CREATE ROLE {name}{}", attributes(role, site, drawing)));
        if !site.superuser {
            // Who makes a role may give it to himself; only then can things be given to it.
            node = node.says(format!("GRANT {name} TO {}", ident(&site.to_user)));
        }
        if let Some(comment) = &role.comment {
            node = node.says(format!("COMMENT ON ROLE {name} IS {}", literal(comment)));
        }
        for setting in role.settings.iter().flatten().filter(|_| site.superuser) {
            let (of, value) = setting.split_once('=').unwrap_or((setting, ""));
            node = node.says(format!("ALTER ROLE {name} {}", set(of, value)));
        }
        if role.login {
            drawing.note("role", &plain(&role.name), Reason::PasswordUnreadable, Level::Warning, &[]);
        }
        drawing.add(node, None);
    }
    for role in catalog.roles.iter().filter(|role| !role.is_stock()) {
        memberships(catalog, role, site, drawing);
    }
}

/// What a role may do by itself, as far as this site may say so.
fn attributes(role: &Role, site: &Site, drawing: &mut Drawing) -> String {
    let mut out = String::new();
    let mut kept = Vec::new();
    let flags = [
        (role.superuser, "SUPERUSER"),
        (role.create_role, "CREATEROLE"),
        (role.create_database, "CREATEDB"),
        (role.replication, "REPLICATION"),
        (role.bypass, "BYPASSRLS"),
    ];
    for (_, word) in flags.iter().filter(|(on, _)| *on) {
        if site.superuser {
            out.push_str(&format!(" {word}"));
        } else {
            kept.push(*word);
        }
    }
    out.push_str(if role.login { " LOGIN" } else { " NOLOGIN" });
    out.push_str(if role.inherit { " INHERIT" } else { " NOINHERIT" });
    if role.connections >= 0 {
        out.push_str(&format!(" CONNECTION LIMIT {}", role.connections));
    }
    if let Some(until) = &role.valid_until {
        out.push_str(&format!(" VALID UNTIL {}", literal(until).trim_start()));
    }
    if !kept.is_empty() || (role.settings.is_some() && !site.superuser) {
        let kept = kept.join(", ");
        drawing.note(
            "role",
            &plain(&role.name),
            Reason::RightMissing,
            Level::Warning,
            &[("attributes", &kept)],
        );
    }
    out
}

/// Which roles a role is in, where one of the two is made here.
fn memberships(catalog: &Catalog, role: &Role, site: &Site, drawing: &mut Drawing) {
    let Some(member) = site.role(&role.name) else { return };
    for membership in role.memberships.iter().flatten() {
        let made = site.makes.contains(&role.name) || site.makes.contains(&membership.role);
        let Some(of) = site.role(&membership.role).filter(|_| made) else { continue };
        let seen = format!("{} in {}", plain(&role.name), plain(&of));
        let stock = catalog.roles.iter().any(|known| known.name == membership.role && known.is_stock());
        if stock && !site.superuser {
            drawing.note("membership", &seen, Reason::RightMissing, Level::Warning, &[]);
            continue;
        }
        let mut options = Vec::new();
        if membership.admin {
            options.push("ADMIN OPTION".to_owned());
        }
        if site.major >= 16
            && let (Some(inherit), Some(set)) = (membership.inherit, membership.set)
        {
            options = vec![format!("ADMIN {}, INHERIT {inherit}, SET {set}", membership.admin)];
        }
        let with = if options.is_empty() { String::new() } else { format!(" WITH {}", options.concat()) };
        let statement = format!("GRANT {} TO {}{with}", ident(&of), ident(&member));
        let number = i64::try_from(drawing.nodes.len()).unwrap_or(i64::MAX);
        let node = Node::new((class::MEMBERSHIP, number), "membership", seen).rank(2).says(statement).part();
        drawing.add(node, None);
    }
}
