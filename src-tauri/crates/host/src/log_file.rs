//! The log: JSON Lines in the data folder. Only our own crates speak in it, so no library can put a value there.

use std::fs::{File, OpenOptions};
use std::path::Path;
use std::sync::Mutex;

use tracing_subscriber::EnvFilter;

const OURS: &str = "off,app=info,bridge=info,changeover=info,changeover_desktop=info,engines=info,practice=info,providers=info,rpc=info,store=info,transfer=info,vault=info";

/// Starts logging into `<folder>/log/changeover.jsonl`. A log that cannot be written never stops the work.
pub fn log_into(folder: &Path) {
    if let Some(file) = open(folder) {
        let logger = tracing_subscriber::fmt()
            .json()
            .with_env_filter(EnvFilter::new(OURS))
            .with_writer(Mutex::new(file))
            .finish();
        // Fails only when a logger is already there, which is then the one to keep.
        let _already_there = tracing::subscriber::set_global_default(logger);
    }
}

fn open(folder: &Path) -> Option<File> {
    let folder = folder.join("log");
    std::fs::create_dir_all(&folder).ok()?;
    OpenOptions::new().create(true).append(true).open(folder.join("changeover.jsonl")).ok()
}
