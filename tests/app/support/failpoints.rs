//! Takes the application away at a chosen boundary of the journal: whoever reaches it never comes back.

use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use app::failpoint::{Boundary, Failpoint};
use async_trait::async_trait;
use tokio::sync::Notify;

/// Counts boundaries, and stops at one of them for ever.
#[derive(Default)]
pub(crate) struct Kill {
    at: Option<usize>,
    reached: AtomicUsize,
    seen: Mutex<Vec<Boundary>>,
    pub(crate) dead: Notify,
}

impl Kill {
    /// Counts only.
    pub(crate) fn never() -> Self {
        Self::default()
    }

    /// Stops at the boundary of this number, counted from 0.
    pub(crate) fn at(number: usize) -> Self {
        Self { at: Some(number), ..Self::default() }
    }

    pub(crate) fn seen(&self) -> Vec<Boundary> {
        self.seen.lock().unwrap().clone()
    }
}

#[async_trait]
impl Failpoint for Kill {
    async fn reach(&self, boundary: Boundary) {
        let number = self.reached.fetch_add(1, Ordering::SeqCst);
        self.seen.lock().unwrap().push(boundary);
        // Everything after the fatal one is dead too: the process is gone, not only one of its tasks.
        if self.at.is_some_and(|at| number >= at) {
            self.dead.notify_one();
            std::future::pending::<()>().await;
        }
    }
}
