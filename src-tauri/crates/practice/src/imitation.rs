//! The providers that the practice cloud can stand for, and what its shared parts ask of each. One folder each beside this
//! file; nothing here answers a request by itself.

use std::path::Path;
use std::sync::Arc;

use async_trait::async_trait;
use axum::http::StatusCode;
use domain::{Result, Secret};

use crate::alwaysdata::Alwaysdata;
use crate::clever_cloud::CleverCloud;
use crate::cloud::PracticeDatabase;
use crate::core::Core;
use crate::door::{Answer, Call};
use crate::elestio::Elestio;
use crate::scenario::Scenario;

/// A provider's API over the practice world.
#[async_trait]
pub(crate) trait Imitation: Send + Sync {
    /// Answers a request, also one for a path that is not there.
    async fn handle(&self, core: &Arc<Core>, call: Call) -> Answer;

    /// A refusal in this provider's own shape, for faults.
    fn refusal(&self, status: StatusCode, message: &str) -> Answer;

    /// The header by which the provider names each request, where it has one.
    fn reference_header(&self) -> Option<&'static str> {
        None
    }

    /// What a person fills in to sign in, by the names of the provider's fields.
    fn fields(&self) -> Vec<(String, Secret)>;

    /// No credential is accepted any more.
    fn revoke(&self, core: &Core);

    /// Begins what runs beside requests. Called once.
    fn begin(&self, _core: &Arc<Core>) {}

    /// Databases of its own, beside those of the world.
    fn databases(&self) -> Vec<PracticeDatabase> {
        Vec::new()
    }

    /// Hours go by at once, where this provider does something as time passes.
    fn pass_time(&self, _hours: i64) {}

    /// Ends its own servers in good order.
    async fn stop(&self) {}

    /// Lets go of its own servers at once.
    fn let_go(&self) {}
}

/// The imitation that a scenario asks for. `token` is the API token that it accepts.
pub(crate) async fn of(
    scenario: &Scenario,
    token: &Secret,
    folder: Option<&Path>,
    files: &Path,
) -> Result<Arc<dyn Imitation>> {
    let token = token.clone();
    // One line for each: a scenario that names any other provider was refused when it was read.
    Ok(match scenario.provider.as_str() {
        "alwaysdata" => Arc::new(Box::pin(Alwaysdata::start(scenario, token, folder, files)).await?),
        "elestio" => Arc::new(Elestio::new(scenario, token)),
        _ => Arc::new(CleverCloud { token }),
    })
}
