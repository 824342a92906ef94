//! What a subscriber of a run gets: a snapshot first, then what changes.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::journal::JournalEntry;
use super::view::RunView;
use crate::copy::CopyEvent;
use crate::ids::RunId;
use crate::time::Timestamp;

/// One thing that happened in a run. JSON Lines of these are what the command line prints with `--json`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum RunEvent {
    /// The whole state: first to every subscriber, and again after each change of state.
    Snapshot {
        /// The run.
        run: Box<RunView>,
    },
    /// An entry was written to the journal.
    Journal {
        /// Which run.
        id: RunId,
        /// The entry.
        entry: JournalEntry,
    },
    /// The provider was heard and nothing new was seen: the heartbeat.
    Heard {
        /// Which run.
        id: RunId,
        /// When.
        at: Timestamp,
    },
    /// Something worth a line in the log drawer.
    Message {
        /// Which run.
        id: RunId,
        /// The line.
        message: RunMessage,
    },
    /// How far the copy of a run is: all of it first, then what changes.
    Copy {
        /// Which run.
        id: RunId,
        /// As a copy tells it.
        event: Box<CopyEvent>,
    },
    /// The run is over; nothing follows.
    Over {
        /// Which run.
        id: RunId,
    },
}

/// A line of the log drawer: a catalogue key with parameters, never free text with secrets.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct RunMessage {
    /// When.
    pub at: Timestamp,
    /// Catalogue key, `log-<code>`.
    pub code: String,
    /// What the words need.
    pub params: std::collections::BTreeMap<String, String>,
}
