//! `cargo x setup`: brings what the machine lacks, touches nothing that is there. It builds no part of the product.

mod cargo_tools;
mod client_tools;
mod node;
mod rivals;
mod servers;
mod system;

use anyhow::Result;

use crate::place::Places;
use crate::say;

pub(crate) use cargo_tools::{DENY, NEXTEST, tool};
pub(crate) use rivals::folder as rivals;

/// How much of the set-up a task needs; each includes the one before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, clap::ValueEnum)]
pub(crate) enum Need {
    /// The command line and the practice cloud's servers.
    Headless,
    /// The window: its libraries and the user interface.
    Window,
    /// The tests: a display without a screen, a keyring, the test runner.
    Tests,
}

/// Sets up what `need` asks for. What is already there costs a look and no more.
pub(crate) fn run(places: &Places, need: Need) -> Result<()> {
    let started = std::time::Instant::now();
    system::install(need)?;
    servers::install(places, need)?;
    if need >= Need::Window {
        node::install(&places.ui())?;
    }
    if need >= Need::Tests {
        node::install(&places.root.join("tests").join("clients"))?;
        cargo_tools::install(places)?;
        client_tools::install(places)?;
    }
    say::note(&format!("set-up is complete ({})", say::lasting(started.elapsed())));
    Ok(())
}
