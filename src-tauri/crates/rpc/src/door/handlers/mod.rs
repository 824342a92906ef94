//! One function a command: takes its request apart, calls the use case, puts its response together. No rule here.

mod accounts;
mod certificates;
mod copies;
mod databases;
mod machine;
mod runs;
mod test_copies;
mod wizard;

pub(super) use accounts::*;
pub(super) use certificates::*;
pub(super) use copies::*;
pub(super) use databases::*;
pub(super) use machine::*;
pub(super) use runs::*;
pub(super) use test_copies::*;
pub(super) use wizard::*;
