//! The catalogues and how a message is found in them.

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentResource, FluentValue};

use crate::args::Args;
use crate::formats;
use crate::language::Language;

mod files {
    include!(concat!(env!("OUT_DIR"), "/catalogues.rs"));
}

type Bundle = FluentBundle<FluentResource>;

/// The words of one language. May be shared between threads.
pub struct Words {
    language: Language,
    own: Bundle,
    english: Bundle,
}

impl Words {
    /// Reads the catalogues of a language.
    #[must_use]
    pub fn new(language: Language) -> Self {
        Self { language, own: bundle(language), english: bundle(Language::English) }
    }

    /// The language of these words.
    #[must_use]
    pub fn language(&self) -> Language {
        self.language
    }

    /// The words of a message. One that no catalogue has shows its own name: never an empty line.
    #[must_use]
    pub fn text(&self, id: &str, args: &Args<'_>) -> String {
        self.try_text(id, args).unwrap_or_else(|| id.to_owned())
    }

    /// The words of a message without arguments.
    #[must_use]
    pub fn plain(&self, id: &str) -> String {
        self.text(id, &Args::new())
    }

    /// The words of a message, `None` where no catalogue has it: for names made from data, which may be newer.
    #[must_use]
    pub fn try_text(&self, id: &str, args: &Args<'_>) -> Option<String> {
        [&self.own, &self.english].into_iter().find_map(|bundle| {
            let pattern = bundle.get_message(id)?.value()?;
            // What an argument lacks shows as its name in the text; nothing else is to be done about it here.
            let mut faults = Vec::new();
            Some(bundle.format_pattern(pattern, Some(&args.0), &mut faults).into_owned())
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
        let args = |count: u32| Args::new().with("count", count).with("to", "17");
        let id = "finding-extensions-gone";
        assert_eq!(english.text(id, &args(1)), "One extension no longer exists in version 17.");
        assert_eq!(english.text(id, &args(1200)), "1,200 extensions no longer exist in version 17.");
        assert_eq!(french.text(id, &args(1200)), "1\u{202f}200 extensions n’existent plus en version 17.");
    }

    #[test]
    fn what_no_catalogue_has_shows_its_name() {
        let words = Words::new(Language::French);
        assert_eq!(words.plain("never-heard-of-this"), "never-heard-of-this");
        assert_eq!(words.try_text("never-heard-of-this", &Args::new()), None);
    }
}
