//! What PostgreSQL's own clients read from files, so that no password needs to be typed: the password file.

mod address;
mod passfile;

pub(crate) use address::{Address, Password, complete};
