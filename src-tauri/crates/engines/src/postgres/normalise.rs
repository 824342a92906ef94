//! What majors print differently for the same thing, and only that, made equal before definitions are compared.

use std::collections::HashSet;

use super::catalog::{Catalog, Relation};
use super::quote::ident;

/// The definition of a query without what majors print differently.
///
/// - White space and line breaks: layout only.
/// - Majors before 16 write the relation's name before every column of a view, later ones not where the outermost level
///   reads one relation only. So a qualifier is left out where it is the only one in the whole text.
pub(crate) fn query(text: &str, schemas: &HashSet<&str>) -> String {
    let tokens = tokens(text);
    let qualifies = |at: usize| {
        let names = |at: usize| tokens.get(at).is_some_and(|t| is_name(t));
        names(at)
            && tokens.get(at + 1).is_some_and(|t| t == ".")
            && (names(at + 2) || tokens.get(at + 2).is_some_and(|t| t == "*"))
            && !schemas.contains(unquoted(&tokens[at]).as_str())
            && (at == 0 || tokens[at - 1] != ".")
    };
    let used: HashSet<&String> =
        (0..tokens.len()).filter(|at| qualifies(*at)).map(|at| &tokens[at]).collect();
    let single = used.len() == 1;
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    while at < tokens.len() {
        if single && qualifies(at) {
            at += 2;
            continue;
        }
        out.push_str(&tokens[at]);
        out.push(' ');
        at += 1;
    }
    out
}

/// The statements of a table without what majors print differently: from 18 on a not-null constraint has a name, which older
/// majors do not know.
pub(crate) fn table(statements: &[String], catalog: &Catalog, relation: &Relation) -> String {
    let mut out = statements.join(";");
    for constraint in catalog.constraints.iter().filter(|k| k.relation == relation.oid && k.kind == "n") {
        out = out.replace(&format!(" CONSTRAINT {} NOT NULL", ident(&constraint.name)), " NOT NULL");
    }
    out
}

fn is_name(token: &str) -> bool {
    token.starts_with(|c: char| c.is_alphabetic() || c == '_' || c == '"')
}

fn unquoted(token: &str) -> String {
    match token.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')) {
        Some(inner) => inner.replace("\"\"", "\""),
        None => token.to_owned(),
    }
}

/// Splits SQL as the server prints it into names, strings, numbers and single signs. White space goes.
fn tokens(text: &str) -> Vec<String> {
    let mut out = Vec::new();
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        if c.is_whitespace() {
            continue;
        }
        let mut token = String::from(c);
        if c == '"' || c == '\'' {
            while let Some(next) = chars.next() {
                token.push(next);
                if next == c {
                    match chars.peek() {
                        Some(again) if *again == c => token.extend(chars.next()),
                        _ => break,
                    }
                }
            }
        } else if c.is_alphanumeric() || c == '_' {
            while let Some(next) = chars.next_if(|next| next.is_alphanumeric() || matches!(next, '_' | '$')) {
                token.push(next);
            }
        }
        out.push(token);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn same(a: &str, b: &str) -> bool {
        let schemas = HashSet::from(["public"]);
        query(a, &schemas) == query(b, &schemas)
    }

    #[test]
    fn the_only_qualifier_does_not_count() {
        assert!(same(" SELECT film.title\n   FROM public.film;", "SELECT title FROM public.film;"));
        assert!(same("SELECT f.* FROM public.film f", "SELECT * FROM public.film f"));
    }

    #[test]
    fn everything_else_counts() {
        assert!(!same(
            "SELECT a.id, b.id FROM public.a, public.b",
            "SELECT b.id, a.id FROM public.a, public.b"
        ));
        assert!(!same("SELECT 'a.b' FROM public.a", "SELECT 'b' FROM public.a"));
        assert!(!same("SELECT x FROM public.a", "SELECT x FROM public.b"));
        assert!(!same("SELECT 'a  b'", "SELECT 'a b'"));
    }
}
