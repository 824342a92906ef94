//! Functions that find names by the path of whoever calls them, and stand under an index or a materialized view.
//!
//! What is built on them is built by a session that has no such path, and from 17 on the server itself takes it away. So they get
//! the path of the source's user until everything is built. What they say, and every other function, stays as it is.

use std::collections::{HashMap, HashSet};

use super::Site;
use crate::postgres::catalog::{Catalog, Routine};
use crate::postgres::class::{self, Key};
use crate::postgres::normalise::tokens;
use crate::postgres::quote::literal;

/// How sure it is that a function finds names by a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Borrows {
    /// It may mean the server's own operator.
    Perhaps,
    /// It holds a name that a user has given.
    Surely,
}

/// Operators that the server has for its own types, and extensions for theirs.
const EVERYWHERE: [&str; 14] = ["=", "<>", "<", ">", "<=", ">=", "+", "-", "*", "/", "%", "||", "~", "!~"];

/// Routines that need it, where something is to be built.
pub(super) fn borrowers(catalog: &Catalog, site: &Site) -> HashMap<i64, Borrows> {
    if site.major == 0 || catalog.facts.search_path.is_none() {
        return HashMap::new();
    }
    let below = below(catalog);
    let routines = catalog.routines.iter().filter(|routine| below.contains(&(class::PROC, routine.oid)));
    let mut routines = routines.filter(|r| !catalog.is_member(class::PROC, r.oid)).peekable();
    if routines.peek().is_none() {
        return HashMap::new();
    }
    let names = names(catalog);
    routines.filter_map(|routine| Some((routine.oid, borrows(routine, &names)?))).collect()
}

/// What gives a function the path that this session has for a moment, which reads as the server writes it.
pub(super) fn lend(label: &str, path: &str) -> [String; 3] {
    let say = |path: &str| format!("SELECT pg_catalog.set_config('search_path', {}, true)", literal(path));
    [say(path), format!("ALTER {label} SET search_path FROM CURRENT"), say("")]
}

/// Everything that indexes, statistics of expressions and materialized views call, by way of views and operators too.
fn below(catalog: &Catalog) -> HashSet<Key> {
    let indexes = catalog.indexes.iter().map(|index| (class::CLASS, index.oid));
    let views = catalog.relations.iter().filter(|r| r.kind == "m").map(|r| (class::CLASS, r.oid));
    let statistics = catalog.statistics.iter().map(|object| (class::STATISTIC_EXT, object.oid));
    let mut open: Vec<Key> = indexes.chain(views).chain(statistics).collect();
    let mut seen: HashSet<Key> = open.iter().copied().collect();
    while let Some(key) = open.pop() {
        let rule = catalog.view_rule(key.1).filter(|_| key.0 == class::CLASS);
        let keys = rule.map(|rule| (class::REWRITE, rule.oid)).into_iter().chain([key]);
        for d in keys.flat_map(|key| catalog.depends_of(key)) {
            let next = (d.ref_class, d.ref_oid);
            let followed = match next.0 {
                class::PROC | class::OPERATOR => true,
                // A table calls nothing when it is read.
                class::CLASS => {
                    catalog.relation(next.1).is_some_and(|r| matches!(r.kind.as_str(), "v" | "m"))
                }
                _ => false,
            };
            if followed && seen.insert(next) {
                open.push(next);
            }
        }
    }
    seen
}

/// Bare names of what a path leads to.
fn names(catalog: &Catalog) -> HashSet<String> {
    let small = |name: &String| name.to_lowercase();
    let operators = catalog.others.iter().filter(|other| other.class == class::OPERATOR);
    let relations = catalog.relations.iter().map(|relation| small(&relation.name));
    let routines = catalog.routines.iter().map(|routine| small(&routine.name));
    let types = catalog.types.iter().map(|t| small(&t.name));
    relations.chain(routines).chain(types).chain(operators.map(|other| other.name.clone())).collect()
}

/// Whether the text of a body holds such a name, wherever: nothing else tells what it will look for.
fn borrows(routine: &Routine, names: &HashSet<String>) -> Option<Borrows> {
    if matches!(routine.language.as_str(), "c" | "internal") || !matches!(routine.kind.as_str(), "f" | "w") {
        return None;
    }
    let (head, body) = routine.definition.as_deref()?.split_once("\nAS ")?;
    if head.contains("\n SET search_path TO ") {
        return None;
    }
    let words = tokens(body);
    let mut words =
        words.iter().map(|word| word.trim_matches('"').to_lowercase()).filter(|word| names.contains(word));
    // One that calls itself, or a namesake of the server's.
    let own = routine.name.to_lowercase();
    let mut namesake = false;
    if words.any(|word| {
        namesake |= word == own;
        word != own
    }) {
        return Some(Borrows::Surely);
    }
    let signs = body.split(|c: char| c.is_alphanumeric() || c.is_whitespace() || "()[],;.'\"_$".contains(c));
    let found = signs.filter(|sign| names.contains(*sign));
    let sure = |sign: &str| if EVERYWHERE.contains(&sign) { Borrows::Perhaps } else { Borrows::Surely };
    found.map(sure).chain(namesake.then_some(Borrows::Perhaps)).max()
}
