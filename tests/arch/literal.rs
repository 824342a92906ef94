//! No text for people stands in a component: it comes from the catalogues. A small scanner of Svelte markup.
//!
//! It looks at text between tags, at the attributes that people see or hear, and at strings inside `{...}` that read
//! like words. It does not look into `<script>` and `<style>`.

use std::path::Path;

use crate::catalogue;
use crate::tree::{self, assert_bites, assert_clean, planted};

/// Attributes of elements that are read out or shown.
const SEEN: [&str; 9] = [
    "aria-label",
    "aria-description",
    "aria-placeholder",
    "aria-roledescription",
    "aria-valuetext",
    "title",
    "placeholder",
    "alt",
    "label",
];
/// Properties of our components that carry words as well.
const SEEN_IN_COMPONENTS: [&str; 8] =
    ["heading", "text", "message", "description", "hint", "caption", "body", "legend"];

/// Every piece of literal text in the components of the tree.
fn breaches(root: &Path) -> Vec<String> {
    let known = catalogue::read(root, "en").0;
    let mut breaches = Vec::new();
    for source in tree::sources(root, "ui/src", &["svelte"]) {
        for (line, text) in literal_text(&source.text) {
            // An id handed to a component that looks it up is not text.
            if !known.contains_key(text.trim()) {
                breaches.push(format!("{}:{line}: `{}` belongs in a catalogue", source.path, text.trim()));
            }
        }
    }
    breaches
}

/// A reader over the bytes of a component; positions always stand on the start of a character.
struct Reader<'a> {
    text: &'a str,
    at: usize,
    found: Vec<(usize, String)>,
}

/// Literal pieces with their line.
fn literal_text(component: &str) -> Vec<(usize, String)> {
    let mut reader = Reader { text: component, at: 0, found: Vec::new() };
    while reader.at < component.len() {
        reader.step();
    }
    reader.found
}

impl<'a> Reader<'a> {
    fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    fn skip_past(&mut self, end: &str) {
        self.at = self.rest().find(end).map_or(self.text.len(), |offset| self.at + offset + end.len());
    }

    fn report(&mut self, at: usize, piece: &str) {
        let line =
            self.text[..at].matches('\n').count() + 1 + piece.len() - piece.trim_start_matches('\n').len();
        self.found.push((line, piece.to_owned()));
    }

    /// One piece of markup: a comment, a block to skip, an expression, a tag, or text.
    fn step(&mut self) {
        let rest = self.rest();
        if rest.starts_with("<!--") {
            self.skip_past("-->");
        } else if let Some(name) = ["script", "style"].iter().find(|name| opens(rest, name)) {
            self.skip_past(&format!("</{name}>"));
        } else if rest.starts_with("{#snippet") || rest.starts_with("{@const") || rest.starts_with("{@debug")
        {
            self.expression(false);
        } else if rest.starts_with('{') {
            self.expression(true);
        } else if rest.starts_with("</") {
            self.skip_past(">");
        } else if rest.starts_with('<') && rest[1..].starts_with(|sign: char| sign.is_alphabetic()) {
            self.tag();
        } else {
            let length = rest
                .char_indices()
                .skip(1)
                .find(|(_, sign)| matches!(sign, '<' | '{'))
                .map_or(rest.len(), |(at, _)| at);
            let piece = &rest[..length];
            if without_entities(piece).chars().any(char::is_alphabetic) {
                self.report(self.at, piece);
            }
            self.at += length;
        }
    }

    /// Reads a balanced `{...}`; where it is shown, its strings that read like words are literal text too.
    fn expression(&mut self, shown: bool) -> &'a str {
        let (start, mut depth) = (self.at, 0_usize);
        let mut quote: Option<(char, usize)> = None;
        let mut signs = self.rest().char_indices().peekable();
        let mut end = self.text.len();
        let mut strings = Vec::new();
        while let Some((offset, sign)) = signs.next() {
            match (quote, sign) {
                (Some(_), '\\') => drop(signs.next()),
                (Some((open, from)), _) if sign == open => {
                    strings.push((start + from, &self.text[start + from..start + offset]));
                    quote = None;
                }
                (Some(_), _) => {}
                (None, '\'' | '"' | '`') => quote = Some((sign, offset + 1)),
                (None, '{') => depth += 1,
                (None, '}') => {
                    depth -= 1;
                    if depth == 0 {
                        end = start + offset + 1;
                        break;
                    }
                }
                (None, _) => {}
            }
        }
        if shown {
            strings
                .into_iter()
                .filter(|(_, string)| reads_like_words(string))
                .for_each(|(at, string)| self.report(at, string));
        }
        self.at = end;
        &self.text[start..end]
    }

    /// Reads an opening tag with its attributes.
    fn tag(&mut self) {
        let name = word(&self.rest()[1..]);
        let component = name.starts_with(|sign: char| sign.is_uppercase()) || name.contains('.');
        self.at += 1 + name.len();
        while self.at < self.text.len() {
            let rest = self.rest();
            if rest.starts_with('>') {
                self.at += 1;
                return;
            } else if rest.starts_with('{') {
                self.expression(false);
            } else if rest.starts_with("//") {
                self.skip_past("\n");
            } else if rest.starts_with(|sign: char| sign.is_alphabetic()) {
                let attribute = word(rest);
                self.at += attribute.len();
                if self.rest().starts_with('=') {
                    self.at += 1;
                    let seen =
                        SEEN.contains(&attribute) || (component && SEEN_IN_COMPONENTS.contains(&attribute));
                    self.value(seen);
                }
            } else {
                self.at += rest.chars().next().map_or(1, char::len_utf8);
            }
        }
    }

    /// Reads the value of an attribute: quoted, bare, or an expression.
    fn value(&mut self, seen: bool) {
        let rest = self.rest();
        let quote = rest.chars().next().filter(|sign| matches!(sign, '"' | '\''));
        if rest.starts_with('{') {
            self.expression(seen);
            return;
        }
        self.at += usize::from(quote.is_some());
        let start = self.at;
        let mut literal = String::new();
        while let Some(sign) = self.rest().chars().next() {
            let ends = quote.map_or_else(|| sign.is_whitespace() || sign == '>', |quote| sign == quote);
            if ends {
                break;
            } else if sign == '{' {
                self.expression(seen);
            } else {
                literal.push(sign);
                self.at += sign.len_utf8();
            }
        }
        self.at += usize::from(quote.is_some()).min(self.text.len() - self.at);
        if seen && literal.chars().any(char::is_alphabetic) {
            self.report(start, &literal);
        }
    }
}

