//! What a run by the method `transfer` has beside the rest: its own steps, the new server, the freeze, the hand-over.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::journal::Step;
use crate::ids::DatabaseId;
use crate::time::{Millis, Timestamp};

/// What is shown of a transfer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct TransferRunView {
    /// Our steps in order, also those to come.
    pub steps: Vec<OwnStep>,
    /// The new server; `None` before it is ordered.
    pub target: Option<NewServer>,
    /// How the source is kept from being written to; `None` before that.
    pub freeze: Option<RunFreeze>,
    /// What the person puts into applications; `None` before the new server counts.
    pub hand_over: Option<HandOver>,
    /// What becomes of the old server.
    pub old: OldServer,
    /// Whether the old server may be let go now.
    pub can_release: bool,
}

/// One of our steps.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct OwnStep {
    /// Which.
    pub step: Step,
    /// How it stands.
    pub state: OwnStepState,
    /// When it was begun last.
    pub began: Option<Timestamp>,
    /// When it ended.
    pub ended: Option<Timestamp>,
    /// Why it was skipped, as a code.
    pub reason: Option<String>,
}

/// How one of our steps stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum OwnStepState {
    /// Not begun.
    Waiting,
    /// Begun.
    Running,
    /// Done.
    Done,
    /// It does not apply here.
    Skipped,
    /// It did not happen, or it is not known whether it did.
    Failed,
}

/// The server that a run ordered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct NewServer {
    /// What the provider calls it; `None` while that is not known.
    pub database: Option<DatabaseId>,
    /// What its name holds, by which it is found again.
    pub label: String,
    /// How it stands.
    pub state: NewServerState,
}

/// How the server that a run ordered stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum NewServerState {
    /// It was asked for; whether it is there is not known.
    Ordered,
    /// It is there, and does not answer yet.
    BeingMade,
    /// It answers, and does not count.
    Ready,
    /// It counts.
    Serving,
    /// It is of no use, is or may be there still, and is billed as long as it is.
    LeftOver,
    /// It was deleted, or never was there.
    Removed,
}

/// How the source of a run is kept from being written to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct RunFreeze {
    /// When it was about to begin.
    pub began: Timestamp,
    /// How long it lasts at most before both sides are proven equal.
    pub limit: Millis,
    /// What undoes it, for any client of the owner of the database.
    pub thaw: Vec<String>,
    /// How long the source was read-only; `None` while that is being measured.
    pub read_only: Option<Millis>,
    /// Whether it is read-only still because the new server counts.
    pub stays: bool,
}

/// Where the new server is reached. The password is shown by the provider, never here.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct HandOver {
    /// What the provider calls it.
    pub database: DatabaseId,
    /// Its name there.
    pub name: String,
    /// Host before and after, and so on.
    pub places: Vec<HandOverPlace>,
    /// The provider's page on which the password is found.
    pub panel_url: Option<String>,
}

/// One part of an address before and after.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct HandOverPlace {
    /// Which part.
    pub part: AddressPart,
    /// Before; `None` where it is not known.
    pub before: Option<String>,
    /// After.
    pub after: String,
}

/// A part of an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum AddressPart {
    /// Host name.
    Host,
    /// Port.
    Port,
    /// Name of the database.
    Database,
    /// User name.
    User,
}

/// What becomes of the old server.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum OldServer {
    /// It counts.
    Serving,
    /// The new one counts; it is kept, read-only and billed, until the person lets it go.
    Kept,
    /// The person let it go; it is or may be there still.
    Leaving,
    /// It was deleted.
    Released {
        /// When.
        at: Timestamp,
    },
}
