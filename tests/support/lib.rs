//! What the tests share: servers, clients, proxies, canaries.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

pub mod aliases;
pub mod authority;
pub mod chaos;
pub mod dump;
pub mod panel;
pub mod postgres;
pub mod scenarios;
pub mod writer;
