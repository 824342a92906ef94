//! `changeover`: the same commands as the window's, for a terminal and for scripts.
//!
//! Parses, asks by the list of commands, prints. No rule of the business here.

mod args;
mod exit;
mod help;
mod opened;
mod output;
mod select;
mod stdin;
mod steer;
mod usage;
mod verbs;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::{CommandFactory as _, FromArgMatches as _};
use words::Words;

use crate::args::Options;
use crate::exit::Exit;
use crate::output::Out;

fn main() -> ExitCode {
    if let Some(ended) = host::guard() {
        return ended;
    }
    let typed = help::asked(std::env::args_os());
    let words = Words::new(help::language(typed.iter().cloned()));
    let options = match read(&typed, &words) {
        Ok(options) => options,
        Err(exit) => return exit.into(),
    };
    let out = Out::new(&options, words);
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build();
    let exit = match runtime {
        Ok(runtime) => runtime.block_on(Box::pin(verbs::run(options, &out))),
        Err(error) => Err(exit::local(domain::ErrorKind::Internal, "start", error.to_string())),
    };
    match exit {
        Ok(exit) => exit.into(),
        Err(error) => out.failed(&error).into(),
    }
}

/// Understands what was typed, or says what is wrong with it. Help is an answer, not a mistake.
fn read(typed: &[OsString], words: &Words) -> Result<Options, Exit> {
    let refused = |error| Out::before(typed, words).failed(&error);
    usage::refuse_secrets(typed, words).map_err(refused)?;
    let parsed = help::localised(Options::command(), words).try_get_matches_from(typed);
    parsed.and_then(|found| Options::from_arg_matches(&found)).map_err(|said| {
        // Nothing typed but the name: the help says more than a mistake would.
        if said.kind() == clap::error::ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand {
            let _ = said.print();
            return Exit::Usage;
        }
        if said.use_stderr() {
            return refused(usage::mistake(&said, words));
        }
        let _ = said.print();
        Exit::Done
    })
}
