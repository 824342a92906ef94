//! Use cases: accounts, inventory, configuration, checks, the gate, runs, reports. One use case, one module; each is a
//! method of [`App`].
//!
//! Emits codes and parameters, never text for people. Knows no window, no HTTP of its own and no engine or provider by
//! name; time, randomness and places on disk are handed in.
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

pub mod accounts;
mod application;
mod carry;
pub mod checks;
mod config;
pub mod configure;
pub mod copy;
pub mod failpoint;
mod fault;
mod freeze;
pub mod gate;
pub mod guard;
pub mod inventory;
pub mod machine;
mod pace;
mod place;
pub mod ports;
pub mod practice;
mod report;
pub mod run;
mod secrets;
mod settings;
mod support;
pub mod test_copy;
mod trust;
mod verify;

#[cfg(test)]
mod testing;

pub use transfer::Controls;

pub use application::App;
pub use carry::TransferOrder;
pub use config::AppConfig;
pub use engines::Address;
pub use fault::Fault;
pub use freeze::{FreezeOrder, StillFrozen};
pub use pace::Pace;
pub use place::Place;
pub use providers::{ClosingPage, Consumer, ProfilePlaces};
pub use report::Report;
pub use settings::{Info, Settings, Theme};
pub use support::SupportSheet;
pub use vault::{FileState, Kind as VaultKind, RingState, State as VaultState, VaultOptions};
pub use verify::{Compared, VerifyOrder};
