//! Where secrets are kept: one entry per credential in the keyring of the operating system, or, where there is none, in
//! a file locked by a passphrase that the person chose; secrets of practice accounts stay in memory.
//!
//! This room never logs, never hands out a secret as plain text, and never decides by itself to make a passphrase file.

mod beside;
mod file;
mod options;
mod patience;
mod ring;
mod session;
mod state;
mod vault;

pub use options::VaultOptions;
pub use state::{FileState, Kind, RingState, State};
pub use vault::{Kept, Vault};
