//! The HTTP side: takes requests on loopback, writes them down, lets faults act, sends answers. Knows no operation.

use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderName, HeaderValue, StatusCode};
use axum::response::Response;
use futures::StreamExt;
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;

use super::call::{Answer, Call};
use crate::core::Core;
use crate::imitation::Imitation;
use crate::scenario::{Fault, Moment, Reply, check_fault};

/// No client of this API sends more.
const LARGEST_BODY: usize = 1 << 20;

/// Serves until it is told to stop.
pub(crate) async fn serve(core: Arc<Core>, listener: TcpListener, stop: CancellationToken) {
    let router = Router::new().fallback(take).with_state(core);
    let serving = axum::serve(listener, router).with_graceful_shutdown(stop.clone().cancelled_owned());
    let patience = async {
        stop.cancelled().await;
        // Connections that hang on purpose are not waited for.
        tokio::time::sleep(Duration::from_millis(300)).await;
    };
    tokio::select! {
        served = serving => if let Err(error) = served { tracing::warn!(%error, "the practice cloud stopped serving") },
        () = patience => {}
    }
}

async fn take(State(core): State<Arc<Core>>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let path = parts.uri.path().to_owned();
    let body = to_bytes(body, LARGEST_BODY).await.unwrap_or_default();
    let call =
        Call::new(parts.method.clone(), &path, parts.uri.query().unwrap_or_default(), parts.headers, body);
    if call.segments.first().is_some_and(|first| first == "practice") {
        return send(control(&core, &call), None);
    }
    let sozu_id = uuid::Uuid::new_v4().to_string();
    let place = core.log.begin(parts.method.as_str(), &path, &sozu_id);
    let fault = core.faults.answer(parts.method.as_str(), &path);
    let acts = !matches!(&fault, Some((Moment::Before, reply)) if !reply.needs_the_answer());
    let imitation = Arc::clone(&core.imitation);
    let name = imitation.reference_header().map(|header| (header, sozu_id.as_str()));
    if core.faults.revokes_now() {
        core.revoke();
    }
    let answer = if acts {
        let answer = imitation.handle(&core, call).await;
        core.log.handled(place);
        answer
    } else {
        Answer::json(&serde_json::Value::Null)
    };
    let Some((_, reply)) = fault else {
        core.log.end(place, answer.status.as_u16());
        return send(answer, name);
    };
    let response = spoil(imitation.as_ref(), reply, answer, name).await;
    core.log.end(place, response.status().as_u16());
    response
}

impl Reply {
    /// Whether the right answer is part of the wrong one.
    fn needs_the_answer(&self) -> bool {
        matches!(self, Reply::Slow { .. } | Reply::Cut {})
    }
}

/// The header by which the provider names a request, and the request's name.
type Name<'a> = Option<(&'static str, &'a str)>;

/// Makes the answer that no client hopes for.
async fn spoil(imitation: &dyn Imitation, reply: Reply, answer: Answer, name: Name<'_>) -> Response {
    match reply {
        Reply::Status { code, retry_after, body } => {
            let status = StatusCode::from_u16(code).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
            let mut answer = match body {
                Some(body) => Answer::text(status, "text/plain", body),
                None => imitation.refusal(status, "The practice cloud was told to answer so"),
            };
            answer.headers.extend(retry_after.map(|seconds| ("retry-after", seconds.to_string())));
            send(answer, name)
        }
        Reply::Html { code } => {
            let mut answer =
                Answer::html("<!doctype html><title>Maintenance</title><h1>We will be back soon</h1>");
            answer.status = StatusCode::from_u16(code).unwrap_or(StatusCode::OK);
            send(answer, name)
        }
        Reply::Huge { bytes } => send(huge(bytes), name),
        Reply::Slow { ms } => {
            tokio::time::sleep(Duration::from_millis(ms)).await;
            send(answer, name)
        }
        Reply::Hang {} => std::future::pending().await,
        Reply::Cut {} => cut(answer, name),
        Reply::Redirect { location } => {
            let mut answer = Answer::text(StatusCode::FOUND, "text/plain", "");
            answer.headers.push(("location", location));
            send(answer, name)
        }
        Reply::Malformed {} => send(Answer::text(StatusCode::OK, "application/json", "{\"id\": [,"), name),
        Reply::WrongShape {} => {
            send(Answer::text(StatusCode::OK, "application/json", "{\"unexpected\": [1, null]}"), name)
        }
        Reply::Empty {} => send(Answer::text(StatusCode::OK, "application/json", ""), name),
    }
}

