//! Requests to alwaysdata: addresses are built strictly here, answers are read leniently by `wire`. One function a call.

use std::sync::Arc;

use bytes::Bytes;
use domain::error::Result;
use domain::time::Clock;
use serde::de::DeserializeOwned;
use url::Url;

use super::auth::Credential;
use super::refusal;
use super::wire::{self, List};
use crate::transport::{self, Body, Method, Redactor, Request, Response, Transport};

/// Without it a write is answered before it is done.
const WHEN_DONE: &[(&str, &str)] = &[("alwaysdata-synchronous", "yes")];

/// The API, for one account.
pub(super) struct Api {
    pub(super) base_url: Url,
    /// Whether this is alwaysdata's own address: elsewhere its patterns of host names mean nothing.
    pub(super) is_own: bool,
    pub(super) transport: Arc<dyn Transport>,
    pub(super) credential: Credential,
    pub(super) redactor: Arc<Redactor>,
    pub(super) clock: Arc<dyn Clock>,
}

impl Api {
    /// The address of a resource, always with a slash at its end. A segment that would lead elsewhere is an error.
    fn url(&self, path: &[&str]) -> Result<Url> {
        let named = self.base_url.path_segments().is_some_and(|mut all| all.any(|segment| segment == "v1"));
        let version: &[&str] = if named { &[] } else { &["v1"] };
        transport::under(&self.base_url, &[version, path, &[""]].concat())
    }

    /// Sends, and turns every status but 2xx into its error.
    async fn send(&self, request: &Request) -> Result<Response> {
        let answer = self.transport.send(request).await?;
        if answer.is_success() {
            return Ok(answer);
        }
        Err(transport::refusal(&answer, refusal::read(&answer), self.clock.now(), &self.redactor))
    }

    async fn get<T: DeserializeOwned>(&self, account: Option<&str>, path: &[&str]) -> Result<T> {
        let request = Request::get(self.url(path)?, Some(self.credential.signer(account)?));
        transport::json(&self.send(&request).await?)
    }

    async fn effect(
        &self,
        method: Method,
        account: &str,
        path: &[&str],
        body: Option<serde_json::Value>,
    ) -> Result<Response> {
        let body =
            body.map(|body| Body { content_type: "application/json", bytes: Bytes::from(body.to_string()) });
        let signer = Some(self.credential.signer(Some(account))?);
        let mut request = Request::effect(method, self.url(path)?, body, signer);
        request.headers = WHEN_DONE;
        self.send(&request).await
    }

    pub(super) async fn customers(&self) -> Result<wire::Customers> {
        self.get(None, &["customer"]).await
    }

    pub(super) async fn accounts(&self) -> Result<List<wire::AccountView>> {
        self.get(None, &["account"]).await
    }

    pub(super) async fn databases(&self, account: &str) -> Result<List<wire::DatabaseView>> {
        self.get(Some(account), &["database"]).await
    }

    pub(super) async fn database(&self, account: &str, id: &str) -> Result<wire::DatabaseView> {
        self.get(Some(account), &["database", id]).await
    }

    pub(super) async fn users(&self, account: &str) -> Result<List<wire::UserView>> {
        self.get(Some(account), &["database", "user"]).await
    }

    pub(super) async fn sites(&self, account: &str) -> Result<List<wire::HolderView>> {
        self.get(Some(account), &["site"]).await
    }

    pub(super) async fn site(&self, account: &str, id: &str) -> Result<wire::HolderView> {
        self.get(Some(account), &["site", id]).await
    }

    pub(super) async fn jobs(&self, account: &str) -> Result<List<wire::HolderView>> {
        self.get(Some(account), &["job"]).await
    }

    /// Sent once, whatever happens. The answer has no body: where the new one is stands in `Location`, when it does.
    pub(super) async fn create_database(
        &self,
        account: &str,
        body: serde_json::Value,
    ) -> Result<Option<String>> {
        let answer = self.effect(Method::Post, account, &["database"], Some(body)).await?;
        Ok(answer.header("location").and_then(|to| id_at(to, "database")))
    }

    pub(super) async fn delete_database(&self, account: &str, id: &str) -> Result<()> {
        self.effect(Method::Delete, account, &["database", id], None).await.map(drop)
    }

    pub(super) async fn restart_site(&self, account: &str, id: &str) -> Result<()> {
        self.effect(Method::Post, account, &["site", id, "restart"], None).await.map(drop)
    }
}

/// The id in `/v1/<resource>/<id>/`, with or without a host before it.
fn id_at(location: &str, resource: &str) -> Option<String> {
    let path = location.split(['?', '#']).next()?;
    let mut back = path.rsplit('/').filter(|part| !part.is_empty());
    let id = back.next()?;
    let fits = back.next() == Some(resource) && id.bytes().all(|byte| byte.is_ascii_digit());
    fits.then(|| id.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_id_of_what_was_made_is_read_off_its_place() {
        for (location, want) in [
            ("/v1/database/37/", Some("37")),
            ("/v1/database/37", Some("37")),
            ("https://api.example.org/v1/database/37/?x=1", Some("37")),
            ("/v1/database/", None),
            ("/v1/site/37/", None),
            ("/v1/database/37/restart/", None),
            ("/v1/database/..%2f/", None),
            ("", None),
        ] {
            assert_eq!(id_at(location, "database").as_deref(), want, "{location}");
        }
    }
}
