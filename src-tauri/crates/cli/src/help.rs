//! The help in the person's language: takes the tree of commands and puts words from the catalogues into it.

use std::ffi::OsString;

use clap::Command;
use words::{Language, Words};

/// The language that is asked for on the command line or by the system. Looked for before anything is parsed: a mistake
/// is answered in it too.
pub(crate) fn language(arguments: impl Iterator<Item = OsString>) -> Language {
    let mut arguments = arguments.filter_map(|argument| argument.into_string().ok());
    while let Some(argument) = arguments.next() {
        if argument == "--lang" {
            return arguments.next().unwrap_or_default().as_str().into();
        }
        if let Some(tag) = argument.strip_prefix("--lang=") {
            return tag.into();
        }
    }
    host::preferred_language()
}

/// What was typed, with `help VERB` in the form that everything else has: `VERB --help`.
pub(crate) fn asked(arguments: impl Iterator<Item = OsString>) -> Vec<OsString> {
    let mut all: Vec<OsString> = arguments.collect();
    let mut at = 1;
    while let Some(argument) = all.get(at).and_then(|argument| argument.to_str()) {
        match argument {
            "help" => {
                all.remove(at);
                all.push("--help".into());
                return all;
            }
            // Their value is the next word.
            "--data-dir" | "--lang" => at += 2,
            option if option.starts_with('-') => at += 1,
            _ => return all,
        }
    }
    all
}

/// Puts the words in: `cli-help-<command>`, `cli-help-<command>-<argument>`; those of every command are
/// `cli-help-global-<argument>`.
pub(crate) fn localised(root: Command, words: &Words) -> Command {
    let after = words.text("cli-help-exit-codes", &[]);
    let everywhere = words.text("cli-help-heading-everywhere", &[]);
    let root = dressed(root.about(words.text("cli-help-changeover", &[])), words).after_help(after);
    let root = root.mut_args(|argument| {
        let id = format!("cli-help-global-{}", name(argument.get_id().as_str()));
        match words.try_text(&id, &[]) {
            Some(text) => argument.help(text).help_heading(everywhere.clone()),
            None => argument,
        }
    });
    root.mut_subcommands(|command| branch(command, "", words))
}

fn branch(command: Command, above: &str, words: &Words) -> Command {
    let path = match above {
        "" => command.get_name().to_owned(),
        above => format!("{above}-{}", command.get_name()),
    };
    let about = words.text(&format!("cli-help-{path}"), &[]);
    let own = path.clone();
    let command = dressed(command.about(about), words).mut_args(|argument| {
        let heading = if argument.is_positional() { "arguments" } else { "options" };
        let argument = argument.help_heading(words.text(&format!("cli-help-heading-{heading}"), &[]));
        let id = format!("cli-help-{own}-{}", name(argument.get_id().as_str()));
        match words.try_text(&id, &[]) {
            Some(text) => argument.help(text),
            None => argument,
        }
    });
    command.mut_subcommands(|command| branch(command, &path, words))
}

/// Headings in the person's language.
fn dressed(command: Command, words: &Words) -> Command {
    let usage = words.text("cli-help-heading-usage", &[]);
    command
        .subcommand_help_heading(words.text("cli-help-heading-commands", &[]))
        .help_template(format!("{{about-with-newline}}\n{usage} {{usage}}\n\n{{all-args}}{{after-help}}"))
}

fn name(id: &str) -> String {
    id.replace('_', "-")
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    use super::*;
    use crate::args::Options;

    fn unworded(command: &Command, path: &str, missing: &mut Vec<String>) {
        if command.get_about().is_none_or(|about| about.to_string().starts_with("cli-help-")) {
            missing.push(path.to_owned());
        }
        for argument in command.get_arguments() {
            if argument.get_help().is_none() {
                missing.push(format!("{path} {}", argument.get_id()));
            }
        }
        for inner in command.get_subcommands() {
            unworded(inner, &format!("{path} {}", inner.get_name()), missing);
        }
    }

    #[test]
    fn every_command_and_argument_has_words_in_every_language() {
        for tag in ["en", "fr"] {
            let mut missing = Vec::new();
            unworded(&localised(Options::command(), &Words::new(tag)), "changeover", &mut missing);
            assert!(missing.is_empty(), "{tag}: {missing:#?}");
        }
    }

    #[test]
    fn help_is_a_verb_too() {
        let asked = |line: &str| {
            let all = asked(line.split(' ').map(OsString::from)).into_iter();
            all.map(|word| word.into_string().unwrap()).collect::<Vec<_>>().join(" ")
        };
        assert_eq!(asked("changeover help runs list"), "changeover runs list --help");
        assert_eq!(asked("changeover --lang fr -q help"), "changeover --lang fr -q --help");
        assert_eq!(asked("changeover databases show help"), "changeover databases show help");
    }

    #[test]
    fn the_command_line_is_sound() {
        Options::command().debug_assert();
    }

    #[test]
    fn the_language_is_found_before_anything_is_parsed() {
        let language = |line: &str| language(line.split(' ').map(OsString::from));
        assert_eq!(language("changeover --lang fr nonsense"), Language::French);
        assert_eq!(language("changeover runs list --lang=fr"), Language::French);
    }
}
