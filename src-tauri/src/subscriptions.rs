//! The subscriptions of the pages, by number, so that each can be ended.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use tauri::async_runtime::JoinHandle;

/// Tasks that carry events to the pages.
#[derive(Default)]
pub(crate) struct Subscriptions(Mutex<Book>);

#[derive(Default)]
struct Book {
    last: u32,
    tasks: HashMap<u32, JoinHandle<()>>,
}

impl Subscriptions {
    /// Keeps one under a new number, and forgets those that have ended by themselves.
    pub(crate) fn add(&self, task: JoinHandle<()>) -> u32 {
        let mut book = self.lock();
        book.tasks.retain(|_, task| !task.inner().is_finished());
        book.last = book.last.wrapping_add(1);
        let number = book.last;
        book.tasks.insert(number, task);
        number
    }

    /// Ends one; nothing happens where there is none of that number.
    pub(crate) fn end(&self, number: u32) {
        if let Some(task) = self.lock().tasks.remove(&number) {
            task.abort();
        }
    }

    fn lock(&self) -> MutexGuard<'_, Book> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
