//! The words of the house as types, and the contracts between its rooms.
//!
//! This crate does no I/O, knows no clock, no window, no database driver and no HTTP client.
//! Everything here is data, plus the traits that providers and engines fulfil.
#![deny(clippy::wildcard_enum_match_arm)]

pub mod account;
pub mod address;
pub mod application;
pub mod certificate;
pub mod change;
pub mod copy;
pub mod database;
pub mod engine;
pub mod error;
pub mod finding;
pub mod ids;
pub mod money;
pub mod offer;
pub mod provider;
pub mod run;
pub mod secret;
pub mod test_copy;
pub mod time;
pub mod verification;
pub mod version;

pub use error::{Error, ErrorKind, Result};
pub use secret::Secret;
