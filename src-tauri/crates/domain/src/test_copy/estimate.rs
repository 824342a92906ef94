//! What a test copy leads to expect of the real migration.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::ids::TestCopyId;
use crate::run::Method;
use crate::time::{Millis, Timestamp};

/// What the newest finished test copy of the same database with the same settings measured.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Estimate {
    /// Which one.
    pub test_copy: TestCopyId,
    /// When it was done.
    pub measured_at: Timestamp,
    /// Objects before and after the rows.
    pub objects: Millis,
    /// Rows.
    pub rows: Millis,
    /// Comparing both sides.
    pub comparison: Millis,
    /// How long the source would be read-only if our own engine did it: reading, objects, rows, comparison.
    pub read_only: Millis,
    /// Whether that was measured by the way in which the migration is done. With `false` our own copy was measured, and the
    /// provider's migration may take another time.
    pub same_way: bool,
    /// How the migration is done.
    pub method: Method,
}
