//! The catalogues of words: English and French hold the same messages, with the same variables, none of them empty.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use fluent_syntax::ast::{CallArguments, Entry, Expression, InlineExpression, Pattern, PatternElement};

use crate::tree::{self, assert_bites, assert_clean, planted};

/// Where the catalogues stand, and the languages that must be complete.
const FOLDER: &str = "ui/src/i18n";
pub(crate) const LANGUAGES: [&str; 2] = ["en", "fr"];

/// One message or term (`-name`): what it needs and what it says.
#[derive(Debug, Default)]
pub(crate) struct Entered {
    file: String,
    variables: BTreeSet<String>,
    references: BTreeSet<String>,
    text: String,
}

impl Entered {
    /// The messages and terms that this one is made of.
    pub(crate) fn references(&self) -> impl Iterator<Item = &String> {
        self.references.iter()
    }
}

/// One language: id -> entry. An attribute is entered as `id.attribute`.
pub(crate) type Words = BTreeMap<String, Entered>;

/// Reads one language of the tree; the second part lists what could not be read or stands twice.
pub(crate) fn read(root: &Path, language: &str) -> (Words, Vec<String>) {
    let (mut words, mut breaches) = (Words::new(), Vec::new());
    for source in tree::sources(root, &format!("{FOLDER}/{language}"), &["ftl"]) {
        let resource =
            fluent_syntax::parser::parse(source.text.as_str()).unwrap_or_else(|(resource, _)| resource);
        for entry in resource.body {
            let (id, value, attributes) = match entry {
                Entry::Message(message) => (message.id.name.to_owned(), message.value, message.attributes),
                Entry::Term(term) => (format!("-{}", term.id.name), Some(term.value), term.attributes),
                Entry::Junk { content } => {
                    let line = content.lines().next().unwrap_or_default();
                    breaches.push(format!("{}: cannot be read: {line}", source.path));
                    continue;
                }
                _ => continue,
            };
            let named = attributes.into_iter().map(|one| (format!("{id}.{}", one.id.name), Some(one.value)));
            for (id, value) in std::iter::once((id.clone(), value)).chain(named.collect::<Vec<_>>()) {
                let mut entered = Entered { file: source.path.clone(), ..Entered::default() };
                value.iter().for_each(|pattern| look_into(pattern, &mut entered));
                if words.insert(id.clone(), entered).is_some() {
                    breaches.push(format!("{}: {id} stands twice in {language}", source.path));
                }
            }
        }
    }
    (words, breaches)
}

fn look_into(pattern: &Pattern<&str>, entered: &mut Entered) {
    for element in &pattern.elements {
        match element {
            PatternElement::TextElement { value } => entered.text.push_str(value),
            PatternElement::Placeable { expression } => look_at(expression, entered),
        }
    }
}

fn look_at(expression: &Expression<&str>, entered: &mut Entered) {
    match expression {
        Expression::Inline(inline) => look_at_inline(inline, entered),
        Expression::Select { selector, variants } => {
            look_at_inline(selector, entered);
            variants.iter().for_each(|variant| look_into(&variant.value, entered));
        }
    }
}

fn look_at_inline(inline: &InlineExpression<&str>, entered: &mut Entered) {
    let mut arguments_of = |arguments: &CallArguments<&str>| {
        arguments.positional.iter().for_each(|one| look_at_inline(one, entered));
        arguments.named.iter().for_each(|one| look_at_inline(&one.value, entered));
    };
    match inline {
        InlineExpression::VariableReference { id } => {
            entered.variables.insert(id.name.to_owned());
            entered.text.push('\u{fffc}');
        }
        InlineExpression::FunctionReference { arguments, .. } => arguments_of(arguments),
        InlineExpression::MessageReference { id, attribute } => {
            let tail = attribute.as_ref().map(|one| format!(".{}", one.name)).unwrap_or_default();
            entered.references.insert(format!("{}{tail}", id.name));
            entered.text.push('\u{fffc}');
        }
        InlineExpression::TermReference { id, arguments, .. } => {
            arguments.iter().for_each(&mut arguments_of);
            entered.references.insert(format!("-{}", id.name));
            entered.text.push('\u{fffc}');
        }
        InlineExpression::StringLiteral { value } => entered.text.push_str(value),
        InlineExpression::NumberLiteral { .. } => entered.text.push('\u{fffc}'),
        InlineExpression::Placeable { expression } => look_at(expression, entered),
    }
}

