//! Requests to Elestio: addresses and bodies are built strictly here, answers are read leniently by `wire`. One function a call.
//!
//! Nearly everything is a POST, reads too. The session goes into the body alone: addresses end in logs. No function here deletes
//! backups or changes the version of a service in its place.

use std::sync::Arc;

use async_trait::async_trait;
use bytes::Bytes;
use domain::error::{Error, ErrorKind, Result};
use domain::ids::DatabaseId;
use domain::secret::{ExposeSecret, Secret};
use domain::time::Clock;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use url::Url;

use super::auth::Credential;
use super::refusal;
use super::session::{Session, Trade};
use super::wire;
use crate::transport::{self, Body, Method, Patience, Redactor, Request, Response, Transport};

/// The name under which a service's own application is asked for.
const OWN_APP: &str = "CloudVM";

/// The API, for one account.
pub(super) struct Api {
    pub(super) base_url: Url,
    pub(super) transport: Arc<dyn Transport>,
    pub(super) credential: Credential,
    pub(super) session: Session,
    pub(super) redactor: Arc<Redactor>,
    pub(super) clock: Arc<dyn Clock>,
}

#[async_trait]
impl Trade for Api {
    async fn sign_in(&self) -> Result<Secret> {
        let body = json!({ "email": self.credential.email, "token": self.credential.token.expose_secret() });
        // A second attempt is a second sign-in: it is counted, and not made by a layer that does not count.
        let mut request = self.request("auth/checkAPIToken", &body, false)?;
        request.patience = Patience::Usual;
        let answer: wire::SignedIn = self.send(&request).await?;
        let jwt = answer.jwt.filter(|jwt| !jwt.expose_secret().is_empty());
        let jwt = jwt.ok_or_else(|| Error::new(ErrorKind::MalformedAnswer, "the answer names no session"))?;
        self.redactor.learn(jwt.expose_secret());
        Ok(jwt)
    }
}

impl Api {
    fn url(&self, path: &str, query: &[(&str, &str)]) -> Result<Url> {
        let segments: Vec<&str> = std::iter::once("api").chain(path.split('/')).collect();
        let mut url = transport::under(&self.base_url, &segments)?;
        if !query.is_empty() {
            url.query_pairs_mut().extend_pairs(query);
        }
        Ok(url)
    }

    fn request(&self, path: &str, body: &Value, idempotent: bool) -> Result<Request> {
        let body = Body { content_type: "application/json", bytes: Bytes::from(body.to_string()) };
        let mut request = Request::effect(Method::Post, self.url(path, &[])?, Some(body), None);
        if idempotent {
            request.idempotent = true;
            request.patience = Patience::Usual;
        }
        Ok(request)
    }

    async fn send<T: DeserializeOwned>(&self, request: &Request) -> Result<T> {
        let answer = self.transport.send(request).await?;
        match refusal::read(&answer) {
            None => transport::json(&answer),
            Some(said) => Err(said.error(&answer, self.clock.now(), &self.redactor)),
        }
    }

    /// Sends with the session. Where it is not accepted, nothing has happened yet, and one new session is tried.
    async fn call(&self, path: &str, mut body: Value, idempotent: bool) -> Result<Response> {
        let mut jwt = self.session.jwt(self.clock.now(), None, self).await?;
        let mut again = false;
        loop {
            self.redactor.learn(jwt.expose_secret());
            body["jwt"] = Value::from(jwt.expose_secret());
            let answer = self.transport.send(&self.request(path, &body, idempotent)?).await?;
            match refusal::read(&answer) {
                None => return Ok(answer),
                Some(said) if said.is_signed_out() && !again => {
                    again = true;
                    jwt = self.session.jwt(self.clock.now(), Some(&jwt), self).await?;
                }
                Some(said) => return Err(said.error(&answer, self.clock.now(), &self.redactor)),
            }
        }
    }

    async fn read<T: DeserializeOwned>(&self, path: &str, body: Value) -> Result<T> {
        transport::json(&self.call(path, body, true).await?)
    }

    async fn effect<T: DeserializeOwned>(&self, path: &str, body: Value) -> Result<T> {
        transport::json(&self.call(path, body, false).await?)
    }

    /// What is for everybody: no session.
    async fn public<T: DeserializeOwned>(&self, path: &str, query: &[(&str, &str)]) -> Result<T> {
        self.send(&Request::get(self.url(path, query)?, None)).await
    }

    // --- projects and services

    pub(super) async fn projects(&self) -> Result<wire::Projects> {
        self.read("projects/getList", json!({})).await
    }

