//! Who may read the passphrase file, on Unix: its owner alone, whatever the file had before.

use atomic_write_file::OpenOptions;
use atomic_write_file::unix::OpenOptionsExt as _;
use std::os::unix::fs::OpenOptionsExt as _;

/// 0600 from the first byte on.
pub(crate) fn owner_only(options: &mut OpenOptions) {
    options.mode(0o600).preserve_mode(false);
}
