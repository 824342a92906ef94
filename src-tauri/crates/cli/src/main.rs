//! `changeover`: the same commands as the window's, for a terminal and for scripts.
//!
//! Parses, asks by the list of commands, prints. No rule of the business here.

mod args;
mod exit;
mod help;
mod libpq;
mod opened;
mod output;
mod select;
mod stdin;
mod verbs;

use std::process::ExitCode;

use clap::{CommandFactory as _, FromArgMatches as _};
use words::Words;

use crate::args::Options;
use crate::exit::Exit;
use crate::output::Out;

fn main() -> ExitCode {
    let words = Words::new(help::language(std::env::args_os()));
    let parsed = help::localised(Options::command(), &words).try_get_matches();
    let options = match parsed.and_then(|found| Options::from_arg_matches(&found)) {
        Ok(options) => options,
        Err(said) => {
            let exit = if said.use_stderr() { Exit::Usage } else { Exit::Done };
            let _ = said.print();
            return exit.into();
        }
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
