//! A migration, from the gate to its end: the journal decides what is next, each step is a file, the view is derived.

pub mod record;
pub mod situation;
pub mod view;
