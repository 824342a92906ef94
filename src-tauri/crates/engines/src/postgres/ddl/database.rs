//! What is set on the database itself: its settings, its comment, the rights on it.

use std::collections::BTreeMap;

use domain::engine::Reason;
use domain::finding::Level;

use super::{Drawing, Node, Rights, Site, rights};
use crate::postgres::catalog::Other;
use crate::postgres::quote::{ident, literal, plain};

/// Settings of the database: a class of our own.
pub(super) const SETTING: i64 = -7;
/// The database itself.
pub(super) const DATABASE: i64 = -13;

pub(super) fn setting(other: &Other, site: &Site, drawing: &mut Drawing) {
    let value = other.text("value").unwrap_or_default();
    let name = match other.text("role") {
        None => other.name.clone(),
        Some(role) => format!("{} for {role}", other.name),
    };
    let role = match other.text("role") {
        None => Some(None),
        Some(role) => site.role(role).map(Some),
    };
    let Some(role) = role else {
        drawing.note("database_setting", &name, Reason::RoleMissing, Level::Warning, &[]);
        return;
    };
    let Some(database) = site.database.as_ref().filter(|_| site.owns_database) else {
        if site.roles.is_some() {
            drawing.note("database_setting", &name, Reason::RightMissing, Level::Warning, &[]);
        }
        return;
    };
    let role = role.map(|role| format!("ROLE {} IN ", ident(&role))).unwrap_or_default();
    let statement = format!("ALTER {role}DATABASE {} {}", ident(database), set(&other.name, value));
    // In their order, as the server keeps them.
    let node = Node::new((SETTING, other.oid), "database_setting", name).rank(220).says(statement).last();
    drawing.add(node.part().needs((SETTING, other.oid - 1)), None);
}

/// `SET name TO value`, for a setting as the server keeps it.
pub(super) fn set(name: &str, value: &str) -> String {
    // Lists are stored as they are written in a statement; quoting them again would make one name of them.
    let lists = ["search_path", "temp_tablespaces", "session_preload_libraries", "local_preload_libraries"];
    let value = if lists.contains(&name) { listed(value) } else { literal(value) };
    format!("SET {} TO {value}", setting_name(name))
}

/// Rights on the database that are not its owner's: what he may do is as usual for whoever owns the target.
pub(super) fn of_others(database: &Other, list: &Option<Vec<String>>) -> Vec<String> {
    let owner = database.text("owner").unwrap_or_default();
    let mine = |item: &&String| rights::parse(item).first().is_none_or(|right| right.0 != owner);
    list.iter().flatten().filter(mine).cloned().collect()
}

/// Rights and comment. The owner of the target decides by nothing but these.
pub(super) fn itself(other: &Other, site: &Site, drawing: &mut Drawing) {
    let Some(database) = &site.database else { return };
    let mut statements = Vec::new();
    let (mut missing, mut kept) = (BTreeMap::new(), BTreeMap::new());
    if other.acl.is_some() {
        let usual = of_others(other, &other.acl_default);
        let label = format!("DATABASE {}", ident(database));
        let key = (other.class, other.oid);
        let rights = Rights {
            key,
            label,
            owner: None,
            acl: None,
            acl_default: usual,
            column: None,
            givers: Vec::new(),
        };
        let told = rights::Told { missing: &mut missing, kept: &mut kept };
        rights::grants(&rights, &of_others(other, &other.acl), site, &mut statements, told);
    }
    if let Some(comment) = other.text("comment") {
        statements.push(format!("COMMENT ON DATABASE {} IS {}", ident(database), literal(comment)));
    }
    match other.text("limit") {
        Some(limit) if site.superuser => {
            statements.push(format!("ALTER DATABASE {} CONNECTION LIMIT {limit}", ident(database)));
        }
        // It belongs to what somebody bought there.
        Some(_) => drawing.note("connection_limit", database, Reason::BelongsToServer, Level::Info, &[]),
        None => {}
    }
    for role in kept.into_keys() {
        drawing.note("role", &plain(&role), Reason::RightMissing, Level::Warning, &[("objects", "1")]);
    }
    for role in missing.into_keys() {
        drawing.note("database", database, Reason::RoleMissing, Level::Warning, &[("role", &role)]);
    }
    if statements.is_empty() {
        return;
    }
    if !site.owns_database {
        drawing.note("database", database, Reason::RightMissing, Level::Warning, &[]);
        return;
    }
    let mut node = Node::new((other.class, other.oid), "database", database.clone()).rank(221).last().part();
    node.statements = statements;
    drawing.add(node, None);
}

/// A list of names as the server keeps it, each as a literal: an empty name is none in a statement.
fn listed(value: &str) -> String {
    let mut names = Vec::new();
    let mut name = String::new();
    let mut quoted = false;
    let mut chars = value.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '"' if quoted && chars.peek() == Some(&'"') => name.extend(chars.next()),
            '"' => quoted = !quoted,
            ',' if !quoted => names.push(std::mem::take(&mut name)),
            c if !quoted && c.is_whitespace() => {}
            c => name.push(c),
        }
    }
    names.push(name);
    names.iter().map(|name| literal(name)).collect::<Vec<_>>().join(", ")
}

/// Settings of extensions have two parts.
fn setting_name(name: &str) -> String {
    name.split('.').map(ident).collect::<Vec<_>>().join(".")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_of_names_are_quoted_one_by_one() {
        assert_eq!(listed("\"$user\", public"), "'$user', 'public'");
        assert_eq!(listed("\"\""), "''");
        assert_eq!(listed("\"a, \"\"b\""), "'a, \"b'");
    }
}
