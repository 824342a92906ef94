//! The door: takes a command's name and its JSON, finds the use case, gives JSON back. It decides nothing itself.

pub(crate) mod scope;
