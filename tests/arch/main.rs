//! The shape of the house, as tests: who may know whom, how files look, which words exist.
//!
//! Each checker takes the root of a tree and returns what breaks the rule. Beside the test of the real tree stands a
//! planted one, in a temporary folder, that proves the checker bites. No checker changes a file.

#![allow(clippy::expect_used, clippy::unwrap_used, clippy::panic)]

mod built_words;
mod catalogue;
mod errors_have_words;
mod folders;
mod generated;
mod imports;
mod literal;
mod rooms;
mod sources;
mod stray;
mod tree;
mod trust;
mod usage;
