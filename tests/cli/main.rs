//! The command line as a script uses it: the real program against the real practice cloud, and what people read of it.
#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on has failed")]

mod accounts;
mod alwaysdata;
mod certificates;
mod chaos;
mod cloud;
mod dumps;
mod freeze;
mod guard;
mod help;
mod journey;
mod keyring;
mod live;
mod recovery;
mod refusals;
mod sql;
mod start;
mod terminal;
mod test_copies;
mod transfer;
mod trouble;
mod verify;