/// Everything that is wrong with the catalogues as such.
fn breaches(root: &Path) -> Vec<String> {
    let [(english, mut found), (french, more)] = LANGUAGES.map(|language| read(root, language));
    found.extend(more);
    for (words, others, missing_in) in [(&english, &french, "fr"), (&french, &english, "en")] {
        for (id, entered) in words {
            match others.get(id) {
                None => found.push(format!("{}: {id} is missing in {missing_in}", entered.file)),
                Some(other) if missing_in == "fr" && other.variables != entered.variables => {
                    let (here, there) = (&entered.variables, &other.variables);
                    found.push(format!("{}: {id} takes {here:?} in en and {there:?} in fr", entered.file));
                }
                Some(_) => {}
            }
            // A message that only carries attributes has no text of its own.
            let carries = words
                .range(format!("{id}.")..)
                .next()
                .is_some_and(|(next, _)| next.starts_with(&format!("{id}.")));
            if entered.text.trim().is_empty() && entered.variables.is_empty() && !carries {
                found.push(format!("{}: {id} is empty", entered.file));
            }
            for other in entered.references.iter().filter(|other| !words.contains_key(*other)) {
                found.push(format!("{}: {id} refers to {other}, which does not exist", entered.file));
            }
        }
    }
    found.extend(french.iter().filter(|(_, entered)| badly_spaced(&entered.text)).map(|(id, entered)| {
        format!("{}: {id}: before ; : ! ? French has a non-breaking space", entered.file)
    }));
    found
}

/// A plain space before one of the four signs, or no space at all before the three that are never part of a value.
fn badly_spaced(text: &str) -> bool {
    let signs: Vec<char> = text.chars().collect();
    signs.windows(2).any(|pair| {
        (pair[0] == ' ' && matches!(pair[1], ';' | ':' | '!' | '?'))
            || (pair[0].is_alphabetic() && matches!(pair[1], ';' | '!' | '?'))
    })
}

#[test]
fn english_and_french_are_complete() {
    let (english, _) = read(&tree::root(), "en");
    assert!(!english.is_empty(), "no words were found: the checker looks in the wrong place");
    assert_clean("catalogues", &breaches(&tree::root()));
}

/// A tree with these two catalogues.
fn said(english: &str, french: &str) -> Vec<String> {
    breaches(planted(&[("ui/src/i18n/en/a.ftl", english), ("ui/src/i18n/fr/a.ftl", french)]).path())
}

#[test]
fn a_sound_pair_passes() {
    let english = "hello = Hello { $name }!\nlist =\n    .label = Databases\nrows = { $n ->\n    [one] One row\n   *[other] { $n } rows\n}\n";
    let french = "hello = Bonjour { $name }\u{a0}!\nlist =\n    .label = Bases\nrows = { $n ->\n    [one] Une ligne\n   *[other] { $n } lignes\n}\n";
    assert_clean("a sound pair", &said(english, french));
}

#[test]
fn a_missing_french_message_is_seen() {
    assert_bites(&said("a = One\nb = Two\n", "a = Un\n"), &["b is missing in fr"]);
    assert_bites(&said("a = One\n", "a = Un\nb = Deux\n"), &["b is missing in en"]);
    assert_bites(&said("a = One\n    .label = L\n", "a = Un\n"), &["a.label is missing in fr"]);
}

#[test]
fn a_forgotten_variable_is_seen_even_inside_a_plural() {
    let english = "rows = { $n ->\n    [one] { $who } has one\n   *[other] { $who } has { $n }\n}\n";
    assert_bites(&said(english, "rows = { $n ->\n    [one] une\n   *[other] { $n }\n}\n"), &["rows", "who"]);
}

#[test]
fn empty_doubled_broken_and_dangling_messages_are_seen() {
    assert_bites(&said("a = { \"\" }\n", "a = Un\n"), &["a is empty"]);
    assert_bites(&said("a = One\na = Two\n", "a = Un\n"), &["a stands twice in en"]);
    assert_bites(&said("a = One\n", "a = Un\nb b = no\n"), &["cannot be read"]);
    assert_bites(&said("a = One { -brand }\n", "a = Un\n"), &["refers to -brand"]);
}

#[test]
fn a_plain_space_before_a_french_sign_is_seen() {
    assert_bites(&said("a = Really?\n", "a = Vraiment ?\n"), &["non-breaking"]);
    assert_bites(&said("a = Really?\n", "a = Vraiment?\n"), &["non-breaking"]);
    assert_clean("a narrow one is fine too", &said("a = Really?\n", "a = Vraiment\u{202f}?\n"));
}
