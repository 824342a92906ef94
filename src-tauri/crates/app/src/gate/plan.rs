//! Builds the plan that a person confirms: everything on the review page, from fresh facts.

use domain::Result;
use domain::account::Account;
use domain::change::Change;
use domain::finding::Findings;
use domain::ids::DatabaseKey;
use domain::provider::Provider;
use domain::run::Plan;

use crate::application::App;
use crate::checks::{self, Facts};
use crate::configure::{kind, unknown_price};

impl App {
    /// Runs every check against the settings. Changes nothing; can be run again at any time.
    ///
    /// # Errors
    /// `NotFound`, and those of the provider when the database cannot be read at all. Whatever a single check could not
    /// read is a finding.
    pub async fn check(&self, key: &DatabaseKey, change: &Change) -> Result<Findings> {
        let (_, provider) = self.connection_of(key.account).await?;
        let facts = self.facts(provider, key, change).await?;
        Ok(checks::run(&facts, self.config.pace.check_for).await)
    }

    /// What the checks look at.
    async fn facts(
        &self,
        provider: std::sync::Arc<dyn Provider>,
        key: &DatabaseKey,
        change: &Change,
    ) -> Result<Facts> {
        let engine = |database: &domain::database::Database| self.engine(database.summary.engine);
        Facts::of(provider, engine, key.clone(), change.clone(), self.now()).await
    }

    /// The plan for a change, with the account that it goes through.
    pub(super) async fn plan(&self, key: &DatabaseKey, change: &Change) -> Result<(Account, Plan)> {
        let (account, provider) = self.connection_of(key.account).await?;
        let facts = self.facts(std::sync::Arc::clone(&provider), key, change).await?;
        let findings = checks::run(&facts, self.config.pace.check_for).await;
        // A price that is not known stops nobody: it is shown as not known.
        let price = match provider.price(&key.database, change).await {
            Ok(price) => price,
            Err(error) => {
                tracing::info!(code = error.code(), "the price of a change is not known");
                unknown_price()
            }
        };
        let applications = facts.applications().await.map(Vec::as_slice).unwrap_or_default();
        let restarts = applications.iter().filter(|application| application.should_run);
        let backups = facts.backups().await.map(Vec::as_slice).unwrap_or_default();
        let target = facts.target_plan().await.ok().flatten();
        let summary = facts.database.summary.clone();
        let plan = Plan {
            key: key.clone(),
            account_name: account.name.clone(),
            workspace: account.workspace.clone(),
            environment: self.store.mark(&account.provider, &key.database).await?,
            change: change.clone(),
            kind: kind(&summary, change),
            from_version: summary.version.clone(),
            plan_name: target.map_or_else(|| change.plan_id.clone(), |plan| plan.name.clone()),
            method: provider.descriptor().method,
            consequences: provider.descriptor().consequences.clone(),
            price,
            restarts: restarts.map(|application| application.name.clone()).collect(),
            estimate: self.estimate(key, change, provider.descriptor().method).await?,
            restore_point: backups.iter().filter_map(|backup| backup.created_at).max(),
            findings,
            database: summary,
        };
        Ok((account, plan))
    }
}
