//! Words for text that Rust shows to people (command line, reports, notifications), from the same catalogues as the
//! window's. Knows no clock, no environment, no terminal: the host says which language and which time zone.

mod catalogues;
mod formats;
mod language;

pub use catalogues::Words;
pub use language::Language;
