//! `cargo x ...`: set-up, demo, tests, generated files. It knows the product only as programs to build and run.

mod place;
mod process;
mod say;
mod setup;

use std::process::ExitCode;

use anyhow::Result;
use clap::{Parser, Subcommand};

use place::Places;

/// The tasks of the house.
#[derive(Debug, Parser)]
#[command(name = "cargo x", bin_name = "cargo x")]
struct Arguments {
    #[command(subcommand)]
    task: Task,
}

#[derive(Debug, Subcommand)]
enum Task {
    /// Brings what this machine lacks: system packages, PostgreSQL servers, npm packages, cargo tools.
    Setup {
        /// How much: `headless` for the command line, `window`, or `tests` for all.
        #[arg(long = "for", value_enum, default_value = "tests")]
        need: setup::Need,
    },
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    match run(arguments.task) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("cargo x: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(task: Task) -> Result<ExitCode> {
    let places = Places::find()?;
    match task {
        Task::Setup { need } => setup::run(&places, need)?,
    }
    Ok(ExitCode::SUCCESS)
}
