//! Requests to Clever Cloud: addresses are built strictly here, answers are read leniently by `wire`. One function a call.

use std::sync::Arc;

use bytes::Bytes;
use domain::change::Change;
use domain::error::Result;
use domain::ids::{ApplicationId, DatabaseId};
use domain::time::Clock;
use serde::de::DeserializeOwned;
use serde_json::json;
use url::Url;

use super::wire::{self, List};
use super::{refusal, wire::EnvironmentView};
use crate::transport::{self, Body, Method, Redactor, Request, Response, Sign, Transport};

/// What a call may give besides its answer: the provider's name of the request.
pub(super) struct Named<T> {
    pub(super) answer: T,
    pub(super) reference: Option<String>,
}

/// The API, for one account.
pub(super) struct Api {
    pub(super) base_url: Url,
    pub(super) transport: Arc<dyn Transport>,
    pub(super) signer: Option<Arc<dyn Sign>>,
    pub(super) redactor: Arc<Redactor>,
    pub(super) clock: Arc<dyn Clock>,
}

impl Api {
    /// The address of a path. A segment that would lead elsewhere is an error, never sent.
    pub(super) fn url(&self, path: &[&str], query: &[(&str, &str)]) -> Result<Url> {
        let mut url = transport::under(&self.base_url, path)?;
        if !query.is_empty() {
            url.query_pairs_mut().extend_pairs(query);
        }
        Ok(url)
    }

    /// Sends, and turns every status but 2xx into its error.
    pub(super) async fn send(&self, request: &Request) -> Result<Response> {
        let answer = self.transport.send(request).await?;
        if answer.is_success() {
            return Ok(answer);
        }
        Err(transport::refusal(&answer, refusal::read(&answer), self.clock.now(), &self.redactor))
    }

    async fn get<T: DeserializeOwned>(&self, path: &[&str], query: &[(&str, &str)]) -> Result<T> {
        Ok(self.get_named(path, query).await?.answer)
    }

    async fn get_named<T: DeserializeOwned>(
        &self,
        path: &[&str],
        query: &[(&str, &str)],
    ) -> Result<Named<T>> {
        let request = Request::get(self.url(path, query)?, self.signer.clone());
        let answer = self.send(&request).await?;
        Ok(Named { answer: transport::json(&answer)?, reference: answer.reference })
    }

    async fn effect(
        &self,
        method: Method,
        path: &[&str],
        query: &[(&str, &str)],
        body: Option<serde_json::Value>,
    ) -> Result<Response> {
        let body =
            body.map(|body| Body { content_type: "application/json", bytes: Bytes::from(body.to_string()) });
        self.send(&Request::effect(method, self.url(path, query)?, body, self.signer.clone())).await
    }

    // --- identity and inventory

    pub(super) async fn me(&self) -> Result<wire::SelfView> {
        self.get(&["v2", "self"], &[]).await
    }

    pub(super) async fn current_token(&self) -> Result<wire::TokenView> {
        self.get(&["v2", "self", "tokens", "current"], &[]).await
    }

    pub(super) async fn revoke(&self, token: &str) -> Result<()> {
        self.effect(Method::Delete, &["v2", "self", "tokens", token], &[], None).await.map(drop)
    }

    pub(super) async fn summary(&self) -> Result<wire::Summary> {
        self.get(&["v2", "summary"], &[]).await
    }

    pub(super) async fn addons(&self, owner: &str) -> Result<List<wire::AddonView>> {
        self.get(&["v2", "organisations", owner, "addons"], &[]).await
    }

    pub(super) async fn addon(&self, id: &DatabaseId) -> Result<wire::AddonView> {
        self.get(&["v2", "organisations", &id.owner, "addons", &id.id], &[]).await
    }

    pub(super) async fn addon_env(&self, id: &DatabaseId) -> Result<EnvironmentView> {
        self.get(&["v2", "organisations", &id.owner, "addons", &id.id, "env"], &[]).await
    }

    /// Takes the add-on id, not the real id.
    pub(super) async fn details(&self, provider: &str, addon: &str) -> Result<wire::DatabaseDetails> {
        self.get(&["v4", "addon-providers", provider, "addons", addon], &[]).await
    }

    // --- offers

    pub(super) async fn catalogue(&self, owner: &str) -> Result<List<wire::AddonProvider>> {
        self.get(&["v2", "products", "addonproviders"], &[("orgaId", owner)]).await
    }

    pub(super) async fn product(&self, provider: &str, owner: &str) -> Result<wire::AddonProvider> {
        self.get(&["v2", "products", "addonproviders", provider], &[("orgaId", owner)]).await
    }

    pub(super) async fn versions(&self, provider: &str) -> Result<wire::ProviderVersions> {
        self.get(&["v4", "addon-providers", provider], &[]).await
    }

