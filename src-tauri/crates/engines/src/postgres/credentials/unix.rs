//! Who can read a key, on Unix: as PostgreSQL's own clients judge it.

use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _};
use std::path::Path;

/// A key belongs to its owner alone; one of the administrator may be read by a group.
pub(super) fn open_to_others(key: &Path) -> bool {
    std::fs::metadata(key).is_ok_and(|seen| {
        let open = if seen.uid() == 0 { 0o037 } else { 0o077 };
        seen.permissions().mode() & open != 0
    })
}
