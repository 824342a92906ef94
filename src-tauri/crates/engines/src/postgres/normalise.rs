//! What majors print differently for the same thing, and only that, made equal before definitions are compared.

use std::collections::HashSet;

use super::catalog::{Catalog, Relation};
use super::quote::ident;

/// The definition of a query without what majors print differently.
///
/// - White space and line breaks: layout only.
/// - Majors before 16 write the relation's name before every column of a view, later ones not on the outermost level where
///   that reads one relation only; queries inside of it keep their names. So a qualifier is left out where it is the only
///   one of the outermost level.
pub(crate) fn query(text: &str, schemas: &HashSet<&str>) -> String {
    let tokens = tokens(text);
    let inside = inside(&tokens);
    let qualifies = |at: usize| {
        let names = |at: usize| tokens.get(at).is_some_and(|t| is_name(t));
        !inside[at]
            && names(at)
            && tokens.get(at + 1).is_some_and(|t| t == ".")
            && (names(at + 2) || tokens.get(at + 2).is_some_and(|t| t == "*"))
            && !is_schema(&tokens[at], schemas)
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

fn is_schema(token: &str, schemas: &HashSet<&str>) -> bool {
    let name = unquoted(token);
    schemas.contains(name.as_str()) || name == "pg_catalog" || name == "information_schema"
}

/// For every token, whether it belongs to a query in parentheses. The server writes its words in capitals.
fn inside(tokens: &[String]) -> Vec<bool> {
    let mut open: Vec<bool> = Vec::new();
    let mut out = Vec::with_capacity(tokens.len());
    for (at, token) in tokens.iter().enumerate() {
        let outer = open.last().copied().unwrap_or(false);
        out.push(outer);
        match token.as_str() {
            "(" => {
                let next = tokens.get(at + 1).map(String::as_str);
                open.push(outer || matches!(next, Some("SELECT" | "WITH" | "VALUES")));
            }
            ")" => drop(open.pop()),
            _ => {}
        }
    }
    out
}

/// The statements of a table without what majors print differently: from 18 on a not-null constraint has a name, which older
/// majors do not know.
pub(crate) fn table(statements: &[String], catalog: &Catalog, relation: &Relation) -> String {
    let mut out = statements.join(";");
    for constraint in catalog.constraints_of(relation.oid).filter(|k| k.kind == "n") {
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
pub(crate) fn tokens(text: &str) -> Vec<String> {
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
        let inner = "WHERE (EXISTS ( SELECT 1 FROM public.b WHERE (b.id = a.id)))";
        assert!(same(
            &format!("SELECT a.id FROM public.a {inner}"),
            &format!("SELECT id FROM public.a {inner}")
        ));
    }

    #[test]
    fn everything_else_counts() {
        assert!(!same(
            "SELECT a.id, b.id FROM public.a, public.b",
            "SELECT b.id, a.id FROM public.a, public.b"
        ));
        assert!(!same(
            "SELECT id FROM public.a WHERE (id IN ( SELECT b.id FROM public.b))",
            "SELECT id FROM public.a WHERE (id IN ( SELECT a.id FROM public.b))"
        ));
        assert!(!same("SELECT 'a.b' FROM public.a", "SELECT 'b' FROM public.a"));
        assert!(!same("SELECT x FROM public.a", "SELECT x FROM public.b"));
        assert!(!same("SELECT 'a  b'", "SELECT 'a b'"));
    }
}
