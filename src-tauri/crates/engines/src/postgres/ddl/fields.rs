//! Small pieces of statements that several kinds share: options, lists, states.

use crate::postgres::quote::{ident, literal};

/// `WITH (...)` of relation options, `a=b` each; toast options get their prefix. Empty where there are none.
pub(super) fn with_options(options: Option<&[String]>, toast: Option<&[String]>) -> String {
    let one = |prefix: &str, option: &String| {
        let (name, value) = option.split_once('=').unwrap_or((option, "true"));
        // Majors before 11 kept capitals that somebody wrote, and did not tell them from small letters.
        format!("{prefix}{}={}", ident(&name.to_ascii_lowercase()), literal(value).trim_start())
    };
    let mut all: Vec<String> = options.unwrap_or_default().iter().map(|option| one("", option)).collect();
    all.extend(toast.unwrap_or_default().iter().map(|option| one("toast.", option)));
    if all.is_empty() { String::new() } else { format!(" WITH ({})", all.join(", ")) }
}

/// `OPTIONS (...)` of foreign things. Empty where there are none.
pub(super) fn foreign_options(options: Option<&[String]>) -> String {
    let one = |option: &String| {
        let (name, value) = option.split_once('=').unwrap_or((option, ""));
        format!("{} {}", ident(name), literal(value))
    };
    let all: Vec<String> = options.unwrap_or_default().iter().map(one).collect();
    if all.is_empty() { String::new() } else { format!(" OPTIONS ({})", all.join(", ")) }
}

/// The statement that gives a trigger or rule its state; `None` for the usual one.
pub(super) fn firing(table: &str, what: &str, name: &str, enabled: &str) -> Option<String> {
    let state = match enabled {
        "D" => "DISABLE",
        "R" => "ENABLE REPLICA",
        "A" => "ENABLE ALWAYS",
        _ => return None,
    };
    Some(format!("ALTER TABLE {table} {state} {what} {}", ident(name)))
}

/// Without the final semicolon that the server prints after some definitions.
pub(super) fn bare(definition: &str) -> &str {
    definition.trim().trim_end_matches(';')
}
