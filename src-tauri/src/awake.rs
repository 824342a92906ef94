//! Keeps the machine awake while work goes on. One thread owns the hold, since on Windows a hold belongs to its thread.
//! Closing the lid is not covered: the work survives sleep by its journal.

use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;

/// Counts the works that want the machine awake.
#[derive(Clone)]
pub(crate) struct Awake(Sender<Ask>);

enum Ask {
    Hold,
    Release,
}

impl Awake {
    /// Starts the thread that owns the hold.
    pub(crate) fn start() -> Self {
        let (asks, inbox) = channel();
        thread::spawn(move || serve(&inbox));
        Self(asks)
    }

    /// One more work wants the machine awake.
    pub(crate) fn hold(&self) {
        // The thread lives as long as the process; should it be gone, the machine may sleep and nothing else changes.
        let _unheard = self.0.send(Ask::Hold);
    }

    /// One work less.
    pub(crate) fn release(&self) {
        let _unheard = self.0.send(Ask::Release);
    }
}

fn serve(inbox: &Receiver<Ask>) {
    let mut works = 0_usize;
    let mut hold = None;
    while let Ok(ask) = inbox.recv() {
        works = match ask {
            Ask::Hold => works + 1,
            Ask::Release => works.saturating_sub(1),
        };
        if works == 0 {
            hold = None;
        } else if hold.is_none() {
            hold = keepawake::Builder::default()
                .idle(true)
                .reason("A database migration is under way")
                .app_name("Changeover")
                .app_reverse_domain("app.changeover.desktop")
                .create()
                .inspect_err(|error| tracing::warn!(error = %error, "the machine may fall asleep"))
                .ok();
        }
    }
    drop(hold);
}
