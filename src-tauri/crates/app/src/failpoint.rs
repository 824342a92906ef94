//! Places at which a test may take the process away: before and after each entry of a journal, and of
//! each change of the record of a test copy. In the application they do nothing.

use async_trait::async_trait;
use domain::run::Step;
use domain::test_copy::TestCopyRecord;

/// A boundary of the journal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Boundary {
    /// The step that writes.
    pub step: Step,
    /// What it writes.
    pub writes: Writes,
    /// Whether the entry is on disk already.
    pub written: bool,
}

/// What is written at a boundary.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Writes {
    /// What is about to happen.
    Intent,
    /// What was seen. Before it is written, the effect has happened already.
    Observation,
}

/// Told of every boundary. A test's never comes back from the one it was set to.
#[async_trait]
pub trait Failpoint: Send + Sync {
    /// A boundary is reached.
    async fn reach(&self, boundary: Boundary);

    /// The record of a test copy is about to be written, or is on disk already.
    async fn reach_test_copy(&self, record: &TestCopyRecord, written: bool) {
        let _ = (record, written);
    }
}

/// Nothing happens at any boundary.
#[derive(Clone, Copy, Debug, Default)]
pub struct NoFailpoint;

#[async_trait]
impl Failpoint for NoFailpoint {
    async fn reach(&self, _boundary: Boundary) {}
}