    pub(super) async fn zones(&self, owner: &str) -> Result<List<wire::ZoneView>> {
        self.get(&["v4", "products", "zones"], &[("ownerId", owner)]).await
    }

    pub(super) async fn price_system(&self, owner: &str, zone: &str) -> Result<wire::PriceSystem> {
        self.get(&["v4", "billing", "organisations", owner, "price-system"], &[("zone_id", zone)]).await
    }

    // --- migrations: no `/self` form exists, the owner is always named

    fn migrations_path(id: &DatabaseId) -> [&str; 6] {
        ["v2", "organisations", &id.owner, "addons", &id.id, "migrations"]
    }

    pub(super) async fn migrations(&self, id: &DatabaseId) -> Result<Named<List<wire::MigrationView>>> {
        self.get_named(&Self::migrations_path(id), &[]).await
    }

    pub(super) async fn migration(
        &self,
        id: &DatabaseId,
        migration: &str,
    ) -> Result<Named<wire::MigrationView>> {
        let path = [Self::migrations_path(id).as_slice(), &[migration]].concat();
        self.get_named(&path, &[]).await
    }

    pub(super) async fn preview(&self, id: &DatabaseId, plan: &str) -> Result<wire::Preview> {
        let path = [Self::migrations_path(id).as_slice(), &["preorders"]].concat();
        self.get(&path, &[("planId", plan)]).await
    }

    /// Sent once, whatever happens. All three settings go along, also those that stay.
    pub(super) async fn start(&self, id: &DatabaseId, change: &Change) -> Result<Named<wire::MigrationView>> {
        let body = json!({ "planId": change.plan_id, "region": change.zone, "version": change.version.0 });
        let answer = self.effect(Method::Post, &Self::migrations_path(id), &[], Some(body)).await?;
        Ok(Named { answer: transport::json(&answer)?, reference: answer.reference })
    }

    /// The body of the answer is not documented: it is not looked at.
    pub(super) async fn abort(&self, id: &DatabaseId, migration: &str) -> Result<()> {
        let path = [Self::migrations_path(id).as_slice(), &[migration]].concat();
        self.effect(Method::Delete, &path, &[], None).await.map(drop)
    }

    // --- temporary databases

    /// Sent once, whatever happens.
    pub(super) async fn create_addon(&self, owner: &str, body: serde_json::Value) -> Result<wire::AddonView> {
        let path = ["v2", "organisations", owner, "addons"];
        transport::json(&self.effect(Method::Post, &path, &[], Some(body)).await?)
    }

    pub(super) async fn delete_addon(&self, id: &DatabaseId) -> Result<()> {
        let path = ["v2", "organisations", &id.owner, "addons", &id.id];
        self.effect(Method::Delete, &path, &[], None).await.map(drop)
    }

    // --- backups: by the real id

    pub(super) async fn backups(&self, owner: &str, real_id: &str) -> Result<List<wire::BackupView>> {
        self.get(&["v2", "backups", owner, real_id], &[]).await
    }

    // --- applications

    pub(super) async fn linked(&self, id: &DatabaseId) -> Result<List<wire::ApplicationView>> {
        self.get(&["v2", "organisations", &id.owner, "addons", &id.id, "applications"], &[]).await
    }

    pub(super) async fn applications(&self, owner: &str) -> Result<List<wire::ApplicationView>> {
        self.get(&["v2", "organisations", owner, "applications"], &[]).await
    }

    fn application_path<'a>(id: &'a ApplicationId, more: &'a [&'a str]) -> Vec<&'a str> {
        [&["v2", "organisations", id.owner.as_str(), "applications", id.id.as_str()], more].concat()
    }

    pub(super) async fn application(&self, id: &ApplicationId) -> Result<wire::ApplicationView> {
        self.get(&Self::application_path(id, &[]), &[]).await
    }

    /// `env` or `exposed_env`.
    pub(super) async fn application_env(&self, id: &ApplicationId, which: &str) -> Result<EnvironmentView> {
        self.get(&Self::application_path(id, &[which]), &[]).await
    }

    pub(super) async fn config_env(&self, addon: &str) -> Result<EnvironmentView> {
        self.get(&["v4", "addon-providers", "config-provider", "addons", addon, "env"], &[]).await
    }

    pub(super) async fn deployments(
        &self,
        id: &ApplicationId,
        limit: u8,
    ) -> Result<List<wire::DeploymentView>> {
        self.get(&Self::application_path(id, &["deployments"]), &[("limit", &limit.to_string())]).await
    }

    pub(super) async fn redeploy(&self, id: &ApplicationId) -> Result<wire::Redeployed> {
        let path = Self::application_path(id, &["instances"]);
        let answer = self.effect(Method::Post, &path, &[("useCache", "no")], None).await?;
        transport::json(&answer)
    }
}
