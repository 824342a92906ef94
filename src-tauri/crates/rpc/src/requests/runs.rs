//! What commands about a run take beside its id.

use domain::ids::RunId;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The person is about to act in the provider's panel.
#[derive(Clone, Copy, Debug, Deserialize, Serialize, TS)]
pub struct RunGo {
    /// The run that waits for it.
    pub id: RunId,
    /// Whether nobody may write to the source from here until both sides were compared.
    pub keep_out: bool,
}

/// Names an application to restart after a run.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct RedeployRequest {
    /// The run that it belongs to.
    pub id: RunId,
    /// The provider's id of the application.
    pub application: String,
}

/// Lets the old database of a run go.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct ReleaseRequest {
    /// The run that moved its data.
    pub id: RunId,
    /// Its name, as typed.
    pub typed_name: String,
}
