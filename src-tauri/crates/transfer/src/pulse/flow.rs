//! The bytes of one chunk on their way. A chunk that is begun again tells its bytes once: only what is new counts.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// Counts the bytes of a chunk as they pass. Shared between the worker that moves them and who tells of them.
#[derive(Debug)]
pub(crate) struct Flow {
    /// Of the attempt that runs.
    now: AtomicU64,
    /// The most that any attempt came to.
    most: AtomicU64,
    /// Everything that ever passed, repeated bytes included; of all chunks together.
    passed: Arc<AtomicU64>,
}

impl Flow {
    pub(super) fn new(passed: Arc<AtomicU64>) -> Self {
        Self { now: AtomicU64::new(0), most: AtomicU64::new(0), passed }
    }

    /// Of bytes that nobody is told of.
    pub(crate) fn apart() -> Self {
        Self::new(Arc::default())
    }

    /// Bytes passed.
    pub(crate) fn add(&self, bytes: u64) {
        let now = self.now.fetch_add(bytes, Ordering::Relaxed) + bytes;
        self.most.fetch_max(now, Ordering::Relaxed);
        self.passed.fetch_add(bytes, Ordering::Relaxed);
    }

    /// The chunk is begun again.
    pub(super) fn again(&self) {
        self.now.store(0, Ordering::Relaxed);
    }

    /// Bytes to tell. Never goes back.
    pub(super) fn bytes(&self) -> u64 {
        self.most.load(Ordering::Relaxed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_sent_again_is_not_told_again() {
        let passed = Arc::new(AtomicU64::new(0));
        let flow = Flow::new(Arc::clone(&passed));
        flow.add(70);
        flow.again();
        flow.add(30);
        assert_eq!(flow.bytes(), 70, "the second attempt is behind the first");
        flow.add(50);
        assert_eq!(flow.bytes(), 80, "and now it is ahead");
        assert_eq!(passed.load(Ordering::Relaxed), 150, "all of it passed");
    }
}
