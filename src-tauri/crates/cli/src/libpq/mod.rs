//! What PostgreSQL's own clients understand and read from files, so that no password needs to be typed: addresses and
//! `keyword=value` strings, named services, the password file. Read only; connecting is not done here.

mod address;
mod keywords;
mod parts;
mod passfile;
mod service;

pub(crate) use address::{Password, complete};
