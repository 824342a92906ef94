//! Who can read a file, elsewhere: not looked at, as by PostgreSQL's own clients.

use std::fs::Metadata;

pub(super) fn open_to_others(_seen: &Metadata) -> bool {
    false
}

#[cfg(test)]
pub(super) mod tests {
    pub(in crate::surroundings) fn set_mode(_file: &std::path::Path, _mode: u32) -> bool {
        false
    }
}
