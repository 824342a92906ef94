//! What of a script an owner who is no superuser does, does otherwise, or leaves out. Decides, runs nothing.

use std::borrow::Cow;

/// What becomes of a statement.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Action<'a> {
    /// It is run, perhaps in another form.
    Run(Cow<'a, str>),
    /// It is run when all rows are there.
    AtTheEnd,
    /// It is left out.
    Skip,
}

/// Looks at the first words of a statement.
pub(super) fn decide(statement: &str) -> Action<'_> {
    let words: Vec<String> = statement.split_whitespace().map(str::to_ascii_uppercase).collect();
    let word = |at: usize| words.get(at).map_or("", String::as_str);
    let has = |first: &str, second: &str| words.windows(2).any(|pair| pair[0] == first && pair[1] == second);
    match word(0) {
        // The database is there, and it is ours.
        "CREATE" | "DROP" if word(1) == "DATABASE" => Action::Skip,
        // Everything belongs to the owner already; the roles of the script do not exist.
        "ALTER" if has("OWNER", "TO") => Action::Skip,
        "GRANT" | "REVOKE" => Action::Skip,
        // Languages and comments on extensions are the administrator's; plpgsql is always there.
        "CREATE" | "ALTER" | "COMMENT" if what(&words) == "LANGUAGE" => Action::Skip,
        "COMMENT" if word(2) == "EXTENSION" => Action::Skip,
        // Gone since PostgreSQL 12.
        "SET" if word(1).starts_with("DEFAULT_WITH_OIDS") => Action::Skip,
        // Triggers of foreign keys belong to the system: an owner switches off only those of users ...
        "ALTER" if has("TRIGGER", "ALL") => {
            let at = statement.to_ascii_uppercase().rfind("ALL").unwrap_or(statement.len());
            Action::Run(Cow::Owned(format!("{}USER", &statement[..at])))
        }
        // ... so foreign keys come when all rows are there.
        "ALTER" if word(1) == "TABLE" && has("FOREIGN", "KEY") => Action::AtTheEnd,
        _ => Action::Run(Cow::Borrowed(statement)),
    }
}

/// The kind of object that a statement is about.
fn what(words: &[String]) -> &str {
    let beside = ["OR", "REPLACE", "TRUSTED", "PROCEDURAL", "ON"];
    words.iter().skip(1).find(|word| !beside.contains(&word.as_str())).map_or("", String::as_str)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_only_an_administrator_may_do_is_left_out() {
        for statement in [
            "CREATE DATABASE chinook",
            "drop database if exists chinook",
            "ALTER TABLE public.actor OWNER TO postgres",
            "ALTER FUNCTION public.f(text, text) OWNER TO postgres",
            "CREATE OR REPLACE PROCEDURAL LANGUAGE plpgsql",
            "SET default_with_oids = false",
            "REVOKE ALL ON SCHEMA public FROM PUBLIC",
        ] {
            assert_eq!(decide(statement), Action::Skip, "{statement}");
        }
    }

    #[test]
    fn what_only_sounds_like_a_language_is_run() {
        for statement in [
            "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'select 1'",
            "CREATE TABLE language (language_id integer)",
            "CREATE SEQUENCE language",
        ] {
            assert_eq!(decide(statement), Action::Run(Cow::Borrowed(statement)));
        }
    }

    #[test]
    fn triggers_are_switched_off_as_far_as_an_owner_may() {
        let action = decide("ALTER TABLE film DISABLE TRIGGER ALL");
        assert_eq!(action, Action::Run(Cow::Owned("ALTER TABLE film DISABLE TRIGGER USER".into())));
    }

    #[test]
    fn foreign_keys_wait_for_the_rows() {
        let statement = "ALTER TABLE ONLY a ADD CONSTRAINT k FOREIGN KEY (b) REFERENCES c(d)";
        assert_eq!(decide(statement), Action::AtTheEnd);
    }
}
