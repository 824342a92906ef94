//! Who may read the passphrase file, elsewhere: what the person's own data folder allows.

use atomic_write_file::OpenOptions;

/// The folder of application data is the person's own already.
pub(crate) fn owner_only(_options: &mut OpenOptions) {}
