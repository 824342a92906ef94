//! What the application remembers: accounts, marks, settings, runs and their journal, in one SQLite file.
//!
//! Durable before a call returns (WAL, synchronous FULL, one writer). Knows no provider and no engine, and never holds a
//! secret. Time is passed in. Ledgers of transfers alone are written for speed: see [`StoredLedgers`].

mod accounts;
mod certificates;
mod chain;
mod fault;
mod folder;
mod freezes;
mod journal;
mod marks;
mod messages;
mod open;
mod runs;
mod schema;
mod settings;
mod test_copies;
mod text;
mod transfers;

pub use chain::Chain;
pub use open::Store;
pub use runs::{NewRun, StoredRun};
pub use transfers::StoredLedgers;

#[cfg(test)]
mod tests;
