//! Owners and grants: given where the role is there, named where it is not.

use std::collections::{BTreeMap, HashMap, HashSet};

use domain::engine::Reason;
use domain::finding::Level;
use domain::verification::RightPrint;

use super::{Drawing, Node, Site};
use crate::postgres::catalog::{Catalog, Other};
use crate::postgres::class::{self, Key};
use crate::postgres::quote::{ident, literal, plain};

/// Who owns an object and who may do what with it, as the source says.
#[derive(Clone, Debug)]
pub(crate) struct Rights {
    pub(crate) key: Key,
    /// How SQL names the object.
    pub(crate) label: String,
    pub(crate) owner: Option<String>,
    /// `None`: as usual.
    pub(crate) acl: Option<Vec<String>>,
    /// What is usual for this kind and owner.
    pub(crate) acl_default: Vec<String>,
    /// The column, where the rights are for one.
    pub(crate) column: Option<String>,
}

impl Rights {
    /// Those of an object of the rarer kinds, which carry them with them.
    pub(crate) fn of(other: &Other, label: String) -> Self {
        Self {
            key: (other.class, other.oid),
            label,
            owner: other.owner.clone(),
            acl: other.acl.clone(),
            acl_default: other.acl_default.clone().unwrap_or_default(),
            column: None,
        }
    }
}

