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
    /// Whose grants are the owner's own, where the owner is not given here.
    pub(crate) givers: Vec<String>,
}

impl Rights {
    /// Whose grants are the owner's own.
    pub(super) fn own(&self) -> Vec<&str> {
        self.owner.iter().chain(&self.givers).map(String::as_str).collect()
    }

    /// Those of an object that has an owner and nothing that could be granted.
    pub(crate) fn owned(key: Key, label: String, owner: Option<String>) -> Self {
        Self { key, label, owner, acl: None, acl_default: Vec::new(), column: None, givers: Vec::new() }
    }

    /// Those of an object of the rarer kinds, which carry them with them.
    pub(crate) fn of(other: &Other, label: String) -> Self {
        Self {
            key: (other.class, other.oid),
            label,
            owner: other.owner.clone(),
            acl: other.acl.clone(),
            acl_default: other.acl_default.clone().unwrap_or_default(),
            column: None,
            givers: Vec::new(),
        }
    }
}

/// A right: grantee (empty for everybody), word, with grant option, and who gave it.
type Right = (String, &'static str, bool, String);

/// A step from the usual rights to the given ones.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Change {
    pub(crate) verb: &'static str,
    pub(crate) to: &'static str,
    pub(crate) word: &'static str,
    pub(crate) option: &'static str,
    /// Empty for everybody.
    pub(crate) grantee: String,
    /// Who gives it, where that is not the owner.
    pub(crate) giver: Option<String>,
}

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
            for change in rights.acl.iter().flat_map(|acl| changes(acl, &rights.acl_default, &rights.own())) {
                let Change { verb, word, option, .. } = change;
                let by = change.giver.map(|giver| format!(" BY {giver}")).unwrap_or_default();
                held(&change.grantee, format!("{verb} {word}{column}{option}{by}"));
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
            let told = Told { missing: &mut missing, kept: &mut kept };
            grants(rights, acl, site, &mut statements, told);
        }
        if !statements.is_empty() {
            // Who is to give on must be able to name the thing. What goes with another thing's owner waits for that owner.
            let rank = match &rights.owner {
                Some(_) if rights.key.0 == class::NAMESPACE => 199,
                Some(_) => 200,
                None => 201,
            };
            let mut node = Node::new((class::RIGHTS, number), "rights", rights.label.clone())
                .rank(rank)
                .last()
                .part()
                .repeats();
            node.statements = statements;
            drawing.add(node.needs(whole), None);
        }
    }
    drawing.rights = all;
    stock(catalog, site, drawing, &mut missing, &mut kept);
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
fn stock(
    catalog: &Catalog,
    site: &Site,
    drawing: &mut Drawing,
    missing: &mut BTreeMap<String, usize>,
    kept: &mut BTreeMap<String, usize>,
) {
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
            "type" => "TYPE",
            "schema" => "SCHEMA",
            _ => "TABLE",
        };
        let rights = Rights {
            key: (object.class, object.oid),
            label: format!("{word} {}", object.name),
            owner: None,
            acl: None,
            acl_default: usual.clone(),
            column: object.text("column").map(str::to_owned),
            givers: object.owner.iter().cloned().collect(),
        };
        let mut node = Node::new((STOCK, object.oid), "rights", rights.label.clone()).rank(201).last().part();
        let mut statements = Vec::new();
        grants(&rights, acl, site, &mut statements, Told { missing, kept });
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
const STOCK: i64 = -17;

/// Roles, with how often: missing ones, and those that this session may not act as.
pub(super) struct Told<'a> {
    pub(super) missing: &'a mut BTreeMap<String, usize>,
    pub(super) kept: &'a mut BTreeMap<String, usize>,
}

pub(super) fn grants(
    rights: &Rights,
    acl: &[String],
    site: &Site,
    statements: &mut Vec<String>,
    told: Told<'_>,
) {
    let column = rights.column.as_ref().map(|column| format!(" ({})", ident(column))).unwrap_or_default();
    for Change { verb, to, word, option, grantee, giver } in changes(acl, &rights.acl_default, &rights.own())
    {
        let role = if grantee.is_empty() {
            Some("PUBLIC".to_owned())
        } else {
            site.role(&grantee).map(|r| ident(&r))
        };
        let Some(role) = role else {
            *told.missing.entry(grantee).or_default() += 1;
            continue;
        };
        let grant = format!("{verb} {word}{column} ON {} {to} {role}{option}", granted(&rights.label));
        // Whom this session may not be gives by the owner's hand: who may do what is the same, and it is told.
        let here = giver.clone().and_then(|giver| site.role(&giver));
        if let Some(giver) = giver.filter(|_| here.as_ref().is_some_and(|here| !site.may_be(here))) {
            *told.kept.entry(giver).or_default() += 1;
        }
        match here.filter(|giver| site.may_be(giver)) {
            None => statements.push(grant),
            Some(giver) => {
                statements.extend([
                    format!("SET LOCAL ROLE {}", ident(&giver)),
                    grant,
                    "RESET ROLE".to_owned(),
                ]);
            }
        }
    }
}

