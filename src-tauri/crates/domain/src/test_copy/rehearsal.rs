//! The fullest rehearsal: the provider's own migration, carried out on a test copy.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::ids::RunId;
use crate::time::Millis;
use crate::verification::Verdict;
use crate::version::Version;

/// The provider's own migration of a test copy. It is a run like any other, of a database that is nobody's.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Rehearsal {
    /// The version that the copy is ordered and filled with: that of the source.
    pub from: Version,
    /// The run, once begun.
    pub run: Option<RunId>,
    /// How long the copy was read-only, once it has succeeded.
    pub read_only: Option<Millis>,
    /// What the comparison of the copy before and after came to, once made.
    pub verdict: Option<Verdict>,
}
