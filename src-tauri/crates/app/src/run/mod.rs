//! A migration, from the gate to its end: the journal decides what is next, each step is a file, the view is derived.
//!
//! An intent is on disk before its effect, an observation after it. The start of a migration is asked for once and never
//! again: whatever becomes of the answer, it is looked for. A run goes on without anybody watching it, and survives the
//! end of the process at any point.

mod abort;
pub mod course;
mod drive;
mod guide;
pub(crate) mod live;
pub mod record;
pub mod record_guided;
pub mod record_transfer;
mod recover;
mod redeploy;
mod release;
mod show;
mod steps;
mod stream;
pub mod view;

pub use stream::RunEvents;
