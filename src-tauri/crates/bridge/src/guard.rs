//! Lets only its own pages in: another site open in the same browser must not reach the commands, neither directly nor by
//! a name that it points at this machine.

use axum::extract::Request;
use axum::http::{HeaderMap, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

/// Refuses a request that names another host or comes from another site.
pub(crate) async fn own_pages_only(request: Request, next: Next) -> Response {
    if is_own(request.headers()) { next.run(request).await } else { StatusCode::FORBIDDEN.into_response() }
}

fn is_own(headers: &HeaderMap) -> bool {
    let text = |name| headers.get(name).and_then(|value| value.to_str().ok());
    let Some(host) = text(header::HOST) else { return false };
    let here = host.starts_with("127.0.0.1:") || host.starts_with("localhost:");
    let from_here = text(header::ORIGIN).is_none_or(|origin| origin == format!("http://{host}"));
    here && from_here
}

#[cfg(test)]
mod tests {
    use super::*;

    fn request(host: &'static str, origin: Option<&'static str>) -> HeaderMap {
        let mut headers = HeaderMap::new();
        headers.insert(header::HOST, host.parse().unwrap());
        if let Some(origin) = origin {
            headers.insert(header::ORIGIN, origin.parse().unwrap());
        }
        headers
    }

    #[test]
    fn only_its_own_pages_come_in() {
        assert!(is_own(&request("127.0.0.1:4000", None)));
        assert!(is_own(&request("127.0.0.1:4000", Some("http://127.0.0.1:4000"))));
        assert!(!is_own(&request("127.0.0.1:4000", Some("https://elsewhere.example"))));
        assert!(!is_own(&request("rebound.example:4000", Some("http://rebound.example:4000"))));
        assert!(!is_own(&HeaderMap::new()));
    }
}
