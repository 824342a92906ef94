//! Points in time and spans as plain numbers. The clock itself is passed in by hosts; this crate never reads one.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Milliseconds since 1970-01-01T00:00:00Z.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(transparent)]
pub struct Timestamp(#[ts(type = "number")] pub i64);

/// A span in milliseconds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(transparent)]
pub struct Millis(#[ts(type = "number")] pub i64);

impl Timestamp {
    /// The span from `earlier` to `self`; negative when the clock went back.
    #[must_use]
    pub fn since(self, earlier: Timestamp) -> Millis {
        Millis(self.0 - earlier.0)
    }
}

/// What tells the time. Hosts hand in the machine's clock, tests hand in their own.
pub trait Clock: Send + Sync {
    /// The wall clock now.
    fn now(&self) -> Timestamp;
}
