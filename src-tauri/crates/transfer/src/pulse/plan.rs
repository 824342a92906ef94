//! What there is to do, weighed in one unit: bytes of a table on disk, or work like it. Pure.

use domain::engine::{Chunk, Phase, Task};

/// What the smallest piece of work weighs: a few round trips.
const LEAST: u64 = 64 * 1024;
/// Building something over a table, or comparing it, costs about this part of copying it.
const LIGHTER: u64 = 4;

/// Work by when it is done.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Work {
    /// Objects before the rows.
    pub(super) before: u64,
    /// Rows.
    pub(super) rows: u64,
    /// What follows the rows of a table.
    pub(super) built: u64,
    /// What follows all rows, one after the other.
    pub(super) after: u64,
    /// What follows all rows, side by side.
    pub(super) beside: u64,
    /// Comparing both sides.
    pub(super) compared: u64,
}

impl Work {
    /// All that is to be done.
    pub(super) fn all(chunks: &[Chunk], tasks: &[Task], compare: bool) -> Self {
        let mut all = Self { rows: chunks.iter().map(of_chunk).sum(), ..Self::default() };
        for task in tasks {
            *all.part(task.phase) += of_task(task);
        }
        if compare {
            all.compared = all.rows / LIGHTER;
        }
        all
    }

    /// The part of a phase.
    pub(super) fn part(&mut self, phase: Phase) -> &mut u64 {
        match phase {
            Phase::BeforeData => &mut self.before,
            Phase::AfterTable => &mut self.built,
            Phase::AfterData | Phase::Last => &mut self.after,
            Phase::Beside => &mut self.beside,
        }
    }

    pub(super) fn sum(&self) -> u64 {
        self.before + self.rows + self.built + self.after + self.beside + self.compared
    }
}

/// The work of copying a chunk.
pub(super) fn of_chunk(chunk: &Chunk) -> u64 {
    LEAST + chunk.bytes_estimate
}

/// The work of creating an object.
pub(super) fn of_task(task: &Task) -> u64 {
    LEAST + task.weight / LIGHTER
}
