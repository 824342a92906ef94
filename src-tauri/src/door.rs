//! The door: one command `rpc`, two subscriptions, and three small services of the window. No rule of the business.
//!
//! What the pages send is taken as hostile: names outside the list, junk and replays end as coded errors.

use std::sync::Arc;

use domain::copy::CopyEvent;
use domain::ids::{CopyId, RunId};
use domain::run::RunEvent;
use domain::{Error, ErrorKind};
use futures::StreamExt;
use rpc::requests::RpcError;
use serde_json::Value;
use tauri::ipc::Channel;
use tauri::{AppHandle, State};
use tauri_plugin_opener::OpenerExt;

use crate::shell::Host;

/// Any command of the list, by name.
#[tauri::command]
pub(crate) async fn rpc(
    host: State<'_, Arc<Host>>,
    command: String,
    payload: Value,
) -> Result<Value, RpcError> {
    rpc::dispatch(host.app()?, &command, payload).await
}

/// A run's events: a snapshot first. Returns the number by which the subscription is ended.
#[tauri::command]
pub(crate) async fn subscribe_run(
    host: State<'_, Arc<Host>>,
    id: RunId,
    channel: Channel<RunEvent>,
) -> Result<u32, RpcError> {
    let mut events = rpc::subscribe_run(host.app()?, id).await?;
    let task = tauri::async_runtime::spawn(async move {
        while let Some(event) = events.next().await {
            if channel.send(event).is_err() {
                break;
            }
        }
    });
    Ok(host.subscriptions.add(task))
}

/// A copy's events: a snapshot first. Returns the number by which the subscription is ended.
#[tauri::command]
pub(crate) async fn subscribe_copy(
    host: State<'_, Arc<Host>>,
    id: CopyId,
    channel: Channel<CopyEvent>,
) -> Result<u32, RpcError> {
    let mut events = rpc::subscribe_copy(host.app()?, id).await?;
    let task = tauri::async_runtime::spawn(async move {
        while let Some(event) = events.next().await {
            if channel.send(event).is_err() {
                break;
            }
        }
    });
    Ok(host.subscriptions.add(task))
}

/// Ends a subscription. Ending one twice is no error.
#[tauri::command]
pub(crate) fn unsubscribe_run(host: State<'_, Arc<Host>>, subscription: u32) {
    host.subscriptions.end(subscription);
}

/// Opens a page in the person's browser: https anywhere, http on this machine (the practice cloud's consent page).
#[tauri::command]
pub(crate) fn open_url(app: AppHandle, url: String) -> Result<(), RpcError> {
    let refused = || refuse(ErrorKind::HostNotAllowed, "this kind of address is not opened");
    let parsed: url::Url = url.parse().map_err(|_| refused())?;
    let here = matches!(parsed.host_str(), Some("127.0.0.1" | "localhost" | "[::1]"));
    if parsed.scheme() != "https" && !(parsed.scheme() == "http" && here) {
        return Err(refused());
    }
    app.opener().open_url(parsed.as_str(), None::<&str>).map_err(|error| {
        tracing::warn!(error = %error, "the browser cannot be opened");
        refuse(ErrorKind::Internal, "the browser cannot be opened")
    })
}

/// The pages are there and drawn.
#[tauri::command]
pub(crate) fn ui_ready(host: State<'_, Arc<Host>>) {
    host.watchdog.calm();
}

fn refuse(kind: ErrorKind, detail: &str) -> RpcError {
    rpc::error("accounts", &Error::new(kind, detail))
}
