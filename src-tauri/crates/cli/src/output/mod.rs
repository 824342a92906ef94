//! Where everything printed goes: results to the standard output, all else to the standard error; words or JSON.

mod copying;
mod findings;
mod live;
mod progress;
mod report;
mod table;
mod test_copies;

use std::ffi::OsString;
use std::io::{IsTerminal as _, Write as _};

use domain::time::Timestamp;
use jiff::tz::TimeZone;
use rpc::requests::RpcError;
use serde::Serialize;
use serde_json::json;
use words::Words;

use crate::args::Options;
use crate::exit::Exit;
pub(crate) use copying::stage_words;
use live::Live;

/// What is printed, and how.
pub(crate) struct Out {
    words: Words,
    zone: TimeZone,
    json: bool,
    quiet: bool,
    colour: bool,
    /// Whether somebody watches: progress is for them alone.
    watched: bool,
    /// What is drawn over itself, where somebody watches on a terminal that can do so.
    live: Option<Live>,
}

/// A colour of the terminal, for words that say how serious something is. Never the only sign of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Tone {
    Good,
    Mild,
    Bad,
}

impl Out {
    pub(crate) fn new(options: &Options, words: Words) -> Self {
        let plain = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
        let terminal = std::io::stdout().is_terminal();
        let watched = std::io::stderr().is_terminal() && !options.quiet && !options.json;
        let simple = std::env::var_os("TERM").is_some_and(|name| name == "dumb");
        Self {
            words,
            zone: TimeZone::system(),
            json: options.json,
            quiet: options.quiet,
            colour: terminal && !plain && !options.json,
            watched,
            live: (watched && !plain && !simple).then(Live::default),
        }
    }

    /// For mistakes in what was typed: nothing of it was understood yet, but whether JSON is wanted can be seen.
    pub(crate) fn before(typed: &[OsString], words: &Words) -> Self {
        let plain = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
        let json = typed.iter().any(|argument| argument == "--json");
        Self {
            words: Words::new(words.language()),
            zone: TimeZone::UTC,
            json,
            quiet: false,
            colour: std::io::stderr().is_terminal() && !plain,
            watched: false,
            live: None,
        }
    }

    pub(crate) fn words(&self) -> &Words {
        &self.words
    }

    pub(crate) fn is_json(&self) -> bool {
        self.json
    }

    /// A result in words, where words are wanted.
    pub(crate) fn line(&self, text: &str) {
        if !self.json {
            print(text);
        }
    }

    /// A result in words from the catalogue.
    pub(crate) fn say(&self, id: &str, args: &[(&str, &str)]) {
        self.line(&self.words.text(id, args));
    }

    /// Whether remarks are wanted.
    pub(crate) fn remarks(&self) -> bool {
        !self.quiet && !self.json
    }

    /// A remark beside the results.
    pub(crate) fn note(&self, id: &str, args: &[(&str, &str)]) {
        if self.remarks() {
            warn(&self.words.text(id, args));
        }
    }

    /// A warning beside the results, also where notes are not wanted.
    pub(crate) fn warning(&self, id: &str, args: &[(&str, &str)]) {
        if !self.json {
            warn(&self.words.text(id, args));
        }
    }

    /// A line of progress, for somebody who watches.
    pub(crate) fn progress(&self, text: &str) {
        match &self.live {
            Some(live) => live.above(text),
            None if self.watched => warn(text),
            None => {}
        }
    }

    /// A line of progress that a log wants too, where nobody watches.
    pub(crate) fn step(&self, text: &str) {
        if self.watched {
            self.progress(text);
        } else if !self.quiet && !self.json {
            warn(text);
        }
    }

    /// Takes away what was drawn over itself: what follows stays.
    pub(crate) fn settled(&self) {
        if let Some(live) = &self.live {
            live.over();
        }
    }

    /// A result as JSON, where that is wanted: one line.
    pub(crate) fn json<T: Serialize>(&self, value: &T) {
        if self.json
            && let Ok(text) = serde_json::to_string(value)
        {
            print(&text);
        }
    }

