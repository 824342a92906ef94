//! What was asked of the practice cloud, in order, so that a test can prove that something was asked exactly once.
//!
//! Append-only. Neither queries nor headers nor bodies are kept: they hold credentials.

use std::sync::{Mutex, MutexGuard, PoisonError};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// A request.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LogEntry {
    /// When it came.
    pub at: Timestamp,
    /// `POST`.
    pub method: String,
    /// Path without its query.
    pub path: String,
    /// What the provider calls it; the answer's header says the same.
    pub sozu_id: String,
    /// Whether it had its effect: `false` where a fault answered before.
    pub handled: bool,
    /// The status of the answer. `None` while there is none, also for ever.
    pub status: Option<u16>,
    /// How long it took to answer, in milliseconds.
    pub took_ms: Option<i64>,
}

/// All requests.
#[derive(Debug, Default)]
pub(crate) struct Log(Mutex<Vec<LogEntry>>);

impl Log {
    /// Writes down that a request came. Returns its place.
    pub(crate) fn begin(&self, method: &str, path: &str, sozu_id: &str) -> usize {
        let mut entries = self.entries();
        entries.push(LogEntry {
            at: Timestamp::now(),
            method: method.to_owned(),
            path: path.to_owned(),
            sozu_id: sozu_id.to_owned(),
            handled: false,
            status: None,
            took_ms: None,
        });
        entries.len() - 1
    }

    /// Writes down that it had its effect.
    pub(crate) fn handled(&self, place: usize) {
        if let Some(entry) = self.entries().get_mut(place) {
            entry.handled = true;
        }
    }

    /// Writes down what was answered.
    pub(crate) fn end(&self, place: usize, status: u16) {
        if let Some(entry) = self.entries().get_mut(place) {
            entry.status = Some(status);
            entry.took_ms = Some(Timestamp::now().as_millisecond() - entry.at.as_millisecond());
        }
    }

    pub(crate) fn all(&self) -> Vec<LogEntry> {
        self.entries().clone()
    }

    fn entries(&self) -> MutexGuard<'_, Vec<LogEntry>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
