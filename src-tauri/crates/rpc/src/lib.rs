//! The list of commands, declared once in [`commands`]: every host (window, command line, bridge) serves the same list by
//! [`dispatch`] or [`call`], and the TypeScript that the web view uses is generated from it.
//!
//! No rule of the business here, no window, no HTTP. Nothing that crosses this door outward holds a secret.
#![deny(clippy::wildcard_enum_match_arm)]

pub mod commands;
mod door;
pub mod requests;
pub mod typescript;

pub use door::stage::{Command, Stage};
pub use door::{call, dispatch, error, subscribe_copy, subscribe_run};
