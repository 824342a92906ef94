//! The file of a person's checks: SQL that any client runs too, with what is expected in comments before each statement.
//!
//! ```sql
//! -- name: orders of last year
//! -- expect: 1204 | 88.50
//! select count(*), sum(total) from orders where placed < '2026-01-01';
//!
//! -- expect: same as the source
//! select max(id) from customer
//! ```
//!
//! A check begins with a comment of its own line that says `name:` or `expect:`, and goes on to the next such comment after its
//! statement. Each `expect:` line is one row, values apart by ` | `, no value is `\N`; `(no rows)` is none at all; `same as the
//! source` is whatever the source answers. Other comments are left in the statement.

use domain::test_copy::{Expected, SqlCheck};
use domain::{Error, ErrorKind, Result};

/// Checks in one file at most.
const MOST: usize = 500;

/// What a line says.
enum Line<'a> {
    Name(&'a str),
    Expect(&'a str),
    Text(&'a str),
}

/// The checks of a file.
///
/// # Errors
/// `FileUnreadable`, naming the line and what is wrong there, never what it says.
pub(super) fn read(text: &str) -> Result<Vec<SqlCheck>> {
    let mut checks: Vec<SqlCheck> = Vec::new();
    let mut open: Option<Open> = None;
    for (at, line) in text.trim_start_matches('\u{feff}').lines().enumerate() {
        let number = u32::try_from(at + 1).unwrap_or(u32::MAX);
        let said = said(line);
        // A heading after a statement begins the next check.
        let begins = matches!(said, Line::Name(_) | Line::Expect(_));
        if begins && open.as_ref().is_some_and(|open| !open.is_bare()) {
            checks.extend(open.take().map(|open| open.closed(checks.len())).transpose()?);
        }
        match said {
            Line::Name(name) => open.get_or_insert_with(|| Open::at(number)).name = Some(name.to_owned()),
            Line::Expect(row) => open.get_or_insert_with(|| Open::at(number)).rows.push(row.to_owned()),
            Line::Text(text) => match &mut open {
                Some(open) => {
                    open.statement.push_str(text);
                    open.statement.push('\n');
                }
                None if is_nothing(text) => {}
                None => return Err(refused(number, "a statement without an `-- expect:` line before it")),
            },
        }
    }
    checks.extend(open.map(|open| open.closed(checks.len())).transpose()?);
    match checks.len() {
        0 => Err(Error::new(ErrorKind::FileUnreadable, "there is no check in it")),
        count if count > MOST => {
            Err(Error::new(ErrorKind::FileUnreadable, format!("there are more than {MOST} checks in it")))
        }
        _ => Ok(checks),
    }
}

/// A check that is being read.
struct Open {
    line: u32,
    name: Option<String>,
    rows: Vec<String>,
    statement: String,
}

impl Open {
    fn at(line: u32) -> Self {
        Self { line, name: None, rows: Vec::new(), statement: String::new() }
    }

    /// Whether its statement has not begun.
    fn is_bare(&self) -> bool {
        self.statement.lines().all(is_nothing)
    }

    fn closed(self, before: usize) -> Result<SqlCheck> {
        let bare = self.is_bare();
        let Self { line, name, rows, statement } = self;
        if bare {
            return Err(refused(line, "a check without a statement"));
        }
        let statement = statement.trim().trim_end_matches(';').trim_end().to_owned();
        Ok(SqlCheck {
            name: name.unwrap_or_else(|| (before + 1).to_string()),
            line,
            statement,
            expected: expected(line, &rows)?,
        })
    }
}

fn expected(line: u32, rows: &[String]) -> Result<Expected> {
    match rows.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        [] => Err(refused(line, "a check without an `-- expect:` line")),
        [one] if one.eq_ignore_ascii_case("same as the source") => Ok(Expected::SameAsSource),
        ["(no rows)"] => Ok(Expected::Rows { rows: Vec::new() }),
        ref all => {
            let value = |value: &str| {
                let value = value.trim();
                (value != r"\N").then(|| value.to_owned())
            };
            let row = |row: &&str| row.split(" | ").map(value).collect();
            Ok(Expected::Rows { rows: all.iter().map(row).collect() })
        }
    }
}

fn said(line: &str) -> Line<'_> {
    let heading = line.trim().strip_prefix("--").map(str::trim);
    let after = |word: &str| {
        let text = heading?;
        let (start, rest) = text.split_at_checked(word.len())?;
        start.eq_ignore_ascii_case(word).then(|| rest.trim())
    };
    if let Some(name) = after("name:") {
        Line::Name(name)
    } else if let Some(row) = after("expect:") {
        Line::Expect(row)
    } else {
        Line::Text(line)
    }
}

/// Whether a line holds nothing of a statement.
fn is_nothing(line: &str) -> bool {
    let line = line.trim();
    line.is_empty() || line.starts_with("--") || line == ";"
}

fn refused(line: u32, why: &str) -> Error {
    Error::new(ErrorKind::FileUnreadable, format!("line {line}: {why}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(all: &[&[Option<&str>]]) -> Expected {
        let row = |row: &&[Option<&str>]| row.iter().map(|value| value.map(str::to_owned)).collect();
        Expected::Rows { rows: all.iter().map(row).collect() }
    }

    #[test]
    fn a_file_is_read_as_it_is_written() {
        let text = "-- Checks of the shop.\n\n-- name: books\n-- expect: 42\nselect count(*)\nfrom book;\n\n\
                    -- expect: Same as the source\n-- why: prices must not move\nselect sum(price) from book\n\
                    -- expect: 1 | a; b | \\N\n-- expect: 2 |  | x\nselect * from t order by 1;\n\
                    -- EXPECT: (no rows)\nselect 1 where false";
        let checks = read(text).unwrap();
        let all: Vec<_> =
            checks.iter().map(|check| (check.name.as_str(), check.line, check.statement.as_str())).collect();
        assert_eq!(
            all,
            [
                ("books", 3, "select count(*)\nfrom book"),
                ("2", 8, "-- why: prices must not move\nselect sum(price) from book"),
                ("3", 11, "select * from t order by 1"),
                ("4", 14, "select 1 where false"),
            ]
        );
        assert_eq!(checks[0].expected, rows(&[&[Some("42")]]));
        assert_eq!(checks[1].expected, Expected::SameAsSource);
        assert_eq!(
            checks[2].expected,
            rows(&[&[Some("1"), Some("a; b"), None], &[Some("2"), Some(""), Some("x")]])
        );
        assert_eq!(checks[3].expected, rows(&[]));
    }

    #[test]
    fn what_cannot_be_meant_is_refused_by_its_line_and_never_repeated() {
        for (text, line) in [
            ("select 'canary'", "line 1"),
            ("-- expect: canary\n", "line 1"),
            ("\n-- name: canary\nselect 1", "line 2"),
            ("-- expect: 1\nselect 1;\n-- name: canary\n", "line 3"),
            ("-- only canary", "no check"),
        ] {
            let error = read(text).unwrap_err();
            assert_eq!(error.kind, ErrorKind::FileUnreadable);
            assert!(error.detail.contains(line) && !error.detail.contains("canary"), "{}", error.detail);
        }
    }
}
