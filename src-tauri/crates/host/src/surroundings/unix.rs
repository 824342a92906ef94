//! Who can read a file, on Unix.

use std::fs::Metadata;
use std::os::unix::fs::PermissionsExt as _;

pub(super) fn open_to_others(seen: &Metadata) -> bool {
    seen.permissions().mode() & 0o077 != 0
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    pub(in crate::surroundings) fn set_mode(file: &std::path::Path, mode: u32) -> bool {
        std::fs::set_permissions(file, std::fs::Permissions::from_mode(mode)).is_ok()
    }
}