/// A JSON array of spaces: valid to its end, which nobody should wait for.
fn huge(bytes: u64) -> Answer {
    let mut answer = Answer::text(StatusCode::OK, "application/json", "");
    answer.headers.push(("x-practice-bytes", bytes.to_string()));
    answer
}

/// Announces the whole answer, sends half of it and breaks the connection.
fn cut(answer: Answer, name: Name<'_>) -> Response {
    let whole = Bytes::from(answer.body.clone());
    let half = whole.slice(..whole.len() / 2);
    let broken = futures::stream::once(async {
        // What was sent must arrive before the connection breaks.
        tokio::time::sleep(Duration::from_millis(50)).await;
        Err(std::io::Error::other("cut on purpose"))
    });
    let broken = futures::stream::iter([Ok(half)]).chain(broken);
    let mut response = send(answer, name);
    response.headers_mut().insert("content-length", HeaderValue::from(whole.len()));
    *response.body_mut() = Body::from_stream(broken);
    response
}

fn send(answer: Answer, name: Name<'_>) -> Response {
    let huge = answer
        .headers
        .iter()
        .find(|(name, _)| *name == "x-practice-bytes")
        .and_then(|(_, bytes)| bytes.parse().ok());
    let body = match huge {
        Some(bytes) => endless(bytes),
        None => Body::from(answer.body),
    };
    let mut response = Response::new(body);
    *response.status_mut() = answer.status;
    let headers = response.headers_mut();
    headers.insert("content-type", HeaderValue::from_static(answer.kind));
    headers.insert("cache-control", HeaderValue::from_static("no-store"));
    if let Some((header, id)) = name
        && let Ok(id) = HeaderValue::from_str(id)
    {
        headers.insert(HeaderName::from_static(header), id);
    }

    for (name, value) in answer.headers {
        if let Ok(value) = HeaderValue::from_str(&value) {
            headers.insert(HeaderName::from_static(name), value);
        }
    }
    response
}

fn endless(bytes: u64) -> Body {
    const PART: usize = 64 * 1024;
    let parts = usize::try_from(bytes / PART as u64).unwrap_or(usize::MAX);
    let blank = Bytes::from(vec![b' '; PART]);
    let middle = futures::stream::repeat(blank).take(parts).map(Ok::<_, Infallible>);
    let all = futures::stream::iter([Ok(Bytes::from_static(b"["))]).chain(middle);
    Body::from_stream(all.chain(futures::stream::iter([Ok(Bytes::from_static(b"]"))])))
}

/// What tests and people ask of the practice cloud itself. It is part of no provider, and is not written down.
fn control(core: &Arc<Core>, call: &Call) -> Answer {
    let path: Vec<&str> = call.segments.iter().map(String::as_str).collect();
    match (call.method.as_str(), path.as_slice()) {
        ("GET", ["practice", "log"]) => {
            let entries = serde_json::to_value(core.log.all()).unwrap_or_default();
            Answer::json(&entries)
        }
        ("POST", ["practice", "faults"]) => {
            let fault = call.parsed::<Fault>();
            match fault.and_then(|fault| check_fault(&fault).map(|()| fault)) {
                Ok(fault) => {
                    core.faults.add(fault);
                    said(StatusCode::OK, "The fault is set")
                }
                Err(wrong) => said(StatusCode::BAD_REQUEST, &wrong),
            }
        }
        ("POST", ["practice", "pass-time"]) => match call.param("hours").and_then(|hours| hours.parse().ok())
        {
            Some(hours) => {
                core.imitation.pass_time(hours);
                said(StatusCode::OK, "The time has passed")
            }
            None => said(StatusCode::BAD_REQUEST, "How many hours is not said"),
        },
        ("DELETE", ["practice", "faults"]) => {
            core.faults.clear();
            said(StatusCode::OK, "Nothing goes wrong any more")
        }
        _ => said(StatusCode::NOT_FOUND, "Page not found"),
    }
}

fn said(status: StatusCode, message: &str) -> Answer {
    let mut answer = Answer::json(&serde_json::json!({ "message": message }));
    answer.status = status;
    answer
}