    /// A label and its value.
    pub(crate) fn field(&self, label: &str, value: &str) {
        let label = self.words.text(label, &[]);
        self.line(&format!("  {label:<28} {value}"));
    }

    /// A label and what belongs to it, in one line without columns.
    pub(crate) fn labelled(&self, label: &str, text: &str) -> String {
        self.words.text("cli-labelled", &[("label", &*self.words.text(label, &[])), ("text", text)])
    }

    /// A heading.
    pub(crate) fn heading(&self, text: &str) {
        let text = if self.colour { format!("\u{1b}[1m{text}\u{1b}[0m") } else { text.to_owned() };
        self.line(&format!("\n{text}"));
    }

    /// Lines under a label, aligned with the values beside labels.
    pub(crate) fn items(&self, label: &str, items: &[String]) {
        for (at, item) in items.iter().enumerate() {
            if at == 0 {
                self.field(label, item);
            } else {
                self.line(&format!("  {:<28} {item}", ""));
            }
        }
    }

    /// Colours a word where that is wanted.
    pub(crate) fn toned(&self, tone: Tone, text: &str) -> String {
        let code = match tone {
            Tone::Good => 32,
            Tone::Mild => 33,
            Tone::Bad => 31,
        };
        if self.colour { format!("\u{1b}[{code}m{text}\u{1b}[0m") } else { text.to_owned() }
    }

    /// A point in time on this computer's clock.
    pub(crate) fn moment(&self, at: Timestamp) -> String {
        self.words.moment(at.0, &self.zone)
    }

    /// Says an error and how the call ends by it.
    pub(crate) fn failed(&self, error: &RpcError) -> Exit {
        let exit = Exit::of_error(error);
        if self.json {
            warn(&json!({ "type": "error", "exit": exit.number(), "error": error }).to_string());
            return exit;
        }
        self.error(error);
        exit
    }

    /// Says an error: what happened, what it means, what to do.
    pub(crate) fn error(&self, error: &RpcError) {
        let key = format!("error-{}", error.code.to_lowercase());
        let params = &error.params;
        let text = |tail: &str| {
            let id = format!("{key}-{tail}");
            self.words.try_text_of(&id, params)
        };
        let unknown = [("code", error.code.as_str())];
        let title = text("title").unwrap_or_else(|| self.words.text("error-unknown-title", &unknown));
        let body = text("body").unwrap_or_else(|| self.words.text("error-unknown-body", &unknown));
        warn(&format!("{} ({})", self.toned(Tone::Bad, &title), error.code));
        warn(&body);
        if !error.detail.is_empty() {
            warn(&self.labelled("cli-error-detail", &error.detail));
        }
        let remedy = serde_json::to_value(error.remedy).unwrap_or_default();
        if let Some(remedy) = remedy.as_str().filter(|word| *word != "nothing") {
            let remedy = format!("remedy-{}", remedy.replace('_', "-"));
            // Some things are done otherwise in a terminal than in the window.
            let own = self.words.try_text(&format!("cli-{remedy}"), &[]);
            let advice = own.unwrap_or_else(|| self.words.text(&remedy, &[]));
            warn(&self.labelled("cli-error-do", &advice));
        }
        if let Some(reference) = &error.reference {
            warn(&self.labelled("cli-error-reference", reference));
        }
    }
}

/// The word of a value that serialises as one, as catalogue keys write it: `needs-attention`.
pub(crate) fn key_of<T: Serialize>(value: &T) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(word)) => word.replace('_', "-"),
        _ => String::new(),
    }
}

/// What others have written (names, messages) must not move the cursor or hide what stands beside it.
pub(crate) fn harmless(text: &str) -> String {
    text.chars().map(|sign| if sign.is_control() && sign != '\n' { '\u{fffd}' } else { sign }).collect()
}

/// A reader that has gone away (a closed pipe) is no fault of ours.
fn print(text: &str) {
    let _ = writeln!(std::io::stdout().lock(), "{text}");
}

fn warn(text: &str) {
    let _ = writeln!(std::io::stderr().lock(), "{text}");
}