fn opens(rest: &str, name: &str) -> bool {
    rest.strip_prefix('<')
        .and_then(|rest| rest.strip_prefix(name))
        .is_some_and(|rest| rest.starts_with('>') || rest.starts_with(char::is_whitespace))
}

/// The name of a tag or of an attribute at the start of `rest`.
fn word(rest: &str) -> &str {
    let ends = |sign: char| !(sign.is_alphanumeric() || matches!(sign, '-' | '_' | ':' | '.' | '|' | '$'));
    &rest[..rest.find(ends).unwrap_or(rest.len())]
}

/// `Upgrade now` and `Done.` read like words; `upgrade-now`, `button` and `runs/{id}` do not.
fn reads_like_words(string: &str) -> bool {
    let spaced = string.trim().split(' ').filter(|part| part.chars().any(char::is_alphabetic)).count() > 1;
    let capital = string.starts_with(|sign: char| sign.is_uppercase())
        && string.chars().skip(1).any(char::is_lowercase);
    // A class list and a template that only joins values are not sentences.
    (spaced && !string.contains("${") && string.contains(|sign: char| sign.is_uppercase())) || capital
}

fn without_entities(text: &str) -> String {
    let mut parts = text.split('&');
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |kept, part| kept + part.split_once(';').map_or(part, |(_, after)| after))
}

#[test]
fn no_text_stands_in_a_component() {
    assert!(!tree::sources(&tree::root(), "ui/src", &["svelte"]).is_empty(), "no component was found");
    assert_clean("literal text", &breaches(&tree::root()));
}

/// Breaches of one component beside a catalogue that knows `save`.
fn in_component(component: &str) -> Vec<String> {
    breaches(planted(&[("ui/src/A.svelte", component), ("ui/src/i18n/en/a.ftl", "save = Save\n")]).path())
}

#[test]
fn a_component_without_text_passes() {
    assert_clean("no text", &in_component(
        "<script lang=\"ts\">\n  let label = 'Not looked at';\n</script>\n<!-- A remark -->\n{#if n > 1 && kind === 'Ready'}\n\
         <button class=\"big wide\" onclick={() => { if (a > b) go('there'); }} aria-label={t('save')}>{t('save')} &nbsp;·</button>\n\
         <Field label=\"save\" type=\"text\" {...rest} />\n{/if}\n<style>\n  p { content: 'Text'; }\n</style>\n"
            .replace("'Ready'", "'ready'").as_str(),
    ));
}

#[test]
fn text_between_tags_is_seen_with_its_line() {
    assert_bites(&in_component("<p>\n{t('save')}</p>\n<p>Save now</p>"), &["A.svelte:3", "Save now"]);
    assert_bites(&in_component("{#if x}yes{/if}"), &["yes"]);
    assert_bites(&in_component("<p>{n} rows</p>"), &["rows"]);
    assert_bites(&in_component("<p>Déjà</p>"), &["Déjà"]);
}

#[test]
fn text_in_a_label_is_seen() {
    for attribute in ["aria-label", "title", "placeholder", "alt"] {
        assert_bites(&in_component(&format!("<img {attribute}=\"Close it\" />")), &["Close it"]);
    }
    assert_bites(&in_component("<button title='Close {name}'>{t('save')}</button>"), &["Close"]);
    assert_bites(&in_component("<Card heading=\"Your databases\" />"), &["Your databases"]);
}

#[test]
fn text_inside_an_expression_is_seen() {
    assert_bites(&in_component("<p>{ready ? 'Done.' : t('save')}</p>"), &["Done."]);
    assert_bites(
        &in_component("<button aria-label={open ? 'Close it' : t('save')}></button>"),
        &["Close it"],
    );
}
