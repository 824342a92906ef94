//! What the window can be started with. The same words as the command line's.

use std::path::PathBuf;

use clap::Parser;

/// Upgrades and migrates managed databases without fear.
#[derive(Clone, Debug, Parser)]
#[command(name = "changeover-desktop", version)]
pub(crate) struct Options {
    /// Keeps all state in this folder instead of the system's own place.
    #[arg(long, value_name = "DIR")]
    pub(crate) data_dir: Option<PathBuf>,

    /// Starts the practice cloud on this machine and signs in to it.
    #[arg(long)]
    pub(crate) practice: bool,

    /// The practice cloud's scenario, instead of the one inside.
    #[arg(long, value_name = "FILE")]
    pub(crate) scenario: Option<PathBuf>,
}

impl Options {
    /// A folder of its own means a life of its own: then several windows may be open beside each other.
    pub(crate) fn single_instance(&self) -> bool {
        self.data_dir.is_none()
    }
}
