//! Quoting: one function for identifiers, one for literals. Every name and value in our SQL goes through them.
//!
//! Both give text that means the same whatever `standard_conforming_strings` says.

/// An identifier, always quoted. NUL cannot be part of a name on the server and is left out.
#[must_use]
pub fn ident(name: &str) -> String {
    let mut out = String::with_capacity(name.len() + 2);
    out.push('"');
    for c in name.chars().filter(|c| *c != '\0') {
        if c == '"' {
            out.push('"');
        }
        out.push(c);
    }
    out.push('"');
    out
}

/// A literal. With a backslash inside it becomes an escape string, so that no setting changes its meaning.
#[must_use]
pub fn literal(value: &str) -> String {
    let mut out = String::with_capacity(value.len() + 3);
    if value.contains('\\') {
        out.push_str(" E");
    }
    out.push('\'');
    for c in value.chars().filter(|c| *c != '\0') {
        if c == '\'' || c == '\\' {
            out.push(c);
        }
        out.push(c);
    }
    out.push('\'');
    out
}

/// A name in a schema: `"schema"."name"`.
#[must_use]
pub fn qualified(schema: &str, name: &str) -> String {
    format!("{}.{}", ident(schema), ident(name))
}

/// Identifiers with commas between.
#[must_use]
pub fn idents<S: AsRef<str>>(names: impl IntoIterator<Item = S>) -> String {
    names.into_iter().map(|name| ident(name.as_ref())).collect::<Vec<_>>().join(", ")
}

/// A name as people read it: quoted only where it must be.
#[must_use]
pub fn shown(schema: &str, name: &str) -> String {
    format!("{}.{}", plain(schema), plain(name))
}

/// One part of a name as people read it.
#[must_use]
pub fn plain(name: &str) -> String {
    let first = |c: char| c.is_ascii_lowercase() || c == '_';
    let rest = |c: char| first(c) || c.is_ascii_digit() || c == '$';
    if name.chars().next().is_some_and(first) && name.chars().all(rest) {
        name.to_owned()
    } else {
        ident(name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hostile_names_stay_one_identifier() {
        assert_eq!(ident("a\"; drop table x; --"), "\"a\"\"; drop table x; --\"");
        assert_eq!(ident(""), "\"\"");
        assert_eq!(ident("Pg é\n"), "\"Pg é\n\"");
    }

    #[test]
    fn literals_survive_both_settings_of_backslashes() {
        assert_eq!(literal("it's"), "'it''s'");
        assert_eq!(literal("a\\'b"), " E'a\\\\''b'");
    }

    #[test]
    fn plain_names_are_shown_plainly() {
        assert_eq!(shown("public", "film_actor"), "public.film_actor");
        assert_eq!(shown("public", "Film"), "public.\"Film\"");
    }
}
