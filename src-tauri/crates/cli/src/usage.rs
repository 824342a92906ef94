//! What cannot be used as typed: said in the person's language, with what to do, and without repeating a value: it could
//! be a secret that was put in the wrong place.

use std::ffi::OsString;

use clap::error::{ContextKind, ContextValue, ErrorKind as Typed};
use domain::ErrorKind;
use rpc::requests::RpcError;
use words::Words;

use crate::exit::local;

/// Options that people try, and the one that takes their secret.
const SECRETS: &[(&str, &str)] = &[
    ("--token", "--token-stdin"),
    ("--api-token", "--token-stdin"),
    ("--secret", "--token-stdin"),
    ("--passphrase", "--passphrase-stdin"),
];

/// Refuses a secret among what was typed.
pub(crate) fn refuse_secrets(arguments: &[OsString], words: &Words) -> Result<(), RpcError> {
    for argument in arguments.iter().filter_map(|argument| argument.to_str()) {
        let (name, value) = argument.split_once('=').map_or((argument, None), |(name, v)| (name, Some(v)));
        if name == "--password" {
            return Err(refused(words.text("cli-usage-password", &[])));
        }
        let tried =
            SECRETS.iter().find(|(tried, taken)| *tried == name || (*taken == name && value.is_some()));
        if let Some((_, taken)) = tried {
            return Err(refused(words.text("cli-usage-secret", &[("option", taken)])));
        }
    }
    Ok(())
}

/// A mistake in what was typed.
pub(crate) fn mistake(said: &clap::Error, words: &Words) -> RpcError {
    let option = |kind| shown(said.get(kind)).unwrap_or_else(|| words.text("cli-usage-something", &[]));
    let text = match said.kind() {
        Typed::MissingRequiredArgument => {
            words.text("cli-usage-missing", &[("what", &option(ContextKind::InvalidArg))])
        }
        Typed::MissingSubcommand => words.text("cli-usage-no-command", &[]),
        Typed::InvalidSubcommand => words.text("cli-usage-command", &[]),
        Typed::UnknownArgument => match unknown_option(said.get(ContextKind::InvalidArg)) {
            Some(name) => words.text("cli-usage-option", &[("what", &name)]),
            None => words.text("cli-usage-too-much", &[]),
        },
        Typed::ArgumentConflict => {
            words.text("cli-usage-twice", &[("what", &option(ContextKind::InvalidArg))])
        }
        _ => words.text("cli-usage-value", &[("what", &option(ContextKind::InvalidArg))]),
    };
    let near = [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand];
    let near = near.into_iter().find_map(|kind| shown(said.get(kind)));
    let near = near.map(|near| words.text("cli-usage-near", &[("what", &near)]));
    let usage = said.get(ContextKind::Usage).map(|usage| {
        let usage = usage.to_string();
        let line = usage.strip_prefix("Usage:").unwrap_or(&usage).trim().to_owned();
        format!("{} {line}", words.text("cli-help-heading-usage", &[]))
    });
    let whole: Vec<String> = [Some(text), near].into_iter().flatten().collect();
    let whole: Vec<String> = [Some(whole.join(" ")), usage].into_iter().flatten().collect();
    refused(whole.join("\n"))
}

fn refused(detail: String) -> RpcError {
    local(ErrorKind::InvalidInput, "input", detail)
}

/// Names of arguments and verbs, which are ours; never what was typed for them.
fn shown(value: Option<&ContextValue>) -> Option<String> {
    match value? {
        ContextValue::String(text) => Some(text.clone()),
        ContextValue::Strings(texts) if !texts.is_empty() => Some(texts.join(", ")),
        _ => None,
    }
}

/// The name of an option that nobody knows. A value glued to it is cut off, and a bare word is not repeated.
fn unknown_option(value: Option<&ContextValue>) -> Option<String> {
    let text = shown(value)?;
    let name = text.split('=').next().unwrap_or_default().to_owned();
    let plain = name.chars().all(|sign| sign.is_ascii_lowercase() || sign == '-');
    (name.starts_with("--") && plain && name.len() <= 24).then_some(name)
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    use super::*;
    use crate::args::Options;
    use crate::help;

    fn said(line: &[&str]) -> String {
        let words = Words::new("en");
        let line: Vec<OsString> =
            std::iter::once("changeover").chain(line.iter().copied()).map(Into::into).collect();
        if let Err(error) = refuse_secrets(&line, &words) {
            return error.detail;
        }
        let parsed = help::localised(Options::command(), &words).try_get_matches_from(line);
        mistake(&parsed.unwrap_err(), &words).detail
    }

    #[test]
    fn a_mistake_is_told_with_what_to_do() {
        assert!(said(&["migrate", "shop"]).contains("--to-version"), "{}", said(&["migrate", "shop"]));
        assert!(said(&["migrat"]).contains("migrate"), "{}", said(&["migrat"]));
        assert!(
            said(&["runs", "list", "--jason"]).contains("--json"),
            "{}",
            said(&["runs", "list", "--jason"])
        );
    }

    #[test]
    fn no_value_that_was_typed_is_repeated() {
        for line in [
            &["accounts", "add", "--token", "canary-1"][..],
            &["accounts", "add", "--token=canary-1"],
            &["accounts", "add", "--token-stdin=canary-1"],
            &["accounts", "add", "--tokn=canary-1"],
            &["accounts", "add", "--provider", "x", "--name", "y", "--token-stdin", "canary-1"],
            &["--passphrase", "canary-1", "vault", "state"],
            &["--passphrase-stdin=canary-1", "vault", "state"],
            &["--password=canary-1"],
            &["--canary-1"],
            &["canary-1"],
            &["transfer", "--from", "a", "--to", "b", "--jobs", "canary-1"],
            &["--json=canary-1", "runs", "list"],
        ] {
            let said = said(line);
            assert!(!said.contains("canary"), "{line:?}: {said}");
            assert!(!said.is_empty() && !said.contains("cli-usage"), "{line:?}: {said}");
        }
    }
}
