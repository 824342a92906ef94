//! The copy scheduler: takes an engine's two sides and a ledger, and carries everything across.
//!
//! Largest chunk first; a chunk is redone, never half counted; memory is bounded whatever the size; progress is bytes and
//! rows. It knows no engine by name, writes no SQL, and keeps nothing on disk itself.

mod build;
mod control;
mod copy;
mod direction;
mod jobs;
mod journal;
mod meter;
mod pipe;
mod planner;
mod pulse;
mod resume;
mod run;
mod verify;

pub use control::Controls;
pub use direction::{occupied, passable};
pub use meter::Sink;
pub use run::{Options, between, run};
pub use verify::{Verifying, verify};

use domain::Error;
use domain::error::Retry;

/// Whether a broken connection may be replaced and the work on it repeated.
fn may_repeat(error: &Error) -> bool {
    matches!(error.retry(), Retry::Later | Retry::Probe)
}
