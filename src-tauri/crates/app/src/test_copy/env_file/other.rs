//! A new file, where its folder decides who can read it.

use std::fs::{File, OpenOptions};
use std::io::Result;
use std::path::Path;

/// Fails where there is something already.
pub(super) fn create(path: &Path) -> Result<File> {
    OpenOptions::new().write(true).create_new(true).open(path)
}
