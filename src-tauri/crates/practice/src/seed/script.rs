//! Cuts a script into what is sent at once: statements, rows of a COPY, commands of `psql`. Runs nothing.

use domain::{Error, ErrorKind, Result};

/// A part of a script.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Piece<'a> {
    /// One statement, without the comments before it and without its semicolon.
    Statement(&'a str),
    /// A `COPY ... FROM stdin` and the rows that follow it.
    Copy {
        /// The statement.
        statement: &'a str,
        /// The rows, without the line that ends them.
        rows: &'a str,
    },
    /// A line such as `\c name`.
    Command(&'a str),
}

/// All pieces, in order.
pub(super) fn pieces(text: &str) -> Result<Vec<Piece<'_>>> {
    let mut cutter = Cutter { text, at: 0, plain_strings: true };
    let mut found = Vec::new();
    while let Some(piece) = cutter.next()? {
        if let Piece::Statement(statement) = &piece
            && let Some(plain) = plain_strings(statement)
        {
            cutter.plain_strings = plain;
        }
        found.push(piece);
    }
    Ok(found)
}

struct Cutter<'a> {
    text: &'a str,
    at: usize,
    /// Whether a backslash in an ordinary string is a backslash (`standard_conforming_strings`).
    plain_strings: bool,
}

impl<'a> Cutter<'a> {
    fn next(&mut self) -> Result<Option<Piece<'a>>> {
        self.skip_space();
        let start = self.at;
        if start >= self.text.len() {
            return Ok(None);
        }
        if self.rest().starts_with('\\') {
            let line = self.line();
            return Ok(Some(Piece::Command(line)));
        }
        let mut atomic = Atomic::default();
        while let Some(c) = self.rest().chars().next() {
            match c {
                ';' if !atomic.is_inside() => {
                    let statement = self.text[start..self.at].trim_end();
                    self.at += 1;
                    return if is_copy(statement) {
                        self.copy(statement).map(Some)
                    } else {
                        Ok(Some(Piece::Statement(statement)))
                    };
                }
                '\'' => self.string(start)?,
                '"' => self.until_quote('"', false)?,
                '-' if self.rest().starts_with("--") => drop(self.line()),
                '/' if self.rest().starts_with("/*") => self.block_comment()?,
                '$' => self.dollars()?,
                c if c.is_alphabetic() || c == '_' => {
                    let word = self.word();
                    atomic.see(word);
                }
                c => self.at += c.len_utf8(),
            }
        }
        Ok(Some(Piece::Statement(self.text[start..].trim_end())))
    }

    fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    fn skip_space(&mut self) {
        loop {
            let rest = self.rest();
            self.at += rest.len() - rest.trim_start().len();
            if self.rest().starts_with("--") {
                self.line();
            } else if !self.rest().starts_with("/*") || self.block_comment().is_err() {
                return;
            }
        }
    }

    /// Takes the rest of the line, and its end.
    fn line(&mut self) -> &'a str {
        let rest = self.rest();
        let line = rest.lines().next().unwrap_or_default();
        self.at += rest.find('\n').map_or(rest.len(), |end| end + 1);
        line
    }

    fn word(&mut self) -> &'a str {
        let rest = self.rest();
        let end = rest.find(|c: char| !(c.is_alphanumeric() || c == '_' || c == '$')).unwrap_or(rest.len());
        self.at += end;
        &rest[..end]
    }

    /// A string; `E'...'` and, where strings are not plain, any string has backslash escapes.
    fn string(&mut self, start: usize) -> Result<()> {
        let before = self.text[start..self.at].chars().next_back();
        let escapes = !self.plain_strings || matches!(before, Some('e' | 'E'));
        self.until_quote('\'', escapes)
    }

    fn until_quote(&mut self, quote: char, escapes: bool) -> Result<()> {
        let begin = self.at;
        self.at += 1;
        while let Some(c) = self.rest().chars().next() {
            self.at += c.len_utf8();
            if escapes && c == '\\' {
                self.at += self.rest().chars().next().map_or(0, char::len_utf8);
            } else if c == quote {
                // A doubled quote is read as two strings side by side, which ends at the same place.
                return Ok(());
            }
        }
        Err(self.open("string", begin))
    }

    fn dollars(&mut self) -> Result<()> {
        let rest = self.rest();
        let tag_end =
            rest[1..].find(|c: char| !(c.is_alphanumeric() || c == '_')).map_or(rest.len(), |end| end + 1);
        if !rest[tag_end..].starts_with('$') {
            self.at += 1;
            return Ok(());
        }
        let tag = &rest[..=tag_end];
        let body = &rest[tag.len()..];
        let end = body.find(tag).ok_or_else(|| self.open("dollar-quoted string", self.at))?;
        self.at += tag.len() + end + tag.len();
        Ok(())
    }

    fn block_comment(&mut self) -> Result<()> {
        let begin = self.at;
        let mut depth = 0_usize;
        while !self.rest().is_empty() {
            if self.rest().starts_with("/*") {
                depth += 1;
                self.at += 2;
            } else if self.rest().starts_with("*/") {
                depth -= 1;
                self.at += 2;
                if depth == 0 {
                    return Ok(());
                }
            } else {
                self.at += self.rest().chars().next().map_or(0, char::len_utf8);
            }
        }
        Err(self.open("comment", begin))
    }

    fn copy(&mut self, statement: &'a str) -> Result<Piece<'a>> {
        self.line();
        let (start, rest) = (self.at, self.rest());
        let end = if rest.starts_with("\\.") { Some(0) } else { rest.find("\n\\.").map(|end| end + 1) };
        let end = end.ok_or_else(|| self.open("COPY", start))?;
        self.at = start + end;
        self.line();
        Ok(Piece::Copy { statement, rows: &rest[..end] })
    }

    fn open(&self, what: &str, at: usize) -> Error {
        let line = self.text[..at].matches('\n').count() + 1;
        Error::new(ErrorKind::FileUnreadable, format!("line {line}: the {what} has no end"))
    }
}

