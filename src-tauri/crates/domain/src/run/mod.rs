//! A migration as we run it: the plan that a person confirmed, the journal, and the state derived from the journal.

mod event;
mod guide;
mod journal;
mod plan;
mod transfer;
mod view;

pub use event::{RunEvent, RunMessage};
pub use guide::{GuideFreeze, GuideView, GuideWait, RestorePointView};
pub use journal::{EntryKind, JournalEntry, Step, StepClass, StepOutcome};
pub use plan::{Acceptance, Environment, Gate, Method, Plan};
pub use transfer::{
    AddressPart, HandOver, HandOverPlace, NewServer, NewServerState, OldServer, OwnStep, OwnStepState,
    RunFreeze, TransferRunView,
};
pub use view::{
    DataLocation, FailureView, PhaseView, Predicted, RedeployedApplication, ResumeClass, RunHeader, RunState,
    RunView, Timings,
};