/// What leads from the usual rights to the given ones. `own` are the names of whoever owns the thing.
pub(super) fn changes(given: &[String], usual: &[String], own: &[&str]) -> Vec<Change> {
    let read = |list: &[String]| list.iter().flat_map(|item| parse(item)).collect::<Vec<Right>>();
    let (mut given, mut usual) = (read(given), read(usual));
    // Nobody else gives what is usual.
    usual.iter_mut().for_each(|right| right.3.clear());
    for right in given.iter_mut().filter(|right| own.is_empty() || own.contains(&&*right.3)) {
        right.3.clear();
    }
    // In the order in which the server keeps them.
    let without = |some: &[Right], other: &[Right]| -> Vec<Right> {
        let other: HashSet<&Right> = other.iter().collect();
        some.iter().filter(|right| !other.contains(right)).cloned().collect()
    };
    let change = |verb, to, (grantee, word, grantable, giver): Right| Change {
        verb,
        to,
        word,
        option: if grantable { " WITH GRANT OPTION" } else { "" },
        grantee,
        giver: Some(giver).filter(|giver| !giver.is_empty()),
    };
    let revoked = without(&usual, &given)
        .into_iter()
        .map(|right| change("REVOKE", "FROM", (right.0, right.1, false, right.3)));
    let mut out: Vec<Change> = revoked.collect();
    // Nobody gives on what he was not given yet.
    let mut others = without(&given, &usual);
    let mut holders: HashSet<(String, &str)> = HashSet::new();
    loop {
        let before = others.len();
        others.retain(|right| {
            let may = right.3.is_empty() || holders.contains(&(right.3.clone(), right.1));
            if may && right.2 {
                holders.insert((right.0.clone(), right.1));
            }
            if may {
                out.push(change("GRANT", "TO", right.clone()));
            }
            !may
        });
        if others.len() == before {
            break;
        }
    }
    out.extend(others.into_iter().map(|right| change("GRANT", "TO", right)));
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
    let mut chars = item.chars().peekable();
    let grantee = name(&mut chars, '=');
    let mut out: Vec<Right> = Vec::new();
    while let Some(c) = chars.next_if(|c| *c != '/') {
        if c == '*' {
            if let Some(last) = out.last_mut() {
                last.2 = true;
            }
        } else if let Some(word) = word(c) {
            out.push((grantee.clone(), word, false, String::new()));
        }
    }
    chars.next();
    let giver = name(&mut chars, '\0');
    out.iter_mut().for_each(|right| right.3.clone_from(&giver));
    out
}

/// A name up to a sign outside of quotes, which is taken too.
fn name(chars: &mut std::iter::Peekable<std::str::Chars<'_>>, end: char) -> String {
    let (mut name, mut quoted) = (String::new(), false);
    while let Some(c) = chars.next() {
        match c {
            '"' if quoted && chars.peek() == Some(&'"') => name.extend(chars.next()),
            '"' => quoted = !quoted,
            c if c == end && !quoted => break,
            c => name.push(c),
        }
    }
    name
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
        let right = |who: &str, word, option, by: &str| (who.to_owned(), word, option, by.to_owned());
        assert_eq!(parse("=r/postgres"), [right("", "SELECT", false, "postgres")]);
        let two = [right("app", "SELECT", true, "owner"), right("app", "UPDATE", false, "owner")];
        assert_eq!(parse("app=r*w/owner"), two);
        assert_eq!(parse("\"a\"\"=/b\"=U/\"x=/\"\"\""), [right("a\"=/b", "USAGE", false, "x=/\"")]);
    }

    #[test]
    fn who_gives_on_comes_after_who_gave_to_him() {
        let given = ["=r/b".to_owned(), "b=r*/a".to_owned(), "a=r*w/o".to_owned()];
        let steps = changes(&given, &["o=r/o".to_owned()], &["o"]);
        let steps: Vec<_> =
            steps.iter().map(|s| (s.verb, s.grantee.as_str(), s.word, s.giver.as_deref())).collect();
        let expected = [
            ("REVOKE", "o", "SELECT", None),
            ("GRANT", "a", "SELECT", None),
            ("GRANT", "a", "UPDATE", None),
            ("GRANT", "b", "SELECT", Some("a")),
            ("GRANT", "", "SELECT", Some("b")),
        ];
        assert_eq!(steps, expected);
    }

    #[test]
    fn grants_use_the_words_that_grant_knows() {
        assert_eq!(granted("MATERIALIZED VIEW \"a\".\"b\""), "TABLE \"a\".\"b\"");
        assert_eq!(granted("AGGREGATE \"a\".\"b\"(*)"), "FUNCTION \"a\".\"b\"()");
    }
}