    pub(super) async fn services(&self, project: &str) -> Result<wire::Services> {
        let body = json!({ "appid": "", "projectId": project, "isActiveService": "true" });
        self.read("servers/getServices", body).await
    }

    /// One service. An empty list is what Elestio says of one that is not there.
    pub(super) async fn service(&self, id: &DatabaseId) -> Result<wire::Service> {
        let body = json!({ "vmID": id.id, "projectID": id.owner });
        let details: wire::Details = self.read("servers/getServerDetails", body).await?;
        let found = details.services.into_iter().next();
        found.ok_or_else(|| Error::new(ErrorKind::NotFound, "the service is not there"))
    }

    /// User and password of the database itself, not of its web page.
    pub(super) async fn credentials(&self, id: &DatabaseId, service: &wire::Service) -> Result<wire::Login> {
        let port = |port: &Option<crate::lenient::Number>| port.map_or(0.0, |port| port.0);
        let body = json!({
            "vmID": id.id, "projectID": id.owner, "appID": OWN_APP, "appId": OWN_APP, "isServerDeleted": false,
            "targetPort": port(&service.admin_internal_port), "srvPort": port(&service.admin_external_port),
            "mode": "dbAdmin",
        });
        self.read("servers/getAppCredentials", body).await
    }

    // --- the catalogue

    pub(super) async fn templates(&self) -> Result<wire::Instances<wire::Template>> {
        self.public("servers/getTemplates", &[("id", "-1")]).await
    }

    pub(super) async fn sizes(&self) -> Result<wire::Instances<wire::Size>> {
        self.public("servers/getServerSizes", &[]).await
    }

    pub(super) async fn tags(&self, namespace: &str, name: &str) -> Result<wire::Data<wire::Tag>> {
        self.public("servers/getDockerTags", &[("namespace", namespace), ("name", name)]).await
    }

    // --- backups: `serverID` holds the vmID here

    pub(super) async fn remote_backups(&self, id: &DatabaseId) -> Result<wire::RemoteBackups> {
        self.read("backups/GetBackupList", json!({ "serverID": id.id, "projectID": id.owner })).await
    }

    pub(super) async fn local_backups(&self, id: &DatabaseId) -> Result<wire::LocalBackups> {
        let body = json!({ "vmID": id.id, "projectID": id.owner, "action": "scriptBackupsList" });
        self.read("servers/templateAction", body).await
    }

    pub(super) async fn snapshots(&self, id: &DatabaseId) -> Result<wire::Snapshots> {
        self.read("servers/DoActionOnServer", action(id, "listSnapshot")).await
    }

    pub(super) async fn start_backup(&self, id: &DatabaseId) -> Result<wire::Done> {
        self.effect("backups/StartManualBackup", json!({ "serverID": id.id, "projectID": id.owner })).await
    }

    pub(super) async fn take_snapshot(&self, id: &DatabaseId) -> Result<wire::Done> {
        self.effect("servers/DoActionOnServer", action(id, "takeSnapshot")).await
    }

    // --- one service

    pub(super) async fn lock(&self, id: &DatabaseId, locked: bool) -> Result<wire::Done> {
        self.effect("servers/DoActionOnServer", action(id, if locked { "lock" } else { "unlock" })).await
    }

    pub(super) async fn firewall(&self, id: &DatabaseId) -> Result<wire::Firewall> {
        self.read("servers/DoActionOnServer", action(id, "getFirewallRules")).await
    }

    pub(super) async fn log_page(&self, id: &DatabaseId) -> Result<wire::Page> {
        let body = json!({ "vmID": id.id, "projectID": id.owner, "mode": "syslog" });
        self.effect("servers/startLogTailView", body).await
    }

    pub(super) async fn create(&self, order: &wire::Order) -> Result<wire::Created> {
        let body = serde_json::to_value(order)
            .map_err(|_| Error::new(ErrorKind::Internal, "an order cannot be written"))?;
        self.effect("servers/createServer", body).await
    }

    /// Deletes a service and **keeps its backups**: the flag means "delete the backups too", and is never set.
    pub(super) async fn delete(&self, id: &DatabaseId) -> Result<wire::Done> {
        let body = json!({ "vmID": id.id, "projectID": id.owner, "isDeleteServiceWithBackup": false });
        self.effect("servers/deleteServer", body).await
    }
}

/// What `DoActionOnServer` is sent.
fn action(id: &DatabaseId, action: &str) -> Value {
    json!({ "vmID": id.id, "projectID": id.owner, "action": action })
}