/// Semicolons inside `BEGIN ATOMIC ... END` belong to the function.
#[derive(Default)]
struct Atomic {
    words: usize,
    routine: bool,
    begun: bool,
    depth: usize,
}

impl Atomic {
    fn see(&mut self, word: &str) {
        self.words += 1;
        let is = |name: &str| word.eq_ignore_ascii_case(name);
        if self.words <= 4 && (is("function") || is("procedure")) {
            self.routine = true;
        } else if self.routine && self.depth == 0 && self.begun && is("atomic") {
            self.depth = 1;
        } else if self.depth > 0 && is("case") {
            self.depth += 1;
        } else if self.depth > 0 && is("end") {
            self.depth -= 1;
        }
        self.begun = is("begin");
    }

    fn is_inside(&self) -> bool {
        self.depth > 0
    }
}

fn is_copy(statement: &str) -> bool {
    let mut words = statement.split_whitespace();
    let first = words.next().is_some_and(|word| word.eq_ignore_ascii_case("copy"));
    let words: Vec<String> = words.map(str::to_ascii_lowercase).collect();
    first && words.windows(2).any(|pair| pair[0] == "from" && pair[1].starts_with("stdin"))
}

fn plain_strings(statement: &str) -> Option<bool> {
    let text = statement.to_ascii_lowercase();
    let value =
        text.strip_prefix("set standard_conforming_strings")?.trim_start_matches([' ', '=']).to_owned();
    Some(value.trim_matches('\'') == "on")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn statements_end_at_semicolons_that_are_not_quoted() {
        let text = "-- first; comment\nselect ';', \";\", $$;$$, $a$ $$ ; $a$ /* ; /* ; */ */;\n\\c other;\nselect 'it''s;';";
        let found = pieces(text).unwrap();
        assert_eq!(found.len(), 3, "{found:?}");
        assert_eq!(found[1], Piece::Command("\\c other;"));
        assert_eq!(found[2], Piece::Statement("select 'it''s;'"));
    }

    #[test]
    fn a_backslash_escapes_only_where_it_should() {
        assert_eq!(pieces(r"select '\'; select 2;").unwrap().len(), 2);
        assert_eq!(pieces(r"select E'\'; '; select 2;").unwrap().len(), 2);
        assert_eq!(
            pieces(r"SET standard_conforming_strings = off; select '\'; '; select 2;").unwrap().len(),
            3
        );
    }

    #[test]
    fn rows_of_a_copy_are_kept_as_they_are() {
        let found = pieces("COPY t (a) FROM stdin;\n1\t;\n'\n\\.\nselect 1;").unwrap();
        assert_eq!(found[0], Piece::Copy { statement: "COPY t (a) FROM stdin", rows: "1\t;\n'\n" });
        assert_eq!(found[1], Piece::Statement("select 1"));
        assert_eq!(
            pieces("copy t from stdin;\n\\.\n").unwrap()[0],
            Piece::Copy { statement: "copy t from stdin", rows: "" }
        );
    }

    #[test]
    fn the_body_of_an_atomic_function_is_one_statement() {
        let text = "create function f() returns int begin atomic select case when true then 1 end; select 2; end; select 3;";
        assert_eq!(pieces(text).unwrap().len(), 2);
        assert_eq!(pieces("begin; select 1; end;").unwrap().len(), 3);
    }

    #[test]
    fn what_has_no_end_is_an_error_with_its_line() {
        for (text, line) in
            [("select 1;\nselect '", "line 2"), ("select $$", "line 1"), ("copy t from stdin;\n1", "line 2")]
        {
            let error = pieces(text).unwrap_err();
            assert!(error.detail.starts_with(line), "{}", error.detail);
        }
    }
}
