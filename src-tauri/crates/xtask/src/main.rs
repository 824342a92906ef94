//! `cargo x ...`: set-up, demo, tests, generated files. It knows the product only as programs to build and run.

mod bench;
mod demo;
mod generate;
mod place;
mod process;
mod product;
mod say;
mod scratch;
mod screens;
mod session;
mod setup;
mod test;

use std::path::PathBuf;
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
    /// Upgrades a real database on the practice cloud: in the window, or by the command line without a display.
    Demo {
        /// The provider that the practice cloud speaks as; `direct`: two servers that are reached by address.
        #[arg(long, default_value = "clever-cloud")]
        provider: String,
        /// The command line even where there is a display.
        #[arg(long)]
        headless: bool,
    },
    /// Every check of the house; with a filter, only the Rust tests whose name contains it.
    Test {
        /// Part of a test's name.
        filter: Option<String>,
    },
    /// Writes the TypeScript that is generated from the commands.
    Gen {
        /// Writes nothing; fails when what is in place is stale.
        #[arg(long)]
        check: bool,
    },
    /// Takes pictures of every screen, in both languages and both themes.
    Screens {
        /// Where to put them; `screens` in the workspace by default.
        folder: Option<PathBuf>,
    },
    /// Measures: `transfer` beside the tools that a person would use instead, `verify` beside the copy, `introspect` for a
    /// catalog of 10,000 tables.
    Bench {
        /// Which benchmark.
        #[arg(default_value = "transfer")]
        name: String,
        /// Its own options; `--help` lists them.
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        options: Vec<String>,
    },
    /// Builds an installable package for this system.
    Package,
}

fn main() -> ExitCode {
    match run(Arguments::parse().task) {
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
        Task::Demo { provider, headless } => return demo::run(&places, &demo::Wanted { provider, headless }),
        Task::Test { filter } => return test::run(&places, filter.as_deref()),
        Task::Gen { check } => generate::run(&places, check)?,
        Task::Screens { folder } => screens::run(&places, folder)?,
        Task::Bench { name, options } => return bench::run(&places, &name, &options),
        Task::Package => {
            setup::run(&places, setup::Need::Window)?;
            product::package(&places)?;
        }
    }
    Ok(ExitCode::SUCCESS)
}
