//! The door of the bridge: the same list of commands as the window's, over HTTP.

use std::convert::Infallible;
use std::sync::Arc;

use app::App;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use domain::ids::{CopyId, RunId};
use futures::{Stream, StreamExt};
use rpc::requests::RpcError;
use serde::Deserialize;
use serde_json::Value;

/// A call as the pages send it.
#[derive(Deserialize)]
struct Call {
    command: String,
    payload: Value,
}

/// The routes, over one application.
pub(crate) fn routes(app: Arc<App>) -> Router {
    Router::new()
        .route("/rpc", post(call))
        .route("/events/run/{id}", get(events))
        .route("/events/copy/{id}", get(copy_events))
        .route("/ready", post(|| async { StatusCode::NO_CONTENT }))
        .with_state(app)
}

async fn call(State(app): State<Arc<App>>, Json(call): Json<Call>) -> Response {
    match rpc::dispatch(&app, &call.command, call.payload).await {
        Ok(value) => Json(value).into_response(),
        Err(error) => refused(error),
    }
}

async fn events(State(app): State<Arc<App>>, Path(id): Path<RunId>) -> Response {
    match rpc::subscribe_run(&app, id).await {
        Ok(events) => {
            stream(events.map(|event| Event::default().json_data(event).unwrap_or_default())).into_response()
        }
        Err(error) => refused(error),
    }
}

async fn copy_events(State(app): State<Arc<App>>, Path(id): Path<CopyId>) -> Response {
    match rpc::subscribe_copy(&app, id).await {
        Ok(events) => {
            stream(events.map(|event| Event::default().json_data(event).unwrap_or_default())).into_response()
        }
        Err(error) => refused(error),
    }
}

fn stream(events: impl Stream<Item = Event> + Send + 'static) -> impl IntoResponse {
    Sse::new(events.map(Ok::<_, Infallible>)).keep_alive(KeepAlive::default())
}

fn refused(error: RpcError) -> Response {
    (StatusCode::UNPROCESSABLE_ENTITY, Json(error)).into_response()
}
