//! The catalogues and how a message is found in them.

use std::collections::BTreeMap;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};

use crate::formats;
use crate::language::Language;

mod files {
    include!(concat!(env!("OUT_DIR"), "/catalogues.rs"));
}

type Bundle = FluentBundle<FluentResource>;

/// The words of one language. May be shared between threads.
pub struct Words {
    pub(crate) language: Language,
    own: Bundle,
    english: Bundle,
}

impl Words {
    /// Reads the catalogues of a language; a tag (`fr`) does too.
    #[must_use]
    pub fn new(language: impl Into<Language>) -> Self {
        let language = language.into();
        Self { language, own: bundle(language), english: bundle(Language::English) }
    }

    /// The tag of the language of these words, `en` or `fr`.
    #[must_use]
    pub fn language(&self) -> &'static str {
        self.language.tag()
    }

    /// The words of a message. One that no catalogue has shows its own name: never an empty line. An argument called
    /// `count` (or ending in `_count`) is a number, one ending in `_bytes` a size, one called `date` a day (`2026-11-12`);
    /// anything else (a version too) stays as it is written.
    #[must_use]
    pub fn text(&self, id: &str, args: &[(&str, &str)]) -> String {
        self.try_text(id, args).unwrap_or_else(|| id.to_owned())
    }

    /// As [`Words::text`], `None` where no catalogue has the message: for names made from data, which may be newer.
    #[must_use]
    pub fn try_text(&self, id: &str, args: &[(&str, &str)]) -> Option<String> {
        self.find(id, args.iter().copied())
    }

    /// As [`Words::try_text`], with parameters as findings and log lines carry them.
    #[must_use]
    pub fn try_text_of(&self, id: &str, params: &BTreeMap<String, String>) -> Option<String> {
        self.find(id, params.iter().map(|(name, value)| (name.as_str(), value.as_str())))
    }

    fn find<'a>(&self, id: &str, args: impl Iterator<Item = (&'a str, &'a str)>) -> Option<String> {
        let mut named = FluentArgs::new();
        for (name, value) in args {
            let counts = name == "count" || name.ends_with("_count") || name.ends_with("-count");
            match value.parse::<u64>() {
                Ok(number) if counts => named.set(name, number),
                Ok(number) if name.ends_with("_bytes") => named.set(name, self.bytes(number)),
                _ if name == "date" => named.set(name, self.day(value)),
                _ => named.set(name, value),
            }
        }
        [&self.own, &self.english].into_iter().find_map(|bundle| {
            let pattern = bundle.get_message(id)?.value()?;
            // What an argument lacks shows as its name in the text; nothing else is to be done about it here.
            let mut faults = Vec::new();
            Some(bundle.format_pattern(pattern, Some(&named), &mut faults).into_owned())
        })
    }
}

fn bundle(language: Language) -> Bundle {
    let mut bundle = FluentBundle::new_concurrent(vec![language.id()]);
    // Isolation marks would be copied along with identifiers.
    bundle.set_use_isolating(false);
    bundle.set_formatter(Some(match language {
        Language::English => |value, _| number(Language::English, value),
        Language::French => |value, _| number(Language::French, value),
    }));
    let files = match language {
        Language::English => files::ENGLISH,
        Language::French => files::FRENCH,
    };
    for (_, text) in files {
        let resource = match FluentResource::try_new((*text).to_owned()) {
            Ok(resource) => resource,
            // What can be read of a file with a mistake is of use; a test keeps mistakes out.
            Err((resource, _)) => resource,
        };
        // The first of two messages with one name stays; a test keeps the second out.
        let _ = bundle.add_resource(resource);
    }
    bundle
}

fn number(language: Language, value: &FluentValue<'_>) -> Option<String> {
    match value {
        FluentValue::Number(number) if number.value.fract() == 0.0 => {
            Some(formats::grouped(language, &format!("{:.0}", number.value)))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_is_read_without_a_mistake_and_no_name_stands_twice() {
        for (language, files) in [(Language::English, files::ENGLISH), (Language::French, files::FRENCH)] {
            assert!(files.len() > 3, "{language:?}");
            let mut bundle: Bundle = FluentBundle::new_concurrent(vec![language.id()]);
            for (name, text) in files {
                let resource = FluentResource::try_new((*text).to_owned()).map_err(|(_, faults)| faults);
                let resource = resource.unwrap_or_else(|faults| panic!("{language:?} {name}: {faults:?}"));
                bundle
                    .add_resource(resource)
                    .unwrap_or_else(|faults| panic!("{language:?} {name}: {faults:?}"));
            }
        }
    }

    #[test]
    fn every_error_and_remedy_has_words_in_both_languages() {
        for language in Language::ALL {
            let words = bundle(language);
            for kind in domain::error::ErrorKind::ALL {
                let code = kind.code().to_lowercase();
                let remedy = serde_json::to_value(kind.remedy()).unwrap();
                let remedy = format!("remedy-{}", remedy.as_str().unwrap().replace('_', "-"));
                for id in [format!("error-{code}-title"), format!("error-{code}-body"), remedy] {
                    assert!(words.has_message(&id), "{language:?}: {id}");
                }
            }
        }
    }

    #[test]
    fn counts_choose_their_form_and_are_grouped() {
        let english = Words::new(Language::English);
        let french = Words::new(Language::French);
        let id = "finding-extensions-gone";
        let said = |words: &Words, count| words.text(id, &[("count", count), ("to", "17")]);
        assert_eq!(said(&english, "1"), "One extension no longer exists in version 17.");
        assert_eq!(said(&english, "1200"), "1,200 extensions no longer exist in version 17.");
        assert_eq!(said(&french, "1200"), "1\u{202f}200 extensions n’existent plus en version 17.");
        let params =
            BTreeMap::from([("count".to_owned(), "1".to_owned()), ("to".to_owned(), "8.0".to_owned())]);
        let text = english.try_text_of(id, &params).unwrap();
        assert_eq!(text, "One extension no longer exists in version 8.0.");
    }

    #[test]
    fn what_no_catalogue_has_shows_its_name() {
        let words = Words::new(Language::French);
        assert_eq!(words.text("never-heard-of-this", &[]), "never-heard-of-this");
        assert_eq!(words.try_text("never-heard-of-this", &[]), None);
    }
}
