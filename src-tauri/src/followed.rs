//! Follows every run of the application on the person's behalf: keeps the machine awake while one is under way, and tells
//! when one ends or waits, if nobody looks at the window.

use std::collections::HashMap;
use std::sync::Arc;

use app::App;
use domain::ids::RunId;
use domain::run::{RunHeader, RunState};
use tauri::AppHandle;
use tokio::sync::broadcast::error::RecvError;
use tokio::sync::watch::Receiver;

use crate::awake::Awake;
use crate::shell::Host;
use crate::{notify, window};

/// Starts following, until the application ends.
pub(crate) fn follow(handle: AppHandle, app: Arc<App>, host: Arc<Host>) {
    let (copies, awake) = (app.copies_under_way(), host.awake.clone());
    tauri::async_runtime::spawn(stay_awake(copies, awake));
    tauri::async_runtime::spawn(async move {
        let mut states: HashMap<RunId, RunState> = HashMap::new();
        let mut stands = app.run_stands();
        loop {
            let header = match stands.recv().await {
                Ok(header) => header,
                Err(RecvError::Lagged(_)) => continue,
                Err(RecvError::Closed) => break,
            };
            let before = states.insert(header.id, header.state);
            balance(&host, before, header.state);
            if before != Some(header.state) && !window::is_looked_at(&handle) {
                tell(&handle, &host, &header);
            }
        }
    });
}

/// One hold while any copy is under way.
async fn stay_awake(mut copies: Receiver<usize>, awake: Awake) {
    let mut held = false;
    while copies.changed().await.is_ok() {
        let wanted = *copies.borrow_and_update() > 0;
        match (held, wanted) {
            (false, true) => awake.hold(),
            (true, false) => awake.release(),
            (true, true) | (false, false) => {}
        }
        held = wanted;
    }
}

fn working(state: RunState) -> bool {
    !state.is_over() && state != RunState::Paused
}

/// One hold for each run under way.
fn balance(host: &Host, before: Option<RunState>, after: RunState) {
    match (before.is_some_and(working), working(after)) {
        (false, true) => host.awake.hold(),
        (true, false) => host.awake.release(),
        (true, true) | (false, false) => {}
    }
}

fn tell(handle: &AppHandle, host: &Host, header: &RunHeader) {
    let state = match header.state {
        RunState::Succeeded => "succeeded",
        RunState::NeedsAttention => "needs-attention",
        RunState::Failed => "failed",
        RunState::Aborted => "aborted",
        RunState::Paused => "paused",
        RunState::Waiting => "waiting",
        RunState::Preparing
        | RunState::Starting
        | RunState::Watching
        | RunState::Aborting
        | RunState::Verifying => return,
    };
    notify::ended(handle, &host.words, &header.database_name, state);
}
