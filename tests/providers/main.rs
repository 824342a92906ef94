//! Providers from outside: shapes and faults of the network against servers of our own, and the whole way against the
//! practice cloud. Nothing here leaves this machine.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

mod alwaysdata;
mod answers;
mod applications;
mod canaries;
mod conformance;
mod databases;
mod door;
mod elestio;
mod migrations;
mod offers;
mod panel;
mod practice_cloud;
mod proxy;
mod repeats;
mod rig;
mod sign_in;
mod tls;