/// A right: grantee (empty for everybody), word, with grant option.
type Right = (String, &'static str, bool);

impl Drawing {
    pub(crate) fn right(&mut self, rights: Rights) {
        self.rights.push(rights);
    }
}

impl Drawing {
    /// Owners and grants of everything drawn, for the comparison of two sides.
    pub(crate) fn held(&self, catalog: &Catalog) -> Vec<RightPrint> {
        let there: HashSet<Key> = self.nodes.iter().map(|node| node.key).collect();
        let drawn = |rights: &&Rights| {
            // Lists of large objects are cut otherwise where their owners have become one.
            !catalog.is_member(rights.key.0, rights.key.1)
                && there.contains(&self.resolve(rights.key))
                && !rights.label.starts_with(LARGE_OBJECTS)
        };
        let whole = self.rights.iter().filter(|rights| rights.column.is_none());
        let labels: HashMap<Key, &String> = whole.map(|rights| (rights.key, &rights.label)).collect();
        let mut out = Vec::new();
        for rights in self.rights.iter().filter(drawn) {
            // The rights on a column are the table's, so that it is seen when one side has none.
            let object = labels.get(&rights.key).copied().unwrap_or(&rights.label);
            let column =
                rights.column.as_ref().map(|column| format!(" ({})", ident(column))).unwrap_or_default();
            let mut held = |role: &str, right: String| {
                out.push(RightPrint { object: object.clone(), role: role.to_owned(), right });
            };
            if let Some(owner) = &rights.owner {
                held(owner, "OWNER".to_owned());
            }
            for (verb, _, word, option, grantee) in
                rights.acl.iter().flat_map(|acl| changes(acl, &rights.acl_default))
            {
                held(&grantee, format!("{verb} {word}{column}{option}"));
            }
        }
        out
    }
}

pub(super) fn draw(catalog: &Catalog, site: &Site, drawing: &mut Drawing) {
    let mut missing: BTreeMap<String, usize> = BTreeMap::new();
    let mut kept: BTreeMap<String, usize> = BTreeMap::new();
    let all = std::mem::take(&mut drawing.rights);
    let there: HashSet<Key> = drawing.nodes.iter().map(|node| node.key).collect();
    for (number, rights) in (0_i64..).zip(&all) {
        let whole = drawing.resolve(rights.key);
        if catalog.is_member(rights.key.0, rights.key.1) || !there.contains(&whole) {
            continue;
        }
        let mut statements = Vec::new();
        if let Some(owner) = rights.owner.as_ref().filter(|owner| **owner != site.from_user) {
            let role = site.role(owner);
            let heir = |role: &String| {
                site.heirs.as_ref().is_none_or(|heirs| heirs.contains(role)) || site.makes.contains(role)
            };
            match role {
                Some(role) if !heir(&role) => *kept.entry(owner.clone()).or_default() += 1,
                Some(role) => own(&rights.label, &ident(&role), &mut statements),
                None => *missing.entry(owner.clone()).or_default() += 1,
            }
        }
        if let Some(acl) = &rights.acl {
            grants(rights, acl, site, &mut statements, &mut missing);
        }
        if !statements.is_empty() {
            let mut node = Node::new((class::RIGHTS, number), "rights", rights.label.clone())
                .rank(200)
                .last()
                .part()
                .repeats();
            node.statements = statements;
            drawing.add(node.needs(whole), None);
        }
    }
    drawing.rights = all;
    stock(catalog, site, drawing, &mut missing);
    for (roles, reason) in [(missing, Reason::RoleMissing), (kept, Reason::RightMissing)] {
        for (role, count) in roles {
            let count = count.to_string();
            drawing.note("role", &plain(&role), reason, Level::Warning, &[("objects", &count)]);
        }
    }
}

/// Rights of several large objects at once begin so, with their numbers after it.
pub(super) const LARGE_OBJECTS: &str = "LARGE OBJECT";

fn own(label: &str, role: &str, statements: &mut Vec<String>) {
    match label.strip_prefix(LARGE_OBJECTS) {
        // These are granted in lists, but given one by one.
        Some(list) => statements
            .extend(list.split(',').map(|id| format!("ALTER {LARGE_OBJECTS} {} OWNER TO {role}", id.trim()))),
        None => statements.push(format!("ALTER {label} OWNER TO {role}")),
    }
}

/// Rights that a person changed on what comes with the server or an extension: only a server's owner may do it again.
fn stock(catalog: &Catalog, site: &Site, drawing: &mut Drawing, missing: &mut BTreeMap<String, usize>) {
    for object in &catalog.stock_rights {
        let (Some(acl), Some(usual)) = (&object.acl, &object.acl_default) else { continue };
        let member = catalog.is_member(object.class, object.oid);
        if site.roles.is_some() && !site.superuser {
            // What a provider keeps from its users on its own server is no loss on another.
            let level = if member { Level::Warning } else { Level::Info };
            drawing.note(&object.kind, &object.name, Reason::RightMissing, level, &[]);
            continue;
        }
        let word = match object.kind.as_str() {
            "function" | "aggregate" | "procedure" => "ROUTINE",
            "language" => "LANGUAGE",
            "foreign-data wrapper" => "FOREIGN DATA WRAPPER",
            "sequence" => "SEQUENCE",
            _ => "TABLE",
        };
        let rights = Rights {
            key: (object.class, object.oid),
            label: format!("{word} {}", object.name),
            owner: None,
            acl: None,
            acl_default: usual.clone(),
            column: object.text("column").map(str::to_owned),
        };
        let mut node = Node::new((STOCK, object.oid), "rights", rights.label.clone()).rank(201).last().part();
        let mut statements = Vec::new();
        grants(&rights, acl, site, &mut statements, missing);
        // Another major, or another version of the extension, may have the thing no more: then nothing is left to be granted.
        node.statements.extend(statements.iter().map(|statement| {
            let gone = "undefined_function OR undefined_table OR undefined_column OR undefined_object OR wrong_object_type";
            let body = format!("BEGIN EXECUTE {}; EXCEPTION WHEN {gone} THEN NULL; END", literal(statement));
            format!("DO {}", literal(&body))
        }));
        if let Some(extension) = catalog.members.get(&rights.key) {
            node = node.needs((class::EXTENSION, *extension));
        }
        drawing.add(node, None);
    }
}

/// Rights on stock objects: a class of our own.
const STOCK: i64 = -11;

pub(super) fn grants(
    rights: &Rights,
    acl: &[String],
    site: &Site,
    statements: &mut Vec<String>,
    missing: &mut BTreeMap<String, usize>,
) {
    let column = rights.column.as_ref().map(|column| format!(" ({})", ident(column))).unwrap_or_default();
    for (verb, to, word, option, grantee) in changes(acl, &rights.acl_default) {
        let role = if grantee.is_empty() {
            Some("PUBLIC".to_owned())
        } else {
            site.role(&grantee).map(|r| ident(&r))
        };
        let Some(role) = role else {
            *missing.entry(grantee).or_default() += 1;
            continue;
        };
        statements.push(format!("{verb} {word}{column} ON {} {to} {role}{option}", granted(&rights.label)));
    }
}

/// What leads from the usual rights to the given ones: verb, preposition, right, option, grantee (empty for everybody).
pub(super) fn changes(
    given: &[String],
    usual: &[String],
) -> Vec<(&'static str, &'static str, &'static str, &'static str, String)> {
    let read = |list: &[String]| list.iter().flat_map(|item| parse(item)).collect::<Vec<Right>>();
    let (given, usual) = (read(given), read(usual));
    // In the order in which the server keeps them.
    let without = |some: &[Right], other: &[Right]| -> Vec<Right> {
        let other: HashSet<&Right> = other.iter().collect();
        some.iter().filter(|right| !other.contains(right)).cloned().collect()
    };
    let mut out = Vec::new();
    out.extend(
        without(&usual, &given).into_iter().map(|(grantee, word, _)| ("REVOKE", "FROM", word, "", grantee)),
    );
    out.extend(without(&given, &usual).into_iter().map(|(grantee, word, grantable)| {
        ("GRANT", "TO", word, if grantable { " WITH GRANT OPTION" } else { "" }, grantee)
    }));
    out
}

/// `GRANT ... ON` has fewer words for kinds than `COMMENT ON`.
fn granted(label: &str) -> String {
    for (long, short) in [
        ("MATERIALIZED VIEW ", "TABLE "),
        ("FOREIGN TABLE ", "TABLE "),
        ("VIEW ", "TABLE "),
        ("AGGREGATE ", "FUNCTION "),
        ("SERVER ", "FOREIGN SERVER "),
    ] {
        if let Some(rest) = label.strip_prefix(long) {
            return format!("{short}{}", rest.replace("(*)", "()"));
        }
    }
    label.to_owned()
}

/// Reads `grantee=letters/grantor` as the server prints it, with names in double quotes where they need them.
pub(super) fn parse(item: &str) -> Vec<Right> {
    let mut grantee = String::new();
    let mut quoted = false;
    let mut chars = item.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '"' if quoted && chars.peek() == Some(&'"') => {
                grantee.push('"');
                chars.next();
            }
            '"' => quoted = !quoted,
            '=' if !quoted => break,
            c => grantee.push(c),
        }
    }
    let mut out: Vec<Right> = Vec::new();
    for c in chars.take_while(|c| *c != '/') {
        if c == '*' {
            if let Some(last) = out.last_mut() {
                last.2 = true;
            }
        } else if let Some(word) = word(c) {
            out.push((grantee.clone(), word, false));
        }
    }
    out
}

fn word(letter: char) -> Option<&'static str> {
    Some(match letter {
        'r' => "SELECT",
        'w' => "UPDATE",
        'a' => "INSERT",
        'd' => "DELETE",
        'D' => "TRUNCATE",
        'x' => "REFERENCES",
        't' => "TRIGGER",
        'X' => "EXECUTE",
        'U' => "USAGE",
        'C' => "CREATE",
        'c' => "CONNECT",
        'T' => "TEMPORARY",
        'm' => "MAINTAIN",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_are_read_with_hostile_names() {
        assert_eq!(parse("=r/postgres"), [(String::new(), "SELECT", false)]);
        assert_eq!(parse("app=r*w/owner"), [("app".into(), "SELECT", true), ("app".into(), "UPDATE", false)]);
        assert_eq!(parse("\"a\"\"=/b\"=U/x"), [("a\"=/b".into(), "USAGE", false)]);
    }

    #[test]
    fn grants_use_the_words_that_grant_knows() {
        assert_eq!(granted("MATERIALIZED VIEW \"a\".\"b\""), "TABLE \"a\".\"b\"");
        assert_eq!(granted("AGGREGATE \"a\".\"b\"(*)"), "FUNCTION \"a\".\"b\"()");
    }
}
