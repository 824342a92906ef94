//! Use cases: accounts, inventory, configuration, checks, the gate, runs, reports. One use case, one module.
//!
//! Emits codes and parameters, never text for people. Knows no window, no HTTP of its own and no engine or provider by
//! name; time, randomness and places on disk are handed in.
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

pub mod checks;
pub mod machine;
pub mod practice;
pub mod run;
#[cfg(test)]
mod testing;
